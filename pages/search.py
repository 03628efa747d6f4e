"""查找: words of all reports, and documents, laws, firms, fields and platforms by name, each at its place."""

from pages.shared.search import show_search

show_search()
