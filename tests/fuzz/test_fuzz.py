"""The smaller run inside the suite: the same inputs at every run, and that nothing slips through."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.catalog import load_catalog
from etl.errors import Rejected, RejectionKind
from etl.model import Span
from tests.fuzz import guided
from tests.fuzz.__main__ import show
from tests.fuzz.check import check, check_report
from tests.fuzz.grammar import make_text
from tests.fuzz.inputs import TURNS, Input, make_input
from tests.fuzz.mutations import LONGEST
from tests.fuzz.run import Runner, find_kept
from tests.fuzz.seeds import KINDS, find_seeds
from tests.makers import Stated, make_report

INPUTS = len(TURNS)
CATALOG = load_catalog()


def test_hostile_files_give_reports_or_verdicts(tmp_path: Path) -> None:
    runner = Runner(tmp_path / "kept")
    tally = runner.run(1, lambda number: number < INPUTS)
    assert [(failure.reason, failure.details) for failure in tally.failures] == []
    assert set(tally.inputs) == set(TURNS)
    assert {"report", "table", "unreadable"} <= set(tally.verdicts)
    assert tally.figures > INPUTS


@given(st.randoms(use_true_random=False))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_texts_of_any_grammar_give_reports_or_verdicts(random: Random) -> None:
    check(CATALOG, make_text(random).encode(), ".txt")


@pytest.mark.parametrize("kind", KINDS)
def test_sound_files_are_sound(kind: str) -> None:
    verdicts = {check(CATALOG, seed.data, f".{kind}").verdicts[0] for seed in find_seeds(kind)}
    assert verdicts & {"report", "table"}


def test_an_input_is_told_by_seed_and_number() -> None:
    made = [make_input(7, number) for number in range(3 * len(TURNS))]
    assert made == [make_input(7, number) for number in range(3 * len(TURNS))]
    assert made != [make_input(8, number) for number in range(3 * len(TURNS))]
    assert max(len(each.data) for each in made) <= LONGEST


@pytest.mark.parametrize(
    ("job", "reason"),
    [("abort", "the process ended"), ("sleep", "over 1 s"), ("fail", "RuntimeError")],
)
def test_what_breaks_a_promise_is_kept_and_can_be_replayed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], job: str, reason: str
) -> None:
    runner = Runner(tmp_path / "kept", job=f"tests.odd_jobs:{job}", seconds=1.0)
    runner.try_input(Input("html", b"<p>1"))
    (failure,) = runner.tally.failures
    assert failure.reason.startswith(reason)
    assert list(find_kept(failure.kept)) == list(find_kept(tmp_path / "kept"))
    assert list(find_kept(failure.kept)) == [Input("html", b"<p>1")]
    show(runner.tally)
    said = capsys.readouterr().out
    assert "crashes: 1" in said
    assert f"make fuzz REPLAY={failure.kept}" in said


def test_failures_alike_are_counted_and_few_are_kept(tmp_path: Path) -> None:
    runner = Runner(tmp_path / "kept", job="tests.odd_jobs:fail")
    for number in range(9):
        runner.try_input(Input("txt", bytes([number])))
    assert list(runner.tally.reasons.values()) == [9]
    assert len(runner.tally.failures) == 3


def test_a_quote_that_is_elsewhere_is_found() -> None:
    report = make_report(stated=[Stated("inspections", "检查12次", "12", "次")])
    check_report(report)
    (figure,) = report.observations
    moved = Span(figure.span.start + 1, figure.span.end + 1)
    object.__setattr__(figure, "span", moved)
    with pytest.raises(AssertionError, match="elsewhere"):
        check_report(report)


def test_a_verdict_without_a_sentence_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def reject(*_: object) -> None:
        raise Rejected(RejectionKind.EMPTY, "no")

    monkeypatch.setattr("etl.jobs.read_report", reject)
    with pytest.raises(AssertionError, match="no sentence"):
        check(CATALOG, b"a", ".txt")


def test_without_atheris_the_run_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(guided.importlib.util, "find_spec", lambda name: None)
    assert str(guided.start(tmp_path, 1, 1).finish()) == guided.MISSING


def test_the_report_of_the_guided_process_is_one_sentence(tmp_path: Path) -> None:
    said = "#9 pulse cov: 312 ft: 9\nstat::number_of_executed_units: 864\n"
    kept = tmp_path / "guided-crash-1"
    explored = guided.describe(said, 1, [kept])
    assert explored.failures == 1
    assert "864 runs, 312 edges" in explored.words
    assert f"REPLAY={kept}" in explored.words
    assert guided.describe("no such module", 1, []).failures == 1
