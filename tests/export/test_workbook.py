"""XLSX: text is text, numbers are numbers, and nothing is lost without a word."""

from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest

from etl.export import workbook
from etl.export.selection import TABLES
from etl.export.spreadsheet import CELL, Cells
from etl.export.workbook import DICTIONARY, NOTES, write_workbook


@pytest.fixture(scope="module")
def book(tmp_path_factory, extract):
    path = tmp_path_factory.mktemp("workbook") / "out.xlsx"
    write_workbook(path, extract(text=True))
    return openpyxl.load_workbook(path)


def read(sheet):
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, map(decode, row), strict=True)) for row in rows]


def decode(value):
    """Return what Excel shows of a cell: openpyxl leaves the escape of _x0041_ as it is."""
    return value.replace("_x005F_x", "_x") if isinstance(value, str) else value


def of_audit(sheet):
    return {row["indicator"]: row for row in read(sheet) if row["agency"] == "望川市审计局"}


def plain(value):
    """Return what a cell can hold of a value."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, str):
        return Cells().fit(value)
    return value


@pytest.mark.parametrize("name", TABLES)
def test_every_value_comes_back(book, expected, name):
    rows = expected(name, text=True)
    found = read(book[name])
    assert len(found) == len(rows) > 0
    for line, row in zip(found, rows, strict=True):
        said = {
            column: value.date() if isinstance(value, datetime) else value
            for column, value in line.items()
        }
        assert said == {column: plain(value) for column, value in row.items()}


def test_sheets_begin_with_what_to_know(book):
    assert book.sheetnames == [NOTES, DICTIONARY, *TABLES]
    assert book["figures"].freeze_panes == "A2"
    assert book["figures"].auto_filter.ref == f"A1:X{book['figures'].max_row}"


def test_no_text_is_a_formula_or_a_link(book):
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    assert of_audit(book["figures"])["inspections"]["quote"].startswith("=HYPERLINK(")


def test_numbers_are_numbers_and_look_like_them(book):
    cells = {
        row[4].value: row[6]
        for row in book["figures"].iter_rows(min_row=2)
        if row[2].value == "望川市审计局"
    }
    assert (cells["permits"].value, cells["permits"].number_format) == (8, "#,##0")
    assert cells["court_attendance_rate"].value == 98.6
    assert cells["court_attendance_rate"].number_format == "#,##0.######"
    assert cells["publicity_events"].value == 0
    dates = book["figures"].cell(2, 18)
    assert (dates.is_date, dates.number_format) == (True, "yyyy-mm-dd")


def test_a_missing_value_is_an_empty_cell(book):
    found = {
        (row["outcome"], row["applicant"]): row["value"] for row in read(book["request_outcomes"])
    }
    assert found["granted", "科研机构"] == 0
    assert found["granted", "商业企业"] is None


def test_texts_that_xml_cannot_hold_or_would_misread(book):
    found = of_audit(book["figures"])
    assert found["reconsiderations"]["quote"] == "复议\n4件"
    assert found["people_trained"]["quote"] == "<r>培训6人次</r> "
    assert found["study_sessions"]["quote"] == "😀_x0041_学法5次"
    assert found["major_decisions"]["quote"] == '决策\n2项，“甲”",乙'


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark_and_the_notes_say_so(book):
    texts = [row["text"] for row in read(book["reports"]) if "长😀" in row["text"]]
    assert len(texts) == 1
    assert len(texts[0].encode("utf-16-le")) // 2 <= CELL
    assert texts[0].endswith("字〕")
    notes = {row["项目"]: row["说明"] for row in read(book[NOTES])}
    assert notes["截去 cut"].startswith("有 1 格")
    assert "去掉 removed" in notes


def test_the_notes_name_the_version_and_what_is_missing(book):
    notes = {row["项目"]: row["说明"] for row in read(book[NOTES])}
    assert notes["版本 version"] == "第 2 版，建于 2025-06-01 08:00:00 UTC，引擎 test-engine"
    assert notes["导出 exported"] == "2025-07-01 09:30:00 UTC"
    assert notes["缺失 missing"].startswith("空白不是 0")
    assert {"限定 exact", "限定 over", "限定 about"} <= set(notes)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(tmp_path, extract, expected, monkeypatch):
    monkeypatch.setattr(workbook, "SHEET_ROWS", 10)
    written = write_workbook(tmp_path / "out.xlsx", extract(tables=("figures",)))
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheets = [sheet for sheet in book if sheet.title.startswith("figures")]
    rows = expected("figures")
    assert [sheet.title for sheet in sheets][:3] == ["figures", "figures_2", "figures_3"]
    found = [row["observation_id"] for sheet in sheets for row in read(sheet)]
    assert found == [row["observation_id"] for row in rows]
    assert written[0].rows == len(rows)
    assert [sheet.max_row for sheet in sheets[:-1]] == [11] * (len(sheets) - 1)


def test_as_many_rows_as_a_sheet_holds_need_one(tmp_path, extract, expected, monkeypatch):
    monkeypatch.setattr(workbook, "SHEET_ROWS", len(expected("findings")))
    write_workbook(tmp_path / "out.xlsx", extract(tables=("findings",)))
    names = openpyxl.load_workbook(tmp_path / "out.xlsx").sheetnames
    assert names == [NOTES, DICTIONARY, "findings"]


def test_a_table_without_rows_has_its_head(tmp_path, extract):
    write_workbook(tmp_path / "out.xlsx", extract(tables=("findings",), years=(2019, 2019)))
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["findings"]
    assert sheet.max_row == 1
    assert sheet.cell(1, 1).value == "dataset"
