"""Earlier results: the last run of a set, found again wherever one stands, or a saved one."""

import json

import pytest
from scored import document, label, miss, scored_set

from etl.errors import UsageError
from etl.evaluation.form import show_run
from etl.evaluation.runs import Baseline, Runs
from etl.model import Genre

GOOD = document(right=[label()])
BAD = document(misses=[miss()])


@pytest.fixture
def runs(tmp_path):
    return Runs(tmp_path / "runs", None)


@pytest.fixture
def gold(tmp_path):
    return tmp_path / "labels" / "gold.jsonl"


def test_a_first_run_has_nothing_to_be_compared_with(runs, gold):
    assert runs.compare({gold: scored_set(GOOD)}) is None


def test_a_run_is_compared_with_the_last_one_alone(runs, gold):
    for scored in (GOOD, BAD):
        runs.remember({gold: scored_set(scored)})
    changes = runs.compare({gold: scored_set(GOOD, name="from/elsewhere.jsonl")})
    assert (len(changes.gained), len(changes.lost)) == (1, 0)


def test_sets_and_genres_are_remembered_apart(runs, gold, tmp_path):
    other = tmp_path / "other" / "gold.jsonl"
    runs.remember({gold: scored_set(BAD)})
    assert runs.compare({other: scored_set(GOOD)}) is None
    assert Runs(runs.folder, Genre.ROL).compare({gold: scored_set(GOOD)}) is None
    both = {gold: scored_set(GOOD, name="a"), other: scored_set(GOOD, name="b")}
    changes = runs.compare(both)
    assert (len(changes.gained), changes.compared, changes.only_now) == (1, 1, 1)


@pytest.mark.parametrize("content", ["", "{}", '{"total": 1}', "\x00"])
def test_a_damaged_memory_is_as_if_there_were_none(runs, gold, content):
    runs.remember({gold: scored_set(GOOD)})
    (kept,) = runs.folder.iterdir()
    kept.write_text(content)
    assert runs.compare({gold: scored_set(GOOD)}) is None


def test_the_same_run_is_remembered_in_the_same_bytes(runs, gold):
    runs.remember({gold: scored_set(GOOD)})
    (kept,) = runs.folder.iterdir()
    before = kept.read_bytes()
    runs.remember({gold: scored_set(GOOD)})
    assert kept.read_bytes() == before
    assert kept.name.startswith("labels-gold-")


def save(path, *sets):
    path.write_text(json.dumps(show_run(sets), ensure_ascii=False), encoding="utf-8")
    return Baseline(path)


def test_a_saved_result_is_compared_by_the_names_of_its_sets(tmp_path, gold):
    one, other = scored_set(BAD, name="a"), scored_set(BAD, name="b")
    baseline = save(tmp_path / "before.json", one, other)
    changes = baseline.compare({gold: scored_set(GOOD, name="b")})
    assert [each.gold for each in changes.gained] == ["b"]
    assert changes.only_before == 1


def test_one_set_saved_elsewhere_is_compared_with_one_set(tmp_path, gold):
    baseline = save(tmp_path / "before.json", scored_set(BAD, name="/mnt/a.jsonl"))
    assert len(baseline.compare({gold: scored_set(GOOD, name="b")}).gained) == 1


@pytest.mark.parametrize("content", [None, "no json", "{}"])
def test_a_baseline_that_is_none_is_told(tmp_path, content):
    path = tmp_path / "before.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(UsageError, match=r"before\.json"):
        Baseline(path)
