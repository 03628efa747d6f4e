"""Builds one version of the warehouse in a file of its own: rows in, checked file out.

Owns inserting, carrying over from the version before, and what is derived from all rows
(supersessions, figures). Refuses to touch a published file, and to finish with a version that
breaks a promise (see check.py). It reads no clock: the caller says when it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from etl.errors import RejectionKind
from etl.warehouse.columns import COLUMNS, arrow_table
from etl.warehouse.derivation import (
    Supersession,
    derive_figures,
    derive_places,
    derive_supersessions,
    read_supersessions,
)
from etl.warehouse.rows import Entry, Indicator, Row
from etl.warehouse.versions import SCHEMA_VERSION

SCHEMA = Path(__file__).with_name("schema.sql")
DOOR = Path(__file__).with_name("door.sql")
_STAMP = """
INSERT INTO build
SELECT $version, $built_at, $engine, $catalog_digest, $schema_version, $base, $dataset, $sources,
       (SELECT count(*) FROM documents), (SELECT count(*) FROM reports),
       (SELECT count(*) FROM observations), (SELECT count(*) FROM figures)
"""
_ADD_REJECTION = "INSERT INTO rejections VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_BATCH = 2_000  # documents held in memory before they go to the file
_COPIED = 20_000  # rows a batch when carrying over


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document, or one row of a ledger, that was not taken, and why.

    `sha256` and `engine` stand where the same content read by the same engine will be
    rejected again, so that it need not be read.
    """

    source: str
    kind: RejectionKind
    message: str
    line: int | None = None
    sha256: str | None = None
    engine: str | None = None
    # For --debug alone: the fault behind the sentence. Not kept, and not compared.
    fault: BaseException | None = field(default=None, compare=False)


class Build:
    """One version in the making; use it as a context, then `finish`."""

    def __init__(self, path: Path, version: int) -> None:
        self.version = version
        self._connection = duckdb.connect(str(path))
        for script in (SCHEMA, DOOR):
            self._connection.execute(script.read_text(encoding="utf-8"))
        self._waiting: dict[str, list[Row]] = {name: [] for name in COLUMNS}
        self.documents = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def add(self, entry: Entry) -> None:
        """Take one document's rows."""
        for table, rows in entry.rows.items():
            self._waiting[table].extend(rows)
        self.documents += 1
        if self.documents % _BATCH == 0:
            self._flush()

    def _flush(self) -> None:
        for table, rows in self._waiting.items():
            if rows:
                self._insert(table, arrow_table(table, rows))
                rows.clear()

    def _insert(self, table: str, rows: pa.Table | pa.RecordBatchReader) -> None:
        self._connection.register("incoming", rows)
        columns = ", ".join(name for name, _ in COLUMNS[table])
        self._connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM incoming")
        self._connection.unregister("incoming")

    def carry_over(self, previous: duckdb.DuckDBPyConnection, leave: Iterable[str]) -> None:
        """Copy every document of the version before, but those in `leave`."""
        left = sorted(leave)
        for table in COLUMNS:
            key = "document_id" if table in ("documents", "ledger_rows") else "report_id"
            self._copy(previous, table, key, left)
        rejections = previous.cursor().execute("SELECT * FROM rejections").fetchall()
        if rejections:
            self._connection.executemany(_ADD_REJECTION, rejections)

    def _copy(
        self, previous: duckdb.DuckDBPyConnection, table: str, key: str, left: list[str]
    ) -> None:
        columns = ", ".join(name for name, _ in COLUMNS[table])
        query = f"SELECT {columns} FROM {table} WHERE NOT list_contains($left, {key})"
        cursor = previous.cursor()
        reader = cursor.sql(query, params={"left": left}).to_arrow_reader(_COPIED)
        self._insert(table, reader)
        cursor.close()

    def set_indicators(self, indicators: Mapping[str, Indicator]) -> None:
        """Keep the catalogue as it was when this version was built."""
        rows = [_indicator_row(place, item) for place, item in enumerate(indicators.values(), 1)]
        if rows:
            marks = ", ".join("?" for _ in rows[0])
            self._connection.executemany(f"INSERT INTO indicators VALUES ({marks})", rows)

    def set_rejections(self, dataset: str, rejections: Iterable[Rejection]) -> None:
        """Keep what the last load of a data set did not take."""
        rows = [
            (
                *(dataset, place, item.source, item.line, item.kind.value, item.message),
                *(item.sha256, item.engine),
            )
            for place, item in enumerate(rejections, 1)
        ]
        self._connection.execute("DELETE FROM rejections WHERE dataset = ?", [dataset])
        if rows:
            self._connection.executemany(_ADD_REJECTION, rows)

    def finish(
        self,
        *,
        engine: str,
        catalog_digest: str,
        built_at: datetime,
        base: int | None = None,
        dataset: str | None = None,
        sources: Sequence[str] = (),
    ) -> tuple[Supersession, ...]:
        """Derive what rests on all rows, stamp the version and close its file.

        `base` is the version it was built on; `dataset` and `sources` say what was loaded.
        Return which documents were superseded by which, whole or in some rows.
        """
        self._flush()
        derive_places(self._connection)
        derive_supersessions(self._connection)
        derive_figures(self._connection)
        stamp = {
            "version": self.version,
            "built_at": built_at.astimezone(UTC).replace(tzinfo=None),
            "engine": engine,
            "catalog_digest": catalog_digest,
            "schema_version": SCHEMA_VERSION,
        }
        origin = {"base": base, "dataset": dataset, "sources": list(sources)}
        self._connection.execute(_STAMP, stamp | origin)
        supersessions = read_supersessions(self._connection)
        self._connection.execute("CHECKPOINT")
        self._connection.close()
        return supersessions


def _indicator_row(place: int, item: Indicator) -> list[Any]:
    return [
        *(item.id, place, item.name_zh, item.name_en, item.unit, list(item.units)),
        *(str(item.kind), str(item.subject), item.definition_zh, item.definition_en),
        item.caveats,
    ]
