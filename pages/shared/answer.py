"""An answer to a query as plain values, or why there is none.

Owns asking once and how a value is written on the page and in a file: decimals without idle
zeros, what is no number or text as JSON writes it. Refuses to draw. Every fault of a query is a
value here, so that none can break the page.
"""

import json
import math
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from pandas import DataFrame

from etl.errors import FazhiError, QueryError, QueryFault, UsageError, WarehouseError
from pages.shared.store import BusyError, ask_query

_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DECIMAL", "FLOAT", "DOUBLE")


@dataclass(frozen=True, slots=True)
class Answered:
    """The rows that answer a query; `truncated` where there are more than were fetched."""

    query: str
    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    truncated: bool
    seconds: float
    version: int

    def frame(self) -> DataFrame:
        """Return the rows for a file: numbers as numbers, everything else as text."""
        return DataFrame(
            [[plain_value(value) for value in row] for row in self.rows],
            columns=list(self.columns),
            dtype=object,
        )


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a query has no answer: one of the kinds of QueryFault, `busy`, `empty` or `usage`."""

    query: str
    kind: str
    message: str = ""


def run_query(query: str) -> Answered | Failed:
    """Ask the served version; whatever goes wrong is told, never raised."""
    if not query.strip():
        return Failed(query, "empty")
    try:
        answer = ask_query(query)
        rows = list(answer.values())
    except (FazhiError, OSError) as error:
        return Failed(query, _name_fault(error), str(error))
    return Answered(
        query,
        answer.columns,
        answer.types,
        rows,
        answer.truncated,
        answer.seconds,
        answer.version,
    )


def _name_fault(error: Exception) -> str:
    if isinstance(error, QueryError):
        return error.kind.value
    if isinstance(error, WarehouseError):
        return QueryFault.DAMAGED.value
    if isinstance(error, BusyError):
        return "busy"
    # No process could be started: as lost as one that ended.
    return "usage" if isinstance(error, UsageError) else QueryFault.LOST.value


def is_number(kind: str) -> bool:
    """Tell by DuckDB's name of a type whether its values are numbers."""
    return kind.lstrip("U").startswith(_NUMBERS) and not kind.endswith("]")


def plain_value(value: Any) -> Any:
    """Return a value as a file can hold it: None, a number that is one, or text."""
    if isinstance(value, Decimal):
        return Decimal(_write_decimal(value))
    if isinstance(value, float) and math.isfinite(value):
        return value
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    return write_value(value)


def write_value(value: Any) -> str:
    """Return a value as one reads it."""
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return _write_decimal(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    plain = _make_plain(value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _write_decimal(value: Decimal) -> str:
    number = f"{value:f}"
    return number.rstrip("0").rstrip(".") if "." in number else number


def _make_plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value) if value % 1 else int(value)
    if isinstance(value, (date, time)):  # a moment is a date, too
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(name): _make_plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_make_plain(each) for each in value]
    known = value is None or isinstance(value, (bool, int, str))
    finite = isinstance(value, float) and math.isfinite(value)
    return value if known or finite else str(value)
