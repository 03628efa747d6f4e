"""The page 简报: what it is about, the sheet as it will be on paper, and the ways to take it away.

Owns the page. Files are made when they are asked for. Refuses arithmetic, words of the brief
(brief_content.py) and drawing on files (brief_pdf.py, brief_docx.py).
"""

from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import streamlit as st

from pages.shared import markup
from pages.shared.brief_content import Brief, list_subjects, make_brief
from pages.shared.brief_docx import write_docx
from pages.shared.brief_layout import Placed, place_charts
from pages.shared.brief_link import find_modules, write_address
from pages.shared.brief_pdf import write_pdf
from pages.shared.component import make_component, mount
from pages.shared.data_link import show_data_link
from pages.shared.notices import show_nothing
from pages.shared.prepared import find_frames
from pages.shared.store import list_indicators
from pages.shared.theme import is_phone
from pages.shared.view import View, current_view
from pages.shared.words import say

_SHEET = make_component("brief")
_PARAMETER, _WIDGET, _WHOLE = "about", "brief.about", ""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show_brief() -> None:
    """Draw the page."""
    view = current_view()
    subjects = list_subjects(view) if find_frames(view) else []
    if not subjects:
        show_nothing(view, say("page.brief", view.lang))
        return
    markup.show_title(say("page.brief", view.lang), [say("brief.lead", view.lang)])
    with st.container(key="brief-controls", horizontal=True, vertical_alignment="bottom"):
        subject = _show_about(subjects, view.lang)
        own = {_PARAMETER: [subject]} if subject else {}
        link = write_address(st.context.url, view.query(**own))
        brief = make_brief(view, subject, link, date.today())
        _show_files(brief, view)
        show_data_link(view, list_indicators(subject) if subject else [])
    _show_sheet(brief)


def _show_about(subjects: list[str], lang: str) -> str | None:
    """Let a subject be chosen; the whole view is the default and stays out of the link."""
    asked = st.query_params.get(_PARAMETER)
    shown = asked if asked in subjects else _WHOLE
    st.session_state[_WIDGET] = shown
    st.selectbox(
        say("brief.about", lang),
        [_WHOLE, *subjects],
        key=_WIDGET,
        format_func=lambda each: say(f"page.{each}" if each else "brief.whole", lang),
        on_change=_take,
        width=260,
    )
    return shown or None


def _take() -> None:
    if st.session_state[_WIDGET] == _WHOLE:
        st.query_params.pop(_PARAMETER, None)
    else:
        st.query_params[_PARAMETER] = st.session_state[_WIDGET]


def _show_files(brief: Brief, view: View) -> None:
    lang = view.lang
    name = say("brief.file", lang)
    st.download_button(
        say("brief.pdf", lang),
        data=lambda: write_pdf(brief),
        file_name=f"{name}.pdf",
        mime="application/pdf",
        key="brief-pdf",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
    )
    st.download_button(
        say("brief.docx", lang),
        data=lambda: write_docx(brief, datetime.now(UTC)),
        file_name=f"{name}.docx",
        mime=_WORD,
        key="brief-docx",
        icon=":material/edit_document:",
        on_click="ignore",
    )


def _show_sheet(brief: Brief) -> None:
    """Draw the sheet, in the colours of paper whatever the theme."""
    data = {
        **describe_sheet(brief, narrow=is_phone()),
        "words": {name: say(f"brief.{name}", brief.lang) for name in ("print", "sheet", "code")},
    }
    mount(_SHEET, "brief-sheet", data)


def describe_sheet(brief: Brief, *, narrow: bool = False) -> dict[str, Any]:
    """Return the brief as plain data for the browser."""
    placed = place_charts(brief.charts, brief.lang, narrow=narrow)
    return {
        **{name: getattr(brief, name) for name in ("title", "facts", "origin", "filters", "way")},
        "figures": [asdict(figure) for figure in brief.figures],
        "charts": [_describe_chart(each) for each in placed],
        "notes": list(brief.notes),
        "version": f"{brief.version} · {brief.made}",
        "modules": find_modules(brief.link),
    }


def _describe_chart(placed: Placed) -> dict[str, Any]:
    chart, drawing = placed.chart, placed.drawing
    told = "; ".join(
        f"{row.name} " + ", ".join(f"{mark.year} {mark.text}" for mark in row.marks)
        for row in chart.rows
    )
    return {
        "heading": chart.heading,
        "note": chart.note,
        "alt": f"{chart.heading}. {told}",
        "wide": placed.wide,
        "width": drawing.width,
        "height": drawing.height,
        "marks": [{"kind": type(mark).__name__, **asdict(mark)} for mark in drawing.marks],
    }
