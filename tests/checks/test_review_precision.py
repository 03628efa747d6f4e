"""How often people found right what they looked at."""

from dataclasses import replace

import pytest

from etl.checks.review_precision import Judged, count_judged, find_interval, sum_judged
from etl.corrections import Decision
from tests.deciding import decision


def test_what_stands_is_counted_by_indicator() -> None:
    first = decision(1)
    replaced = replace(
        first, id="later", at="2025-06-01T10:00:00+08:00", decision=Decision.REJECTED
    )
    back = decision(5, Decision.REOPENED)
    made = [first, replaced, decision(2), decision(3), decision(4, Decision.CORRECTED, "8"), back]
    counts = count_judged([*made, decision(1, indicator="permits")])
    assert counts == {"inspections": Judged(2, 1, 1), "permits": Judged(1, 0, 0)}
    assert sum_judged(counts.values()) == Judged(3, 1, 1)
    assert sum_judged(counts.values()).precision == 0.6


def test_nothing_has_no_share() -> None:
    assert count_judged([]) == {}
    assert (Judged().precision, Judged().interval) == (None, None)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_the_interval_is_that_of_wilson(part: int, whole: int, low: float, high: float) -> None:
    assert find_interval(part, whole) == pytest.approx((low, high), abs=5e-5)
    assert 0 <= find_interval(part, whole)[0] <= part / whole <= find_interval(part, whole)[1] <= 1
