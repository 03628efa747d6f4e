"""The overview: headline tiles, who stated what, who is missing, and the words behind it.

Owns the order of the page and which indicators stand in the headline. Refuses arithmetic.
"""

from collections.abc import Sequence

import streamlit as st
from pandas import DataFrame

from pages.shared import markup
from pages.shared.evidence import read_evidence
from pages.shared.facts import Fact, find_fact
from pages.shared.findings import find_overview_title
from pages.shared.matrix import show_matrix
from pages.shared.measures import name_measures
from pages.shared.names import join_regions
from pages.shared.notices import show_nothing
from pages.shared.quotes import show_card, show_table
from pages.shared.sidebar import SUBJECT_PAGES
from pages.shared.states import Cell, find_cells, missing_text, order_bodies
from pages.shared.store import find_figures, find_indicators, find_observations, find_reports
from pages.shared.tiles import show_tiles
from pages.shared.view import View, current_view
from pages.shared.words import say

_TILES = 4
_FEW_BODIES = 3
_KEY = "overview-indicator"
_PARAMETER = "indicator"


def show_overview() -> None:
    """Draw the page."""
    view = current_view()
    catalogue = find_indicators()
    figures = view.label(find_figures(view.asked))
    figures = figures[figures["indicator"].isin(catalogue["id"])]
    reports = view.label(find_reports(view.asked))
    if figures.empty:
        show_nothing(view, say("page.overview", view.lang))
        return
    facts = _headline(figures, catalogue, view)
    _show_head(view, facts, figures, reports)
    indicator = _show_selector(figures, catalogue, view, facts[0].indicator)
    _show_matrix(view, indicator, catalogue, figures, reports)


def _headline(figures: DataFrame, catalogue: DataFrame, view: View) -> list[Fact]:
    """Choose one indicator a subject, where enough bodies state it; fill up from the rest."""
    counts = figures["indicator"].value_counts()
    enough = [id_ for id_ in counts.index if _is_telling(figures[figures["indicator"] == id_])]
    counts = counts[enough] if enough else counts
    counted = catalogue[catalogue["id"].isin(counts.index) & (catalogue["kind"] != "rate")]
    if counted.empty:
        counted = catalogue[catalogue["id"].isin(counts.index)]
    mains = counted[counted["subject"].isin(SUBJECT_PAGES)].drop_duplicates("subject")
    ids = [id_ for subject in SUBJECT_PAGES for id_ in mains.loc[mains["subject"] == subject, "id"]]
    ids += [id_ for id_ in counts.index if id_ in set(counted["id"]) and id_ not in ids]
    latest = int(figures["year"].max())
    facts = [_fact(id_, figures, catalogue, view) for id_ in ids[:_TILES]]
    return sorted(facts, key=lambda fact: fact.year != latest)


def _is_telling(rows: DataFrame) -> bool:
    """Tell whether the latest year of an indicator is stated by enough bodies for a headline."""
    stated = rows.groupby("year")["body"].nunique()
    return int(stated.iloc[-1]) >= min(_FEW_BODIES, int(stated.max()))


def _fact(indicator: str, figures: DataFrame, catalogue: DataFrame, view: View) -> Fact:
    row = catalogue.loc[indicator]
    frame = figures[figures["indicator"] == indicator]
    name = row[f"name_{view.lang}"]
    return find_fact(indicator, name, row["kind"], frame, view.years, view.lang)


def _show_head(view: View, facts: Sequence[Fact], figures: DataFrame, reports: DataFrame) -> None:
    lang, year = view.lang, int(figures["year"].max())
    told = [(fact.name, fact.change) for fact in facts if fact.year == year]
    title = find_overview_title(told, year, lang)
    markup.show_title(title, [
        join_regions(view.offer.regions, view.choice.regions, lang),
        _coverage(view, year, figures, reports),
        say("clickable", lang),
    ])  # fmt: skip
    picked = show_tiles(facts, len(view.bodies), lang, "overview-tiles")
    if picked:
        _open_subject(picked, view)


def _coverage(view: View, year: int, figures: DataFrame, reports: DataFrame) -> str:
    of = len(view.bodies)
    if reports.empty:
        n = figures.loc[figures["year"] == year, "body"].nunique()
        return say("listed", view.lang, year=year, n=n, of=of)
    n = reports.loc[reports["year"] == year, "body"].nunique()
    return say("reported", view.lang, year=year, n=n, of=of)


def _open_subject(indicator: str, view: View) -> None:
    subject = find_indicators().loc[indicator, "subject"]
    if subject in SUBJECT_PAGES:
        st.switch_page(f"{subject}.py", query_params=view.parameters(indicator=indicator))
    st.query_params[_PARAMETER] = indicator
    st.session_state.pop(_KEY, None)
    st.rerun()


def _show_selector(figures: DataFrame, catalogue: DataFrame, view: View, first: str) -> str:
    """Let any indicator with data be chosen, the user's own included; at first the headline's."""
    present = [id_ for id_ in catalogue["id"] if id_ in set(figures["indicator"])]
    asked = st.query_params.get(_PARAMETER)
    shown = asked if asked in present else first
    names = catalogue[f"name_{view.lang}"]
    with st.container(key="who", horizontal=True, vertical_alignment="bottom"):
        markup.show_section(say("section.who", view.lang))
        indicator = st.selectbox(
            say("indicator", view.lang),
            present,
            index=present.index(shown),
            format_func=lambda id_: names[id_],
            key=f"{_KEY}-{view.choice.data}",
            label_visibility="collapsed",
            width=260,
        )
    if indicator != shown:
        st.query_params[_PARAMETER] = indicator
    return indicator


def _show_matrix(
    view: View, indicator: str, catalogue: DataFrame, figures: DataFrame, reports: DataFrame
) -> None:
    frame = name_measures(figures[figures["indicator"] == indicator])
    parts = view.label(find_observations(view.asked, [indicator]))
    ledger = reports.empty
    known = list(dict.fromkeys(parts["body"])) if ledger else view.bodies
    bodies = order_bodies(frame, known)
    years = _years(view, parts if ledger else figures, reports)
    cells = find_cells(frame, parts, reports, bodies, years, view.lang)
    show_matrix(cells, bodies, years, view.lang, "overview-matrix")
    left = len(view.bodies) - len(bodies)
    if not ledger:
        markup.show_note(missing_text(cells, years, view.lang))
    elif left:
        markup.show_note(say("unlisted", view.lang, n=left))
    names = {indicator: catalogue.loc[indicator, f"name_{view.lang}"]}
    rows = read_evidence(frame, names, view)
    show_card(rows, view, "overview")
    markup.show_section(say("section.table", view.lang), names[indicator])
    show_table(rows, view, "overview", silent=[] if ledger else _silent_rows(cells))


def _years(view: View, figures: DataFrame, reports: DataFrame) -> list[int]:
    """Return the calendar years from the first to the last one with anything in them."""
    seen = set(figures["year"]) | set(reports["year"])
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
