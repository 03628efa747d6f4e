"""What is set side by side: a body's figure of a year as it stands, as change, or as share.

Owns the arithmetic of the comparing page, and what it leaves open. A change is told between
neighbouring years in measure words that count the same thing; a share is one of a comparable
set, a lower bound makes it a bound itself, and of a small total there is none. Refuses shares of rates, and to draw.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pandas import DataFrame

from pages.shared.chart_table import Stated, make_stated
from pages.shared.comparable import Line, Total, find_lines, find_totals
from pages.shared.evidence import PLUS
from pages.shared.numbers import (
    ARROW,
    SIGNS,
    SMALL_BASE,
    Amount,
    arrow_text,
    compact,
    compare,
    digits,
    find_points,
    full,
    hover_text,
    percent_text,
    points_text,
    with_unit,
)
from pages.shared.words import say

_LEAST = 0.1  # per cent; a smaller share is written as less


class Mode(StrEnum):
    """How figures are set side by side."""

    ABSOLUTE = "absolute"
    CHANGE = "change"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one body and year; `value` is None where nothing can be drawn of it.

    `stated` is the same in full, with what it was computed of.
    """

    year: int
    value: float | None
    qualifier: str
    text: str
    label: str
    token: str
    words: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class Track:
    """One body's years, in the measure named; `scope` is what the body speaks for."""

    body: str
    measure: str
    scope: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One indicator in one mode: its tracks, the main measure, and the comparable set.

    Shares and places are told of the set alone; changes need none.
    """

    tracks: tuple[Track, ...]
    measure: str
    basis: Line | None = None

    @property
    def drawn(self) -> tuple[Track, ...]:
        """The tracks of the main measure: no two measures meet on one scale."""
        return tuple(track for track in self.tracks if track.measure == self.measure)


def find_main(figures: DataFrame) -> str:
    """Return the measure that most bodies use, the first named where two are level."""
    return str(figures.groupby("measure", sort=False)["body"].nunique().idxmax())


def find_set(figures: DataFrame) -> Line | None:
    """Return the comparable set of the main measure; of a single year all who state it."""
    main = figures[figures["measure"] == find_main(figures)]
    lines = find_lines(main)
    if lines:
        return lines[0] if len(lines[0].bodies) > 1 else None
    years = sorted(set(main["year"]))
    total = find_totals(main, years[-1])[0]
    if len(years) > 1 or len(total.bodies) < 2:
        return None
    return Line(
        total.unit, total.scope, tuple(sorted(total.bodies)), (total,), main["body"].nunique()
    )


def find_compared(figures: DataFrame, kind: str, mode: Mode, lang: str) -> Compared:
    """Return the figures of one indicator in the mode asked for."""
    main = find_main(figures)
    if mode is Mode.ABSOLUTE:
        tracks = _tracks(figures, lambda rows: [_absolute(row, lang) for row in rows])
        return Compared(tracks, main, find_set(figures))
    if mode is Mode.CHANGE:
        return Compared(_tracks(figures, lambda rows: _changes(rows, kind, lang)), main)
    basis = None if kind == "rate" else find_set(figures)
    return Compared(_shares(figures, basis, lang) if basis else (), main, basis)


def _tracks(figures: DataFrame, tell: Any) -> tuple[Track, ...]:
    """Return a track for each body and measure, as `tell` makes of its rows."""
    groups: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for row in figures.sort_values("year", kind="stable").itertuples():
        groups[row.body, row.measure, row.scope].append(row)
    tracks = (Track(*key, tuple(tell(rows))) for key, rows in groups.items())
    return tuple(track for track in tracks if track.told)


def _absolute(row: Any, lang: str) -> Told:
    per_cent = "%" if row.unit == "%" else ""
    amount = hover_text(row.value, row.qualifier, row.unit, lang)
    return Told(
        year=int(row.year),
        value=float(row.value),
        qualifier=row.qualifier,
        text=full(row.value, row.qualifier) + per_cent,
        label=compact(row.value, row.qualifier, lang) + per_cent,
        token=row.observation_id,
        words=say("point.body", lang, body=row.body, year=row.year, value=amount),
        stated=make_stated(row.value, row.qualifier, row.unit, lang),
    )


def _changes(rows: Sequence[Any], kind: str, lang: str) -> list[Told]:
    pairs = zip(rows, rows[1:], strict=False)
    return [_change(then, now, kind, lang) for then, now in pairs if now.year == then.year + 1]


def _change(then: Any, now: Any, kind: str, lang: str) -> Told:
    change = compare(Amount(then.value, then.qualifier), Amount(now.value, now.qualifier))
    rough = "about" in (then.qualifier, now.qualifier)
    value = find_points(change) if kind == "rate" else change.percent
    text = arrow_text(change)
    if value is not None:
        number = points_text(value, lang) if kind == "rate" else percent_text(value)
        text = SIGNS["about" if rough else "exact"] + number
    way = {1: "up", -1: "down", 0: "same", None: "open"}[change.direction]
    aside, spoken = (
        f" {ARROW} ".join(write(row.value, row.qualifier, row.unit, lang) for row in (then, now))
        for write in (with_unit, hover_text)
    )
    unit = say("points", lang) if kind == "rate" else "%"
    qualifier = "about" if rough else "exact"
    return Told(
        year=int(now.year),
        value=None if value is None else float(value),
        qualifier=qualifier,
        text=text,
        label=text,
        token=PLUS.join((then.observation_id, now.observation_id)),
        words=say(f"point.{way}", lang, body=now.body, year=now.year, change=spoken),
        stated=Stated(value, qualifier, unit, text, aside),
    )


def _shares(figures: DataFrame, basis: Line, lang: str) -> tuple[Track, ...]:
    rows = {(row.body, row.year): row for row in figures.itertuples()}
    measure = find_main(figures)
    return tuple(
        Track(body, measure, basis.scope, tuple(_share_years(body, basis.totals, rows, lang)))
        for body in basis.bodies
    )


def _share_years(
    body: str, totals: Iterable[Total], rows: dict[tuple[str, int], Any], lang: str
) -> Iterable[Told]:
    for total in totals:
        row = rows[body, total.year]
        others = [rows[other, total.year].qualifier for other in total.bodies if other != body]
        yield _share(row, total, others, lang)


def _share(row: Any, total: Total, others: Sequence[str], lang: str) -> Told:
    whole = total.amount.value
    sign = _share_sign(row.qualifier, others)
    known = sign is not None and whole >= SMALL_BASE
    value = row.value / whole * 100 if known else None
    if whole < SMALL_BASE:
        text = f"{full(row.value, row.qualifier)}/{full(whole, total.amount.qualifier)}"
    else:
        text = say("compare.open", lang) if value is None else f"{sign}{_per_cent(value)}"
    qualifier = {"": "exact", "≈": "about", "≥": "over", "≤": "under"}[sign or ""]
    part = with_unit(row.value, row.qualifier, row.unit, lang)
    of = with_unit(whole, total.amount.qualifier, total.unit, lang)
    return Told(
        year=total.year,
        value=value,
        qualifier=qualifier,
        text=text,
        label=text,
        token=row.observation_id,
        words=say(
            "point.share",
            lang,
            body=row.body,
            year=total.year,
            share=text,
            value=hover_text(row.value, row.qualifier, row.unit, lang),
            total=hover_text(whole, total.amount.qualifier, total.unit, lang),
            n=len(total.bodies),
        ),
        stated=Stated(value, qualifier, "%", text, f"{part} / {of}"),
    )


def _share_sign(own: str, others: Sequence[str]) -> str | None:
    """Tell which way a share is open: its own lower bound lifts it, one of the rest sinks it."""
    if own == "over":
        return None if "over" in others else SIGNS["over"]
    if "over" in others:
        return "≤"
    return SIGNS["about"] if "about" in (own, *others) else ""


def _per_cent(value: float) -> str:
    return f"<{_LEAST}%" if 0 < value < _LEAST else f"{digits(round(value, 1))}%"
