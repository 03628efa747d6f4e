"""The charts of a brief as plain values: which points, in whose name, over which comparable set.

Owns the choice: totals over the years of a comparable set where it speaks for those who state the
figure, one body's own figures, else a ranking. Refuses to draw, to sum rates, and to put measure
words or scopes beside each other that do not count the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pandas import DataFrame

from pages.shared.comparable import Line, find_lines
from pages.shared.findings import spans_text
from pages.shared.measures import FigureRow, name_units
from pages.shared.names import cut
from pages.shared.numbers import compact
from pages.shared.words import join, say, unit_name

_LINES = 3  # dashes tell apart no more on a copy
_RANKED = 8
_NAMED = 4  # bodies of a set that are named
_NAME = 22  # characters


@dataclass(frozen=True, slots=True)
class Mark:
    """One point: its year, value, how it was stated, and its value as written."""

    year: int
    value: float
    qualifier: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Marks in one name: a line over the years, or the one mark of a body in a ranking."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class BriefChart:
    """A chart: a trend where it has `years`, else a ranking; `note` says whose figures they are."""

    heading: str
    note: str
    rows: tuple[Row, ...]
    years: tuple[int, ...] = ()


def make_chart(name: str, kind: str, figures: DataFrame, lang: str) -> BriefChart:
    """Return the chart of one indicator's figures (at least one), with `measure` and `scope`."""
    if figures["body"].nunique() == 1 and figures["measure"].nunique() == 1:
        if len(figures) > 1:
            return _chart_body(name, figures, lang)
    elif kind != "rate":
        lines = find_lines(figures)
        if any(line.telling for line in lines):
            return _chart_totals(name, lines, lang)
    return _chart_ranking(name, figures, lang)


def make_ranking(name: str, figures: DataFrame, lang: str) -> BriefChart:
    """Return the latest figure of each body beside a chart of their total."""
    return _chart_ranking(say("brief.latest", lang, name=name), figures, lang)


def _chart_body(name: str, figures: DataFrame, lang: str) -> BriefChart:
    marks = tuple(_mark(row, lang) for row in figures.sort_values("year").itertuples())
    body = str(figures["body"].iloc[0])
    unit = name_units(list(figures["unit"].value_counts().index))  # each word it was stated in
    note = say("brief.one_body", lang, body=cut(body, _NAME))
    return BriefChart(_head(name, unit, lang), note, (Row(body, marks),), _span(marks))


def _chart_totals(name: str, lines: Sequence[Line], lang: str) -> BriefChart:
    shown = lines[:_LINES]
    rows = tuple(_total_row(line, lang, several=len(lines) > 1) for line in shown)
    notes = [_tell_set(line, lang) for line in shown]
    if len(lines) > 1:
        several = len({line.scope for line in lines}) > 1
        notes.append(say("sets.scopes" if several else "sets.units", lang))
    if len(lines) > len(shown):
        notes.append(say("brief.lines_left", lang, n=len(lines) - len(shown)))
    heading = _head(name, lines[0].unit, lang) if len(lines) == 1 else name
    note = say("sentence_mark", lang).join(notes)
    return BriefChart(heading, note, rows, _span([mark for row in rows for mark in row.marks]))


def _total_row(line: Line, lang: str, *, several: bool) -> Row:
    marks = tuple(
        Mark(
            total.year,
            float(total.amount.value),
            total.amount.qualifier,
            compact(total.amount.value, total.amount.qualifier, lang),
        )
        for total in line.totals
    )
    unit = unit_name(line.unit, lang)
    scope = "" if line.scope == "own" else say(f"scope.{line.scope}", lang)
    if len(line.bodies) == 1:
        return Row(say("line.body", lang, body=line.bodies[0], unit=unit), marks)
    named = say("line.set", lang, unit=unit, n=len(line.bodies))
    return Row(f"{scope} {named}".strip() if several else named, marks)


def _tell_set(line: Line, lang: str) -> str:
    """State the comparable set: who is summed, over which years."""
    unit, years = unit_name(line.unit, lang), spans_text(line.years, lang)
    if len(line.bodies) == 1:
        return say("sets.one", lang, body=line.bodies[0], unit=unit, years=years)
    bodies = join([cut(body, _NAME) for body in line.bodies], lang, _NAMED)
    return say("sets.many", lang, n=len(line.bodies), years=years, bodies=bodies)


def _chart_ranking(name: str, figures: DataFrame, lang: str) -> BriefChart:
    """Rank the latest figure of each body, of the measure and scope most bodies share."""
    latest = figures.sort_values("year").groupby("body").tail(1)
    groups = latest.groupby(["measure", "scope"], sort=True).size()
    measure, scope = groups.idxmax()
    alike = latest[(latest["measure"] == measure) & (latest["scope"] == scope)]
    alike = alike.sort_values(["value", "body"], ascending=[False, True])
    shown = alike.head(_RANKED)
    rows = tuple(Row(row.body, (_mark(row, lang),)) for row in shown.itertuples())
    notes = [say("sets.ranking", lang, n=len(rows), of=figures["body"].nunique())]
    if len(groups) > 1:
        notes.append(say("brief.others_apart", lang))
    return BriefChart(_head(name, measure, lang), say("sentence_mark", lang).join(notes), rows)


def _mark(row: FigureRow, lang: str) -> Mark:
    text = compact(row.value, row.qualifier, lang) + ("%" if row.unit == "%" else "")
    return Mark(int(row.year), float(row.value), row.qualifier, text)


def _head(name: str, unit: str, lang: str) -> str:
    return say("line.body", lang, body=name, unit=unit_name(unit, lang))


def _span(marks: Sequence[Mark]) -> tuple[int, ...]:
    years = [mark.year for mark in marks]
    return tuple(range(min(years), max(years) + 1))
