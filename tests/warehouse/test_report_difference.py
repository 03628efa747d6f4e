"""Which reports set two versions apart, and why a figure differs: by hand, replaced, gone, read anew."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from etl.corrections import Decision, add_reviews
from etl.model import Qualifier
from etl.pipeline import LoadSummary, load
from etl.warehouse.difference import Comparison, Kind, Narrowing
from etl.warehouse.difference_places import Cause, tell
from etl.warehouse.queries import Warehouse
from etl.warehouse.report_difference import ReportKind, ReportTally
from pages.shared.words import say
from tests.factories import build_datasets, make_report
from tests.fake_stages import STAGES, newer, read_report, write_report
from tests.makers import Stated, observe
from tests.pipeline.test_reviews import decide
from tests.stub_catalog import stub_catalog

WATER, SCHOOLS = "望川市水利局", "望川市教育局"
CHECKS = Stated("inspections", "检查5次", "5", "次")
Load = Callable[..., LoadSummary]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "reports"


@pytest.fixture
def run(tmp_path: Path, folder: Path) -> Load:
    def run_once(*, stages=STAGES, **options) -> LoadSummary:
        return load(
            [folder],
            warehouse=tmp_path / "warehouse",
            catalog=stub_catalog(),
            stages=stages,
            **options,
        )

    return run_once


def told_reports(directory: Path, older: int, newer: int, **chosen):
    with Comparison(directory, older, newer, Narrowing(**chosen)) as comparison:
        return comparison.reports, comparison.report_changes()


def told_figures(directory: Path, older: int, newer: int):
    with Comparison(directory, older, newer) as comparison:
        return tell(comparison, comparison.differences())


def test_a_new_report_and_one_that_replaces_another_are_told(folder: Path, run: Load) -> None:
    write_report(folder, "a.txt", 5)
    run()
    write_report(folder, "b.txt", 7, published="2024-05-01")
    write_report(folder, "c.txt", 4, agency=SCHOOLS)
    done = run()
    tally, changes = told_reports(done.warehouse, 1, 2)
    assert (tally.new, tally.superseded, tally.restored, tally.gone) == (2, 1, 0, 0)
    assert tally.differing == 3
    told = [(each.kind, each.agency, each.replaces) for each in changes]
    assert told == [
        (ReportKind.NEW, SCHOOLS, False),
        (ReportKind.NEW, WATER, True),
        (ReportKind.SUPERSEDED, WATER, False),
    ]
    assert changes[2].superseded_by == changes[1].report_id
    (figure,) = [each for each in told_figures(done.warehouse, 1, 2) if each.before]
    assert (figure.difference.kind, figure.cause) == (Kind.CORRECTED, Cause.REPLACED)


def test_a_report_back_in_force_and_a_report_gone(folder: Path, run: Load) -> None:
    write_report(folder, "a.txt", 5)
    newer_one = write_report(folder, "b.txt", 7, published="2024-05-01")
    run()
    newer_one.unlink()
    done = run(prune=True)
    tally, changes = told_reports(done.warehouse, 1, 2)
    assert (tally.restored, tally.gone, tally.differing) == (1, 1, 2)
    assert [each.kind for each in changes] == [ReportKind.RESTORED, ReportKind.GONE]
    (figure,) = told_figures(done.warehouse, 1, 2)
    assert (figure.difference.kind, figure.cause) == (Kind.CORRECTED, Cause.GONE)


def test_a_figure_of_a_report_taken_out_is_withdrawn_with_its_words(
    folder: Path, run: Load
) -> None:
    write_report(folder, "a.txt", 5)
    other = write_report(folder, "c.txt", 4, agency=SCHOOLS)
    run()
    other.unlink()
    done = run(prune=True)
    (figure,) = told_figures(done.warehouse, 1, 2)
    assert (figure.difference.kind, figure.cause) == (Kind.WITHDRAWN, Cause.GONE)
    sentence = figure.before
    assert sentence is not None and figure.after is None
    assert sentence.text[slice(*sentence.number)] == "4"
    assert sentence.text[slice(*sentence.quote)] == "检查4次"


def test_a_renamed_file_is_the_same_report(folder: Path, run: Load) -> None:
    path = write_report(folder, "a.txt", 5)
    run()
    path.rename(folder / "z.txt")
    write_report(folder, "c.txt", 4, agency=SCHOOLS)
    tally, changes = told_reports(run().warehouse, 1, 2)
    assert (tally.new, tally.differing) == (1, 1)
    assert changes[0].agency == SCHOOLS


@pytest.mark.parametrize(
    ("decision", "new", "kind", "cause"),
    [
        (Decision.CORRECTED, "8", Kind.CORRECTED, Cause.BY_HAND),
        (Decision.REJECTED, None, Kind.WITHDRAWN, Cause.REJECTED),
    ],
)
def test_what_people_decided_is_told_as_theirs(
    folder: Path, run: Load, decision: Decision, new: str | None, kind: Kind, cause: Cause
) -> None:
    write_report(folder, "a.txt", 5)
    warehouse = run().warehouse
    review = decide(warehouse, decision, new)
    add_reviews(warehouse, [review])
    run()
    (figure,) = told_figures(warehouse, 1, 2)
    assert (figure.difference.kind, figure.cause, figure.reviewer) == (kind, cause, "李复核")
    assert told_reports(warehouse, 1, 2)[0].differing == 0
    add_reviews(warehouse, [decide_back(review)])
    run()
    (back,) = told_figures(warehouse, 2, 3)
    assert back.cause is (Cause.LAPSED if new else None)


def decide_back(review):
    return replace(
        review, id="back", decision=Decision.REOPENED, at="2025-06-02T09:00:00+08:00", new=None
    )


def test_the_same_report_read_by_other_rules_is_told_as_such(folder: Path, run: Load) -> None:
    write_report(folder, "a.txt", 5)
    run()

    def read_otherwise(document):
        report = read_report(document)
        stated = tuple(replace(each, value=Decimal(6)) for each in report.observations)
        return replace(report, observations=stated)

    done = run(stages=newer("2", read_otherwise))
    (figure,) = told_figures(done.warehouse, 1, 2)
    assert (figure.difference.kind, figure.cause) == (Kind.CORRECTED, Cause.READ_ANEW)
    assert told_reports(done.warehouse, 1, 2) == (ReportTally(by_dataset={}), [])


def test_a_figure_that_rules_drop_is_not_told_as_rejected_by_people(
    folder: Path, run: Load
) -> None:
    """New rules give its running number to another statement, which people rejected."""
    write_report(folder, "a.txt", 5, remark="会议3次。")

    def read_meetings(document):
        report = read_report(document)
        stated = Stated("meetings_on_rule_of_law", "会议3次", "3", "次")
        return replace(report, observations=(observe(document.text, stated),))

    def read_both(document):
        return replace(
            read_report(document),
            observations=read_report(document).observations + read_meetings(document).observations,
        )

    warehouse = run(stages=newer("1", read_both)).warehouse
    made = decide(warehouse, Decision.REJECTED)
    opened = Warehouse.open(warehouse)
    places = dict(opened.rows("SELECT indicator, number_start FROM observations"))
    ids = dict(opened.rows("SELECT indicator, observation_id FROM observations"))
    opened.close()
    later = "meetings_on_rule_of_law"
    assert [ids[name][-2:] for name in ("inspections", later)] == ["-1", "-2"]
    other = replace(made, indicator=later, number_start=places[later], quote="会议3次")
    add_reviews(warehouse, [other])
    run(stages=newer("2", read_meetings))  # the rejected one is number 1 now
    told = {each.difference.indicator: each for each in told_figures(warehouse, 1, 2)}
    assert told["inspections"].cause is Cause.READ_ANEW
    assert told[later].cause is Cause.REJECTED


def test_a_second_correction_of_how_exact_a_figure_is_is_by_hand(folder: Path, run: Load) -> None:
    write_report(folder, "a.txt", 5)
    warehouse = run().warehouse
    first = decide(warehouse, Decision.CORRECTED, "8")
    add_reviews(warehouse, [first])
    run()
    assert first.new is not None
    over = replace(first.new, qualifier=Qualifier.OVER)
    add_reviews(warehouse, [replace(first, id="second", at="2025-06-02T09:00:00+08:00", new=over)])
    run()
    (figure,) = told_figures(warehouse, 2, 3)
    assert (figure.cause, figure.reviewer) == (Cause.BY_HAND, "李复核")


def test_a_correction_whose_words_are_gone_is_not_told_as_taken_back(
    folder: Path, run: Load
) -> None:
    write_report(folder, "a.txt", 5)
    warehouse = run().warehouse
    add_reviews(warehouse, [decide(warehouse, Decision.CORRECTED, "8")])
    run()

    def read_nothing(document):
        return replace(read_report(document), observations=())

    run(stages=newer("2", read_nothing))
    (figure,) = told_figures(warehouse, 2, 3)
    assert figure.cause is Cause.LAPSED
    assert say("changes.cause.lapsed", "zh") == "人工更正不再生效"  # true of either


def test_reports_can_be_chosen_and_each_kind_is_cut_alone(tmp_path: Path) -> None:
    build_datasets(tmp_path, {"own": ([make_report(WATER, 2022, [CHECKS])], [], [])})
    reports = [
        make_report(WATER, 2022, [CHECKS]),
        *(make_report(SCHOOLS, year, [CHECKS]) for year in (2020, 2021, 2023)),
    ]
    sample = [make_report("样例县档案局", 2023, [CHECKS], region="样例县")]
    build_datasets(tmp_path, {"own": (reports, [], []), "sample": (sample, [], [])})
    tally, changes = told_reports(tmp_path, 1, 2, datasets=["own"])
    assert [each.year for each in changes] == [2023, 2021, 2020]
    assert told_reports(tmp_path, 1, 2)[0].by_dataset == {
        "own": {ReportKind.NEW: 3},
        "sample": {ReportKind.NEW: 1},
    }
    assert told_reports(tmp_path, 1, 2, years=[2021])[0].new == 1
    assert told_reports(tmp_path, 1, 2, regions=["样例县"])[0].new == 1
    assert told_reports(tmp_path, 1, 2, agencies=[SCHOOLS])[0].new == 3
    assert told_reports(tmp_path, 1, 2, genres=["dis"])[0].new == 0
    assert told_reports(tmp_path, 2, 1)[0].gone == 4
    with Comparison(tmp_path, 1, 2) as comparison:
        assert [each.year for each in comparison.report_changes(2)] == [2023, 2023]


def test_a_version_beside_itself_tells_of_no_report(tmp_path: Path) -> None:
    build_datasets(tmp_path, {"own": ([make_report(WATER, 2022, [CHECKS])], [], [])})
    assert told_reports(tmp_path, 1, 1) == (ReportTally(by_dataset={}), [])
