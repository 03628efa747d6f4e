"""Lines that people add to one file at once: none lost, none spoilt by another."""

import errno
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from etl.errors import WarehouseError
from etl.journal import append_lines, read_lines


def write_many(path: Path, who: str) -> None:
    for number in range(20):
        append_lines(path, [{"who": who, "number": number}])


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "there" / "journal.jsonl"
    with ProcessPoolExecutor(3) as people:
        list(people.map(write_many, [path] * 3, "甲乙丙"))
    said = [line for _, line in read_lines(path) if line]
    assert len(said) == 60
    for who in "甲乙丙":
        assert [line["number"] for line in said if line["who"] == who] == list(range(20))


def test_a_line_cut_short_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    append_lines(path, [{"a": 1}])
    with path.open("ab") as file:
        file.write('{"a": "半'.encode()[:-1])
    append_lines(path, [{"a": 2}, {"a": "名\n字"}])
    assert [line for _, line in read_lines(path)] == [{"a": 1}, {"a": 2}, {"a": "名\n字"}]


def test_a_last_line_that_a_person_left_open_stands(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_text('{"a": 1}\n{"a": 2}', encoding="utf-8")
    append_lines(path, [{"a": 3}])
    assert [line for _, line in read_lines(path)] == [{"a": 1}, {"a": 2}, {"a": 3}]


def test_what_is_no_object_is_none_and_blank_lines_are_nothing(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b'\n[1]\n\xff\n  \n{"a": 1}\r\n')
    assert list(read_lines(path)) == [(2, None), (3, None), (5, {"a": 1})]
    assert list(read_lines(tmp_path / "none")) == []


def test_a_last_line_that_was_ended_counts_even_where_it_is_none(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_text('{"a": 1}\n>>>>>>> theirs\n', encoding="utf-8")
    assert list(read_lines(path)) == [(1, {"a": 1}), (2, None)]


def test_a_full_disk_takes_all_lines_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.jsonl"
    append_lines(path, [{"a": 1}])
    with monkeypatch.context() as patched:
        patched.setattr("etl.journal.os.fsync", fail)
        with pytest.raises(WarehouseError, match="原有内容不变"):
            append_lines(path, [{"a": 2}, {"a": 3}])
    assert path.read_text(encoding="utf-8") == '{"a": 1}\n'


def fail(_: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WarehouseError, match="无法写入"):
        append_lines(tmp_path / "file" / "journal.jsonl", [{}])
