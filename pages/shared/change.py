"""Year on year, body by body: a lollipop of the change with both values beside it.

Owns the drawing of changes and of a ranking. A change that the reports leave open, or of a
small base, gets its two values and no lollipop. Refuses red and green.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import plotly.graph_objects as go

from pages.shared.chart import KEPT, UNTOUCHED, make_figure, mark_look
from pages.shared.chart_table import ChartTable, Kind, Row, Stated
from pages.shared.exhibit import Caption, show_exhibit
from pages.shared.names import chart_text, cut
from pages.shared.theme import Palette, is_phone, palette

_ROW, _PHONE_ROW = 44, 58
_NAME = 11  # characters of a name beside its stick
_WIDEST = 150.0  # a larger change is drawn at the edge, with an arrow; its text says how large


@dataclass(frozen=True, slots=True)
class Stick:
    """One row: `length` is None where there is nothing to draw but the words."""

    name: str
    length: float | None
    text: str
    token: str
    words: str
    year: int
    stated: Stated


def show_sticks(sticks: Sequence[Stick], kind: Kind, caption: Caption, key: str) -> None:
    """Draw the rows, and what belongs to a chart."""
    rows = tuple(Row(stick.name, stick.year, stick.stated, stick.token) for stick in sticks)
    figure = _make(tuple(sticks), palette(), phone=is_phone())
    show_exhibit(figure, ChartTable(kind, rows), caption, key)


def make_sticks(sticks: Sequence[Stick], colours: Palette, *, phone: bool = False) -> go.Figure:
    """Return the figure: names left, sticks in the middle, words right."""
    longest = min(_NAME, max(len(stick.name) for stick in sticks))
    wide = max(len(stick.text) for stick in sticks)
    left = 8 if phone else 13 * longest + 16
    margin = {"l": left, "r": min(8 * wide + 14, 190), "t": 8, "b": 8}
    height = (_PHONE_ROW if phone else _ROW) * len(sticks) + 20
    figure = make_figure(colours, height, margin=margin)
    lengths = [_clipped(stick.length) for stick in sticks if stick.length is not None]
    low, high = min([0.0, *lengths]), max([0.0, *lengths])
    room = (high - low or 1.0) * 0.14  # a mark at the end keeps off the words beside it
    rows = [-number for number in range(len(sticks))]
    figure.update_xaxes(visible=False, range=[low - room, high + room], fixedrange=True)
    figure.update_yaxes(
        tickvals=[] if phone else rows,
        ticktext=[cut(chart_text(stick.name), _NAME) for stick in sticks],
        range=[rows[-1] - 0.5, 0.5],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
        tickfont={"color": colours.ink, "size": 13},
    )
    if lengths:
        figure.add_vline(x=0, line={"color": colours.rule, "width": 1.5})
    for row, stick in zip(rows, sticks, strict=True):
        _add_stick(figure, row, stick, colours)
        if phone:
            _add_name(figure, row, stick, colours)
    _add_targets(figure, rows, sticks, high, colours)
    return figure


_make = lru_cache(maxsize=KEPT)(make_sticks)


def _add_name(figure: go.Figure, row: int, stick: Stick, colours: Palette) -> None:
    """On a phone the name stands above its stick."""
    figure.add_annotation(
        xref="paper",
        x=0,
        y=row + 0.34,
        text=chart_text(cut(stick.name, 2 * _NAME)),
        showarrow=False,
        xanchor="left",
        font={"color": colours.ink, "size": 13},
    )


def _clipped(length: float) -> float:
    return max(-_WIDEST, min(_WIDEST, length))


def _add_stick(figure: go.Figure, row: int, stick: Stick, colours: Palette) -> None:
    figure.add_annotation(
        xref="paper",
        x=1,
        y=row,
        text=chart_text(stick.text),
        showarrow=False,
        xanchor="left",
        xshift=8,
        font={"color": colours.ink, "size": 13},
    )
    if stick.length is None:
        return
    end = _clipped(stick.length)
    figure.add_shape(
        type="line",
        x0=0,
        x1=end,
        y0=row,
        y1=row,
        line={"color": colours.rule, "width": 3},
        layer="below",
    )
    look: dict[str, object] = {**mark_look([stick.stated.qualifier], colours.main, colours)}
    if end != stick.length:
        look["symbol"] = "triangle-right" if stick.length > end else "triangle-left"
    figure.add_trace(
        go.Scatter(
            x=[end],
            y=[row],
            mode="markers",
            marker={"size": 13, "line": {"color": colours.main, "width": 2}, **look},
            unselected=UNTOUCHED,
            hoverinfo="skip",
            cliponaxis=False,
        )
    )


def _add_targets(
    figure: go.Figure, rows: Sequence[int], sticks: Sequence[Stick], high: float, colours: Palette
) -> None:
    ends = [_clipped(stick.length) if stick.length is not None else 0.0 for stick in sticks]
    hidden = {"marker": {"opacity": 0}}
    figure.add_trace(
        go.Scatter(
            x=ends,
            y=list(rows),
            mode="markers",
            marker={"size": 36, "color": colours.main, "opacity": 0},
            selected=hidden,
            unselected=hidden,
            customdata=[stick.token for stick in sticks],
            text=[chart_text(stick.words).replace("\n", "<br>") for stick in sticks],
            hovertemplate="%{text}<extra></extra>",
            cliponaxis=False,
        )
    )
