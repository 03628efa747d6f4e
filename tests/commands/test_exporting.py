"""`fazhi export` from outside: what is written, what is refused, and the exit status."""

import csv
import errno
import json

import openpyxl
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from etl import cli
from etl.commands import exporting
from etl.commands.options import TableName
from etl.export.selection import TABLES
from tests.factories import small_warehouse


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    return small_warehouse(tmp_path_factory.mktemp("small") / "warehouse")


@pytest.fixture
def export(capsys, monkeypatch, tmp_path, warehouse):
    """Run `fazhi export`; return exit status, output and what went to standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAZHI_WAREHOUSE", str(warehouse))

    def run(*arguments):
        status = cli.run(["export", *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_tables_to_choose_are_those_there_are():
    assert {each.value for each in TableName} == set(TABLES)


def test_a_folder_of_csv_is_the_default(export, tmp_path):
    status, out, err = export("out")
    assert (status, err) == (0, "")
    assert "已导出第 1 版：out" in out
    names = {path.name for path in (tmp_path / "out").iterdir()}
    beside = {"README.txt", "dictionary.csv", "dictionary.md", "manifest.json", "schema.json"}
    assert names == {f"{table}.csv" for table in TABLES} | beside
    assert [path.name for path in tmp_path.iterdir() if "building" in path.name] == []


def test_a_name_with_xlsx_is_a_workbook(export, tmp_path):
    assert export("out.xlsx")[0] == 0
    names = openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames
    assert names == ["说明", "数据字典", *TABLES]


def test_parquet_is_a_data_set_by_year(export, tmp_path):
    assert export("out", "--format", "parquet", "--table", "figures", "--year", "2022-2023")[0] == 0
    table = ds.dataset(tmp_path / "out" / "figures", partitioning="hive").to_table()
    assert set(table["year"].to_pylist()) == {2022, 2023}
    assert not (tmp_path / "out" / "reports").exists()


def test_filters_pick_rows(export, tmp_path):
    asked = ("--dataset", "own", "--year", "2023", "--region", "望川市", "--genre", "rol")
    export("out", *asked, "--agency", "望川市城市管理局", "--agency", "望川市水利局")
    rows = read(tmp_path / "out" / "figures.csv")
    assert {row["agency"] for row in rows} == {"望川市城市管理局", "望川市水利局"}
    assert {(row["year"], row["genre"]) for row in rows} == {("2023", "rol")}
    said = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert said["filters"]["years"] == [2023, 2023]
    assert said["filters"]["agency"] == ["望川市城市管理局", "望川市水利局"]


def test_by_indicator_tables_without_one_stay_away(export, tmp_path):
    assert export("out", "--indicator", "inspections")[0] == 0
    assert {path.stem for path in (tmp_path / "out").glob("*.csv")} == {
        "figures",
        "observations",
        "findings",
        "dictionary",
    }
    assert {row["indicator"] for row in read(tmp_path / "out" / "figures.csv")} == {"inspections"}


def test_text_comes_when_asked_for(export, tmp_path):
    export("out", "--table", "reports", "--text")
    assert "法治政府建设" in read(tmp_path / "out" / "reports.csv")[0]["text"]
    export("bare", "--table", "reports")
    assert "text" not in read(tmp_path / "bare" / "reports.csv")[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("out", "--format", "xlsx"), "out.xlsx"),
        (("out.xlsx", "--format", "csv"), ".xlsx"),
        (("out", "--year", "23"), "2021-2023"),
        (("out", "--region", "望川"), "是不是：望川市"),
        (("out", "--version", "9"), "没有第 9 版；现有的版本：1"),
        (("out", "--indicator", "inspections", "--table", "reports"), "reports"),
        (("out", "--table", "bogus"), "bogus"),
        ((), "OUT"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(export, tmp_path, arguments, words):
    status, out, err = export(*arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert list(tmp_path.iterdir()) == []


def test_what_stands_there_is_replaced_only_when_asked(export, tmp_path):
    export("out")
    status, _, err = export("out", "--table", "figures")
    assert status == 2
    assert "--force" in err
    assert (tmp_path / "out" / "reports.csv").exists()
    assert export("out", "--table", "figures", "--force")[0] == 0
    assert not (tmp_path / "out" / "reports.csv").exists()


def test_a_folder_of_somebody_is_never_replaced(export, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("", encoding="utf-8")
    status, _, err = export("out", "--force")
    assert status == 2
    assert "不是以前导出的文件夹" in err
    assert (tmp_path / "out" / "thesis.txt").exists()


@pytest.mark.parametrize("format", list(exporting.WRITERS))
def test_a_full_disk_leaves_nothing_and_is_one_sentence(export, tmp_path, monkeypatch, format):
    write = exporting.WRITERS[format]

    def fail(path, extract):
        write(path, extract)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setitem(exporting.WRITERS, format, fail)
    name = "out.xlsx" if format == "xlsx" else "out"
    status, out, err = export(name, "--format", format)
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert "No space left" in err
    assert list(tmp_path.iterdir()) == []


def test_no_warehouse_is_one_sentence(export, tmp_path):
    status, _, err = export("out", "--warehouse", tmp_path / "nowhere")
    assert status == 1
    assert "fazhi load" in err
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_export_left_is_told(export, tmp_path):
    (tmp_path / "out.building-0a1b").mkdir()
    status, _, err = export("out")
    assert status == 0
    assert "out.building-0a1b 是没有做完的导出" in err


def test_an_export_of_several_ranges_of_years_is_whole(export, tmp_path, monkeypatch):
    export("one", "--table", "observations")
    monkeypatch.setattr("etl.export.rows.SORTED", 1)
    monkeypatch.setattr("etl.export.rows.BATCH", 2)
    export("two", "--table", "observations")
    export("three", "--table", "observations", "--format", "parquet")
    one, two = (tmp_path / name / "observations.csv" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    files = sorted((tmp_path / "three").rglob("*.parquet"))
    assert sum(pq.read_metadata(path).num_rows for path in files) == len(read(one))
