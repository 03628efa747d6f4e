"""Decisions on figures: what is one, which one counts, and two people writing at once."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from etl.corrections import (
    LONGEST_NAME,
    LONGEST_REASON,
    REVIEWS,
    Decision,
    add_review,
    add_reviews,
    check_review,
    digest_reviews,
    find_standing,
    order_reviews,
    read_amount,
    read_reviews,
    write_line,
)
from etl.model import Qualifier
from etl.review_faults import _SENTENCES, ReviewError, ReviewFault
from pages.shared.words import read_words
from tests.deciding import amount, decision
from tests.pages.visit import LANGUAGES

UNITS = ("次", "家次")


@pytest.mark.parametrize(
    "review",
    [
        decision(why=""),
        decision(made=Decision.REOPENED, why=""),
        decision(made=Decision.REJECTED),
        decision(made=Decision.CORRECTED, new="8"),
        decision(made=Decision.CORRECTED, new="0"),
    ],
)
def test_a_decision_with_name_and_note_is_one(review: Any) -> None:
    check_review(review, UNITS, "count")


@pytest.mark.parametrize(
    ("changes", "kind", "told"),
    [
        ({"who": "  "}, "count", "姓名"),
        ({"who": "李" * (LONGEST_NAME + 1)}, "count", "姓名"),
        ({"why": "因" * (LONGEST_REASON + 1)}, "count", "理由"),
        ({"decision": Decision.REJECTED, "new": None, "why": " "}, "count", "写明理由"),
        ({"why": ""}, "count", "写明理由"),
        ({"new": None}, "count", "新的数值"),
        ({"decision": Decision.ACCEPTED}, "count", "新的数值"),
        ({"new": amount(8, "件")}, "count", "单位"),
        ({"new": amount(-1)}, "count", "不小于 0"),
        ({"new": amount(10**18)}, "count", "百亿亿"),
        ({"new": amount("8.5")}, "count", "整数"),
        ({"new": amount("100.1")}, "rate", "0 到 100"),
        ({"new": amount("0.1234567")}, "amount", "6 位小数"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], kind: str, told: str) -> None:
    review = replace(decision(made=Decision.CORRECTED, new="8"), **changes)
    with pytest.raises(ReviewError, match=told):
        check_review(review, UNITS, kind)


@pytest.mark.parametrize(
    ("typed", "value"), [(" 1,234.5 ", "1234.5"), ("1，234", "1234"), ("0", "0"), ("１２", "12")]
)
def test_a_number_is_read_as_typed(typed: str, value: str) -> None:
    assert read_amount(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["", "十二", "NaN", "Infinity", "12次", "1e", "-", "**1**"])
def test_what_is_no_number_is_told(typed: str) -> None:
    with pytest.raises(ReviewError, match="不是数字"):
        read_amount(typed)


def test_the_last_in_time_counts_whatever_the_offset_and_the_order() -> None:
    first = decision(at="2025-06-01T09:00:00+08:00")
    later = replace(first, id="later", at="2025-06-01T02:00:00+00:00", decision=Decision.REJECTED)
    assert order_reviews([later, first, later]) == (first, later)
    assert find_standing([later, first]) == {first.place: later}


def test_what_was_taken_back_does_not_count_and_can_be_decided_again() -> None:
    first, other = decision(1), decision(2)
    back = replace(first, id="back", at="2025-06-01T10:00:00+08:00", decision=Decision.REOPENED)
    again = replace(first, id="again", at="2025-06-01T11:00:00+08:00")
    assert find_standing([first, back, other]) == {other.place: other}
    assert find_standing([again, first, back])[first.place] == again


def test_the_digest_is_of_what_counts() -> None:
    first, other = decision(1), decision(2)
    back = replace(other, id="back", at="2025-06-01T10:00:00+08:00", decision=Decision.REOPENED)
    assert digest_reviews([first]) == digest_reviews([first, other, back])
    assert digest_reviews([first]) != digest_reviews([first, other])


def test_a_decision_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = [
        decision(1),
        decision(2, Decision.CORRECTED, "1234567.25", part="其中：重大"),
        decision(3, why="两行\n$x$", quote="检查“3”次\t|", old=amount("0.000001")),
        decision(4, old=replace(amount(40), qualifier=Qualifier.OVER)),
    ]
    add_reviews(tmp_path, made)
    assert read_reviews(tmp_path) == tuple(made)


@pytest.mark.parametrize(
    "changes",
    [
        {"decision": "maybe"},
        {"at": "yesterday"},
        {"at": "2025-06-01T09:00:00"},
        {"id": ""},
        {"id": "<b>"},
        {"year": "x"},
        {"year": 1e400},
        {"number_start": -1},
        {"number_start": 10**30},
        {"old": None},
        {"old": {"value": "NaN", "qualifier": "exact", "unit": "次"}},
        {"old": {"value": "1e999999999", "qualifier": "exact", "unit": "次"}},
        {"old": {"value": "0.1234567", "qualifier": "exact", "unit": "次"}},
        {"old": {"value": "1", "qualifier": "nearly", "unit": "次"}},
        {"new": {"value": "1", "qualifier": "exact", "unit": "次"}},
        {"who": "\ud800"},
        {"indicator": ""},
    ],
)
def test_a_line_that_is_none_is_named(tmp_path: Path, changes: dict[str, Any]) -> None:
    lines = [write_line(decision(1)), write_line(decision(2)) | changes, write_line(decision(3))]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (tmp_path / REVIEWS).write_text(text, encoding="utf-8")
    with pytest.raises(ReviewError, match=r"reviews\.jsonl 第 2 行"):
        read_reviews(tmp_path)


def test_a_missing_field_is_named_and_a_line_cut_short_at_the_end_is_not(tmp_path: Path) -> None:
    add_reviews(tmp_path, [decision(1)])
    with (tmp_path / REVIEWS).open("a", encoding="utf-8") as file:
        file.write('{"id": "cut')
    assert len(read_reviews(tmp_path)) == 1
    line = write_line(decision(2))
    del line["why"]
    (tmp_path / REVIEWS).write_text(json.dumps(line) + "\n{}\n", encoding="utf-8")
    with pytest.raises(ReviewError, match=r"第 1 行.*缺少 why"):
        read_reviews(tmp_path)


def test_of_two_writers_the_second_is_told(tmp_path: Path) -> None:
    first = decision(1, who="甲复核")
    add_review(tmp_path, first, None)
    second = replace(first, id="second", who="乙复核", at="2025-06-01T10:00:00+08:00")
    with pytest.raises(ReviewError, match="刚刚 甲复核 已处理"):
        add_review(tmp_path, second, None)
    with pytest.raises(ReviewError, match="刚刚 甲复核 已处理"):
        add_review(tmp_path, second, "another")
    assert read_reviews(tmp_path) == (first,)
    add_review(tmp_path, second, first.id)
    add_review(tmp_path, decision(2), None)  # another figure
    assert find_standing(read_reviews(tmp_path))[first.place] == second


def test_what_was_taken_back_meanwhile_is_told(tmp_path: Path) -> None:
    first = decision(1)
    add_review(tmp_path, first, None)
    back = replace(first, id="back", at="2025-06-01T10:00:00+08:00", decision=Decision.REOPENED)
    add_review(tmp_path, back, first.id)
    again = replace(first, id="again", at="2025-06-01T11:00:00+08:00")
    with pytest.raises(ReviewError, match="撤回"):
        add_review(tmp_path, again, first.id)


def test_a_clock_that_is_behind_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    """A decision dated before the one it replaces would not count."""
    first = decision(1)
    add_review(tmp_path, first, None)
    for at in (first.at, "2025-05-31T23:00:00+08:00"):
        with pytest.raises(ReviewError, match="时钟"):
            add_review(tmp_path, replace(first, id="behind", at=at), first.id)
    assert read_reviews(tmp_path) == (first,)


def test_every_fault_has_its_sentence_and_the_pages_their_words_with_the_same_blanks() -> None:
    blanks = re.compile(r"\{(\w+)\}")
    for fault, sentence in _SENTENCES.items():
        for lang in LANGUAGES:
            told = read_words()[f"review.fault.{fault}"][lang]
            assert sorted(blanks.findall(told)) == sorted(blanks.findall(sentence))
    assert list(_SENTENCES) == list(ReviewFault)
