"""What all charts share: layout, fonts, how a point is shown, clicked and described.

Owns the frame around a Plotly figure. Refuses data: each kind of chart has its own file.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from pages.shared.chart_table import Row, Stated
from pages.shared.names import chart_text
from pages.shared.theme import SANS, Palette

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "locale": "en"}
_SYMBOLS = {"exact": "circle", "over": "circle", "under": "circle", "about": "diamond"}
_CHOSEN = "chosen"
UNTOUCHED = {"marker": {"opacity": 1}}  # a click elsewhere fades nothing
_PHONE_TICKS = 6  # years that stand side by side at 390 pixels
_TARGET = 30  # pixels a thumb can hit


@dataclass(frozen=True, slots=True)
class Point:
    """One mark: `token` is what a click chooses, `words` what hovering says.

    `value` is its height in the chart, `stated` what it stands for.
    """

    year: int
    value: float
    qualifier: str
    label: str
    token: str
    words: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class Series:
    """Marks joined by a line, with its name."""

    name: str
    points: tuple[Point, ...]


def list_rows(series: Iterable[Series]) -> tuple[Row, ...]:
    """Return a row for each mark of these lines."""
    return tuple(
        Row(one.name, point.year, point.stated, point.token)
        for one in series
        for point in one.points
    )


KEPT = 128  # figures of each kind: putting one together takes longer than all else on a page


class Kept(go.Figure):  # type: ignore[misc]  # Plotly tells no types
    """A figure that is not changed after its first showing: taken apart for the browser once."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data, the same at every call; nobody may change it."""
        plain: dict[str, Any] | None = getattr(self, "_plain", None)
        if plain is None:
            plain = self._plain = super().to_dict()
        return plain


def make_figure(colours: Palette, height: int, *, margin: dict[str, int]) -> go.Figure:
    """Return an empty figure in our look, that cannot be dragged or zoomed."""
    figure = Kept()
    figure.update_layout(
        height=height,
        margin=margin,
        font={"family": SANS, "size": 13, "color": colours.ink},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        dragmode=False,
        clickmode="event+select",
        hovermode="closest",
        hoverlabel={
            "bgcolor": colours.surface,
            "bordercolor": colours.rule,
            "font": {"family": SANS, "size": 13, "color": colours.ink},
            "align": "left",
        },
    )
    return figure


def year_axis(
    colours: Palette,
    years: Sequence[int],
    *,
    room: float = 0.35,
    left: float = 0.35,
    phone: bool = False,
) -> dict[str, object]:
    """Return an axis with a tick for each year, those without figures included.

    On a phone many years are thinned out from the last one back, so that none is cut.
    """
    step = math.ceil(len(years) / _PHONE_TICKS) if phone else 1
    shown = list(years)[::-1][::step][::-1]
    return {
        "tickmode": "array",
        "tickvals": shown,
        "ticktext": [str(year) for year in shown],
        "tickangle": 0,
        "range": [years[0] - left, years[-1] + room],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"color": colours.quiet, "size": 12},
    }


def add_series(
    figure: go.Figure,
    series: Series,
    years: Sequence[int],
    colour: str,
    colours: Palette,
    *,
    size: int = 10,
    width: float = 2.5,
    **place: int,
) -> None:
    """Draw a line with its marks; a year without a value breaks it."""
    by_year = {point.year: point for point in series.points}
    figure.add_trace(
        go.Scatter(
            x=list(years),
            y=[by_year[year].value if year in by_year else None for year in years],
            mode="lines",
            line={"color": colour, "width": width},
            connectgaps=False,
            hoverinfo="skip",
        ),
        **place,
    )
    figure.add_trace(_marks(series.points, colour, colours, size), **place)
    figure.add_trace(make_targets(series.points, colour), **place)


def _marks(points: Sequence[Point], colour: str, colours: Palette, size: int) -> go.Scatter:
    return go.Scatter(
        x=[point.year for point in points],
        y=[point.value for point in points],
        mode="markers",
        marker={
            "size": size,
            **mark_look([point.qualifier for point in points], colour, colours),
            "line": {"color": colour, "width": 2},
            "opacity": 1,
        },
        unselected=UNTOUCHED,
        hoverinfo="skip",
        cliponaxis=False,
    )


def mark_look(qualifiers: Sequence[str], colour: str, colours: Palette) -> dict[str, list[str]]:
    """Return fills and shapes: open for a bound, an open diamond for an approximation."""
    return {
        "color": [colour if each == "exact" else colours.page for each in qualifiers],
        "symbol": [_SYMBOLS[each] for each in qualifiers],
    }


def make_targets(points: Sequence[Point], colour: str) -> go.Scatter:
    """Return invisible marks large enough for a thumb, that carry words and token."""
    seen = {"opacity": 0}
    return go.Scatter(
        x=[point.year for point in points],
        y=[point.value for point in points],
        mode="markers",
        marker={"size": _TARGET, "color": colour, "opacity": 0},
        selected={"marker": seen},
        unselected={"marker": seen},
        customdata=[point.token for point in points],
        text=[chart_text(point.words).replace("\n", "<br>") for point in points],
        hovertemplate="%{text}<extra></extra>",
        cliponaxis=False,
    )


def show_figure(figure: go.Figure, key: str, alt: str) -> None:
    """Draw a figure whose clicks choose what the quote card shows."""
    st.plotly_chart(
        figure,
        key=key,
        theme=None,
        config=CONFIG,
        on_select=lambda: _choose_point(key),
        selection_mode="points",
        alt=alt,
    )


def _choose_point(key: str) -> None:
    points = st.session_state[key]["selection"]["points"]
    tokens = [point["customdata"] for point in points if point.get("customdata")]
    last = f"{key}-last"
    if tokens:
        choose(tokens[0] if isinstance(tokens[0], str) else tokens[0][0])
        st.session_state[last] = chosen()
    elif chosen() is None and last in st.session_state:
        # Plotly takes a second click on a point as its undoing: for a reader who closed the
        # card it asks for the same figure again.
        choose(st.session_state[last])


def choose(token: str | None) -> None:
    """Make a figure (or a year's total) the one the quote card shows."""
    st.session_state[_CHOSEN] = token


def chosen() -> str | None:
    """Return the token of what was chosen last, None for nothing."""
    token: str | None = st.session_state.get(_CHOSEN)
    return token
