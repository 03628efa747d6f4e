"""The overview: headline tiles, who stated what, who is missing, and the words behind it.

Owns the order of the page and which indicators stand in the headline. Refuses arithmetic.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from pandas import DataFrame

from pages.shared import markup
from pages.shared.facts import Fact
from pages.shared.findings import find_overview_title
from pages.shared.headline import find_headline, find_latest
from pages.shared.indicator_choice import choose_indicator, find_shown
from pages.shared.matrix import show_matrix
from pages.shared.names import join_regions
from pages.shared.notices import show_nothing
from pages.shared.prepared import LARGE, Frames, find_frames, find_rows, per_view
from pages.shared.quotes import show_card, show_table
from pages.shared.sidebar import SUBJECT_PAGES
from pages.shared.states import Cell, find_cells, missing_text, order_bodies
from pages.shared.store import find_indicators, find_observations, find_reports
from pages.shared.tiles import show_tiles
from pages.shared.view import View, current_view
from pages.shared.words import say


def show_overview() -> None:
    """Draw the page."""
    view = current_view()
    catalogue = find_indicators()
    frames = find_frames(view)
    if not frames:
        show_nothing(view, say("page.overview", view.lang))
        return
    reports = view.label(find_reports(view.asked))
    _show_head(view, find_headline(view), find_latest(view), frames, reports)
    indicator = find_shown(view, None, tuple(frames))
    name = catalogue.loc[indicator, f"name_{view.lang}"]
    markup.show_section(say("section.who", view.lang), name)
    _show_matrix(view, indicator, name, reports.empty)


def _show_head(
    view: View, facts: Sequence[Fact], year: int, frames: Frames, reports: DataFrame
) -> None:
    lang = view.lang
    told = [(fact.name, fact.change) for fact in facts if fact.year == year]
    title = find_overview_title(told, year, lang)
    markup.show_title(title, [
        join_regions(view.offer.regions, view.choice.regions, lang),
        _coverage(view, year, frames, reports),
        say("clickable", lang),
    ])  # fmt: skip
    picked = show_tiles(facts, len(view.bodies), lang, "overview-tiles")
    if picked:
        _open_subject(picked, view)


def _coverage(view: View, year: int, frames: Frames, reports: DataFrame) -> str:
    of = len(view.bodies)
    if reports.empty:
        listed = (frame.loc[frame["year"] == year, "body"] for frame in frames.values())
        n = len(set().union(*listed))
        return say("listed", view.lang, year=year, n=n, of=of)
    n = reports.loc[reports["year"] == year, "body"].nunique()
    return say("reported", view.lang, year=year, n=n, of=of)


def _open_subject(indicator: str, view: View) -> None:
    subject = find_indicators().loc[indicator, "subject"]
    if subject in SUBJECT_PAGES:
        st.switch_page(f"{subject}.py", query_params=view.parameters(indicator=indicator))
    choose_indicator(indicator)
    st.rerun()


@dataclass(frozen=True, slots=True)
class _Matrix:
    """Who stated an indicator in which year."""

    cells: dict[tuple[str, int], Cell]
    bodies: Sequence[str]
    years: Sequence[int]


@per_view(LARGE)
def _find_matrix(view: View, indicator: str) -> _Matrix:
    frames = find_frames(view)
    reports = view.label(find_reports(view.asked))
    parts = view.label(find_observations(view.asked, [indicator]))
    ledger = reports.empty
    known = list(dict.fromkeys(parts["body"])) if ledger else view.bodies
    bodies = order_bodies(frames[indicator], known)
    years = _years(view, [parts] if ledger else [*frames.values()], reports)
    cells = find_cells(frames[indicator], parts, reports, bodies, years, view.lang)
    return _Matrix(cells, bodies, years)


def _show_matrix(view: View, indicator: str, name: str, ledger: bool) -> None:
    matrix = _find_matrix(view, indicator)
    cells, bodies, years = matrix.cells, matrix.bodies, matrix.years
    show_matrix(cells, bodies, years, view.lang, "overview-matrix")
    left = len(view.bodies) - len(bodies)
    if not ledger:
        markup.show_note(missing_text(cells, years, view.lang))
    elif left:
        markup.show_note(say("unlisted", view.lang, n=left))
    rows = find_rows(view, indicator)
    show_card(rows, view, "overview")
    markup.show_section(say("section.table", view.lang), name)
    show_table(rows, view, "overview", silent=[] if ledger else _silent_rows(cells))


def _years(view: View, frames: Sequence[DataFrame], reports: DataFrame) -> list[int]:
    """Return the calendar years from the first to the last one with anything in them."""
    seen = set(reports["year"]).union(*(frame["year"] for frame in frames))
    return [year for year in view.years if min(seen) <= year <= max(seen)]


def _silent_rows(cells: dict[tuple[str, int], Cell]) -> list[dict[str, object]]:
    """Return the cells without a figure in words, for the table twin."""
    absent = sorted(
        (cell for cell in cells.values() if cell.id is None), key=lambda c: (-c.year, c.body)
    )
    return [
        {"id": None, "body": cell.body, "year": cell.year, "text": cell.words, "value": None}
        for cell in absent
    ]
