"""Brings a built version into service, and keeps a folder of versions in order.

Owns the lock (one writer at a time), the two renames that publish, the way back to an earlier
version, and when old ones are removed. Refuses to write to a file that may be served. Steps,
each of which may be the last one alive:
build aside → check → rename to its version → rename the pointer → prune.
"""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

import duckdb
from filelock import FileLock, Timeout

from etl.errors import WarehouseError, WarehouseFault
from etl.warehouse.build import MEMORY, NOTHING, Build, Carried
from etl.warehouse.check import check_losses, check_version
from etl.warehouse.history import (
    History,
    demand_whole,
    find_previous,
    name_usable,
    read_history,
)
from etl.warehouse.parts import quote_name
from etl.warehouse.retention import KEEP, Pruned, remove_versions
from etl.warehouse.versions import POINTER, Pointer, list_versions, name_version, read_pointer

_ASIDE = ".building"
_LOCK = "load.lock"
_TRIES, _PAUSE = 20, 0.02
_HOLDER = "load.json"  # beside the lock: on Windows a locked file cannot be read


@contextmanager
def hold_lock(directory: Path, wait: float = 0) -> Iterator[None]:
    """Hold the folder for one writer; a second one waits, then is told who holds it since when.

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
    return f"另一次装入或回退正在写 {directory}{who}：请等它结束后再试。"


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


def publish(
    directory: Path, fill: Callable[[Build], bool | Carried], keep: int = KEEP
) -> int | None:
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
                built_at, base = _check(aside, carried)
                _finish(directory, aside, version, built_at)
                _prune(directory, keep, (version, base))
            elif pointer is not None:
                _prune(directory, keep, (pointer.version,))  # a load may have died before it did
        finally:
            with suppress(OSError):
                _clear_leftovers(directory)
    return version if worthwhile else None


@dataclass(frozen=True, slots=True)
class Rollback:
    """From which version to which; `withdrawn` are out of service now."""

    before: int | None
    version: int
    changed: bool
    withdrawn: tuple[int, ...]


def rollback(directory: Path, version: int | None = None) -> Rollback:
    """Put an earlier version back into service, by default the one the served was built on.

    It must be whole. Later versions stay where they are, out of service.
    """
    read_history(directory)  # a folder without versions is told before a lock is left in it
    with hold_lock(directory):
        history = read_history(directory)
        chosen = _choose_earlier(history) if version is None else version
        found = demand_whole(history, chosen)
        changed = not history.served == history.pointed == chosen
        if changed:
            assert found.built_at is not None  # a usable version is stamped
            with _writing(directory):
                _point(directory, chosen, found.built_at.isoformat(timespec="seconds"))
        withdrawn = read_history(directory).withdrawn
    return Rollback(history.pointed, chosen, changed, withdrawn)


def _choose_earlier(history: History) -> int:
    previous = find_previous(history, history.pointed or history.served)
    if previous is None:
        raise WarehouseError(
            WarehouseFault.MISSING,
            f"没有更早的一版可以回退；{name_usable(history)}。",
        )
    return previous


def prune(directory: Path, keep: int) -> Pruned:
    """Remove now all versions but the one in use and the newest few."""
    read_history(directory)
    with hold_lock(directory):
        return remove_versions(directory, keep, read_history(directory).in_use)


def _check(aside: Path, carried: Carried) -> tuple[str, int | None]:
    """Return when the checked version was built, and on which."""
    connection = duckdb.connect(str(aside), read_only=True)
    try:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute(f"SET temp_directory = '{quote_name(aside)}-parts/spilled'")
        check_version(connection)
        if carried.previous is not None:
            check_losses(connection, carried.previous, carried.leave)
        row = connection.execute("SELECT built_at, base FROM build").fetchone()
    finally:
        connection.close()
    assert row is not None  # check_version counted it
    moment: datetime = row[0]
    return moment.replace(tzinfo=UTC).isoformat(timespec="seconds"), row[1]


def _finish(directory: Path, aside: Path, version: int, built_at: str) -> None:
    _settle(aside)
    aside.replace(directory / name_version(version))
    _point(directory, version, built_at)


def _point(directory: Path, version: int, built_at: str) -> None:
    target = directory / name_version(version)
    pointer = Pointer(version, target.name, built_at, target.stat().st_size)
    _write_aside(directory / POINTER, _dump(pointer))
    _settle(directory)


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


def _prune(directory: Path, keep: int, in_use: tuple[int | None, ...]) -> None:
    remove_versions(directory, keep, [each for each in in_use if each is not None])
