"""The door to the rows behind a view: a page of them at a time, how many there are, their types.

Owns keeping the answers by version, and that few readers search in words at once: that reads
every quote in view. Refuses to draw.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from etl.warehouse.listing import Listed, Listing, Order, count_rows, read_page
from etl.warehouse.queries import Warehouse
from pages.shared.store import BusyError, name_version, open_warehouse

__all__ = ["Listed", "Listing", "Order"]

_TURNS = threading.BoundedSemaphore(2)
_PATIENCE = 20.0  # seconds until a further search is refused
_TYPES = """
SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'door'
"""


@st.cache_data(max_entries=256, show_spinner=False)
def _count(_warehouse: Warehouse, key: tuple[str, int], listing: Listing) -> int:
    with _take_turn():
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
    with _take_turn():
        return read_page(_warehouse, listing, order, down, *span)


@contextmanager
def _take_turn() -> Iterator[None]:
    if not _TURNS.acquire(timeout=_PATIENCE):
        raise BusyError
    try:
        yield
    finally:
        _TURNS.release()


@st.cache_data(max_entries=4, show_spinner=False)
def _types(_warehouse: Warehouse, key: tuple[str, int]) -> dict[tuple[str, str], str]:
    return {(view, column): kind for view, column, kind in _warehouse.rows(_TYPES)}


def count_listed(listing: Listing) -> int:
    """Return how many rows a listing has; raises `BusyError` where others are waited for too long."""
    return _count(open_warehouse(), name_version(), listing)


def find_listed(
    listing: Listing, order: Order, *, down: bool, start: int, most: int
) -> list[Listed]:
    """Return `most` rows of a listing from `start` on, in an order."""
    return _page(open_warehouse(), name_version(), listing, order, down, (start, most))


def find_types() -> dict[tuple[str, str], str]:
    """Return the type of every column of the documented views, by view and column."""
    return _types(open_warehouse(), name_version())
