"""Floors: what lies below them is told, and only the flag for it ever lowers one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scored import counted, scored_set

from etl.errors import UsageError
from etl.evaluation.cells import CellScore
from etl.evaluation.floor_file import FloorFile
from etl.evaluation.floors import (
    Breach,
    Move,
    find_breaches,
    lower_floors,
    measure,
    raise_floors,
    round_down,
)
from etl.evaluation.sums import Evaluation
from etl.evaluation.tally import Tally
from etl.model import Genre

VALUES = st.integers(0, 1000).map(lambda value: value / 1000)
NAMES = st.sampled_from(["all", "rol", "cells"])
FLOORS = st.dictionaries(st.sampled_from("ab"), st.dictionaries(NAMES, VALUES, max_size=3))
TALLIES = st.builds(
    lambda matched, missed, wrong: Tally(matched + missed, matched + wrong, matched),
    *[st.integers(0, 40)] * 3,
)
SCORES = st.dictionaries(st.sampled_from("ab"), st.dictionaries(NAMES, TALLIES, max_size=3))


def by_name(floors):
    return {(gold, name): floor for gold, names in floors.items() for name, floor in names.items()}


@given(FLOORS, SCORES)
def test_raising_never_lowers_and_never_drops_a_floor(floors, scores):
    before, after = by_name(floors), by_name(raise_floors(floors, scores)[0])
    assert all(after[name] >= floor for name, floor in before.items())


@given(FLOORS, SCORES)
def test_lowering_never_raises_and_never_drops_a_floor(floors, scores):
    before, after = by_name(floors), by_name(lower_floors(floors, scores)[0])
    assert before.keys() == after.keys()
    assert all(after[name] <= floor for name, floor in before.items())


@given(FLOORS, SCORES)
def test_every_move_is_told_and_nothing_else_moves(floors, scores):
    for move in (raise_floors, lower_floors):
        after, moves = move(floors, scores)
        changed = {
            name: floor
            for name, floor in by_name(after).items()
            if by_name(floors).get(name) != floor
        }
        assert changed == {(each.gold, each.name): each.after for each in moves}
        assert all(by_name(floors).get((each.gold, each.name)) == each.before for each in moves)


@given(FLOORS, SCORES)
def test_what_a_run_raised_the_same_run_holds(floors, scores):
    raised, _ = raise_floors({}, scores)
    assert find_breaches(raised, scores) == ()
    lowered, _ = lower_floors(floors, scores)
    assert all(breach.score is None for breach in find_breaches(lowered, scores))


def test_a_floor_is_rounded_down_exactly():
    assert round_down(Tally(1000, 1000, 984)) == 0.984
    assert round_down(Tally(3, 3, 2)) == 0.666
    assert round_down(Tally(7, 7, 7)) == 1
    assert round_down(Tally()) is None


def test_a_score_below_its_floor_is_a_breach_and_one_at_its_floor_is_none():
    scores = {"a": {"all": Tally(10, 10, 9), "rol": Tally(10, 10, 9), "cells": Tally()}}
    floors = {"a": {"all": 0.9, "rol": 0.901, "cells": 1.0}, "not run": {"all": 1.0}}
    assert find_breaches(floors, scores) == (
        Breach("a", "rol", 0.901, 0.9),
        Breach("a", "cells", 1.0, None),
    )


def test_a_run_of_one_genre_is_held_against_the_floor_of_that_genre_alone():
    evaluation = Evaluation((counted(3, 1), counted(2, cells=CellScore({"f": Tally(1, 1, 1)}, ()))))
    assert measure(evaluation, Genre.ROL) == {"rol": Tally(6, 5, 5)}
    whole = measure(evaluation)
    assert (whole["all"], whole["cells"], whole["dis"]) == (Tally(6, 5, 5), Tally(1, 1, 1), Tally())


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sets" / "dev").mkdir(parents=True)
    return tmp_path


def write(folder, floors):
    path = folder / "sets" / "floors.json"
    path.write_text(json.dumps(floors), encoding="utf-8")
    return path


def run(folder, *documents):
    return {folder / "sets" / "dev" / "gold.jsonl": scored_set(*documents, name="known so")}


def test_sets_are_found_by_their_path_from_the_file(folder, monkeypatch):
    path = write(folder, {"./dev/gold.jsonl": {"all": 0.9}})
    monkeypatch.chdir(folder / "sets" / "dev")
    verdict = FloorFile(path).hold(run(folder, counted(4, 1)))
    assert verdict.breaches == (Breach("known so", "all", 0.9, 8 / 9),)
    assert FloorFile(path).find_set("dev/gold.jsonl") == folder / "sets" / "dev" / "gold.jsonl"


def test_holding_floors_writes_nothing(folder):
    path = write(folder, {"dev/gold.jsonl": {"all": 0.1}})
    before = path.read_bytes()
    FloorFile(path).hold(run(folder, counted(4, 1)))
    assert path.read_bytes() == before


def test_a_worse_run_does_not_touch_the_file_unless_told_to_lower(folder):
    path = write(folder, {"dev/gold.jsonl": {"all": 0.95, "rol": 0.888}})
    before, worse = path.read_bytes(), run(folder, counted(4, 1))
    assert len(FloorFile(path).hold(worse, raising=True).breaches) == 1
    assert path.read_bytes() == before
    verdict = FloorFile(path).hold(worse, lowering=True)
    assert verdict.breaches == ()
    assert verdict.lowered == (Move("known so", "all", 0.95, 0.888),)
    assert json.loads(path.read_text()) == {"dev/gold.jsonl": {"all": 0.888, "rol": 0.888}}


def test_a_better_run_raises_and_keeps_sets_that_did_not_run(folder):
    other = {"../other/gold.jsonl": {"all": 0.7}}
    path = write(folder, {"dev/gold.jsonl": {"all": 0.5, "rol": 1.0}} | other)
    verdict = FloorFile(path).hold(run(folder, counted(4, 1)), raising=True)
    assert verdict.raised == (Move("known so", "all", 0.5, 0.888),)
    assert [each.name for each in verdict.breaches] == ["rol"]
    assert json.loads(path.read_text()) == {"dev/gold.jsonl": {"all": 0.888, "rol": 1.0}} | other
    assert [each.name for each in path.parent.iterdir() if each.is_file()] == ["floors.json"]


def test_a_new_file_may_be_raised_into_being_and_not_otherwise(folder):
    path = folder / "sets" / "mine" / "floors.json"
    with pytest.raises(UsageError, match=r"floors\.json 无法读取"):
        FloorFile(path)
    FloorFile(path, new=True).hold(run(folder, counted(3)), raising=True)
    assert json.loads(path.read_text()) == {"../dev/gold.jsonl": {"all": 1.0, "rol": 1.0}}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "不合格式"),
        ("[]", "不是 JSON 对象"),
        ('{"a": 0.9}', "a 没有下限"),
        ('{"a": {"al": 0.9}}', "a 的 al"),
        ('{"a": {"all": 98}}', "0 到 1"),
        ('{"a": {"all": true}}', "0 到 1"),
        ('{"a": {"all": NaN}}', "0 到 1"),
    ],
)
def test_a_file_that_holds_no_floors_is_told(folder, content, told):
    path = folder / "floors.json"
    path.write_text(content)
    with pytest.raises(UsageError, match=told) as error:
        FloorFile(path)
    assert "floors.json" in str(error.value)
