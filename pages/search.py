"""查找: documents, laws, firms, fields and platforms by name, each at its place in its report."""

from pages.shared.search import show_search

show_search()
