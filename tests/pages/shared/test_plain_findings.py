"""The three sentences of the overview: computed, certain, and true of the figures behind them."""

import pytest

from pages.shared.plain_findings import tell_year
from tests.pages.frames import make_figures

NAMES = {"inspections": "行政检查", "lawsuits": "行政诉讼"}


def tell(*lines: str, lawsuits: tuple[str, ...] = (), year: int = 2024) -> list[str]:
    """Return the sentences of a year."""
    frames = {"inspections": make_figures(*lines)}
    if lawsuits:
        frames["lawsuits"] = make_figures(*lawsuits, indicator="lawsuits")
    return [each.text for each in tell_year(frames, year, NAMES, "zh")]


def test_the_largest_rise_and_the_largest_fall_of_all_indicators() -> None:
    told = tell(
        "甲 2023 100次", "甲 2024 80次", "乙 2023 50次", "乙 2024 60次",
        lawsuits=("甲 2023 20件", "甲 2024 45件", "乙 2023 40件", "乙 2024 30件"),
    )  # fmt: skip
    assert told == [
        "增幅最大：甲的行政诉讼，20 → 45 件（+125%）",
        "降幅最大：乙的行政诉讼，40 → 30 件（−25%）",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("甲 2023 2次", "甲 2024 9次"),  # a small base has no percentage
        ("甲 2023 ≥100次", "甲 2024 300次"),  # nothing is certain about lower bounds
        ("甲 2023 100人", "甲 2024 300次"),  # other things are counted
        ("甲 2022 100次", "甲 2024 300次"),  # not the year before
        ("甲 2023 1000次", "甲 2024 1001次"),  # as good as the same
    ],
)
def test_what_is_not_certain_or_not_comparable_is_not_told(lines: tuple[str, ...]) -> None:
    assert tell(*lines) == []


def test_an_approximation_is_told_as_one() -> None:
    assert tell("甲 2023 ≈100次", "甲 2024 300次") == [
        "增幅最大：甲的行政检查，≈100 → 300 次（≈+200%）"
    ]


def test_a_zero_is_told_the_first_time_alone() -> None:
    first = "首次写明为零：甲的行政检查（2022 年为 7 次）"
    assert tell("甲 2021 9次", "甲 2022 7次", "甲 2024 0次") == [first]
    assert tell("甲 2021 0次", "甲 2022 7次", "甲 2024 0次") == []
    assert tell("甲 2024 0次") == []


def test_a_record_needs_four_years_of_certain_figures() -> None:
    years = ("甲 2020 3次", "甲 2021 5次", "甲 2022 4次")
    assert tell(*years, "甲 2024 6次") == ["历年最高：甲的行政检查，6 次（4 年中）"]
    assert tell(*years, "甲 2024 5次") == []
    assert tell(*years[1:], "甲 2024 6次") == []
    assert tell("甲 2020 ≥3次", *years[1:], "甲 2024 6次") == []


def test_one_figure_is_told_once_and_leads_to_what_it_rests_on() -> None:
    lines = ("甲 2020 30次", "甲 2021 50次", "甲 2022 40次", "甲 2023 40次", "甲 2024 60次")
    (found,) = tell_year({"inspections": make_figures(*lines)}, 2024, NAMES, "zh")
    assert (found.body, found.indicator) == ("甲", "inspections")
    assert found.token == "甲-2023+甲-2024"
