"""Which measure words may stand in one sum, and how the sum is named."""

import pytest

from pages.shared.measures import name_measures
from tests.pages.frames import make_figures

APART = [("人", "人次"), ("家", "家次"), ("次", "件"), ("条", "件"), ("元", "件"), ("次", "批次")]


TOGETHER = [("次", "家次"), ("件", "起"), ("条", "则"), ("名", "人"), ("家", "户")]


def read_measures(*units: str) -> list[str]:
    """Return what sums are named, one body for each unit."""
    return list(make_figures(*(f"{unit}局 2022 1{unit}" for unit in units))["measure"])


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_that_count_different_things_are_apart(one: str, other: str) -> None:
    assert read_measures(one, other) == [one, other]


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_words_that_count_the_same_meet_and_are_both_named(one: str, other: str) -> None:
    first, second = read_measures(one, other)
    assert first == second
    assert sorted(first.split("、")) == sorted((one, other))


def test_a_measure_is_named_by_the_words_that_occur_the_most_used_first() -> None:
    figures = make_figures("甲 2022 1家次", "乙 2022 2次", "丙 2022 3次", "丁 2022 4人")
    assert list(figures["measure"]) == ["次、家次", "次、家次", "次、家次", "人"]


def test_a_word_in_no_group_stands_for_itself() -> None:
    figures = make_figures("甲 2022 1趟", "乙 2022 2次")
    assert list(figures["measure"]) == ["趟", "次"]


def test_naming_keeps_the_rows() -> None:
    figures = make_figures("甲 2022 1趟", "乙 2022 2次")
    again = name_measures(figures.drop(columns="measure"))
    assert again[list(figures)].equals(figures)
