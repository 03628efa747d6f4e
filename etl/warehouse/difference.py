"""What sets two versions apart: figures that are new, corrected or withdrawn, with both quotes.

Owns the comparison, which DuckDB makes over the two files attached read-only: only figures
that differ ever reach Python, in batches. A figure is known by data set, region, agency, year
and indicator; it is corrected where value, qualifier or unit differ, whatever its words. Reports
that came, went or were replaced are told beside it (report_difference.py). Refuses to know any
table behind the documented views, and to choose versions (see history.py).
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from etl.errors import WarehouseError, WarehouseFault
from etl.model import Qualifier
from etl.warehouse.differing import Difference, Kind, Narrowing, Statement, Tally
from etl.warehouse.report_difference import (
    ReportChange,
    ReportTally,
    find_changed_reports,
    read_changed_reports,
    tally_reports,
)
from etl.warehouse.versions import QUIET, is_damage, is_locked, name_version

__all__ = ["Comparison", "Difference", "Kind", "Narrowing", "Statement", "Tally"]

_BATCH = 1_000
_KEY = "dataset, region, agency, year, indicator"
_STATED = "value, qualifier, unit"
_EVIDENCE = (
    "value, qualifier, unit, basis, quote, source, source_url, report_id, "
    "observation_id, review, value_read, reviewer"
)
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}

_CHOSEN = """
    (len($datasets) = 0 OR list_contains($datasets, dataset))
    AND (len($indicators) = 0 OR list_contains($indicators, indicator)
         OR list_contains($indicators, indicator_name))
    AND (len($regions) = 0 OR list_contains($regions, region))
    AND (len($agencies) = 0 OR list_contains($agencies, agency))
    AND (len($years) = 0 OR list_contains($years, year))
"""
_OF_GENRE = "(len($genres) = 0 OR list_contains($genres, {genre}))"
# Narrow rows alone are joined: words come later, for what differs.
_CHANGED = f"""
CREATE TEMP TABLE changed AS
SELECT row_number() OVER (ORDER BY kind_no, {_KEY}) AS position, kind, {_KEY},
       was_chosen
FROM (
    SELECT {_KEY},
           o.value IS NOT NULL AND {_OF_GENRE.format(genre="o.genre")} AS was_chosen,
           CASE WHEN o.value IS NULL THEN 'new' WHEN n.value IS NULL THEN 'withdrawn'
                ELSE 'corrected' END AS kind,
           CASE kind WHEN 'corrected' THEN 1 WHEN 'withdrawn' THEN 2 ELSE 3 END AS kind_no
    FROM (SELECT {_KEY}, {_STATED}, genre FROM older.door.figures WHERE {_CHOSEN}) AS o
    FULL OUTER JOIN (SELECT {_KEY}, {_STATED}, genre FROM newer.door.figures WHERE {_CHOSEN}) AS n
        USING ({_KEY})
    WHERE (o.value, o.qualifier, o.unit) IS DISTINCT FROM (n.value, n.qualifier, n.unit)
      -- The genre a figure is taken from may change: of either one it is the same figure.
      AND ({_OF_GENRE.format(genre="o.genre")} OR {_OF_GENRE.format(genre="n.genre")})
)
"""
_TALLY = f"""
SELECT count(*) FILTER (kind = 'corrected'), count(*) FILTER (kind = 'withdrawn'),
       count(*) FILTER (kind = 'new'),
       (SELECT count(*) FROM older.door.figures
        WHERE {_CHOSEN} AND {_OF_GENRE.format(genre="genre")}) - count(*) FILTER (was_chosen)
FROM changed
"""
_BY_DATASET = "SELECT dataset, kind, count(*) FROM changed GROUP BY ALL"
_BY_INDICATOR = """
SELECT indicator, count(*) FROM changed WHERE kind = $kind GROUP BY ALL ORDER BY 2 DESC, 1
"""
_SIDE = "{side}." + _EVIDENCE.replace(", ", ", {side}.")
_DIFFERENCES = f"""
SELECT c.kind, c.dataset, c.region, c.agency, c.year, c.indicator,
       COALESCE(n.indicator_name, o.indicator_name, c.indicator),
       {_SIDE.format(side="o")}, {_SIDE.format(side="n")}
FROM (SELECT * EXCLUDE (was_chosen) FROM changed WHERE position > $after AND position <= $until) AS c
LEFT JOIN older.door.figures AS o USING ({_KEY})
LEFT JOIN newer.door.figures AS n USING ({_KEY})
ORDER BY c.position
"""
_IDENTITY, _SIDES = 7, len(_EVIDENCE.split(", "))


class Comparison:
    """Two versions side by side; use it as a context. The tallies are exact from the start.

    `memory` is how many bytes DuckDB may take before it goes on on the disk.
    """

    tally: Tally
    reports: ReportTally

    def __init__(
        self,
        directory: Path,
        older: int,
        newer: int,
        narrowing: Narrowing | None = None,
        *,
        memory: int | None = None,
    ) -> None:
        self.versions = (older, newer)
        self._limits = {"memory_limit": f"{memory}B"} if memory else {}
        self._directory = directory
        self._chosen = _bind(narrowing or Narrowing())

    def __enter__(self) -> Self:
        self._spill = tempfile.TemporaryDirectory(prefix="fazhi-", ignore_cleanup_errors=True)
        self._connection = duckdb.connect(
            ":memory:", config=_SETTINGS | self._limits | {"temp_directory": self._spill.name}
        )
        try:
            with self._telling():
                self._attach()
                self.tally = self._compare()
                self.reports = self._compare_reports()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def differences(
        self, most: int | None = None, kind: Kind | None = None
    ) -> Iterator[Difference]:
        """Yield what differs, corrections first, or one kind alone; `most` ends it early."""
        counts = {each: getattr(self.tally, each.value) for each in Kind}
        passed = list(Kind)[: list(Kind).index(kind)] if kind else []
        after = sum(counts[each] for each in passed)
        there = counts[kind] if kind else self.tally.differing
        until = after + (there if most is None else min(most, there))
        with self._telling():
            cursor = self._connection.execute(_DIFFERENCES, {"after": after, "until": until})
            while rows := cursor.fetchmany(_BATCH):
                yield from map(_read_difference, rows)

    def report_changes(self, most: int | None = None) -> list[ReportChange]:
        """Return the reports that came, were replaced, came back or went; `most` of each kind."""
        with self._telling():
            return read_changed_reports(self._connection, most)

    def count_indicators(self, kind: Kind) -> list[tuple[str, int]]:
        """Return how many figures of a kind each indicator has, the most first."""
        with self._telling():
            return self._connection.execute(_BY_INDICATOR, {"kind": kind.value}).fetchall()

    def count_datasets(self) -> dict[str, dict[Kind, int]]:
        """Return how many figures of each kind differ in each data set."""
        counts: dict[str, dict[Kind, int]] = {}
        with self._telling():
            for dataset, kind, count in self._connection.execute(_BY_DATASET).fetchall():
                counts.setdefault(dataset, {})[Kind(kind)] = count
        return counts

    def ask(self, query: str, values: dict[str, Any]) -> list[Any]:
        """Ask the two versions, named `older` and `newer`, what else there is to what differs."""
        with self._telling():
            return self._connection.execute(query, values).fetchall()

    def _close(self) -> None:
        self._connection.close()
        self._spill.cleanup()

    def _attach(self) -> None:
        self._connection.execute(QUIET)
        for name, version in zip(("older", "newer"), self.versions, strict=True):
            path = str(self._directory / name_version(version)).replace("'", "''")
            if name == "newer" and self.versions[0] == version:
                # One file cannot be attached twice: a version beside itself is a view of it.
                self._connection.execute("ATTACH ':memory:' AS newer; CREATE SCHEMA newer.door")
                for view in ("figures", "reports"):
                    query = f"CREATE VIEW newer.door.{view} AS SELECT * FROM older.door.{view}"
                    self._connection.execute(query)
            else:
                self._connection.execute(f"ATTACH '{path}' AS {name} (READ_ONLY)")
        self._connection.execute("SET enable_external_access = false")

    def _compare(self) -> Tally:
        self._connection.execute(_CHANGED, self._chosen)
        row = self._connection.execute(_TALLY, self._chosen).fetchone()
        assert row is not None  # a count has a row
        return Tally(*row)

    def _compare_reports(self) -> ReportTally:
        names = ("datasets", "regions", "agencies", "years", "genres")
        chosen = {name: self._chosen[name] for name in names}
        find_changed_reports(self._connection, chosen)
        return tally_reports(self._connection)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn the damage of a file into a sentence."""
        try:
            yield
        except duckdb.Error as error:
            older, newer = self.versions
            if is_locked(error):
                kind, reason = WarehouseFault.LOCKED, "正被另一个程序独占打开：请关闭它后再试"
            elif is_damage(error):
                reason = "有一版读不下去（已损坏，或临时目录已满）：请另选一版，或腾出空间再试"
                kind = WarehouseFault.DAMAGED
            else:
                raise
            raise WarehouseError(kind, f"第 {older} 版和第 {newer} 版{reason}。") from error


def _bind(narrowing: Narrowing) -> dict[str, list[Any]]:
    return {
        "datasets": list(narrowing.datasets),
        "indicators": list(narrowing.indicators),
        "agencies": list(narrowing.agencies),
        "years": list(narrowing.years),
        "regions": list(narrowing.regions),
        "genres": list(narrowing.genres),
    }


def _read_difference(row: Sequence[Any]) -> Difference:
    kind, *identity = row[:_IDENTITY]
    sides = row[_IDENTITY : _IDENTITY + _SIDES], row[_IDENTITY + _SIDES :]
    return Difference(Kind(kind), *identity, *map(_read_statement, sides))


def _read_statement(fields: Sequence[Any]) -> Statement | None:
    value, qualifier, *rest = fields
    return None if value is None else Statement(value, Qualifier(qualifier), *rest)
