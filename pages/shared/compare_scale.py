"""The one scale of what is compared: its ends, its marks and their words.

Owns round marks, also below zero, and where a scale ends though a change goes on beyond it.
Refuses to draw.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pages.shared.compared import Mode
from pages.shared.numbers import MINUS, PLUS, digits, ticks

WIDEST = 150.0  # per cent; a larger change stands at the edge, its words say how large


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` to `high`, with marks and their words."""

    low: float
    high: float
    ticks: tuple[float, ...]
    labels: tuple[str, ...]


def find_scale(values: Iterable[float], mode: Mode, lang: str, *, per_cent: bool) -> Scale:
    """Return the scale that holds all values; amounts and shares begin at nothing."""
    values = list(values) or [0.0]
    if mode is Mode.CHANGE:
        return _both_ways(values, lang, per_cent=per_cent)
    top = max(values)
    marks, labels = ticks(top, lang)
    if per_cent:
        labels = [f"{digits(mark)}%" for mark in marks]
    return Scale(-0.02 * marks[-1], max(marks[-1], top) * 1.08, tuple(marks), tuple(labels))


def _both_ways(values: list[float], lang: str, *, per_cent: bool) -> Scale:
    low, high = min(0.0, *map(clip, values)), max(0.0, *map(clip, values))
    marks, _ = ticks(max(high, -low, 1.0), lang)
    step = marks[1]
    shown = [-mark for mark in reversed(marks[1:]) if -mark > low - step] + marks
    shown = [mark for mark in shown if mark < high + step]
    labels = [_signed(mark, "%" if per_cent else "") for mark in shown]
    room = (shown[-1] - shown[0]) * 0.08
    return Scale(shown[0] - room, shown[-1] + room, tuple(shown), tuple(labels))


def _signed(mark: float, unit: str) -> str:
    sign = PLUS if mark > 0 else MINUS if mark < 0 else ""
    return f"{sign}{digits(abs(mark))}{unit}"


def clip(value: float) -> float:
    """Return where a change is drawn."""
    return max(-WIDEST, min(WIDEST, value))
