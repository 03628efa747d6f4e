"""Which rows the data page lists beyond the shared filters: table, indicators, words, order, page.

Owns these parameters of the link. Refuses to find rows, and to draw (data_widgets.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.shared.filters import keep_indicators
from pages.shared.listed import Listing, Order
from pages.shared.store import find_indicators
from pages.shared.view import View

STATEMENTS = "observations"
_LISTED = "rows.listed"  # what the page number in the address is of
LONGEST = 80  # characters of a search
_MOST_WORDS = 8
_DOWN = (Order.YEAR, Order.VALUE)  # which start with the largest


@dataclass(frozen=True, slots=True)
class Sorting:
    """The order of the rows."""

    by: Order
    down: bool


def read_listing(view: View) -> Listing:
    """Return the listing that the view and the link ask for."""
    catalogue = find_indicators()
    chosen = catalogue["subject"].isin(read_asked("subject"))
    chosen |= catalogue["id"].isin(read_asked("indicator"))
    words = dict.fromkeys(st.query_params.get("q", "")[:LONGEST].split())
    return Listing(
        view.asked,
        statements=st.query_params.get("table") == STATEMENTS,
        indicators=tuple(catalogue.loc[chosen, "id"]),
        words=tuple(words)[:_MOST_WORDS],
    )


def read_asked(parameter: str) -> list[str]:
    """Return the values of a parameter of the link."""
    return st.query_params.get_all(parameter)


def read_sorting() -> Sorting:
    """Return the order the link asks for: newest years first where it asks for none."""
    asked = st.query_params.get("sort", "")
    name = asked.removeprefix("-")
    by = Order(name) if name in tuple(Order) else Order.YEAR
    return Sorting(by, (by in _DOWN) != asked.startswith("-"))


def sort_by(name: object) -> None:
    """Sort by a column, the other way round where it was sorted so; back to the first page."""
    if name not in tuple(Order):
        return
    by, sorting = Order(str(name)), read_sorting()
    turned = by is sorting.by and sorting.down is (by in _DOWN)
    _write("sort", [f"-{by}" if turned else str(by)])
    _write("page", [])


def read_page(listing: Listing, pages: int) -> int:
    """Return the number of the page shown; other rows than before start with the first."""
    before, state = st.session_state.get(_LISTED), st.session_state
    asked = st.query_params.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 9 else 1
    if before is not None and before != (listing, number) and before[1] == number:
        number = 1
    number = max(1, min(number, pages))
    state[_LISTED] = (listing, number)
    if str(number) != asked:
        write_page(number)
        st.rerun()  # the button that copies the address stands above
    return number


def write_page(number: int) -> None:
    """Put a page into the link; the first is not named."""
    _write("page", [] if number == 1 else [str(number)])


def write_table(table: str) -> None:
    """Put the table into the link; the one of figures is not named."""
    _write("table", [table] if table == STATEMENTS else [])


def write_things(subjects: Sequence[str], indicators: Sequence[str]) -> None:
    """Put what the rows are of into the link."""
    _write("subject", subjects)
    _write("indicator", indicators)
    keep_indicators(indicators)


def write_words(text: str) -> None:
    """Put the words into the link, single blanks between them."""
    words = " ".join(text.split())
    _write("q", [words] if words else [])


def _write(parameter: str, values: Sequence[str]) -> None:
    if values:
        st.query_params[parameter] = list(values)
    else:
        st.query_params.pop(parameter, None)
