"""What the version before holds, for a load that builds on it.

Owns reading the former version whole (so that damage shows now and not in a page) and the
list of its documents. Refuses to change anything.
"""

from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from etl.errors import RejectionKind, WarehouseError, WarehouseFault
from etl.warehouse.build import Rejection
from etl.warehouse.columns import COLUMNS
from etl.warehouse.versions import is_damage, open_version


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the version before."""

    document_id: str
    sha256: str
    source: str
    location: str
    media: str
    engine: str
    reading: str
    loaded_version: int


@dataclass(frozen=True, slots=True)
class Inventory:
    """The version a load starts from; `version` 0 and no connection where there is none.

    `repair` tells that the pointer does not lead to it, so that a load must publish.
    """

    version: int = 0
    connection: duckdb.DuckDBPyConnection | None = None
    repair: bool = False
    notice: str | None = None
    documents: dict[str, Known] = field(default_factory=dict)
    rejections: tuple[Rejection, ...] = ()
    verdicts: dict[tuple[str, str | None, str | None], Rejection] = field(default_factory=dict)
    catalog_digest: str | None = None

    def close(self) -> None:
        """Let go of the file."""
        if self.connection is not None:
            self.connection.close()


def open_inventory(directory: Path, dataset: str) -> Inventory:
    """Return the last version that can be read from end to end, with one data set's documents."""
    unusable: frozenset[int] = frozenset()
    while True:
        try:
            connection, version, notice = open_version(directory, unusable)
        except WarehouseError as error:
            if error.kind is WarehouseFault.LOCKED:
                raise
            return _start_afresh(error)
        try:
            _read_whole(connection)
            return _take_stock(connection, version, notice, dataset)
        except duckdb.Error as error:
            connection.close()
            if not is_damage(error):
                raise
            unusable |= {version}


def _start_afresh(error: WarehouseError) -> Inventory:
    if error.kind is WarehouseFault.MISSING:
        return Inventory()
    notice = "原有数据文件都已损坏，或由旧版程序建立；已从这次装入的报告重新建立。"
    return Inventory(repair=True, notice=notice)


def _read_whole(connection: duckdb.DuckDBPyConnection) -> None:
    for table in (*COLUMNS, "rejections", "indicators"):
        connection.execute(f"SELECT bit_xor(hash(t)) FROM {table} AS t").fetchall()


def _take_stock(
    connection: duckdb.DuckDBPyConnection, version: int, notice: str | None, dataset: str
) -> Inventory:
    rows = connection.execute(
        "SELECT document_id, sha256, source, location, media, engine, reading, loaded_version"
        " FROM documents WHERE dataset = ?",
        [dataset],
    ).fetchall()
    documents = [Known(*row) for row in rows]
    rejected = connection.execute(
        "SELECT source, kind, message, line, sha256, engine FROM rejections"
        " WHERE dataset = ? ORDER BY position",
        [dataset],
    ).fetchall()
    if notice is not None:
        notice = notice.split("，")[0] + (
            f"，这次装入以第 {version} 版为底：请把第 {version} 版之后装入过的报告再装入一次。"
        )
    digest = connection.execute("SELECT catalog_digest FROM build").fetchone()
    rejections = [Rejection(row[0], RejectionKind(row[1]), *row[2:]) for row in rejected]
    return Inventory(
        version=version,
        connection=connection,
        repair=notice is not None,
        notice=notice,
        documents={item.sha256: item for item in documents},
        rejections=tuple(rejections),
        verdicts={(r.source, r.sha256, r.engine): r for r in rejections if r.sha256},
        catalog_digest=digest[0] if digest else None,
    )
