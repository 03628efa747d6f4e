"""What may be summed and compared: DESIGN.md's rules 1 to 6."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame

from pages.shared.comparable import (
    find_body_changes,
    find_lines,
    find_set_change,
    find_totals,
    latest_comparable_year,
    speaks_for,
)
from pages.shared.measures import name_measures
from tests.pages.frames import make_figures

UNHURRIED = settings(deadline=None, max_examples=60)


def test_the_plain_total_of_a_year_sums_who_states_it() -> None:
    figures = make_figures("甲 2022 300次", "乙 2022 120次", "乙 2021 999次")
    (total,) = find_totals(figures, 2022)
    assert (total.amount.value, total.amount.qualifier) == (420, "exact")
    assert total.bodies == ("甲", "乙")
    assert total.ids == ("甲-2022", "乙-2022")
    assert (total.low, total.high) == (120, 300)


@pytest.mark.parametrize(
    ("lines", "qualifier"),
    [
        (("甲 2022 300次", "乙 2022 ≥120次"), "over"),
        (("甲 2022 300次", "乙 2022 ≈120次"), "about"),
        (("甲 2022 ≥300次", "乙 2022 ≈120次"), "over"),
    ],
)
def test_a_total_keeps_the_sign_of_its_parts(lines: tuple[str, ...], qualifier: str) -> None:
    (total,) = find_totals(make_figures(*lines), 2022)
    assert (total.amount.value, total.amount.qualifier) == (420, qualifier)


def test_persons_and_attendances_never_meet() -> None:
    totals = find_totals(make_figures("甲 2022 30人", "乙 2022 900人次", "丙 2022 5名"), 2022)
    assert [(total.unit, total.amount.value) for total in totals] == [("人、名", 35), ("人次", 900)]


def test_a_sum_over_several_measure_words_names_them_all() -> None:
    (total,) = find_totals(make_figures("甲 2022 300次", "乙 2022 5家次", "丙 2022 1次"), 2022)
    assert total.unit == "次、家次"


def test_a_sum_names_only_the_measure_words_in_it() -> None:
    figures = make_figures("甲 2022 300次", "乙 2022 1次", "丙 2021 5家次")
    (total,) = find_totals(figures, 2022)
    assert total.unit == "次"


def test_a_trend_is_drawn_over_bodies_that_state_every_year() -> None:
    figures = make_figures(
        *(f"甲 {year} 100次" for year in (2020, 2021, 2022)),
        *(f"乙 {year} 50次" for year in (2020, 2021, 2022)),
        "丙 2022 9000次",
    )
    (line,) = find_lines(figures)
    assert line.bodies == ("乙", "甲")
    assert line.years == (2020, 2021, 2022)
    assert [total.amount.value for total in line.totals] == [150, 150, 150]
    assert line.stated_by == 3
    assert line.telling


def test_one_year_is_no_trend() -> None:
    assert find_lines(make_figures("甲 2022 100次", "乙 2022 50次")) == ()


def test_different_measures_have_lines_of_their_own() -> None:
    figures = make_figures("甲 2021 1人", "甲 2022 2人", "乙 2021 50人次", "乙 2022 60人次")
    assert {line.unit: line.bodies for line in find_lines(figures)} == {
        "人": ("甲",),
        "人次": ("乙",),
    }


bodies = st.sampled_from("甲乙丙丁戊")
years = st.integers(2018, 2024)
units = st.sampled_from(["次", "家次", "人", "人次"])
cells = st.dictionaries(st.tuples(bodies, years), st.tuples(st.integers(0, 99), units), min_size=1)


def draw_figures(stated: dict[tuple[str, int], tuple[int, str]]) -> DataFrame:
    """Return figures for what was stated by body and year."""
    return make_figures(
        *(f"{body} {year} {value}{unit}" for (body, year), (value, unit) in stated.items())
    )


@UNHURRIED
@given(cells)
def test_every_line_is_a_full_rectangle(stated: dict[tuple[str, int], tuple[int, str]]) -> None:
    for line in find_lines(draw_figures(stated)):
        words = set(line.unit.split("、"))
        for total in line.totals:
            assert total.bodies and set(total.bodies) == set(line.bodies)
            values = [stated[body, total.year] for body in line.bodies]
            assert total.amount.value == sum(value for value, _ in values)
            assert {unit for _, unit in values} <= words
        assert len(line.years) >= 2


@UNHURRIED
@given(cells)
def test_plain_totals_lose_and_invent_nothing(
    stated: dict[tuple[str, int], tuple[int, str]],
) -> None:
    figures = draw_figures(stated)
    for year in set(figures["year"]):
        totals = find_totals(figures, year)
        values = [value for (_, each), (value, _) in stated.items() if each == year]
        assert sum(total.amount.value for total in totals) == sum(values)
        assert sum(len(total.bodies) for total in totals) == len(values)


@UNHURRIED
@given(cells)
def test_a_change_is_taken_over_bodies_of_both_years(
    stated: dict[tuple[str, int], tuple[int, str]],
) -> None:
    for change in find_set_change(draw_figures(stated), 2020, 2022):
        assert set(change.before.bodies) == set(change.after.bodies)
        assert change.before.amount.value == sum(
            stated[body, 2020][0] for body in change.before.bodies
        )


def test_a_new_body_is_no_growth() -> None:
    figures = make_figures("甲 2021 100次", "甲 2022 90次", "乙 2022 5000次")
    (change,) = find_set_change(figures, 2021, 2022)
    assert change.after.bodies == ("甲",)
    assert change.change.percent == -10


def test_a_lower_bound_is_left_out_of_a_change_and_named() -> None:
    figures = make_figures("甲 2021 100次", "甲 2022 90次", "乙 2021 ≥400次", "乙 2022 500次")
    (change,) = find_set_change(figures, 2021, 2022)
    assert change.after.bodies == ("甲",)
    assert change.bounded == ("乙",)
    assert change.change.percent == -10


def test_a_change_of_lower_bounds_alone_is_left_open() -> None:
    figures = make_figures("乙 2021 ≥400次", "乙 2022 500次")
    (change,) = find_set_change(figures, 2021, 2022)
    assert (change.change.direction, change.change.percent) == (None, None)
    assert change.bounded == ()


def test_bodies_that_changed_what_they_count_are_not_compared() -> None:
    figures = make_figures("甲 2021 30人", "甲 2022 900人次", "乙 2021 4人", "乙 2022 3人")
    assert [item.body for item in find_body_changes(figures, 2022)] == ["乙"]
    assert [change.unit for change in find_set_change(figures, 2021, 2022)] == ["人"]


def test_a_year_between_is_no_year_before() -> None:
    assert find_body_changes(make_figures("甲 2020 30次", "甲 2022 20次"), 2022) == ()


def test_changes_come_with_the_largest_fall_first_and_small_bases_last() -> None:
    figures = make_figures(
        "甲 2021 100次",
        "甲 2022 150次",
        "乙 2021 100次",
        "乙 2022 40次",
        "丙 2021 2次",
        "丙 2022 1次",
    )
    changes = find_body_changes(figures, 2022)
    assert [item.body for item in changes] == ["乙", "甲", "丙"]
    assert changes[2].change.percent is None


def test_an_early_report_does_not_set_the_year() -> None:
    lines = [f"{body} {year} 10次" for body in "甲乙丙" for year in (2021, 2022)]
    assert latest_comparable_year(make_figures(*lines, "甲 2023 9次")) == 2022


@pytest.mark.parametrize(
    ("compared", "stated", "enough"), [(2, 4, True), (1, 3, False), (0, 0, False), (1, 1, True)]
)
def test_half_of_those_who_state_it_speak_for_all(compared: int, stated: int, enough: bool) -> None:
    assert speaks_for(compared, stated) is enough


def test_a_single_body_tells_no_total() -> None:
    (line,) = find_lines(make_figures("甲 2021 1次", "甲 2022 2次"))
    assert not line.telling


def test_figures_are_not_changed_by_naming_their_measures() -> None:
    figures = make_figures("甲 2021 1次", "甲 2022 2家次").drop(columns="measure")
    name_measures(figures)
    assert "measure" not in figures
