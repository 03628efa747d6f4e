"""The data page: the rows behind the view, queries in SQL, the dictionary; one at a time.

Owns the switch between them. Refuses to know what they show.
"""

import streamlit as st

from pages.shared.data_dictionary import show_dictionary
from pages.shared.data_part import Part, choose_part, read_part
from pages.shared.data_rows import show_rows
from pages.shared.query_page import show_query
from pages.shared.view import current_view
from pages.shared.words import say

_WIDGET = "data.part"
_SHOW = {Part.ROWS: show_rows, Part.SQL: show_query, Part.DICTIONARY: show_dictionary}


def show_data() -> None:
    """Draw the page."""
    part = read_part()
    _show_switch(part, current_view().lang)
    _SHOW[part]()


def _show_switch(part: Part, lang: str) -> None:
    st.session_state[_WIDGET] = part.value
    st.segmented_control(
        say("rows.part", lang),
        [each.value for each in Part],
        key=_WIDGET,
        format_func=lambda each: say(f"rows.part.{each}", lang),
        label_visibility="collapsed",
        required=True,
        on_change=_take,
    )


def _take() -> None:
    choose_part(Part(st.session_state[_WIDGET]))
