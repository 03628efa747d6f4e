"""A chart with all that belongs to it: the drawing, its tools, its table twin, its notes.

Owns what stands beneath every chart, and the way from a row of the twin to its quote. Refuses to
draw marks and to word the picture that leaves the page: picture.py does.
"""

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from pages.shared import markup
from pages.shared.chart import choose, chosen, show_figure
from pages.shared.chart_table import (
    ChartTable,
    describe,
    list_columns,
    list_units,
    make_frame,
)
from pages.shared.component import make_component, mount
from pages.shared.picture import Caption
from pages.shared.tools import show_tools
from pages.shared.view import View, current_view
from pages.shared.words import say

__all__ = ["Caption", "show_exhibit", "show_heading"]

_TOOLS = make_component("chart_tools", "picture", "save", "tools")
_TWIN = make_component("chart_twin")
_ROWS = 60  # shown at first; the rest unfolds in the browser


def show_heading(caption: Caption) -> None:
    """Draw the heading of a chart."""
    markup.show_section(caption.heading, caption.scope)


def show_exhibit(figure: go.Figure, table: ChartTable, caption: Caption, key: str) -> None:
    """Draw the chart and, beneath it, its tools, its table twin folded, and its notes."""
    view = current_view()
    with st.container(key=f"{key}-exhibit"):
        show_figure(figure, key, describe(table, caption.lead, view.lang))
        show_tools(
            *(_TOOLS, caption, list_units(table), table.years, view, key),
            make=lambda origin: make_frame(table, caption.indicator, origin, view.lang),
        )
        _show_twin(table, caption, view, key)
        if caption.notes:
            markup.show_note(say("sentence_mark", view.lang).join(caption.notes))


def _show_twin(table: ChartTable, caption: Caption, view: View, key: str) -> None:
    lang = view.lang
    data = {
        "columns": list_columns(table, lang),
        "rows": [
            [row.name, row.year, row.stated.text, row.stated.aside, row.token] for row in table.rows
        ],
        "chosen": chosen(),
        "most": _ROWS,
        "words": {
            "caption": say("twin.caption", lang, heading=caption.lead),
            "source": say("twin.source", lang),
            "more": say("table.more", lang, n="{n}"),
        },
    }
    mount(_TWIN, f"{key}-twin", data, "pick", on=_choose)


def _choose(token: Any) -> None:
    """Do what a click on the mark does."""
    if token:
        choose(str(token))
