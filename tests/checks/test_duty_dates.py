"""Public in time: kept, late by so many days, and every reason for which it cannot be told."""

from typing import Any

import pytest

from etl.checks.duty_rules import read_duties
from etl.checks.outcome import Outcome, Verdict
from etl.checks.reasons import tell
from etl.model import Genre
from etl.record import ReportRecord
from tests.checks.duty_records import judge, make_disclosure, make_record, only

RULE = "rol.public"


def judge_2021(*records: ReportRecord) -> Outcome:
    return only(judge(*records), RULE, 2021)


@pytest.mark.parametrize("published", ["2021-12-28", "2022-01-05", "2022-04-01"])
def test_up_to_the_due_day_is_in_time(published: str) -> None:
    found = judge_2021(make_record(2021, published, None))
    assert (found.verdict, found.reason) == (Verdict.KEPT, "in_time")
    assert found.passages[0].quote == published


def test_a_date_soon_after_the_signing_is_believed() -> None:
    found = judge_2021(make_record(2021, "2022-04-15", "2022-03-25"))
    assert (found.verdict, found.values["days"]) == (Verdict.LATE, 14)
    assert [each.quote for each in found.passages] == ["2022-04-15", "2022年3月25日"]
    assert tell(found, "zh") == "2022年4月15日才公开，比期限2022年4月1日晚 14 天。"
    assert tell(found, "en") == "Published on 15 April 2022, 14 days after 1 April 2022."


def test_one_day_is_one_day() -> None:
    found = judge_2021(make_record(2021, "2022-04-02", "2022-03-25"))
    assert " 1 day after" in tell(found, "en")


def test_a_long_gap_is_believed_where_an_older_page_kept_its_own_date() -> None:
    older = make_record(2020, "2021-03-05", "2021-02-01")
    found = judge_2021(older, make_record(2021, "2022-11-20", "2022-01-25"))
    assert (found.verdict, found.reason) == (Verdict.LATE, "late_witnessed")
    assert "2021-03-05" in [each.quote for each in found.passages]


def test_a_long_gap_alone_cannot_be_told() -> None:
    found = judge_2021(make_record(2021, "2022-11-20", "2022-01-25"))
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, "no_witness")


MOVED: dict[str, tuple[list[tuple[Any, ...]], str]] = {
    "no date at all": ([(2021, None, "2022-01-20")], "no_date"),
    "years after the signing": (
        [(2020, "2021-03-05", "2021-02-01"), (2021, "2024-06-30", "2022-01-25")],
        "too_long",
    ),
    "several years on one day": (
        [(2020, "2022-06-10", "2021-02-01"), (2021, "2022-06-10", "2022-03-20")],
        "batch_years",
    ),
    "several years entered on days that follow": (
        [(2020, "2022-06-13", "2021-02-01"), (2021, "2022-06-10", "2022-03-20")],
        "batch_years",
    ),
    "not before the next report": (
        [(2021, "2023-05-30", "2022-06-01"), (2022, "2023-02-20", "2023-02-01")],
        "after_next",
    ),
    "before it was signed": ([(2021, "2022-04-20", "2022-05-06")], "before_signing"),
    "before the year": ([(2021, "2020-03-02", None)], "before_year_end"),
}


@pytest.mark.parametrize("name", MOVED)
def test_a_date_that_may_not_be_the_day_of_publication_accuses_nobody(name: str) -> None:
    rows, reason = MOVED[name]
    found = judge_2021(*(make_record(*row) for row in rows))
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, reason)
    assert found.passages
    assert tell(found, "zh")
    assert tell(found, "en")


def test_all_bodies_of_a_site_on_one_day_are_a_batch() -> None:
    bodies = [f"望川市{name}局" for name in ("水务", "民政", "审计")]
    records = [make_record(2021, "2022-05-20", "2022-02-10", agency=body) for body in bodies]
    found = [each for each in judge(*records) if each.rule == RULE]
    assert {each.reason for each in found} == {"batch_reports"}
    assert {each.verdict for each in found} == {Verdict.UNCLEAR}


def test_two_bodies_on_one_day_are_none() -> None:
    bodies = [f"望川市{name}局" for name in ("水务", "民政")]
    records = [make_record(2021, "2022-05-20", "2022-02-10", agency=body) for body in bodies]
    assert {each.verdict for each in judge(*records) if each.rule == RULE} == {Verdict.LATE}


def test_what_was_signed_just_before_a_shared_day_was_published_on_it() -> None:
    bodies = [f"望川市{name}局" for name in ("水务", "民政", "审计")]
    records = [make_record(2021, "2022-05-20", "2022-05-10", agency=body) for body in bodies]
    assert {each.verdict for each in judge(*records) if each.rule == RULE} == {Verdict.LATE}


def test_the_earliest_of_several_publications_counts() -> None:
    new = make_record(2021, "2022-06-01", "2022-02-01")
    old = make_record(2021, "2022-02-20", "2022-02-01", in_force=False)
    assert judge_2021(new, old).verdict is Verdict.KEPT


def test_an_undated_publication_may_have_been_earlier() -> None:
    dated = make_record(2021, "2022-04-20", "2022-04-01")
    undated = make_record(2021, None, "2022-04-01", in_force=False)
    found = judge_2021(dated, undated)
    assert (found.verdict, found.reason) == (Verdict.UNCLEAR, "other_undated")


def test_before_the_rule_was_in_force_there_is_no_due_day() -> None:
    outcomes = judge(make_record(2018, "2019-06-01", "2019-05-20"))
    assert not [each for each in outcomes if each.rule == RULE]


@pytest.mark.parametrize(
    ("agency", "published", "verdict"),
    [
        ("望川市水务局", "2023-01-31", Verdict.KEPT),
        ("望川市水务局", "2023-02-06", Verdict.LATE),
        ("望川市人民政府", "2023-02-06", Verdict.KEPT),
        ("望川市人民政府", "2023-04-03", Verdict.LATE),
        ("望川市人民政府办公室", "2023-02-06", Verdict.LATE),
        ("望川市柳湾镇人民政府", "2023-01-30", Verdict.KEPT),
        ("望川市柳湾镇人民政府", "2023-02-06", Verdict.UNCLEAR),
        ("望川市开发区管理委员会", "2023-02-06", Verdict.UNCLEAR),
    ],
)
def test_disclosure_reports_are_due_by_kind_of_body(
    agency: str, published: str, verdict: Verdict
) -> None:
    from tests.checks.duty_records import day

    record = make_disclosure(
        "一、总体情况", agency=agency, published_on=day(published), page_published=published
    )
    found = [each for each in judge(record) if each.rule.startswith("dis.public")]
    assert [each.verdict for each in found] == [verdict]


def test_before_2019_the_old_regulation_held_for_all() -> None:
    found = judge(make_record(2017, "2018-03-20", "2018-03-01", genre=Genre.DIS))
    assert only(found, "dis.public.before").verdict is Verdict.KEPT


def test_figures_of_enforcement_are_due_in_january() -> None:
    found = judge(make_record(2022, "2023-02-10", "2023-01-28", genre=Genre.ENF))
    assert only(found, "enf.public").values["days"] == 10


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("望川市水务局", "department"),
        ("望川市卫生健康委员会", "department"),
        ("望川市人民政府", "government"),
        ("望川市政府办公室", "department"),
        ("望川市柳湾乡人民政府", "township"),
        ("望川市东街道办事处", "township"),
        ("望川市生态环境局柳湾分局", "other"),
        ("望川市高新区管委会", "other"),
        ("望川市水库", "other"),
    ],
)
def test_the_end_of_a_name_tells_the_kind_of_body(agency: str, kind: str) -> None:
    assert read_duties().kind_of(agency) == kind
