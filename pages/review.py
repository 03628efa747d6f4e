"""复核: figures worth a look, one at a time beside their words: accepted, corrected or rejected."""

from pages.shared.review_page import show_review

show_review()
