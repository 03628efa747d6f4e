"""Brings a built version into service, and keeps a folder of versions in order.

Owns the lock (one load at a time), the two renames that publish, and pruning. Refuses to
write to a file that may be served. Steps, each of which may be the last one alive:
build aside → check → rename to its version → rename the pointer → prune.
"""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

import duckdb
from filelock import FileLock, Timeout

from etl.errors import WarehouseError, WarehouseFault
from etl.warehouse.build import MEMORY, NOTHING, Build, Carried
from etl.warehouse.check import check_losses, check_version
from etl.warehouse.parts import quote_name
from etl.warehouse.versions import POINTER, Pointer, list_versions, name_version, read_pointer

KEPT = 3
_ASIDE = ".building"
_LOCK = "load.lock"
_TRIES, _PAUSE = 20, 0.02
_HOLDER = "load.json"  # beside the lock: on Windows a locked file cannot be read


@contextmanager
def hold_lock(directory: Path, wait: float = 0) -> Iterator[None]:
    """Hold the folder for one load; a second one waits, then is told who holds it since when.

    The system lets go of the lock of a process that died.
    """
    with _writing(directory):
        directory.mkdir(parents=True, exist_ok=True)
    lock = FileLock(directory / _LOCK, timeout=wait, preserve_lock_file=True)
    with _writing(directory):
        try:
            lock.acquire()
        except Timeout:
            raise WarehouseError(WarehouseFault.LOCKED, _describe_holder(directory)) from None
    try:
        with _writing(directory):
            _write_aside(directory / _HOLDER, _holder())
            _clear_leftovers(directory)
        yield
    finally:
        with suppress(OSError):
            (directory / _HOLDER).unlink(missing_ok=True)
        lock.release()


def _holder() -> str:
    now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    return json.dumps({"pid": os.getpid(), "since": now})


def _describe_holder(directory: Path) -> str:
    try:
        fields = json.loads((directory / _HOLDER).read_text(encoding="utf-8"))
        who = f"（进程 {int(fields['pid'])}，自 {fields['since']} 起）"
    except (OSError, ValueError, KeyError, TypeError):
        who = ""
    return f"另一次装入正在写 {directory}{who}：请等它结束后再试。"


@contextmanager
def _writing(directory: Path) -> Iterator[None]:
    """Turn what a disk can answer into one sentence; nothing published was touched."""
    try:
        yield
    except (OSError, duckdb.OperationalError, duckdb.FatalException) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise WarehouseError(
            WarehouseFault.UNWRITABLE,
            f"无法写入 {directory}（{reason}）：请检查磁盘空间和写入权限；原有数据不变。",
        ) from error


def _clear_leftovers(directory: Path) -> None:
    """Remove what a load that died left behind; under the lock nobody else is building."""
    for path in directory.glob(f"*{_ASIDE}*"):
        if path.is_dir():
            rmtree(path)
        else:
            path.unlink(missing_ok=True)


def publish(directory: Path, fill: Callable[[Build], bool | Carried]) -> int | None:
    """Build the next version with `fill`, check it, and put it into service.

    Where `fill` finds nothing worth a version (False), nothing is published and None returned;
    what it returns otherwise says what of the version before must still be there.
    """
    pointer = read_pointer(directory)
    known = [*list_versions(directory), pointer.version if pointer else 0]
    version = max(known) + 1
    aside = directory / (name_version(version) + _ASIDE)
    with _writing(directory):
        try:
            with Build(aside, version) as build:
                worthwhile = fill(build)
            if worthwhile:
                carried = worthwhile if isinstance(worthwhile, Carried) else NOTHING
                _finish(directory, aside, version, _check(aside, carried))
            elif pointer is not None:
                _prune(directory, pointer.version)  # a load may have died before it did
        finally:
            with suppress(OSError):
                _clear_leftovers(directory)
    return version if worthwhile else None


def _check(aside: Path, carried: Carried) -> str:
    connection = duckdb.connect(str(aside), read_only=True)
    try:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute(f"SET temp_directory = '{quote_name(aside)}-parts/spilled'")
        check_version(connection)
        if carried.previous is not None:
            check_losses(connection, carried.previous, carried.leave)
        row = connection.execute("SELECT built_at FROM build").fetchone()
    finally:
        connection.close()
    assert row is not None  # check_version counted it
    moment: datetime = row[0]
    return moment.replace(tzinfo=UTC).isoformat(timespec="seconds")


def _finish(directory: Path, aside: Path, version: int, built_at: str) -> None:
    target = directory / name_version(version)
    _settle(aside)
    aside.replace(target)
    pointer = Pointer(version, target.name, built_at, target.stat().st_size)
    _write_aside(directory / POINTER, _dump(pointer))
    _settle(directory)
    _prune(directory, version)


def _dump(pointer: Pointer) -> str:
    fields = {name: getattr(pointer, name) for name in ("version", "file", "built_at", "size")}
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _write_aside(path: Path, content: str) -> None:
    aside = path.with_name(path.name + _ASIDE)
    aside.write_text(content, encoding="utf-8")
    _settle(aside)
    _replace_patiently(aside, path)


def _replace_patiently(aside: Path, path: Path) -> None:
    """Put a file in place of another; Windows refuses while somebody reads the old one."""
    for _ in range(_TRIES):
        try:
            aside.replace(path)
            return
        except PermissionError:
            time.sleep(_PAUSE)
    aside.replace(path)


def _settle(path: Path) -> None:
    """Make sure that a file, or a folder's list of names, is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _prune(directory: Path, served: int) -> None:
    for version in list_versions(directory)[KEPT:]:
        if version != served:
            # A reader may hold it (Windows): it goes with a later load.
            with suppress(OSError):
                (directory / name_version(version)).unlink()
