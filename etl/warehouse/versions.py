"""The files of a warehouse and which of them is served: reading only.

Owns the names in the folder, the pointer `CURRENT`, opening one version read-only, and the
fall-back to an older version. Refuses to write anything (see publish.py).
"""

import json
import re
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.errors import WarehouseError, WarehouseFault
from etl.warehouse.dataset import open_dataset, read_version

POINTER = "CURRENT"
SCHEMA_VERSION = 8
# Without a script behind it DuckDB takes a process for a session at a terminal, and draws bars.
QUIET = "SET enable_progress_bar = false"
_TRIES, _PAUSE = 5, 0.02
_NAME = re.compile(r"fazhi-(\d{6,8})\.duckdb")
# Equal for every reader of this process: DuckDB shares one instance per file and insists on
# equal settings. A reader needs no extensions and no other files.
_READER: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


@dataclass(frozen=True, slots=True)
class Pointer:
    """What `CURRENT` says: the version that is served and the size its file must have."""

    version: int
    file: str
    built_at: str
    size: int


def name_version(version: int) -> str:
    """Return the file name of a version."""
    return f"fazhi-{version:06d}.duckdb"


def list_versions(directory: Path) -> list[int]:
    """Return the versions whose files stand in the folder, newest first."""
    try:
        names = [path.name for path in directory.iterdir()]
    except OSError:
        return []
    matches = (_NAME.fullmatch(name) for name in names)
    return sorted((int(match.group(1)) for match in matches if match), reverse=True)


def read_pointer(directory: Path) -> Pointer | None:
    """Return what `CURRENT` says, None where it is missing or damaged."""
    try:
        fields = json.loads(_read_patiently(directory / POINTER))
        pointer = Pointer(
            int(fields["version"]),
            str(fields["file"]),
            str(fields["built_at"]),
            int(fields["size"]),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return None
    return pointer if pointer.file == name_version(pointer.version) else None


def _read_patiently(path: Path) -> str:
    """Read a file that is replaced now and then: Windows refuses it for that moment."""
    for _ in range(_TRIES):
        try:
            return path.read_text(encoding="utf-8")
        except PermissionError:
            time.sleep(_PAUSE)
    return path.read_text(encoding="utf-8")


def current_version(directory: Path) -> int | None:
    """Return the version to serve, cheaply; None where there is none.

    With a damaged pointer it is the newest file that stands in the folder. Of a data set it is the
    version that was published as one.
    """
    pointer = read_pointer(directory)
    if pointer is not None:
        return pointer.version
    newest = next(iter(list_versions(directory)), None)
    return read_version(directory, SCHEMA_VERSION) if newest is None else newest


def is_published(directory: Path) -> bool:
    """Tell whether a folder is a data set and not a warehouse of versions."""
    return not list_versions(directory) and read_version(directory, SCHEMA_VERSION) is not None


def connect_reader(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a file read-only, whatever it is."""
    connection = duckdb.connect(str(path), read_only=True, config=_READER)
    connection.execute(QUIET)
    return connection


def open_file(path: Path) -> duckdb.DuckDBPyConnection:
    """Open one version read-only and make sure that it is one of ours."""
    connection = connect_reader(path)
    row = connection.execute("SELECT version, schema_version FROM build").fetchone()
    if row is None or name_version(row[0]) != path.name or row[1] != SCHEMA_VERSION:
        connection.close()
        raise duckdb.IOException(f"not a version of this warehouse: {path.name}")
    return connection


def is_damage(error: duckdb.Error) -> bool:
    """Tell whether the file is at fault, and not the question or the machine."""
    faults = (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException)
    # A block whose checksum is wrong comes as the base class itself.
    return isinstance(error, faults) or type(error) is duckdb.Error


def is_locked(error: duckdb.Error) -> bool:
    """Tell whether another program holds the file open for itself."""
    words = str(error).lower()
    return isinstance(error, duckdb.IOException) and (
        "lock" in words or "used by another process" in words
    )


def _candidates(directory: Path, pointer: Pointer | None) -> list[int]:
    versions = list_versions(directory)
    if pointer is None:
        return versions
    # Files newer than the pointer were never published: last resort.
    older = [version for version in versions if version < pointer.version]
    newer = [version for version in versions if version > pointer.version]
    return [pointer.version, *older, *newer]


def _size_fits(path: Path, pointer: Pointer | None) -> bool:
    if pointer is None or pointer.file != path.name:
        return True
    return path.stat().st_size == pointer.size


def _open_first(
    directory: Path, versions: list[int], pointer: Pointer | None
) -> tuple[duckdb.DuckDBPyConnection, int] | None:
    for version in versions:
        path = directory / name_version(version)
        try:
            if _size_fits(path, pointer):
                return open_file(path), version
        except FileNotFoundError:
            continue
        except OSError as error:
            raise WarehouseError(
                WarehouseFault.LOCKED,
                f"{path} 无法读取（{error.strerror}）：请检查权限和磁盘后再试；数据没有改动。",
            ) from error
        except duckdb.Error as error:
            if is_locked(error):
                raise WarehouseError(
                    WarehouseFault.LOCKED,
                    f"{path} 正被另一个程序独占打开：请关闭那个程序后再试；数据没有改动。",
                ) from error
            if not (is_damage(error) or isinstance(error, duckdb.CatalogException)):
                raise
    return None


def open_version(
    directory: Path, unusable: frozenset[int] = frozenset()
) -> tuple[duckdb.DuckDBPyConnection, int, str | None]:
    """Open the version to serve, or the last good one with a notice that says so.

    `unusable` are versions found damaged while they were being read.
    """
    pointer = read_pointer(directory)
    candidates = _candidates(directory, pointer)
    published = read_version(directory, SCHEMA_VERSION) if not candidates else None
    if published is not None and published not in unusable:
        return _open_published(directory), published, None
    if not candidates and published is None:
        raise WarehouseError(
            WarehouseFault.MISSING,
            f"{directory} 里还没有数据：请先运行 fazhi load 文件夹（或 make run 装入自带数据）。",
        )
    usable = [version for version in candidates if version not in unusable]
    found = _open_first(directory, usable, pointer)
    if found is None:
        raise WarehouseError(
            WarehouseFault.DAMAGED,
            f"{directory} 里的数据文件都打不开（已损坏，或由旧版程序建立）："
            "请移走该文件夹，再运行 fazhi load 重新装入报告。",
        )
    connection, version = found
    return connection, version, _notice(version, pointer)


def _open_published(directory: Path) -> duckdb.DuckDBPyConnection:
    try:
        return open_dataset(directory)
    except duckdb.Error as error:
        raise WarehouseError(
            WarehouseFault.DAMAGED,
            f"{directory} 里的数据集不完整或已损坏：请重新导出（fazhi export --format parquet）。",
        ) from error


def _notice(version: int, pointer: Pointer | None) -> str | None:
    if pointer is None:
        return f"数据指针 {POINTER} 损坏，现显示第 {version} 版；再装入一次报告即可修复。"
    if version != pointer.version:
        return f"第 {pointer.version} 版数据损坏，现显示第 {version} 版；再装入一次报告即可修复。"
    return None
