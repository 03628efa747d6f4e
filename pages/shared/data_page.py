"""The data page: the rows behind the view, queries in SQL, the dictionary; one at a time.

Owns the switch between them. Refuses to know what they show.
"""

import streamlit as st

from pages.shared.data_dictionary import show_dictionary
from pages.shared.data_part import Part, choose_part, read_part
from pages.shared.data_rows import show_rows
from pages.shared.query_page import show_query
from pages.shared.switch import show_switch
from pages.shared.view import current_view

_WIDGET = "data.part"
_SHOW = {Part.ROWS: show_rows, Part.SQL: show_query, Part.DICTIONARY: show_dictionary}


def show_data() -> None:
    """Draw the page."""
    part, lang = read_part(), current_view().lang
    show_switch("rows.part", tuple(Part), part, lang, _take, key=_WIDGET, each="rows.part.{}")
    _SHOW[part]()


def _take() -> None:
    choose_part(Part(st.session_state[_WIDGET]))
