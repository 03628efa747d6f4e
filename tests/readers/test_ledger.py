"""Tables of figures: good rows are kept, bad rows are named, line by line."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.errors import Rejected, RejectionKind
from etl.model import Genre, Qualifier
from etl.readers import Ledger, RowError, is_ledger, read_ledger

UNITS = {
    "inspections": ("次", "家次", "户次"),
    "penalty_amount": ("元",),
    "court_attendance_rate": ("%",),
}
ROW = {
    "region": "芦汀县",
    "agency": "芦汀县水利局",
    "year": "2019",
    "genre": "rol",
    "indicator": "inspections",
    "value": "312",
    "qualifier": "exact",
    "unit": "户次",
    "part": "",
    "published_on": "2020-02-18",
    "source_url": "http://slj.luting.example/1.html",
}
HEADER = [*ROW]
CHINESE = [
    "地区",
    "单位",
    "年度",
    "体裁",
    "指标",
    "数值",
    "限定",
    "计量单位",
    "部分",
    "发布日期",
    "来源",
]


def write(
    path: Path, *rows: dict[str, str], header: list[str] = HEADER, delimiter: str = ",",
    encoding: str = "utf-8-sig",
) -> Path:  # fmt: skip
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(header)
    writer.writerows([({**ROW, **row})[name] for name in HEADER] for row in rows)
    path.write_bytes(buffer.getvalue().encode(encoding))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "figures.csv"


def read(path: Path) -> Ledger:
    return read_ledger(path, UNITS)


def test_a_good_row(path: Path) -> None:
    (figure,) = read(write(path, {})).figures
    assert (figure.source, figure.line) == (str(path), 2)
    assert (figure.region, figure.agency, figure.year) == ("芦汀县", "芦汀县水利局", 2019)
    assert (figure.genre, figure.indicator, figure.part) == (Genre.ROL, "inspections", None)
    assert (figure.value, figure.qualifier, figure.unit) == (Decimal(312), Qualifier.EXACT, "户次")
    assert (figure.published_on, figure.source_url) == (date(2020, 2, 18), ROW["source_url"])


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("header", [HEADER, CHINESE], ids=["english", "chinese"])
def test_forms_of_csv(path: Path, delimiter: str, encoding: str, header: list[str]) -> None:
    write(path, {}, header=header, delimiter=delimiter, encoding=encoding)
    ledger = read(path)
    assert (len(ledger.figures), ledger.errors) == (1, ())


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ({"value": "1,720"}, "1720"),
        ({"value": "１７２０"}, "1720"),
        ({"value": "0"}, "0"),
        ({"value": "1616.85", "indicator": "penalty_amount", "unit": "元"}, "1616.85"),
        ({"value": "98.6%", "indicator": "court_attendance_rate", "unit": "％"}, "98.6"),
    ],
)
def test_values(path: Path, change: dict[str, str], value: str) -> None:
    (figure,) = read(write(path, change)).figures
    assert figure.value == Decimal(value)


def test_words_for_genre_and_qualifier(path: Path) -> None:
    row = {
        "genre": "政府信息公开年度报告",
        "qualifier": "以上",
        "year": "2019年",
        "published_on": "",
    }
    (figure,) = read(write(path, row)).figures
    assert (figure.genre, figure.qualifier) == (Genre.DIS, Qualifier.OVER)
    assert (figure.year, figure.published_on) == (2019, None)


@pytest.mark.parametrize(
    ("change", "column", "word"),
    [
        ({"region": ""}, "region", "地区"),
        ({"agency": " "}, "agency", "单位"),
        ({"year": "19"}, "year", "年度"),
        ({"year": "2101"}, "year", "2100"),
        ({"genre": "news"}, "genre", "rol"),
        ({"indicator": "smiles"}, "indicator", "smiles"),
        ({"value": "-3"}, "value", "负"),
        ({"value": ""}, "value", "数字"),
        ({"value": "12次"}, "value", "数字"),
        ({"value": "1,72"}, "value", "数字"),
        ({"value": "NaN"}, "value", "数字"),
        ({"value": "1e9"}, "value", "数字"),
        ({"value": "100.1", "indicator": "court_attendance_rate", "unit": "%"}, "value", "100"),
        ({"qualifier": "maybe"}, "qualifier", "over"),
        ({"unit": "件"}, "unit", "户次"),
        ({"published_on": "2020-02-30"}, "published_on", "日期"),
        ({"published_on": "昨天"}, "published_on", "日期"),
        ({"source_url": "slj.luting.example"}, "source_url", "http"),
        ({"source_url": "javascript:alert(1)//x.y"}, "source_url", "http"),
    ],
)
def test_a_bad_row_is_named_and_the_good_ones_are_kept(
    path: Path, change: dict[str, str], column: str, word: str
) -> None:
    ledger = read(write(path, {"part": "上半年"}, change, {"part": "下半年"}))
    assert [figure.part for figure in ledger.figures] == ["上半年", "下半年"]
    (error,) = ledger.errors
    assert (error.line, error.column) == (3, column)
    assert error.value == change[column].strip()
    assert word in error.reason


def test_the_same_fact_with_another_value_is_an_error_on_the_second(path: Path) -> None:
    ledger = read(write(path, {}, {}, {"value": "313"}, {"qualifier": "over"}, {"year": "2020"}))
    assert [(figure.line, figure.year) for figure in ledger.figures] == [(2, 2019), (6, 2020)]
    assert [(error.line, error.column) for error in ledger.errors] == [(4, "value"), (5, "value")]
    assert "第 2 行" in ledger.errors[0].reason


def test_lines_are_counted_as_in_an_editor(path: Path) -> None:
    write(path, {"part": "两\n行"}, {"value": "x"})
    path.write_bytes(path.read_bytes().replace(b"x,exact", b"x,exact") + b"\r\n\r\n")
    ledger = read(path)
    assert (ledger.figures[0].line, ledger.errors[0].line) == (2, 4)


def test_missing_columns_are_named(path: Path) -> None:
    path.write_text("单位,年度,指标,数值\n水利局,2019,inspections,3\n", encoding="utf-8")
    ledger = read(path)
    assert ledger.figures == ()
    assert RowError(1, "unit", "", "缺少“unit”（计量单位）列") in ledger.errors
    assert len(ledger.errors) == 7


def workbook(path: Path, *rows: list[Any]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_workbooks(tmp_path: Path) -> None:
    values = [*ROW.values()]
    values[2], values[5], values[9] = 2019, 1720.0, datetime(2020, 2, 18)
    bad = [*values]
    bad[5] = "多"
    path = workbook(tmp_path / "a.xlsx", CHINESE, values, [None], bad)
    assert is_ledger(path)
    ledger = read(path)
    (figure,) = ledger.figures
    assert (figure.year, figure.value, figure.published_on) == (2019, 1720, date(2020, 2, 18))
    assert [(error.line, error.value) for error in ledger.errors] == [(4, "多")]


@pytest.mark.parametrize(
    ("name", "content", "verdict"),
    [
        ("a.csv", "agency,year,indicator,value\n", True),
        ("a.txt", "数值;指标;年度;单位\n", True),
        ("a.csv", "agency,year,value\n", False),
        ("a.csv", "", False),
        ("a.txt", "芦汀县水利局2019年度法治政府建设报告\n", False),
        ("a.html", "<html>", False),
    ],
)
def test_a_ledger_is_known_by_its_header(
    tmp_path: Path, name: str, content: str, verdict: bool
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert is_ledger(path) is verdict


def test_other_files_are_no_ledgers(tmp_path: Path) -> None:
    assert not is_ledger(tmp_path / "none.csv")
    assert not is_ledger(tmp_path)
    assert not is_ledger(workbook(tmp_path / "a.xlsx", ["姓名", "电话"]))
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04" + bytes(200))
    assert not is_ledger(tmp_path / "b.xlsx")


def test_a_damaged_or_swollen_workbook_is_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = workbook(tmp_path / "a.xlsx", HEADER, [*ROW.values()])
    damaged = tmp_path / "b.xlsx"
    damaged.write_bytes(good.read_bytes()[:900])
    with pytest.raises(Rejected, match="不是完好的 Excel") as caught:
        read(damaged)
    assert caught.value.kind is RejectionKind.UNREADABLE
    monkeypatch.setattr("etl.readers.ledger.MAX_UNPACKED", 1000)
    with pytest.raises(Rejected, match="解压后") as caught:
        read(good)
    assert caught.value.kind is RejectionKind.TOO_LARGE


@given(st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_behind_a_header(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(",".join(HEADER).encode() + b"\n" + data)
    try:
        ledger = read(path)
    except Rejected as verdict:
        assert verdict.message.endswith("。")
    else:
        assert all(error.line >= 1 and error.reason for error in ledger.errors)


PUBLIC = Path(__file__).parents[3] / "shared" / "public_figures.csv"


@pytest.mark.skipif(not PUBLIC.exists(), reason="../shared/public_figures.csv is not here")
def test_the_public_figures_are_all_good() -> None:
    with PUBLIC.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    units: dict[str, set[str]] = {}
    for row in rows:
        units.setdefault(row["indicator"], set()).add(row["unit"])
    ledger = read_ledger(PUBLIC, units)
    assert (len(ledger.figures), ledger.errors) == (len(rows), ())
    assert sum(f.value for f in ledger.figures) == sum(Decimal(row["value"]) for row in rows)
