"""The door to the writers of files: rows of a page as CSV, a workbook or Parquet, when asked for.

Owns that few files are made at once, that each is of the version the page showed, and that
nothing is left behind on the disk. Refuses rows beyond what a page may hand over: whole
warehouses are exported on the command line.
"""

import math
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pandas as pd
from pandas import DataFrame

from etl.export.csv_files import write_csv_file
from etl.export.dictionary import HEADER, list_entries
from etl.export.edition import Edition, open_edition
from etl.export.meanings import Meaning, load_codes
from etl.export.notes import Note
from etl.export.rows import Extract, open_listing, open_rows
from etl.export.selection import TABLES, Selection
from etl.export.tables import Table, hold_table, write_parquet_file
from etl.export.workbook import write_table_workbook, write_workbook
from etl.warehouse.listing import Listing
from pages.shared.store import BusyError, can_ask, open_warehouse

LARGEST = 500_000  # rows that a page hands over
_LARGEST_WORKBOOK = 100_000  # which takes half a minute; a browser waits for three
_TURNS = threading.BoundedSemaphore(2)
_PATIENCE = 60.0  # seconds until a further file is refused

Notes = tuple[Note, ...]


class Format(StrEnum):
    """What a file can be; the value ends its name."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"

    @property
    def mime(self) -> str:
        """What a browser calls it."""
        return _MIME[self]

    @property
    def most(self) -> int:
        """How many rows a page hands over so."""
        return _LARGEST_WORKBOOK if self is Format.XLSX else LARGEST


_MIME = {
    Format.CSV: "text/csv",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PARQUET: "application/vnd.apache.parquet",
}


@dataclass(frozen=True, slots=True)
class Source:
    """The version that a page shows; None where the folder holds one alone."""

    directory: Path
    version: int | None


def find_source() -> Source:
    """Return the version that is shown now, for a file that is asked for later."""
    warehouse = open_warehouse()
    return Source(warehouse.directory, warehouse.version if can_ask() else None)


def make_listing_file(
    source: Source, listing: Listing, kind: Format, said: Mapping[str, str]
) -> bytes:
    """Return the rows of a listing as a file; `said` tells its filters in words."""
    with open_edition(source.directory, source.version) as edition:
        rows = open_listing(edition, listing)
        if kind is not Format.XLSX:
            return _make(kind, rows, ())
        extract = _extract(edition, Selection((listing.table,), said=said), (rows,))
        return write_file(kind, lambda path: write_workbook(path, extract))


def make_table_file(name: str, rows: DataFrame, kind: Format, notes: Notes = ()) -> bytes:
    """Return rows of a page as a file; a workbook says the notes on a sheet of their own."""
    plain = [[_plain(value) for value in row] for row in rows.itertuples(index=False, name=None)]
    return _make(kind, hold_table(name, [str(each) for each in rows.columns], plain), notes)


def find_codes() -> Mapping[str, Mapping[str, Meaning]]:
    """Return what the codes of each column mean."""
    return load_codes()


def make_dictionary_file(source: Source, kind: Format) -> bytes:
    """Return the data dictionary of the documented views as a file."""
    with open_edition(source.directory, source.version) as edition:
        selection = Selection()
        tables = tuple(open_rows(edition, selection, name) for name in TABLES)
        entries = list(list_entries(_extract(edition, selection, tables)))
    return _make(kind, hold_table("dictionary", HEADER, entries), ())


def _extract(edition: Edition, selection: Selection, tables: tuple[Any, ...]) -> Extract:
    return Extract(edition, selection, tables, datetime.now(UTC))


def _make(kind: Format, table: Table, notes: Notes) -> bytes:
    writers: dict[Format, Callable[[Path], object]] = {
        Format.CSV: lambda path: write_csv_file(path, table),
        Format.XLSX: lambda path: write_table_workbook(path, table, notes),
        Format.PARQUET: lambda path: write_parquet_file(path, table),
    }
    return write_file(kind, writers[kind])


def write_file(kind: str, write: Callable[[Path], object]) -> bytes:
    """Return what a writer leaves at a path, and leave nothing there."""
    if not _TURNS.acquire(timeout=_PATIENCE):
        raise BusyError
    try:
        with tempfile.TemporaryDirectory(prefix="fazhi-") as folder:
            path = Path(folder) / f"file.{kind}"
            write(path)
            return path.read_bytes()
    finally:
        _TURNS.release()


def _plain(value: Any) -> Any:
    """Return a value of a frame as Python has it; what is missing is None, what has no end text."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, float) and not math.isfinite(plain):
        return None if math.isnan(plain) else str(plain)
    return plain
