"""Lines of the comparing page, over the years or between two of them.

Owns drawing many bodies on one scale: up to six in colour, else grey with one that stands out,
each named at its end. Refuses to compute: values come from compared.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import plotly.graph_objects as go

from pages.shared.chart import (
    Series,
    add_series,
    make_figure,
    make_targets,
    year_axis,
)
from pages.shared.compare_scale import Scale
from pages.shared.names import chart_text, cut
from pages.shared.theme import Palette

COLOURED = 6
_HEIGHT, _PHONE_HEIGHT = 340, 320
_CLEAR = 0.068  # of the height: how far apart two names stand at least
_CLEAR_FLOOR = 0.3  # of that distance: how far the lowest name stands above the years
_VALUED = 1  # more lines than this and only their ends carry values
_KEPT = 64  # figures: what is drawn alike is drawn once, and nobody may change one
_CROWD, _FAINT = 30, 0.4  # more grey lines than this grow fainter
_NAME, _PHONE_NAME = 11, 6  # characters


@dataclass(frozen=True, slots=True)
class Strand:
    """A body's line; without a colour of its own it is context."""

    series: Series
    colour: str | None


@dataclass(frozen=True, slots=True)
class Frame:
    """What a figure stands in: whose palette, which language's width, how much room."""

    colours: Palette
    years: tuple[int, ...]
    phone: bool
    half: bool

    @property
    def name(self) -> int:
        """How many characters of a name have room."""
        return _PHONE_NAME if self.phone else _NAME - 2 * self.half


@lru_cache(maxsize=_KEPT)
def make_lines(
    strands: tuple[Strand, ...], scale: Scale, frame: Frame, *, slope: bool
) -> go.Figure:
    """Return lines over the years; a slope has two of them and words at both ends."""
    own = [strand for strand in strands if strand.colour]
    left = (_room(own, frame, first=True) if slope else 0) + 46 * (not slope)
    margin = {"l": left, "r": _room(own, frame), "t": 18, "b": 28}
    figure = make_figure(frame.colours, _PHONE_HEIGHT if frame.phone else _HEIGHT, margin=margin)
    _draw_axes(figure, scale, frame, slope=slope)
    _add_context(figure, [each.series for each in strands if not each.colour], frame)
    for strand in own:
        assert strand.colour
        add_series(figure, strand.series, frame.years, strand.colour, frame.colours)
    if len(own) <= _VALUED and not slope:
        for strand in own:
            _add_values(figure, strand, frame)
    _add_ends(figure, own, scale, frame, last=True)
    if slope:
        _add_ends(figure, own, scale, frame, last=False)
    return figure


def _draw_axes(figure: go.Figure, scale: Scale, frame: Frame, *, slope: bool) -> None:
    colours, years = frame.colours, frame.years
    figure.update_yaxes(
        tickvals=[] if slope else scale.ticks,
        ticktext=[] if slope else scale.labels,
        range=[scale.low, scale.high],
        fixedrange=True,
        gridcolor=colours.line,
        zeroline=scale.low < 0,
        zerolinecolor=colours.rule,
        tickfont={"color": colours.quiet, "size": 12},
    )
    width = max(years[-1] - years[0], 1)
    side = width * 0.05 if slope else 0.35
    axis = year_axis(colours, years, room=side, left=side, phone=frame.phone or frame.half)
    if slope:
        axis |= {"tickvals": [years[0], years[-1]], "ticktext": [str(years[0]), str(years[-1])]}
        for year in (years[0], years[-1]):
            figure.add_vline(x=year, line={"color": colours.line, "width": 1}, layer="below")
    figure.update_xaxes(**axis)


def _room(strands: Sequence[Strand], frame: Frame, *, first: bool = False) -> int:
    """Return the pixels that the words beside the lines take."""
    if not strands:
        return 24
    ends = [strand.series.points[0 if first else -1].label for strand in strands]
    names = [min(len(strand.series.name), frame.name) for strand in strands]
    label, name = 8 * max(map(len, ends)) + 22, 14 * max(names)
    if first:
        return label
    return max(label, name + 22) if frame.phone else label + name


def _add_context(figure: go.Figure, series: Sequence[Series], frame: Frame) -> None:
    """Draw all grey lines as one, their marks as one: two hundred bodies stay light."""
    if not series:
        return
    x: list[int | None] = []
    y: list[float | None] = []
    for one in series:
        by_year = {point.year: point.value for point in one.points}
        for year in frame.years:
            x.append(year)
            y.append(by_year.get(year))
        x.append(None)
        y.append(None)
    colours = frame.colours
    line = {"color": colours.quiet, "width": 1}
    figure.add_trace(
        go.Scatter(
            x=x,
            y=y,
            mode="lines",
            line=line,
            opacity=_FAINT if len(series) > _CROWD else 1,
            connectgaps=False,
            hoverinfo="skip",
        )
    )
    points = [point for one in series for point in one.points]
    fills = [colours.quiet if point.qualifier == "exact" else colours.page for point in points]
    size = 4 if len(series) > _CROWD else 6
    faint = _FAINT if len(series) > _CROWD else 1
    line = {"color": colours.quiet, "width": 1}
    marker = {"size": size, "color": fills, "opacity": faint, "line": line}
    figure.add_trace(
        go.Scatter(
            x=[point.year for point in points],
            y=[point.value for point in points],
            mode="markers",
            marker=marker,
            unselected={"marker": {"opacity": faint}},
            hoverinfo="skip",
            cliponaxis=False,
        )
    )
    targets = make_targets(points, colours.quiet)
    targets.marker.size = 12  # many stand close: a larger one would hide its neighbours
    figure.add_trace(targets)


def _add_values(figure: go.Figure, strand: Strand, frame: Frame) -> None:
    """Put a value above its point, but for the last one, which stands at the line's end."""
    points = strand.series.points[:-1]
    every = len(points) < (4 if frame.phone or frame.half else 9)
    for index, point in enumerate(points):
        if every or index == 0:
            figure.add_annotation(
                x=point.year,
                y=point.value,
                text=point.label,
                showarrow=False,
                xanchor="center" if index else "left",
                xshift=0 if index else -8,
                yanchor="bottom",
                yshift=7,
                bgcolor=frame.colours.page,  # no grey line strikes it through
                borderpad=1,
                font={"color": strand.colour, "size": 12},
            )


def _add_ends(
    figure: go.Figure, strands: Sequence[Strand], scale: Scale, frame: Frame, *, last: bool
) -> None:
    """Write name and value at the end of each line, clear of one another."""
    edge = frame.years[-1] if last else frame.years[0]
    points = [strand.series.points[-1 if last else 0] for strand in strands]
    values = [point.value for point in points]
    two_lines = last and frame.phone
    gap = (scale.high - scale.low) * _CLEAR * (1 + two_lines)
    heights = spread(values, scale.low + gap * _CLEAR_FLOOR, scale.high, gap)
    for strand, point, height in zip(strands, points, heights, strict=True):
        name = cut(chart_text(strand.series.name), frame.name)
        when = f" ({point.year})" if point.year != edge and not frame.phone else ""
        value = f"<b>{point.label}</b>"
        text = f"{value}{'<br>' if frame.phone else ' '}{name}{when}" if last else value
        figure.add_annotation(
            x=edge,
            y=height,
            text=text,
            showarrow=False,
            font={"color": strand.colour, "size": 13},
            align="left" if last else "right",
            xanchor="left" if last else "right",
            yanchor="middle",
            xshift=12 if last else -12,
        )


def spread(values: Sequence[float], low: float, high: float, gap: float) -> list[float]:
    """Return where labels stand that belong at `values`: clear of one another, and inside."""
    order = sorted(range(len(values)), key=lambda index: values[index])
    placed = [0.0] * len(values)
    floor = low
    for index in order:
        placed[index] = max(values[index], floor)
        floor = placed[index] + gap
    ceiling = high
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - gap
    return placed
