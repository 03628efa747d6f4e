"""The way from a table to its rows on the data page, under the same filters.

Owns the link. Refuses to know what the page shows there.
"""

from collections.abc import Sequence

import streamlit as st

from pages.shared.data_choice import STATEMENTS
from pages.shared.view import View
from pages.shared.words import say


def show_data_link(
    view: View,
    indicators: Sequence[str],
    *,
    statements: bool = False,
    year: int | None = None,
) -> None:
    """Draw the quiet link; of one year alone, where the table is."""
    own = {"table": [STATEMENTS]} if statements else {}
    own |= {"year": [str(year)]} if year else {}
    asked = view.parameters() | own | {"indicator": list(indicators)}
    pairs = [(name, value) for name, values in asked.items() for value in values]
    st.page_link(
        "data.py",
        label=say("rows.link", view.lang),
        icon=":material/table_rows:",
        query_params=pairs,
    )
