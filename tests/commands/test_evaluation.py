"""`fazhi evaluate` from outside: what is printed, kept and written, and the exit status."""

import json

import pytest

from etl import cli

SENTENCE = "全年开展行政检查40余次，成效明显。"
REPORT = f"""\
云溪市档案局2022年度法治政府建设情况报告

一、主要举措和成效
{SENTENCE}主动公开政府信息52条。
二、存在的不足和原因
队伍力量还不够强。
云溪市档案局
2023年1月20日
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with one report, standing in it, and another one for last runs."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FAZHI_INDICATORS", raising=False)
    monkeypatch.setenv("FAZHI_RUNS", str(tmp_path / "runs"))
    return tmp_path


@pytest.fixture
def evaluate(capsys):
    """Run `fazhi evaluate`; return exit status, output and what went to standard error."""

    def run(*arguments):
        status = cli.run(["evaluate", *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def write_gold(folder, name="gold.jsonl", **changes):
    label = {
        "indicator": "inspections",
        "value": 40,
        "qualifier": "over",
        "quote": "全年开展行政检查40余次",
    }
    row = {"file": "reports/a.txt", "genre": "rol", "year": 2022, "labels": [label | changes]}
    path = folder / name
    path.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    return path


def write_floors(folder, **floors):
    path = folder / "floors.json"
    path.write_text(json.dumps({"gold.jsonl": floors}), encoding="utf-8")
    return path


def test_the_files_beside_the_labels_are_scored(evaluate, folder, monkeypatch):
    gold = write_gold(folder)
    monkeypatch.chdir("/")
    status, out, _ = evaluate(gold, "--json")
    form = json.loads(out)
    assert status == 0
    assert form["indicators"]["inspections"]["f1"] == 1
    assert [each["observation"]["indicator"] for each in form["false_alarms"]] == [
        "disclosures_proactive"
    ]
    assert form["header"]["year"] == {"right": 1, "of": 1}


def test_json_holds_every_group_with_its_intervals(evaluate, folder):
    form = json.loads(evaluate(write_gold(folder), "--json")[1])
    groups = (form["genres"]["rol"], form["formats"]["text"], form["indicators"]["inspections"])
    for group in (form["total"], *groups, form["sets"][0]["total"]):
        assert group["intervals"]["recall"] == [1, 1]
    assert (form["intervals"]["draws"], form["intervals"]["confidence"]) == (2000, 0.95)
    assert (form["cells"], form["changes"], form["floors"]) == (None, None, None)


def test_misses_and_false_alarms_are_listed_with_their_sentence(evaluate, folder):
    status, out, _ = evaluate(write_gold(folder, value=41))
    assert status == 0
    assert "漏 miss inspections 41" in out
    assert "误 false alarm inspections ≥ 40 次" in out
    assert SENTENCE in out
    assert "合计 total" in out


def test_the_page_tells_format_interval_and_method(evaluate, folder):
    _, out, _ = evaluate(write_gold(folder))
    assert "格式 text" in out
    assert "P 0.500（0.500–0.500）" in out
    assert "95% 置信区间：以文件为单位自助抽样 2,000 次" in out


def test_one_genre_alone(evaluate, folder):
    assert evaluate(write_gold(folder), "--genre", "rol")[0] == 0
    status, _, err = evaluate(write_gold(folder), "--genre", "dis")
    assert status == 2
    assert "dis" in err


def test_a_missing_file_counts_as_missed(evaluate, folder):
    gold = write_gold(folder)
    (folder / "reports" / "a.txt").unlink()
    status, out, _ = evaluate(gold, "--json")
    form = json.loads(out)
    assert status == 1
    assert form["total"]["recall"] == 0
    assert len(form["unread"]) == 1


def test_several_sets_have_a_line_each_and_a_total(evaluate, folder):
    golds = write_gold(folder, "one.jsonl"), write_gold(folder, "two.jsonl", value=41)
    form = json.loads(evaluate(*golds, "--json")[1])
    assert [(each["set"], each["total"]["recall"]) for each in form["sets"]] == [
        ("one.jsonl", 1),
        ("two.jsonl", 0),
    ]
    assert form["total"]["recall"] == 0.5
    assert {each["set"] for each in form["misses"]} == {"two.jsonl"}
    lines = [line.split() for line in evaluate(*golds)[1].splitlines()]
    rows = {line[0]: line[1:5] for line in lines if line and line[0].endswith(".jsonl")}
    assert rows == {"one.jsonl": ["1", "1", "2", "1"], "two.jsonl": ["1", "1", "2", "0"]}


def test_a_set_without_the_genre_is_passed_over_beside_one_that_has_it(evaluate, folder):
    other = write_gold(folder, "dis.jsonl")
    other.write_text(other.read_text(encoding="utf-8").replace('"rol"', '"dis"'), encoding="utf-8")
    form = json.loads(evaluate(write_gold(folder), other, "--genre", "rol", "--json")[1])
    assert [each["set"] for each in form["sets"]] == ["gold.jsonl"]


def test_the_next_run_tells_what_was_gained_and_lost(evaluate, folder):
    gold = write_gold(folder)
    assert "首次评测" in evaluate(gold)[1]
    assert "没有得失" in evaluate(gold)[1]
    report = folder / "reports" / "a.txt"
    report.write_text(REPORT.replace("40余次", "30次，办理行政许可9件"), encoding="utf-8")
    _, out, _ = evaluate(gold)
    told = out[out.index("失 lost（1）") :]
    assert "  reports/a.txt：inspections 40 over" in told
    assert "新误报 new false alarms（2）" in told
    assert "  reports/a.txt：permits 9 exact" in told
    assert told.count("行政检查30次，办理行政许可9件") == 2
    report.write_text(REPORT, encoding="utf-8")
    form = json.loads(evaluate(gold, "--json")[1])
    assert [each["figure"] for each in form["changes"]["gained"]] == ["inspections 40 over"]
    assert len(form["changes"]["gone_false_alarms"]) == 2


def test_a_baseline_takes_the_place_of_the_last_run(evaluate, folder):
    gold = write_gold(folder)
    saved = folder / "before.json"
    saved.write_text(evaluate(gold, "--json")[1], encoding="utf-8")
    (folder / "reports" / "a.txt").write_text(REPORT.replace("40余次", "很多次"), encoding="utf-8")
    for _ in range(2):
        assert "失 lost（1）" in evaluate(gold, "--baseline", saved)[1]
    status, _, err = evaluate(gold, "--baseline", folder / "nowhere.json")
    assert status == 2
    assert "nowhere.json" in err


def test_a_result_is_kept_for_the_page_of_indicators(evaluate, folder):
    gold, kept = write_gold(folder), folder / "quality.json"
    assert evaluate(gold, "--quality", kept, "--blind")[0] == 0
    assert evaluate(gold, "--quality", kept)[0] == 0
    told = json.loads(kept.read_text(encoding="utf-8"))
    assert list(told) == ["blind", "known"]
    for entry in told.values():
        assert entry["sets"] == ["gold.jsonl"]
        assert entry["indicators"]["inspections"] == {"labelled": 1, "found": 1, "matched": 1}


def test_a_run_that_cannot_be_remembered_is_told_and_counts_all_the_same(
    evaluate, folder, monkeypatch
):
    (folder / "in the way").write_text("")
    monkeypatch.setenv("FAZHI_RUNS", str(folder / "in the way"))
    status, out, err = evaluate(write_gold(folder))
    assert status == 0
    assert "合计 total" in out
    assert "本次结果没有记下" in err


def test_a_score_below_its_floor_fails_with_a_sentence(evaluate, folder):
    gold, floors = write_gold(folder), write_floors(folder, all=0.9, rol=0.5)
    status, out, err = evaluate(gold, "--floors", floors, "--json")
    assert status == 1
    assert "低于下限：gold.jsonl 全部数字 F1 0.6667，下限 0.9。" in err
    assert "--lower-floors" in err
    breach = {"set": "gold.jsonl", "name": "all", "floor": 0.9, "f1": 0.6667}
    assert json.loads(out)["floors"] == {"breaches": [breach], "raised": [], "lowered": []}


def test_floors_move_only_by_their_flags(evaluate, folder):
    gold, floors = write_gold(folder), write_floors(folder, all=0.9, rol=0.5)
    status, _, err = evaluate(gold, "--floors", floors, "--raise-floors")
    assert status == 1
    assert "下限提高：gold.jsonl 体裁 rol 0.5 → 0.666。" in err
    assert json.loads(floors.read_text()) == {"gold.jsonl": {"all": 0.9, "rol": 0.666}}
    status, _, err = evaluate(gold, "--floors", floors, "--lower-floors")
    assert status == 0
    assert "下限降低：gold.jsonl 全部数字 0.9 → 0.666。" in err
    assert json.loads(floors.read_text()) == {"gold.jsonl": {"all": 0.666, "rol": 0.666}}


def test_sets_without_floors_are_held_to_none(evaluate, folder):
    floors = write_floors(folder, all=1.0)
    assert evaluate(write_gold(folder, "mine.jsonl"), "--floors", floors)[0] == 0


@pytest.mark.parametrize("flag", ["--raise-floors", "--lower-floors"])
def test_a_flag_for_floors_needs_their_file(evaluate, folder, flag):
    status, _, err = evaluate(write_gold(folder), flag)
    assert status == 2
    assert "--floors" in err


def test_a_broken_file_of_floors_is_told_before_anything_is_scored(evaluate, folder):
    (folder / "floors.json").write_text("?")
    status, out, err = evaluate(write_gold(folder), "--floors", "floors.json")
    assert (status, out) == (2, "")
    assert "floors.json" in err
