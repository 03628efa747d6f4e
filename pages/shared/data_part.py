"""Which part of the data page the link asks for: rows, a query in SQL, the dictionary.

Owns the parameter. A link that brings a query asks for the editor without saying so.
"""

from enum import StrEnum

import streamlit as st

_PARAMETER, _QUERY = "part", "sql"


class Part(StrEnum):
    """What the page shows."""

    ROWS = "rows"
    SQL = "sql"
    DICTIONARY = "dictionary"


def read_part() -> Part:
    """Return the part the link asks for, the rows where it asks for nothing."""
    asked = st.query_params.get(_PARAMETER)
    if asked in tuple(Part):
        return Part(asked)
    return Part.SQL if _QUERY in st.query_params else Part.ROWS


def choose_part(part: Part) -> None:
    """Put the page at a part from its next run on; a query stays in the session alone."""
    if part is not Part.SQL:
        st.query_params.pop(_QUERY, None)
    if part is Part.ROWS:
        st.query_params.pop(_PARAMETER, None)
    else:
        st.query_params[_PARAMETER] = str(part)


def is_filtered(page: str) -> bool:
    """Tell whether the shared filters narrow what a page shows; a query says itself what it takes."""
    return page != "upload" and (page != "data" or read_part() is Part.ROWS)
