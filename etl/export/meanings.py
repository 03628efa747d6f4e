"""What views, their columns and the codes in them mean: data/views.yml and data/codes.yml.

Owns the look-up. Refuses to know what the warehouse holds: a test compares the two.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

try:  # ten times as fast, and there wherever PyYAML comes as a wheel
    from yaml import CSafeLoader as SafeLoader
except ImportError:
    from yaml import SafeLoader  # type: ignore[assignment]

_DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What something is, in Chinese and in English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class View:
    """A documented view: what it holds, a question to it, and its columns."""

    meaning: Meaning
    example: str
    columns: dict[str, Meaning]


_VERSION = Meaning("数据版本号：这一行出自第几版", "version of the warehouse the row is from")


@cache
def load_views() -> dict[str, View]:
    """Return the documented views by name."""
    return {
        name: View(Meaning(each["zh"], each["en"]), each["example"], _read(each["columns"]))
        for name, each in _load("views").items()
    }


@cache
def load_codes() -> dict[str, dict[str, Meaning]]:
    """Return the codes of each column that holds codes."""
    return {column: _read(codes) for column, codes in _load("codes").items()}


def find_meaning(view: str, column: str) -> Meaning:
    """Return what a column of an exported table means; added ones mean what others do."""
    views = load_views()
    if column == "version":
        return _VERSION
    holders = (views[view], *views.values())
    return next(each.columns[column] for each in holders if column in each.columns)


def _read(entries: dict[str, dict[str, str]]) -> dict[str, Meaning]:
    return {str(name): Meaning(each["zh"], each["en"]) for name, each in entries.items()}


def _load(name: str) -> dict[str, Any]:
    text = (_DATA / f"{name}.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, SafeLoader)[name]  # noqa: S506 - safe
    return found
