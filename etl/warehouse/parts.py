"""Rows on their way into a version: parts just read, and the version before, as one set of views.

Owns the files of parts (written aside, renamed when whole) and the views `raw_…` over them and
over what is carried over. Refuses to derive anything.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from etl.warehouse.columns import COLUMNS, part_table
from etl.warehouse.rows import Entry

UNFIT = (ValueError, TypeError, OverflowError)  # what Arrow says of a value that fits no column
_ASIDE = ".writing"
_GROUP = 20_000  # reports whose rows are dealt out together
# What the version before calls the columns of rows by: its own names for what was read.
_KEPT = {
    "reports": {"region": "place"},
    "ledger_rows": {"region": "written"},
}
_KEYS = {"documents": "document_id", "ledger_rows": "document_id"}


def write_part(entries: Sequence[Entry], path: Path) -> Path:
    """Write documents as one part; under its name it is whole or not there."""
    aside = path.with_name(path.name + _ASIDE)
    pq.write_table(part_table(entries), aside, compression="zstd")
    aside.replace(path)
    return path


@dataclass(frozen=True, slots=True)
class Part:
    """A file of rows, and how many documents they are of."""

    path: Path
    documents: int


def join_parts(parts: Sequence[Path], path: Path) -> Path:
    """Make one part of several, in their order; they go."""
    aside = path.with_name(path.name + _ASIDE)
    rows = pa.concat_tables([pq.read_table(part) for part in parts])
    pq.write_table(rows, aside, compression="zstd")
    aside.replace(path)
    for part in parts:
        part.unlink()
    return path


def find_fault(entry: Entry) -> Exception | None:
    """Return why the rows of a document fit no part, None where they do."""
    try:
        part_table([entry])
    except UNFIT as error:
        return error
    return None


def view_raw(
    connection: duckdb.DuckDBPyConnection,
    parts: Sequence[Part],
    previous: Path | None,
    leave: Collection[str],
) -> None:
    """Make a view of every table's raw rows: those of the parts, and of the version before.

    Documents of the version before whose id is in `leave` stay out. Its file is attached as
    `previous`.
    """
    keep_ids(connection, "leave", leave)
    if previous is not None:
        connection.execute(f"ATTACH '{quote_name(previous)}' AS previous (READ_ONLY)")
    for table in COLUMNS:
        sources = [_read_parts(table, parts, previous is not None)] if parts else []
        if previous is not None:
            sources.append(_read_previous(table))
        query = " UNION ALL BY NAME ".join(sources or [_read_nothing(table)])
        connection.execute(f"CREATE TEMP VIEW raw_{table} AS {query}")


def group_raw(
    connection: duckdb.DuckDBPyConnection, parts: Sequence[Part], previous: bool
) -> Callable[[str], Iterator[str]]:
    """Return what gives the raw rows of a table of reports as queries, so many reports to each."""
    last = 0
    if previous:
        [(found,)] = connection.execute("SELECT max(report_no) FROM previous.reports").fetchall()
        last = found or 0

    def group(table: str) -> Iterator[str]:
        for some in _gather(parts):
            yield _read_parts(table, some, previous)
        for first in range(1, last + 1, _GROUP):
            yield f"{_read_previous(table)} AND report_no BETWEEN {first} AND {first + _GROUP - 1}"

    return group


def _gather(parts: Sequence[Part]) -> Iterator[list[Part]]:
    some: list[Part] = []
    for part in parts:
        some.append(part)
        if sum(each.documents for each in some) >= _GROUP:
            yield some
            some = []
    if some:
        yield some


def quote_name(path: Path) -> str:
    """Return a path as it stands between quotes in SQL, where no parameter may."""
    return str(path).replace("'", "''")


def keep_ids(connection: duckdb.DuckDBPyConnection, name: str, ids: Collection[str]) -> None:
    """Make a temporary table of ids."""
    connection.register("given", pa.table({"id": pa.array(sorted(ids), pa.string())}))
    connection.execute(f"CREATE TEMP TABLE {name} AS SELECT id FROM given")
    connection.unregister("given")


def _read_parts(table: str, parts: Sequence[Part], previous: bool) -> str:
    files = ", ".join(f"'{quote_name(part.path)}'" for part in parts)
    rows = f"(SELECT unnest({table}, max_depth := 2) FROM read_parquet([{files}]))"
    if table != "documents":
        return f"SELECT * FROM {rows}"
    if not previous:
        return f"SELECT *, NULL::INTEGER AS missing_since FROM {rows}"
    # A document read again from its kept text is missing as before.
    known = "(SELECT document_id, missing_since FROM previous.documents)"
    return f"SELECT * FROM {rows} LEFT JOIN {known} USING (document_id)"


def _read_previous(table: str) -> str:
    names = _KEPT.get(table, {})
    columns = [f"{names[name]} AS {name}" if name in names else name for name, _ in COLUMNS[table]]
    if table == "documents":
        columns.append("missing_since")
    key = _KEYS.get(table, "report_id")
    return f"SELECT {', '.join(columns)} FROM previous.{table} WHERE {key} NOT IN (SELECT id FROM leave)"


def _read_nothing(table: str) -> str:
    more = ", NULL::INTEGER AS missing_since" if table == "documents" else ""
    kinds = ", ".join(f'"{name}" {_name_type(kind)}' for name, kind in COLUMNS[table])
    return f"SELECT *{more} FROM (SELECT unnest(NULL::STRUCT({kinds})[], max_depth := 2))"


def _name_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return _name_type(kind.value_type) + "[]"
    if pa.types.is_struct(kind):
        fields = ", ".join(f'"{field.name}" {_name_type(field.type)}' for field in kind)
        return f"STRUCT({fields})"
    names = {"string": "VARCHAR", "int32": "INTEGER", "date32[day]": "DATE"}
    return names.get(str(kind), "DECIMAL(24, 6)")
