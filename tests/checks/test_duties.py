"""Duties on the labelled city, read and loaded as any report is; the counts; the data file."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.catalog import load_catalog
from etl.checks.duties import InTime, check_duties, read_duties, share_in_time
from etl.checks.duty_rules import DutyRules
from etl.checks.outcome import ACCUSING, Outcome, Verdict
from etl.checks.reasons import read_reasons, tell
from etl.errors import CatalogError
from etl.pipeline import load
from etl.record import ReportRecord
from etl.warehouse.queries import Filter, Warehouse
from etl.warehouse.records import read_records
from tests.checks.duty_records import judge, make_record
from tests.factories import SAMPLES

FIRST = "rol.first_responsible_person"
PLANTED = {
    ("云岫市生态环境局", 2021, "rol.public", Verdict.LATE),
    ("云岫市教育局", 2021, "rol.public", Verdict.LATE),
    ("云岫市生态环境局", 2020, "rol.shortcomings", Verdict.MISSING),
    ("云岫市市场监督管理局", 2021, "rol.next_year_plan", Verdict.MISSING),
    ("云岫市教育局", 2020, FIRST, Verdict.MISSING),
    ("云岫市科学技术局", 2021, FIRST, Verdict.MISSING),
    ("云岫市生态环境局", 2021, FIRST, Verdict.MISSING),
    ("云岫市交通运输局", 2024, FIRST, Verdict.MISSING),
}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[ReportRecord]]:
    if not SAMPLES.is_dir():
        pytest.skip("the sample data set is not here")
    folder = tmp_path_factory.mktemp("city")
    load([SAMPLES], warehouse=folder, dataset="sample", catalog=load_catalog())
    opened = Warehouse.open(folder)
    yield read_records(opened, Filter("sample"), text=True)
    opened.close()


@pytest.fixture(scope="module")
def outcomes(city: list[ReportRecord]) -> list[Outcome]:
    return check_duties(city, read_duties())


def test_every_planted_case_is_found_and_nobody_else_accused(outcomes: list[Outcome]) -> None:
    accused = {
        (each.agency, each.year, each.rule, each.verdict)
        for each in outcomes
        if each.verdict in ACCUSING
    }
    assert accused == PLANTED


def test_lateness_is_told_in_days(outcomes: list[Outcome]) -> None:
    late = {each.agency: each.values["days"] for each in outcomes if each.verdict is Verdict.LATE}
    assert late == {"云岫市生态环境局": 14, "云岫市教育局": 221}


def test_a_verdict_stands_beside_its_words(
    city: list[ReportRecord], outcomes: list[Outcome]
) -> None:
    texts = {record.report_id: record.text or "" for record in city}
    for outcome in outcomes:
        assert outcome.passages
        for passage in outcome.passages:
            assert passage.quote
            if passage.span:
                assert passage.span.cut(texts[passage.report_id]) == passage.quote
        for lang in ("zh", "en"):
            assert not re.search("[{}]", tell(outcome, lang))
    assert len({outcome.key for outcome in outcomes}) == len(outcomes)


def test_the_share_in_time_is_counted_by_year(outcomes: list[Outcome]) -> None:
    shares = share_in_time(outcomes)
    assert shares[2021] == InTime(kept=4, late=2)
    assert shares[2021].known == 6
    assert sum(each.unclear for each in shares.values()) == 0


def test_what_cannot_be_told_is_counted_apart() -> None:
    found = judge(make_record(2021, None, "2022-01-20"))
    assert share_in_time(found) == {2021: InTime(unclear=1)}


def test_every_reason_is_told_and_every_blank_filled() -> None:
    sentences, _ = read_reasons("duties")
    for told in sentences.values():
        blanks = {lang: set(re.findall(r"\{([a-z]+)", words)) for lang, words in told.items()}
        assert blanks["zh"] <= blanks["en"] | {"content"}
        assert all(told.values())


def test_every_rule_is_named_in_both_languages() -> None:
    for rule in read_duties().rules:
        assert rule.name["zh"]
        assert rule.name["en"]
        assert rule.law["zh"]


def test_rules_are_read_anew_from_a_file_of_ones_own(tmp_path: Path) -> None:
    from etl.checks.duty_rules import BUNDLED

    text = BUNDLED.read_text(encoding="utf-8")
    path = tmp_path / "duties.yml"
    path.write_text(text.replace("due: 04-01", "due: 05-01"), encoding="utf-8")
    rules: DutyRules = read_duties(path)
    assert rules.rule("rol.public").due == (5, 1)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("due: 04-01", "due: 13-01", "行：规则写得不对"),
        ("due: 04-01\n", "\n", "rol.public"),
        ("genre: enf", "genre: xyz", "行：规则写得不对"),
    ],
)
def test_a_mistake_in_the_rules_names_its_line(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    from etl.checks.duty_rules import BUNDLED

    path = tmp_path / "duties.yml"
    path.write_text(BUNDLED.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(CatalogError, match=told):
        read_duties(path)
