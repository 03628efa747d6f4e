"""How numbers are written, and what two of them allow to be said."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.shared.numbers import (
    Amount,
    arrow_text,
    attach,
    combine,
    compact,
    compare,
    digits,
    find_points,
    full,
    hover_text,
    percent_text,
    points_text,
    short,
    ticks,
    with_unit,
)

QUALIFIERS = ("exact", "over", "about")
UNHURRIED = settings(deadline=None)


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (7, "7"), (1420, "1,420"), (98.6, "98.6"), (98.60, "98.6"), (12.345, "12.35")],
)
def test_digits(value: float, written: str) -> None:
    assert digits(value) == written


@pytest.mark.parametrize(
    ("qualifier", "written"), [("exact", "400"), ("over", "≥400"), ("about", "≈400")]
)
def test_a_value_keeps_its_sign(qualifier: str, written: str) -> None:
    assert full(400, qualifier) == written
    assert compact(400, qualifier, "zh") == written


@pytest.mark.parametrize(
    ("qualifiers", "of_sum"),
    [
        (["exact"], "exact"),
        (["exact", "about"], "about"),
        (["exact", "over"], "over"),
        (["about", "over", "exact"], "over"),
    ],
)
def test_a_lower_bound_wins_over_an_approximation(qualifiers: list[str], of_sum: str) -> None:
    assert combine(qualifiers) == of_sum


@UNHURRIED
@given(st.lists(st.sampled_from(QUALIFIERS), min_size=1))
def test_a_sum_is_exact_only_of_exact_values(qualifiers: list[str]) -> None:
    assert (combine(qualifiers) == "exact") == (set(qualifiers) == {"exact"})


@pytest.mark.parametrize(
    ("unit", "lang", "written"),
    [
        ("次", "zh", "≥400 次"),
        ("次", "en", "≥400 times"),
        ("次、家次", "en", "≥400 times / firm visits"),
        ("名、人", "en", "≥400 people"),
        ("%", "zh", "≥400%"),
        ("陌生", "en", "≥400 陌生"),
    ],
)
def test_units(unit: str, lang: str, written: str) -> None:
    assert with_unit(400, "over", unit, lang) == written
    assert attach("≥400", unit, lang) == written


@pytest.mark.parametrize(
    ("value", "lang", "written"),
    [
        (9999, "zh", "9,999"),
        (17000, "zh", "1.7万"),
        (17000, "en", "17K"),
        (599_000_000, "zh", "5.99亿"),
        (599_000_000, "en", "599M"),
        (2.5e9, "en", "2.5B"),
    ],
)
def test_short_values(value: float, lang: str, written: str) -> None:
    assert short(value, lang) == written


@pytest.mark.parametrize(
    ("value", "lang", "written"), [(99_999_999, "zh", "1亿"), (999_999, "en", "1M")]
)
def test_short_values_pass_to_the_next_mark(value: float, lang: str, written: str) -> None:
    assert short(value, lang) == written


def test_a_tile_writes_six_digits_in_full() -> None:
    assert compact(999_999, "exact", "zh") == "999,999"
    assert compact(1_800_000, "over", "zh") == "≥180万"
    assert compact(1_800_000, "over", "en") == "≥1.8M"


def test_a_shortened_lower_bound_is_never_raised() -> None:
    assert compact(5_999_960, "over", "zh") == "≥599.99万"


@pytest.mark.parametrize(
    ("before", "after", "direction", "percent"),
    [
        (Amount(200), Amount(150), -1, -25),
        (Amount(200), Amount(250), 1, 25),
        (Amount(200), Amount(200), 0, 0),
        (Amount(10), Amount(5), -1, -50),
        (Amount(9), Amount(18), 1, None),
        (Amount(2), Amount(1), -1, None),
        (Amount(0), Amount(5), 1, None),
        (Amount(480, "over"), Amount(430), -1, None),
        (Amount(480, "over"), Amount(500), None, None),
        (Amount(480, "over"), Amount(480), None, None),
        (Amount(430), Amount(480, "over"), 1, None),
        (Amount(480), Amount(430, "over"), None, None),
        (Amount(480), Amount(480, "over"), None, None),
        (Amount(100, "over"), Amount(900, "over"), None, None),
        (Amount(400, "about"), Amount(200), -1, -50),
        (Amount(200), Amount(400, "about"), 1, 100),
    ],
)
def test_what_a_change_says(
    before: Amount, after: Amount, direction: int | None, percent: float | None
) -> None:
    change = compare(before, after)
    assert (change.direction, change.percent) == (direction, percent)


def test_two_approximations_close_together_tell_no_direction() -> None:
    assert compare(Amount(400, "about"), Amount(420, "about")).direction is None
    assert compare(Amount(420), Amount(400, "about")).direction is None


def test_no_percentage_without_a_direction() -> None:
    assert compare(Amount(400, "about"), Amount(420, "about")).percent is None


amounts = st.builds(Amount, st.integers(0, 10**9).map(float), st.sampled_from(("exact", "over")))


@UNHURRIED
@given(amounts, amounts)
def test_a_percentage_needs_a_base_of_ten_and_exact_ends(before: Amount, after: Amount) -> None:
    change = compare(before, after)
    if change.percent is not None:
        assert before.value >= 10
        assert (before.qualifier, after.qualifier) == ("exact", "exact")
        assert (change.percent > 0) - (change.percent < 0) == change.direction


@UNHURRIED
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_direction_holds_for_every_value_meant(low: int, more: int, after: int) -> None:
    """`low` is a lower bound: whatever the true value `low + more` is, the sign must hold."""
    change = compare(Amount(low, "over"), Amount(after))
    if change.direction is not None:
        true = low + more
        assert change.direction == (after > true) - (after < true)


@pytest.mark.parametrize(
    ("percent", "written"),
    [(12.4, "+12%"), (-41.6, "−42%"), (0.4, "+0.4%"), (0, "0%"), (1234.5, "+1,234%")],
)
def test_percent_text(percent: float, written: str) -> None:
    assert percent_text(percent) == written


@pytest.mark.parametrize(("percent", "never"), [(-99.7, "−100%"), (0.04, "+0.0%")])
def test_rounding_does_not_say_all_or_nothing(percent: float, never: str) -> None:
    assert percent_text(percent) != never


def test_points_are_named_in_both_languages() -> None:
    assert points_text(-1.4, "zh") == "−1.4 个百分点"
    assert points_text(0.25, "en") == "+0.25 points"


def test_a_change_as_two_values_keeps_both_signs() -> None:
    change = compare(Amount(8940, "about"), Amount(5217, "over"))
    assert arrow_text(change) == "≈8,940 → ≥5,217"


@UNHURRIED
@given(st.just(0.0) | st.floats(0.01, 1e12), st.sampled_from(("zh", "en")))
def test_ticks_start_at_zero_and_reach_the_top(top: float, lang: str) -> None:
    values, labels = ticks(top, lang)
    steps = [after - before for before, after in pairwise(values)]
    assert values[0] == 0
    assert values[-1] >= top * (1 - 1e-9)
    assert all(math.isclose(step, steps[0]) for step in steps)
    assert len(values) <= 6


@UNHURRIED
@given(st.integers(1, 10**12), st.sampled_from(("zh", "en")))
def test_no_two_ticks_of_counts_read_alike(top: int, lang: str) -> None:
    _, labels = ticks(float(top), lang)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("value", "qualifier", "lang", "written"),
    [
        (9_999, "exact", "zh", "9,999 次"),
        (18_058, "exact", "zh", "1.81万 次（18,058）"),
        (11_900, "exact", "zh", "1.19万 次"),
        (18_099, "over", "zh", "≥1.8万 次（≥18,099）"),
        (123_456_789, "about", "zh", "≈1.23亿 次（≈123,456,789）"),
        (200_000_000, "exact", "zh", "2亿 次"),
        (18_058, "over", "en", "≥18,058 times"),
    ],
)
def test_hovering_writes_wan_and_yi_and_keeps_what_they_leave_out(
    value: float, qualifier: str, lang: str, written: str
) -> None:
    assert hover_text(value, qualifier, "次", lang) == written


@pytest.mark.parametrize(
    ("before", "after", "points"),
    [
        (Amount(98), Amount(100), 2),
        (Amount(98, "over"), Amount(90), None),
        (Amount(98), Amount(99, "over"), None),
        (Amount(98, "about"), Amount(99), None),
    ],
)
def test_a_bound_leaves_the_change_of_a_rate_open(
    before: Amount, after: Amount, points: float | None
) -> None:
    assert find_points(compare(before, after)) == points
