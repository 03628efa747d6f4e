"""What the version before holds, for a load that builds on it.

Owns reading the former version whole (so that damage shows now and not in a page), and what a
load asks of its documents: never all of them at once, for there may be millions. Refuses to
change anything.
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.errors import RejectionKind, WarehouseError, WarehouseFault
from etl.warehouse.build import Rejection
from etl.warehouse.columns import COLUMNS
from etl.warehouse.versions import is_damage, is_published, name_version, open_version

_KNOWN = (
    "document_id, dataset, sha256, source, location, media, reader, engine, reading,"
    " loaded_version, missing_since"
)
_STALE = f"""
SELECT {_KNOWN}, report_no FROM documents JOIN (
    SELECT report_no, report_id AS document_id FROM reports
) USING (document_id)
WHERE engine <> $engine ORDER BY report_no
"""
_FETCH = 10_000
_CONTENTS = """
SELECT hash(sha256) AS digest, rowid::UBIGINT AS place FROM documents WHERE dataset = $dataset
ORDER BY digest
"""
_OVERTAKEN = """
SELECT document_id FROM documents WHERE dataset = $dataset
QUALIFY loaded_version < max(loaded_version) OVER (PARTITION BY location)
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the version before; `overtaken` where its file held something else since."""

    document_id: str
    dataset: str
    sha256: str
    source: str
    location: str
    media: str
    reader: str
    engine: str
    reading: str
    loaded_version: int
    missing_since: int | None
    overtaken: bool = False


class Contents:
    """Where a data set's documents stand in their table, by content.

    A table is asked by place at once, and would be read from end to end for a few digests.
    Sixteen bytes a document; digests that meet by chance are told apart by who asks.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, dataset: str) -> None:
        found = connection.sql(_CONTENTS, params={"dataset": dataset}).to_arrow_table()
        self._digests, self._places = (
            array("Q", column.to_numpy().tobytes()) for column in found.columns
        )

    def find(self, digests: Iterable[int]) -> Iterator[int]:
        """Yield the places of documents whose content has one of these digests."""
        for digest in digests:
            at = bisect_left(self._digests, digest)
            while at < len(self._digests) and self._digests[at] == digest:
                yield self._places[at]
                at += 1


@dataclass(frozen=True, slots=True)
class Inventory:
    """The version a load starts from; `version` 0 and no connection where there is none.

    `repair` tells that the pointer does not lead to it, so that a load must publish.
    """

    dataset: str
    version: int = 0
    path: Path | None = None
    connection: duckdb.DuckDBPyConnection | None = None
    repair: bool = False
    notice: str | None = None
    rejections: tuple[Rejection, ...] = ()
    verdicts: dict[tuple[str, str | None, str | None], Rejection] = field(default_factory=dict)
    catalog_digest: str | None = None
    reviews_digest: str | None = None
    contents: Contents | None = None
    overtaken: frozenset[str] = frozenset()

    def close(self) -> None:
        """Let go of the file."""
        if self.connection is not None:
            self.connection.close()

    def find(self, digests: Collection[str]) -> Mapping[str, Known]:
        """Return the documents of the data set with one of these contents, by content."""
        if self.connection is None or self.contents is None or not digests:
            return {}
        wanted = {"wanted": sorted(digests)}
        with self.connection.cursor() as cursor:
            hashed = cursor.execute("SELECT hash(unnest($wanted))", wanted).fetchall()
        places = list(self.contents.find(each for (each,) in hashed))
        query = (
            f"SELECT {_KNOWN} FROM documents WHERE rowid IN $places AND sha256 IN $wanted"
            " AND dataset = $dataset"
        )
        found = self._documents(query, places=places, **wanted) if places else ()
        return {
            each.sha256: replace(each, overtaken=each.document_id in self.overtaken)
            for each in found
        }

    def find_ledgers(self) -> Sequence[Known]:
        """Return the tables of figures of the data set."""
        query = f"SELECT {_KNOWN} FROM documents WHERE dataset = $dataset AND media = 'ledger'"
        return self._documents(query)

    def find_others(self, ids: Collection[str]) -> Sequence[Known]:
        """Return the documents of the data set that are not among these."""
        return self._compare("ANTI", "TRUE", ids)

    def find_missing(self, ids: Collection[str]) -> Sequence[Known]:
        """Return those of these documents whose file was gone."""
        return self._compare("SEMI", "missing_since IS NOT NULL", ids)

    def stale(self, engine: str) -> Iterator[tuple[Known, int]]:
        """Yield the reports, of all data sets, that another engine read, with their number."""
        if self.connection is None:
            return
        cursor = self.connection.cursor().execute(_STALE, {"engine": engine})
        while rows := cursor.fetchmany(_FETCH):
            yield from ((Known(*row[:-1]), row[-1]) for row in rows)

    def _documents(self, query: str, **more: object) -> Sequence[Known]:
        if self.connection is None:
            return ()
        with self.connection.cursor() as cursor:
            rows = cursor.execute(query, {"dataset": self.dataset, **more}).fetchall()
        return [Known(*row) for row in rows]

    def _compare(self, join: str, condition: str, ids: Collection[str]) -> Sequence[Known]:
        if self.connection is None:
            return ()
        with self.connection.cursor() as cursor:
            cursor.register("given", pa.table({"document_id": pa.array(ids, pa.string())}))
            query = (
                f"SELECT {_KNOWN} FROM documents {join} JOIN given USING (document_id)"
                f" WHERE dataset = $dataset AND {condition}"
            )
            rows = cursor.execute(query, {"dataset": self.dataset}).fetchall()
        return [Known(*row) for row in rows]


def open_inventory(directory: Path, dataset: str) -> Inventory:
    """Return the last version that can be read from end to end, as one data set sees it."""
    unusable: frozenset[int] = frozenset()
    if is_published(directory):
        raise WarehouseError(
            WarehouseFault.UNWRITABLE,
            f"{directory} 是导出的数据集，只供读取：请用 --warehouse 指定另一个文件夹来装入。",
        )
    while True:
        try:
            connection, version, notice = open_version(directory, unusable)
        except WarehouseError as error:
            if error.kind is WarehouseFault.LOCKED:
                raise
            return _start_afresh(error, dataset)
        try:
            _read_whole(connection)
            path = directory / name_version(version)
            return _take_stock(connection, version, path, notice, dataset)
        except duckdb.Error as error:
            connection.close()
            if not is_damage(error):
                raise
            unusable |= {version}


def _start_afresh(error: WarehouseError, dataset: str) -> Inventory:
    if error.kind is WarehouseFault.MISSING:
        return Inventory(dataset)
    notice = "原有数据文件都已损坏，或由旧版程序建立；已从这次装入的报告重新建立。"
    return Inventory(dataset, repair=True, notice=notice)


def _read_whole(connection: duckdb.DuckDBPyConnection) -> None:
    for table in (*COLUMNS, "rejections", "indicators"):
        connection.execute(f"SELECT bit_xor(hash(t)) FROM {table} AS t").fetchall()


def _take_stock(
    connection: duckdb.DuckDBPyConnection,
    version: int,
    path: Path,
    notice: str | None,
    dataset: str,
) -> Inventory:
    own = {"dataset": dataset}
    rejected = connection.execute(
        "SELECT source, kind, message, line, sha256, engine FROM rejections"
        " WHERE dataset = $dataset ORDER BY position",
        own,
    ).fetchall()
    if notice is not None:
        notice = notice.split("，")[0] + (
            f"，这次装入以第 {version} 版为底：请把第 {version} 版之后装入过的报告再装入一次。"
        )
    [(digest, reviews)] = connection.execute(
        "SELECT catalog_digest, reviews_digest FROM build"
    ).fetchall()
    rejections = [Rejection(row[0], RejectionKind(row[1]), *row[2:]) for row in rejected]
    return Inventory(
        dataset,
        version=version,
        path=path,
        connection=connection,
        repair=notice is not None,
        notice=notice,
        rejections=tuple(rejections),
        verdicts={(r.source, r.sha256, r.engine): r for r in rejections if r.sha256},
        catalog_digest=digest,
        reviews_digest=reviews,
        contents=Contents(connection, dataset),
        overtaken=frozenset(each for (each,) in connection.execute(_OVERTAKEN, own).fetchall()),
    )
