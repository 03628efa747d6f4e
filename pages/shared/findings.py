"""Headings that state a finding: computed, true for the filters chosen, else silent.

Owns which finding a heading states; the words are in words.yml, the sums in comparable.py.
Refuses to state what the reports leave open: a change that hangs on a lower bound, a
percentage of a small base, a total over different measure words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pandas import DataFrame

from pages.shared.comparable import (
    BodyChange,
    Line,
    SetChange,
    find_body_changes,
    find_lines,
    find_set_change,
    speaks_for,
)
from pages.shared.numbers import ARROW, PLUS, Change, digits, full, percent_text, with_unit
from pages.shared.words import join, say

_FLAT = 0.5  # per cent; less is no change to speak of
_MOST = 0.5  # share of the net change that makes one body its main source
_CLAUSES = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """What a heading rests on; `sets` is the comparable set behind it, if there is one."""

    text: str
    basis: SetChange | None = None


def span_text(years: Sequence[int], lang: str) -> str:
    """Write a range of years: 2020–2024 年."""
    first, last = min(years), max(years)
    span = str(first) if first == last else f"{first}–{last}"
    return say("year_span", lang, span=span)


def spans_text(years: Sequence[int], lang: str) -> str:
    """Write years as ranges: 2012–2016、2025 年."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    spans = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return say("year_span", lang, span=join(spans, lang, 8))


def find_subject_title(name: str, kind: str, figures: DataFrame, lang: str) -> Finding:
    """Return the heading of a subject page for the figures of one indicator."""
    years = sorted(set(figures["year"]))
    silent = Finding(say("title.silent", lang, span=span_text(years, lang), name=name))
    if kind == "rate":
        return _rate_title(name, figures, years[-1], lang) or silent
    lines = find_lines(figures)
    if not lines or not speaks_for(len(lines[0].bodies), figures["body"].nunique()):
        return silent
    if figures["measure"].nunique() > 1:
        return _mixed_title(name, figures, lines, lang) or silent
    return _total_title(name, figures, lines[0], lang) or silent


def _total_title(name: str, figures: DataFrame, line: Line, lang: str) -> Finding | None:
    first, last = line.years[0], line.years[-1]
    members = figures[figures["body"].isin(line.bodies)]
    found = find_set_change(members, first, last)
    if not found or found[0].change.direction is None:
        return None
    basis = found[0]
    if len(basis.after.bodies) == 1 < figures["body"].nunique():
        name = say("title.of_one", lang, body=basis.after.bodies[0], name=name)
    text = _range_text(name, basis, lang)
    return Finding(text + _source_text(members, basis, lang), basis)


def _range_text(name: str, basis: SetChange, lang: str) -> str:
    change, first, last = basis.change, basis.before.year, basis.after.year
    spoken = {"name": name, "first": first, "last": last}
    scope = "next" if last == first + 1 else "range"
    if change.direction == 0 or (change.percent is not None and abs(change.percent) < _FLAT):
        return say(f"title.{scope}.flat", lang, **spoken)
    if change.percent is None:
        values = _values_text(change, basis.unit, lang)
        return say(f"title.{scope}.values", lang, values=values, **spoken)
    size = _size_text(change, lang)
    return _tidy(say(f"title.{scope}.{_way(change)}", lang, percent=size, **spoken))


def _values_text(change: Change, unit: str, lang: str) -> str:
    before = full(change.before.value, change.before.qualifier)
    return f"{before} {ARROW} {with_unit(change.after.value, change.after.qualifier, unit, lang)}"


def _way(change: Change) -> str:
    return "up" if (change.direction or 0) > 0 else "down"


def _tidy(text: str) -> str:
    """Close the gap before 约: 减少约 50%."""
    return text.replace(" 约", "约")


def _size_text(change: Change, lang: str) -> str:
    size = percent_text(abs(change.percent or 0)).removeprefix(PLUS)
    rough = "about" in (change.before.qualifier, change.after.qualifier)
    return say("roughly", lang, size=size) if rough else size


def _source_text(figures: DataFrame, basis: SetChange, lang: str) -> str:
    """Name the body most of the change comes from, where there is one."""
    if len(basis.after.bodies) < 2 or basis.change.percent is None:
        return ""
    net = basis.change.after.value - basis.change.before.value
    if abs(basis.change.percent) < _FLAT:
        return ""
    values = {(row.body, row.year): row.value for row in figures.itertuples()}
    gaps = {
        body: values[body, basis.after.year] - values[body, basis.before.year]
        for body in basis.after.bodies
    }
    body, gap = max(gaps.items(), key=lambda item: item[1] / net)
    key = f"title.source.{_way(basis.change)}"
    return say(key, lang, body=body) if gap / net > _MOST else ""


def _mixed_title(name: str, figures: DataFrame, lines: Sequence[Line], lang: str) -> Finding | None:
    first = min(line.years[0] for line in lines)
    last = max(line.years[-1] for line in lines)
    changes = [item.change for item in _body_changes(figures, first, last)]
    return _directions(name, changes, first, last, lang)


def _body_changes(figures: DataFrame, first: int, last: int) -> tuple[BodyChange, ...]:
    """Compare two years as if they were neighbours."""
    two = figures[figures["year"].isin([first, last])].copy()
    two["year"] = two["year"].where(two["year"] != first, last - 1)
    return find_body_changes(two, last)


def _directions(
    name: str, changes: Sequence[Change], first: int, last: int, lang: str
) -> Finding | None:
    ways = [change.direction for change in changes]
    if len(ways) < 2 or None in ways:
        return None
    down, up = ways.count(-1), ways.count(1)
    spoken = {"name": name, "n": len(ways), "first": first, "last": last, "down": down, "up": up}
    if down == len(ways) or up == len(ways):
        return Finding(say(f"title.all.{'down' if down else 'up'}", lang, **spoken))
    return Finding(say("title.some", lang, **spoken)) if down and up else None


def _rate_title(name: str, figures: DataFrame, year: int, lang: str) -> Finding | None:
    now = figures[figures["year"] == year]
    if set(now["qualifier"]) != {"exact"}:
        return None
    low, high = now["value"].min(), now["value"].max()
    spoken = {"name": name, "year": year, "n": len(now), "low": digits(low), "high": digits(high)}
    if low == high:
        return Finding(say("title.rate.one", lang, **spoken))
    return Finding(say("title.rate.range", lang, **spoken))


def find_overview_title(
    facts: Sequence[tuple[str, SetChange | None]], year: int | None, lang: str
) -> str:
    """Return the heading of the overview from the headline figures' changes of one year."""
    if year is None:
        return say("title.overview.empty", lang)
    told = [
        (name, basis)
        for name, basis in facts
        if basis and basis.change.percent is not None and abs(basis.change.percent) >= _FLAT
    ]
    told.sort(key=lambda item: -abs(item[1].change.percent or 0))
    clauses = [
        say(
            f"title.clause.{'' if number else 'first.'}{_way(basis.change)}",
            lang,
            name=name,
            percent=_size_text(basis.change, lang),
        )
        for number, (name, basis) in enumerate(told[:_CLAUSES])
    ]
    if not clauses:
        return say("title.overview.silent", lang, year=year)
    told_text = say("clause_mark", lang).join(map(_tidy, clauses))
    return say("title.overview.told", lang, year=year, clauses=told_text)
