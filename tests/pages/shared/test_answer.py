"""Values of an answer: as one reads them on the page, and as a file holds them."""

import math
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from pages.shared.answer import Answered, is_number, plain_value, write_value
from pages.shared.files import Format, make_table_file


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("=1+1", "=1+1"),
        (2024, "2024"),
        (Decimal("3150.000000"), "3150"),
        (Decimal("99.500000"), "99.5"),
        (Decimal("-0.10"), "-0.1"),
        (Decimal("0E-10"), "0"),
        (Decimal("1E+20"), "100000000000000000000"),
        (3.0, "3"),
        (0.25, "0.25"),
        (math.nan, "nan"),
        (math.inf, "inf"),
        (True, "true"),
        (date(2024, 1, 2), "2024-01-02"),
        (datetime(2024, 1, 2, 3, 4), "2024-01-02T03:04:00"),
        (time(10, 30), "10:30:00"),
        (b"\x00\xff", "00ff"),
        ([1, None, "甲"], '[1, null, "甲"]'),
        ({"a": date(2024, 1, 2), "b": Decimal("1.50")}, '{"a": "2024-01-02", "b": 1.5}'),
    ],
)
def test_a_value_is_read_as_it_is(value: Any, words: str) -> None:
    assert write_value(value) == words


@pytest.mark.parametrize("value", [None, 2024, -3, 0.25, Decimal("-0.1")])
def test_a_number_and_a_gap_stay_so_in_a_file(value: Any) -> None:
    assert plain_value(value) == value
    assert type(plain_value(value)) is type(value)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        *((kind, True) for kind in ("INTEGER", "UBIGINT", "HUGEINT", "DECIMAL(24,6)", "DOUBLE")),
        *(
            (kind, False)
            for kind in ("VARCHAR", "INTEGER[]", "DATE", "INTERVAL", "BOOLEAN", "UUID")
        ),
        ("DECIMAL(3,1)[2]", False),
    ],
)
def test_numbers_are_told_by_their_type(kind: str, number: bool) -> None:
    assert is_number(kind) == number


def test_a_file_holds_numbers_as_numbers_and_no_formula() -> None:
    columns = ("=name", "value", "year", "text")
    rows = [("-甲", Decimal("-2.500000"), 2024, None), ("@乙", None, 2023, [1, 2])]
    answer = Answered("", columns, ("",) * 4, rows, False, 0.1, 1)
    lines = make_table_file("a", answer.frame(), Format.CSV).decode("utf-8-sig").split("\r\n")
    assert lines == [
        '"\'=name",value,year,text',
        '"\'-甲",-2.5,2024,',
        '"\'@乙",,2023,"[1, 2]"',
        "",
    ]


def test_a_file_of_no_rows_and_of_columns_of_one_name() -> None:
    answer = Answered("", ("a", "a"), ("", ""), [(1, "x")], False, 0.1, 1)
    data = make_table_file("a", answer.frame(), Format.CSV)
    assert data.decode("utf-8-sig") == 'a,a\r\n1,"x"\r\n'
