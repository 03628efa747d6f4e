"""The two components of names: a table of names with their words, a grid of counts by year.

Owns handing them their data, and the step from a row to the report. Refuses to choose rows.
"""

from collections.abc import Sequence

import streamlit as st

from pages.shared.component import make_component, mount
from pages.shared.naming import Count, NamedRow
from pages.shared.view import View
from pages.shared.words import say

_TABLE = make_component("names_table")
_GRID = make_component("names_grid")
_WORDS = ("kind", "name", "firm", "issuer", "body", "year", "deed", "quote", "to_report", "more")
_GRID_WORDS = ("caption", "all_years", "none", "more")


def show_names(
    rows: Sequence[NamedRow], view: View, key: str, columns: Sequence[str], *, most: int = 12
) -> None:
    """Draw the table; a row's way leads to the report with the name marked."""
    data = {
        "rows": [row.data(view.lang) for row in rows],
        "columns": list(columns),
        "most": most,
        "caption": say("names.caption", view.lang),
        "words": {name: say(f"names.{name}", view.lang, n="{n}") for name in _WORDS},
    }
    picked = getattr(mount(_TABLE, f"{key}-names", data, "open"), "open", None)
    row = next((each for each in rows if each.id == picked), None)
    if row is not None:
        own = {"id": row.report_id, "figure": row.id}
        st.switch_page("report.py", query_params=view.parameters(**own))


def show_grid(
    counts: Sequence[Count],
    years: Sequence[int],
    view: View,
    key: str,
    chosen: str | None,
    *,
    most: int = 12,
) -> str | None:
    """Draw how many reports name each thing by year; return the name picked in this run."""
    data = {
        "rows": [
            {"name": count.name, "counts": list(count.by_year), "reports": count.reports}
            for count in counts
        ],
        "years": list(years),
        "chosen": chosen,
        "most": most,
        "words": {name: say(f"grid.{name}", view.lang, n="{n}") for name in _GRID_WORDS},
    }
    return getattr(mount(_GRID, f"{key}-grid", data, "pick"), "pick", None)
