"""Body by body: small multiples, and beside them the change against the year before.

Owns the two charts' data and headings. Refuses to draw and to compare on its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.shared.breaks import list_words
from pages.shared.change import Stick, show_sticks
from pages.shared.chart import Series
from pages.shared.chart_table import Kind, Stated
from pages.shared.comparable import BodyChange, find_body_changes, latest_comparable_year
from pages.shared.evidence import PLUS
from pages.shared.exhibit import Caption, show_heading
from pages.shared.multiples import MOST, show_multiples
from pages.shared.numbers import (
    ARROW,
    NONE,
    SIGNS,
    arrow_text,
    find_points,
    hover_text,
    percent_text,
    points_text,
    with_unit,
)
from pages.shared.overall import body_series
from pages.shared.prepared import SMALL, find_frames, per_view
from pages.shared.states import order_bodies
from pages.shared.store import find_indicators
from pages.shared.theme import is_phone
from pages.shared.view import View
from pages.shared.words import say

_STICKS = 12


@dataclass(frozen=True, slots=True)
class Multiples:
    """One line a body."""

    series: tuple[Series, ...]
    years: tuple[int, ...]
    caption: Caption


@dataclass(frozen=True, slots=True)
class Changes:
    """One stick a body."""

    sticks: tuple[Stick, ...]
    caption: Caption


def show_bodies(view: View, indicator: str, ids: tuple[str, ...], key: str) -> None:
    """Draw both charts where there is something to draw."""
    multiples, changes = find_bodies(view, indicator, ids)
    if multiples and changes and not is_phone():
        left, right = st.columns([3, 2], gap="large")
    else:
        left, right = st.container(), st.container()
    if multiples:
        with left:
            _show_multiples(multiples, indicator, key)
    if changes:
        with right:
            show_heading(changes.caption)
            show_sticks(changes.sticks, Kind.CHANGES, changes.caption, f"{key}-change")


@per_view(SMALL)
def find_bodies(
    view: View, indicator: str, ids: tuple[str, ...]
) -> tuple[Multiples | None, Changes | None]:
    """Return what both charts of an indicator show, of the figures of `find_frames`."""
    figures, entry = find_frames(view, ids)[indicator], find_indicators().loc[indicator]
    year = latest_comparable_year(figures)
    changes = find_body_changes(figures, year)
    years = figures.groupby("body")["year"].nunique()
    lasting = figures[figures["body"].isin(years.index[years > 1])]
    several = lasting["body"].nunique() > 1
    return (
        _find_multiples(view, entry, lasting) if several else None,
        _find_changes(view, entry, changes, year) if changes else None,
    )


def _find_multiples(view: View, indicator: Any, figures: DataFrame) -> Multiples:
    lang = view.lang
    bodies = order_bodies(figures, list(dict.fromkeys(figures["body"])))
    left = len(bodies) - len(bodies[:MOST])
    years = tuple(range(int(figures["year"].min()), int(figures["year"].max()) + 1))
    told = list_words(indicator["id"], years, lang)
    notes = tuple(say("chart.break", lang, words=words) for words in told)
    scope = say("each.more", lang, n=left) if left else ""
    caption = Caption(indicator[f"name_{lang}"], say("section.each", lang), lang, scope, notes)
    return Multiples(tuple(body_series(figures, bodies[:MOST], lang)), years, caption)


def _show_multiples(multiples: Multiples, indicator: str, key: str) -> None:
    lang = multiples.caption.lang
    show_heading(multiples.caption)
    scale = st.segmented_control(
        say("scale", lang),
        ["one", "own"],
        default="one",
        required=True,
        format_func=lambda each: say(f"scale.{each}", lang),
        key=f"{key}-scale",
        label_visibility="collapsed",
    )
    show_multiples(
        multiples.series,
        multiples.years,
        indicator,
        multiples.caption,
        f"{key}-each",
        one_scale=scale == "one",
    )


def _find_changes(view: View, indicator: Any, changes: Sequence[BodyChange], year: int) -> Changes:
    lang = view.lang
    left = len(changes) - len(changes[:_STICKS])
    scope = say("each.more", lang, n=left) if left else ""
    notes = list_words(indicator["id"], (year - 1, year), lang)
    heading = say("section.change", lang, year=year)
    caption = Caption(indicator[f"name_{lang}"], heading, lang, scope, notes)
    sticks = (_stick(item, indicator["kind"], year, lang) for item in changes[:_STICKS])
    return Changes(tuple(sticks), caption)


def _stick(item: BodyChange, kind: str, year: int, lang: str) -> Stick:
    change = item.change
    rough = "about" in (change.before.qualifier, change.after.qualifier)
    length = find_points(change) if kind == "rate" else change.percent
    told = _tell_length(length, kind, lang, rough=rough)
    both = list(zip((change.before, change.after), item.units, strict=True))
    aside, spoken = (
        f" {ARROW} ".join(write(each.value, each.qualifier, unit, lang) for each, unit in both)
        for write in (with_unit, hover_text)
    )
    way = {1: "up", -1: "down", 0: "same", None: "open"}[change.direction]
    words = say(f"point.{way}", lang, body=item.body, year=year, change=spoken)
    unit = say("points", lang) if kind == "rate" else "%"
    stated = Stated(length, "about" if rough else "exact", unit, told or NONE, aside)
    flat = kind == "rate" and not length  # its two values tell
    text = arrow_text(change) if flat or not told else f"{told}  {arrow_text(change)}"
    return Stick(item.body, length, text, PLUS.join(item.ids), words, year, stated)


def _tell_length(length: float | None, kind: str, lang: str, *, rough: bool) -> str:
    if length is None:
        return ""
    number = points_text(length, lang) if kind == "rate" else percent_text(length)
    return SIGNS["about" if rough else "exact"] + number
