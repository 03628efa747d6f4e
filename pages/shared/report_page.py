"""The page of one report: what it is, its text with figures and names marked, its neighbours.

Owns the page's order and the reading component. Refuses to interpret the text: it goes to the
browser as plain pieces and is put there as text.
"""

from pathlib import PurePath
from typing import Any, Literal

import pandas as pd
import streamlit as st

from etl.model import REQUIRED_SECTIONS, NamedKind
from pages.shared import markup
from pages.shared.component import make_component, mount
from pages.shared.link import source_address
from pages.shared.numbers import with_unit
from pages.shared.report_text import (
    read_cell_marks,
    read_marks,
    read_name_marks,
    read_place_marks,
    split_blocks,
)
from pages.shared.reviewed import tell_review
from pages.shared.reviewing import may_review
from pages.shared.sidebar import SUBJECT_PAGES
from pages.shared.store import ReportView, find_indicators, find_report, find_words
from pages.shared.view import View, current_view
from pages.shared.words import known, say

_READING = make_component("reading")
_WORDS = ("figures", "none", "series", "source", "parts", "unfold", "names", "find", "review")
_FIND_WORDS = ("places", "no_place", "back", "on", "close")
_LONGEST = 80  # characters of what is looked for


def show_report(report_id: str, figure: str | None, find: str | None = None) -> None:
    """Draw the page of a report, one figure singled out, the words to `find` marked."""
    view = current_view()
    report = find_report(report_id)
    if report is None:
        markup.show_empty(say("report.unknown", view.lang), say("report.unknown.advice", view.lang))
        return
    _show_neighbours(report, view)
    genre = say(f"genre.{report.genre}", view.lang)
    title = say("report.title", view.lang, body=report.agency, year=report.year, genre=genre)
    markup.show_title(title, [])
    markup.show_chips(_chips(report, view.lang))
    _show_remarks(report, view)
    _show_reading(report, figure, (find or "")[:_LONGEST], view)


def find_dataset(report_id: str | None, otherwise: str) -> str:
    """Return the data set of a report, `otherwise` where no report is asked for."""
    report = find_report(report_id) if report_id else None
    return report.dataset if report else otherwise


def _show_neighbours(report: ReportView, view: View) -> None:
    lang = view.lang
    with st.container(key="neighbours", horizontal=True, vertical_alignment="center"):
        if st.button(say("report.all", lang), icon=":material/list:", type="tertiary"):
            st.switch_page("report.py", query_params=view.parameters())
        for other, key, icon in (
            (report.previous, "previous", ":material/chevron_left:"),
            (report.next, "next", ":material/chevron_right:"),
        ):
            neighbour = find_report(other) if other else None
            if neighbour is None:
                continue
            label = say(f"report.{key}", lang, year=neighbour.year)
            side: Literal["left", "right"] = "left" if key == "previous" else "right"
            if st.button(label, key=f"report-{key}", icon=icon, icon_position=side):
                st.switch_page("report.py", query_params=view.parameters(id=str(other)))


def _chips(report: ReportView, lang: str) -> list[tuple[str, bool]]:
    """Return facts and contents; the flag marks a required content that was not found."""
    facts = [say("report.year", lang, year=report.year)]
    if report.published_on:
        facts.append(say("report.published", lang, day=report.published_on))
    if report.signed_on:
        facts.append(say("report.signed", lang, day=report.signed_on))
    if not report.in_force:
        facts.append(say("report.superseded", lang))
    chips = [(fact, False) for fact in facts]
    found = {section.kind for section in report.sections}
    if report.genre == "rol":
        for kind in REQUIRED_SECTIONS:
            sign = "✓" if kind in found else say("report.not_found", lang)
            chips.append((f"{sign} {say(f'section.{kind.value}', lang)}", kind not in found))
    return chips


def _show_remarks(report: ReportView, view: View) -> None:
    """Say what a reader must know of this report."""
    lang = view.lang
    for finding in report.findings:
        key = f"finding.{finding.kind}"
        markup.show_note(say(key, lang) if lang != "zh" and known(key) else finding.message)
    if report.superseded_by and st.button(say("report.newer", lang), type="tertiary"):
        st.switch_page("report.py", query_params=view.parameters(id=report.superseded_by))


def _show_reading(report: ReportView, figure: str | None, find: str, view: View) -> None:
    lang = view.lang
    catalogue = find_indicators()
    figures, names = read_marks(report.observations), read_name_marks(report.named)
    cells = read_cell_marks(report.form_cells, figure)
    places = read_place_marks(find_words(report, find))
    body = report.body
    data = {
        "report": f"{report.report_id}:{lang}",
        "blocks": split_blocks(
            report.text,
            body.start,
            body.end,
            report.title,
            [*figures, *names, *cells, *places],
            report.cells,
        ),
        "figures": [_figure(row, catalogue, lang) for row in report.observations.itertuples()],
        "review": report.in_force and may_review(),
        "names": _names(report, lang),
        "figure": figure,
        "find": find,
        "file": PurePath(report.source).name,
        "address": source_address(report.url),
        "words": {
            name: say(f"reading.{name}", lang, n=len(figures), m=len(names)) for name in _WORDS
        }
        # Which of the places stands before the reader is known in the browser.
        | {name: say(f"reading.{name}", lang, text=find, i="{i}", n="{n}") for name in _FIND_WORDS},
    }
    result = mount(_READING, "reading", data, "figure", "series", "find", "close", "review")
    if getattr(result, "close", None):
        st.query_params.pop("find", None)
        st.rerun()
    picked = getattr(result, "figure", None)
    if picked and picked != figure:
        st.query_params["figure"] = picked
    _open_series(getattr(result, "series", None), report, catalogue, lang)
    _open_search(getattr(result, "find", None), report, view)
    _open_review(getattr(result, "review", None), report, lang)


def _names(report: ReportView, lang: str) -> list[dict[str, Any]]:
    """Return what the report names, those of a kind together, in the order of the text."""
    order = [kind.value for kind in NamedKind]
    rows = sorted(report.named.itertuples(), key=lambda row: order.index(row.kind))
    return [_name(row, lang) for row in rows]


def _name(row: Any, lang: str) -> dict[str, Any]:
    deed = "" if pd.isna(row.deed) else say(f"deed.{row.deed}", lang)
    return {
        "id": row.named_id,
        "name": row.name,
        "kind": say(f"named.{row.kind}", lang),
        "text": deed,
    }


def _open_search(named: str | None, report: ReportView, view: View) -> None:
    """Go from a name to every report that holds it."""
    found = report.named[report.named["named_id"] == named] if named else report.named.head(0)
    if len(found):
        query = {"q": [found.iloc[0]["name"]], "data": [report.dataset]}
        if view.lang == "en":
            query["lang"] = ["en"]
        st.switch_page("search.py", query_params=query)


def _open_review(figure: str | None, report: ReportView, lang: str) -> None:
    """Go from a figure to the page where it is accepted, corrected or rejected."""
    if figure in set(report.observations["observation_id"]) and may_review():
        query = {"figure": str(figure), "data": report.dataset}
        st.switch_page("review.py", query_params=query | ({"lang": lang} if lang == "en" else {}))


def _figure(row: Any, catalogue: pd.DataFrame, lang: str) -> dict[str, Any]:
    known_one = row.indicator in catalogue.index
    name = catalogue.loc[row.indicator, f"name_{lang}"] if known_one else row.indicator
    subject = catalogue.loc[row.indicator, "subject"] if known_one else None
    part = "" if pd.isna(row.part) else row.part
    decided = tell_review(row, lang)
    return {
        "id": row.observation_id,
        "name": name,
        "part": say("sentence_mark", lang).join(filter(None, [part, decided])),
        "sub": not pd.isna(row.parent_id),
        "text": with_unit(row.value, row.qualifier, row.unit, lang),
        "series": subject in SUBJECT_PAGES,
        "known": known_one,
    }


def _open_series(
    figure: str | None, report: ReportView, catalogue: pd.DataFrame, lang: str
) -> None:
    """Go from a figure to its line over the years: the subject's page for this body."""
    rows = report.observations
    found = rows[rows["observation_id"] == figure] if figure else rows.head(0)
    if len(found):
        indicator = found.iloc[0]["indicator"]
        subject = catalogue.loc[indicator, "subject"]
        query = {"indicator": indicator, "body": report.agency, "data": report.dataset}
        if lang == "en":
            query["lang"] = lang
        st.switch_page(f"{subject}.py", query_params=query)
