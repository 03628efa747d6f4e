"""`fazhi check` from outside: what is printed, what is written, and the exit status."""

import json
from pathlib import Path

import docx
import openpyxl
import pytest

from etl import cli
from etl.catalog import load_catalog
from etl.explained import mark_explained
from etl.pipeline import load
from tests.factories import SAMPLES
from tests.oversight.planted import CERTAIN, FACTS, PLANNED

CLEAN = """\
望川市水利局2023年度法治政府建设情况报告

一、主要举措和成效
全年开展行政检查40次，主动公开政府信息52条。
二、存在的不足和原因
队伍力量还不够强。
望川市水利局
2024年1月20日
"""
BROKEN = CLEAN.replace("52条。", "52条。全年作出行政处罚18件，其中普通程序9件、简易程序7件。")


@pytest.fixture
def check(capsys, monkeypatch, tmp_path):
    """Run `fazhi check` far from any warehouse; return status, output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAZHI_WAREHOUSE", str(tmp_path / "warehouse"))
    for name in ("FAZHI_ROSTER", "FAZHI_SHARED_URL", "FAZHI_INDICATORS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments):
        status = cli.run(["check", *map(str, arguments)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    if not SAMPLES.is_dir():
        pytest.skip("the sample data set is not here")
    folder = tmp_path_factory.mktemp("check-city")
    load([SAMPLES], warehouse=folder, dataset="sample", catalog=load_catalog())
    return folder


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / "reports" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path.parent


def read_lines(out: str):
    return [json.loads(line) for line in out.splitlines()]


def test_a_folder_is_checked_in_one_go(check, tmp_path):
    if not SAMPLES.is_dir():
        pytest.skip("the sample data set is not here")
    status, out, _ = check(SAMPLES, "--json")
    lines = read_lines(out)
    assert status == 1
    named = {
        (each["check"], each["rule"], Path(each["passages"][0]["source"]).stem): each
        for each in lines
    }
    assert {key for key, each in named.items() if each["certain"]} == CERTAIN
    assert named.keys() >= FACTS
    assert any(PLANNED in each["sentence"] for each in lines if each["check"] == "promises")
    assert not (tmp_path / "warehouse").exists()


def test_json_tells_all_of_a_result(check, city):
    _, out, _ = check("--warehouse", city, "--json", "--only", "agreement", "--year", "2024")
    one = next(each for each in read_lines(out) if each["rule"] == "reports")
    assert (one["verdict"], one["certain"], one["level"]) == ("differs", True, "certain")
    assert (one["dataset"], one["region"], one["year"]) == ("sample", "云岫市", 2024)
    assert one["agency"] == "云岫市科学技术局"
    assert (one["values"]["first"], one["values"]["second"]) == ("74", "78")
    assert one["explained"] is None
    passage = one["passages"][0]
    assert passage["end"] - passage["start"] == len(passage["quote"])
    assert passage["source"].endswith("yunxiu-keji-rol-2024.html")


def test_facts_have_no_verdict_and_do_not_count(check, city):
    status, out, _ = check("--warehouse", city, "--json", "--only", "likeness,promises")
    lines = read_lines(out)
    assert status == 0
    assert lines
    assert {(each["verdict"], each["certain"], each["level"]) for each in lines} == {
        (None, False, "look")
    }


def test_the_page_groups_by_check_and_ends_with_a_line_on_all(check, city):
    status, out, err = check("--warehouse", city, "--year", "2023")
    assert (status, err) == (1, "")
    assert "报告合规 duties（0）" in out
    assert "数据核对 agreement（3）" in out
    assert "同一报告的“行政处罚”写了两个不同的数：703 ≠ 730。" in out
    assert "yunxiu-scjg-rol-2023.html" in out
    last = out.splitlines()[-1]
    assert last.startswith("核对 10 份报告（数据集 sample）：认定 3 项，值得关注 8 项")
    assert "\x1b" not in out


def test_all_lists_what_is_kept_and_cannot_be_told_too(check, city):
    _, out, _ = check("--warehouse", city, "--all", "--json", "--only", "duties")
    assert {each["level"] for each in read_lines(out)} == {"certain", "unclear", "kept"}


def test_a_clean_folder_ends_with_0(check, tmp_path):
    status, out, _ = check(write(tmp_path, "a.txt", CLEAN))
    assert status == 0
    assert "核对 1 份报告（数据集 own）：认定 0 项" in out


def test_a_folder_with_a_broken_sum_ends_with_1(check, tmp_path):
    status, out, _ = check(write(tmp_path, "a.txt", BROKEN), "--only", "agreement")
    assert status == 1
    assert "9 + 7 ≠ 18" in out


def test_what_was_explained_is_left_out_and_does_not_count(check, tmp_path):
    folder = write(tmp_path, "a.txt", BROKEN)
    _, out, _ = check(folder, "--json", "--only", "agreement")
    key = read_lines(out)[0]["key"]
    (tmp_path / "warehouse").mkdir()
    mark_explained(tmp_path / "warehouse", key, "王某", "另有听证程序 2 件")
    status, out, _ = check(folder, "--only", "agreement")
    assert status == 0
    assert "9 + 7" not in out
    assert "已说明 1 项" in out
    status, out, _ = check(folder, "--only", "agreement", "--all", "--json")
    assert status == 0
    told = next(each for each in read_lines(out) if each["key"] == key)
    assert told["explained"]["who"] == "王某"


def test_rejected_files_are_told_and_hide_nothing(check, tmp_path):
    write(tmp_path, "a.txt", BROKEN)
    folder = write(tmp_path, "b.txt", "今天天气很好。\n")
    status, out, err = check(folder, "--only", "agreement")
    assert status == 1
    assert "9 + 7 ≠ 18" in out
    assert "b.txt" in err and "拒绝" in err
    assert "b.txt" not in out


def test_files_given_by_themselves_answer_to_no_roster_but_one_that_is_given(
    check, tmp_path, monkeypatch
):
    folder = write(tmp_path, "a.txt", CLEAN)
    roster = tmp_path / "warehouse" / "roster.csv"
    roster.parent.mkdir()
    roster.write_text("region,agency,genres,from,to\n望川市,望川市教育局,rol,2023,2023\n", "utf-8")
    monkeypatch.setenv("FAZHI_ROSTER", str(roster))
    assert check(folder, "--only", "duties")[0] == 0
    status, out, _ = check(folder, "--only", "duties", "--roster", roster)
    assert status == 1
    assert "名单第 2 行列有这个单位" in out


def test_the_roster_of_a_warehouse_counts_there(check, city, tmp_path, monkeypatch):
    roster = tmp_path / "roster.csv"
    roster.write_text("region,agency,genres,from,to\n云岫市,云岫市水利局,rol,2022,2022\n", "utf-8")
    asked = ("--warehouse", city, "--only", "duties", "--year", "2022", "--json")
    assert check(*asked)[0] == 0
    monkeypatch.setenv("FAZHI_ROSTER", str(roster))
    status, out, _ = check(*asked)
    assert status == 1
    assert [each["agency"] for each in read_lines(out)] == ["云岫市水利局"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--bogus",),
        ("nowhere",),
        ("reports", "--only", "honesty"),
        ("reports", "--only", ""),
        ("reports", "--year", "2023-2021"),
        ("reports", "--year", "1999"),
        ("reports", "--region", "望江市"),
        ("reports", "--agency", "望川市教育局"),
        ("reports", "--dataset", "own"),
        ("reports", "--notice", "notice.pdf"),
        ("reports", "--notice", "notice.docx", "--only", "duties"),
        ("--dataset", "theirs"),
        (),
        ("reports", "--roster", "nowhere.csv"),
        ("--debug", "nowhere"),
    ],
    ids=" ".join,
)
def test_wrong_use_and_nothing_to_check_end_with_2(check, tmp_path, arguments):
    write(tmp_path, "a.txt", CLEAN)
    status, out, err = check(*arguments)
    assert (status, out) == (2, "")
    assert err.strip()


def test_no_usable_file_is_no_clean_result(check, tmp_path):
    status, _, err = check(write(tmp_path, "b.txt", "今天天气很好。\n"))
    assert status == 2
    assert "没有一份文件可用" in err


def test_a_fault_of_the_program_is_no_finding(check, tmp_path, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("broken")

    monkeypatch.setattr("etl.commands.checking.gather", fail)
    assert check(write(tmp_path, "a.txt", CLEAN))[0] == 2


def test_a_notice_is_written_as_word_or_excel(check, city, tmp_path):
    asked = ("--warehouse", city, "--year", "2021", "--notice")
    status, _, err = check(*asked, "n.docx")
    assert status == 1
    assert "已写通报：n.docx" in err
    assert (
        docx.Document(str(tmp_path / "n.docx")).paragraphs[0].text.startswith("关于云岫市2021年度")
    )
    assert check(*asked, "n.xlsx")[0] == 1
    assert openpyxl.load_workbook(tmp_path / "n.xlsx").sheetnames[1:] == [
        *("公开时间", "内容完整性", "数据一致性", "值得关注"),
    ]
    assert [path.name for path in tmp_path.iterdir() if "building" in path.name] == []


def test_a_notice_is_never_replaced_unasked(check, city, tmp_path):
    asked = ("--warehouse", city, "--year", "2021", "--notice", "n.docx")
    check(*asked)
    before = (tmp_path / "n.docx").read_bytes()
    status, _, err = check(*asked)
    assert status == 2
    assert "已存在" in err
    assert (tmp_path / "n.docx").read_bytes() == before
    assert check(*asked, "--force")[0] == 1


def test_a_notice_is_of_one_region_and_year(check, city, tmp_path):
    status, _, err = check("--warehouse", city, "--notice", "n.docx")
    assert status == 2
    assert "5 个年度" in err
    assert not (tmp_path / "n.docx").exists()
