"""The door to plans and deeds: what reports in view announced, and what the next ones tell.

Owns keeping the answers by version, with the words and without the texts they were read from.
Refuses to draw.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from etl.checks.followed import Followed
from etl.checks.grams import Rarity
from etl.checks.standing import Standing, find_standing
from etl.model import Genre
from etl.oversight.plans import follow_plans, sample_rarity
from etl.record import ReportRecord
from etl.warehouse.queries import Warehouse
from etl.warehouse.records import read_records
from pages.shared.store import Filter, name_version, open_warehouse

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
    return sample_rarity(_warehouse, dataset)


@st.cache_resource(max_entries=16, show_spinner=False)  # never changed, and long: no copies
def _plans(_warehouse: Warehouse, key: tuple[str, int], asked: Filter) -> Plans:
    years = (asked.years[0], asked.years[1] + 1) if asked.years else None
    wanted = replace(asked, years=years, genres=(Genre.ROL.value,))
    records = [each for each in read_records(_warehouse, wanted, text=True) if each.in_force]
    last = asked.years[1] if asked.years else None
    asking = [each for each in records if last is None or each.year <= last]
    rarity = _rarity(_warehouse, key, asked.dataset)
    pairs = list(follow_plans(records, rarity, last))
    plans = [_write(each.record, each.later, each.followed) for each in pairs if each.later]
    waiting = sum(each.later is None for each in pairs)
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
