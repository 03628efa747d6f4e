"""Words beside points: values off the slope of their line, ends clear of one another.

Owns where a label stands in every chart of lines. A value that would cover another mark or
label is left out: hovering and the table twin tell it. Refuses to draw marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from pages.shared.chart import Point
from pages.shared.names import chart_text

LINE = 20  # pixels a line of words takes
_AWAY = 17  # pixels from a mark to the middle of its value
_EVERY, _EVERY_SMALL = 9, 5  # more points than this and only the first carries its value
_CLEAR_OF_FOOT = 1.6  # of a line: a point below this has no room for a value beneath it
_FLOOR = 0.4  # of its height: how far the lowest label stands above the foot
_WIDE, _NARROW = 14, 8  # pixels of a Chinese character and of a digit
_FIRST_WIDE = "\u2e80"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line's points, and in which colour its words stand; without a name it has values only."""

    points: tuple[Point, ...]
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Field:
    """What labels stand in: from `low` to `high` over `pixels`, few years or many, wide or not."""

    low: float
    high: float
    pixels: int
    small: bool = False
    two_lines: bool = False
    background: str | None = None  # where other lines pass behind the words

    @property
    def line(self) -> float:
        """How much of the scale a line of words takes."""
        return (self.high - self.low) * LINE / self.pixels


def add_values(figure: go.Figure, lines: Sequence[Labelled], field: Field) -> None:
    """Put values beside all points but the last, or beside the first where there are many."""
    marks = [(point.year, point.value) for line in lines for point in line.points]
    taken: list[tuple[int, float]] = []
    for line in lines:
        points = line.points[:-1]
        every = len(points) < (_EVERY_SMALL if field.small else _EVERY)
        for index, point in enumerate(points if every else points[:1]):
            place = _find_place(line.points, index, field)
            above = place["yanchor"] == "bottom"
            height = point.value + (1 if above else -1) * field.line * _AWAY / LINE
            others = [other for other in marks if other != (point.year, point.value)]
            if not _is_free(point.year, height, [*others, *taken], field.line * 0.85):
                continue
            taken.append((point.year, height))
            _add(figure, point.year, point.value, point.label, line.colour, field, place)


def _is_free(year: int, height: float, taken: Sequence[tuple[int, float]], gap: float) -> bool:
    return all(at != year or abs(other - height) >= gap for at, other in taken)


def _find_place(points: Sequence[Point], index: int, field: Field) -> dict[str, object]:
    """Put a label where its own line does not pass: off the slope, and off the foot."""
    here, after = points[index].value, points[index + 1].value
    before = points[index - 1].value if index else here
    low = here < field.low + _CLEAR_OF_FOOT * field.line
    if after > here and (before > here or not (index or low)):
        return {"xanchor": "center", "yanchor": "top", "yshift": -9}
    if after > here:
        return {"xanchor": "right" if index else "center", "yanchor": "bottom", "yshift": 8}
    if before > here:
        return {"xanchor": "left", "yanchor": "bottom", "yshift": 6}
    return {"xanchor": "center", "yanchor": "bottom", "yshift": 8}


def add_ends(
    figure: go.Figure, lines: Sequence[Labelled], field: Field, edge: int, *, last: bool = True
) -> None:
    """Write name and value at the end of each line, clear of one another; at its start the value.

    A name of a line that ends before the edge says of which year its value is.
    """
    points = [line.points[-1 if last else 0] for line in lines]
    gap = field.line * (2 if field.two_lines and last else 1)
    heights = spread([point.value for point in points], field.low + gap * _FLOOR, field.high, gap)
    side = "left" if last else "right"
    place: dict[str, object] = {
        "xanchor": side,
        "yanchor": "middle",
        "xshift": 12 if last else -12,
        "align": side,
    }
    plain = replace(field, background=None)
    for line, point, height in zip(lines, points, heights, strict=True):
        words = _write_end(line, point, edge, field) if last else f"<b>{point.label}</b>"
        _add(figure, edge, height, words, line.colour, plain, place)


def _write_end(line: Labelled, point: Point, edge: int, field: Field) -> str:
    """Write value and name, on a phone one above the other; the year of an early end."""
    value, name = f"<b>{point.label}</b>", chart_text(line.name)
    when = f" ({point.year})" if name and point.year != edge else ""
    if field.two_lines:
        return f"{value}{when}<br>{name}" if name else value
    return f"{value} {name}{when}".rstrip()


def _add(
    figure: go.Figure,
    x: int,
    y: float,
    text: str,
    colour: str,
    field: Field,
    place: dict[str, object],
) -> None:
    behind = {"bgcolor": field.background, "borderpad": 1} if field.background else {}
    font = {"color": colour, "size": 13}
    figure.add_annotation(x=x, y=y, text=text, showarrow=False, font=font, **behind, **place)


def find_room(lines: Sequence[Labelled], edge: int, *, two_lines: bool) -> int:
    """Return the pixels that the words at the ends of these lines take."""
    widths = []
    for line in lines:
        point = line.points[-1]
        when = f" ({point.year})" if line.name and point.year != edge else ""
        first, second = point.label + when, line.name
        if not two_lines:
            first, second = f"{first} {second}", ""
        widths.append(max(_width(first), _width(second)))
    return max(widths) + 16


def find_start(lines: Sequence[Labelled]) -> int:
    """Return the pixels that the values at the starts of these lines take."""
    return max((_width(line.points[0].label) for line in lines), default=2) + 22


def _width(text: str) -> int:
    return sum(_WIDE if character >= _FIRST_WIDE else _NARROW for character in text)


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
