"""The bootstrap: the same in every run, around the score, and narrower with more reports."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scored import counted

from etl.evaluation.intervals import Bootstrap
from etl.evaluation.sums import by_format, in_all, in_cells

COUNTS = st.integers(0, 6)
REPORTS = st.lists(st.builds(counted, COUNTS, COUNTS, COUNTS), min_size=1, max_size=12)
MIXED = (counted(9, 1, 0), counted(10, 0, 2), counted(4, 4, 1), counted(12, 0, 0))


def estimate(documents):
    return Bootstrap(documents).estimate(in_all)["total"]


def ratios(total):
    tally = total.tally
    return (
        (tally.precision, total.precision),
        (tally.recall, total.recall),
        (tally.f1, total.f1),
    )


def width(documents):
    low, high = estimate(documents).f1
    return high - low


@settings(max_examples=60, deadline=None)
@given(REPORTS)
def test_an_interval_holds_its_score_and_stays_between_0_and_1(documents):
    for ratio, interval in ratios(estimate(documents)):
        assert (ratio is None) == (interval is None)
        if ratio is not None:
            assert 0 <= interval[0] <= ratio <= interval[1] <= 1


@settings(max_examples=20, deadline=None)
@given(REPORTS)
def test_every_run_draws_the_same(documents):
    assert estimate(documents) == estimate(documents)


@pytest.mark.parametrize("times", [2, 4, 16])
def test_fewer_reports_of_the_same_kind_give_a_wider_interval(times):
    assert width(MIXED) > width(MIXED * times) > 0


def test_reports_are_drawn_and_not_figures():
    # The same figures, right in one half and wrong in the other: within every report, or by report.
    within, between = [counted(5, 5)] * 20, [counted(10), counted(0, 10)] * 10
    assert estimate(within).tally == estimate(between).tally
    assert width(within) == 0
    assert width(between) > 0.2


def test_one_report_alone_and_reports_without_error_have_no_width():
    assert width([counted(3, 1, 2)]) == 0
    assert estimate([counted(3), counted(5)]).f1 == (1, 1)


def test_a_wide_spread_is_not_hidden():
    low, high = estimate([counted(10)] * 19 + [counted(0, 10)]).recall
    assert low < 0.9
    assert high == 1


def test_groups_are_estimated_apart():
    documents = [counted(5, 1, format="html"), counted(4, format="docx"), counted(3, 2)]
    groups = Bootstrap(documents).estimate(by_format)
    assert list(groups) == ["docx", "html", "text"]
    assert groups["docx"].f1 == (1, 1)
    assert groups["text"].tally.labelled == 5
    assert Bootstrap(documents).estimate(in_cells) == {}
