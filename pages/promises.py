"""计划与落实: what each plan announced, what the next report tells of it, and shortcomings that stand."""

from pages.shared.promises import show_promises

show_promises()
