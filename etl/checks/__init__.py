"""What supervisors ask of reports: pure functions from records to outcomes with evidence."""
