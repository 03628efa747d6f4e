"""The only door to the data: opens the warehouse and answers from its published version.

Owns caching by version: a new version is noticed on the next run of a page, because the
version is part of every cached question. Analysts' SQL goes past the cache, a few at a time,
with less of everything than the command line grants: many readers share one machine. Refuses to
write, and to hide an error: a warehouse that cannot be opened raises `WarehouseError`, which the
entry turns into a page of its own.
"""

import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st
from pandas import DataFrame

from etl.catalog import Catalog, load_catalog, user_directories
from etl.errors import FazhiError, WarehouseError
from etl.measured import Measurement, read_quality
from etl.model import Span
from etl.warehouse.dictionary import View as DocumentedView
from etl.warehouse.dictionary import read_views
from etl.warehouse.door import MEGABYTE, Answer, Limits, ask
from etl.warehouse.queries import Filter, Warehouse, current_version
from etl.warehouse.sought import find_places, read_words
from etl.warehouse.versions import is_published
from etl.warehouse.views import CellView, Dataset, FoundReport, ReportView, TextFound
from pages.shared.link import Offer
from pages.shared.shelf import Shelf

__all__ = ["CellView", "Filter", "FoundReport", "ReportView", "TextFound"]

_ROOT = Path(__file__).resolve().parents[2]
_ENTRIES = 256
QUERY_LIMITS = Limits(rows=5_000, seconds=10, memory=512 * MEGABYTE, size=8 * MEGABYTE)
_TURNS = threading.BoundedSemaphore(2)  # queries answered at once, whoever asks
_PATIENCE = 3.0  # seconds until a further one is turned away


class BusyError(FazhiError):
    """As many queries as the server takes are being answered."""

    def __init__(self) -> None:
        super().__init__("正在回答别人的查询：请稍后再试。")


def warehouse_directory() -> Path:
    """Return the folder of the warehouse the pages show."""
    return Path(os.environ.get("FAZHI_WAREHOUSE") or _ROOT / "data" / "warehouse")


_OPENED: Shelf[Warehouse] = Shelf(3)
_CATALOGUES: Shelf[DataFrame] = Shelf(8)
_SUBJECTS: Shelf[dict[str, tuple[str, ...]]] = Shelf(8)


def open_warehouse() -> Warehouse:
    """Return the warehouse as published now."""
    directory = warehouse_directory()
    key = (str(directory), current_version(directory))
    return _OPENED.get(key, lambda: Warehouse.open(directory))


def _key(warehouse: Warehouse) -> tuple[str, int]:
    return str(warehouse.directory), warehouse.version


@st.cache_data(max_entries=8, show_spinner=False)
def _datasets(_warehouse: Warehouse, key: tuple[str, int]) -> list[Dataset]:
    return _warehouse.datasets()


@st.cache_resource(max_entries=24, show_spinner=False)  # never changed, and long: no copies
def _offer(_warehouse: Warehouse, key: tuple[str, int], dataset: str) -> Offer:
    scope = _warehouse.scope(dataset)
    pairs = scope.agencies[["region", "agency"]].itertuples(index=False, name=None)
    return Offer(tuple(scope.years), tuple(pairs), tuple(scope.genres))


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _figures(
    _warehouse: Warehouse, key: tuple[str, int], asked: Filter, indicators: tuple[str, ...]
) -> DataFrame:
    return _warehouse.figures(asked, indicators)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _coverage(_warehouse: Warehouse, key: tuple[str, int], asked: Filter) -> DataFrame:
    return _warehouse.coverage(asked).set_index("indicator")


@st.cache_resource(max_entries=2, show_spinner=False)
def _catalogue(directories: tuple[Path, ...]) -> Catalog:
    return load_catalog(directories)


@st.cache_resource(max_entries=1, show_spinner=False)
def _quality() -> dict[str, Measurement]:
    return read_quality()


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _observations(
    _warehouse: Warehouse, key: tuple[str, int], asked: Filter, indicators: tuple[str, ...]
) -> DataFrame:
    return _warehouse.observations(asked, indicators)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _reports(_warehouse: Warehouse, key: tuple[str, int], asked: Filter) -> DataFrame:
    return _warehouse.reports(asked)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _named(
    _warehouse: Warehouse, key: tuple[str, int], asked: Filter, kinds: tuple[str, ...]
) -> DataFrame:
    return _warehouse.named(asked, kinds)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _request_form(
    _warehouse: Warehouse, key: tuple[str, int], asked: Filter, applicants: tuple[str, ...]
) -> DataFrame:
    return _warehouse.request_form(asked, applicants)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _found(
    _warehouse: Warehouse,
    key: tuple[str, int],
    asked: Filter,
    text: str,
    kinds: tuple[str, ...],
    most: int,
) -> DataFrame:
    return _warehouse.find_named(asked, text, kinds, most)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _found_texts(
    _warehouse: Warehouse, key: tuple[str, int], asked: Filter, text: str, most: int
) -> TextFound:
    return _warehouse.find_texts(asked, text, most)


@st.cache_data(max_entries=64, show_spinner=False)
def _report(_warehouse: Warehouse, key: tuple[str, int], report_id: str) -> ReportView | None:
    return _warehouse.report(report_id)


@st.cache_data(max_entries=24, show_spinner=False)
def _rejections(_warehouse: Warehouse, key: tuple[str, int], dataset: str) -> DataFrame:
    return _warehouse.rejections(dataset)


def name_version() -> tuple[str, int]:
    """Return what tells the served version from every other: the key of all that is kept."""
    return _key(open_warehouse())


def find_datasets() -> list[Dataset]:
    """Return the data sets that hold anything."""
    warehouse = open_warehouse()
    return _datasets(warehouse, _key(warehouse))


def find_indicators() -> DataFrame:
    """Return the catalogue as loaded, by id; nobody may change it."""
    warehouse = open_warehouse()
    return _CATALOGUES.get(
        _key(warehouse), lambda: warehouse.indicators().set_index("id", drop=False)
    )


def list_indicators(subject: str) -> tuple[str, ...]:
    """Return the indicators of a subject, in the catalogue's order."""
    subjects = _SUBJECTS.get(name_version(), lambda: _group(find_indicators()))
    return subjects.get(subject, ())


def _group(catalogue: DataFrame) -> dict[str, tuple[str, ...]]:
    groups = catalogue.groupby("subject", sort=False)
    return {str(subject): tuple(some["id"]) for subject, some in groups}


def find_offer(dataset: str) -> Offer:
    """Return what a data set offers to the filters."""
    warehouse = open_warehouse()
    return _offer(warehouse, _key(warehouse), dataset)


def find_figures(asked: Filter, indicators: Sequence[str] = ()) -> DataFrame:
    """Return THE figure of each body, year and indicator."""
    warehouse = open_warehouse()
    return _figures(warehouse, _key(warehouse), asked, tuple(indicators))


def find_coverage(asked: Filter) -> DataFrame:
    """Return how many figures, bodies and which years there are of each indicator, by its id."""
    warehouse = open_warehouse()
    return _coverage(warehouse, _key(warehouse), asked)


def find_catalogue() -> Catalog:
    """Return the catalogue of this server: wording, examples and law of its indicators."""
    return _catalogue(user_directories())


def find_quality() -> dict[str, Measurement]:
    """Return how well each indicator is read, as last measured."""
    return _quality()


def find_observations(asked: Filter, indicators: Sequence[str] = ()) -> DataFrame:
    """Return every stated figure in force."""
    warehouse = open_warehouse()
    return _observations(warehouse, _key(warehouse), asked, tuple(indicators))


def find_reports(asked: Filter) -> DataFrame:
    """Return the reports, superseded ones marked."""
    warehouse = open_warehouse()
    return _reports(warehouse, _key(warehouse), asked)


def find_named(asked: Filter, kind: str) -> DataFrame:
    """Return what reports in force name, of one kind."""
    warehouse = open_warehouse()
    return _named(warehouse, _key(warehouse), asked, (kind,))


def find_request_form(asked: Filter, applicants: Sequence[str] = ()) -> DataFrame:
    """Return the form that counts requests for disclosure, by cell."""
    warehouse = open_warehouse()
    return _request_form(warehouse, _key(warehouse), asked, tuple(applicants))


def search_named(asked: Filter, text: str, kinds: Sequence[str], most: int) -> DataFrame:
    """Return the named things that hold every word of `text`, newest first."""
    warehouse = open_warehouse()
    return _found(warehouse, _key(warehouse), asked, text, tuple(kinds), most)


def search_texts(asked: Filter, text: str, most: int) -> TextFound:
    """Return the newest reports whose text holds every word of `text`."""
    warehouse = open_warehouse()
    return _found_texts(warehouse, _key(warehouse), asked, text, most)


def find_words(report: ReportView, typed: str) -> list[Span]:
    """Return where a report holds any word typed."""
    return find_places(report.text, read_words(typed), report.body)


def find_report(report_id: str) -> ReportView | None:
    """Return one report, None where there is none of this id."""
    warehouse = open_warehouse()
    return _report(warehouse, _key(warehouse), report_id)


def find_rejections(dataset: str) -> DataFrame:
    """Return what the last load did not take."""
    warehouse = open_warehouse()
    return _rejections(warehouse, _key(warehouse), dataset)


def can_ask() -> bool:
    """Tell whether there is a warehouse to be asked in SQL, and not an exported data set."""
    return not is_published(warehouse_directory())


def list_views() -> Mapping[str, DocumentedView]:
    """Return the documented views by name."""
    return read_views()


def ask_query(query: str) -> Answer:
    """Ask the served version in SQL; raises `BusyError` where others are waited for too long."""
    if not _TURNS.acquire(timeout=_PATIENCE):
        raise BusyError
    try:
        return ask(warehouse_directory(), query, QUERY_LIMITS)
    finally:
        _TURNS.release()


def has_data() -> bool:
    """Tell whether there is anything to show; a warehouse that cannot be opened has nothing."""
    try:
        return bool(find_datasets())
    except WarehouseError:
        return False
