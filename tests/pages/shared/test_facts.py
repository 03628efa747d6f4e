"""What a tile says of one indicator: total, change, coverage, small trend."""

import pytest

from pages.shared.facts import Fact, find_fact, other_units_text, title_text, value_text
from pages.shared.words import say
from tests.pages.frames import make_figures

YEARS = (2020, 2021, 2022)


def read_fact(*lines: str, kind: str = "count", lang: str = "zh") -> Fact:
    """Return the facts of figures."""
    return find_fact("inspections", "行政检查", kind, make_figures(*lines), YEARS, lang)


def test_a_tile_shows_the_latest_year_with_its_coverage() -> None:
    fact = read_fact("甲 2021 100次", "甲 2022 90次", "乙 2022 2000次")
    assert value_text(fact, "zh") == ("2,090", "次")
    assert (fact.year, fact.stated) == (2022, 2)


def test_a_change_rests_on_the_comparable_bodies_and_says_how_many() -> None:
    fact = read_fact("甲 2021 100次", "甲 2022 90次", "乙 2022 2000次")
    assert fact.change_text == "比上年 −10%"
    assert fact.change is not None
    assert fact.change.after.bodies == ("甲",)
    assert fact.basis_text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("甲 2021 100次", "甲 2022 100次"), "与上年相同"),
        (("甲 2021 2次", "甲 2022 1次"), "比上年 2 → 1"),
        (("甲 2021 ≈100次", "甲 2022 200次"), "比上年 ≈+100%"),
        (("甲 2021 ≥100次", "甲 2022 90次"), "比上年 ≥100 → 90"),
        (("甲 2022 90次",), "上年没有可比数字"),
        (("甲 2021 90次", "甲 2022 80次", "乙 2022 9次", "丙 2022 8次"), "可比单位太少，不比较"),
    ],
)
def test_the_words_of_a_change(lines: tuple[str, ...], text: str) -> None:
    assert read_fact(*lines).change_text == text


def test_approximations_close_together_are_no_change() -> None:
    assert "%" not in read_fact("甲 2021 ≈400次", "甲 2022 ≈420次").change_text


def test_different_measures_are_counted_by_direction_and_never_added() -> None:
    fact = read_fact(
        "甲 2021 100人", "甲 2022 90人", "乙 2021 900人次", "乙 2022 950人次", "丙 2022 5人"
    )
    assert fact.change is None
    assert fact.change_text == "1 个单位减少，1 个增加"
    assert value_text(fact, "zh") == ("95", "人")
    assert other_units_text(fact, "zh") == "另有 950 人次"
    assert title_text(fact, "zh") == "95 人，950 人次"


def test_a_change_that_is_open_is_counted_as_open() -> None:
    fact = read_fact("甲 2021 ≥100人", "甲 2022 110人", "乙 2021 9人次", "乙 2022 9人次")
    same, unclear = say("change.same", "zh", n=1), say("change.open", "zh", n=1)
    assert fact.change_text == f"{same}，{unclear}"


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (("甲 2022 100%", "乙 2022 98.6%"), "98.6–100%"),
        (("甲 2022 100%", "乙 2022 100%"), "100%"),
    ],
)
def test_a_rate_is_a_range_and_no_sum(lines: tuple[str, ...], number: str) -> None:
    fact = read_fact(*lines, kind="rate")
    assert value_text(fact, "zh") == (number, "")
    assert other_units_text(fact, "zh") == ""
    assert title_text(fact, "zh") == ""
    assert (fact.change, fact.change_text, fact.trend) == (None, "", ())


def test_a_rate_keeps_its_lower_bound() -> None:
    assert value_text(read_fact("甲 2022 ≥98%", kind="rate"), "zh")[0] == "≥98%"


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (("甲 2022 ≥400次", "乙 2022 20次"), "≥420"),
        (("甲 2022 ≈400次", "乙 2022 20次"), "≈420"),
        (("甲 2022 ≈400次", "乙 2022 ≥20次"), "≥420"),
        (("甲 2022 0次",), "0"),
    ],
)
def test_a_total_keeps_its_sign(lines: tuple[str, ...], number: str) -> None:
    assert value_text(read_fact(*lines), "zh")[0] == number


def test_a_trend_has_a_gap_for_a_missing_year() -> None:
    assert read_fact("甲 2020 5次", "甲 2022 7次").trend == (5, None, 7)


def test_a_trend_over_bodies_rests_on_the_comparable_set() -> None:
    lines = [f"{body} {year} 10次" for body in "甲乙" for year in YEARS]
    assert read_fact(*lines, "丙 2022 900次").trend == (20, 20, 20)


def test_no_trend_where_the_set_speaks_for_few() -> None:
    lines = ["甲 2021 1次", "甲 2022 2次", *(f"{body} 2022 9次" for body in "乙丙丁")]
    assert read_fact(*lines).trend == ()


def test_words_in_english() -> None:
    fact = read_fact("甲 2021 100次", "甲 2022 90次", "乙 2022 7人", lang="en")
    assert value_text(fact, "en") == ("90", "times")
    assert other_units_text(fact, "en") == "and 7 people"
    assert read_fact("甲 2022 9次", lang="en").change_text == say("change.none", "en")
