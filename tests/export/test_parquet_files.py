"""Parquet: pyarrow, pandas and DuckDB read back what the warehouse holds."""

import json
from datetime import date
from decimal import Decimal

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from etl.export.folder import write_parquet_folder
from etl.export.rows import plain_type
from etl.export.selection import TABLES


@pytest.fixture(scope="module")
def folder(tmp_path_factory, extract):
    path = tmp_path_factory.mktemp("parquet") / "out"
    write_parquet_folder(path, extract(text=True))
    return path


@pytest.mark.parametrize("name", TABLES)
def test_pyarrow_reads_every_value(folder, expected, name):
    table = ds.dataset(folder / name, format="parquet", partitioning="hive").to_table()
    rows = expected(name, text=True)
    found = table.select(list(rows[0])).to_pylist()
    assert len(found) == len(rows)
    assert sorted(map(repr, found)) == sorted(map(repr, rows))


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_reads_every_value(folder, expected, name):
    rows = expected(name, text=True)
    columns = ", ".join(rows[0])
    query = f"SELECT {columns} FROM read_parquet(?, hive_partitioning=true)"
    found = duckdb.connect().execute(query, [f"{folder}/{name}/*/*.parquet"]).fetchall()
    assert sorted(map(repr, found)) == sorted(repr(tuple(row.values())) for row in rows)


def test_pandas_reads_decimals_dates_and_gaps(folder):
    frame = pd.read_parquet(folder / "figures")
    row = frame[(frame["agency"] == "望川市审计局") & (frame["indicator"] == "penalty_amount")]
    assert row["value"].item() == Decimal("0.000001")
    assert row["published_on"].item() == date(2024, 3, 20)
    assert frame["quote"].isna().sum() == (frame["basis"] == "ledger").sum() > 0
    assert frame["year"].astype(int).between(2019, 2023).all()


def test_the_types_are_those_every_engine_reads(folder):
    kinds = {name: pq.read_schema(next((folder / name).rglob("*.parquet"))) for name in TABLES}
    assert kinds["figures"].field("value").type == pa.decimal128(24, 6)
    assert kinds["figures"].field("published_on").type == pa.date32()
    assert kinds["figures"].field("conflict").type == pa.bool_()
    assert kinds["observations"].field("span_start").type == pa.int32()
    assert kinds["observations"].field("version").type == pa.int32()
    plain = {pa.string(), pa.int32(), pa.bool_(), pa.date32(), pa.decimal128(24, 6)}
    assert {field.type for schema in kinds.values() for field in schema} <= plain
    assert "year" not in kinds["figures"].names


def test_files_are_zstd(folder):
    metadata = pq.read_metadata(next((folder / "figures").rglob("*.parquet")))
    assert metadata.row_group(0).column(0).compression == "ZSTD"


def test_other_types_of_duckdb_become_plain_ones():
    assert plain_type(pa.dictionary(pa.int8(), pa.large_string())) == pa.string()
    assert plain_type(pa.large_list(pa.string_view())) == pa.list_(pa.string())
    assert plain_type(pa.timestamp("ns")) == pa.timestamp("us")
    assert plain_type(pa.int16()) == pa.int32()
    assert plain_type(pa.uint32()) == pa.int64()


def test_a_table_without_rows_still_has_its_columns(tmp_path, extract):
    asked = extract(tables=("findings",), years=(2019, 2019))
    write_parquet_folder(tmp_path / "out", asked)
    table = ds.dataset(tmp_path / "out" / "findings", partitioning="hive").to_table()
    assert table.num_rows == 0
    assert set(table.column_names) == set(asked.tables[0].schema.names)
    pattern = f"{tmp_path}/out/findings/*/*.parquet"
    assert duckdb.connect().execute("SELECT year FROM read_parquet(?)", [pattern]).fetchall() == []


def test_the_manifest_tells_what_is_there(folder):
    said = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (said["format"], said["format_version"], said["kind"]) == ("fazhi-export", 1, "parquet")
    assert (said["version"], said["engine"]) == (2, "test-engine")
    assert said["built_at"] == "2025-06-01T08:00:00+00:00"
    assert list(said["tables"]) == list(TABLES)
    for name, table in said["tables"].items():
        assert table["rows"] == sum(file["rows"] for file in table["files"])
        for file in table["files"]:
            path = folder / file["path"]
            assert path.stat().st_size == file["bytes"]
            assert pq.read_metadata(path).num_rows == file["rows"]
        files = {path.relative_to(folder).as_posix() for path in (folder / name).rglob("*.parquet")}
        assert {file["path"] for file in table["files"]} == files


def test_the_schema_tells_types_and_meanings(folder):
    said = json.loads((folder / "schema.json").read_text(encoding="utf-8"))["tables"]["figures"]
    assert said["partitioned_by"] == ["year"]
    columns = {column["name"]: column for column in said["columns"]}
    assert columns["value"]["type"] == "decimal(24,6)"
    assert columns["value"]["nullable"] is False
    assert columns["quote"]["nullable"] is True
    assert columns["published_on"]["type"] == "date"
    assert (columns["year"]["type"], columns["conflict"]["type"]) == ("int32", "boolean")
    assert all(column["zh"] and column["en"] for column in columns.values())
