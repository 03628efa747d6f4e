"""Decisions of people in loads: applied, kept over new rules, fallen with the text, taken back."""

import dataclasses
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import cli
from etl.corrections import (
    REVIEWS,
    Amount,
    Decision,
    Review,
    add_reviews,
    find_standing,
    make_id,
    read_reviews,
)
from etl.model import Document, Qualifier, Report, Span
from etl.pipeline import LoadSummary
from etl.review_faults import ReviewError
from etl.warehouse.difference import Comparison
from etl.warehouse.heirs import follow
from etl.warehouse.queries import Filter, Warehouse
from etl.warehouse.versions import name_version
from tests.fake_stages import (
    STAGES,
    Loader,
    newer,
    read_report,
    reading,
    values,
    write_report,
)

OWN = Filter("own")


def decide(warehouse: Path, decision: Decision, new: str | None = None, **changes: Any) -> Review:
    """Decide of the figure of 2023 as it is now; return the decision."""
    opened = Warehouse.open(warehouse)
    frame = opened.figures(Filter("own", (2023, 2023)))
    figure = (frame if len(frame) else opened.figures(OWN)).iloc[0]
    opened.close()
    review = Review(
        id=make_id(),
        decision=decision,
        who="李复核",
        at="2025-06-01T09:00:00+08:00",
        why="与台账核对",
        dataset="own",
        region=figure["region"],
        agency=figure["agency"],
        year=int(figure["year"]),
        genre=figure["genre"],
        indicator=figure["indicator"],
        part=None,
        report_id=figure["report_id"],
        source=figure["source"],
        number_start=int(figure["number_start"]),
        quote=figure["quote"],
        old=Amount(Decimal(str(figure["value"])), Qualifier.EXACT, figure["unit"]),
        new=Amount(Decimal(new), Qualifier.EXACT, figure["unit"]) if new else None,
    )
    return dataclasses.replace(review, **changes)


def test_a_correction_is_applied_by_the_next_load_without_a_path(run: Loader) -> None:
    first = run()
    add_reviews(first.warehouse, [decide(first.warehouse, Decision.CORRECTED, "8")])
    assert values(first) == {2022: 5, 2023: 7}
    again = run(first.warehouse / "nothing-there")  # no file is read
    assert (again.published, again.version) == (True, 2)
    assert values(again) == {2022: 5, 2023: 8}
    row = Warehouse.open(again.warehouse).figures(Filter("own", (2023, 2023))).iloc[0]
    assert (row["review"], row["reviewer"], row["value_read"]) == ("corrected", "李复核", 7)
    assert row["quote"] == "检查7次"


def test_the_same_decisions_again_make_no_version(run: Loader) -> None:
    first = run()
    add_reviews(first.warehouse, [decide(first.warehouse, Decision.ACCEPTED)])
    assert run().published
    assert not run().published


def test_a_rejected_figure_is_on_no_chart_and_its_statement_is_kept(run: Loader) -> None:
    first = run()
    add_reviews(first.warehouse, [decide(first.warehouse, Decision.REJECTED)])
    again = run()
    assert values(again) == {2022: 5}
    opened = Warehouse.open(again.warehouse)
    assert list(opened.observations(OWN)["year"]) == [2022]
    report = opened.report(opened.reports(Filter("own", (2023, 2023)))["report_id"][0])
    assert report is not None
    assert list(report.observations["review"]) == ["rejected"]


def test_a_correction_outlives_new_rules(run: Loader) -> None:
    first = run()
    add_reviews(first.warehouse, [decide(first.warehouse, Decision.CORRECTED, "8")])

    def read_otherwise(document: Document) -> Report:
        report = read_report(document)
        figure = replace(report.observations[0], value=report.observations[0].value + 100)
        return replace(report, observations=(figure,))

    again = run(stages=newer("2", read_otherwise))
    assert again.again == 2
    assert values(again) == {2022: 105, 2023: 8}


def test_an_approval_does_not_vouch_for_what_is_read_anew(run: Loader) -> None:
    first = run()
    add_reviews(first.warehouse, [decide(first.warehouse, Decision.ACCEPTED)])
    assert run().notices == ()

    def read_otherwise(document: Document) -> Report:
        report = read_report(document)
        figure = replace(report.observations[0], value=report.observations[0].value + 100)
        return replace(report, observations=(figure,))

    again = run(stages=newer("2", read_otherwise))
    row = Warehouse.open(again.warehouse).figures(Filter("own", (2023, 2023))).iloc[0]
    assert row["value"] == 107
    assert row["review"] != "accepted"
    assert again.notices[-1].startswith("1 条人工复核没有用上")


def test_a_decision_falls_with_the_text_and_is_told(run: Loader, reports: Path) -> None:
    first = run()
    add_reviews(first.warehouse, [decide(first.warehouse, Decision.CORRECTED, "8")])
    assert run().notices == ()
    write_report(reports, "b.txt", 7, published="2024-04-01", remark="更正后重新公布。")
    again = run()
    assert values(again) == {2022: 5, 2023: 7}
    assert again.notices[-1].startswith("1 条人工复核没有用上")


def save_again(reports: Path) -> None:
    """Save the report of 2023 once more: other bytes, the same text as it is read."""
    path = reports / "b.txt"
    path.write_bytes(path.read_bytes() + b"\n" * 3)


def read_without_end(document: Document) -> Report:
    text = document.text.rstrip("\n")
    return read_report(replace(document, text=text, body=Span(0, len(text))))


@pytest.fixture
def saved(run: Loader, reports: Path) -> Callable[..., LoadSummary]:
    """A correction of 2023 was loaded; then its page was saved again and loaded."""
    stages = replace(STAGES, read_file=reading(read_without_end))
    first = run(stages=stages)
    add_reviews(first.warehouse, [decide(first.warehouse, Decision.CORRECTED, "8")])
    run(stages=stages)
    save_again(reports)
    return lambda **options: run(stages=stages, **options)


def test_a_decision_stays_where_a_report_was_saved_again_with_its_text(
    saved: Loader, capsys: pytest.CaptureFixture[str]
) -> None:
    again = saved()
    assert values(again) == {2022: 5, 2023: 8}
    assert again.notices == ()
    audit = ["review", "--json", "--warehouse", str(again.warehouse)]
    assert cli.run(audit) == 0
    assert json.loads(capsys.readouterr().out)["applied"] is True


def test_a_decision_stays_when_what_it_named_is_pruned(saved: Loader, reports: Path) -> None:
    (reports / "b.txt").rename(reports / "c.txt")
    again = saved(prune=True)
    with duckdb.connect(str(again.warehouse / name_version(again.version)), read_only=True) as work:
        assert work.execute("SELECT count(*) FROM reports").fetchone() == (2,)
    assert (values(again), again.notices[1:]) == ({2022: 5, 2023: 8}, ())
    write_report(reports, "d.txt", 9, year="2021")
    assert values(saved()) == {2021: 9, 2022: 5, 2023: 8}  # the version before knows no such text


def test_what_is_decided_after_a_report_was_saved_again_counts_once(
    saved: Loader, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = saved()
    later = decide(again.warehouse, Decision.CORRECTED, "9", at="2025-06-02T09:00:00+08:00")
    add_reviews(again.warehouse, [later])
    last = saved()
    assert (values(last), last.notices) == ({2022: 5, 2023: 9}, ())
    opened = Warehouse.open(last.warehouse)
    known = read_reviews(last.warehouse)
    placed = follow(known, opened.heirs(known))
    assert [each.id for each in find_standing(placed).values()] == [later.id]

    def review(*options: str) -> str:
        assert cli.run(["review", *options, "--warehouse", str(last.warehouse)]) == 0
        return capsys.readouterr().out

    assert json.loads(review("--precision", "--json"))["total"]["decided"] == 1
    review("--export", str(tmp_path / "out.jsonl"))
    [line] = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == later.id


def test_of_several_decisions_the_last_counts_and_can_be_taken_back(run: Loader) -> None:
    first = run()
    made = decide(first.warehouse, Decision.CORRECTED, "8")
    later = replace(
        made, id=make_id(), at="2025-06-02T01:00:00+00:00", new=replace(made.old, value=Decimal(9))
    )
    add_reviews(first.warehouse, [later])
    add_reviews(first.warehouse, [made])  # written down later, decided before
    assert values(run()) == {2022: 5, 2023: 9}
    back = replace(
        made, id=make_id(), decision=Decision.REOPENED, at="2025-06-03T09:00:00+08:00", new=None
    )
    add_reviews(first.warehouse, [back])
    assert values(run()) == {2022: 5, 2023: 7}
    assert find_standing(read_reviews(first.warehouse)) == {}


@pytest.mark.parametrize(
    "new",
    [
        Amount(Decimal("8.5"), Qualifier.EXACT, "次"),
        Amount(Decimal(8), Qualifier.EXACT, "元"),
        Amount(Decimal(-8), Qualifier.EXACT, "次"),
    ],
)
def test_what_cannot_be_is_not_applied(run: Loader, new: Amount) -> None:
    first = run()
    add_reviews(first.warehouse, [decide(first.warehouse, Decision.CORRECTED, new=None)])
    (first.warehouse / REVIEWS).unlink()
    add_reviews(
        first.warehouse, [replace(decide(first.warehouse, Decision.CORRECTED, "8"), new=new)]
    )
    again = run()
    assert values(again) == {2022: 5, 2023: 7}
    assert again.notices[-1].startswith("1 条人工复核没有用上")


def test_a_decision_on_other_words_is_not_applied(run: Loader) -> None:
    first = run()
    made = decide(first.warehouse, Decision.CORRECTED, "8", quote="没有这样写过")
    add_reviews(first.warehouse, [made])
    assert values(run()) == {2022: 5, 2023: 7}


def test_a_broken_journal_stops_the_load_with_its_line(run: Loader) -> None:
    first = run()
    (first.warehouse / REVIEWS).write_text('{"id": 1}\n{}\n', encoding="utf-8")
    with pytest.raises(ReviewError, match="第 1 行"):
        run()
    assert values(first) == {2022: 5, 2023: 7}


def test_a_correction_is_a_difference_between_versions(run: Loader) -> None:
    first = run()
    add_reviews(first.warehouse, [decide(first.warehouse, Decision.CORRECTED, "8")])
    again = run()
    with Comparison(again.warehouse, 1, 2) as comparison:
        found = list(comparison.differences(10))
    assert [each.kind for each in found] == ["corrected"]


@pytest.mark.parametrize(("times", "value"), [(1, 8), (2, 7)])
def test_a_decision_follows_its_words_where_they_stand_but_once(
    run: Loader, times: int, value: int
) -> None:
    """The number moved, as when a file is read anew: of two like it nobody knows which is meant."""
    first = run()
    made = decide(first.warehouse, Decision.CORRECTED, "8")
    moved = replace(made, number_start=made.number_start + 100)
    add_reviews(first.warehouse, [moved])

    def read_often(document: Document) -> Report:
        report = read_report(document)
        return replace(report, observations=report.observations * times)

    assert values(run(stages=newer("2", read_often)))[2023] == value
