"""The charts of a brief as marks on paper: lines, dots and words at their places, in points.

Owns the geometry, once for the screen and the PDF. Black on white: lines differ by dash and by
shape of mark, a bound is a hollow dot, an approximation a hollow diamond. Refuses colour, and to
choose what is drawn (brief_charts.py).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pages.shared.brief_charts import BriefChart, Mark, Row
from pages.shared.numbers import ticks

INK, GREY = "ink", "grey"
_SMALL, _DASHES = 7.5, ((), (5.0, 2.5), (1.5, 2.0))
_TOP, _FOOT, _LEFT, _RIGHT = 16.0, 14.0, 30.0, 24.0
_LEGEND = 11.0  # height of a line's name above the chart
_ROOMY = 8  # points of one line that all carry their value
_SAMPLE = 24.0  # points of a line beside its name
_THICK, _THIN = 1.4, 0.5


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    tone: str = INK
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark: `round` or `diamond`; hollow where the figure is not exact."""

    x: float
    y: float
    r: float
    shape: str
    hollow: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Text whose baseline begins, is centred or ends at x; a `halo` keeps lines off it."""

    x: float
    y: float
    text: str
    size: float
    anchor: str = "start"
    halo: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks on a field, y downwards."""

    width: float
    height: float
    marks: tuple[Stroke | Dot | Words, ...]


def estimate_width(text: str, size: float) -> float:
    """Return about how wide a text is: a Chinese character is a square, others half of it."""
    return sum(size if ord(char) > 0x2E7F else size * 0.56 for char in text)


def fit_text(text: str, size: float, room: float) -> str:
    """Shorten a text to the room there is."""
    if estimate_width(text, size) <= room:
        return text
    while text and estimate_width(text + "…", size) > room:
        text = text[:-1]
    return text + "…"


def draw_chart(chart: BriefChart, width: float, height: float, lang: str) -> Drawing:
    """Return the marks of a chart on a field of this size."""
    if chart.years:
        return Drawing(width, height, tuple(_draw_trend(chart, width, height, lang)))
    return Drawing(width, height, tuple(_draw_ranking(chart.rows, width, height)))


@dataclass(frozen=True, slots=True)
class _Field:
    """Where years and values lie."""

    years: tuple[int, ...]
    left: float
    right: float
    top: float
    foot: float
    high: float

    def x(self, year: int) -> float:
        """Return where a year lies; a year alone stands in the middle."""
        steps = len(self.years) - 1
        if not steps:
            return (self.left + self.right) / 2
        inset = 14.0
        return (
            self.left
            + inset
            + (self.right - self.left - 2 * inset) * ((year - self.years[0]) / steps)
        )

    def y(self, value: float) -> float:
        """Return where a value lies, from nothing at the foot."""
        return self.foot - (self.foot - self.top) * value / self.high


def _draw_trend(
    chart: BriefChart, width: float, height: float, lang: str
) -> list[Stroke | Dot | Words]:
    named = len(chart.rows) > 1
    top = _TOP + (_LEGEND * len(chart.rows) if named else 0.0)
    peak = max(mark.value for row in chart.rows for mark in row.marks)
    values, labels = ticks(peak, lang, 3)
    high = max(values[-1], peak) or 1.0
    field = _Field(chart.years, _LEFT, width - _RIGHT, top, height - _FOOT, high)
    drawn = _draw_axes(field, values, labels, width)
    for number, row in enumerate(chart.rows):
        if named:
            drawn += _draw_name(row.name, number, width)
        drawn += _draw_line(row, number, field, every=not named and len(row.marks) <= _ROOMY)
    return drawn


def _draw_axes(
    field: _Field, values: Sequence[float], labels: Sequence[str], width: float
) -> list[Stroke | Dot | Words]:
    drawn: list[Stroke | Dot | Words] = []
    for value, label in zip(values, labels, strict=True):
        at = field.y(value)
        drawn.append(Stroke(field.left, at, width - 4, at, _THIN, GREY))
        drawn.append(Words(field.left - 4, at + 2.6, label, _SMALL, "end"))
    step = math.ceil(len(field.years) * 26 / (field.right - field.left))
    for year in field.years[::-1][::step]:
        drawn.append(Words(field.x(year), field.foot + 11, str(year), _SMALL, "middle"))
    return drawn


def _draw_name(name: str, number: int, width: float) -> list[Stroke | Dot | Words]:
    y = 6.0 + _LEGEND * number
    return [
        Stroke(0, y, _SAMPLE, y, _THICK, INK, _DASHES[number % len(_DASHES)]),
        Words(_SAMPLE + 5, y + 2.6, fit_text(name, _SMALL, width - _SAMPLE - 9), _SMALL),
    ]


def _draw_line(row: Row, number: int, field: _Field, *, every: bool) -> list[Stroke | Dot | Words]:
    """Draw a line; a year without a value breaks it. What is not exact always says so."""
    drawn: list[Stroke | Dot | Words] = []
    dash = _DASHES[number % len(_DASHES)]
    for one, other in pairwise(row.marks):
        if other.year == one.year + 1:
            ends = (field.x(one.year), field.y(one.value), field.x(other.year))
            drawn.append(Stroke(*ends, field.y(other.value), _THICK, INK, dash))
    for mark in row.marks:
        x, y = field.x(mark.year), field.y(mark.value)
        drawn.append(_dot(mark, x, y))
        if every or mark.qualifier != "exact" or mark in (row.marks[0], row.marks[-1]):
            drawn.append(Words(x, y - 6, mark.text, _SMALL, "middle", halo=True))
    return drawn


def _dot(mark: Mark, x: float, y: float) -> Dot:
    shape = "diamond" if mark.qualifier == "about" else "round"
    return Dot(x, y, 2.8, shape, mark.qualifier != "exact")


def _draw_ranking(rows: Sequence[Row], width: float, height: float) -> list[Stroke | Dot | Words]:
    marks = [row.marks[0] for row in rows]
    peak = max(mark.value for mark in marks) or 1.0
    texts = [f"{mark.text}  {mark.year}" for mark in marks]
    left = min(width * 0.42, max(estimate_width(row.name, _SMALL) for row in rows) + 8)
    right = width - max(estimate_width(text, _SMALL) for text in texts) - 12
    step = min(20.0, height / len(rows))
    drawn: list[Stroke | Dot | Words] = [Stroke(left, 2, left, 2 + step * len(rows), _THIN, GREY)]
    for number, (row, mark, text) in enumerate(zip(rows, marks, texts, strict=True)):
        y = 2 + step * (number + 0.5)
        end = left + max(right - left, 10.0) * mark.value / peak
        name = fit_text(row.name, _SMALL, left - 8)
        drawn.append(Words(left - 6, y + 2.6, name, _SMALL, "end"))
        drawn.append(Stroke(left, y, end, y, _THICK, GREY))
        drawn.append(_dot(mark, end, y))
        drawn.append(Words(end + 7, y + 2.6, text, _SMALL))
    return drawn
