"""The check of agreement: what reports state, against itself and against each other.

Owns which reports meet which, and how what agrees is counted. Refuses to judge: balance.py,
within.py and across.py do.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from etl.checks.across import check_jumps, check_region, check_reports, check_years_apart
from etl.checks.balance import check_forms
from etl.checks.identities import KEPT, UNCLEAR
from etl.checks.outcome import Outcome
from etl.checks.within import check_parts, check_prose, check_rivals, check_years
from etl.compared import Stated, StatedReport
from etl.model import Genre

_Body = tuple[str, str, str]
_Bodies = dict[_Body, dict[int, list[StatedReport]]]


def check_agreement(stated: Stated) -> list[Outcome]:
    """Return what was found, report by report; what agrees is told once a rule and report."""
    bodies: _Bodies = defaultdict(lambda: defaultdict(list))
    regions: dict[tuple[str, str, int], list[StatedReport]] = defaultdict(list)
    for report in stated.reports:
        bodies[report.body_key][report.year].append(report)
        if report.region:
            regions[report.dataset, report.region, report.year].append(report)
    found = [outcome for each in stated.reports for outcome in _check_one(each, stated)]
    for years in bodies.values():
        found.extend(_check_body(years, stated))
    for reports in regions.values():
        found.extend(check_region(reports, stated))
    return _gather(found)


def _check_one(report: StatedReport, stated: Stated) -> Iterator[Outcome]:
    yield from check_forms(report)
    yield from check_prose(report, stated)
    yield from check_rivals(report, stated)
    yield from check_parts(report, stated)
    yield from check_years(report, stated)


def _check_body(years: dict[int, list[StatedReport]], stated: Stated) -> Iterator[Outcome]:
    for year, reports in sorted(years.items()):
        yield from check_reports(reports, stated)
        before = years.get(year - 1, [])
        yield from check_jumps(before, reports, stated)
        for old in before:
            for new in reports:
                if old.genre is new.genre is Genre.DIS:
                    yield from check_years_apart(old, new, stated)


def _gather(found: Iterable[Outcome]) -> list[Outcome]:
    """Count together what agrees, or cannot be told, under one rule in one report."""
    kept: dict[tuple[object, ...], Outcome] = {}
    for place, outcome in enumerate(found):
        quiet = outcome.reason.endswith((f".{KEPT}", f".{UNCLEAR}"))
        key: tuple[object, ...] = (place,)
        if quiet:
            own = (outcome.dataset, outcome.region, outcome.agency, outcome.year, outcome.genre)
            key = (*own, outcome.reason, str(outcome.values.get("indicator", "")))
        if quiet and key in kept:
            several = count_places(kept[key]) + count_places(outcome)
            kept[key] = replace(kept[key], values={**kept[key].values, "n": several})
        else:
            kept.setdefault(key, outcome)
    return list(kept.values())


def count_places(outcome: Outcome) -> int:
    """Return at how many places a rule was tested with this result."""
    return int(outcome.values.get("n", 1))
