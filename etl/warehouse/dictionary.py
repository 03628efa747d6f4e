"""The documented views as data: what each holds, column by column, with an example question.

Owns the form of data/views.yml. Refuses to look into a warehouse: a test holds the file to the
schema.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

BUNDLED = Path(__file__).resolve().parents[2] / "data" / "views.yml"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a view, in Chinese and English."""

    name: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class View:
    """A view, in Chinese and English, its columns in their order, and a question to it."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    example: str


@cache
def read_views(path: Path = BUNDLED) -> Mapping[str, View]:
    """Return the documented views by name, in the order in which they are shown."""
    views = yaml.safe_load(path.read_text(encoding="utf-8"))["views"]
    return {name: _read_view(name, entry) for name, entry in views.items()}


def _read_view(name: str, entry: dict[str, object]) -> View:
    columns = entry["columns"]
    assert isinstance(columns, dict)
    return View(
        name,
        zh=str(entry["zh"]),
        en=str(entry["en"]),
        columns=tuple(Column(key, item["zh"], item["en"]) for key, item in columns.items()),
        example=str(entry["example"]).strip(),
    )
