"""The list of reports to choose from, newest first, within the filters.

Owns the list. Refuses to open a report: it hands its id to the page's address.
"""

from typing import Any

import pandas as pd
import streamlit as st
from pandas import DataFrame

from pages.shared import markup
from pages.shared.component import make_component, mount
from pages.shared.loosening import count_reports
from pages.shared.names import join_regions
from pages.shared.notices import show_nothing
from pages.shared.store import find_observations, find_rejections, find_reports
from pages.shared.view import View, current_view
from pages.shared.words import say

_LIST = make_component("report_list")
_ROWS = 40
_WORDS = ("year", "body", "genre", "title", "published", "figures", "superseded", "more", "caption")


def show_list() -> None:
    """Draw the list."""
    view = current_view()
    lang = view.lang
    reports = view.label(find_reports(view.asked))
    if reports.empty:
        key = "report.none" if not view.narrowed else None
        if key:
            markup.show_empty(say(key, lang), say("report.none.advice", lang))
        else:
            show_nothing(view, say("page.report", lang), count_reports)
        return
    bodies = reports["body"].nunique()
    place = join_regions(view.offer.regions, view.choice.regions, lang)
    title = say("report.count", lang, n=len(reports), bodies=bodies)
    markup.show_title(title, [place, say("report.choose", lang)])
    _show_rows(reports, view)
    _show_rejections(view)


def _show_rows(reports: DataFrame, view: View) -> None:
    stated = find_observations(view.asked).groupby("report_id").size()
    ordered = reports.sort_values(["year", "body", "genre"], ascending=[False, True, True])
    rows = [_row(row, stated, view) for row in ordered.itertuples()]
    words = {name: say(f"list.{name}", view.lang, n="{n}") for name in _WORDS}
    result = mount(_LIST, "report-list", {"rows": rows, "most": _ROWS, "words": words}, "open")
    picked = getattr(result, "open", None)
    if picked in {row["id"] for row in rows}:
        st.switch_page("report.py", query_params=view.parameters(id=str(picked)))


def _row(row: Any, stated: "pd.Series[int]", view: View) -> dict[str, Any]:
    return {
        "id": row.report_id,
        "address": f"report?{view.query(id=[row.report_id])}",
        "year": int(row.year),
        "body": row.body,
        "genre": say(f"genre.{row.genre}", view.lang),
        "title": "" if pd.isna(row.title) else row.title,
        "published": "" if pd.isna(row.published_on) else f"{row.published_on:%Y-%m-%d}",
        "figures": int(stated.get(row.report_id, 0)),
        "superseded": not row.in_force,
    }


def _show_rejections(view: View) -> None:
    """Name the files that were not taken; the reasons are shown by the command line too."""
    rejected = find_rejections(view.choice.data)
    if rejected.empty:
        return
    markup.show_section(say("rejected", view.lang, n=len(rejected)))
    for row in rejected.head(_ROWS).itertuples():
        text = row.message if view.lang == "zh" else f"{row.source}: {say_kind(row.kind)}"
        markup.show_note(text)


def say_kind(kind: str) -> str:
    """Say in English why a file was not taken."""
    return say(f"rejected.{kind}", "en")
