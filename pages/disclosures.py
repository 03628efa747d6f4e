"""政务公开: what was published, what was asked for and came of it, and on which platforms."""

from pages.shared.named import show_named
from pages.shared.outcomes import show_outcomes
from pages.shared.subject import show_subject

show_subject("disclosures")
show_outcomes()
show_named("platform")
