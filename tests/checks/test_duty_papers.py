"""Dated, and of the year it claims."""

from dataclasses import replace

import pytest

from etl.checks.outcome import Verdict
from etl.model import Genre
from tests.checks.duty_records import judge, make_record, only


def test_a_signing_date_is_shown_in_its_words() -> None:
    record = make_record(signed="2022-02-01")
    found = only(judge(record), "rol.signed")
    assert found.verdict is Verdict.KEPT
    assert [each.quote for each in found.passages] == ["2022年2月1日"]


@pytest.mark.parametrize("words", ["二〇二二年二月一日", "2022.02.01", "2022 年 2 月 1 日"])
def test_a_date_is_found_in_other_notations(words: str) -> None:
    record = make_record(signed="2022-02-01")
    assert record.text
    text = record.text.replace("2022年2月1日", words)
    found = only(judge(replace(record, text=text, body=replace(record.body, end=len(text)))),
                 "rol.signed")  # fmt: skip
    assert found.passages[0].quote == words


def test_without_any_date_the_date_is_missing() -> None:
    found = only(judge(make_record(2021, None, None)), "rol.signed")
    assert found.verdict is Verdict.MISSING


def test_a_page_with_a_date_of_its_own_is_not_accused() -> None:
    found = only(judge(make_record(2021, "2022-03-01", None)), "rol.signed")
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, "unsigned_page")


def test_a_date_that_was_not_read_as_one_is_no_lack() -> None:
    record = make_record(2021, None, None, opening="（2022年2月审议通过）")
    found = only(judge(record), "rol.signed")
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, "unsigned_unread")


def judge_year(opening: str = "", **fields: object) -> tuple[Verdict, str]:
    record = replace(make_record(2021, opening=opening), **fields)  # type: ignore[arg-type]
    found = only(judge(record), "rol.year")
    assert found.passages
    return found.verdict, found.reason


def test_title_and_text_of_one_year_agree() -> None:
    opening = "现将2021年度水务法治工作情况报告如下。"
    assert judge_year(opening) == (Verdict.KEPT, "year_agrees")


def test_a_year_in_numerals_is_the_same_year() -> None:
    opening = "现将二○二一年水务法治工作情况报告如下。"
    assert judge_year(opening) == (Verdict.KEPT, "year_agrees")


def test_a_text_that_says_it_reports_on_another_year_differs() -> None:
    opening = "现将2020年度水务法治工作情况报告如下。"
    assert judge_year(opening) == (Verdict.DIFFERS, "year_differs")


@pytest.mark.parametrize(
    "opening",
    [
        "现将2021年工作情况和2022年工作安排报告如下。",
        "2020年以来，河道巡查成为常例。现将有关情况报告如下。",
        "根据2019年11月的通知，现将情况报告如下。",
    ],
)
def test_other_years_of_the_opening_are_no_claim(opening: str) -> None:
    assert judge_year(opening) == (Verdict.KEPT, "year_dated")


def test_a_period_is_a_claim() -> None:
    record = replace(
        make_record(2021, opening="数据期限自2020年1月1日起至2020年12月31日止。"), genre=Genre.DIS
    )
    assert only(judge(record), "dis.year").verdict is Verdict.DIFFERS


def test_signed_before_the_year_ended_cannot_be_told() -> None:
    found = only(judge(make_record(2021, "2022-01-05", "2021-12-25")), "rol.year")
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, "signed_early")


def test_signed_years_later_cannot_be_told() -> None:
    found = only(judge(make_record(2021, "2024-01-05", "2023-12-25")), "rol.year")
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, "signed_wide")


def test_titles_of_two_years_cannot_be_told() -> None:
    titles = ("望川市水务局2020年度法治政府建设情况报告",)
    assert judge_year(page_titles=titles) == (Verdict.UNCLEAR, "year_titles")


def test_a_year_that_stands_in_one_place_only_cannot_be_told() -> None:
    assert judge_year(signed_on=None, published_on=None) == (Verdict.UNCLEAR, "year_untold")


def test_the_date_of_the_page_agrees_where_there_is_no_other() -> None:
    assert judge_year(signed_on=None) == (Verdict.KEPT, "year_published")
