"""Body by body: small multiples, and beside them the change against the year before.

Owns the two charts' data and headings. Refuses to draw and to compare on its own.
"""

import streamlit as st
from pandas import DataFrame

from pages.shared import markup
from pages.shared.change import Stick, show_sticks
from pages.shared.comparable import BodyChange, find_body_changes, latest_comparable_year
from pages.shared.multiples import MOST, show_multiples
from pages.shared.numbers import ARROW, arrow_text, percent_text, points_text, with_unit
from pages.shared.overall import body_series
from pages.shared.states import order_bodies
from pages.shared.theme import is_phone
from pages.shared.view import View
from pages.shared.words import say

_STICKS = 12


def show_bodies(view: View, kind: str, name: str, figures: DataFrame, key: str) -> None:
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
            _show_multiples(view, name, lasting, key)
    if changes:
        with right:
            _show_changes(view, kind, name, changes, year, key)


def _show_multiples(view: View, name: str, figures: DataFrame, key: str) -> None:
    lang = view.lang
    bodies = order_bodies(figures, list(dict.fromkeys(figures["body"])))
    shown = bodies[:MOST]
    left = len(bodies) - len(shown)
    markup.show_section(say("section.each", lang), say("each.more", lang, n=left) if left else "")
    scale = st.segmented_control(
        say("scale", lang),
        ["own", "one"],
        default="own",
        required=True,
        format_func=lambda each: say(f"scale.{each}", lang),
        key=f"{key}-scale",
        label_visibility="collapsed",
    )
    series = body_series(figures, shown, lang)
    words = "; ".join(f"{one.name} {one.points[-1].year} {one.points[-1].label}" for one in series)
    alt = say("alt.each", lang, name=name, words=words)
    years = list(range(int(figures["year"].min()), int(figures["year"].max()) + 1))
    show_multiples(series, years, f"{key}-each", alt, one_scale=scale == "one")


def _show_changes(
    view: View, kind: str, name: str, changes: tuple[BodyChange, ...], year: int, key: str
) -> None:
    lang = view.lang
    shown = changes[:_STICKS]
    left = len(changes) - len(shown)
    note = say("each.more", lang, n=left) if left else ""
    markup.show_section(say("section.change", lang, year=year), note)
    sticks = [_stick(item, kind, year, lang) for item in shown]
    words = "; ".join(f"{stick.name} {stick.text}" for stick in sticks)
    show_sticks(sticks, f"{key}-change", say("alt.change", lang, name=name, year=year, words=words))


def _stick(item: BodyChange, kind: str, year: int, lang: str) -> Stick:
    change = item.change
    length: float | None = change.percent
    text = arrow_text(change)
    if kind == "rate":
        length = change.after.value - change.before.value if change.direction is not None else None
        text = f"{points_text(length, lang)}  {text}" if length else text
    elif length is not None:
        rough = "about" in (change.before.qualifier, change.after.qualifier)
        text = f"{'≈' if rough else ''}{percent_text(length)}  {text}"
    way = {1: "up", -1: "down", 0: "same", None: "open"}[change.direction]
    before, after = (
        with_unit(amount.value, amount.qualifier, unit, lang)
        for amount, unit in zip((change.before, change.after), item.units, strict=True)
    )
    words = say(f"point.{way}", lang, body=item.body, year=year, change=f"{before} {ARROW} {after}")
    return Stick(item.body, length, text, item.id, words, open=change.after.qualifier != "exact")
