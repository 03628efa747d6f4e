"""All checks asked of one view, their results in one order, with what people explained.

Owns the order, and that texts are read once and only where a check needs them.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from etl.checks.roster import Roster
from etl.explained import Mark
from etl.oversight.facts import find_alike, find_plans
from etl.oversight.finding import Check, Finding, Level, Oversight
from etl.oversight.stock import Stock, make_stock
from etl.oversight.verdicts import find_disagreement, find_duties
from etl.warehouse.records import read_records
from etl.warehouse.served import Served
from etl.warehouse.views import Filter

CHECKS = tuple(Check)
_ORDER = {level: place for place, level in enumerate(Level)}
_CHECKS = {check: place for place, check in enumerate(CHECKS)}


def gather(
    served: Served,
    asked: Filter,
    *,
    roster: Roster | None = None,
    marks: Mapping[str, Mark] | None = None,
    checks: Collection[Check] = CHECKS,
) -> Oversight:
    """Return what the checks find of the reports asked for.

    All reports of the regions asked for are held in memory with their texts.
    """
    wanted = Filter(asked.dataset, regions=asked.regions)
    text = any(check is not Check.AGREEMENT for check in checks)
    stock = make_stock(asked, read_records(served, wanted, text=text))
    known = marks or {}
    found = [
        replace(each, explained=known.get(each.key))
        for each in _find(served, stock, roster or Roster(), checks)
    ]
    found.sort(key=_rank)
    return Oversight(tuple(found), stock.count(), asked.dataset, served.version)


def _find(
    served: Served, stock: Stock, roster: Roster, checks: Collection[Check]
) -> Iterator[Finding]:
    if Check.DUTIES in checks:
        yield from find_duties(stock, roster)
    if Check.AGREEMENT in checks:
        yield from find_disagreement(served, stock)
    if Check.LIKENESS in checks:
        yield from find_alike(stock)
    if Check.PROMISES in checks:
        yield from find_plans(served, stock)


def _rank(each: Finding) -> tuple[object, ...]:
    return (
        *(_CHECKS[each.check], _ORDER[each.level], -each.year),
        *(each.region, each.agency, each.genre, each.rule),
    )
