"""Which reports set two versions apart: new ones, replaced ones, ones that came back, and ones gone.

Owns the query over the two versions attached as `older` and `newer` (difference.py attaches
them). A report is known by its data set and its content, so that a renamed file is the same
report; the body, year and genre asked for are those of the later version that has it. Refuses to
know any table behind the documented views.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import duckdb

_FACTS = (
    "region, agency, year, genre, title, published_on, source, source_url, in_force, superseded_by"
)
# Of a report that is in both, all is told as the newer has it: an address that fell away is gone.
_TOLD = ", ".join(
    f"CASE WHEN n.report_id IS NULL THEN o.{each} ELSE n.{each} END AS {each}"
    for each in _FACTS.split(", ")
)
_CHANGED = f"""
CREATE TEMP TABLE changed_reports AS
SELECT row_number() OVER (
           PARTITION BY kind ORDER BY year DESC, region, agency, genre, report_id) AS position, *
FROM (
    SELECT CASE WHEN o.report_id IS NULL THEN 'new' WHEN n.report_id IS NULL THEN 'gone'
                WHEN n.in_force THEN 'restored' ELSE 'superseded' END AS kind,
           COALESCE(n.dataset, o.dataset) AS dataset,
           COALESCE(n.report_id, o.report_id) AS report_id, {_TOLD}
    FROM (SELECT dataset, report_id, {_FACTS} FROM older.door.reports) AS o
    FULL OUTER JOIN (SELECT dataset, report_id, {_FACTS} FROM newer.door.reports) AS n
        ON o.dataset = n.dataset AND o.report_id = n.report_id
    WHERE o.in_force IS DISTINCT FROM n.in_force
)
WHERE (len($datasets) = 0 OR list_contains($datasets, dataset))
  AND (len($regions) = 0 OR list_contains($regions, region))
  AND (len($agencies) = 0 OR list_contains($agencies, agency))
  AND (len($years) = 0 OR list_contains($years, year))
  AND (len($genres) = 0 OR list_contains($genres, genre))
"""
_TALLY = "SELECT dataset, kind, count(*) FROM changed_reports GROUP BY ALL"
_READ = f"""
SELECT kind, dataset, report_id, {_FACTS},
       kind = 'new' AND EXISTS (
           SELECT 1 FROM changed_reports AS s
           WHERE s.kind = 'superseded' AND s.superseded_by = c.report_id
             AND s.dataset = c.dataset) AS replaces
FROM changed_reports AS c
WHERE $most IS NULL OR position <= $most
ORDER BY CASE kind WHEN 'new' THEN 1 WHEN 'superseded' THEN 2 WHEN 'restored' THEN 3 ELSE 4 END,
         position
"""


class ReportKind(StrEnum):
    """What became of a report, in the order in which it is told."""

    NEW = "new"
    SUPERSEDED = "superseded"
    RESTORED = "restored"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ReportTally:
    """How many reports of each kind there are; `by_dataset` tells the same for each data set."""

    new: int = 0
    superseded: int = 0
    restored: int = 0
    gone: int = 0
    by_dataset: Mapping[str, Mapping[ReportKind, int]] | None = None

    @property
    def differing(self) -> int:
        """Return how many differ."""
        return self.new + self.superseded + self.restored + self.gone


@dataclass(frozen=True, slots=True)
class ReportChange:
    """One report that sets two versions apart, as the later one that has it tells of it.

    A new report that `replaces` an older one took its place; one that is not `in_force` came
    when a later publication was there already.
    """

    kind: ReportKind
    dataset: str
    report_id: str
    region: str
    agency: str
    year: int
    genre: str
    title: str | None
    published_on: date | None
    source: str
    source_url: str | None
    in_force: bool
    superseded_by: str | None
    replaces: bool


def find_changed_reports(connection: duckdb.DuckDBPyConnection, chosen: Mapping[str, Any]) -> None:
    """Find the reports that differ, once, for the questions that follow."""
    connection.execute(_CHANGED, dict(chosen))


def tally_reports(connection: duckdb.DuckDBPyConnection) -> ReportTally:
    """Return how many reports of each kind there are."""
    by_dataset: dict[str, dict[ReportKind, int]] = {}
    for dataset, kind, count in connection.execute(_TALLY).fetchall():
        by_dataset.setdefault(dataset, {})[ReportKind(kind)] = count
    sums = {
        kind.value: sum(counts.get(kind, 0) for counts in by_dataset.values())
        for kind in ReportKind
    }
    return ReportTally(**sums, by_dataset=by_dataset)


def read_changed_reports(
    connection: duckdb.DuckDBPyConnection, most: int | None = None
) -> list[ReportChange]:
    """Return the reports that differ, `most` of each kind, the newest years first."""
    rows = connection.execute(_READ, {"most": most}).fetchall()
    return [ReportChange(ReportKind(kind), *facts) for kind, *facts in rows]
