"""How a number is written: sign, digits, unit, 万/亿, axis ticks, changes.

Owns display alone; refuses to compute totals. `≥` is a lower bound, `≈` an approximation.
"""

import math
from dataclasses import dataclass
from decimal import Decimal

from pages.shared.words import say, unit_name

SIGNS = {"exact": "", "over": "≥", "about": "≈", "under": "≤"}
MINUS, PLUS, ARROW, NONE = "−", "+", "→", "—"
SMALL_BASE = 10  # below it a percentage says more than is known
_LEAST = 0.1  # per cent; less is written as less
_ABOUT = 0.1  # two approximations closer than this cannot be told apart
_TILE_LIMIT = 1_000_000  # beyond it a tile writes 万/亿
_CHINESE = ((1e8, "亿"), (1e4, "万"))
_ENGLISH = ((1e9, "B"), (1e6, "M"), (1e3, "K"))


@dataclass(frozen=True, slots=True)
class Amount:
    """A value with how it was stated."""

    value: float
    qualifier: str = "exact"


@dataclass(frozen=True, slots=True)
class Change:
    """From one amount to another; None where the words of the reports do not tell."""

    before: Amount
    after: Amount
    direction: int | None
    percent: float | None


def combine(qualifiers: list[str]) -> str:
    """Return how a sum of so qualified values is qualified: ≥ wins over ≈."""
    if "over" in qualifiers:
        return "over"
    return "about" if "about" in qualifiers else "exact"


def compare(before: Amount, after: Amount) -> Change:
    """Tell what is certain about the change between two amounts."""
    certain = "over" not in (before.qualifier, after.qualifier)
    direction = _direction(before, after)
    percent = None
    if certain and direction is not None and before.value >= SMALL_BASE:
        percent = (after.value - before.value) / before.value * 100
    return Change(before, after, direction, percent)


def find_points(change: Change) -> float | None:
    """Return the change of a rate in percentage points; a lower bound leaves it open."""
    if change.direction is None or "over" in (change.before.qualifier, change.after.qualifier):
        return None
    return change.after.value - change.before.value


def _direction(before: Amount, after: Amount) -> int | None:
    difference = (after.value > before.value) - (after.value < before.value)
    if before.qualifier == "over" and (after.qualifier == "over" or difference >= 0):
        return None
    if after.qualifier == "over" and difference <= 0:
        return None
    if "about" in (before.qualifier, after.qualifier):
        gap = abs(after.value - before.value)
        return difference if gap > _ABOUT * max(before.value, after.value) else None
    return difference


def digits(value: float) -> str:
    """Write a value in full, with thousands separators and no idle zeros."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def exact_digits(value: Decimal) -> str:
    """Write a value with every digit that was stated, thousands separated."""
    number = f"{value:,f}"
    return number.rstrip("0").rstrip(".") if "." in number else number


def full(value: float, qualifier: str = "exact") -> str:
    """Write a value in full with its sign."""
    return SIGNS[qualifier] + digits(value)


def with_unit(value: float, qualifier: str, unit: str, lang: str) -> str:
    """Write a value in full with sign and unit."""
    return attach(full(value, qualifier), unit, lang)


def attach(number: str, unit: str, lang: str) -> str:
    """Put the unit behind a written number."""
    return number + unit if unit == "%" else f"{number} {unit_name(unit, lang)}"


def hover_text(value: float, qualifier: str, unit: str, lang: str) -> str:
    """Write a value for hovering: in Chinese with 万/亿, the digits they leave out behind them."""
    size = next((size for size, _ in _CHINESE if abs(value) >= size), None)
    if lang == "en" or size is None:
        return with_unit(value, qualifier, unit, lang)
    rounded = SIGNS[qualifier] + short(value, lang, floor=qualifier == "over")
    spoken = attach(rounded, unit, lang)
    whole = value % (size / 100) == 0
    return spoken if whole else f"{spoken}（{full(value, qualifier)}）"


def short(value: float, lang: str, *, floor: bool = False) -> str:
    """Write a value for an axis: 1.7万 in Chinese, 17K in English; `floor` rounds down."""
    larger: tuple[float, str] | None = None
    for size, mark in _scales(lang):
        if abs(value) >= size:
            parts = math.floor(value / size * 100) / 100 if floor else round(value / size, 2)
            # 99,999,999 is 1亿 and not 10,000万: what rounds up to a mark is written with it.
            if larger and abs(parts) * size >= larger[0]:
                parts, mark = parts * size / larger[0], larger[1]
            return f"{digits(parts)}{mark}"
        larger = (size, mark)
    return digits(value)


def compact(value: float, qualifier: str, lang: str) -> str:
    """Write a value for a tile: in full up to six digits, then in 万/亿."""
    if abs(value) < _TILE_LIMIT:
        return full(value, qualifier)
    return SIGNS[qualifier] + short(value, lang, floor=qualifier == "over")


def _scales(lang: str) -> tuple[tuple[float, str], ...]:
    return _ENGLISH if lang == "en" else _CHINESE


def ticks(top: float, lang: str, count: int = 4) -> tuple[list[float], list[str]]:
    """Return round tick values from 0 to just above `top`, and their labels."""
    if top <= 0:
        return [0.0, 1.0], ["0", "1"]
    rough = top / count
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough)
    step = max(step, 1.0)  # what is counted has no halves; rates reach to a hundred
    values = [step * index for index in range(math.ceil(top / step - 1e-9) + 1)]
    return values, [short(value, lang) for value in values]


def percent_text(percent: float) -> str:
    """Write a change in per cent with a true sign; small changes keep one decimal.

    What is not all is never written as all, what is not nothing never as nothing.
    """
    size = abs(percent)
    if 0 < size < _LEAST:
        return f"{_mark(percent)}<{_LEAST}%"
    near_all = percent < 0 and 99.5 <= size < 100
    number = f"{min(size, 99.9):.1f}" if near_all or 0 < size < 1 else f"{size:,.0f}"
    return f"{_mark(percent)}{number}%"


def points_text(points: float, lang: str) -> str:
    """Write the change of a rate in percentage points."""
    return f"{_mark(points)}{digits(round(abs(points), 2))} {say('points', lang)}"


def _mark(value: float) -> str:
    return PLUS if value > 0 else MINUS if value < 0 else ""


def arrow_text(change: Change) -> str:
    """Write a change as its two values, e.g. 8,940 → 5,217."""
    before = full(change.before.value, change.before.qualifier)
    after = full(change.after.value, change.after.qualifier)
    return f"{before} {ARROW} {after}"
