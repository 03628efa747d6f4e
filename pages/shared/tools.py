"""The tools beneath a drawing: its picture as PNG and SVG, and its rows as a file.

Owns the bar, the same beneath charts and tables of cells. Refuses to draw: the component does.
"""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.shared.component import Mount, mount
from pages.shared.download import show_download
from pages.shared.picture import Caption, describe_picture, name_file, write_origin
from pages.shared.view import View
from pages.shared.words import say

_WORDS = ("png", "svg", "table", "more", "png.of", "svg.of", "table.of", "done", "failed")


def show_tools(
    tools: Mount,
    caption: Caption,
    units: Sequence[str],
    years: tuple[int, int],
    view: View,
    key: str,
    *,
    make: Callable[[str], DataFrame],
    **drawn: Any,
) -> None:
    """Draw the bar; `make` returns the rows, given their origin; `drawn` is the component's own."""
    lang = view.lang
    data = {
        "picture": describe_picture(caption, units, years, view),
        "words": {name: say(f"chart.{name}", lang, heading=caption.heading) for name in _WORDS},
        **drawn,
    }
    with st.container(key=f"{key}-tools", horizontal=True, gap=None):
        mount(tools, f"{key}-picture", data, width="content")
        origin = write_origin(view)  # of what is shown, though it be taken after a new version
        show_download(
            say("chart.data", lang),
            name_file(caption, years, view),
            lambda: make(origin),
            f"{key}-data",
            lang,
        )
