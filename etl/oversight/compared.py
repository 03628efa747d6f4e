"""The check of agreement asked of a view: what is read for it, and which of its outcomes are asked for.

Owns that the year before and every genre are looked at: a finding stands between two reports.
"""

from dataclasses import replace

from etl.checks.agreement import check_agreement
from etl.checks.outcome import Outcome
from etl.compared import Stated
from etl.warehouse.compared import read_stated
from etl.warehouse.served import Served
from etl.warehouse.views import Filter


def compare_stated(served: Served, asked: Filter) -> tuple[Stated, list[Outcome]]:
    """Return all that was compared, and the outcomes on reports asked for."""
    years = (asked.years[0] - 1, asked.years[1]) if asked.years else None
    stated = read_stated(served, replace(asked, years=years, genres=()))
    genres = {each.report_id: each.genre.value for each in stated.reports}
    return stated, [each for each in check_agreement(stated) if _is_asked(each, asked, genres)]


def _is_asked(outcome: Outcome, asked: Filter, genres: dict[str, str]) -> bool:
    told = {genres[each.report_id] for each in outcome.passages}
    return any(asked.lets(outcome.region, outcome.agency, outcome.year, each) for each in told)
