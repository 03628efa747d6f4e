"""A file to take away: a spreadsheet reads its letters, and takes no text for a formula."""

import pandas as pd
import pytest
from pandas import DataFrame

from pages.shared.files import Format, make_table_file


def write_csv(rows: DataFrame) -> bytes:
    return make_table_file("rows", rows, Format.CSV)


def read_lines(rows: DataFrame) -> list[str]:
    return write_csv(rows).decode("utf-8-sig").split("\r\n")


def test_a_spreadsheet_knows_the_letters() -> None:
    assert write_csv(DataFrame({"单位": ["甲局"]})).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tx", "=HYPERLINK(1)", "＝1", "－1"])
def test_text_is_no_formula(text: str) -> None:
    assert read_lines(DataFrame({"raw": [text]}))[1].strip('"') == f"'{text}"


def test_no_name_of_a_column_is_a_formula() -> None:
    assert read_lines(DataFrame({"=1+1": [1], "b": [2]}))[0] == '"\'=1+1",b'


def test_numbers_stay_numbers_and_gaps_stay_gaps() -> None:
    values = DataFrame({"value": [-3, 12, None]}).convert_dtypes()
    assert read_lines(values)[1:3] == ["-3", "12"]
    assert read_lines(values.assign(unit="件"))[3] == ',"件"'


def test_no_rows_are_a_head_alone() -> None:
    assert read_lines(DataFrame({"a": [], "b": []})) == ["a,b", ""]


@pytest.mark.parametrize("kind", Format)
def test_what_is_missing_or_has_no_end_breaks_no_file(kind: Format) -> None:
    moments = pd.to_datetime(["2024-01-02", None])
    rows = DataFrame({"时间": moments, "数值": [float("inf"), float("nan")]})
    assert make_table_file("rows", rows, kind)
    if kind is Format.CSV:
        assert read_lines(rows)[2].replace('"', "") == ","
