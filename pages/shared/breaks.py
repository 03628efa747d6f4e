"""Breaks in series: from a year on, a change of law changes what is counted or wanted.

Owns which are known (breaks.yml), how they stand in a chart over the years, and what is said of
them where a chart has no room. Refuses to correct a figure for them.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import yaml

from pages.shared.names import chart_text
from pages.shared.theme import Palette

_FILE = Path(__file__).with_name("breaks.yml")
ROW = 18  # pixels the words of a break take above a chart


@lru_cache(maxsize=1)
def read_breaks() -> list[dict[str, Any]]:
    """Return the known breaks in series: indicators, the year they begin, words."""
    with _FILE.open(encoding="utf-8") as file:
        breaks: list[dict[str, Any]] = yaml.safe_load(file)
    return breaks


def find_breaks(indicator: str, years: Sequence[int]) -> list[dict[str, Any]]:
    """Return the breaks between the first and the last of these years."""
    return [
        item
        for item in read_breaks()
        if indicator in item["indicators"] and years[0] < item["year"] <= years[-1]
    ]


def list_words(indicator: str, years: Sequence[int], lang: str) -> tuple[str, ...]:
    """Return what is to be said of the breaks between these years."""
    return tuple(item[lang] for item in find_breaks(indicator, years))


def add_breaks(
    figure: go.Figure, indicator: str, years: Sequence[int], lang: str, colours: Palette
) -> None:
    """Draw a dotted line where a break begins, its words above the chart, one row each."""
    found = find_breaks(indicator, years)
    for number, item in enumerate(found):
        at = item["year"] - 0.5
        late = at > (years[0] + years[-1]) / 2
        figure.add_vline(x=at, line={"color": colours.quiet, "width": 1, "dash": "dot"})
        figure.add_annotation(
            x=at,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=ROW * (len(found) - 1 - number),
            xanchor="right" if late else "left",
            text=chart_text(item[lang]),
            showarrow=False,
            font={"color": colours.quiet, "size": 12},
        )


def headroom(indicator: str, years: Sequence[int]) -> int:
    """Return the pixels above a chart that the words of its breaks take."""
    return ROW * max(len(find_breaks(indicator, years)) - 1, 0)
