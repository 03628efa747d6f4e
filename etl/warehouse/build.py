"""Builds one version of the warehouse in a file of its own: rows in, checked file out.

Owns the life of the file: parts of rows are gathered beside it, then put in order together with
what is carried over from the version before, then what rests on all rows is derived. Refuses to
touch a published file. It reads no clock: the caller says when it is.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from etl.corrections import Review, digest_reviews
from etl.errors import RejectionKind
from etl.warehouse.assembly import count_bodies, fill_tables, place_rows
from etl.warehouse.derivation import (
    Supersession,
    derive_figures,
    derive_supersessions,
    read_supersessions,
)
from etl.warehouse.parts import Part, group_raw, keep_ids, quote_name, view_raw, write_part
from etl.warehouse.reviewing import apply_reviews
from etl.warehouse.rows import Entry, Indicator
from etl.warehouse.text_pairs import fill_pairs
from etl.warehouse.versions import SCHEMA_VERSION

SCHEMA = Path(__file__).with_name("schema.sql")
DOOR = Path(__file__).with_name("door.sql")
_INDICATOR = (
    *("id", "name_zh", "name_en", "unit", "units", "kind", "subject"),
    *("definition_zh", "definition_en", "caveats"),
)
_REJECTION = ("source", "line", "kind", "message", "sha256", "engine")
_BATCH = 2_000  # documents held in memory before they go to a part
MEMORY = "600MB"  # for what is sorted and joined; the rest of it goes to the disk
# Rows that are compressed together, and wait in memory for it: with texts the usual 122,880 would
# take most of a gigabyte, and a page would read more than it asked for.
_ROW_GROUP = 16_384
_WAITING = "64MB"
_BUILD = """
INSERT INTO build
SELECT $version, $built_at, $engine, $digest, $schema, $base, $dataset, $sources, $reviews,
       (SELECT count(*) FROM documents), (SELECT count(*) FROM reports),
       (SELECT count(*) FROM observations), (SELECT count(*) FROM figures)
"""


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


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a version says of itself: the code and catalogue behind it, when and from what."""

    engine: str
    catalog_digest: str
    built_at: datetime
    base: int | None = None
    dataset: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """What a version takes over from the one before, a file.

    `leave` are documents that do not come along; `lost` those whose file is gone since, `found`
    those whose file is there again.
    """

    previous: Path | None = None
    leave: Collection[str] = ()
    lost: Collection[str] = ()
    found: Collection[str] = ()


NOTHING = Carried()


class Build:
    """One version in the making; use it as a context: documents in, then `finish`."""

    def __init__(self, path: Path, version: int) -> None:
        self.version = version
        self.documents = 0
        self.scratch = path.with_name(path.name + "-parts")
        self.scratch.mkdir()
        self._parts: list[Part] = []
        self._waiting: list[Entry] = []
        self._told: set[str] = set()  # data sets whose rejections are known
        self._added: dict[str, Sequence[Rejection]] = {}  # and what is added to others
        self._reviews: tuple[Review, ...] = ()
        self.unapplied: tuple[Review, ...] = ()  # decisions whose statement is not here any more
        self._connection = _open(path, self.scratch / "spilled")
        scripts = (path.read_text(encoding="utf-8") for path in (SCHEMA, DOOR))
        # At once: every transaction waits for the disk.
        self._connection.execute("BEGIN;" + "".join(scripts) + "COMMIT;")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def name_part(self, number: int) -> Path:
        """Return where a part may be written that `add_part` then takes."""
        return self.scratch / f"{number:08d}.parquet"

    def add_part(self, path: Path, documents: int) -> None:
        """Take a part that holds so many documents."""
        self._parts.append(Part(path, documents))
        self.documents += documents

    def add(self, entry: Entry) -> None:
        """Take one document's rows."""
        self._waiting.append(entry)
        self.documents += 1
        if len(self._waiting) == _BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            path = self.scratch / f"own-{len(self._parts):08d}.parquet"
            self._parts.append(Part(write_part(self._waiting, path), len(self._waiting)))
            self._waiting.clear()

    def set_indicators(self, indicators: Mapping[str, Indicator]) -> None:
        """Keep the catalogue as it was when this version was built."""
        rows = [
            {"position": place} | {name: getattr(item, name) for name in _INDICATOR}
            for place, item in enumerate(indicators.values(), 1)
        ]
        self._insert("indicators", rows)

    def set_rejections(self, dataset: str, rejections: Iterable[Rejection]) -> None:
        """Keep what the last load of a data set did not take."""
        self._told.add(dataset)
        self._insert_rejections(dataset, rejections)

    def add_rejections(self, dataset: str, rejections: Iterable[Rejection]) -> None:
        """Keep what a load did not take of a data set that is not its own."""
        self._added[dataset] = tuple(rejections)

    def set_reviews(self, reviews: Iterable[Review]) -> None:
        """Keep what people decided, to be applied once all statements are there."""
        self._reviews = tuple(reviews)

    def _insert_rejections(
        self, dataset: str, rejections: Iterable[Rejection], after: int = 0
    ) -> None:
        rows = [
            {"dataset": dataset, "position": place}
            | {name: getattr(item, name) for name in _REJECTION}
            for place, item in enumerate(rejections, after + 1)
        ]
        self._insert("rejections", rows)

    def _insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._connection.register("given", pa.Table.from_pylist(rows))
            self._connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM given")
            self._connection.unregister("given")

    def finish(self, stamp: Stamp, carried: Carried = NOTHING) -> tuple[Supersession, ...]:
        """Bring all rows into their tables, derive what rests on them, stamp and close the file.

        Return which documents were superseded by which, whole or in some rows.
        """
        self._flush()
        work = self._connection
        view_raw(work, self._parts, carried.previous, carried.leave)
        keep_ids(work, "lost", carried.lost)
        keep_ids(work, "found", carried.found)
        if carried.previous is not None:
            self._keep_rejections()
        place_rows(work)
        derive_supersessions(work)
        groups = group_raw(work, self._parts, carried.previous is not None)
        fill_tables(work, self.version, groups, self.scratch)
        self.unapplied = apply_reviews(work, self._reviews, carried.previous is not None)
        derive_figures(work, self.scratch)
        count_bodies(work)
        fill_pairs(work)
        self._sign(stamp)
        supersessions = read_supersessions(work)
        work.execute("CHECKPOINT")
        work.execute("USE memory")
        work.execute("DETACH work")
        work.close()
        return supersessions

    def _keep_rejections(self) -> None:
        """Carry over what other data sets did not take."""
        self._connection.execute(
            "INSERT INTO rejections SELECT * FROM previous.rejections"
            " WHERE NOT list_contains($told, dataset)",
            {"told": sorted(self._told)},
        )
        for dataset, rejections in self._added.items():
            self._replace_rejections(dataset, rejections)

    def _replace_rejections(self, dataset: str, rejections: Sequence[Rejection]) -> None:
        """Add rejections to those of a data set, in place of what was said of the same files."""
        self._connection.execute(
            "DELETE FROM rejections WHERE dataset = $dataset AND list_contains($sources, source)",
            {"dataset": dataset, "sources": [each.source for each in rejections]},
        )
        [last] = self._connection.execute(
            "SELECT coalesce(max(position), 0) FROM rejections WHERE dataset = $dataset",
            {"dataset": dataset},
        ).fetchall()
        self._insert_rejections(dataset, rejections, after=last[0])

    def _sign(self, stamp: Stamp) -> None:
        fields = {
            "version": self.version,
            "built_at": stamp.built_at.astimezone(UTC).replace(tzinfo=None),
            "engine": stamp.engine,
            "digest": stamp.catalog_digest,
            "schema": SCHEMA_VERSION,
            "base": stamp.base,
            "dataset": stamp.dataset,
            "sources": list(stamp.sources),
            "reviews": digest_reviews(self._reviews),
        }
        self._connection.execute(_BUILD, fields)


def _open(path: Path, spilled: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.execute(f"SET memory_limit = '{MEMORY}'")
    connection.execute(f"SET temp_directory = '{quote_name(spilled)}'")
    connection.execute(f"SET write_buffer_row_group_memory_limit = '{_WAITING}'")
    connection.execute(f"ATTACH '{quote_name(path)}' AS work (ROW_GROUP_SIZE {_ROW_GROUP})")
    connection.execute("USE work")
    return connection
