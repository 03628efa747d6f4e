"""What is asked for is what is exported, and what is not there is told."""

import pytest

from etl.errors import UsageError, WarehouseError
from etl.export.edition import open_edition
from etl.export.rows import group_years
from etl.export.selection import (
    TABLES,
    Selection,
    check_selection,
    choose_tables,
    parse_years,
)
from etl.warehouse.versions import name_version


@pytest.mark.parametrize(("text", "years"), [("2023", (2023, 2023)), ("2021-2023", (2021, 2023))])
def test_years_are_read(text, years):
    assert parse_years(text) == years


@pytest.mark.parametrize("text", ["", "23", "2023-2021", "2021-", "x", "2021–2023", "-2023"])
def test_other_years_are_told(text):
    with pytest.raises(UsageError, match="2021-2023"):
        parse_years(text)


@pytest.mark.parametrize(
    "asked",
    [
        {"region": ("青屿县",)},
        {"agency": ("望川市水利局", "望川市教育局")},
        {"genre": ("dis",)},
        {"indicator": ("inspections",)},
        {"dataset": ("sample",), "region": ("样例县",)},
    ],
)
def test_rows_hold_what_is_asked_for(expected, asked):
    name = "reports" if "indicator" not in asked else "observations"
    everything = expected(name)
    rows = expected(name, values=asked)
    wanted = [row for row in everything if all(row[key] in asked[key] for key in asked)]
    assert rows == wanted
    assert 0 < len(rows) < len(everything)


def test_years_are_both_included(expected):
    assert {row["year"] for row in expected("figures", years=(2020, 2021))} == {2020, 2021}


def test_texts_come_only_when_asked_for(expected):
    assert "text" not in expected("reports")[0]
    assert expected("reports", text=True)[0]["text"]


def test_by_indicator_only_tables_with_indicators():
    assert choose_tables((), False) == TABLES
    assert choose_tables(("reports", "figures"), False) == ("figures", "reports")
    assert choose_tables((), True) == ("figures", "observations", "findings")
    with pytest.raises(UsageError, match="reports"):
        choose_tables(("figures", "reports"), True)


@pytest.mark.parametrize(
    ("column", "value", "hint"),
    [
        ("agency", "望川市水利", "望川市水利局"),
        ("indicator", "inspection", "inspections"),
        ("region", "北京市", "望川市"),
        ("dataset", "public", "own、sample"),
    ],
)
def test_a_name_that_is_not_there_is_told_with_what_is(warehouse, column, value, hint):
    asked = Selection(tables=("figures", "observations"), values={column: (value,)})
    with open_edition(warehouse) as edition, pytest.raises(UsageError, match=hint):
        if column == "dataset":
            asked = Selection(values=asked.values)
        check_selection(edition, asked)


def test_an_older_version_is_read_as_it_was(expected):
    assert {row["version"] for row in expected("figures", version=1)} == {1}
    assert len(expected("reports", version=1)) == 1
    assert {row["version"] for row in expected("figures")} == {2}


def test_a_version_that_is_not_there_is_told(warehouse, tmp_path):
    with (
        pytest.raises(UsageError, match="没有第 7 版；现有的版本：2、1"),
        open_edition(warehouse, 7),
    ):
        pass
    with pytest.raises(UsageError, match="fazhi load"), open_edition(tmp_path, 7):
        pass


def test_a_damaged_version_is_told(tmp_path):
    (tmp_path / name_version(3)).write_bytes(b"no database" * 1000)
    with pytest.raises(WarehouseError, match="第 3 版数据读不出来"), open_edition(tmp_path, 3):
        pass


@pytest.mark.parametrize(
    ("most", "ranges"),
    [
        (100, [(2019, 2023)]),
        (30, [(2019, 2020), (2022, 2022), (2023, 2023)]),
        (1, [(2019, 2019), (2020, 2020), (2022, 2022), (2023, 2023)]),
    ],
)
def test_years_are_sorted_together_while_they_are_few(most, ranges):
    counts = [(2019, 10), (2020, 15), (2022, 30), (2023, 1)]
    assert group_years(counts, most) == ranges
    assert group_years([], most) == []
