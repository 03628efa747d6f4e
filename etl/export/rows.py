"""The rows of one view, in a fixed order and in batches.

Owns the columns of an exported table: those of the view, then whatever every row must carry
that the view leaves to others, then the version. Refuses to hold more than a batch.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from etl.export.edition import Edition, tell_unreadable
from etl.export.selection import Selection
from etl.warehouse.listing import Listing

BATCH = 50_000
SORTED = 250_000  # rows to sort at a time
# Whole reports are long.
TEXT_BATCH, TEXT_SORTED = 1_000, 20_000
VERSION = "version"

_PLACE = ("dataset", "region", "agency")
_ORDER = {
    "figures": (*_PLACE, "indicator", "unit"),
    "observations": (*_PLACE, "indicator", "genre", "report_id", "span_start", "observation_id"),
    "documents_named": (*_PLACE, "genre", "report_id", "span_start", "named_id"),
    "request_outcomes": (*_PLACE, "genre", "report_id", "row_name", "applicant"),
    "findings": (*_PLACE, "genre", "report_id", "kind", "indicator", "message"),
    "reports": (*_PLACE, "genre", "report_id"),
}
# Where a view has no column of its own: whose file it was, and what the form counts.
_FROM_REPORT = ("source", "source_url")
_ADDED = {
    "request_outcomes": {
        "qualifier": "CASE WHEN v.\"value\" IS NOT NULL THEN 'exact' END",
        "unit": "'件'",
    }
}
_REQUIRED = {
    *("dataset", "region", "agency", "year", "genre", "version", "in_force", "sha256", "media"),
    *("conflict", "kind", "message", "deed", "meaning", "applicant", "outcome", "row_name", "raw"),
    *("observation_id", "named_id"),
}
_REQUIRED_IN = {
    "figures": {"indicator", "value", "qualifier", "unit", "basis", "source"},
    "observations": {"indicator", "value", "qualifier", "unit", "source"},
    "documents_named": {"name", "quote", "sentence", "report_id", "span_start", "span_end"},
    "request_outcomes": {"unit", "report_id", "source"},
    "findings": {"report_id"},
    "reports": {"report_id", "source", "text"},
}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one view that are asked for."""

    edition: Edition
    name: str
    schema: pa.Schema
    query: str
    relation: str
    bound: Mapping[str, Any]
    long: bool = False

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows in order: by year first, so that a few years are sorted at a time."""
        size, most = (TEXT_BATCH, TEXT_SORTED) if self.long else (BATCH, SORTED)
        counts = self._count_years()
        missing = sum(rows for _, rows in counts)
        for first, last in group_years(counts, most):
            bound = dict(self.bound) | {"from": first, "to": last}
            for batch in self.edition.batches(self.query, bound, size):
                if batch.num_rows:
                    missing -= batch.num_rows
                    yield _cast(batch, self.schema)
        if missing:
            raise tell_unreadable(self.edition.version, RuntimeError(f"{self.name}: {missing}"))

    def _count_years(self) -> list[tuple[int, int]]:
        query = f'SELECT v."year", count(*) FROM ({self.relation}) AS v GROUP BY 1 ORDER BY 1'
        return self.edition.rows(query, self.bound)


@dataclass(frozen=True, slots=True)
class Extract:
    """All that one export writes."""

    edition: Edition
    selection: Selection
    tables: tuple[Rows, ...]
    exported_at: datetime


def open_rows(edition: Edition, selection: Selection, name: str) -> Rows:
    """Return the rows of a view, unread."""
    relation = f'SELECT * FROM door."{name}" AS v WHERE {selection.condition()}'
    text = selection.text and name == "reports"
    return _open(edition, name, relation, selection.parameters(), text=text)


def open_listing(edition: Edition, listing: Listing) -> Rows:
    """Return the rows that a page lists, unread."""
    return _open(edition, listing.table, *listing.select(), text=False)


def _open(
    edition: Edition, name: str, relation: str, bound: Mapping[str, Any], *, text: bool
) -> Rows:
    held = edition.schema(f'FROM door."{name}"').names
    columns = _list_columns(edition, name, held, text=text)
    picked = ", ".join(f'{text} AS "{column}"' for column, text in columns.items())
    joined = any(text.startswith("r.") for text in columns.values())
    beside = "LEFT JOIN door.reports AS r USING (report_id)" if joined else ""
    select = f"SELECT {picked} FROM ({{rows}}) AS v {beside}"
    schema = _plain_schema(name, edition.schema(select.format(rows=f'FROM door."{name}"')))
    order = ", ".join(f'"{column}"' for column in ("year", *_ORDER[name]))
    span = f'WHERE v."year" BETWEEN $from AND $to ORDER BY {order}'
    query = f"{select.format(rows=relation)} {span}"
    return Rows(edition, name, schema, query, relation, bound, text)


def _list_columns(edition: Edition, name: str, held: list[str], *, text: bool) -> dict[str, str]:
    """Return the exported columns, each with what it is selected as."""
    columns = {column: f'v."{column}"' for column in held}
    if not text:
        columns.pop("text", None)
    added = dict(_ADDED.get(name, {}))
    if "report_id" in columns:
        added |= {column: f'r."{column}"' for column in _FROM_REPORT}
    columns |= {column: text for column, text in added.items() if column not in columns}
    return columns | {VERSION: f"{edition.version}::INTEGER"}


def _plain_schema(name: str, found: pa.Schema) -> pa.Schema:
    required = _REQUIRED | _REQUIRED_IN[name]
    return pa.schema(
        pa.field(field.name, plain_type(field.type), nullable=field.name not in required)
        for field in found
    )


def group_years(counts: Iterable[tuple[int, int]], most: int) -> list[tuple[int, int]]:
    """Return ranges of years, both ends included, that hold `most` rows or a single year."""
    ranges: list[tuple[int, int]] = []
    held = most
    for year, rows in counts:
        if held + rows > most:
            ranges.append((year, year))
            held = 0
        ranges[-1] = (ranges[-1][0], year)
        held += rows
    return ranges


def plain_type(kind: pa.DataType) -> pa.DataType:
    """Return the type that Spark, Trino and pandas all read for one that DuckDB answers in."""
    if pa.types.is_dictionary(kind):
        return plain_type(kind.value_type)
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return pa.string()
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pa.list_(plain_type(kind.value_type))
    if pa.types.is_integer(kind):
        return pa.int32() if kind.bit_width < 32 or kind == pa.int32() else pa.int64()
    if pa.types.is_timestamp(kind):
        return pa.timestamp("us")
    return kind


def _cast(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    arrays = [
        array if array.type == field.type else array.cast(field.type)
        for array, field in zip(batch.columns, schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
