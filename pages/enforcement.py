"""执法处罚: cases, penalties, permits, coercive measures, and who enforces."""

from pages.shared.subject import show_subject

show_subject("enforcement")
