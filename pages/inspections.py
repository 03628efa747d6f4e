"""行政检查: how much was inspected, over the years and by body, and in which fields."""

from pages.shared.named import show_named
from pages.shared.subject import show_subject

show_subject("inspections")
show_named("inspection_field")
