"""The main chart of a subject page, chosen by what the figures allow.

Owns the choice: totals of a comparable set where there is one, else the bodies themselves,
else a ranking of what there is. Its heading states which. Refuses to draw (trend.py,
change.py) and to sum (comparable.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pandas import DataFrame

from pages.shared.change import Stick, show_sticks
from pages.shared.chart import Point, Series
from pages.shared.chart_table import Kind, make_stated
from pages.shared.comparable import Line, Total, find_lines
from pages.shared.evidence import PLUS
from pages.shared.exhibit import Caption, show_heading
from pages.shared.findings import spans_text
from pages.shared.measures import FigureRow
from pages.shared.numbers import compact, hover_text
from pages.shared.prepared import SMALL, find_frames, per_view
from pages.shared.store import find_indicators
from pages.shared.trend import show_trend
from pages.shared.view import View
from pages.shared.words import join, say, unit_name

_LINES = 6  # colours tell apart no more
_RANKED = 15
_DRAWN = ["body", "year", "value", "qualifier", "unit", "observation_id"]


@dataclass(frozen=True, slots=True)
class Trend:
    """Lines over the years."""

    series: tuple[Series, ...]
    years: tuple[int, ...]
    kind: Kind
    caption: Caption


@dataclass(frozen=True, slots=True)
class Ranking:
    """The latest figure of each body."""

    sticks: tuple[Stick, ...]
    caption: Caption


def show_overall(view: View, indicator: str, ids: tuple[str, ...], key: str) -> None:
    """Draw the main chart of an indicator with a heading that says what is drawn."""
    drawn = find_overall(view, indicator, ids)
    show_heading(drawn.caption)
    if isinstance(drawn, Ranking):
        show_sticks(drawn.sticks, Kind.FIGURES, drawn.caption, f"{key}-ranking")
    else:
        show_trend(drawn.series, drawn.years, indicator, drawn.kind, drawn.caption, f"{key}-trend")


@per_view(SMALL)
def find_overall(view: View, indicator: str, ids: tuple[str, ...]) -> Trend | Ranking:
    """Return what the main chart of an indicator shows, of the figures of `find_frames`."""
    figures, catalogue = find_frames(view, ids)[indicator], find_indicators()
    name = str(catalogue.loc[indicator, f"name_{view.lang}"])
    rate = catalogue.loc[indicator, "kind"] == "rate"
    lines = [] if rate else _telling(find_lines(figures))
    if lines:
        return _find_totals(view, name, lines)
    if _lasting(figures):
        return _find_bodies(view, name, figures)
    return _find_ranking(view, name, figures)


def _telling(lines: Sequence[Line]) -> list[Line]:
    """Keep the lines where any of them speaks for those who state the figure."""
    return list(lines) if any(line.telling for line in lines) else []


def _lasting(figures: DataFrame) -> list[str]:
    """Bodies with figures of two years: most years first, then the largest."""
    bodies = figures.groupby("body").agg(years=("year", "nunique"), peak=("value", "max"))
    bodies = bodies.sort_values(["years", "peak"], ascending=False, kind="stable")
    return [str(body) for body in bodies.index[bodies["years"] > 1]]


def _find_totals(view: View, name: str, lines: Sequence[Line]) -> Trend:
    lang = view.lang
    years = range(min(line.years[0] for line in lines), max(line.years[-1] for line in lines) + 1)
    single = len(lines) == 1
    scopes = len({line.scope for line in lines}) > 1
    note = (
        _set_text(lines[0], lang)
        if single
        else say(f"sets.{'scopes' if scopes else 'units'}", lang)
    )
    series = [_total_series(line, lang, single=single, scoped=scopes) for line in lines[:_LINES]]
    notes = [_set_text(line, lang) for line in lines] if not single else []
    notes += _left_years(view, lines)
    caption = Caption(name, say("section.totals", lang), lang, note, tuple(notes))
    return Trend(tuple(series), tuple(years), Kind.TOTALS, caption)


def _set_text(line: Line, lang: str) -> str:
    """State the comparable set: who is summed, over which years."""
    spoken = {"n": len(line.bodies), "of": line.stated_by, "unit": unit_name(line.unit, lang)}
    years = spans_text(line.years, lang)
    if len(line.bodies) == 1:
        return say("sets.one", lang, body=line.bodies[0], years=years, **spoken)
    return say("sets.many", lang, bodies=join(list(line.bodies), lang, 6), years=years, **spoken)


def _left_years(view: View, lines: Sequence[Line]) -> list[str]:
    drawn = {year for line in lines for year in line.years}
    left = [year for year in view.years if year < min(drawn) or year > max(drawn)]
    if not left:
        return []
    return [say("sets.left", view.lang, years=spans_text(left, view.lang))]


def _total_series(line: Line, lang: str, *, single: bool, scoped: bool) -> Series:
    points = tuple(_total_point(total, lang) for total in line.totals)
    unit = say(f"scope.{line.scope}", lang) if scoped else unit_name(line.unit, lang)
    if single:
        named = say("line.total", lang, n=len(line.bodies))
        return Series(line.bodies[0] if len(line.bodies) == 1 else named, points)
    if len(line.bodies) == 1:
        return Series(say("line.body", lang, body=line.bodies[0], unit=unit), points)
    return Series(say("line.set", lang, unit=unit, n=len(line.bodies)), points)


def _total_point(total: Total, lang: str) -> Point:
    amount = total.amount
    words = hover_text(amount.value, amount.qualifier, total.unit, lang)
    spoken = say("point.total", lang, year=total.year, value=words, n=len(total.bodies))
    token = PLUS.join(total.ids)
    label = compact(amount.value, amount.qualifier, lang)
    stated = make_stated(amount.value, amount.qualifier, total.unit, lang)
    return Point(total.year, amount.value, amount.qualifier, label, token, spoken, stated)


def body_series(figures: DataFrame, bodies: Sequence[str], lang: str) -> list[Series]:
    """Return one line per body, each with its own figures."""
    points: dict[str, list[Point]] = {body: [] for body in bodies}
    shown = figures.loc[figures["body"].isin(points), _DRAWN]
    for row in shown.sort_values("year").itertuples(index=False):
        points[row.body].append(_body_point(row, lang))
    return [Series(body, tuple(own)) for body, own in points.items()]


def _body_point(row: FigureRow, lang: str) -> Point:
    words = hover_text(row.value, row.qualifier, row.unit, lang)
    return Point(
        year=int(row.year),
        value=float(row.value),
        qualifier=row.qualifier,
        label=compact(row.value, row.qualifier, lang) + ("%" if row.unit == "%" else ""),
        token=row.observation_id,
        words=say("point.body", lang, body=row.body, year=row.year, value=words),
        stated=make_stated(row.value, row.qualifier, row.unit, lang),
    )


def _find_bodies(view: View, name: str, figures: DataFrame) -> Trend:
    lang = view.lang
    bodies = _lasting(figures)[:_LINES]
    shown = figures[figures["body"].isin(bodies)]
    series = body_series(shown, bodies, lang)
    years = range(int(shown["year"].min()), int(shown["year"].max()) + 1)
    heading = say("section.one_body", lang, body=bodies[0]) if len(bodies) == 1 else None
    note = ""
    if len(bodies) < figures["body"].nunique():
        note = say("sets.bodies", lang, n=len(bodies), of=figures["body"].nunique())
    heading = heading or say("section.bodies_over_years", lang)
    caption = Caption(name, heading, lang, note)
    return Trend(tuple(series), tuple(years), Kind.FIGURES, caption)


def _find_ranking(view: View, name: str, figures: DataFrame) -> Ranking:
    """Return what there is where no body has two years: the latest figure of each."""
    lang = view.lang
    latest = figures.sort_values("year").groupby("body").tail(1)
    latest = latest[latest["unit"] == latest["unit"].mode()[0]]
    latest = latest.sort_values(["value", "body"], ascending=[False, True]).head(_RANKED)
    peak = float(latest["value"].max()) or 1.0
    sticks = [_ranked(row, peak, lang) for row in latest.itertuples()]
    note = say("sets.ranking", lang, n=len(sticks), of=figures["body"].nunique())
    caption = Caption(name, say("section.ranking", lang), lang, note)
    return Ranking(tuple(sticks), caption)


def _ranked(row: FigureRow, peak: float, lang: str) -> Stick:
    point = _body_point(row, lang)
    return Stick(
        name=row.body,
        length=row.value / peak * 100,
        text=f"{point.label}  {row.year}",
        token=point.token,
        words=point.words,
        year=point.year,
        stated=point.stated,
    )
