"""Gold files: what a line may hold, and which line is told where it breaks the format."""

import json
from decimal import Decimal

import pytest

from etl.errors import UsageError
from etl.evaluation.gold import NamedLabel, find_gold_files, read_gold
from etl.evaluation.gold_cells import CellLabel


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "空"),
        ("{}", "第 1 行"),
        ('\n{"file": "a", "labels": [{"indicator": "x", "value": 1}]}', "第 2 行"),
        ('{"file": "a", "labels": [{"indicator": "x", "value": "?", "quote": "y"}]}', "第 1 行"),
        ("not json", "第 1 行"),
        ("[1]", "第 1 行"),
    ],
)
def test_a_broken_gold_file_is_named_with_its_line(tmp_path, content, told):
    path = tmp_path / "broken.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=told) as error:
        read_gold(path)
    assert "broken.jsonl" in str(error.value)


def test_a_missing_gold_file_is_told(tmp_path):
    with pytest.raises(UsageError, match=r"nowhere\.jsonl"):
        read_gold(tmp_path / "nowhere.jsonl")


def read_line(tmp_path, **row):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"file": "a", "labels": []} | row), encoding="utf-8")
    (document,) = read_gold(path)
    return document


def test_a_rate_keeps_its_decimals(tmp_path):
    labels = [{"indicator": "court_attendance_rate", "value": 98.6, "quote": "q"}]
    assert read_line(tmp_path, labels=labels).labels[0].value == Decimal("98.6")


def test_tables_are_cells_under_their_standard_names(tmp_path):
    tables = {
        "proactive": {"规章|本年制发件数": 3, "行政事业性收费|本年收费金额": 16.82},
        "requests": {"（七）总计": [1, 2, 3, 4, 5, "/", ""]},
        "remedies": list(range(15)),
    }
    cells = read_line(tmp_path, tables=tables).cells
    assert len(cells) == 2 + 7 + 15
    assert CellLabel("proactive", "规章|本年制发件数", Decimal(3)) in cells
    assert CellLabel("proactive", "行政事业性收费|本年收费金额", Decimal("16.82")) in cells
    assert CellLabel("requests", "（七）总计|总计", "") in cells
    assert CellLabel("remedies", "行政诉讼|复议后起诉|总计", Decimal(14)) in cells


def test_named_things_are_kept(tmp_path):
    full = {
        "kind": "normative_document",
        "name": "某办法",
        "number": "某政发〔2023〕1号",
        "issuer": "某市人民政府",
        "quote": "《某办法》（某政发〔2023〕1号）",
    }
    short = {"kind": "law", "name": "行政复议法", "quote": "《行政复议法》"}
    named = read_line(tmp_path, named=[full, short]).named
    assert named == (NamedLabel(**full), NamedLabel(**short, number=None, issuer=None))


def test_a_line_that_speaks_of_no_named_things_is_not_one_without_any(tmp_path):
    assert read_line(tmp_path).named is None
    assert read_line(tmp_path, named=[]).named == ()


NAMED = {"kind": "law", "name": "x", "number": None, "issuer": None, "quote": "x"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"named": [NAMED | {"kind": "person"}]}, "kind 'person'"),
        ({"named": [NAMED | {"name": " "}]}, "named 的 name"),
        ({"named": [NAMED | {"quote": None}]}, "named 的 quote"),
        ({"named": [NAMED | {"number": 3}]}, "named 的 number"),
        ({"named": [{"kind": "law", "name": "x"}]}, "缺少 quote"),
        ({"named": NAMED}, "named 应为"),
        ({"tables": []}, "tables 应为"),
        ({"tables": {"fourth": {}}}, "fourth 不是标准表"),
        ({"tables": {"proactive": "x"}}, "proactive 应为"),
        ({"tables": {"remedies": [0, 0]}}, "有 2 格"),
        ({"tables": {"proactive": {"规章|本年制发件数": None}}}, "None 既不是数"),
        ({"tables": {"proactive": {"规章|本年制发件数": True}}}, "True 既不是数"),
    ],
)
def test_a_broken_table_or_named_thing_is_told_with_its_line(tmp_path, row, told):
    with pytest.raises(UsageError, match="第 1 行") as error:
        read_line(tmp_path, **row)
    assert told in str(error.value)


def test_a_folder_stands_for_the_gold_files_in_it(tmp_path):
    for name in ("b", "a", "other"):
        (tmp_path / name).mkdir()
    golds = [tmp_path / "a" / "gold.jsonl", tmp_path / "b" / "gold.jsonl"]
    for gold in golds:
        gold.write_text("")
    assert find_gold_files([tmp_path]) == tuple(golds)
    assert find_gold_files([golds[1], tmp_path]) == (golds[1], golds[0])
    with pytest.raises(UsageError, match=r"other 里没有 gold\.jsonl"):
        find_gold_files([tmp_path / "other"])


def test_a_line_may_speak_of_some_indicators_only(tmp_path):
    assert read_line(tmp_path).only is None
    assert read_line(tmp_path, only=[]).only == frozenset()
    labels = [{"indicator": "permits", "value": 3, "quote": "q"}]
    assert read_line(tmp_path, labels=labels, only=["permits", "penalties"]).only == {
        "permits",
        "penalties",
    }


@pytest.mark.parametrize(
    ("only", "told"),
    [("permits", "列表"), ([1], "列表"), (None, "列表"), (["penalties"], "permits 不在 only 里")],
)
def test_what_is_scored_is_a_list_that_holds_every_label(tmp_path, only, told):
    labels = [{"indicator": "permits", "value": 3, "quote": "q"}]
    with pytest.raises(UsageError, match=told):
        read_line(tmp_path, labels=labels, only=only)
