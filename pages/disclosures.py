"""政务公开: what was published, what was asked for, and on which platforms."""

from pages.shared.named import show_named
from pages.shared.subject import show_subject

show_subject("disclosures")
show_named("platform")
