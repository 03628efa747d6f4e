"""Golden tests: the one real report figure by figure, and floors below the labelled sets.

The floors stand in gold/floors.json. `make evaluate ARGS=--raise-floors` writes better scores
there; only `--lower-floors` writes worse ones, and says which.
"""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from etl.catalog import load_catalog
from etl.evaluation.floor_file import FloorFile
from etl.evaluation.floors import find_breaches, measure
from etl.evaluation.gold import read_gold
from etl.evaluation.score import score_document
from etl.evaluation.sums import Evaluation
from etl.evaluation.tally import Tally
from etl.extract import load_names, read_report
from etl.model import REQUIRED_SECTIONS, Genre, Report
from etl.readers import read

PROJECT = Path(__file__).resolve().parents[1]
SEED = PROJECT.parent / "shared" / "seeds" / "zhuji-keji-2023.txt"
SAMPLES = PROJECT / "data" / "samples" / "gold.jsonl"
SETS = (SAMPLES, *sorted((PROJECT / "tests" / "gold").glob("*/gold.jsonl")))
FLOOR_FILE = FloorFile(PROJECT / "tests" / "gold" / "floors.json")
FLOORS = FLOOR_FILE.floors
CASES = [(gold, name) for gold, names in FLOORS.items() for name in names]

CATALOG, NAMES = load_catalog(), load_names()
needs_seed = pytest.mark.skipif(not SEED.exists(), reason="../shared/seeds is not here")


def name_set(gold: Path) -> str:
    return gold.parent.name


@cache
def read_file(path: Path) -> Report:
    return read_report(read(path), CATALOG, NAMES)


@cache
def evaluate(gold: Path) -> Evaluation:
    documents = read_gold(gold)
    return Evaluation(
        tuple(score_document(each, read_file(gold.parent / each.file)) for each in documents)
    )


# indicator, value, qualifier, unit, words that must be part of the quote
REAL_FIGURES = [
    ("major_decisions", "2", "exact", "项", "重大决策事项的共计2项"),
    ("normative_documents_issued", "1", "exact", "项", "出台行政性规范文件共计1项"),
    ("legal_counsel_firms", "1", "exact", "家", "与振邦律师事务所签订法律顾问合同"),
    ("legal_counsel_lawyers", "1", "exact", "名", "委派1名律师"),
    ("inspections", "10", "over", "次", "行政检查10余次"),
    ("enforcement_satisfaction", "100", "exact", "%", "处理结果满意率百分之百"),
    ("disclosures_proactive", "47", "exact", "条", "发布各类政府类信息47条"),
    ("disclosure_requests_received", "2", "exact", "件", "受理依申请公开2件"),
]


@needs_seed
def test_the_real_report_gives_these_figures_and_no_others() -> None:
    report = read_file(SEED)
    found = [
        (each.indicator, f"{each.value.normalize():f}", each.qualifier.value, each.unit)
        for each in report.observations
    ]
    assert sorted(found) == sorted(figure[:4] for figure in REAL_FIGURES)
    assert not report.findings
    assert all(each.part is None and each.parts == () for each in report.observations)


@needs_seed
@pytest.mark.parametrize(
    ("indicator", "words"), [(figure[0], figure[4]) for figure in REAL_FIGURES]
)
def test_every_real_figure_has_its_exact_words(indicator: str, words: str) -> None:
    report = read_file(SEED)
    (figure,) = (each for each in report.observations if each.indicator == indicator)
    assert figure.quote == figure.span.cut(report.document.text)
    assert words in figure.quote
    assert "。" not in figure.quote


@needs_seed
def test_the_real_report_has_its_header() -> None:
    header = read_file(SEED).header
    assert header.genre is Genre.ROL
    assert header.title == "诸暨市科技局2023年度法治政府建设工作报告"
    assert (header.agency, header.year) == ("诸暨市科学技术局", 2023)
    assert (header.region, header.region_code) == ("诸暨市", "330681")
    assert (header.published_on, header.signed_on) == (date(2024, 2, 26), date(2024, 1, 25))
    assert all(header.has_section(kind) for kind in REQUIRED_SECTIONS)


@pytest.mark.parametrize("gold", SETS, ids=name_set)
def test_every_labelled_file_is_there_and_labels_are_many(gold: Path) -> None:
    documents = read_gold(gold)
    assert len({each.file for each in documents}) == len(documents) >= 9
    assert all((gold.parent / each.file).is_file() for each in documents)
    names = sum(len(each.named or ()) for each in documents)
    assert evaluate(gold).total.labelled + names >= 200


def test_every_labelled_set_has_floors_for_all_that_it_labels() -> None:
    assert {FLOOR_FILE.find_set(name) for name in FLOORS} == set(SETS)
    for name, floors in FLOORS.items():
        measured = measure(evaluate(FLOOR_FILE.find_set(name)))
        assert list(floors) == [each for each, tally in measured.items() if tally.labelled]


@pytest.mark.parametrize(("gold", "name"), CASES)
def test_the_score_does_not_sink_below_its_floor(gold: str, name: str) -> None:
    tally = measure(evaluate(FLOOR_FILE.find_set(gold)))[name]
    assert find_breaches({gold: {name: FLOORS[gold][name]}}, {gold: {name: tally}}) == ()


def test_every_table_cell_of_the_samples_is_right() -> None:
    assert evaluate(SAMPLES).cells == Tally(labelled=2400, found=2400, matched=2400)


@pytest.mark.parametrize("gold", SETS, ids=name_set)
def test_every_quote_of_the_labelled_sets_is_exact(gold: Path) -> None:
    for each in read_gold(gold):
        report = read_file(gold.parent / each.file)
        for figure in report.observations:
            assert figure.quote == figure.span.cut(report.document.text)
            assert figure.span.contains(figure.number)
