"""What all checks find in the reports of a warehouse, as one list: for the command and the notice.

Owns bringing the checks together. Refuses to judge (`etl.checks` does) and to show anything.
"""
