"""Marks of people on findings: kept, added by several at once, read past a broken line."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from etl import review
from etl.explained import FILE, MarkError, mark_explained, read_marks

NOON = datetime(2025, 6, 1, 4, 0, tzinfo=UTC)


def test_a_mark_is_read_again(tmp_path: Path) -> None:
    made = mark_explained(tmp_path, "k1", " 闻  溪 ", "已与单位核实。\n系笔误。", now=NOON)
    assert made.who == "闻 溪"
    assert read_marks(tmp_path) == {"k1": made}


def test_the_last_mark_of_a_finding_stands(tmp_path: Path) -> None:
    mark_explained(tmp_path, "k1", "闻溪", "笔误")
    later = mark_explained(tmp_path, "k1", "顾岚", "口径不同")
    assert read_marks(tmp_path) == {"k1": later}
    mark_explained(tmp_path, "k1", "闻溪", "理由不成立", withdrawn=True)
    assert read_marks(tmp_path) == {}


def test_nothing_is_there_at_first(tmp_path: Path) -> None:
    assert read_marks(tmp_path) == {}
    assert read_marks(tmp_path / "nowhere") == {}


@pytest.mark.parametrize(
    ("who", "reason"), [("", "笔误"), ("闻溪", "  "), ("闻" * 41, "笔误"), ("闻溪", "误" * 501)]
)
def test_a_mark_has_a_name_and_a_reason(tmp_path: Path, who: str, reason: str) -> None:
    with pytest.raises(MarkError):
        mark_explained(tmp_path, "k1", who, reason)
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    "broken", [b'{"key": "k2", "wh', b"\xff\xfe", b"[1, 2]", b'{"key": 3}', b"null"]
)
def test_a_broken_last_line_costs_nothing_else(tmp_path: Path, broken: bytes) -> None:
    first = mark_explained(tmp_path, "k1", "闻溪", "笔误")
    with (tmp_path / FILE).open("ab") as file:
        file.write(broken)
    assert read_marks(tmp_path) == {"k1": first}
    second = mark_explained(tmp_path, "k3", "顾岚", "口径不同")
    assert read_marks(tmp_path) == {"k1": first, "k3": second}


def test_several_at_once_lose_nothing(tmp_path: Path) -> None:
    def write(number: int) -> None:
        for each in range(10):
            mark_explained(tmp_path, f"{number}-{each}", f"甲{number}", "核实过")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read_marks(tmp_path)) == 60


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(MarkError, match="没有保存"):
        mark_explained(tmp_path, "k1", "闻溪", "笔误")


def test_only_a_server_started_for_it_takes_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(review.ALLOW, raising=False)
    assert not review.is_allowed()
    monkeypatch.setenv(review.ALLOW, "1")
    assert review.is_allowed()
