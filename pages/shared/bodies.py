"""Body by body: small multiples, and beside them the change against the year before.

Owns the two charts' data and headings. Refuses to draw and to compare on its own.
"""

import streamlit as st
from pandas import DataFrame, Series

from pages.shared.breaks import list_words
from pages.shared.change import Stick, show_sticks
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
from pages.shared.states import order_bodies
from pages.shared.theme import is_phone
from pages.shared.view import View
from pages.shared.words import say

_STICKS = 12


def show_bodies(view: View, indicator: Series, figures: DataFrame, key: str) -> None:
    """Draw both charts where there is something to draw."""
    year = latest_comparable_year(figures)
    changes = find_body_changes(figures, year)
    years = figures.groupby("body")["year"].nunique()
    lasting = figures[figures["body"].isin(years.index[years > 1])]
    several = lasting["body"].nunique() > 1
    if several and changes and not is_phone():
        left, right = st.columns([3, 2], gap="large")
    else:
        left, right = st.container(), st.container()
    if several:
        with left:
            _show_multiples(view, indicator, lasting, key)
    if changes:
        with right:
            _show_changes(view, indicator, changes, year, key)


def _show_multiples(view: View, indicator: Series, figures: DataFrame, key: str) -> None:
    lang, id_ = view.lang, indicator["id"]
    bodies = order_bodies(figures, list(dict.fromkeys(figures["body"])))
    shown = bodies[:MOST]
    left = len(bodies) - len(shown)
    years = list(range(int(figures["year"].min()), int(figures["year"].max()) + 1))
    notes = tuple(say("chart.break", lang, words=words) for words in list_words(id_, years, lang))
    scope = say("each.more", lang, n=left) if left else ""
    caption = Caption(indicator[f"name_{lang}"], say("section.each", lang), lang, scope, notes)
    show_heading(caption)
    scale = st.segmented_control(
        say("scale", lang),
        ["one", "own"],
        default="one",
        required=True,
        format_func=lambda each: say(f"scale.{each}", lang),
        key=f"{key}-scale",
        label_visibility="collapsed",
    )
    series = body_series(figures, shown, lang)
    one_scale = scale == "one"
    show_multiples(series, years, id_, caption, f"{key}-each", one_scale=one_scale)


def _show_changes(
    view: View,
    indicator: Series,
    changes: tuple[BodyChange, ...],
    year: int,
    key: str,
) -> None:
    lang = view.lang
    shown = changes[:_STICKS]
    left = len(changes) - len(shown)
    scope = say("each.more", lang, n=left) if left else ""
    notes = list_words(indicator["id"], (year - 1, year), lang)
    heading = say("section.change", lang, year=year)
    caption = Caption(indicator[f"name_{lang}"], heading, lang, scope, notes)
    show_heading(caption)
    sticks = [_stick(item, indicator["kind"], year, lang) for item in shown]
    show_sticks(sticks, Kind.CHANGES, caption, f"{key}-change")


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
