"""More processes for work in parts: the same results in the same order, whoever does them."""

import os

import pytest

from etl import hands
from etl.hands import MoreHands, lend_hands
from tests import odd_jobs


@pytest.fixture(scope="module")
def two():
    lent = MoreHands(2)
    yield lent
    lent.close()


def test_results_come_in_the_order_of_the_parts(two):
    parts = [(place, 0.02 * (place % 3 == 0)) for place in range(20)]
    assert list(two.share(odd_jobs.wait_and_show, "甲", parts)) == [("甲", n) for n in range(20)]


def test_two_processes_work_and_none_is_ours(two):
    found = set(two.share(odd_jobs.name_process_slowly, None, range(12)))
    assert len(found) == 2
    assert os.getpid() not in found


def test_few_parts_are_taken_ahead_of_their_results(two):
    taken = []
    parts = (taken.append(place) or (place, 0) for place in range(100))
    next(two.share(odd_jobs.wait_and_show, None, parts))
    assert len(taken) <= 8


def test_what_a_part_raises_is_raised(two):
    with pytest.raises(ZeroDivisionError):
        list(two.share(odd_jobs.divide, 1, [1, 0, 2]))


def test_a_process_that_is_lost_costs_time_and_no_result():
    lent = MoreHands(2)
    parts = [os.getpid()] * 12
    assert list(lent.share(odd_jobs.end_elsewhere, None, parts)) == parts
    lent.close()


def test_a_process_that_does_not_start_costs_no_result(monkeypatch):
    monkeypatch.setattr("etl.worker._CODE", "raise SystemExit")
    lent = MoreHands(2)
    assert list(lent.share(odd_jobs.divide, 6, [1, 2, 3])) == [6, 3, 2]
    lent.close()


@pytest.mark.parametrize(("processors", "reports"), [(1, 100_000), (2, hands.ENOUGH - 1)])
def test_one_processor_or_few_reports_are_no_reason_to_start_processes(
    monkeypatch, processors, reports
):
    monkeypatch.setattr(hands, "count_processors", lambda: processors)
    with lend_hands(reports) as lent:
        assert lent is None


def test_processes_are_lent_to_one_at_a_time(monkeypatch):
    monkeypatch.setattr(hands, "count_processors", lambda: 64)
    with lend_hands(hands.ENOUGH) as first, lend_hands(hands.ENOUGH) as second:
        assert first is not None
        assert second is None
    with lend_hands(hands.ENOUGH) as third:
        assert third is not None
