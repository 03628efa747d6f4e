"""`fazhi review` from outside: what is listed, exchanged, counted and written as labels."""

import json
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from etl import cli
from etl.catalog import load_catalog
from etl.corrections import (
    REVIEWS,
    Amount,
    Decision,
    Review,
    add_reviews,
    read_reviews,
    write_line,
)
from etl.model import Qualifier
from etl.pipeline import load
from etl.warehouse.queries import Filter, Warehouse
from tests.deciding import decision

REPORT = """\
云溪市档案局{year}年度法治政府建设情况报告

一、主要举措和成效
全年开展行政检查{checks}余次，主动公开政府信息52条，办理行政处罚9件。
二、存在的不足和原因
队伍力量还不够强。
云溪市档案局
{next}年1月20日
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """Two reports as the real extraction reads them."""
    folder = tmp_path_factory.mktemp("reports")
    for year in (2022, 2023):
        text = REPORT.format(year=year, checks=year - 1980, next=year + 1)
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    directory = tmp_path_factory.mktemp("built") / "warehouse"
    load([folder], warehouse=directory, catalog=load_catalog())
    return directory


@pytest.fixture
def warehouse(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FAZHI_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setenv("FAZHI_RUNS", str(tmp_path / "runs"))
    return Path(shutil.copytree(built, tmp_path / "warehouse"))


@pytest.fixture
def review(capsys):
    """Run `fazhi review`; return exit status, output and what went to standard error."""

    def run(*arguments, command="review"):
        status = cli.run([command, *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def decide(warehouse: Path, year: int, indicator: str, made: Decision) -> Review:
    """Return a decision on a figure that was read."""
    frame = Warehouse.open(warehouse).observations(Filter("own", (year, year)), [indicator])
    [row] = frame.itertuples()
    return decision(
        made=made,
        region=row.region,
        agency=row.agency,
        year=year,
        indicator=indicator,
        report_id=row.report_id,
        source=row.source,
        number_start=int(row.number_start),
        quote=row.quote,
        old=Amount(Decimal(str(row.value)), Qualifier(row.qualifier), row.unit),
    )


def lines(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def write_file(path: Path, *rows) -> Path:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_decided_is_said_and_is_no_error(review, warehouse):
    for option in ((), ("--precision",)):
        status, out, err = review(*option)
        assert (status, out) == (0, "")
        assert "还没有复核记录" in err
    assert review("--json") == (0, "", "")


def test_without_a_warehouse_decisions_are_listed_all_the_same(review, tmp_path):
    add_reviews(tmp_path, [decision(1)])
    status, out, _ = review("--warehouse", tmp_path)
    assert status == 0
    assert "inspections" in out
    assert "未写入" in out


def test_decisions_are_listed_with_what_became_of_them(review, warehouse):
    first = decide(warehouse, 2022, "inspections", Decision.ACCEPTED)
    later = replace(
        first, id="later", decision=Decision.REJECTED, at="2025-06-02T09:00:00+08:00", who="\x1b[2J"
    )
    other = decide(warehouse, 2023, "penalties", Decision.ACCEPTED)
    between = replace(other, at="2025-06-01T10:00:00+08:00")
    add_reviews(warehouse, [first, between, later])
    assert review(command="load")[0] == 0
    status, out, err = review()
    assert (status, err) == (0, "")
    assert [word for word in ("不采用", "已写入", "已被取代", "行政检查") if word not in out] == []
    assert "\x1b" not in out
    newest, *_ = rows = lines(review("--json")[1])
    assert [each["standing"] for each in rows] == [True, True, False]
    assert (newest["id"], newest["applied"]) == ("later", True)
    assert review("--json", "--dataset", "public") == (0, "", "")


def test_a_file_of_decisions_is_merged_each_once(review, warehouse, tmp_path):
    ours = decision(1)
    add_reviews(warehouse, [ours])
    theirs = [decision(2), decision(3, Decision.CORRECTED, "8")]
    file = write_file(tmp_path / "theirs.jsonl", *map(write_line, [*theirs, ours, theirs[0]]))
    status, out, _ = review("--import", file)
    assert (status, out.startswith("新增 2 条复核记录，2 条已有")) == (0, True)
    assert read_reviews(warehouse) == (ours, *theirs)
    assert "没有新的复核记录" in review("--import", file)[1]
    assert len((warehouse / REVIEWS).read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"decision": "perhaps"}, "第 2 行"),
        ({"who": " "}, "第 2 行：请写明复核人姓名"),
        ({"new": {"value": "8", "qualifier": "exact", "unit": "斤"}}, "第 2 行：单位“斤”"),
        ({"new": {"value": "8.5", "qualifier": "exact", "unit": "次"}}, "第 2 行：件数"),
        ({"id": "ours"}, "第 2 行的编号 ours 已有另一条"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(review, warehouse, tmp_path, changes, told):
    ours = decision(1, id="ours")
    add_reviews(warehouse, [ours])
    rows = [decision(number, Decision.CORRECTED, "8") for number in (2, 3)]
    bad = write_line(rows[1]) | changes
    file = write_file(tmp_path / "theirs.jsonl", write_line(rows[0]), bad, write_line(decision(4)))
    status, _, err = review("--import", file)
    assert status == 1
    assert "theirs.jsonl" in err
    assert told in err
    assert read_reviews(warehouse) == (ours,)


def test_what_counts_is_exported_and_no_file_written_over(review, warehouse, tmp_path):
    first = decision(1)
    back = replace(first, id="back", decision=Decision.REOPENED, at="2025-06-02T09:00:00+08:00")
    add_reviews(warehouse, [first, decision(2), back])
    out = tmp_path / "out" / "standing.jsonl"
    assert review("--export", out)[0] == 0
    assert [each["number_start"] for each in lines(out.read_text(encoding="utf-8"))] == [20]
    assert review("--export", out)[0] == 2
    assert review("--export", out, "--force")[0] == 0
    other = tmp_path / "other"
    assert review("--import", out, "--warehouse", other)[0] == 0
    assert len(read_reviews(other)) == 1


def test_precision_is_told_with_counts_and_interval(review, warehouse):
    made = [Decision.ACCEPTED, Decision.ACCEPTED, Decision.REJECTED]
    add_reviews(warehouse, [decision(number, each) for number, each in enumerate(made, start=1)])
    status, out, _ = review("--precision")
    assert status == 0
    assert "0.667" in out
    assert "0.208–0.939" in out
    assert "不是随机抽取" in out
    told = json.loads(review("--precision", "--json")[1])
    assert told["indicators"]["inspections"] == told["total"]
    assert (told["total"]["accepted"], told["total"]["decided"]) == (2, 3)


def test_decided_figures_are_gold_that_evaluate_takes(review, warehouse, tmp_path):
    accepted, rejected = Decision.ACCEPTED, Decision.REJECTED
    add_reviews(
        warehouse,
        [
            decide(warehouse, 2022, "inspections", accepted),
            decide(warehouse, 2022, "penalties", rejected),
            decide(warehouse, 2023, "inspections", accepted),
        ],
    )
    folder = tmp_path / "gold"
    status, out, _ = review("--gold", folder)
    assert status == 0
    assert "2 份报告，2 个标注" in out
    rows = lines((folder / "gold.jsonl").read_text(encoding="utf-8"))
    assert [each["only"] for each in rows if "penalties" in each["only"]] == [
        ["inspections", "penalties"]
    ]
    assert all((folder / each["file"]).is_file() for each in rows)
    told = json.loads(review(folder, "--json", command="evaluate")[1])
    assert {name: told["indicators"][name]["found"] for name in told["indicators"]} == {
        "inspections": 2,
        "penalties": 1,
    }
    assert (told["total"]["matched"], told["total"]["labelled"]) == (2, 2)
    assert review("--gold", folder)[0] == 2
    assert review("--gold", folder, "--force")[0] == 0


def test_where_nothing_can_be_labelled_it_says_why(review, warehouse, tmp_path):
    made = decide(warehouse, 2022, "inspections", Decision.ACCEPTED)
    add_reviews(warehouse, [replace(made, quote="没有这样写过", number_start=1)])
    status, out, _ = review("--gold", tmp_path / "gold")
    assert status == 1
    assert "没有一份报告" in out
    assert "还有数没有复核" in out
    assert not (tmp_path / "gold").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--precision", "--export", "x"),
        ("--import", "x", "--gold", "y"),
        ("--json", "--export", "x"),
        ("--import", "nowhere.jsonl"),
        ("--export", "x"),
        ("--gold", "x"),
    ],
)
def test_wrong_use_is_told(review, warehouse, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    status, out, err = review(*arguments)
    assert (status, out) == (2, "")
    assert err
    assert not (tmp_path / "x").exists()
