"""The read-only door for analysts: a question in SQL to the documented views, an answer in rows.

Every question goes to a process of its own (door_child.py), started with nothing of our
environment, limited in memory, time, rows and bytes, and killed when it is late. SQL of anybody
may be hostile: of what comes back only Arrow data is read, no more of it than was allowed, and
checked before use. Owns that process and the sentences on what went wrong. Refuses to judge the
query itself (door_query.py, in the process). Imports nothing heavy before the process starts,
so that both import at the same time.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from etl.errors import QueryError, QueryFault, UsageError, WarehouseError, WarehouseFault

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

MEGABYTE = 1024 * 1024
MAX_QUERY = 100_000  # characters
_GRACE = 2.0  # seconds past the limit until the process is killed: DuckDB should have ended by then
_OVERHEAD = 4 * MEGABYTE  # of Arrow's form, above the rows
_CHUNK = 256 * 1024

_ROOT = Path(__file__).resolve().parents[2]
_CODE = (
    "import sys; sys.path.insert(0, sys.argv[1]); from etl.warehouse.door_child import main; main()"
)
# All that a process needs of our environment: where libraries are, and the time zone.
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TZ")
# Libraries that would take address space, which is limited, for threads there are not.
_SPARING = {
    "OPENBLAS_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "1",
}
_NARROW = "请缩小范围（如 WHERE year = 2023）、加 LIMIT"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take; `memory` and `size` (of the answer) are bytes."""

    rows: int = 100_000
    seconds: float = 30.0
    memory: int = 1024 * MEGABYTE
    size: int = 64 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows, with DuckDB's names and types of their columns; `truncated` where there are more.

    `rows` holds Arrow types: whole numbers stay whole beside missing ones, decimals exact.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: "pd.DataFrame"
    truncated: bool
    seconds: float
    version: int
    notice: str | None

    def values(self) -> Iterator[tuple[Any, ...]]:
        """Yield every row in plain values of Python, None where one is missing."""
        import pyarrow as pa

        try:
            columns = [pa.array(column.array).to_pylist() for _, column in self.rows.items()]
        except (OverflowError, ValueError) as error:
            raise _explain_value(error) from error
        return zip(*columns, strict=True)


def ask(directory: Path, query: str, limits: Limits | None = None) -> Answer:
    """Ask the served version; raises `QueryError` where there is no answer."""
    limits = limits or Limits()
    began = time.monotonic()
    _check_length(query)
    with _start_child(limits.seconds + _GRACE) as child:
        path, version, notice = _find_version(directory)
        request = asdict(limits) | {"path": str(path), "query": query}
        data = child.exchange(json.dumps(request).encode(), limits.size + _OVERHEAD)
        if not data:
            raise _explain(child.find_fault(), "", limits, version)
    table = _read_table(data)
    told = {key.decode(): value.decode() for key, value in (table.schema.metadata or {}).items()}
    if "fault" in told:
        raise _explain(QueryFault(told["fault"]), told.get("message", ""), limits, version)
    return _make_answer(table, told, time.monotonic() - began, version, notice)


def _check_length(query: str) -> None:
    if not query.strip():
        raise UsageError(
            '查询是空的：请写一条 SQL，例如 fazhi sql "SELECT * FROM figures LIMIT 5"。'
        )
    if len(query) > MAX_QUERY:
        raise UsageError(f"查询长达 {len(query):,} 个字符，最多 {MAX_QUERY:,} 个：请缩短。")


def _find_version(directory: Path) -> tuple[Path, int, str | None]:
    from etl.warehouse.versions import is_published, name_version, open_version

    if is_published(directory):
        raise UsageError(
            f"{directory} 是导出的数据集：请用 DuckDB、pandas 等直接查询其中的 Parquet 文件，"
            "或用 --warehouse 指定原来的数据仓库。"
        )
    connection, version, notice = open_version(directory)
    connection.close()
    return (directory / name_version(version)).resolve(), version, notice


@dataclass(slots=True)
class _Child:
    """The process of one question, and when it will be killed."""

    process: "subprocess.Popen[bytes]"
    deadline: float

    def exchange(self, request: bytes, most: int) -> bytes:
        """Return what is answered to a request, nothing where it is more than `most` bytes."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with suppress(OSError):  # it has ended: what it left to read tells all
            self.process.stdin.write(request)
            self.process.stdin.close()
        data = bytearray()
        while chunk := self.process.stdout.read1(_CHUNK):  # type: ignore[attr-defined]
            data += chunk
            if len(data) > most:
                self.process.kill()
                return b""
        self.process.wait()
        return bytes(data) if self.process.returncode == 0 else b""

    def find_fault(self) -> QueryFault:
        """Return why a process that told nothing has ended."""
        from etl.warehouse.door_child import NO_MEMORY

        status = self.process.wait()
        late = time.monotonic() >= self.deadline
        if late or status == -getattr(signal, "SIGXCPU", NO_MEMORY):
            return QueryFault.TIME
        # Aborted, or killed by the system: a process short of memory ends like that.
        return QueryFault.MEMORY if status in (NO_MEMORY, -6, -9) else QueryFault.LOST


@contextmanager
def _start_child(seconds: float) -> Iterator[_Child]:
    """Start a process that is killed after so many seconds, and at the end of the block."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-I", "-B", "-X", "utf8", "-c", _CODE, str(_ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT.anchor,  # a folder of no interest
        env=kept | _SPARING,
    )
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield _Child(process, time.monotonic() + seconds)
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def _read_table(data: bytes) -> "pa.Table":
    """Return the table in Arrow data that may be malformed on purpose."""
    import pyarrow as pa

    try:
        table = pa.ipc.open_stream(data).read_all()
    except (pa.ArrowException, OSError) as error:
        raise QueryError(QueryFault.LOST, "查询的结果没有传完：请再试一次。") from error
    try:
        table.validate(full=True)
    except pa.ArrowInvalid as error:
        raise _explain_value(error) from error
    return table


def _make_answer(
    table: "pa.Table", told: dict[str, str], seconds: float, version: int, notice: str | None
) -> Answer:
    import pandas as pd

    names = tuple(table.column_names)
    return Answer(
        columns=names,
        types=tuple(told.get(f"type {place}", "") for place in range(len(names))),
        rows=table.to_pandas(types_mapper=pd.ArrowDtype),
        truncated=bool(told.get("truncated")),
        seconds=seconds,
        version=version,
        notice=notice,
    )


def _explain_value(error: Exception) -> QueryError:
    words = f"结果里有显示不了的数或日期（{error}）：请用 CAST(… AS VARCHAR) 再查。"
    return QueryError(QueryFault.WRONG, words)


def _explain(
    fault: QueryFault, message: str, limits: Limits, version: int
) -> QueryError | WarehouseError:
    """Return the sentence on a fault: what is wrong, what to do."""
    if fault is QueryFault.DAMAGED:
        words = f"第 {version} 版数据读不下去（已损坏，或刚被移走）：请再试一次，仍不行就再装入一次报告。"
        return WarehouseError(WarehouseFault.DAMAGED, words)
    memory, size = limits.memory // MEGABYTE, limits.size // MEGABYTE
    sentences = {
        QueryFault.REFUSED: message,
        QueryFault.WRONG: f"查询有误：{message}",
        QueryFault.MEMORY: f"查询用的内存超过 {memory:,} MB：{_NARROW}，或少取几列（如不取 text）。",
        QueryFault.TIME: f"查询没有在 {limits.seconds:g} 秒内完成：{_NARROW}，或放宽时限（--seconds）。",
        QueryFault.SIZE: f"结果里单独一行就超过 {size:,} MB：请少取几列，或用 left(text, 1000) 截短。",
        QueryFault.LOST: "查询进程意外中断（查询太复杂，或结果太大）：请把查询拆简后再试。",
    }
    return QueryError(fault, sentences[fault])
