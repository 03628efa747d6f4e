"""Which figures may stand in one sum, and how such a sum is named.

Owns the grouping by measure word and by what a body speaks for (measures.yml is data). A sum
over 次, 家次 and 户次 is named by all three; 人 and 人次 never meet. A body that reports for
an area is never added to the bodies inside it. Refuses to convert one unit into another.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import yaml
from pandas import DataFrame

_FILE = Path(__file__).with_name("measures.yml")
MARK = "、"
OWN = "own"  # the scope of a body that speaks for itself
PLACE = "place"  # of a judicial bureau that counts for its place


class FigureRow(Protocol):
    """A row of a frame of figures, as `itertuples` yields it."""

    body: str
    year: int
    value: float
    qualifier: str
    unit: str
    observation_id: str


class MeasuredRow(FigureRow, Protocol):
    """Such a row once `name_measures` has named what its figure may be summed with."""

    measure: str
    scope: str


@dataclass(frozen=True, slots=True)
class Measures:
    """Measure words by group, areas from wide to narrow, and what a judicial bureau counts."""

    groups: dict[str, tuple[str, ...]]
    areas: tuple[tuple[str, re.Pattern[str]], ...]
    judicial: re.Pattern[str]
    judicial_indicators: frozenset[str]


@lru_cache(maxsize=1)
def read_measures() -> Measures:
    """Return what measures.yml holds."""
    with _FILE.open(encoding="utf-8") as file:
        entries = yaml.safe_load(file)
    return Measures(
        {word: tuple(group) for group in entries["units"] for word in group},
        tuple((name, re.compile(f"{words}$")) for name, words in entries["areas"]),
        re.compile(f"(?:{entries['judicial']})$"),
        frozenset(entries["judicial_indicators"]),
    )


def name_measures(figures: DataFrame) -> DataFrame:
    """Return the figures of one indicator with `measure` and `scope`: what may be summed.

    Rows of one measure and one scope may be added. Words of one group that occur are joined
    to the name of the measure, the most used first.
    """
    used = list(figures["unit"].value_counts().index)
    groups = read_measures().groups
    names = {unit: name_units(_together(unit, used, groups)) for unit in used}
    pairs = zip(figures["agency"], figures["indicator"], strict=True)
    scopes = [find_scope(agency, indicator) for agency, indicator in pairs]
    return figures.assign(measure=figures["unit"].map(names), scope=scopes)


def name_units(units: list[str]) -> str:
    """Return the name of a sum over these measure words."""
    return MARK.join(dict.fromkeys(units))


def find_scope(agency: str, indicator: str) -> str:
    """Return what a body's figure speaks for: itself, its place, or an area by its width."""
    measures = read_measures()
    area = next((name for name, words in measures.areas if words.search(agency)), None)
    if area:
        return area
    if indicator in measures.judicial_indicators and measures.judicial.search(agency):
        return PLACE
    return OWN


def _together(unit: str, used: list[str], groups: dict[str, tuple[str, ...]]) -> list[str]:
    group = groups.get(unit, (unit,))
    return [other for other in used if other in group]
