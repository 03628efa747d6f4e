"""报告合规: what the law asks of each annual report, and whether it was kept, with the words."""

from pages.shared.duties import show_duties

show_duties()
