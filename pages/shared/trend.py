"""The one chart that answers a subject page's question: lines over the years.

Owns drawing a handful of lines, each named at its end, with values beside its points and the
breaks in a series annotated. Refuses to sum: lines come from comparable.py.
"""

from collections.abc import Sequence
from functools import lru_cache

import plotly.graph_objects as go

from pages.shared.breaks import add_breaks, headroom
from pages.shared.chart import KEPT, Series, add_series, list_rows, make_figure, year_axis
from pages.shared.chart_table import ChartTable, Kind
from pages.shared.exhibit import Caption, show_exhibit
from pages.shared.names import cut
from pages.shared.numbers import ticks
from pages.shared.point_labels import Field, Labelled, add_ends, add_values, find_room
from pages.shared.theme import Palette, is_phone, palette

_HEIGHT = 330
_TOP, _FOOT = 22, 28
_VALUED = 3  # more lines than this and only their ends carry values
_NAME, _PHONE_NAME = 18, 6  # characters


def show_trend(
    series: Sequence[Series],
    years: Sequence[int],
    indicator: str,
    kind: Kind,
    caption: Caption,
    key: str,
) -> None:
    """Draw the lines over the years, and what belongs to a chart."""
    lang, phone = caption.lang, is_phone()
    figure = _make(tuple(series), tuple(years), indicator, lang, palette(), phone=phone)
    show_exhibit(figure, ChartTable(kind, list_rows(series)), caption, key)


def make_trend(
    series: Sequence[Series],
    years: Sequence[int],
    indicator: str,
    lang: str,
    colours: Palette,
    *,
    phone: bool = False,
) -> go.Figure:
    """Return the figure of a trend."""
    lines = _label_lines(series, colours, phone=phone)
    edge = years[-1] if len(series) > 1 else series[0].points[-1].year
    above = _TOP + headroom(indicator, years)
    room = find_room(lines, edge, two_lines=phone) if len(series) > 1 else 64
    margin = {"l": 46, "r": room, "t": above, "b": _FOOT}
    figure = make_figure(colours, _HEIGHT + above - _TOP, margin=margin)
    high = _draw_axes(figure, series, years, lang, colours, phone=phone)
    add_breaks(figure, indicator, years, lang, colours)
    for one, line in zip(series, _colour(series, colours), strict=True):
        add_series(figure, one, years, line, colours)
    behind = colours.page if len(series) > 1 else None
    pixels = _HEIGHT - _TOP - _FOOT
    field = Field(0, high, pixels, small=phone, two_lines=phone, background=behind)
    if len(series) <= _VALUED:
        add_values(figure, lines, field)
    add_ends(figure, lines, field, edge)
    return figure


_make = lru_cache(maxsize=KEPT)(make_trend)


def _colour(series: Sequence[Series], colours: Palette) -> list[str]:
    return [colours.series[number % len(colours.series)] for number in range(len(series))]


def _label_lines(series: Sequence[Series], colours: Palette, *, phone: bool) -> list[Labelled]:
    """A line alone needs no name: the heading says what it is."""
    if len(series) == 1:
        return [Labelled(series[0].points, "", colours.ink)]
    length = _PHONE_NAME if phone else _NAME
    return [
        Labelled(one.points, cut(one.name, length), colour)
        for one, colour in zip(series, _colour(series, colours), strict=True)
    ]


def _draw_axes(
    figure: go.Figure,
    series: Sequence[Series],
    years: Sequence[int],
    lang: str,
    colours: Palette,
    *,
    phone: bool,
) -> float:
    """Draw both axes; return the upper end of the scale, which begins at nothing."""
    top = max(point.value for one in series for point in one.points)
    values, labels = ticks(top, lang)
    high = max(values[-1], top) * 1.08
    figure.update_yaxes(
        tickvals=values,
        ticktext=labels,
        range=[0, high],
        fixedrange=True,
        gridcolor=colours.line,
        zeroline=False,
        tickfont={"color": colours.quiet, "size": 12},
    )
    figure.update_xaxes(**year_axis(colours, years, left=0.6 if phone else 0.35, phone=phone))
    return high
