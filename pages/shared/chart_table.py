"""What a chart holds, told once: a row for each mark, with its value in full.

Owns the value behind a chart's alternative text, its table twin and its file, so that they
cannot differ. Refuses to draw and to compute: a chart makes its rows from what it draws.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pandas import DataFrame

from pages.shared.numbers import SIGNS, with_unit
from pages.shared.words import say, unit_name

_SEVERAL = re.compile("、| / ")  # how measure words are joined that stand in one sum
_DECIMALS = 4  # of what was computed, in a file
_TOLD = 48  # marks an alternative text tells one by one; of more, the latest of each name
_NAMED = 12  # names it tells


class Kind(StrEnum):
    """What the marks of a chart stand for; it names the columns."""

    FIGURES = "figures"
    TOTALS = "totals"
    CHANGES = "changes"
    SHARES = "shares"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class Stated:
    """What a mark stands for: `text` in full digits, with sign and unit; `aside` what it is of.

    `value` is None where nothing could be computed; `unit` is in the reader's language.
    """

    value: float | None
    qualifier: str
    unit: str
    text: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One mark: whose, of which year, what it states, and the token that leads to its quote."""

    name: str
    year: int
    stated: Stated
    token: str


@dataclass(frozen=True, slots=True)
class ChartTable:
    """All marks of one chart."""

    kind: Kind
    rows: tuple[Row, ...]

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year drawn."""
        years = [row.year for row in self.rows]
        return min(years), max(years)


def make_stated(value: float, qualifier: str, unit: str, lang: str) -> Stated:
    """Return a figure as stated."""
    text = with_unit(value, qualifier, unit, lang)
    return Stated(float(value), qualifier, unit_name(unit, lang), text)


def list_columns(table: ChartTable, lang: str) -> list[str]:
    """Return the heads of the columns; where nothing stands aside there is no column for it."""
    whose = "set" if table.kind is Kind.TOTALS else "body"
    heads = [say(f"twin.{whose}", lang), say("twin.year", lang), say(f"twin.{table.kind}", lang)]
    return [*heads, say(f"twin.aside.{table.kind}", lang)] if has_aside(table) else heads


def has_aside(table: ChartTable) -> bool:
    """Tell whether any row has words beside its value."""
    return any(row.stated.aside for row in table.rows)


def list_units(table: ChartTable) -> list[str]:
    """Return the measure words of the marks; of what was computed there are none."""
    if table.kind not in (Kind.FIGURES, Kind.TOTALS):
        return []
    units = (unit for row in table.rows for unit in _SEVERAL.split(row.stated.unit))
    return list(dict.fromkeys(units))


def describe(table: ChartTable, lead: str, lang: str) -> str:
    """Return the alternative text: what is drawn, and the marks in words."""
    by_name: dict[str, list[Row]] = {}
    for row in table.rows:
        by_name.setdefault(row.name, []).append(row)
    all_told = len(table.rows) <= _TOLD
    shown = list(by_name.items())[:_NAMED]
    words = [f"{name} {_tell(rows if all_told else rows[-1:])}".strip() for name, rows in shown]
    left = len(by_name) - len(shown)
    more = [say("chart.alt.more", lang, n=left)] if left else []
    return say("chart.alt", lang, lead=lead, words="; ".join([*words, *more]))


def _tell(rows: Iterable[Row]) -> str:
    return ", ".join(f"{row.year} {row.stated.text}{_bracket(row.stated.aside)}" for row in rows)


def _bracket(aside: str) -> str:
    return f" ({aside})" if aside else ""


def make_frame(table: ChartTable, indicator: str, origin: str, lang: str) -> DataFrame:
    """Return the rows for a file: the value as a number, and as it is written.

    Every row says what it is a figure of and where it comes from: rows travel without their page.
    """
    heads = list_columns(table, lang)
    columns: dict[str, Sequence[object]] = {
        say("twin.indicator", lang): [indicator for _ in table.rows],
        heads[0]: [row.name for row in table.rows],
        heads[1]: [row.year for row in table.rows],
        heads[2]: [_plain(row.stated.value) for row in table.rows],
        say("twin.sign", lang): [SIGNS[row.stated.qualifier] for row in table.rows],
        say("twin.unit", lang): [row.stated.unit for row in table.rows],
        say("twin.text", lang): [row.stated.text for row in table.rows],
    }
    if has_aside(table):
        columns[heads[3]] = [row.stated.aside for row in table.rows]
    columns[say("twin.token", lang)] = [row.token for row in table.rows]
    columns[say("twin.origin", lang)] = [origin for _ in table.rows]
    return DataFrame(columns, dtype=object)  # a whole number is written as one


def _plain(value: float | None) -> float | None:
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(value, _DECIMALS)
