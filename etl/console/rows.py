"""Rows of an answer as text: CSV that a spreadsheet opens as what it is, and lines of JSON.

Owns how a value is written. Refuses to choose rows. A missing value is an empty cell, or null;
text that a spreadsheet would take for a formula is made plain, numbers are left alone.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from etl.json_form import show_value

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return the rows as CSV under the names of their columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_disarm(name) for name in columns])
    writer.writerows([_show_cell(value) for value in row] for row in rows)
    return text.getvalue()


def write_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return the rows as JSON, one object a line."""
    return "".join(
        json.dumps(dict(zip(columns, map(make_plain, row), strict=True)), ensure_ascii=False) + "\n"
        for row in rows
    )


def show_text(value: Any) -> str:
    """Return a value as one reads it: a decimal without idle zeros, a list as JSON writes it."""
    if isinstance(value, Decimal):
        number = f"{value:f}"
        return number.rstrip("0").rstrip(".") if "." in number else number
    plain = make_plain(value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def make_plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, Decimal):
        return show_value(value)
    if isinstance(value, (date, time)):  # a moment is a date, too
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(name): make_plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [make_plain(each) for each in value]
    # JSON has no word for a float that is no number, or without bounds.
    unknown = isinstance(value, float) and value - value != 0
    known = value is None or isinstance(value, (bool, int, float, str))
    return value if known and not unknown else str(value)


def _show_cell(value: Any) -> str:
    if value is None:
        return ""
    return _disarm(value) if isinstance(value, str) else show_text(value)


def _disarm(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
