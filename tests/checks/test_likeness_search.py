"""Likeness of many reports: one process and two find the same, in the same order."""

from itertools import islice

import pytest

from benchmarks.likeness import Maker
from etl.checks.likeness import Relation
from etl.checks.likeness_search import compare_all, find_likeness
from etl.checks.shared_passages import find_shared_passages
from etl.hands import MoreHands
from etl.likeness_rules import load_likeness

RULES = load_likeness()


@pytest.fixture(scope="module")
def records():
    return list(Maker().make(600))


@pytest.fixture(scope="module")
def alone(records):
    return find_likeness(records, RULES)


@pytest.fixture(scope="module")
def two():
    lent = MoreHands(2)
    yield lent
    lent.close()


def test_two_processes_find_the_likeness_that_one_finds(records, alone, two):
    assert {each.relation for each in alone} == set(Relation)
    assert any(each.own_changes and each.figures for one in alone for each in one.copied)
    assert find_likeness(records, RULES, two) == alone


def test_two_processes_find_the_groups_that_one_finds(records, two):
    alone = find_shared_passages(records, RULES)
    assert alone
    assert find_shared_passages(records, RULES, two) == alone


def test_what_is_not_asked_for_is_not_compared(records, alone, two):
    assert list(islice(compare_all(records, RULES, two), 5)) == alone[:5]
