"""Who stated what, on the overview: one indicator over the years, or the latest year's indicators.

Owns the choice between the two, and which cells, bodies and columns each has. Refuses to decide a
state (states.py) and to draw (matrix.py).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic

import streamlit as st
from pandas import DataFrame

from pages.shared import markup
from pages.shared.data_link import show_data_link
from pages.shared.evidence import Evidence
from pages.shared.headline import find_headline, find_latest, find_telling
from pages.shared.matrix import Column, show_matrix
from pages.shared.matrix_picture import show_indicators_tools, show_years_tools
from pages.shared.prepared import LARGE, find_frames, find_rows, per_view
from pages.shared.quotes import show_card, show_table
from pages.shared.sidebar import SUBJECT_PAGES
from pages.shared.states import Cell, find_cells, missing_text, order_bodies
from pages.shared.store import (
    find_indicators,
    find_observations,
    find_rejections,
    find_reports,
)
from pages.shared.switch import show_switch
from pages.shared.theme import is_phone
from pages.shared.unread import find_unread
from pages.shared.view import View
from pages.shared.words import say

_PARAMETER, _WIDGET = "matrix", "overview.matrix"
_KEY = "overview-matrix"
_MOST, _PHONE_MOST = 8, 4  # indicators that stand side by side


class Across(StrEnum):
    """What the columns are."""

    YEARS = "years"
    INDICATORS = "indicators"


@dataclass(frozen=True, slots=True)
class _Matrix(Generic[Column]):
    """Cells by body and column; the columns with their names."""

    cells: Mapping[tuple[str, Column], Cell]
    bodies: Sequence[str]
    columns: Mapping[Column, str]


def show_who(view: View, indicator: str) -> None:
    """Draw the section: its heading, the matrix, and the words behind what is chosen."""
    across = read_across()
    name = find_indicators().loc[indicator, f"name_{view.lang}"]
    year = find_latest(view)
    scope = name if across is Across.YEARS else say("year_span", view.lang, span=year)
    with st.container(key="who", horizontal=True, vertical_alignment="bottom"):
        markup.show_section(say("section.who", view.lang), scope)
        show_switch(
            "matrix.across", tuple(Across), across, view.lang, _take, key=_WIDGET, each="matrix.{}"
        )
    if across is Across.YEARS:
        _show_years(view, indicator, name)
    else:
        _show_indicators(view, indicator, year)


def read_across() -> Across:
    """Return what the link asks for, years where it asks for nothing."""
    asked = st.query_params.get(_PARAMETER)
    return Across(asked) if asked in tuple(Across) else Across.YEARS


def _take() -> None:
    if st.session_state[_WIDGET] == Across.YEARS:
        st.query_params.pop(_PARAMETER, None)
    else:
        st.query_params[_PARAMETER] = str(st.session_state[_WIDGET])


def _show_years(view: View, indicator: str, name: str) -> None:
    matrix, lang = _find_years(view, indicator), view.lang
    ledger = find_reports(view.asked).empty
    left = len(view.bodies) - len(matrix.bodies)
    note = "" if not left else say("unlisted", lang, n=left)
    if not ledger:
        note = missing_text(matrix.cells, list(matrix.columns), lang)
    drawn = (matrix.cells, matrix.bodies, matrix.columns)
    with st.container(key=f"{_KEY}-exhibit"):
        show_matrix(*drawn, lang, _KEY)
        show_years_tools(*drawn, view, _KEY, name=name, note=note)
        if note:
            markup.show_note(note)
    rows = find_rows(view, indicator)
    show_card(rows, view, "overview")
    markup.show_section(say("section.table", lang), name)
    show_table(rows, view, "overview", silent=[] if ledger else _silent_rows(matrix.cells))
    show_data_link(view, [indicator])


def _show_indicators(view: View, indicator: str, year: int) -> None:
    matrix = _find_indicators(view, _choose(view, indicator, year), year)
    drawn = (matrix.cells, matrix.bodies, matrix.columns)
    with st.container(key=f"{_KEY}-exhibit"):
        show_matrix(*drawn, view.lang, _KEY)
        show_indicators_tools(*drawn, view, _KEY, year=year)
    rows = [row for each in matrix.columns for row in _of_year(find_rows(view, each), year)]
    show_card(rows, view, "overview")
    markup.show_section(say("section.table", view.lang), say("year_span", view.lang, span=year))
    show_table(rows, view, "overview", named="indicator")
    show_data_link(view, list(matrix.columns), year=year)


def _of_year(rows: Sequence[Evidence], year: int) -> list[Evidence]:
    return [row for row in rows if row.year == year]


def _choose(view: View, indicator: str, year: int) -> tuple[str, ...]:
    """Choose what stands side by side: the headline, the one in view, then one of each subject."""
    frames, subjects = find_frames(view), find_indicators()["subject"]
    current = [each for each in find_telling(view) if year in set(frames[each]["year"])]
    headline = [fact.indicator for fact in find_headline(view) if fact.year == year]
    first = [next((i for i in current if subjects[i] == each), None) for each in SUBJECT_PAGES]
    wanted = [*headline[:1], indicator, *headline[1:], *(each for each in first if each), *current]
    kept = list(dict.fromkeys(wanted))[: _PHONE_MOST if is_phone() else _MOST]
    return tuple(each for each in frames if each in kept)


@per_view(LARGE)
def _find_years(view: View, indicator: str) -> _Matrix[int]:
    frames = find_frames(view)
    reports = view.label(find_reports(view.asked))
    parts = view.label(find_observations(view.asked, [indicator]))
    ledger = reports.empty
    known = list(dict.fromkeys(parts["body"])) if ledger else view.bodies
    bodies = order_bodies(frames[indicator], known)
    years = _list_years(view, [parts] if ledger else [*frames.values()], reports)
    unread = _find_unread(view)
    cells = find_cells(frames[indicator], parts, reports, bodies, years, view.lang, unread)
    return _Matrix(cells, bodies, {year: str(year) for year in years})


@per_view(LARGE)
def _find_indicators(view: View, indicators: tuple[str, ...], year: int) -> _Matrix[str]:
    frames = find_frames(view)
    reports = view.label(find_reports(view.asked))
    stated = view.label(find_observations(view.asked, indicators))
    stated = stated[stated["year"] == year]
    bodies = list(view.bodies) if len(reports) else list(dict.fromkeys(stated["body"]))
    cells: dict[tuple[str, str], Cell] = {}
    for each in indicators:
        parts = stated[stated["indicator"] == each]
        found = find_cells(
            frames[each], parts, reports, bodies, [year], view.lang, _find_unread(view)
        )
        cells |= {(body, each): cell for (body, _), cell in found.items()}
    stating = {body: -sum(cells[body, i].id is not None for i in indicators) for body in bodies}
    names = find_indicators()[f"name_{view.lang}"]
    ordered = sorted(bodies, key=lambda body: (stating[body], body))
    return _Matrix(cells, ordered, {each: names[each] for each in indicators})


def _find_unread(view: View) -> Collection[tuple[str, int]]:
    rejected = find_rejections(view.choice.data)
    return find_unread(zip(rejected["source"], rejected["kind"], strict=True), view.names)


def _list_years(view: View, frames: Sequence[DataFrame], reports: DataFrame) -> list[int]:
    """Return the calendar years from the first to the last one with anything in them."""
    seen = set(reports["year"]).union(*(frame["year"] for frame in frames))
    return [year for year in view.years if min(seen) <= year <= max(seen)]


def _silent_rows(cells: Mapping[tuple[str, int], Cell]) -> list[dict[str, object]]:
    """Return the cells without a figure in words, for the table twin."""
    absent = sorted(
        (cell for cell in cells.values() if cell.id is None), key=lambda c: (-c.year, c.body)
    )
    return [
        {"id": None, "body": cell.body, "year": cell.year, "text": cell.words, "value": None}
        for cell in absent
    ]
