"""Rows into a table in a wished order, however many they are.

Owns the detour over the disk: rows are first dealt out into slices that follow each other, then
every slice is put in order by itself. To sort ten million rows with their texts at once takes more
memory than a load may have. Refuses to know any table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree

import duckdb

from etl.warehouse.parts import quote_name

_ROW_GROUP = 20_000  # rows of a slice that wait in memory


@dataclass(frozen=True, slots=True)
class Pouring:
    """What goes into a table: raw rows, how they are shown (of `{rows}`), and their order.

    `some` gives the same raw rows as several queries; `{slice}` in `shown` becomes the condition
    that something belongs to the slice at hand.
    """

    table: str
    raw: str
    some: Iterable[str]
    shown: str
    order: str
    bound: Mapping[str, object] = field(default_factory=dict)  # parameters of `shown`


@dataclass(frozen=True, slots=True)
class Slices:
    """How rows are dealt out: the number of a row's slice as SQL, how many there are, and where.

    A row of a lower slice comes before one of a higher in the wished order. `join` brings in what
    the key needs.
    """

    key: str
    count: int
    scratch: Path
    join: str = ""


def pour(connection: duckdb.DuckDBPyConnection, pouring: Pouring, slices: Slices) -> None:
    """Insert rows into a table, by name, in their order."""
    if slices.count == 1:
        _insert(connection, pouring, f"({pouring.raw})", "TRUE")
        return
    folder = slices.scratch / pouring.table
    _deal_out(connection, pouring, slices, folder)
    for number in range(slices.count):
        parts = sorted(folder.glob(f"*/slice={number}"))
        if parts:
            files = ", ".join(f"'{quote_name(part)}/*.parquet'" for part in parts)
            rows = f"read_parquet([{files}], hive_partitioning = false)"
            _insert(connection, pouring, rows, f"{slices.key} = {number}")
        for part in parts:
            rmtree(part)


def _deal_out(
    connection: duckdb.DuckDBPyConnection, pouring: Pouring, slices: Slices, folder: Path
) -> None:
    connection.execute("SET preserve_insertion_order = false")  # or all of it would have to wait
    folder.mkdir()
    for number, raw in enumerate(pouring.some):
        target = quote_name(folder / str(number))
        connection.execute(
            f"COPY (SELECT t.*, {slices.key} AS slice FROM ({raw}) AS t {slices.join})"
            f" TO '{target}' (FORMAT parquet, PARTITION_BY (slice), ROW_GROUP_SIZE {_ROW_GROUP})"
        )
    connection.execute("RESET preserve_insertion_order")


def _insert(connection: duckdb.DuckDBPyConnection, pouring: Pouring, rows: str, which: str) -> None:
    shown = pouring.shown.replace("{rows}", rows).replace("{slice}", which)
    query = f"INSERT INTO {pouring.table} BY NAME {shown} ORDER BY {pouring.order}"
    connection.execute(query, dict(pouring.bound))
