"""Reports handed to a running dashboard: limits, names, reading aside, loading on a word."""

import io
import os
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from etl import by_command, cli, uploads
from etl.uploads import (
    KEPT,
    Read,
    UploadError,
    clean_name,
    discard,
    is_allowed,
    publish,
    put_aside,
    read_aside,
)
from etl.warehouse.queries import Filter, Warehouse
from etl.warehouse.versions import current_version
from tests.readers.docx_files import pack

REPORT = (
    "望川市水利局2023年法治政府建设年度报告\n"
    "一、主要举措和成效\n全年开展行政检查{count}次，制定行政规范性文件1件。\n"
    "二、存在的不足\n个别制度还不健全。\n三、下一年度工作安排\n继续推进。\n"
    "望川市水利局\n2024年1月15日\n"
)


@pytest.fixture(autouse=True)
def aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files wait, in these tests."""
    folder = tmp_path / "aside"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands of a page run in this process: to start one takes longer than to load a report."""
    monkeypatch.setattr(by_command, "run", run_here)


def run_here(arguments: Sequence[str], *, whole: bool = False) -> tuple[int, str]:
    said, complained = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(complained):
        status = cli.run([str(each) for each in arguments])
    answer, complaints = said.getvalue(), complained.getvalue()
    return status, answer if whole else by_command.last_line(complaints or answer)


def write(count: int = 120) -> bytes:
    return REPORT.format(count=count).encode()


def read_all(*files: tuple[str, bytes]) -> tuple[Path, list[Read]]:
    folder = put_aside(files)
    return folder, list(read_aside(folder))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("报告.html", "报告.html"),
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\报告.pdf", "报告.pdf"),
        ("a\x00b\n.txt", "ab.txt"),
        ("...", "report"),
        ("", "report"),
        ("<img src=x>.txt", "img src=x.txt"),
    ],
)
def test_a_name_cannot_lead_anywhere(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    name = clean_name("报" * 300 + ".docx")
    assert name.endswith(".docx")
    assert len(name.encode()) <= 180


def test_what_is_too_much_is_refused_and_nothing_is_left(
    aside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 10)
    with pytest.raises(UploadError, match="大.txt"):
        put_aside([("大.txt", b"x" * 11)])
    monkeypatch.setattr(uploads, "MOST_FILES", 1)
    with pytest.raises(UploadError, match="一次最多"):
        put_aside([("a.txt", b"1"), ("b.txt", b"2")])
    assert list(aside.iterdir()) == []


def test_what_nobody_loaded_is_thrown_away_a_day_later(aside: Path) -> None:
    old = put_aside([("a.txt", b"1")])
    new = put_aside([("b.txt", b"2")])
    os.utime(old, (0, 0))
    put_aside([])
    assert (old.exists(), new.exists()) == (False, True)


def test_good_and_bad_are_read_and_only_the_good_are_loaded(tmp_path: Path) -> None:
    folder, reads = read_all(
        ("报告.txt", write()), ("名单.txt", "会议名单".encode()), ("坏.docx", b"PK\x03\x04 broken")
    )
    told = {each.source: each for each in reads}
    assert set(told) == {"报告.txt", "名单.txt", "坏.docx"}
    report = told["报告.txt"].report
    assert report is not None
    assert (report["agency"], report["year"]) == ("望川市水利局", 2023)
    assert {each["quote"] for each in report["observations"]} >= {"全年开展行政检查120次"}
    for name in ("名单.txt", "坏.docx"):
        assert told[name].report is None
        assert told[name].kind
        assert str(folder) not in told[name].message
    done = publish(folder, reads, tmp_path / "warehouse")
    assert (done.version, folder.exists()) == (1, False)
    kept = [path.name for path in (tmp_path / "warehouse" / KEPT).rglob("*") if path.is_file()]
    assert kept == ["报告.txt"]


@pytest.mark.long
def test_a_second_load_tells_what_it_changed(tmp_path: Path) -> None:
    for count in (120, 130):
        folder, reads = read_all((f"报告{count}.txt", write(count)))
        done = publish(folder, reads, tmp_path)
    assert (done.version, done.corrected, done.new, done.withdrawn) == (2, 1, 0, 0)
    folder, reads = read_all(("报告130.txt", write(130)))
    same = publish(folder, reads, tmp_path)
    assert (same.version, same.fresh) == (2, False)
    opened = Warehouse.open(tmp_path)
    figures = opened.figures(Filter("own"), ["inspections"])
    opened.close()
    assert list(figures["value"]) == [130]


def test_of_two_files_of_one_name_the_one_without_a_report_is_left_out(
    at_once: None, tmp_path: Path
) -> None:
    folder, reads = read_all(("报告.txt", write()), ("报告.txt", "会议名单".encode()))
    assert publish(folder, reads, tmp_path).version == 1
    kept = [path.read_bytes() for path in (tmp_path / KEPT).rglob("*.txt")]
    assert kept == [write()]


def test_an_archive_is_read_through(at_once: None, tmp_path: Path) -> None:
    folder, reads = read_all(("报告.zip", pack({"甲/报告.txt": write()})))
    assert [each.file.partition("/")[2] for each in reads] == ["报告.zip"]
    assert reads[0].report is not None
    assert publish(folder, reads, tmp_path / "warehouse").version == 1


def test_a_load_that_fails_leaves_the_warehouse_as_it_was(
    at_once: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, reads = read_all(("报告.txt", write()))
    publish(folder, reads, tmp_path)
    folder, reads = read_all(("新.txt", write(200)))
    monkeypatch.setattr(by_command, "run", lambda *_args, **_named: (2, "磁盘已满。"))
    with pytest.raises(UploadError, match="磁盘已满"):
        publish(folder, reads, tmp_path)
    assert current_version(tmp_path) == 1
    assert [path.name for path in (tmp_path / KEPT).rglob("*.txt")] == ["报告.txt"]
    assert folder.exists()  # the reader may try again
    discard(folder)


def test_a_server_takes_reports_only_where_it_was_started_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(uploads.ALLOW, raising=False)
    assert not is_allowed()
    monkeypatch.setenv(uploads.ALLOW, "1")
    assert is_allowed()
