"""数据: the documented views, asked in SQL, read-only."""

from pages.shared.query_page import show_data

show_data()
