"""文本相似: how much of each report stands in an earlier one or in a peer's, side by side."""

from pages.shared.likeness import show_likeness

show_likeness()
