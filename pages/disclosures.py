"""政务公开: what was published, and what was asked for."""

from pages.shared.subject import show_subject

show_subject("disclosures")
