"""One table as one file: CSV, a workbook, Parquet. What a page hands over.

Owns a table that is already in memory, and the single file of each format; how a cell is written
is the business of the writers of whole exports. Refuses to choose rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

_WIDE = 2**63
_DIGITS = 38  # what a decimal of Arrow holds


class Table(Protocol):
    """Rows of one kind, read in batches."""

    @property
    def name(self) -> str:
        """What the table is called."""

    @property
    def schema(self) -> pa.Schema:
        """Its columns."""

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows in order."""


@dataclass(frozen=True, slots=True)
class Held:
    """A table in memory."""

    name: str
    data: pa.Table

    @property
    def schema(self) -> pa.Schema:
        """Its columns."""
        return self.data.schema

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows in order."""
        yield from self.data.to_batches()


def hold_table(name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Held:
    """Return plain values as a table: a column of numbers is one, any other is text."""
    held = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [_make_column(values) for values in held]
    return Held(name, pa.Table.from_arrays(arrays, names=list(columns)))


def _make_column(values: Sequence[Any]) -> pa.Array:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int} and all(-_WIDE <= value < _WIDE for value in values if value is not None):
        return pa.array(values, pa.int64())
    if kinds == {float}:
        return pa.array(values, pa.float64())
    if kinds and kinds <= {int, Decimal}:
        return _make_decimals(values)
    return pa.array([None if value is None else str(value) for value in values], pa.string())


def _make_decimals(values: Sequence[Any]) -> pa.Array:
    exact = [None if value is None else Decimal(value) for value in values]
    plain = [f"{abs(value):f}".partition(".") for value in exact if value is not None]
    whole = max(len(before) for before, _, _ in plain)
    scale = max(len(after) for _, _, after in plain)
    if whole + scale > _DIGITS:
        return pa.array([None if each is None else f"{each:f}" for each in exact], pa.string())
    return pa.array(exact, pa.decimal128(whole + scale, scale))


def write_parquet_file(path: Path, table: Table) -> int:
    """Write one file, zstd, with the types the table has; return its rows."""
    names = list(_tell_apart(table.schema.names))
    fields = zip(names, table.schema, strict=True)
    schema = pa.schema(field.with_name(name) for name, field in fields)
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in table.batches():
            writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))
            count += batch.num_rows
    return count


def _tell_apart(names: Iterable[str]) -> Iterator[str]:
    """Yield the names, numbered where one was there before: readers take columns by name."""
    seen: set[str] = set()
    for name in names:
        number, told = 1, name
        while told in seen:
            number += 1
            told = f"{name}_{number}"
        seen.add(told)
        yield told
