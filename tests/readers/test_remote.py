"""Files at addresses: what they are called, which are read, and what is said where they cannot be."""

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from etl.batch import look_at
from etl.errors import FazhiError, Rejected, RejectionKind, UsageError
from etl.readers import (
    Member,
    Remote,
    files_below,
    find_place,
    is_ledger,
    limits,
    name_path,
    read,
    remote,
)
from etl.readers.address import hide
from etl.reading import bring_near

fsspec = pytest.importorskip("fsspec", reason="needs the extra: pip install 'fazhi[cluster]'")

TEXT = "芦汀县水利局2019年度工作总结\n\n全年开展行政检查十二次。"


@pytest.fixture
def store() -> Iterator[Any]:
    """A storage in memory, which no path leads to."""
    memory = fsspec.filesystem("memory")
    yield memory
    for name in memory.find(""):
        memory.rm_file(name)
    memory.pseudo_dirs[:] = [""]


def fill(store: Any, *names: str) -> None:
    for name in names:
        store.pipe_file(f"/reports/{name}", TEXT.encode())


def find_names(place: Path | Remote) -> list[str]:
    return [file.as_posix() for file in files_below([place])]


def test_a_folder_is_walked_in_order_and_by_the_same_rules(store: Any, tmp_path: Path) -> None:
    names = (
        *("b.html", "a/2.txt", "a.txt", "a/1.html", "a/1_files/ad.html", ".git/x.txt"),
        *("~$b.docx", "note.md", "a/c.txt.part", "x_files/kept.txt"),
    )
    fill(store, *names)
    for name in names:
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    here = [name.removeprefix(f"{tmp_path}/") for name in find_names(tmp_path / "reports")]
    there = find_names(find_place("memory://reports/"))
    assert there == [f"memory://{name}" for name in here]
    assert there == find_names(find_place("memory://reports"))
    assert f"memory://reports/{names[-1]}" in there
    assert len(there) == 5


def test_a_file_reads_like_one_on_disk(store: Any) -> None:
    fill(store, "a.txt")
    [file] = files_below([find_place("memory://reports/a.txt")])
    assert (str(file), file.name, file.suffix) == ("memory://reports/a.txt", "a.txt", ".txt")
    assert not is_ledger(file)
    assert read(file).text == TEXT
    [look] = look_at([file])
    assert (look.source, look.location) == (str(file), str(file))
    near = bring_near(file)  # what the process that reads is given has its bytes
    assert read(near).sha256 == look.sha256  # type: ignore[arg-type]


def test_a_file_address_names_the_same_file(tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "甲 #1?.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for text in (f"file://{tmp_path}", "file://."):
        [file] = files_below([find_place(text)])
        assert str(file) == f"file://{tmp_path}/甲 #1?.txt"
        assert read(file).text == TEXT


def test_archives_are_read_through(store: Any) -> None:
    with store.open("/reports/z.zip", "wb") as stream, zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("乙.txt", TEXT)
    [member] = files_below([find_place("memory://reports")])
    assert isinstance(member, Member)
    assert name_path(member) == "memory://reports/z.zip!/乙.txt"
    assert read(bring_near(member)).text == TEXT  # type: ignore[arg-type]


def test_a_large_file_is_refused_before_it_is_fetched(store: Any, monkeypatch: Any) -> None:
    fill(store, "a.txt")
    monkeypatch.setattr(remote, "MAX_BYTES", 10)
    monkeypatch.setattr(limits, "MAX_BYTES", 10)
    monkeypatch.setattr(type(store), "open", lambda *_, **__: pytest.fail("fetched"))
    with pytest.raises(Rejected) as caught:
        Remote("memory://reports/a.txt").read_bytes()
    assert caught.value.kind is RejectionKind.TOO_LARGE


def test_what_is_not_there_is_told(store: Any) -> None:
    with pytest.raises(Rejected, match="memory://none.txt：找不到") as caught:
        Remote("memory://none.txt").read_bytes()
    assert caught.value.kind is RejectionKind.NOT_FOUND
    assert not Remote("memory://none.txt").is_there()


def test_a_folder_that_stays_shut_stops_the_walk(tmp_path: Path, monkeypatch: Any) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(type(fsspec.filesystem("file")), "ls", fail)
    with pytest.raises(FazhiError, match="无法访问 file://.*没有访问权限"):
        list(files_below([find_place(f"file://{tmp_path}")]))


def test_a_storage_that_gives_no_answer_stops_the_walk(store: Any, monkeypatch: Any) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("no route to https://u:secret@host/x?token=abc")

    fill(store, "a/1.txt")
    monkeypatch.setattr(type(store), "find", fail)
    with pytest.raises(FazhiError, match="无法访问 memory://reports") as caught:
        list(files_below([find_place("memory://reports")]))
    assert "secret" not in str(caught.value)
    assert "abc" not in str(caught.value)
    monkeypatch.setattr(type(store), "info", fail)
    with pytest.raises(OSError, match="no route"):  # and is no proof that nothing is there
        Remote("memory://reports/a/1.txt").is_there()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("s3://bucket/a:b@c.txt", "s3://bucket/a:b@c.txt"),
        ("ftp://user:pass@host:21/a", "ftp://user@host:21/a"),
        ("ftp://me@corp.cn:p@ss@host/a@b.txt", "ftp://me@corp.cn@host/a@b.txt"),
        ("smb://u:pa/ss@host/share", "smb://u@host/share"),
        ("hdfs://name:8020/a@b", "hdfs://name:8020/a@b"),
        ("https://h/a?X-Amz-Signature=f00&n=1", "https://h/a?X-Amz-Signature=***&n=1"),
        ("https://h/a?sv=1&sig=f%3D", "https://h/a?sv=1&sig=***"),
    ],
)
def test_passwords_are_never_shown(text: str, shown: str) -> None:
    assert hide(text) == shown
    place = Remote(text, "b.txt")
    assert str(place) == name_path(place) == f"{shown}/b.txt"
    assert repr(place) == f"Remote('{shown}/b.txt')"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nothing://a:secret@b", "不认识 nothing://.*nothing://a@b"),
        ("zip://a.txt::file:///b.zip", "::"),
    ],
)
def test_an_address_of_no_use_is_wrong_use(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        find_place(text)


def test_a_missing_library_is_named(monkeypatch: Any) -> None:
    remote._open_system.cache_clear()
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    with pytest.raises(UsageError, match="gs:// 地址还需要程序库 gcsfs.*pip install gcsfs"):
        find_place("gs://bucket/reports")
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(UsageError, match=r'fsspec.*pip install "fazhi\[cluster\]"'):
        find_place("gs://bucket/reports")
