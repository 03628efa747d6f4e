"""The headline facts of one indicator: latest year, totals, change, coverage, small trend.

Owns what a tile says, as values and words. Refuses to add measure words to one another or
to sum rates: a rate shows its range over the bodies.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pandas import DataFrame

from pages.shared.comparable import (
    SetChange,
    Total,
    find_body_changes,
    find_lines,
    find_set_change,
    find_totals,
    speaks_for,
)
from pages.shared.numbers import (
    SIGNS,
    arrow_text,
    attach,
    compact,
    digits,
    percent_text,
    with_unit,
)
from pages.shared.words import say

_FEW = 3  # units named beside the first


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of one indicator in its latest year; `change` where one unit is used."""

    indicator: str
    name: str
    year: int
    totals: tuple[Total, ...]
    change: SetChange | None
    change_text: str
    basis_text: str
    stated: int
    trend: tuple[float | None, ...]
    kind: str


def find_fact(
    indicator: str, name: str, kind: str, figures: DataFrame, years: Sequence[int], lang: str
) -> Fact:
    """Return the headline facts of one indicator's figures (at least one), with `measure`."""
    year = int(figures["year"].max())
    totals = find_totals(figures, year)
    changes = () if kind == "rate" else find_set_change(figures, year - 1, year)
    single = len(totals) == len(changes) == 1
    stated = len(set().union(*(total.bodies for total in totals)))
    change = changes[0] if single and speaks_for(len(changes[0].after.bodies), stated) else None
    text = _change_text(figures, year, change, kind, lang)
    basis = _basis_text(change, lang) if change else ""
    trend = _find_trend(figures, years, kind)
    return Fact(indicator, name, year, totals, change, text, basis, stated, trend, kind)


def _basis_text(change: SetChange, lang: str) -> str:
    """Say whose figures were compared: one body by its name, several by their number."""
    bodies = change.after.bodies
    return bodies[0] if len(bodies) == 1 else say("comparable", lang, n=len(bodies))


def _change_text(
    figures: DataFrame, year: int, change: SetChange | None, kind: str, lang: str
) -> str:
    if change:
        return _set_text(change, lang)
    if kind == "rate":
        return ""
    ways = [item.change.direction for item in find_body_changes(figures, year)]
    if not ways:
        return say("change.none", lang)
    if not speaks_for(len(ways), int((figures["year"] == year).sum())):
        return say("change.thin", lang)
    counted = [
        say(f"change.{word}", lang, n=ways.count(way))
        for way, word in ((-1, "down"), (1, "up"), (0, "same"), (None, "open"))
        if way in ways
    ]
    return say("comma", lang).join(counted)


def _set_text(change: SetChange, lang: str) -> str:
    if change.change.direction == 0:
        return say("change.flat", lang)
    if change.change.percent is None:
        return say("change.of", lang, change=arrow_text(change.change))
    rough = "about" in (change.before.amount.qualifier, change.after.amount.qualifier)
    text = ("≈" if rough else "") + percent_text(change.change.percent)
    return say("change.of", lang, change=text)


def _find_trend(figures: DataFrame, years: Sequence[int], kind: str) -> tuple[float | None, ...]:
    """Return values by year for a small trend: comparable totals, or the one body's own."""
    if figures["body"].nunique() == 1 and figures["measure"].nunique() == 1:
        values = dict(zip(figures["year"], figures["value"], strict=True))
    elif kind == "rate" or figures["measure"].nunique() > 1:
        return ()
    else:
        lines = find_lines(figures)
        told = lines and speaks_for(len(lines[0].bodies), lines[0].stated_by)
        values = {total.year: total.amount.value for total in lines[0].totals} if told else {}
    return tuple(values.get(year) for year in years) if len(values) > 1 else ()


def value_text(fact: Fact, lang: str) -> tuple[str, str]:
    """Return a tile's number and its unit, or the unit with most bodies where there are more."""
    total = fact.totals[0]
    if fact.kind == "rate":
        return _rate_text(fact), ""
    number = compact(total.amount.value, total.amount.qualifier, lang)
    return number, attach("", total.unit, lang).strip()


def _rate_text(fact: Fact) -> str:
    total = fact.totals[0]
    sign = SIGNS[total.amount.qualifier]
    if total.low == total.high:
        return f"{sign}{digits(total.low)}%"
    return f"{sign}{digits(total.low)}–{digits(total.high)}%"


def other_units_text(fact: Fact, lang: str) -> str:
    """Return the totals in other units: named and kept apart."""
    if fact.kind == "rate" or len(fact.totals) < 2:
        return ""
    amounts = [_other_text(total, fact.totals[0], lang) for total in fact.totals[1 : 1 + _FEW]]
    return say("other_units", lang, amounts=say("comma", lang).join(amounts))


def _other_text(total: Total, first: Total, lang: str) -> str:
    amount = with_unit(total.amount.value, total.amount.qualifier, total.unit, lang)
    return amount if total.scope == first.scope else f"{say(f'scope.{total.scope}', lang)} {amount}"


def title_text(fact: Fact, lang: str) -> str:
    """Return the total in full, for hovering."""
    return say("comma", lang).join(
        with_unit(total.amount.value, total.amount.qualifier, total.unit, lang)
        for total in fact.totals
        if fact.kind != "rate"
    )
