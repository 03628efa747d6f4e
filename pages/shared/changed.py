"""The door to what sets two versions apart: the versions kept, one pair of them in a view, all counts.

Owns keeping the answers: a version never changes once it is built, so that what a pair comes to is
found once. One comparison is made at a time, and with little memory: it must not starve the pages.
Refuses to choose a pair, and to draw.
"""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from etl.errors import WarehouseError
from etl.warehouse.difference import Comparison
from etl.warehouse.difference_places import Cause, Sentence, Told, tell
from etl.warehouse.differing import Difference, Kind, Narrowing, Statement, Tally
from etl.warehouse.history import History, State, Version, find_previous, read_history
from etl.warehouse.report_difference import ReportChange, ReportKind, ReportTally
from etl.warehouse.versions import POINTER, is_published, list_versions, name_version
from pages.shared.shelf import Shelf
from pages.shared.store import Filter, open_warehouse, warehouse_directory
from pages.shared.store import name_version as name_served

__all__ = [
    "Cause",
    "Difference",
    "History",
    "Kind",
    "ReportChange",
    "ReportKind",
    "Sentence",
    "State",
    "Statement",
    "Told",
    "Version",
    "find_previous",
]

SHOWN = 200  # figures and reports of each kind that a page is given
FIRST = 5  # of each kind, for a summary
_MEMORY = 512 * 1024 * 1024
_TURN = threading.Lock()
_PRESENT = "SELECT report_id FROM reports WHERE report_id IN (SELECT unnest($reports))"

_HISTORIES: Shelf[History] = Shelf(2)
_CHANGES: Shelf["Changes"] = Shelf(24)
_COUNTS: Shelf["Counted | None"] = Shelf(128)


@dataclass(frozen=True, slots=True)
class Changes:
    """What sets two versions apart in one view: exact counts, and the first of each kind.

    `present` are those of the reports named that the version served now has: links may lead there.
    """

    tally: Tally
    reports: ReportTally
    told_reports: tuple[ReportChange, ...]
    corrected: tuple[Told, ...]
    withdrawn: tuple[Told, ...]
    new: tuple[Told, ...]
    new_by_indicator: tuple[tuple[str, int], ...]
    present: frozenset[str]

    @property
    def any(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.tally.differing or self.reports.differing)


@dataclass(frozen=True, slots=True)
class Counted:
    """What sets two versions apart over all data sets, in counts, with the first few of a kind."""

    figures: Mapping[str, Mapping[Kind, int]]
    reports: Mapping[str, Mapping[ReportKind, int]]
    told_reports: tuple[ReportChange, ...]
    told_figures: tuple[Difference, ...]

    @property
    def datasets(self) -> list[str]:
        """The data sets that differ, the one with the most differences first."""
        sums = {
            name: sum(self.figures.get(name, {}).values())
            + sum(self.reports.get(name, {}).values())
            for name in {*self.figures, *self.reports}
        }
        return sorted(sums, key=lambda name: (-sums[name], name))


def find_history() -> History | None:
    """Return the versions kept; None of an exported data set, which has one only."""
    directory = warehouse_directory()
    if is_published(directory):
        return None
    return _HISTORIES.get(_stamp(directory), lambda: read_history(directory))


def _stamp(directory: Path) -> tuple[object, ...]:
    """Return what tells the folder's state from any other: its versions, and which is served."""
    paths = [directory / POINTER, *(directory / name_version(n) for n in list_versions(directory))]
    return (str(directory), *(_look(path) for path in paths))


def _look(path: Path) -> tuple[str, int, int]:
    try:
        facts = path.stat()
    except OSError:
        return path.name, 0, 0
    return path.name, facts.st_size, facts.st_mtime_ns


def name_pair(history: History, before: int, after: int) -> tuple[object, ...]:
    """Return what tells a pair from any other: a folder may be put aside and begun anew."""
    known = (history.find(before), history.find(after))
    built = tuple((each.version, each.built_at) for each in known if each)
    return (str(history.directory), built)


def find_changes(history: History, before: int, after: int, asked: Filter) -> Changes:
    """Return what sets two versions apart in a view; raises `WarehouseError` where one is damaged."""
    key = (name_pair(history, before, after), name_served(), asked)
    return _CHANGES.get(key, lambda: _compare(history, before, after, asked))


def _compare(history: History, before: int, after: int, asked: Filter) -> Changes:
    with _open(history, before, after, _narrow(asked)) as comparison:
        told = {kind: tuple(tell(comparison, comparison.differences(SHOWN, kind))) for kind in Kind}
        reports = tuple(comparison.report_changes(SHOWN))
        return Changes(
            comparison.tally,
            comparison.reports,
            reports,
            told[Kind.CORRECTED],
            told[Kind.WITHDRAWN],
            told[Kind.NEW],
            tuple(comparison.count_indicators(Kind.NEW)),
            _find_present(reports, [each for some in told.values() for each in some]),
        )


@contextmanager
def _open(
    history: History, before: int, after: int, narrowing: Narrowing | None = None
) -> Iterator[Comparison]:
    with _TURN, Comparison(history.directory, before, after, narrowing, memory=_MEMORY) as made:
        yield made


def _narrow(asked: Filter) -> Narrowing:
    years = tuple(range(asked.years[0], asked.years[1] + 1)) if asked.years else ()
    return Narrowing(
        datasets=(asked.dataset,),
        agencies=asked.agencies,
        years=years,
        regions=asked.regions,
        genres=asked.genres,
    )


def _find_present(reports: tuple[ReportChange, ...], told: list[Told]) -> frozenset[str]:
    sides = [side for each in told for side in (each.difference.before, each.difference.after)]
    wanted = {side.report_id for side in sides if side and side.report_id}
    wanted |= {each.report_id for each in reports}
    wanted |= {each.superseded_by for each in reports if each.superseded_by}
    rows = open_warehouse().rows(_PRESENT, {"reports": sorted(wanted)}) if wanted else []
    return frozenset(report for (report,) in rows)


def list_differences(
    history: History, before: int, after: int, asked: Filter, most: int
) -> list[Difference]:
    """Return the figures that differ in a view, `most` of them; not kept."""
    with _open(history, before, after, _narrow(asked)) as comparison:
        return list(comparison.differences(most))


def count_pair(history: History, before: int, after: int) -> Counted | None:
    """Return how much sets two versions apart; None where one of them cannot be read."""

    def count() -> Counted | None:
        try:
            with _open(history, before, after) as comparison:
                return Counted(
                    comparison.count_datasets(),
                    comparison.reports.by_dataset or {},
                    tuple(comparison.report_changes(FIRST)),
                    tuple(
                        each
                        for kind in (Kind.CORRECTED, Kind.WITHDRAWN)
                        for each in comparison.differences(FIRST, kind)
                    ),
                )
        except WarehouseError:
            return None

    return _COUNTS.get(name_pair(history, before, after), count)
