"""Which measure words may stand in one sum, and how such a sum is named.

Owns the grouping (measures.yml is data). A sum over 次, 家次 and 户次 is named by all three;
人 and 人次 never meet. Refuses to convert one unit into another.
"""

from functools import lru_cache
from pathlib import Path

import yaml
from pandas import DataFrame

_FILE = Path(__file__).with_name("measures.yml")
MARK = "、"


@lru_cache(maxsize=1)
def read_groups() -> dict[str, tuple[str, ...]]:
    """Return for each measure word all that count the same thing."""
    with _FILE.open(encoding="utf-8") as file:
        groups: list[list[str]] = yaml.safe_load(file)
    return {word: tuple(group) for group in groups for word in group}


def name_measures(figures: DataFrame) -> DataFrame:
    """Return the figures of one indicator with a column `measure`: what their sums are named.

    Words of one group that occur are joined, the most used first.
    """
    used = list(figures["unit"].value_counts().index)
    groups = read_groups()
    names = {unit: MARK.join(_together(unit, used, groups)) for unit in used}
    return figures.assign(measure=figures["unit"].map(names))


def _together(unit: str, used: list[str], groups: dict[str, tuple[str, ...]]) -> list[str]:
    group = groups.get(unit, (unit,))
    return [other for other in used if other in group]
