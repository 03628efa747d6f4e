"""行政决策: major decisions, and what was reviewed before they were taken."""

from pages.shared.subject import show_subject

show_subject("decisions")
