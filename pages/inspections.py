"""行政检查: how much was inspected, over the years and by body."""

from pages.shared.subject import show_subject

show_subject("inspections")
