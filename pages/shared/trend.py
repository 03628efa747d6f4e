"""The one chart that answers a subject page's question: lines over the years.

Owns drawing a handful of lines, each named at its end, with values beside its points and the
breaks in a series annotated. Refuses to sum: lines come from comparable.py.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import plotly.graph_objects as go
import yaml

from pages.shared.chart import (
    KEPT,
    Point,
    Series,
    add_series,
    make_figure,
    show_figure,
    year_axis,
)
from pages.shared.names import chart_text, cut
from pages.shared.numbers import ticks
from pages.shared.theme import Palette, is_phone, palette

_HEIGHT = 330
_VALUED = 3  # more lines than this and only their ends carry values
_CLEAR = 0.085  # of the height: how far apart two names stand at least
_LABELLED = 8  # more points than this and only the ends carry their value
_BREAKS = Path(__file__).with_name("breaks.yml")


@lru_cache(maxsize=1)
def read_breaks() -> list[dict]:
    """Return the known breaks in series: indicators, the year they begin, words."""
    with _BREAKS.open(encoding="utf-8") as file:
        breaks: list[dict] = yaml.safe_load(file)
    return breaks


def show_trend(
    series: Sequence[Series], years: Sequence[int], indicator: str, lang: str, key: str, alt: str
) -> None:
    """Draw the lines over the years."""
    figure = _make(tuple(series), tuple(years), indicator, lang, palette(), phone=is_phone())
    show_figure(figure, key, alt)


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
    named = len(series) > 1
    room = _name_room(series, phone=phone) if named else 64
    margin = {"l": 46, "r": room, "t": 22, "b": 28}
    figure = make_figure(colours, _HEIGHT, margin=margin)
    top = max(point.value for one in series for point in one.points)
    values, labels = ticks(top, lang)
    figure.update_yaxes(
        tickvals=values,
        ticktext=labels,
        range=[0, max(values[-1], top) * 1.08],
        fixedrange=True,
        gridcolor=colours.line,
        zeroline=False,
        tickfont={"color": colours.quiet, "size": 12},
    )
    figure.update_xaxes(**year_axis(colours, years, left=0.6 if phone else 0.35, phone=phone))
    _add_breaks(figure, indicator, years, lang, colours)
    heights = _spread([one.points[-1].value for one in series], max(values[-1], top) * _CLEAR)
    for number, one in enumerate(series):
        colour = colours.series[number % len(colours.series)]
        add_series(figure, one, years, colour, colours)
        ink = colour if named else colours.ink
        if len(series) <= _VALUED:
            _add_labels(figure, one, ink, phone=phone)
        _add_end(figure, one, ink, heights[number], years[-1], named=named, phone=phone)
    return figure


_make = lru_cache(maxsize=KEPT)(make_trend)


def _spread(values: Sequence[float], gap: float) -> list[float]:
    """Return where labels stand that belong at `values`, no two closer than `gap`."""
    order = sorted(range(len(values)), key=lambda index: values[index])
    placed = [0.0] * len(values)
    floor = 0.0
    for index in order:
        placed[index] = max(values[index], floor)
        floor = placed[index] + gap
    return placed


def _name_room(series: Sequence[Series], *, phone: bool) -> int:
    longest = max(min(len(one.name), 12) + len(one.points[-1].label) * 0.6 for one in series)
    return min(30 + round(14 * longest), 96 if phone else 250)


def _add_labels(figure: go.Figure, series: Series, colour: str, *, phone: bool) -> None:
    """Put values beside all points but the last, or beside the first where there are many."""
    points = series.points[:-1]
    every = len(points) < (5 if phone else _LABELLED)
    for index, point in enumerate(points):
        if every or index == 0:
            figure.add_annotation(
                x=point.year,
                y=point.value,
                text=point.label,
                showarrow=False,
                font={"color": colour, "size": 13},
                **_label_place(series.points, index),
            )


def _add_end(
    figure: go.Figure,
    series: Series,
    colour: str,
    height: float,
    last_year: int,
    *,
    named: bool,
    phone: bool,
) -> None:
    """Put the last value beside its point; names stand at the right edge, clear of one another."""
    last = series.points[-1]
    name = cut(chart_text(series.name), 6 if phone else 12)
    figure.add_annotation(
        x=last_year if named else last.year,
        y=height if named else last.value,
        text=f"<b>{last.label}</b>{' ' if not phone else '<br>'}{name}"
        if named
        else f"<b>{last.label}</b>",
        showarrow=False,
        font={"color": colour, "size": 13},
        align="left",
        xanchor="left",
        yanchor="middle",
        xshift=12,
    )


def _label_place(points: Sequence[Point], index: int) -> dict[str, object]:
    """Put a label where no line passes: off the slope."""
    here, after = points[index].value, points[index + 1].value
    before = points[index - 1].value if index else here
    if after > here and before > here:
        return {"xanchor": "center", "yanchor": "top", "yshift": -9}
    if after > here:
        return {"xanchor": "right" if index else "center", "yanchor": "bottom", "yshift": 8}
    if before > here:
        return {"xanchor": "left", "yanchor": "bottom", "yshift": 6}
    return {"xanchor": "center", "yanchor": "bottom", "yshift": 8}


def _add_breaks(
    figure: go.Figure, indicator: str, years: Sequence[int], lang: str, colours: Palette
) -> None:
    for item in read_breaks():
        if indicator not in item["indicators"] or not years[0] < item["year"] <= years[-1]:
            continue
        at = item["year"] - 0.5
        figure.add_vline(x=at, line={"color": colours.quiet, "width": 1, "dash": "dot"})
        figure.add_annotation(
            x=at,
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor="right" if at > (years[0] + years[-1]) / 2 else "left",
            text=chart_text(item[lang]),
            showarrow=False,
            font={"color": colours.quiet, "size": 12},
        )
