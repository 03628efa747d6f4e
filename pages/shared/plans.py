"""The door to plans and deeds: what reports in view announced, and what the next ones tell.

Owns keeping the answers by version, with the words and without the texts they were read from.
Refuses to draw.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from etl.checks.deeds import follow
from etl.checks.followed import Followed
from etl.checks.grams import Rarity, find_rarity
from etl.checks.promises import find_promises
from etl.checks.standing import Standing, find_standing
from etl.model import Genre
from etl.record import ReportRecord
from etl.warehouse.queries import Warehouse
from etl.warehouse.records import read_records
from pages.shared.store import Filter, find_reports, name_version, open_warehouse

_SAMPLE = 400  # reports that are enough to tell rare words from common ones

__all__ = ["Plan", "Plans", "find_plans"]


@dataclass(frozen=True, slots=True)
class Plan:
    """One report's plan, followed into the report of the year after."""

    report_id: str
    next_id: str
    region: str
    agency: str
    year: int
    followed: tuple[Followed, ...]


@dataclass(frozen=True, slots=True)
class Plans:
    """All plans in view that a later report answers, and the shortcomings that stand again.

    `reports` were read; `waiting` of their plans have no report of the year after yet.
    """

    plans: tuple[Plan, ...]
    standing: tuple[Standing, ...]
    reports: int
    waiting: int


def find_plans(asked: Filter) -> Plans:
    """Return what the plans of the years asked for came to; the year after is read as well."""
    return _plans(open_warehouse(), name_version(), asked)


@st.cache_resource(max_entries=4, show_spinner=False)
def _rarity(_warehouse: Warehouse, key: tuple[str, int], dataset: str) -> Rarity:
    """Return how rare words are in a data set: of all bodies, so that no filter moves a verdict."""
    wanted = Filter(dataset, genres=(Genre.ROL.value,))
    reports = find_reports(wanted)
    bodies = sorted(set(reports["agency"]))
    each = max(1, round(len(reports) / len(bodies))) if bodies else 1
    step = max(1, len(bodies) * each // _SAMPLE)
    agencies = tuple(bodies[::step]) if step > 1 else ()
    return find_rarity(read_records(_warehouse, replace(wanted, agencies=agencies), text=True))


@st.cache_resource(max_entries=16, show_spinner=False)  # never changed, and long: no copies
def _plans(_warehouse: Warehouse, key: tuple[str, int], asked: Filter) -> Plans:
    years = (asked.years[0], asked.years[1] + 1) if asked.years else None
    wanted = replace(asked, years=years, genres=(Genre.ROL.value,))
    records = [each for each in read_records(_warehouse, wanted, text=True) if each.in_force]
    last = asked.years[1] if asked.years else None
    asking = [each for each in records if last is None or each.year <= last]
    rarity = _rarity(_warehouse, key, asked.dataset)
    following = {(*each.body_key, each.year): each for each in records}
    pairs = [(each, following.get((*each.body_key, each.year + 1))) for each in asking]
    plans, waiting = [], 0
    for record, later in pairs:
        promises = find_promises(record)
        if promises and later is not None:
            plans.append(_write(record, later, follow(promises, later, rarity)))
        elif promises:
            waiting += 1
    return Plans(tuple(plans), find_standing(asking, rarity), len(asking), waiting)


def _write(record: ReportRecord, later: ReportRecord, followed: Sequence[Followed]) -> Plan:
    return Plan(
        record.report_id,
        later.report_id,
        record.region,
        record.agency,
        record.year,
        tuple(followed),
    )
