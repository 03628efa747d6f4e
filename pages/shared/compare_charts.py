"""Lines of the comparing page, over the years or between two of them.

Owns drawing many bodies on one scale: up to six in colour, else grey with one that stands out,
each named at its end. Refuses to compute: values come from compared.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import plotly.graph_objects as go

from pages.shared.breaks import add_breaks, headroom
from pages.shared.chart import (
    Series,
    add_series,
    make_figure,
    make_targets,
    mark_look,
    year_axis,
)
from pages.shared.compare_scale import Scale
from pages.shared.names import cut
from pages.shared.point_labels import (
    Field,
    Labelled,
    add_ends,
    add_values,
    find_room,
    find_start,
)
from pages.shared.theme import Palette

COLOURED = 6
_HEIGHT, _PHONE_HEIGHT = 340, 320
_TOP, _FOOT = 22, 28
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
    """What a figure stands in: whose palette, which language, how much room."""

    colours: Palette
    years: tuple[int, ...]
    lang: str
    phone: bool
    half: bool

    @property
    def name(self) -> int:
        """How many characters of a name have room."""
        return _PHONE_NAME if self.phone else _NAME - 2 * self.half


@lru_cache(maxsize=_KEPT)
def make_lines(
    strands: tuple[Strand, ...], scale: Scale, frame: Frame, indicator: str, *, slope: bool
) -> go.Figure:
    """Return lines over the years; a slope has two of them and words at both ends.

    The breaks in the series of `indicator` are annotated; a slope leaves them to the notes.
    """
    own = [strand for strand in strands if strand.colour]
    lines = [
        Labelled(each.series.points, cut(each.series.name, frame.name), str(each.colour))
        for each in own
    ]
    above = _TOP + (0 if slope else headroom(indicator, frame.years))
    left = (find_start(lines) if slope else 0) + 46 * (not slope)
    room = find_room(lines, frame.years[-1], two_lines=frame.phone) if lines else 24
    height = _PHONE_HEIGHT if frame.phone else _HEIGHT
    margin = {"l": left, "r": room, "t": above, "b": _FOOT}
    figure = make_figure(frame.colours, height + above - _TOP, margin=margin)
    _draw_axes(figure, scale, frame, slope=slope)
    if not slope:
        add_breaks(figure, indicator, frame.years, frame.lang, frame.colours)
    context = [each.series for each in strands if not each.colour]
    _add_context(figure, context, frame)
    for strand in own:
        assert strand.colour
        add_series(figure, strand.series, frame.years, strand.colour, frame.colours)
    field = _field(scale, frame, height, crowded=bool(context))
    if len(own) <= _VALUED and not slope:
        add_values(figure, lines, field)
    for last in (True, False) if slope else (True,):
        add_ends(figure, lines, field, frame.years[-1 if last else 0], last=last)
    return figure


def _field(scale: Scale, frame: Frame, height: int, *, crowded: bool) -> Field:
    return Field(
        scale.low,
        scale.high,
        height - _TOP - _FOOT,
        small=frame.phone or frame.half,
        two_lines=frame.phone,
        background=frame.colours.page if crowded else None,
    )


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
    look = mark_look([point.qualifier for point in points], colours.quiet, colours)
    size = 4 if len(series) > _CROWD else 6
    faint = _FAINT if len(series) > _CROWD else 1
    line = {"color": colours.quiet, "width": 1}
    marker = {"size": size, **look, "opacity": faint, "line": line}
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
