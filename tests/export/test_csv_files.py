"""CSV: what a spreadsheet and a program read back is what the warehouse holds."""

import csv
from decimal import Decimal

import pyarrow as pa
import pytest

from etl.export.folder import write_csv_folder
from etl.export.selection import TABLES
from etl.export.spreadsheet import write_numbers


@pytest.fixture(scope="module")
def folder(tmp_path_factory, extract):
    path = tmp_path_factory.mktemp("csv") / "out"
    write_csv_folder(path, extract(text=True))
    return path


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def parse(text, value):
    """Return what a cell says, in the type that is expected there."""
    if text == "":
        return None
    if isinstance(value, bool):
        return text == "true"
    if isinstance(value, int | Decimal):
        return type(value)(text)
    if isinstance(value, str):
        return text.removeprefix("'")
    return type(value).fromisoformat(text)


@pytest.mark.parametrize("name", TABLES)
def test_every_value_comes_back(folder, expected, name):
    found = read(folder / f"{name}.csv")
    rows = expected(name, text=True)
    assert len(found) == len(rows) > 0
    for line, row in zip(found, rows, strict=True):
        assert list(line) == list(row)
        wanted = {column: value or None if value == "" else value for column, value in row.items()}
        assert {column: parse(line[column], row[column]) for column in row} == wanted


def test_bytes_are_what_excel_takes(folder):
    content = (folder / "figures.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfdataset,region,")
    assert content.endswith(b"\r\n")
    assert "决策\n2项".encode() in content
    assert ',0,"exact","场","stated",false,,'.encode() in content
    assert (folder / "README.txt").read_bytes().startswith(b"\xef\xbb\xbf")


def test_text_is_no_formula_and_numbers_are_numbers(folder):
    found = {
        line["indicator"]: line
        for line in read(folder / "figures.csv")
        if line["agency"] == "望川市审计局"
    }
    for key in ("inspections", "penalties", "permits", "lawsuits", "petitions_handled"):
        assert found[key]["quote"][:2] in ("'=", "'+", "'-", "'@", "'＝")
    assert found["permits"]["value"] == "8"
    assert found["penalty_amount"]["value"] == "0.000001"
    assert found["court_attendance_rate"]["value"] == "98.6"
    assert found["disclosures_proactive"]["value"] == "999999999999999999"
    assert "'=办法" in {line["name"] for line in read(folder / "documents_named.csv")}


def test_negative_numbers_are_numbers_too():
    values = [Decimal("-8.000000"), Decimal("-0.500000"), Decimal("100.000000"), None]
    column = pa.array(values, pa.decimal128(24, 6))
    assert write_numbers(column).to_pylist() == ["-8", "-0.5", "100", None]


def test_a_stated_zero_is_0_and_a_missing_value_is_empty(folder):
    found = {
        (line["outcome"], line["applicant"]): line for line in read(folder / "request_outcomes.csv")
    }
    assert found["granted", "科研机构"]["value"] == "0"
    assert found["granted", "商业企业"]["value"] == ""
    assert found["granted", "商业企业"]["meaning"] == "blank"
    assert found["granted", "社会公益组织"]["raw"] == "/"
    assert found["granted", "自然人"]["unit"] == "件"


def test_the_same_export_is_the_same_to_the_byte(tmp_path, extract):
    for name in ("one", "two"):
        write_csv_folder(tmp_path / name, extract())
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_the_readme_names_version_filters_and_rows(tmp_path, extract):
    asked = {"region": ("望川市",)}
    write_csv_folder(tmp_path / "out", extract(values=asked, years=(2021, 2023)))
    readme = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8-sig")
    assert "第 2 版，建于 2025-06-01 08:00:00 UTC，引擎 test-engine" in readme
    assert "2025-07-01 09:30:00 UTC" in readme
    assert "地区：望川市；年度：2021–2023" in readme
    rows = len(read(tmp_path / "out" / "figures.csv"))
    assert f"【figures】\n{rows} 行" in readme
