"""Rows into a table in a wished order, however many they are.

Owns the detour over the disk: rows are first dealt out into slices that follow each other, then
every slice is put in order by itself. To sort ten million rows with their texts at once takes more
memory than a load may have. Refuses to know any table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

import duckdb

from etl.warehouse.parts import quote_name


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


def pour(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    query: str,
    order: str,
    slices: Slices,
    bound: Mapping[str, object],
) -> None:
    """Insert the rows of a query into a table, by name, in an order."""
    if slices.count == 1:
        connection.execute(f"INSERT INTO {table} BY NAME {query} ORDER BY {order}", dict(bound))
        return
    folder = slices.scratch / table
    connection.execute("SET preserve_insertion_order = false")  # or all of it would have to wait
    connection.execute(
        f"COPY (SELECT t.*, {slices.key} AS slice FROM ({query}) AS t {slices.join})"
        f" TO '{quote_name(folder)}'"
        " (FORMAT parquet, PARTITION_BY (slice))",
        dict(bound),
    )
    connection.execute("RESET preserve_insertion_order")
    for number in range(slices.count):
        part = folder / f"slice={number}"
        if part.exists():
            connection.execute(
                f"INSERT INTO {table} BY NAME SELECT * FROM"
                f" read_parquet('{quote_name(part)}/*.parquet', hive_partitioning = false)"
                f" ORDER BY {order}"
            )
            rmtree(part)
