"""The version that is being served: asks it, and leaves it for the last good one when damaged.

Owns the connection, its cursors (one a call, so that threads may share the object) and the
types of answers. Refuses to know any question.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd

from etl.warehouse.versions import is_damage, open_version

_T = TypeVar("_T")

# DuckDB makes a column float where a number is missing, and object where all words are.
_INTEGERS = ("start", "end", "number_start", "number_end", "quote_in_sentence", "line")
_WORDS = (
    *("report_id", "title", "superseded_by", "note", "part", "parent_id", "rule"),
    *("quote", "sentence", "source_url", "url", "number", "issuer", "deed"),
    *("review", "reviewer", "reviewed_at", "review_reason", "qualifier_read", "unit_read"),
)


class Served:
    """An open version of the warehouse. `notice` is a sentence where it is not the newest."""

    version: int
    built_at: datetime
    engine: str
    notice: str | None

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._unusable: frozenset[int] = frozenset()
        self._lock = threading.Lock()
        self._use()

    def _use(self) -> None:
        self._connection, self.version, self.notice = open_version(self.directory, self._unusable)
        row = self._connection.execute("SELECT built_at, engine FROM build").fetchone()
        assert row is not None  # open_version read it
        self.built_at, self.engine = row[0].replace(tzinfo=UTC), row[1]

    def close(self) -> None:
        """Let go of the file; the object is of no use afterwards."""
        self._connection.close()

    def rows(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Any]:
        """Return the answer as tuples."""
        return self._ask(query, parameters, lambda answer: answer.fetchall())

    def frame(self, query: str, parameters: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """Return the answer as a data frame; missing whole numbers and words stay missing."""
        frame = self._ask(query, parameters, lambda answer: answer.df())
        kinds = {name: "Int64" for name in _INTEGERS if name in frame}
        kinds |= {name: "str" for name in _WORDS if name in frame}
        return frame.astype(kinds)

    def _ask(
        self,
        query: str,
        parameters: Mapping[str, Any] | None,
        take: Callable[[duckdb.DuckDBPyConnection], _T],
    ) -> _T:
        while True:
            version, connection = self.version, self._connection
            try:
                with connection.cursor() as cursor:
                    return take(cursor.execute(query, dict(parameters or {})))
            except duckdb.Error as error:
                if not is_damage(error):
                    raise
                self._leave(version)

    def _leave(self, version: int) -> None:
        """Turn from a version found damaged to the last good one; raise where there is none."""
        with self._lock:
            if self.version == version:
                self._unusable |= {version}
                self._use()
