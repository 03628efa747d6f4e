"""The versions of a warehouse with their facts: built when, from what, how much they hold.

Owns reading each file briefly and read-only, telling what state it is in, which versions were
withdrawn by a rollback, and which came before which. A damaged file is a fact to list, not an
error; refuses only to hand out a version that cannot be used.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import duckdb

from etl.errors import WarehouseError, WarehouseFault
from etl.warehouse.versions import (
    SCHEMA_VERSION,
    connect_reader,
    is_damage,
    is_locked,
    is_published,
    list_versions,
    name_version,
    open_version,
    read_pointer,
)

_BUILD = "SELECT * FROM build"  # an older version has other columns
_HEADERS = 3 * 4096  # bytes before the first block
_BLOCKS = f"SELECT {_HEADERS} + block_size * total_blocks FROM pragma_database_size()"
_TABLES = "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal"


class State(StrEnum):
    """Whether a version can be used, and if not, why."""

    USABLE = "usable"
    OLDER = "older"
    NEWER = "newer"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"


FAULTS = {
    State.OLDER: "由旧版程序建立",
    State.NEWER: "由新版程序建立",
    State.DAMAGED: "已损坏",
    State.UNREADABLE: "被别的程序占用或无权读取",
}


@dataclass(frozen=True, slots=True)
class Version:
    """One version and its facts; None for what its file does not tell.

    `base` is the version it was built on, `dataset` what was loaded then (None where several
    were), `sources` the paths that load was given.
    """

    version: int
    state: State
    size: int
    built_at: datetime | None = None
    engine: str | None = None
    catalog_digest: str | None = None
    schema_version: int | None = None
    base: int | None = None
    dataset: str | None = None
    sources: tuple[str, ...] = ()
    documents: int | None = None
    reports: int | None = None
    observations: int | None = None
    figures: int | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """All versions, newest first; `served` is what pages show, None where nothing can be.

    `pointed` is what the pointer says, which is another one where the served is a fall-back;
    `notice` is a sentence that says so.
    """

    directory: Path
    versions: tuple[Version, ...]
    served: int | None
    pointed: int | None
    notice: str | None

    @property
    def in_use(self) -> frozenset[int]:
        """Return the versions that must stay, whatever their number."""
        return frozenset(each for each in (self.served, self.pointed) if each is not None)

    @property
    def withdrawn(self) -> tuple[int, ...]:
        """Return the versions out of service that could be had back, newest first."""
        versions = (each for each in self.versions if each.state is State.USABLE)
        return tuple(each.version for each in versions if each.withdrawn)

    def find(self, version: int) -> Version | None:
        """Return a version; None where it does not exist."""
        return next((each for each in self.versions if each.version == version), None)


def read_history(directory: Path) -> History:
    """Return every version of a folder; a folder without any is an error."""
    if is_published(directory):
        raise WarehouseError(
            WarehouseFault.MISSING,
            f"{directory} 是导出的数据集，只有导出时的那一版：请到原来的数据仓库查看各版。",
        )
    served, notice = _find_served(directory)
    found = [_read_version(directory, version) for version in list_versions(directory)]
    versions = [each for each in found if each is not None]
    pointer = read_pointer(directory)
    pointed = pointer.version if pointer else None
    withdrawn = find_withdrawn({each.version: each.base for each in versions}, pointed or served)
    return History(
        directory,
        tuple(replace(each, withdrawn=each.version in withdrawn) for each in versions),
        served,
        pointed,
        notice,
    )


def find_withdrawn(bases: Mapping[int, int | None], served: int | None) -> frozenset[int]:
    """Return the versions a rollback took out of service.

    Those are the newer ones, and those that a version on the way here was built past: after a
    rollback from 5 to 3, version 6 is built on 3, and 4 and 5 stay withdrawn.
    """
    if served is None:
        return frozenset()
    left = {version for version in bases if version > served}
    at, base = served, bases.get(served)
    while base is not None and base < at:
        left |= {version for version in bases if base < version < at}
        at, base = base, bases.get(base)
    return frozenset(left)


def find_previous(history: History, version: int | None) -> int | None:
    """Return the version that one was built on, else the next older that can be used."""
    if version is None:
        return None
    known = history.find(version)
    base = history.find(known.base) if known and known.base is not None else None
    if base is not None and base.state is State.USABLE:
        return base.version
    older = [each for each in history.versions if each.version < version]
    usable = (each for each in older if each.state is State.USABLE and not each.withdrawn)
    return next((each.version for each in usable), None)


def demand_usable(history: History, version: int) -> Version:
    """Return a version that can be used, or say why it cannot and which can."""
    found = history.find(version)
    if found is None:
        fault, reason = WarehouseFault.MISSING, "不存在"
    elif found.state is not State.USABLE:
        fault, reason = WarehouseFault.DAMAGED, FAULTS[found.state]
    else:
        return found
    raise WarehouseError(fault, f"第 {version} 版{reason}，不能使用；{name_usable(history)}。")


def name_usable(history: History) -> str:
    """Return which versions can be used, in words."""
    usable = [each.version for each in history.versions if each.state is State.USABLE]
    if not usable:
        return f"{history.directory} 里没有一版可以使用，请重新装入报告"
    return f"{history.directory} 里可用的有{name_versions(usable)}"


def name_versions(versions: Iterable[int]) -> str:
    """Return versions in words: 第 5、4、3 版."""
    return f"第 {'、'.join(map(str, versions))} 版"


def demand_whole(history: History, version: int) -> Version:
    """Return a version whose file was read from end to end without a fault."""
    found = demand_usable(history, version)
    try:
        with connect_reader(history.directory / name_version(version)) as connection:
            for schema, table in connection.execute(_TABLES).fetchall():
                query = f'SELECT bit_xor(hash(t)) FROM "{schema}"."{table}" AS t'
                connection.execute(query).fetchall()
    except duckdb.Error as error:
        if not is_damage(error):
            raise
        raise WarehouseError(
            WarehouseFault.DAMAGED,
            f"第 {version} 版{FAULTS[State.DAMAGED]}，没有改动；{name_usable(history)}，请另选一版。",
        ) from error
    return found


def _find_served(directory: Path) -> tuple[int | None, str | None]:
    try:
        connection, version, notice = open_version(directory)
    except WarehouseError as error:
        if not list_versions(directory):
            raise
        return None, error.message
    connection.close()
    return version, notice


def _read_version(directory: Path, version: int) -> Version | None:
    """Return the facts of one file; None where a load has just removed it."""
    path = directory / name_version(version)
    try:
        size = path.stat().st_size
    except OSError:
        return None
    try:
        fields = _read_build(path, size)
    except duckdb.Error as error:
        return Version(version, _name_fault(error), size)
    if fields is None or fields.get("version") != version:
        return Version(version, State.DAMAGED, size)
    return _describe(fields, size)


def _read_build(path: Path, size: int) -> dict[str, Any] | None:
    """Return the row of `build`; None where the file is cut short or has no such row."""
    with connect_reader(path) as connection:
        blocks = connection.execute(_BLOCKS).fetchone()
        cursor = connection.execute(_BUILD)
        names = [column[0] for column in cursor.description or ()]
        row = cursor.fetchone()
    if row is None or blocks is None or size < blocks[0]:
        return None
    return dict(zip(names, row, strict=True))


def _describe(fields: dict[str, Any], size: int) -> Version:
    known = {name: fields[name] for name in Version.__slots__ if name in fields}
    schema = fields.get("schema_version") or 0
    if schema == SCHEMA_VERSION:
        state = State.USABLE
    else:
        state = State.OLDER if schema < SCHEMA_VERSION else State.NEWER
    known["sources"] = tuple(known.get("sources") or ())
    if isinstance(known.get("built_at"), datetime):
        known["built_at"] = known["built_at"].replace(tzinfo=UTC)
    return Version(**known, state=state, size=size)


def _name_fault(error: duckdb.Error) -> State:
    barred = is_locked(error) or "permission denied" in str(error).lower()
    return State.UNREADABLE if barred else State.DAMAGED
