"""简报: one A4 page on the view, or on one subject of it: to print, as PDF, to edit in Word."""

from pages.shared.brief import show_brief

show_brief()
