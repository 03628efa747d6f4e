"""What must hold after a load was killed, and after the next one: the last good version stands.

Owns the checks; each failure is a sentence. Refuses to start or to kill anything.
"""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

from etl.warehouse.queries import Warehouse
from etl.warehouse.retention import KEEP
from etl.warehouse.versions import POINTER, name_version
from tests.faults.steps import find_group
from tests.faults.town import INDICATOR, Key

PATIENCE = 60.0  # seconds a reading process may take to notice that nobody asks any more
_TABLES = """
SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND NOT internal
ORDER BY table_name
"""
_STATED = f"SELECT agency, year, value::INTEGER FROM figures WHERE indicator = '{INDICATOR}'"
_VERSION = re.compile(r"fazhi-\d{6}\.duckdb")

Digest = tuple[tuple[str, int, int], ...]


def digest_tables(warehouse: Warehouse) -> Digest:
    """Return every table's name, number of rows and digest of all of them."""
    names = [row[0] for row in warehouse.rows(_TABLES)]
    query = "SELECT count(*), coalesce(bit_xor(hash(t)), 0) FROM {} AS t"
    return tuple((name, *warehouse.rows(query.format(name))[0]) for name in names)


def read_stated(warehouse: Warehouse) -> dict[Key, int]:
    """Return the figures a version states."""
    return {(agency, year): value for agency, year, value in warehouse.rows(_STATED)}


def check_served(
    directory: Path, last: tuple[int, Digest], stated: dict[Key, int]
) -> Iterator[str]:
    """Yield what is wrong with what is served: it is the last good version, or the new one whole."""
    try:
        pointer = json.loads((directory / POINTER).read_text(encoding="utf-8"))
        warehouse = Warehouse.open(directory)
    except Exception as error:  # whatever it is, the last good version is not readable
        yield f"not readable: {error!r}"
        return
    if warehouse.notice is not None or pointer["version"] != warehouse.version:
        yield f"{POINTER} says {pointer['version']}, served is {warehouse.version}: {warehouse.notice}"
    if warehouse.version == last[0]:
        if digest_tables(warehouse) != last[1]:
            yield f"version {last[0]} changed"
    elif read_stated(warehouse) != stated:
        yield f"version {warehouse.version} states something else than the documents"
    warehouse.close()


def check_folder(directory: Path) -> Iterator[str]:
    """Yield what lies in the folder beside whole versions, after a load that ended."""
    names = sorted(path.name for path in directory.iterdir())
    versions = [name for name in names if _VERSION.fullmatch(name)]
    left = set(names) - set(versions) - {POINTER, "load.lock"}
    if left:
        yield f"left behind: {sorted(left)}"
    if len(versions) > KEEP:
        yield f"versions kept: {versions}"
    pointer = json.loads((directory / POINTER).read_text(encoding="utf-8"))
    if name_version(pointer["version"]) != versions[-1]:
        yield f"newer than {POINTER}: {versions[-1]}"


def check_orphans(leader: int) -> tuple[float, list[str]]:
    """Return how long the processes of a killed load went on, and what is wrong with that."""
    began = time.monotonic()
    while running := list(find_group(leader)):
        if time.monotonic() - began > PATIENCE:
            return PATIENCE, [f"still running {PATIENCE:.0f} s after: {running}"]
        time.sleep(0.02)
    return time.monotonic() - began, []
