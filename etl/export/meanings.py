"""What the columns of exported tables and the codes in them mean.

Owns the look-up, and the form of data/codes.yml. Refuses to know what the warehouse holds: a
test compares the two.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from etl.warehouse.dictionary import read_views

_CODES = Path(__file__).resolve().parents[2] / "data" / "codes.yml"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What something is, in Chinese and in English."""

    zh: str
    en: str


_VERSION = Meaning("数据版本号：这一行出自第几版", "version of the warehouse the row is from")


@cache
def load_codes() -> dict[str, dict[str, Meaning]]:
    """Return the codes of each column that holds codes."""
    codes = yaml.safe_load(_CODES.read_text(encoding="utf-8"))["codes"]
    return {column: _read(each) for column, each in codes.items()}


def find_meaning(view: str, column: str) -> Meaning:
    """Return what a column of an exported table means; added ones mean what others do."""
    if column == "version":
        return _VERSION
    views = read_views()
    found = (each for one in (views[view], *views.values()) for each in one.columns)
    return next(Meaning(each.zh, each.en) for each in found if each.name == column)


def _read(entries: dict[str, dict[str, str]]) -> dict[str, Meaning]:
    return {str(name): Meaning(each["zh"], each["en"]) for name, each in entries.items()}
