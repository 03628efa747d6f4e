"""The value of a numeral: digits, Chinese numerals, and both with 万 and 亿."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.text.numerals import read_chinese, read_numeral
from tests.text.numeral_styles import DIGITS, write_chinese, write_short_tens


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("零", 0),
        ("〇", 0),
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("一十二", 12),
        ("二十三", 23),
        ("廿", 20),
        ("廿二", 22),
        ("卅", 30),
        ("卅一", 31),
        ("百", 100),
        ("两百", 200),
        ("一百零五", 105),
        ("一百一十", 110),
        ("千", 1000),
        ("一千零五", 1005),
        ("两千零二十三", 2023),
        ("一万零五", 10_005),
        ("一万二千", 12_000),
        ("十二万", 120_000),
        ("一百万零五", 1_000_005),
        ("三千五百万", 35_000_000),
        ("一亿二千万", 120_000_000),
        ("二〇二三", 2023),
        ("二零二三", 2023),
    ],
)
def test_chinese_numerals(numeral: str, value: int) -> None:
    assert read_chinese(numeral) == value


@pytest.mark.parametrize(("numeral", "value"), [("一万亿", 10**12), ("十二万亿", 12 * 10**12)])
def test_ten_thousand_times_a_hundred_million(numeral: str, value: int) -> None:
    assert read_chinese(numeral) == value


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("九十八点五", "98.5"), ("三点零二", "3.02"), ("零点五", "0.5"), ("十二点二五", "12.25")],
)
def test_chinese_fractions(numeral: str, value: str) -> None:
    assert read_chinese(numeral) == Decimal(value)


@pytest.mark.parametrize(
    ("numeral", "multiplier", "value"),
    [
        ("47", "", "47"),
        ("1,720", "", "1720"),
        ("1,234,567.89", "", "1234567.89"),
        ("1.8", "万", "18000"),
        ("1616.85", "万", "16168500"),
        ("1,234.5", "万", "12345000"),
        ("5.99", "亿", "599000000"),
        ("2", "千万", "20000000"),
        ("3", "百", "300"),
        ("1", "万亿", "1000000000000"),
        ("十", "万", "100000"),
    ],
)
def test_multipliers(numeral: str, multiplier: str, value: str) -> None:
    assert read_numeral(numeral, multiplier) == Decimal(value)


@given(st.integers(0, 10**12 - 1))
@settings(deadline=None)
def test_every_chinese_numeral_comes_back(number: int) -> None:
    assert read_chinese(write_chinese(number)) == number


@given(st.integers(20, 39))
def test_short_tens_come_back(number: int) -> None:
    assert read_chinese(write_short_tens(number)) == number


@given(st.integers(10, 9999))
def test_digits_in_a_row_are_a_year_or_a_plain_number(number: int) -> None:
    zero = "〇" if number % 2 else "零"
    written = "".join(zero if digit == "0" else DIGITS[int(digit)] for digit in str(number))
    assert read_chinese(written) == number


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_thousands_commas_change_nothing(whole: int, hundredths: int) -> None:
    assert read_numeral(f"{whole:,}.{hundredths:02d}") == Decimal(f"{whole}.{hundredths:02d}")


@pytest.mark.parametrize(
    ("numeral", "multiplier"),
    [("9" * 19, ""), ("9" * 12, "万亿"), ("亿亿亿", ""), ("一" * 41, ""), ("亿" * 100_000, "")],
)
def test_what_no_report_can_mean_is_refused(numeral: str, multiplier: str) -> None:
    with pytest.raises(ValueError):
        read_numeral(numeral, multiplier)


@pytest.mark.parametrize("characters", ["次", "一次", "十a"])
def test_other_characters_are_refused(characters: str) -> None:
    with pytest.raises(ValueError):
        read_numeral(characters)
