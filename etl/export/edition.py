"""One version of a warehouse, opened to be exported: the served one, or an older one by number.

Owns the sentences for a version that is not there or cannot be read. Refuses to choose rows.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from etl.errors import UsageError, WarehouseError, WarehouseFault
from etl.warehouse.versions import list_versions, name_version, open_file, open_version

Indicator = tuple[str, ...]  # the columns below, in order
_INDICATORS = """
SELECT id, name_zh, name_en, unit, kind, array_to_string(units, '、'), definition_zh,
       definition_en, caveats
FROM main.indicators ORDER BY position
"""


@dataclass(frozen=True, slots=True)
class Edition:
    """An open version; `notice` is a sentence where it is not the newest."""

    connection: duckdb.DuckDBPyConnection
    version: int
    built_at: datetime
    engine: str
    notice: str | None = None

    def rows(self, query: str, parameters: Mapping[str, Any] | None = None) -> list[Any]:
        """Return the whole of a short answer."""
        try:
            with self.connection.cursor() as cursor:
                return cursor.execute(query, dict(parameters or {})).fetchall()
        except duckdb.Error as error:
            raise tell_unreadable(self.version, error) from error

    def schema(self, query: str) -> pa.Schema:
        """Return the columns of an answer."""
        try:
            with self.connection.cursor() as cursor:
                return cursor.sql(f"FROM ({query}) LIMIT 0").to_arrow_reader().schema
        except duckdb.Error as error:
            raise tell_unreadable(self.version, error) from error

    def batches(
        self, query: str, parameters: Mapping[str, Any], size: int
    ) -> Iterator[pa.RecordBatch]:
        """Yield an answer of any length in batches of about `size` rows."""
        with self.connection.cursor() as cursor:
            reader = self._start(cursor, query, parameters, size)
            while (batch := self._next(reader)) is not None:
                yield batch

    def _start(
        self,
        cursor: duckdb.DuckDBPyConnection,
        query: str,
        parameters: Mapping[str, Any],
        size: int,
    ) -> pa.RecordBatchReader:
        try:
            return cursor.sql(query, params=dict(parameters)).to_arrow_reader(size)
        except duckdb.Error as error:
            raise tell_unreadable(self.version, error) from error

    def _next(self, reader: pa.RecordBatchReader) -> pa.RecordBatch | None:
        try:
            return reader.read_next_batch()
        except StopIteration:
            return None
        except (duckdb.Error, pa.ArrowException, OSError) as error:
            raise tell_unreadable(self.version, error) from error

    def indicators(self) -> list[Indicator]:
        """Return the catalogue as the version was built with, in its order."""
        return self.rows(_INDICATORS)


@contextmanager
def open_edition(directory: Path, version: int | None = None) -> Iterator[Edition]:
    """Open the served version, or the one of a number, and close it afterwards."""
    if version is None:
        connection, version, notice = open_version(directory)
    else:
        connection, notice = _open_numbered(directory, version), None
    try:
        row = connection.execute("SELECT built_at, engine FROM main.build").fetchone()
        assert row is not None  # a version without it does not open
        yield Edition(connection, version, row[0].replace(tzinfo=UTC), row[1], notice)
    finally:
        connection.close()


def tell_unreadable(version: int, error: Exception) -> WarehouseError:
    """Return the error for a version that cannot be read, or no longer."""
    reason = (str(error).splitlines() or [type(error).__name__])[0]
    return WarehouseError(
        WarehouseFault.DAMAGED,
        f"第 {version} 版数据读不出来（{reason}）：没有导出。"
        "请再装入一次报告（fazhi load），或用 --version 换一版。",
    )


def _open_numbered(directory: Path, version: int) -> duckdb.DuckDBPyConnection:
    there = list_versions(directory)
    if version not in there:
        known = "、".join(map(str, there)) or "还没有数据，请先运行 fazhi load 文件夹"
        raise UsageError(f"{directory} 里没有第 {version} 版；现有的版本：{known}。")
    try:
        return open_file(directory / name_version(version))
    except duckdb.Error as error:
        raise tell_unreadable(version, error) from error
