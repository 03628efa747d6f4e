"""Rows and their identities, and the promises a finished version must keep."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from etl.errors import WarehouseError
from etl.model import Cell, Media, Span, Table
from etl.warehouse.build import DOOR, Build, Stamp
from etl.warehouse.check import KEYS, KEYS_BELOW, PROMISES, PROMISES_BELOW, check_version
from etl.warehouse.rows import Origin, read_value, split_report
from etl.warehouse.versions import name_version
from tests.factories import BUILT_AT, Stated, make_report, small_warehouse
from tests.small_city import FIRM, STALLS

ORIGIN = Origin("own", "ab" * 32, "a.txt", "/a.txt", "reader", "engine", 1)
CHECKS = [Stated("inspections", "检查5次", "5", "次"), Stated("permits", "许可8件", "8", "件")]


def test_a_document_is_its_data_set_and_its_content() -> None:
    moved = replace(ORIGIN, source="b.txt", location="/b.txt", engine="other", version=7)
    assert moved.document_id == ORIGIN.document_id
    assert len(ORIGIN.document_id) == 12
    assert replace(ORIGIN, dataset="sample").document_id != ORIGIN.document_id
    assert replace(ORIGIN, sha256="cd" * 32).document_id != ORIGIN.document_id


def test_the_reading_changes_with_what_was_read_and_with_nothing_else() -> None:
    one = split_report(make_report(stated=CHECKS), ORIGIN)
    moved = replace(ORIGIN, source="b.txt", engine="other", version=7)
    assert split_report(make_report(stated=CHECKS), moved).reading == one.reading
    assert split_report(make_report(stated=CHECKS[:1]), ORIGIN).reading != one.reading


def test_observations_are_numbered_in_the_order_of_the_text() -> None:
    parts = (Stated("inspections", "夜间2次", "2", "次", part="夜间"),)
    report = make_report(stated=[replace(CHECKS[0], parts=parts), CHECKS[1]])
    backwards = replace(report, observations=report.observations[::-1])
    rows = split_report(backwards, ORIGIN).rows["observations"]
    key = ORIGIN.document_id
    assert [row[0] for row in rows] == [f"{key}-1", f"{key}-2", f"{key}-3"]
    assert [row[3] for row in rows] == [None, f"{key}-1", None]
    assert [row[4] for row in rows] == ["inspections", "inspections", "permits"]


def test_a_quote_that_is_not_in_the_text_is_refused() -> None:
    report = make_report(stated=CHECKS)
    wrong = replace(report.observations[0], quote="检查6次")
    with pytest.raises(ValueError, match="检查6次"):
        split_report(replace(report, observations=(wrong,)), ORIGIN)


def test_named_things_are_numbered_in_the_order_of_the_text() -> None:
    report = make_report(stated=CHECKS, named=[STALLS, FIRM])
    backwards = replace(report, named=report.named[::-1])
    rows = split_report(backwards, ORIGIN).rows["named_things"]
    key = ORIGIN.document_id
    assert [row[0] for row in rows] == [f"{key}-n1", f"{key}-n2"]
    assert [row[4] for row in rows] == [STALLS.name, FIRM.name]
    assert rows[0][5:8] == ("望政办发〔2023〕7号", "望川市人民政府办公室", "issued")
    assert rows[1][5:8] == (None, None, None)


def test_a_name_that_is_not_in_the_text_is_refused() -> None:
    report = make_report(stated=CHECKS, named=[FIRM])
    wrong = replace(report.named[0], quote="别处律师事务所")
    with pytest.raises(ValueError, match="别处"):
        split_report(replace(report, named=(wrong,)), ORIGIN)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e18"])
def test_what_is_no_figure_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="not a figure"):
        read_value(Decimal(value))


def test_cells_of_tables_are_kept_as_published(tmp_path: Path) -> None:
    report = make_report(stated=CHECKS)
    cell = Cell(0, 1, 1, 2, Span(0, 2), " 12 ")
    document = replace(
        report.document,
        media=Media.HTML,
        tables=(Table(Span(0, 9), (cell,)), Table(Span(9, 9), ())),
    )
    entry = split_report(replace(report, document=document), ORIGIN)
    path = tmp_path / name_version(1)
    with Build(path, 1) as build:
        build.add(entry)
        build.finish(Stamp("e", "d", BUILT_AT))
    with duckdb.connect(str(path)) as connection:
        rows = connection.execute(
            "SELECT * EXCLUDE (report_no, report_id) FROM table_cells"
        ).fetchall()
    assert rows == [(1, 0, 1, 1, 2, 0, 2, " 12 ")]


# A cell that ends behind the row it stands in.
FORM_CELL = """
    SELECT report_no, report_id, 'requests', '（一）予以公开', '自然人', '3', 'number', 3, 'granted', 6, 9, 4, 8
    FROM reports LIMIT 1
"""
# What the small warehouse has none of.
REVIEW = """SELECT 'r', report_no, report_id, observation_id, 'accepted', NULL, NULL, NULL, '甲',
       '2025-06-01T09:00:00+08:00', '' FROM observations LIMIT 1"""
ROWS = {
    "reviews": REVIEW,
    "table_cells": "SELECT report_no, report_id, 1, 0, 0, 1, 1, 0, 1, '年' FROM reports LIMIT 1",
    "form_cells": FORM_CELL.replace("6, 9, 4, 8", "6, 8, 4, 8"),
}
BROKEN = {
    "every content is one document of its data set": "UPDATE documents SET sha256 = 'x'",
    "every report is numbered once": "UPDATE reports SET report_no = 1",
    "every report is a document": "UPDATE documents SET dataset = 'x'",
    "every row of a ledger has its document": "UPDATE ledger_rows SET document_id = 'x'",
    "every indicator is in the catalogue, in one of its units": (
        "UPDATE observations SET unit = '斤'"
    ),
    "every count is whole and every rate a share": "UPDATE observations SET value = 0.5",
    "every quote stands in its text": "UPDATE reports SET text = replace(text, '检查', '抽查')",
    "every number lies in its quote": "UPDATE observations SET number_end = span_end + 1",
    "every name stands in its text": "UPDATE named_things SET quote = '另一份文件'",
    "every part hangs under a total of its report": "UPDATE observations SET parent_id = 'x'",
    "every passage lies in its text": "UPDATE sections SET span_end = 99999",
    "every cell of a form lies in its row": f"INSERT INTO form_cells {FORM_CELL}",
    "every body lies in its text": "UPDATE reports SET body_end = 99999",
    "every document holds a report or a ledger": "UPDATE documents SET media = 'ledger'",
    "what supersedes is itself in force": (
        "INSERT INTO supersessions SELECT superseded_by, id FROM supersessions"
    ),
    "every decision is about a statement, and a correction in a unit of its indicator": (
        "INSERT INTO reviews " + REVIEW.replace("observation_id", "'x'")
    ),
    "every figure rests on a statement in force": "UPDATE observations SET in_force = FALSE",
    "every figure of a ledger rests on a row in force": "UPDATE ledger_rows SET row_id = row_id || 'x'",
    "every figure of a genre stands beside another genre's": (
        "INSERT INTO genre_figures SELECT * FROM figures"
    ),
    "every stretch of reports can be searched": "DELETE FROM text_pairs",
    "the version is stamped": "DELETE FROM build",
}


def test_every_promise_has_a_test() -> None:
    assert set(BROKEN) == {*PROMISES, *PROMISES_BELOW}


def test_every_table_has_a_key_that_is_checked(version: duckdb.DuckDBPyConnection) -> None:
    tables = {
        row[0] for row in version.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    }
    assert {*KEYS, *KEYS_BELOW} == tables - {"build", "indicators", "rejections", "sizes"}


@pytest.mark.parametrize("table", [*KEYS, *KEYS_BELOW])
def test_a_row_that_is_there_twice_is_named(version: duckdb.DuckDBPyConnection, table: str) -> None:
    if table in ROWS:
        version.execute(f"INSERT INTO {table} {ROWS[table]}")
    version.execute(f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1")
    with pytest.raises(WarehouseError, match=f"rows of {table} are told apart"):
        check_version(version)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_warehouse(tmp_path_factory.mktemp("good")) / name_version(1)


@pytest.fixture
def version(good: Path) -> duckdb.DuckDBPyConnection:
    # Keys guard tables while they are filled; for breaking promises a copy without keys will do.
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{good}' AS good (READ_ONLY)")
    tables = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'good'"
    ).fetchall()
    for (table,) in tables:
        connection.execute(f"CREATE TABLE {table} AS FROM good.{table}")
    connection.execute(DOOR.read_text(encoding="utf-8"))
    return connection


def test_a_good_version_passes(version: duckdb.DuckDBPyConnection) -> None:
    check_version(version)


@pytest.mark.parametrize("promise", BROKEN)
def test_a_broken_promise_is_named(version: duckdb.DuckDBPyConnection, promise: str) -> None:
    version.execute(BROKEN[promise])
    with pytest.raises(WarehouseError, match="没有发布") as caught:
        check_version(version)
    assert promise in str(caught.value)
