"""Bad input through the command line: one clear sentence each, and nothing loaded is lost."""

import csv
import io
import json
import os
import shutil
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from etl import cli
from etl.readers import read_bytes
from etl.warehouse.publish import hold_lock
from etl.warehouse.queries import Filter, Warehouse
from tests.cpu_limit import cpu_limit

REPORT = """\
云溪市档案局2022年度法治政府建设情况报告
发布时间：2023-02-01

一、主要举措和成效
全年开展行政检查40余次，主动公开政府信息52条。
二、存在的不足和原因
队伍力量还不够强。
"""
TITLE = "云溪市档案局2022年度法治政府建设情况报告"
NEWS = "我市发布法治政府建设年度报告\n近日，云溪市发布2022年年度报告，记者从会上了解到有关情况。\n"
READING_NOTE = f"《{TITLE}》文件解读\n一、出台背景\n为总结工作印发报告。全年开展行政检查40次。\n"
ROW = {
    "region": "云溪市", "agency": "云溪市水利局", "year": "2021", "genre": "rol",
    "indicator": "inspections", "value": "40", "qualifier": "exact", "unit": "次", "part": "",
    "published_on": "2022-01-20", "source_url": "https://slj.yunxi.example/1.html",
}  # fmt: skip


def zipped(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


def workbook(*rows: list[object], **formats: str) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, form in formats.items():
        book.active[cell].number_format = form
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


# What each bad file holds, the kind it is rejected as, and a word that says why.
BAD = {
    "program.html": (b"MZ\x90\x00" + bytes(600), "unsupported", "程序"),
    "word.docx": (zipped("word/document.xml"), "unreadable", "DOCX"),
    "scan.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "unreadable", "PDF"),
    "all.rar": (b"Rar!\x1a\x07\x00" + bytes(64), "unsupported", "解压"),
    "people.xlsx": (workbook(["姓名", "电话"]), "unsupported", "列名"),
    "nothing.txt": (b"", "empty", "没有文字"),
    "zeros.txt": (bytes(5000), "unreadable", "不是文本"),
    "no-body.html": (
        f"<html><head><title>{TITLE}</title></head></html>".encode(),
        "no_body",
        "正文",
    ),
    "empty-body.html": (b"<html><body></body></html>", "no_body", "正文"),
    "deep.html": (b"<html>" + b"<div>" * 9000 + REPORT.encode(), "too_large", "嵌套"),
    "news.txt": (NEWS.encode(), "not_a_report", "报道"),
    "note.txt": (READING_NOTE.encode(), "not_a_report", "解读"),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with one good report, standing in it."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "good.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FAZHI_INDICATORS", raising=False)
    monkeypatch.setenv("FAZHI_WAREHOUSE", str(tmp_path / "warehouse"))
    return tmp_path


@pytest.fixture
def run(capsys):
    def run_line(*arguments):
        status = cli.run([str(each) for each in arguments])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return status, printed.out, printed.err

    return run_line


def reports_in_force(run):
    form = json.loads(run("status", "--json")[1])
    return sum(each["reports"] for each in form["datasets"])


def rejected_lines(out):
    return [line for line in out.splitlines() if line.startswith("拒绝")]


def test_each_bad_file_has_its_reason_and_the_good_one_loads(run, folder):
    for name, (content, _, _) in BAD.items():
        (folder / "reports" / name).write_bytes(content)
    (folder / "reports" / "gone.txt").symlink_to(folder / "nowhere.txt")
    expected = BAD | {"gone.txt": (b"", "not_found", "找不到")}
    status, out, err = run("load", "reports")
    told = {name: line for line in rejected_lines(out) for name in expected if name in line}
    assert (status, err, len(rejected_lines(out))) == (1, "", len(expected))
    for name, (_, kind, word) in expected.items():
        assert f"[{kind}]" in told[name]
        assert word in told[name]
        assert told[name].endswith("。")
    assert reports_in_force(run) == 1
    status, out, _ = run("load", "reports")
    assert (status, "数据没有变化，仍是第 1 版" in out) == (1, True)


@pytest.mark.parametrize("size", ["100.0", "50000.0"])
def test_a_file_beyond_the_limit_is_refused_at_once(run, folder, size):
    with (folder / "reports" / "big.txt").open("wb") as file:
        file.truncate(int(float(size)) * 1024 * 1024)  # of nothing: it takes no room
    with cpu_limit(20):
        status, out, _ = run("load", "reports")
    (line,) = rejected_lines(out)
    assert status == 1
    assert all(word in line for word in ("[too_large]", "big.txt", f"{size} MB", "50 MB"))
    assert reports_in_force(run) == 1


def test_a_folder_named_like_a_report_is_an_empty_folder(run, folder):
    (folder / "x.txt").mkdir()
    status, out, err = run("load", "x.txt")
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert "x.txt" in err
    assert not (folder / "warehouse").exists()


def test_bytes_from_standard_input_that_are_no_text(run, folder, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(bytes(range(256)) * 9)))
    status, out, err = run("extract", "-", "--json")
    form = json.loads(out)
    assert (status, err, form["source"], form["error"]["kind"]) == (1, "", "-", "unreadable")


def test_a_correction_is_said_on_the_command_line(run, folder):
    run("load", "reports")
    corrected = REPORT.replace("2023-02-01", "2023-05-01").replace("40余", "44")
    (folder / "corrected.txt").write_text(corrected, encoding="utf-8")
    status, out, _ = run("load", "corrected.txt")
    (said,) = [line for line in out.splitlines() if "取代" in line]
    assert status == 0
    assert "corrected.txt（2023-05-01 公布）" in said.split("取代")[0]
    assert "good.txt（2023-02-01 公布）" in said.split("取代")[1]
    assert reports_in_force(run) == 1


def write_ledger(path, *rows, header=tuple(ROW)):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([({**ROW, **row})[name] for name in ROW] for row in rows)
    return path


WRONG = {
    "region": "", "agency": "", "year": "二十", "genre": "news", "indicator": "smiles",
    "value": "十来", "qualifier": "maybe", "unit": "亩", "published_on": "2022-13-01",
    "source_url": "slj.yunxi.example",
}  # fmt: skip


def test_every_wrong_column_of_a_ledger_is_told(run, folder):
    rows = [{column: value} for column, value in WRONG.items()]
    write_ledger(folder / "f.csv", *rows, {"year": "2020"})
    status, out, _ = run("load", "f.csv")
    lines = rejected_lines(out)
    assert (status, len(lines)) == (1, len(WRONG))
    for number, (line, (column, value)) in enumerate(zip(lines, WRONG.items(), strict=True), 2):
        reason = line.split("：")[-1]
        assert f"[bad_row] f.csv 第 {number} 行" in line
        assert f"“{column}”列" in line
        assert value in line
        assert len(reason) > 6
    figures = Warehouse.open(folder / "warehouse").figures(Filter("own"))
    assert list(figures["year"]) == [2020]


def test_a_workbook_with_a_formula_keeps_its_other_rows(run, folder):
    rows = [[*ROW], [*(ROW | {"value": "=1+1"}).values()], [*(ROW | {"year": 2020}).values()]]
    (folder / "f.xlsx").write_bytes(workbook(*rows))
    status, out, _ = run("load", "f.xlsx")
    (line,) = rejected_lines(out)
    assert (status, "f.xlsx 第 2 行：“value”列" in line) == (1, True)
    figures = Warehouse.open(folder / "warehouse").figures(Filter("own"))
    assert list(figures["year"]) == [2020]


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A folder with a warehouse: 2022 in its first version, 2021 too in its second."""
    made = tmp_path_factory.mktemp("sound")
    older = REPORT.replace("2022", "2021").replace("2023-02", "2022-02")
    for name, text in (("good.txt", REPORT), ("older.txt", older)):
        (made / name).write_text(text, encoding="utf-8")
        assert cli.run(["load", str(made / name), "--warehouse", str(made / "warehouse")]) == 0
    return made


@pytest.fixture
def two_versions(folder, sound):
    shutil.copytree(sound, folder, dirs_exist_ok=True)
    return folder / "warehouse"


def test_status_on_a_damaged_version_shows_the_last_good_one(run, two_versions):
    newest = max(two_versions.glob("*.duckdb"))
    newest.write_bytes(newest.read_bytes()[:5000])
    status, out, err = run("status", "--json")
    assert (status, json.loads(out)["version"]) == (0, 1)
    assert err == "第 2 版数据损坏，现显示第 1 版；再装入一次报告即可修复。\n"
    run("load", "good.txt", "older.txt")
    assert reports_in_force(run) == 2
    assert run("status")[2] == ""


def test_a_wholly_damaged_warehouse_is_told_in_one_sentence(run, two_versions):
    for path in two_versions.glob("*.duckdb"):
        path.write_bytes(b"X" * 8192)
    status, out, err = run("status", "--json")
    assert (status, out, len(err.splitlines())) == (1, "", 1)
    assert "重新装入" in err


def test_during_a_load_a_second_one_is_refused_and_status_answers(run, two_versions):
    with hold_lock(two_versions):
        status, out, err = run("load", "reports")
        assert (status, out, len(err.splitlines())) == (1, "", 1)
        assert f"进程 {os.getpid()}" in err
        assert reports_in_force(run) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_file_name_in_another_encoding_costs_no_load(run, folder):
    name = os.fsdecode("报告.txt".encode("gbk"))
    Path("reports", name).write_text(REPORT.replace("2022", "2021"), encoding="utf-8")
    run("load", "reports")
    assert reports_in_force(run) == 2


@pytest.mark.parametrize("command", ["load", "extract"])
def test_a_name_too_long_is_no_fault_of_the_program(run, folder, command):
    assert "程序出错" not in run(command, "长" * 300)[2]


def test_a_table_with_a_misnamed_column_is_told_which(run, folder):
    header = ["年份" if name == "year" else name for name in ROW]
    write_ledger(folder / "f.csv", {}, header=header)
    assert "年度" in run("load", "f.csv")[1]


def test_a_percentage_of_a_workbook_is_what_the_cell_shows(run, folder):
    row = ROW | {"indicator": "court_attendance_rate", "unit": "%", "value": 0.986}
    (folder / "f.xlsx").write_bytes(workbook([*ROW], [*row.values()], F2="0.0%"))
    run("load", "f.xlsx")
    figures = Warehouse.open(folder / "warehouse").figures(Filter("own"))
    assert [float(value) for value in figures["value"]] in ([98.6], [])


def test_output_holds_no_control_codes_of_the_input(run, folder):
    write_ledger(folder / "f.csv", {"value": "4\x1b[2J"}, {})
    assert "\x1b" not in run("load", "f.csv")[1]


def test_a_table_of_wide_and_tall_cells_is_read_or_refused_soon():
    row = "<tr><td colspan=1000 rowspan=1000>1</td></tr>"
    with cpu_limit(2):
        read_bytes(f"<table>{row * 600}</table><p>{REPORT}</p>".encode(), "a.html")
