"""Inside the process that answers one query: the version opened, shut in, asked, told.

Owns the limits that hold in here — memory, time, no files — and the form of the answer: Arrow
data, with what went wrong in its metadata, so that whoever asked need believe nothing else.
Three things keep a query from files: its syntax (door_query.py), DuckDB's own settings, locked,
and the system's limit of no file to be written. Windows has none of the system's limits: there
DuckDB's own holds, which knows of most memory that a query takes but not of all.
Refuses to choose a version, and to judge a query itself.
"""

import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from etl.errors import QueryFault
from etl.warehouse.door_query import SCHEMA, RefusedQuery, check_query

if TYPE_CHECKING:
    import pyarrow as pa

NO_MEMORY = 3  # exit status where there was none left to say so
_MESSAGE = 4_000  # characters: DuckDB may repeat the query in it
_BATCH = 2_048
_DATABASE_SHARE = 0.6  # of the memory: the rest is Python, Arrow and what DuckDB does not count
_SPARE_SECONDS = 5  # of the processor, for starting and packing: for a process left alone
_FORBIDDEN = "查询不能读写文件，也不能改动设置。"
_SETTINGS = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
    "max_temp_directory_size": "0KB",
    "threads": "1",
}

# How DuckDB's messages begin; errors of running come wrapped by Arrow, only the words remain.
_FAULTS = {
    "Out of Memory Error": QueryFault.MEMORY,
    "INTERRUPT Error": QueryFault.TIME,
    "IO Error": QueryFault.DAMAGED,
    "Serialization Error": QueryFault.DAMAGED,
    "FATAL Error": QueryFault.DAMAGED,
    "Permission Error": QueryFault.REFUSED,
}


def main() -> None:
    """Answer the one request that comes."""
    outgoing = _take_output()
    # Arrow does without, where it must: half the time a process takes to start is NumPy's.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    request = json.loads(sys.stdin.buffer.read())
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    try:
        limit_process(request["memory"], request["seconds"])
        data = _pack(_answer(request))
    except MemoryError:
        os._exit(NO_MEMORY)
    # Where that fails nobody waits any more.
    with suppress(OSError), os.fdopen(outgoing, "wb") as stream:
        stream.write(data)
    os._exit(0)  # at once: freeing what a query took can be slow


def _take_output() -> int:
    """Return the stream we answer on; nothing else may print there."""
    outgoing = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return outgoing


def limit_process(memory: int, seconds: float) -> None:
    """Keep this process from memory, processor time and files, where the system can."""
    with suppress(ImportError):  # Windows has no such limits
        import resource

        processor = int(seconds) + _SPARE_SECONDS
        limits = {
            resource.RLIMIT_AS: memory,
            resource.RLIMIT_CPU: processor,
            resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_CORE: 0,
        }
        for limit, most in limits.items():
            with suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, most))


def _answer(request: dict[str, Any]) -> "pa.Table":
    """Return the rows, or a table of none that tells what went wrong."""
    try:
        connection = open_door(Path(request["path"]), request["memory"], request["seconds"])
    except duckdb.Error as error:
        return _tell(QueryFault.DAMAGED, str(error))
    try:
        return answer_query(connection, request["query"], request["rows"], request["size"])
    except RefusedQuery as refused:
        return _tell(QueryFault.REFUSED, str(refused))
    except MemoryError:
        raise
    except Exception as error:  # whatever it is, it is told to whoever asked
        fault = _find_fault(error)
        return _tell(fault, _FORBIDDEN if fault is QueryFault.REFUSED else str(error))


def open_door(path: Path, memory: int, seconds: float) -> duckdb.DuckDBPyConnection:
    """Open a version read-only and shut it in; from then on no setting can be changed."""
    limit = f"{int(memory * _DATABASE_SHARE) >> 20}MB"
    connection = duckdb.connect(
        str(path), read_only=True, config={**_SETTINGS, "memory_limit": limit}
    )
    connection.execute(f"SET search_path = '{SCHEMA}'")
    connection.execute(f"SET max_execution_time = {int(seconds * 1000)}")
    # The file of the version is open already; DuckDB would let its bare bytes be read again.
    connection.execute("SET disabled_filesystems = 'LocalFileSystem'")
    connection.execute("SET lock_configuration = true")
    return connection


def answer_query(
    connection: duckdb.DuckDBPyConnection, query: str, rows: int, size: int
) -> "pa.Table":
    """Return the first rows, so many and of so many bytes, and whether there are more."""
    import pyarrow as pa  # only here, where NumPy is out of its way

    relation = connection.sql(check_query(connection, query))
    types = {f"type {place}": str(kind) for place, kind in enumerate(relation.types)}
    # LIMIT and not merely an early end: a sort then keeps the first rows alone. One row more
    # tells of the rest.
    reader = relation.limit(rows + 1).to_arrow_reader(_BATCH)
    batches, cut = _take(reader, size)
    table = pa.Table.from_batches(batches, reader.schema)
    if cut and not table.num_rows:
        return _tell(QueryFault.SIZE, "")
    truncated = "yes" if cut or table.num_rows > rows else ""
    return table.slice(0, rows).replace_schema_metadata({"truncated": truncated, **types})


def _take(reader: "Iterable[pa.RecordBatch]", size: int) -> "tuple[list[pa.RecordBatch], bool]":
    """Return the first batches, of so many bytes, and whether that cut any short."""
    batches: list[pa.RecordBatch] = []
    for batch in reader:
        fitting = _fit(batch, size)
        batches.append(fitting)
        size -= fitting.nbytes
        if fitting.num_rows < batch.num_rows:
            return batches, True
    return batches, False


def _fit(batch: "pa.RecordBatch", size: int) -> "pa.RecordBatch":
    """Return as many first rows as take no more than `size` bytes, or half as many."""
    while batch.num_rows and batch.nbytes > size:
        batch = batch.slice(0, batch.num_rows // 2)
    return batch


def _find_fault(error: Exception) -> QueryFault:
    words = str(error)
    for beginning, fault in _FAULTS.items():
        if words.startswith(beginning):
            return fault
    return QueryFault.DAMAGED if type(error) is duckdb.Error else QueryFault.WRONG


def _tell(fault: QueryFault, message: str) -> "pa.Table":
    import pyarrow as pa

    told = {"fault": fault.value, "message": message[:_MESSAGE]}
    return pa.table({}).replace_schema_metadata(told)


def _pack(table: "pa.Table") -> memoryview:
    import pyarrow as pa

    packed = pa.BufferOutputStream()
    with pa.ipc.new_stream(packed, table.schema) as writer:
        writer.write_table(table)
    return memoryview(packed.getvalue())
