"""`fazhi versions`, `diff` and `rollback` from outside: what is printed, and the exit status."""

import json
import shutil
from pathlib import Path

import pytest

from etl import cli
from etl.pipeline import load
from etl.warehouse.publish import hold_lock
from etl.warehouse.versions import current_version, list_versions, name_version
from tests.fake_stages import STAGES, write_ledger, write_report
from tests.stub_catalog import stub_catalog

AGENCY = "望川市教育局"


def put(directory: Path, value: int) -> None:
    """Load one report and one ledger whose figures rest on this value."""
    folder = directory.parent / "reports"
    write_report(folder, "a.txt", value, published=f"2024-03-{value:02d}")
    rows = [f"{AGENCY},{year},{year - 2000}" for year in (2019 + value, 2020 + value)]
    write_ledger(folder / "b.csv", *rows)
    load([folder], warehouse=directory, catalog=stub_catalog(), stages=STAGES)


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three versions; each corrects one figure, withdraws one and adds one, and keeps one."""
    directory = tmp_path_factory.mktemp("built") / "warehouse"
    for value in (1, 2, 3):
        put(directory, value)
    return directory


@pytest.fixture
def warehouse(three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    directory = shutil.copytree(three, tmp_path / "warehouse")
    monkeypatch.setenv("FAZHI_WAREHOUSE", str(directory))
    return directory


def run(capsys, *arguments):
    status = cli.run([str(each) for each in arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


def test_versions_are_listed_with_their_standing(capsys, warehouse):
    run(capsys, "rollback", "2")
    (warehouse / name_version(1)).write_bytes(b"")
    status, out, err = run(capsys, "versions")
    assert (status, err) == (0, "")
    rows = [
        line.split() for line in out.splitlines() if line.split()[:1] and line.split()[0].isdigit()
    ]
    assert [row[:2] for row in rows] == [["3", "已撤回"], ["2", "正在使用"], ["1", "已损坏"]]
    assert "自己的数据：" in out


def test_versions_as_json(capsys, warehouse):
    status, out, err = run(capsys, "versions", "--json")
    assert (status, err) == (0, "")
    newest, *_, first = lines(out)
    assert (newest["version"], newest["state"], newest["served"]) == (3, "usable", True)
    assert (newest["base"], newest["withdrawn"], newest["dataset"]) == (2, False, "own")
    assert (newest["figures"], newest["engine"]) == (3, STAGES.engine)
    assert newest["built_at"].endswith("+00:00")
    assert (first["version"], first["base"], first["served"]) == (1, None, False)


def test_pruning_says_what_was_removed_and_what_that_gave(capsys, warehouse):
    status, out, _ = run(capsys, "versions", "--prune", "1")
    assert status == 0
    assert out.startswith("已删除第 2、1 版，腾出 ")
    assert "MiB" in out
    assert list_versions(warehouse) == [3]
    assert "没有可以删除的版本" in run(capsys, "versions", "--prune", "1")[1]


def test_the_last_load_is_what_diff_tells(capsys, warehouse):
    status, out, err = run(capsys, "diff")
    assert (status, err) == (0, "")
    assert "更正 corrected（1）" in out
    assert "own · 望川市 · 望川市水利局 · 2023 · 行政检查 inspections：2 次 → 3 次" in out
    assert "原 “检查2次” — " in out
    assert "现 “检查3次” — " in out
    assert "撤下 withdrawn（1）" in out
    assert "新增 new（1）" in out
    assert "https://wangchuan.example/report/2022 — " in out
    assert out.splitlines()[-1] == "第 2 版 → 第 3 版：更正 1，撤下 1，新增 1，未变 1。"


def test_diff_takes_one_version_or_two(capsys, warehouse):
    assert "第 1 版 → 第 3 版：更正 1，撤下 2，新增 2，未变 0。" in run(capsys, "diff", "1")[1]
    assert "第 2 版 → 第 1 版：更正 1" in run(capsys, "diff", "2", "1")[1]
    assert "没有差别，3 个数据未变" in run(capsys, "diff", "3")[1]
    status, out, err = run(capsys, "diff", "1", "2", "3")
    assert (status, out) == (2, "")
    assert err.strip()


def test_diff_of_nothing_chosen_says_so(capsys, warehouse):
    _, out, _ = run(capsys, "diff", "--indicator", "nothing")
    assert "两版里都没有符合条件的数据" in out


def test_diff_can_be_narrowed_and_cut(capsys, warehouse):
    _, out, _ = run(capsys, "diff", "--year", "2023", "--agency", AGENCY, "--indicator", "行政检查")
    assert out.splitlines()[-1] == "第 2 版 → 第 3 版：更正 0，撤下 0，新增 1，未变 0。"
    _, out, _ = run(capsys, "diff", "--limit", "1")
    assert "另有 2 处没有列出" in out
    assert "撤下 1" in out
    _, out, _ = run(capsys, "diff", "--dataset", "sample")
    assert "两版里都没有" in out


def test_diff_as_json_gives_the_counts_and_every_difference(capsys, warehouse):
    status, out, err = run(capsys, "diff", "--json")
    summary, corrected, withdrawn, new, fresh, replaced = lines(out)
    assert (status, err) == (0, "")
    counts = {"corrected": 1, "withdrawn": 1, "new": 1, "unchanged": 1}
    counts["reports"] = {"new": 1, "superseded": 1, "restored": 0, "gone": 0}
    assert summary == {"kind": "summary", "older": 2, "newer": 3} | counts
    assert (corrected["before"]["value"], corrected["after"]["value"]) == (2, 3)
    assert corrected["after"]["quote"] == "检查3次"
    assert (withdrawn["kind"], withdrawn["after"]) == ("withdrawn", None)
    assert (new["before"], new["after"]["basis"]) == (None, "ledger")
    assert (fresh["kind"], replaced["kind"]) == ("report_new", "report_superseded")
    assert replaced["superseded_by"] == fresh["report_id"]
    cut = lines(run(capsys, "diff", "--json", "--limit", "1")[1])
    assert [each["kind"] for each in cut][:2] == ["summary", "corrected"]


def test_diff_tells_of_reports_unless_an_indicator_is_asked_for(capsys, warehouse):
    _, out, _ = run(capsys, "diff")
    assert "报告 reports（新增 1，被取代 1）" in out
    assert "  新增 new · own · 望川市 · 望川市水利局 · 2023 — " in out
    assert "报告" not in run(capsys, "diff", "--indicator", "inspections")[1]
    chosen = lines(run(capsys, "diff", "--json", "--indicator", "inspections")[1])
    assert "reports" not in chosen[0]
    assert all(each["kind"] in ("corrected", "withdrawn", "new") for each in chosen[1:])


@pytest.mark.parametrize("arguments", [("9",), ("1", "9"), ("9", "1")])
def test_diff_of_a_missing_version_names_those_that_exist(capsys, warehouse, arguments):
    status, out, err = run(capsys, "diff", *arguments)
    assert (status, out) == (1, "")
    assert "第 9 版不存在" in err
    assert "第 3、2、1 版" in err


def test_diff_of_a_damaged_version_is_refused(capsys, warehouse):
    (warehouse / name_version(1)).write_bytes(b"")
    status, _, err = run(capsys, "diff", "1")
    assert status == 1
    assert "第 1 版已损坏" in err


def test_diff_needs_a_version_before(capsys, warehouse):
    run(capsys, "versions", "--prune", "1")
    status, _, err = run(capsys, "diff")
    assert status == 1
    assert "之前没有可以比较的版本" in err


def test_rollback_says_what_it_did(capsys, warehouse):
    status, out, err = run(capsys, "rollback")
    assert (status, err) == (0, "")
    assert "已从第 3 版回到第 2 版" in out
    assert "第 3 版已撤回，仍然保留" in out
    assert current_version(warehouse) == 2
    assert "第 2 版正在使用，没有改动。" in run(capsys, "rollback", "2")[1]
    assert "已从第 2 版回到第 3 版" in run(capsys, "rollback", "3")[1]


def test_status_tells_of_withdrawn_versions(capsys, warehouse):
    assert "已撤回" not in run(capsys, "status")[1]
    run(capsys, "rollback", "1")
    _, out, _ = run(capsys, "status")
    assert "第 1 版 · 建于" in out
    assert "第 3、2 版已撤回" in out
    form = json.loads(run(capsys, "status", "--json")[1])
    assert (form["version"], form["withdrawn"]) == (1, [3, 2])


def test_a_rollback_during_a_load_names_who_loads(capsys, warehouse):
    with hold_lock(warehouse):
        status, out, err = run(capsys, "rollback")
    assert (status, out) == (1, "")
    assert "进程" in err
    assert current_version(warehouse) == 3


@pytest.mark.parametrize("command", ["versions", "diff", "rollback"])
def test_a_missing_warehouse_is_told(capsys, tmp_path, command):
    status, out, err = run(capsys, command, "--warehouse", tmp_path / "nowhere")
    assert (status, out) == (1, "")
    assert "还没有数据" in err
    assert not (tmp_path / "nowhere").exists()


def test_the_help_names_the_real_default(capsys):
    from etl.commands.difference import SHOWN
    from etl.warehouse.retention import KEEP

    assert f"default: ({KEEP})" in run(capsys, "load", "--help")[1]
    assert f"default: ({SHOWN}," in run(capsys, "diff", "--help")[1]
