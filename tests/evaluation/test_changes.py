"""What changed between two results: figures gained and lost, false alarms new and gone."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scored import alarm, document, label, miss, scored_set

from etl.errors import UsageError
from etl.evaluation.cells import CellError, CellScore
from etl.evaluation.changes import EMPTY, compare, parse_result
from etl.evaluation.form import show_changes, show_run
from etl.evaluation.gold_cells import CellLabel
from etl.evaluation.score import FactCheck
from etl.evaluation.tally import Tally


def result(*documents, name="mine/gold.jsonl", rename=None):
    form = json.loads(json.dumps(show_run([scored_set(*documents, name=name)])))
    return parse_result(form, "here", rename)


def changed(before, now):
    changes = compare(result(*before), result(*now))
    return tuple(
        [(each.figure, each.sentence) for each in group]
        for group in (changes.gained, changes.lost, changes.new_alarms, changes.gone_alarms)
    )


def test_a_label_that_is_read_now_is_gained_with_the_sentence_it_was_missed_in():
    before = document(misses=[miss(5, "q", "全年检查5次。")])
    now = document(right=[label(5, "q")])
    gained = [("inspections 5 exact", "全年检查5次。")]
    assert changed([before], [now]) == (gained, [], [], [])
    assert changed([now], [before]) == ([], gained, [], [])


def test_false_alarms_come_and_go_with_their_sentence():
    before, now = document(alarms=[alarm(1)]), document(alarms=[alarm(2), alarm(2)])
    new, gone = ("permits 2 exact", "误读这句。"), ("permits 1 exact", "误读这句。")
    assert changed([before], [now]) == ([], [], [new, new], [gone])


def test_equal_labels_are_counted_one_by_one():
    before = document(right=[label()], misses=[miss(), miss()])
    now = document(right=[label(), label()], misses=[miss()])
    gained, lost, *_ = changed([before], [now])
    assert (len(gained), lost) == (1, [])


def test_labels_that_were_added_or_taken_away_are_neither_gained_nor_lost():
    before = document(right=[label(1, "old")], misses=[miss(2, "old")])
    now = document(right=[label(3, "new")], misses=[miss(4, "new")])
    assert changed([before], [now]) == ([], [], [], [])


def test_cells_and_header_facts_are_compared_too():
    cell = CellError("a.txt", "requests", "（七）总计|总计", CellLabel("requests", "k", "/"), None)
    before = document(cells=CellScore({"requests": Tally(1, 0, 0)}, (cell,)))
    now = document(
        cells=CellScore({"requests": Tally(1, 1, 1)}, ()),
        facts=(FactCheck("a.txt", "year", 2022, 2021), FactCheck("a.txt", "agency", "局", "局")),
    )
    gained, lost, *_ = changed([before], [now])
    assert gained == [("requests （七）总计|总计", "应为 /，读成 None")]
    assert lost == [("year", "应为 2022，读成 2021")]


def test_only_files_that_both_scored_are_compared():
    before = [document("a.txt", right=[label()]), document("gone.txt", right=[label()])]
    now = [document("a.txt", right=[label()]), document("new.txt", alarms=[alarm()])]
    changes = compare(result(*before), result(*now))
    assert not changes.any
    assert (changes.compared, changes.only_before, changes.only_now) == (1, 1, 1)
    assert (changes.before, changes.now) == (Tally(1, 1, 1), Tally(1, 1, 1))


def test_a_set_under_another_name_is_compared_where_it_is_the_only_one():
    before = result(document(right=[label()]), name="/elsewhere/gold.jsonl", rename="mine")
    assert compare(before, result(document(misses=[miss()]), name="mine")).compared == 1


RIGHT = st.lists(st.integers(1, 4).map(label), max_size=4)
WRONG = st.lists(st.integers(1, 4).map(miss), max_size=4)
ALARMS = st.lists(st.integers(1, 4).map(alarm), max_size=4)
DOCUMENTS = st.builds(
    lambda right, misses, alarms: document(right=right, misses=misses, alarms=alarms),
    RIGHT,
    WRONG,
    ALARMS,
)


@given(DOCUMENTS)
def test_nothing_changed_against_itself(scored):
    assert not compare(result(scored), result(scored)).any


@given(DOCUMENTS, DOCUMENTS)
def test_what_is_gained_one_way_is_lost_the_other(one, other):
    there, back = compare(result(one), result(other)), compare(result(other), result(one))
    assert len(there.new_alarms) == len(back.gone_alarms)
    assert sorted(each.figure for each in there.gained) == sorted(each.figure for each in back.lost)
    assert there.now.found - there.now.matched - there.before.found + there.before.matched == (
        len(there.new_alarms) - len(there.gone_alarms)
    )


def test_changes_of_several_sets_add_up():
    one = compare(result(document(misses=[miss()])), result(document(right=[label()])))
    other = compare(EMPTY, result(document(alarms=[alarm()])))
    form = show_changes(one + other)
    assert [len(form[key]) for key in ("gained", "lost", "new_false_alarms")] == [1, 0, 0]
    assert (form["compared_files"], form["new_files"], form["gone_files"]) == (1, 1, 0)
    assert form["gained"][0] == {
        "set": "mine/gold.jsonl",
        "file": "a.txt",
        "figure": "inspections 1 exact",
        "reason": "not_found",
        "sentence": "漏了这句。",
    }


@pytest.mark.parametrize("form", [{}, [], None, {"sets": [{"set": "a"}], "files": [{}]}])
def test_what_is_no_result_is_told(form):
    with pytest.raises(UsageError, match="before.json 不是"):
        parse_result(form, "before.json")
