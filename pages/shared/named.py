"""What reports name on a subject: documents, fields inspected, platforms, firms.

Owns the section at the foot of a subject's page: a list for what differs in every report
(documents, firms), counts of reports by year for what recurs (fields, platforms). Silent where
no report in view names anything.
"""

from collections.abc import Sequence

import streamlit as st
from pandas import DataFrame

from pages.shared import markup
from pages.shared.names_file import show_names_file
from pages.shared.names_table import show_grid, show_names
from pages.shared.naming import Count, NamedRow, count_names, group_name, read_rows
from pages.shared.prepared import LARGE, SMALL, per_view
from pages.shared.store import find_named, find_reports
from pages.shared.theme import is_phone
from pages.shared.view import View, current_view
from pages.shared.words import say

_COLUMNS = {
    "normative_document": ("name", "body", "year", "deed", "quote"),
    "law_firm": ("firm", "body", "year", "quote"),
}
_COUNTED = ("name", "body", "year", "quote")
_PARAMETER = "name"
_YEARS, _PHONE_YEARS = 10, 5
_BELOW_GRID = 6


def show_named(kind: str) -> None:
    """Draw the section of one kind."""
    view = current_view()
    named, rows = _find_rows(view, kind)
    if not rows:
        return
    markup.show_section(say(f"section.{kind}", view.lang), _find_scope(view, kind))
    if kind in _COLUMNS:
        show_names(rows, view, kind, _COLUMNS[kind])
    else:
        _show_counts(rows, kind, view)
    show_names_file(named, view, kind)


@per_view(LARGE)
def _find_rows(view: View, kind: str) -> tuple[DataFrame, Sequence[NamedRow]]:
    """Return what the reports in view name of a kind, as it is stored and as it is shown."""
    named = view.label(find_named(view.asked, kind))
    return named, read_rows(named, view)


@per_view(SMALL)
def _find_scope(view: View, kind: str) -> str:
    """Say how many of the reports in view name anything of the kind, and how many things."""
    _, rows = _find_rows(view, kind)
    reports = view.label(find_reports(view.asked))
    things = len({row.name for row in rows})
    naming = len({row.report_id for row in rows})
    return say("named.scope", view.lang, n=naming, of=int(reports["in_force"].sum()), things=things)


def _show_counts(rows: Sequence[NamedRow], kind: str, view: View) -> None:
    most = _PHONE_YEARS if is_phone() else _YEARS
    years, counts = _count(view, kind, most)
    asked = st.query_params.get(_PARAMETER)
    chosen = asked if asked in {count.name for count in counts} else None
    picked = show_grid(counts, years, view, kind, chosen)
    if picked:
        _choose(None if picked == chosen else picked)
    shown = [row for row in rows if chosen is None or group_name(row.name) == chosen]
    markup.show_note(
        say("named.chosen", view.lang, name=chosen) if chosen else say("named.all", view.lang)
    )
    show_names(shown, view, kind, _COUNTED, most=_BELOW_GRID)


@per_view(SMALL)
def _count(view: View, kind: str, most: int) -> tuple[range, Sequence[Count]]:
    """Return the latest years, at most so many, and how often each thing is named in them."""
    _, rows = _find_rows(view, kind)
    first, last = min(row.year for row in rows), max(row.year for row in rows)
    years = range(max(first, last - most + 1), last + 1)
    return years, count_names(rows, years)


def _choose(name: str | None) -> None:
    """Keep the choice in the address, and draw the page anew."""
    if name is None:
        st.query_params.pop(_PARAMETER, None)
    else:
        st.query_params[_PARAMETER] = name
    st.rerun()
