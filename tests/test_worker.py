"""The process documents are read in: whatever happens there costs one document."""

import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from etl.errors import FazhiError, Rejected, RejectionKind
from etl.worker import Lost, Worker

NOTHING = pickle.dumps(None)


@pytest.fixture(scope="module")
def shared() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def fresh() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


def ask(worker: Worker, job: str, *arguments: object, seconds: float = 60.0) -> object:
    return worker.ask(f"tests.odd_jobs:{job}", NOTHING, *arguments, seconds=seconds)


def test_one_process_answers_one_after_another(shared: Worker) -> None:
    first, second = ask(shared, "name_process"), ask(shared, "name_process")
    assert first == second != os.getpid()


def test_equipment_is_there_for_every_job_until_it_changes(shared: Worker) -> None:
    for equipment in ("a", "a", {"b": 1}):
        packed = pickle.dumps(equipment)
        answer = shared.ask("tests.odd_jobs:show", packed, 1, "x", seconds=60)
        assert answer == (equipment, (1, "x"))


def test_a_verdict_arrives_as_it_was_raised(shared: Worker) -> None:
    with pytest.raises(Rejected) as caught:
        ask(shared, "reject", "甲.txt")
    assert (caught.value.kind, caught.value.message) == (RejectionKind.EMPTY, "甲.txt：没有文字。")


def test_an_error_that_cannot_travel_is_told_by_name_and_place(shared: Worker) -> None:
    with pytest.raises(RuntimeError, match="StubbornError: a reason") as caught:
        ask(shared, "fail")
    assert "odd_jobs.py" in caught.value.__notes__[0]


def test_what_is_printed_beside_does_not_disturb_the_answers(shared: Worker) -> None:
    assert ask(shared, "print_aside") == ""
    assert ask(shared, "show", 1) == (None, (1,))


@pytest.mark.parametrize("job", ["sleep", "backtrack"])
def test_a_job_past_its_time_is_ended_and_the_next_is_done(shared: Worker, job: str) -> None:
    before = ask(shared, "name_process")
    began = time.monotonic()
    with pytest.raises(Lost) as caught:
        ask(shared, job, seconds=0.5)
    assert caught.value.late
    assert time.monotonic() - began < 20
    assert ask(shared, "name_process") != before


@pytest.mark.parametrize(
    "job",
    [
        "abort",
        pytest.param(
            "take_memory", marks=pytest.mark.skipif(sys.platform != "linux", reason="no limit")
        ),
    ],
)
def test_a_job_that_ends_its_process_is_lost_and_the_next_is_done(shared: Worker, job: str) -> None:
    with pytest.raises(Lost) as caught:
        ask(shared, job)
    assert not caught.value.late
    assert ask(shared, "show", 1) == (None, (1,))


@pytest.mark.skipif(sys.platform != "linux", reason="no limit")
def test_a_page_too_large_for_the_memory_is_rejected_by_name(fresh: Worker) -> None:
    with pytest.raises(Rejected) as caught:
        ask(fresh, "read_in_little_memory", "<p>", 2_000_000)
    assert caught.value.kind is RejectionKind.TOO_LARGE
    assert caught.value.message.startswith("甲.html：")


def test_a_job_is_not_blamed_for_what_wore_the_process_out(fresh: Worker) -> None:
    first = ask(fresh, "abort_when_worn")
    second = ask(fresh, "abort_when_worn")
    assert first != second


def test_a_process_killed_from_outside_is_replaced(fresh: Worker) -> None:
    first = ask(fresh, "name_process")
    assert isinstance(first, int)
    os.kill(first, signal.SIGTERM)
    assert ask(fresh, "name_process") != first


def test_a_process_that_cannot_start_is_told(
    fresh: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.worker._CODE", "raise SystemExit")
    with pytest.raises(FazhiError, match="无法启动"):
        ask(fresh, "name_process")
    monkeypatch.undo()
    assert ask(fresh, "name_process")


def test_an_interruption_leaves_no_answer_for_the_next(
    fresh: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(fresh, "name_process")

    def interrupt(stream: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("etl.worker.read_message", interrupt)
        ask(fresh, "show", 1)
    assert ask(fresh, "show", 2) == (None, (2,))


def test_threads_get_their_own_answers(shared: Worker) -> None:
    answers: dict[int, object] = {}

    def work(number: int) -> None:
        answers[number] = ask(shared, "show", number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: (None, (number,)) for number in range(8)}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no forks here")
def test_a_fork_starts_a_process_of_its_own(shared: Worker) -> None:
    ours = ask(shared, "name_process")
    child = os.fork()
    if child == 0:
        os._exit(0 if ask(shared, "name_process") != ours else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert ask(shared, "name_process") == ours
