"""数据: the rows behind a view, queries in SQL, the data dictionary."""

from pages.shared.data_page import show_data

show_data()
