"""All checks together on the sample city: what was planted is found, nobody else is accused."""

from pathlib import Path

import pytest

from etl import hands
from etl.checks.outcome import Verdict
from etl.checks.roster import Expected, Roster
from etl.explained import Mark
from etl.model import Genre
from etl.oversight.finding import Check, Finding, Level, Oversight, Topic
from etl.oversight.gather import CHECKS, gather
from etl.oversight.words import load_oversight
from etl.warehouse.queries import Filter, Warehouse
from etl.warehouse.records import read_records
from tests.oversight.planted import CERTAIN, FACTS, PLANNED


def name(each: Finding) -> tuple[str, str, str]:
    return each.check.value, each.rule, Path(each.evidence[0].source).stem


def test_what_was_planted_is_certain_and_nothing_else_is(found: Oversight) -> None:
    assert {name(each) for each in found.certain} == CERTAIN
    assert found.reports == 42


def test_only_duties_and_agreement_are_ever_certain(found: Oversight) -> None:
    assert {each.check for each in found.certain} == {Check.DUTIES, Check.AGREEMENT}
    facts = [each for each in found.findings if each.topic is Topic.FACT]
    assert {each.check for each in facts} == {Check.LIKENESS, Check.PROMISES}
    assert {each.verdict for each in facts} == {None}


def test_likeness_is_listed_as_a_fact_with_both_sides(found: Oversight) -> None:
    alike = [each for each in found.findings if each.check is Check.LIKENESS and each.telling]
    assert {name(each) for each in alike} == FACTS
    for each in alike:
        assert len({passage.report_id for passage in each.evidence}) == 2


def test_a_plan_without_an_answer_is_told_of_the_report_that_should_answer(
    found: Oversight,
) -> None:
    silent = [each for each in found.findings if each.check is Check.PROMISES and each.telling]
    one = next(each for each in silent if PLANNED in each.sentence)
    assert (one.year, one.values["plan_year"]) == (2023, 2022)
    assert [each.year for each in one.evidence] == [2022, 2023]
    assert one.evidence[0].quote.startswith(PLANNED)


def test_a_shortcoming_that_stands_again_is_told_with_the_words_of_every_year(
    found: Oversight,
) -> None:
    standing = [each for each in found.findings if each.rule == "standing"]
    assert {(each.agency, each.year) for each in standing} == {("云岫市交通运输局", 2022)}
    for each in standing:
        assert [passage.year for passage in each.evidence] == [2022, 2021]
        assert each.level is Level.LOOK
        assert each.sentence.endswith("2021 至 2022 年连续 2 年写为不足")


def test_every_passage_stands_where_it_says(found: Oversight, warehouse: Warehouse) -> None:
    records = read_records(warehouse, Filter("sample"), text=True)
    texts = {each.report_id: each.text or "" for each in records}
    placed = [each for finding in found.findings for each in finding.evidence if each.span]
    assert len(placed) > 500
    for each in placed:
        assert each.span is not None
        assert each.span.cut(texts[each.report_id]) == each.quote


def test_every_listed_result_has_words(found: Oversight) -> None:
    for each in found.findings:
        assert each.sentence and "{" not in each.sentence
        assert each.rule_name
        assert each.evidence or not each.telling


def test_a_key_names_one_result(found: Oversight) -> None:
    keys = [each.key for each in found.findings if each.telling]
    assert len(keys) == len(set(keys))


def test_years_and_bodies_narrow_what_is_told_and_not_what_is_looked_at(
    found: Oversight, warehouse: Warehouse
) -> None:
    asked = Filter("sample", (2023, 2023), ("云岫市",), ("云岫市市场监督管理局",))
    narrow = gather(warehouse, asked)
    wanted = {
        each.key
        for each in found.findings
        if each.year == 2023 and each.agency == "云岫市市场监督管理局"
    }
    assert {each.key for each in narrow.findings} == wanted
    assert narrow.reports == 2


@pytest.mark.parametrize("check", CHECKS)
def test_one_check_alone_gives_the_same(
    found: Oversight, warehouse: Warehouse, check: Check
) -> None:
    alone = gather(warehouse, Filter("sample"), checks=(check,))
    assert alone.findings == tuple(each for each in found.findings if each.check is check)


def test_processes_beside_ours_find_the_same(
    found: Oversight, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hands, "ENOUGH", 1)
    monkeypatch.setattr(hands, "count_processors", lambda: 2)
    shared = gather(warehouse, Filter("sample"), checks=(Check.LIKENESS,))
    alike = [each for each in found.findings if each.check is Check.LIKENESS]
    assert [*shared.findings] == alike


def test_what_was_explained_is_told_apart(found: Oversight, warehouse: Warehouse) -> None:
    first = found.certain[0]
    marks = {first.key: Mark(first.key, "王某", "2026-01-05T08:00:00+00:00", "另有发文")}
    marked = gather(warehouse, Filter("sample"), marks=marks)
    assert len(marked.certain) == len(found.certain) - 1
    explained = [each for each in marked.findings if each.explained]
    assert [each.key for each in explained] == [first.key]
    assert not explained[0].telling


def test_a_roster_speaks_of_the_regions_there_are_alone(warehouse: Warehouse) -> None:
    lines = (
        Expected("云岫市", "云岫市水利局", Genre.ROL, 2023, 2023, 2),
        Expected("望川市", "望川市水利局", Genre.ROL, 2023, 2023, 3),
    )
    checked = gather(
        warehouse, Filter("sample"), roster=Roster(lines, "roster.csv"), checks=(Check.DUTIES,)
    )
    absent = [each for each in checked.certain if each.rule == "rol.filed"]
    assert [(each.agency, each.verdict) for each in absent] == [("云岫市水利局", Verdict.MISSING)]
    assert absent[0].topic is Topic.TIME


def test_every_level_and_check_has_words() -> None:
    words = load_oversight()
    assert set(words.checks) == set(Check)
    assert set(words.levels) == set(Level)
