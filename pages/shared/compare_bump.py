"""Places over the years as a chart: a row a place, a mark a year, open where a bound decides.

Owns drawing places, the level ones side by side, those beyond the rows below them. Refuses to
rank: places come from ranks.py.
"""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import plotly.graph_objects as go

from pages.shared.chart import UNTOUCHED, Point, make_figure, make_targets, year_axis
from pages.shared.compare_charts import Frame
from pages.shared.names import chart_text, cut
from pages.shared.point_labels import spread
from pages.shared.ranks import Rank
from pages.shared.theme import Palette

_ROW = 34  # pixels a place takes
_MARK = 23  # pixels of a mark that holds its place
_NAME_GAP = 0.55  # of a row: how far apart two names stand
_KEPT = 64  # figures: what is drawn alike is drawn once, and nobody may change one


@dataclass(frozen=True, slots=True)
class Climb:
    """A body's places over the years, each with the point it was told from."""

    body: str
    colour: str | None
    steps: tuple[tuple[Point, Rank], ...]


@lru_cache(maxsize=_KEPT)
def make_bump(climbs: tuple[Climb, ...], most: int, frame: Frame) -> go.Figure:
    """Return places over the years; those beyond `most` stand in a row below the others."""
    colours = frame.colours
    highest = max(rank.height for each in climbs for _, rank in each.steps)
    rows = min(most + 1, math.ceil(highest))
    names = [min(len(climb.body), frame.name) for climb in climbs]
    right = 26 + 14 * max(names)
    margin = {"l": 24, "r": right, "t": 10, "b": 28}
    figure = make_figure(colours, _ROW * rows + 48, margin=margin)
    figure.update_yaxes(visible=False, range=[rows + 0.5, 0.5], fixedrange=True)
    small = frame.phone or frame.half
    figure.update_xaxes(**year_axis(colours, frame.years, left=0.15, room=0.15, phone=small))
    ends = [_height(climb.steps[-1][1], most) for climb in climbs]
    places = spread(ends, 0.6, rows + 0.4, _NAME_GAP)
    for climb, place in sorted(
        zip(climbs, places, strict=True), key=lambda pair: bool(pair[0].colour)
    ):
        _add_climb(figure, climb, most, frame)
        _add_name(figure, climb, place, frame)
    return figure


def _height(rank: Rank, most: int) -> float:
    return rank.height if rank.place <= most else most + 1.0


def _add_climb(figure: go.Figure, climb: Climb, most: int, frame: Frame) -> None:
    colours = frame.colours
    colour = climb.colour or colours.quiet
    by_year = {point.year: _height(rank, most) for point, rank in climb.steps}
    heights = [by_year.get(year) for year in frame.years]
    line = {"color": colour, "width": 3 if climb.colour else 1}
    figure.add_trace(
        go.Scatter(x=list(frame.years), y=heights, mode="lines", line=line, hoverinfo="skip")
    )
    figure.add_trace(_rank_marks(climb, most, colour, colours))
    points = [replace(point, value=_height(rank, most)) for point, rank in climb.steps]
    targets = make_targets(points, colour)
    targets.marker.size = 24
    figure.add_trace(targets)


def _rank_marks(climb: Climb, most: int, colour: str, colours: Palette) -> go.Scatter:
    steps = climb.steps
    return go.Scatter(
        x=[point.year for point, _ in steps],
        y=[_height(rank, most) for _, rank in steps],
        mode="markers+text",
        # Those of the lowest row would hide one another: hovering tells their places.
        text=[_place_text(rank) if rank.place <= most else "" for _, rank in steps],
        textfont={
            "size": 11,
            "color": [colours.ink if rank.open else colours.page for _, rank in steps],
        },
        marker={
            "size": [_MARK if rank.place <= most else 8 for _, rank in steps],
            "color": [colours.page if rank.open else colour for _, rank in steps],
            "line": {"color": colour, "width": 2},
            "opacity": 1,
        },
        unselected={**UNTOUCHED, "textfont": {"color": None}},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _place_text(rank: Rank) -> str:
    return f"{rank.place}=" if rank.shared else str(rank.place)


def _add_name(figure: go.Figure, climb: Climb, place: float, frame: Frame) -> None:
    figure.add_annotation(
        x=climb.steps[-1][0].year,
        y=place,
        text=cut(chart_text(climb.body), frame.name),
        showarrow=False,
        xanchor="left",
        xshift=16,
        font={"color": climb.colour or frame.colours.quiet, "size": 13},
    )
