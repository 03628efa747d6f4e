"""A version published as Parquet files (`fazhi export --format parquet`), opened to be served.

Owns the layout of the folder `store` in it: a file a table, in the order of its rows. Any number of
dashboards may read one such folder; nobody writes to it. Refuses to know what the tables mean.
"""

import json
from pathlib import Path
from typing import Any

import duckdb

MANIFEST = "manifest.json"
STORE = "store"
_VIEWS = Path(__file__).with_name("door.sql")
# No extensions and no other files, and no way to change that.
_CLOSE = (
    "SET enable_progress_bar = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


def read_version(directory: Path, schema_version: int) -> int | None:
    """Return the version that a folder was published from; None where it is no data set of ours."""
    said = _read_manifest(directory)
    store = said.get(STORE)
    if not isinstance(store, dict) or store.get("schema_version") != schema_version:
        return None
    version = said.get("version")
    return version if isinstance(version, int) else None


def open_dataset(directory: Path) -> duckdb.DuckDBPyConnection:
    """Open a data set with the same tables and views as the file of a version."""
    folder = (directory / STORE).resolve()  # where a link leads now, should it be led elsewhere
    connection = duckdb.connect()
    connection.execute("SET allowed_directories = $folders", {"folders": [str(folder)]})
    for setting in _CLOSE:
        connection.execute(setting)
    for file in sorted(folder.glob("*.parquet")):
        name = str(file).replace("'", "''")
        connection.execute(f"CREATE VIEW {file.stem} AS FROM read_parquet('{name}')")
    connection.execute(_VIEWS.read_text(encoding="utf-8"))
    return connection


def _read_manifest(directory: Path) -> dict[str, Any]:
    try:
        said = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
