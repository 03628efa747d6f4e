"""What sets two versions apart: figures that are new, corrected or withdrawn, with both quotes.

Owns the comparison, which DuckDB makes over the two files attached read-only: only figures
that differ ever reach Python, in batches. A figure is known by data set, region, agency, year
and indicator; it is corrected where value, qualifier or unit differ, whatever its words. Refuses
to know any table behind the documented views, and to choose versions (see history.py).
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from etl.errors import WarehouseError, WarehouseFault
from etl.model import Qualifier
from etl.warehouse.versions import QUIET, is_damage, is_locked, name_version

_BATCH = 1_000
_KEY = "dataset, region, agency, year, indicator"
_STATED = "value, qualifier, unit"
_EVIDENCE = "value, qualifier, unit, basis, quote, source, source_url, report_id"
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}

_CHOSEN = """
    (len($datasets) = 0 OR list_contains($datasets, dataset))
    AND (len($indicators) = 0 OR list_contains($indicators, indicator)
         OR list_contains($indicators, indicator_name))
    AND (len($agencies) = 0 OR list_contains($agencies, agency))
    AND (len($years) = 0 OR list_contains($years, year))
"""
# Narrow rows alone are joined: words come later, for what differs.
_CHANGED = f"""
CREATE TEMP TABLE changed AS
SELECT row_number() OVER (ORDER BY kind_no, {_KEY}) AS position, kind, {_KEY}
FROM (
    SELECT {_KEY},
           CASE WHEN o.value IS NULL THEN 'new' WHEN n.value IS NULL THEN 'withdrawn'
                ELSE 'corrected' END AS kind,
           CASE kind WHEN 'corrected' THEN 1 WHEN 'withdrawn' THEN 2 ELSE 3 END AS kind_no
    FROM (SELECT {_KEY}, {_STATED} FROM older.door.figures WHERE {_CHOSEN}) AS o
    FULL OUTER JOIN (SELECT {_KEY}, {_STATED} FROM newer.door.figures WHERE {_CHOSEN}) AS n
        USING ({_KEY})
    WHERE (o.value, o.qualifier, o.unit) IS DISTINCT FROM (n.value, n.qualifier, n.unit)
)
"""
_TALLY = f"""
SELECT count(*) FILTER (kind = 'corrected'), count(*) FILTER (kind = 'withdrawn'),
       count(*) FILTER (kind = 'new'),
       (SELECT count(*) FROM older.door.figures WHERE {_CHOSEN})
FROM changed
"""
_SIDE = "{side}." + _EVIDENCE.replace(", ", ", {side}.")
_DIFFERENCES = f"""
SELECT c.kind, c.dataset, c.region, c.agency, c.year, c.indicator,
       COALESCE(n.indicator_name, o.indicator_name, c.indicator),
       {_SIDE.format(side="o")}, {_SIDE.format(side="n")}
FROM (SELECT * FROM changed WHERE $most IS NULL OR position <= $most) AS c
LEFT JOIN older.door.figures AS o USING ({_KEY})
LEFT JOIN newer.door.figures AS n USING ({_KEY})
ORDER BY c.position
"""
_IDENTITY, _SIDES = 7, len(_EVIDENCE.split(", "))


class Kind(StrEnum):
    """What became of a figure, in the order in which differences are told."""

    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which figures to compare; an empty choice means all. Indicators by id or Chinese name."""

    datasets: Sequence[str] = ()
    indicators: Sequence[str] = ()
    agencies: Sequence[str] = ()
    years: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure as one version has it. A row of a ledger has no quote but a `source_url`."""

    value: Decimal
    qualifier: Qualifier
    unit: str
    basis: str
    quote: str | None
    source: str
    source_url: str | None
    report_id: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that differs; `before` is None of a new one, `after` of a withdrawn one."""

    kind: Kind
    dataset: str
    region: str
    agency: str
    year: int
    indicator: str
    indicator_name: str
    before: Statement | None
    after: Statement | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many figures of each kind there are."""

    corrected: int
    withdrawn: int
    new: int
    unchanged: int

    @property
    def differing(self) -> int:
        """Return how many differ."""
        return self.corrected + self.withdrawn + self.new


class Comparison:
    """Two versions side by side; use it as a context. `tally` is exact from the start."""

    tally: Tally

    def __init__(
        self, directory: Path, older: int, newer: int, narrowing: Narrowing | None = None
    ) -> None:
        self.versions = (older, newer)
        self._directory = directory
        self._chosen = _bind(narrowing or Narrowing())

    def __enter__(self) -> Self:
        self._spill = tempfile.TemporaryDirectory(prefix="fazhi-", ignore_cleanup_errors=True)
        self._connection = duckdb.connect(
            ":memory:", config=_SETTINGS | {"temp_directory": self._spill.name}
        )
        try:
            with self._telling():
                self._attach()
                self.tally = self._compare()
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

    def differences(self, most: int | None = None) -> Iterator[Difference]:
        """Yield what differs, corrections first; `most` ends it early."""
        with self._telling():
            cursor = self._connection.execute(_DIFFERENCES, {"most": most})
            while rows := cursor.fetchmany(_BATCH):
                yield from map(_read_difference, rows)

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
                self._connection.execute(
                    "CREATE VIEW newer.door.figures AS SELECT * FROM older.door.figures"
                )
            else:
                self._connection.execute(f"ATTACH '{path}' AS {name} (READ_ONLY)")
        self._connection.execute("SET enable_external_access = false")

    def _compare(self) -> Tally:
        self._connection.execute(_CHANGED, self._chosen)
        row = self._connection.execute(_TALLY, self._chosen).fetchone()
        assert row is not None  # a count has a row
        corrected, withdrawn, new, before = row
        return Tally(corrected, withdrawn, new, before - corrected - withdrawn)

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
    }


def _read_difference(row: Sequence[Any]) -> Difference:
    kind, *identity = row[:_IDENTITY]
    sides = row[_IDENTITY : _IDENTITY + _SIDES], row[_IDENTITY + _SIDES :]
    return Difference(Kind(kind), *identity, *map(_read_statement, sides))


def _read_statement(fields: Sequence[Any]) -> Statement | None:
    value, qualifier, *rest = fields
    return None if value is None else Statement(value, Qualifier(qualifier), *rest)
