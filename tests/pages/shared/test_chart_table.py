"""One value behind a chart's alternative text, its table twin and its file."""

import csv

import pytest
from pandas import DataFrame

from pages.shared.chart_table import (
    ChartTable,
    Kind,
    Row,
    Stated,
    describe,
    list_columns,
    list_units,
    make_frame,
    make_stated,
)
from pages.shared.files import Format, make_table_file
from pages.shared.words import LANGUAGES


def make_row(name: str, year: int, value: float, qualifier: str = "exact") -> Row:
    """Return a row of inspections."""
    return Row(name, year, make_stated(value, qualifier, "家次", "zh"), f"{name}-{year}")


TABLE = ChartTable(
    Kind.FIGURES,
    (
        make_row("甲", 2020, 1234567),
        make_row("甲", 2022, 480, "over"),
        make_row("乙", 2022, 420, "about"),
    ),
)
CHANGES = ChartTable(
    Kind.CHANGES,
    (
        Row("甲", 2022, Stated(-41.644, "exact", "%", "−42%", "12 次 → 7 次"), "a+b"),
        Row("乙", 2022, Stated(None, "exact", "%", "—", "2 次 → 1 次"), "c+d"),
    ),
)


def test_every_mark_is_told_in_full_digits_with_sign_and_unit() -> None:
    assert describe(TABLE, "行政检查：各单位", "zh") == (
        "行政检查：各单位。甲 2020 1,234,567 家次, 2022 ≥480 家次; 乙 2022 ≈420 家次"
    )


def test_a_change_is_told_with_what_it_is_of() -> None:
    assert "甲 2022 −42% (12 次 → 7 次); 乙 2022 — (2 次 → 1 次)" in describe(CHANGES, "", "en")


def test_of_many_marks_the_latest_of_each_name_is_told_and_the_rest_counted() -> None:
    rows = [make_row(f"{n}局", year, year) for n in range(20) for year in range(2018, 2024)]
    words = describe(ChartTable(Kind.FIGURES, tuple(rows)), "检查", "zh")
    assert "0局 2023 2,023 家次; 1局 2023" in words
    assert "2022 2,022" not in words
    assert words.endswith("另有 8 个，见表格")


def read_file(frame: DataFrame) -> list[list[str]]:
    """Return the lines of the file a chart hands over."""
    text = make_table_file("chart", frame, Format.CSV).decode("utf-8-sig")
    return list(csv.reader(text.splitlines()))


def test_the_file_holds_a_number_its_sign_and_what_is_written() -> None:
    frame = make_frame(TABLE, "行政检查", "样例 · 第 2 版", "zh")
    assert list(frame["数值"]) == [1234567, 480, 420]
    assert [row[3] for row in read_file(frame)[1:]] == ["1234567", "480", "420"]
    assert list(frame["符号"]) == ["", "≥", "≈"]
    assert list(frame["写法"]) == ["1,234,567 家次", "≥480 家次", "≈420 家次"]
    assert list(frame["数字编号"]) == ["甲-2020", "甲-2022", "乙-2022"]
    assert set(frame["数据来源"]) == {"样例 · 第 2 版"}
    assert set(frame["指标"]) == {"行政检查"}


def test_what_could_not_be_computed_is_no_number_in_the_file() -> None:
    frame = make_frame(CHANGES, "行政检查", "", "zh")
    assert read_file(frame)[1][3] == "-41.644"
    assert frame["比上年"].isna().tolist() == [False, True]
    assert list(frame["前后两年"]) == ["12 次 → 7 次", "2 次 → 1 次"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_names_its_columns(kind: Kind, lang: str) -> None:
    aside = ("", "2 / 4")[kind not in (Kind.FIGURES, Kind.TOTALS)]
    row = Row("甲", 2022, Stated(1, "exact", "次", "1 次", aside), "t")
    columns = list_columns(ChartTable(kind, (row,)), lang)
    assert len(columns) == (4 if aside else 3)
    assert all(columns)
    assert len(make_frame(ChartTable(kind, (row,)), "", "", lang).columns) == 9 + bool(aside)


def test_measure_words_are_named_once() -> None:
    sums = [
        Row("", year, make_stated(9, "exact", unit, "zh"), "t")
        for year, unit in ((2021, "次、家次"), (2022, "家次"))
    ]
    assert list_units(ChartTable(Kind.TOTALS, tuple(sums))) == ["次", "家次"]
    assert list_units(CHANGES) == []
