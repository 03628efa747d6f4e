"""The standard tables of disclosure reports (data/disclosure_forms.yml), typed and checked once.

Owns which rows and columns the national form has, in its layouts over the years, and which
cells are figures of the catalogue. Refuses to look for tables in a document (`etl.extract`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from etl.errors import CatalogError

_FILE = Path(__file__).resolve().parents[1] / "data" / "disclosure_forms.yml"

Columns = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a form: its standard key, what its label must hold, its possible columns.

    `outcome` is the id of the way a request ended, where the row counts one.
    """

    key: str
    sign: re.Pattern[str]
    layouts: tuple[Columns, ...]
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One standard table; `heads` are words of its head, `indicators` by `row|column`."""

    id: str
    heads: re.Pattern[str]
    rows: tuple[FormRow, ...]
    indicators: Mapping[str, str]


@lru_cache(maxsize=1)
def load_forms() -> tuple[Form, ...]:
    """Read the forms; raises CatalogError where the file breaks its own rules."""
    try:
        entries = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        return tuple(_read_form(entry) for entry in entries)
    except (yaml.YAMLError, KeyError, TypeError, re.error) as error:
        raise CatalogError(f"{_FILE.name} 不合格式：{error}") from error


def _read_form(entry: Mapping[str, Any]) -> Form:
    layouts = {
        name: tuple(tuple(columns) for columns in each) for name, each in entry["layouts"].items()
    }
    rows = tuple(
        FormRow(row["key"], re.compile(row["sign"]), layouts[row["layout"]], row.get("outcome"))
        for row in entry["rows"]
    )
    cells = {cell_key(row.key, column) for row in rows for each in row.layouts for column in each}
    if strange := set(entry["indicators"]) - cells:
        raise KeyError("、".join(sorted(strange)))
    return Form(entry["id"], re.compile(entry["heads"]), rows, dict(entry["indicators"]))


def cell_key(row: str, column: str) -> str:
    """Return the key of a cell: `row|column`, or the column alone where the row has no name."""
    return f"{row}|{column}" if row else column
