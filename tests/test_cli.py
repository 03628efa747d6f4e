"""The command line from outside: what is printed where, and the exit status."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from etl import cli
from etl.console.explain import REASONS
from etl.console.report import DEEDS, KINDS
from etl.extract.reasons import Reason
from etl.model import Deed, NamedKind
from etl.reading import Reading

ROOT = Path(__file__).resolve().parents[1]
REPORT = """\
云溪市档案局2022年度法治政府建设情况报告

一、主要举措和成效
全年开展行政检查40余次，主动公开政府信息52条。
二、存在的不足和原因
队伍力量还不够强。
三、下一年度主要安排
计划开展行政检查60次。
云溪市档案局
2023年1月20日
"""
NEWS = """\
我市发布法治政府建设年度报告
近日，云溪市发布2022年法治政府建设年度报告，引起社会关注。记者从会上了解到有关情况。
"""
COMMANDS = (
    *("load", "extract", "evaluate", "indicators", "serve", "export", "status"),
    *("sql", "versions", "diff", "rollback", "review", "check"),
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with one report, standing in it."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FAZHI_INDICATORS", raising=False)
    monkeypatch.setenv("FAZHI_WAREHOUSE", str(tmp_path / "warehouse"))
    return tmp_path


def run(capsys, *arguments):
    """Run a command line; return exit status, output and what went to standard error."""
    status = cli.run([str(each) for each in arguments])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def start(*arguments, **settings):
    """Run the command in a process of its own, in bytes."""
    command = [sys.executable, "-c", "from etl.cli import main; main()", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | settings.pop("env", {})
    return subprocess.run(command, capture_output=True, env=environment, timeout=60, **settings)


def test_help_names_every_command(capsys):
    status, out, _ = run(capsys, "--help")
    assert status == 0
    assert all(f"\n  {command} " in out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_shows_examples(capsys, command):
    status, out, _ = run(capsys, command, "--help")
    assert status == 0
    assert f"Examples:\n    fazhi {command}" in out
    assert "\x1b" not in out


def test_version(capsys):
    assert run(capsys, "--version")[1].startswith("fazhi ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("bogus",),
        ("extract",),
        ("extract", "--bogus", "reports"),
        ("extract", "reports", "--json", "--text"),
        ("extract", "reports", "--explain", "--text"),
        ("load", "nowhere"),
        ("load", "empty"),
        ("extract", "empty"),
        ("load", "reports", "--dataset", "theirs"),
        ("evaluate", "nowhere.jsonl"),
        ("serve", "--port", "99999"),
        ("serve", "--address", "not an address"),
        ("load", "reports", "--keep", "1"),
        ("versions", "--prune", "0"),
        ("versions", "--prune", "2", "--json"),
        ("rollback", "0"),
        ("rollback", "last"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_told_and_ends_with_2(capsys, folder, arguments):
    (folder / "empty").mkdir()
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert err.strip()
    assert "Traceback" not in err


def test_json_is_one_object_a_line_and_its_offsets_hold(capsys, folder):
    (folder / "reports" / "b.txt").write_text(REPORT.replace("40余", "41"), encoding="utf-8")
    status, out, err = run(capsys, "extract", "reports", "--json")
    first, second = (json.loads(line) for line in out.splitlines())
    assert (status, err) == (0, "")
    assert (first["source"], second["source"]) == ("reports/a.txt", "reports/b.txt")
    assert (first["genre"], first["year"]) == ("rol", 2022)
    found = {each["indicator"]: each for each in first["observations"]}
    assert (found["inspections"]["value"], found["inspections"]["qualifier"]) == (40, "over")
    assert found["disclosures_proactive"]["value"] == 52
    _, text, _ = run(capsys, "extract", "reports/a.txt", "--text")
    for each in first["observations"]:
        assert text[each["start"] : each["end"]] == each["quote"]


def test_text_is_printed_exactly(capsys, folder):
    (folder / "a.txt").write_bytes("办理 <b>[x]\r\n完毕".encode())
    _, out, _ = run(capsys, "extract", "a.txt", "--text")
    assert out == "办理 <b>[x]\n完毕"


def test_text_of_several_documents_is_wrong_use(capsys, folder):
    (folder / "reports" / "b.txt").write_text(REPORT, encoding="utf-8")
    status, out, err = run(capsys, "extract", "reports", "--text")
    assert (status, out) == (2, "")
    assert "2" in err


def test_a_passage_from_standard_input_gives_its_figures(capsys, folder, monkeypatch):
    passage = "全年主动公开政府信息1,720条。".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(passage)))
    status, out, _ = run(capsys, "extract", "-", "--json")
    form = json.loads(out)
    assert (status, form["source"], form["genre"]) == (0, "-", "unknown")
    assert [each["value"] for each in form["observations"]] == [1720]


def test_a_file_that_gives_no_report_has_an_error_object_and_the_others_go_on(capsys, folder):
    (folder / "reports" / "b.rtf").write_bytes(b"{\\rtf1\\ansi 1}")
    status, out, _ = run(capsys, "extract", "reports", "nowhere.txt", "--json")
    forms = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert "observations" in forms[0]
    assert [form["error"]["kind"] for form in forms[1:]] == ["unsupported", "not_found"]
    assert [form["source"] for form in forms[1:]] == ["reports/b.rtf", "nowhere.txt"]
    assert all(form["error"]["message"] for form in forms[1:])


def test_a_page_about_a_report_is_rejected_with_its_reason(capsys, folder):
    (folder / "news.txt").write_text(NEWS, encoding="utf-8")
    status, out, err = run(capsys, "extract", "news.txt")
    assert (status, out) == (1, "")
    assert "news.txt" in err


def test_the_page_shows_header_figures_and_marked_quotes(capsys, folder):
    status, out, _ = run(capsys, "extract", "reports/a.txt")
    assert status == 0
    assert "云溪市档案局2022年度法治政府建设情况报告" in out
    assert "≥ 40 次" in out
    assert "【" in out
    assert "\x1b" not in out


def test_names_are_shown_with_their_words(capsys, folder):
    text = REPORT.replace(
        "52条。", "52条。印发《云溪市档案管理办法》（云档〔2022〕3号），学习档案法。"
    )
    (folder / "reports" / "a.txt").write_text(text, encoding="utf-8")
    _, out, _ = run(capsys, "extract", "reports/a.txt")
    assert "中华人民共和国档案法" in out and "学习【档案法】" in out
    bare = "".join(out.split())
    assert "云溪市档案管理办法云档〔2022〕3号·制定" in bare
    _, out, _ = run(capsys, "extract", "reports/a.txt", "--json")
    printed = run(capsys, "extract", "reports/a.txt", "--text")[1]
    named = json.loads(out)["named"]
    assert [each["kind"] for each in named] == ["normative_document", "law"]
    assert all(printed[each["start"] : each["end"]] == each["quote"] for each in named)


def test_every_kind_and_deed_has_words():
    assert set(KINDS) == set(NamedKind)
    assert set(DEEDS) == set(Deed)


def test_a_broken_program_says_one_sentence(capsys, caplog, folder, monkeypatch):
    def fail(*_):
        raise RuntimeError("boom")

    monkeypatch.setattr("etl.commands.extraction.extract", fail)
    status, out, err = run(capsys, "extract", "reports")
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert "RuntimeError" in err
    assert caplog.text == ""
    assert run(capsys, "extract", "reports", "--debug")[0] == 1
    assert "Traceback" in caplog.text


def test_a_fault_in_one_document_does_not_stop_the_rest(capsys, caplog, folder, monkeypatch):
    def fail(reading, job, file, source):
        if source.endswith("b.txt"):
            raise ZeroDivisionError
        return ask(reading, job, file, source)

    ask = Reading.ask
    monkeypatch.setattr(Reading, "ask", fail)
    for name in ("b.txt", "c.txt"):
        (folder / "reports" / name).write_text(REPORT, encoding="utf-8")
    status, out, err = run(capsys, "extract", "reports", "--json")
    kinds = [json.loads(line).get("error", {}).get("kind") for line in out.splitlines()]
    assert (status, kinds, err) == (1, [None, "unreadable", None], "")
    assert caplog.text == ""
    run(capsys, "extract", "reports", "--json", "--debug")
    assert "ZeroDivisionError" in caplog.text


def test_an_interruption_is_quiet(capsys, folder, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("etl.commands.extraction.extract", interrupt)
    status, out, err = run(capsys, "extract", "reports")
    assert (status, out.strip(), err.strip()) == (130, "", "")


def test_output_is_utf8_in_any_locale(folder):
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    answer = start("extract", "reports", "--json", cwd=folder, env=plain)
    assert answer.returncode == 0
    assert json.loads(answer.stdout.decode("utf-8"))["agency"] == "云溪市档案局"
    assert "没有可读" in start("extract", ".", cwd=make_empty(folder), env=plain).stderr.decode()


def make_empty(folder):
    (folder / "empty").mkdir(exist_ok=True)
    return folder / "empty"


def test_a_closed_pipe_is_no_error(folder):
    command = f"{sys.executable} -c 'from etl.cli import main; main()' extract reports | head -n 1"
    answer = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert answer.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("settings", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colour_is_for_terminals_that_want_it(folder, settings, coloured):
    printed = watch("extract", "reports/a.txt", cwd=folder, env=settings)
    assert ("\x1b[" in printed) is coloured
    assert ("【" in printed) is not coloured


def watch(*arguments, cwd, env):
    """Return what a command prints on a pseudo-terminal."""
    import pty

    leader, follower = pty.openpty()
    command = [sys.executable, "-c", "from etl.cli import main; main()", *arguments]
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "CI")}
    environment = kept | {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "COLUMNS": "120"} | env
    process = subprocess.Popen(
        command, stdin=follower, stdout=follower, stderr=follower, cwd=cwd, env=environment
    )
    os.close(follower)
    printed = b""
    while True:
        try:
            chunk = os.read(leader, 65536)
        except OSError:  # the other end is closed
            break
        if not chunk:
            break
        printed += chunk
    os.close(leader)
    process.wait()
    return printed.decode()


def test_load_twice_then_status(capsys, folder):
    status, out, err = run(capsys, "load", "reports")
    assert (status, err) == (0, "")
    assert "读取 read" in out
    assert "warehouse" in out
    _, again, _ = run(capsys, "load", "reports")
    assert "数据没有变化，仍是第 1 版" in again
    status, out, _ = run(capsys, "status", "--json")
    form = json.loads(out)
    assert (status, form["version"]) == (0, 1)
    (own,) = form["datasets"]
    assert (own["dataset"], own["reports"], own["bodies"]) == ("own", 1, 1)
    assert (own["first_year"], own["last_year"]) == (2022, 2022)
    status, out, _ = run(capsys, "status")
    assert (status, "第 1 版" in out, "自己的数据 own" in out) == (0, True, True)


def test_load_lists_what_it_rejects_and_ends_with_1(capsys, folder):
    (folder / "reports" / "b.rtf").write_bytes(b"{\\rtf1\\ansi 1}")
    status, out, _ = run(capsys, "load", "reports")
    assert status == 1
    assert "拒绝 [unsupported]" in out
    assert "reports/b.rtf" in out


def test_the_warehouse_option_decides(capsys, folder):
    run(capsys, "load", "reports", "--warehouse", folder / "other")
    assert not (folder / "warehouse").exists()
    assert run(capsys, "status", "--warehouse", folder / "other")[0] == 0
    assert str(folder / "other") in run(capsys, "status", "--warehouse", folder / "other")[1]


def test_a_missing_warehouse_is_told(capsys, folder):
    status, out, err = run(capsys, "status")
    assert (status, out) == (1, "")
    assert len(err.strip().splitlines()) == 1


def test_an_indicator_of_the_users_own_needs_no_code(capsys, folder, monkeypatch):
    (folder / "mine").mkdir()
    (folder / "mine" / "drills.yml").write_text(
        "indicators:\n  - id: drills\n    name: {zh: 应急演练, en: Drills}\n    units: [次]\n"
        "    wordings:\n      - before: 应急演练\n",
        encoding="utf-8",
    )
    (folder / "b.txt").write_text("全年组织应急演练7次。", encoding="utf-8")
    _, out, _ = run(capsys, "extract", "b.txt", "--json", "--indicators", "mine")
    figures = [(each["indicator"], each["value"]) for each in json.loads(out)["observations"]]
    assert figures == [("drills", 7)]
    monkeypatch.setenv("FAZHI_INDICATORS", "mine")
    assert json.loads(run(capsys, "extract", "b.txt", "--json")[1])["observations"]


def test_every_number_is_explained(capsys, folder):
    status, out, err = run(capsys, "extract", "reports/a.txt", "--explain")
    assert (status, err) == (0, "")
    taken, planned = (
        next(line for line in out.splitlines() if words in line)
        for words in ("行政检查40余次 ", "行政检查60次 ")
    )
    assert "✓ 行政检查 ≥ 40 次" in taken
    assert "✗ 行政检查：是计划、目标或要求" in planned
    assert "2023年1月20日" not in out


def test_every_reason_has_words():
    assert set(REASONS) == set(Reason)


def test_indicators_are_listed(capsys, folder):
    status, out, err = run(capsys, "indicators", "--json")
    listed = [json.loads(line) for line in out.splitlines()]
    assert (status, err) == (0, "")
    assert {"inspections", "disclosures_proactive"} <= {each["id"] for each in listed}
    assert all(each["name"]["zh"] and each["units"] and each["wordings"] for each in listed)
    assert all(each["id"] in run(capsys, "indicators")[1] for each in listed[:3])


def test_the_template_is_an_indicator_that_holds(capsys, folder):
    (folder / "mine").mkdir()
    _, template, _ = run(capsys, "indicators", "--template")
    (folder / "mine" / "own.yml").write_text(template, encoding="utf-8")
    status, out, _ = run(capsys, "indicators", "--json", "--indicators", "mine")
    assert status == 0
    assert "mediations" in {json.loads(line)["id"] for line in out.splitlines()}


def test_a_broken_indicator_file_is_told(capsys, folder):
    (folder / "mine").mkdir()
    (folder / "mine" / "broken.yml").write_text("indicators: [{id: drills}]", encoding="utf-8")
    status, out, err = run(capsys, "extract", "reports", "--indicators", "mine")
    assert (status, out) == (1, "")
    assert "broken.yml" in err
