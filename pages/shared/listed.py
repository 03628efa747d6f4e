"""The door to the rows behind a view: a page of them at a time, how many there are, their types.

Owns keeping the answers by version, and that few readers search in words at once: that reads
every quote in view. Refuses to draw.
"""

import threading

import streamlit as st

from etl.warehouse.listing import Listed, Listing, Order, count_rows, read_page
from etl.warehouse.queries import Warehouse
from pages.shared.store import name_version, open_warehouse

__all__ = ["Listed", "Listing", "Order"]

_SEARCHING = threading.BoundedSemaphore(2)
_TYPES = """
SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'door'
"""


@st.cache_data(max_entries=256, show_spinner=False)
def _count(_warehouse: Warehouse, key: tuple[str, int], listing: Listing) -> int:
    with _SEARCHING:
        return count_rows(_warehouse, listing)


@st.cache_data(max_entries=64, show_spinner=False)
def _page(
    _warehouse: Warehouse,
    key: tuple[str, int],
    listing: Listing,
    order: Order,
    down: bool,
    span: tuple[int, int],
) -> list[Listed]:
    with _SEARCHING:
        return read_page(_warehouse, listing, order, down, *span)


@st.cache_data(max_entries=4, show_spinner=False)
def _types(_warehouse: Warehouse, key: tuple[str, int]) -> dict[tuple[str, str], str]:
    return {(view, column): kind for view, column, kind in _warehouse.rows(_TYPES)}


def count_listed(listing: Listing) -> int:
    """Return how many rows a listing has."""
    return _count(open_warehouse(), name_version(), listing)


def find_listed(
    listing: Listing, order: Order, *, down: bool, start: int, most: int
) -> list[Listed]:
    """Return `most` rows of a listing from `start` on, in an order."""
    return _page(open_warehouse(), name_version(), listing, order, down, (start, most))


def find_types() -> dict[tuple[str, str], str]:
    """Return the type of every column of the documented views, by view and column."""
    return _types(open_warehouse(), name_version())
