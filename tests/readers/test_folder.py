"""The files below a folder: each once, in order, without what is no report."""

import os
from pathlib import Path

import pytest

from etl.readers import files_below


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def names(folder: Path, *paths: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in files_below(paths or [folder])]


def test_sorted_and_deep(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/2.html", "a/1.html", "c/d/e.txt")
    assert names(tmp_path) == ["a/1.html", "a/2.html", "b.txt", "c/d/e.txt"]


def test_hidden_and_temporary_files_are_left_out(tmp_path: Path) -> None:
    make(
        tmp_path, "~$报告.docx", ".DS_Store", "Thumbs.db", ".git/x", "a.txt.tmp", "a.txt~", "好.txt"
    )
    make(tmp_path, "__MACOSX/a.txt", "desktop.ini", "a.html.crdownload")
    assert names(tmp_path) == ["好.txt"]


def test_the_companions_of_a_saved_page_are_left_out(tmp_path: Path) -> None:
    make(
        tmp_path, "报告.html", "报告_files/a.js", "年报.htm", "年报.files/b.css", "data_files/c.txt"
    )
    assert names(tmp_path) == ["data_files/c.txt", "年报.htm", "报告.html"]


def test_each_file_once(tmp_path: Path) -> None:
    make(tmp_path, "a/1.txt", "a/2.txt")
    paths = (tmp_path / "a" / "2.txt", tmp_path / "a", tmp_path)
    assert names(tmp_path, *paths) == ["a/2.txt", "a/1.txt"]


def test_a_missing_path_is_yielded_to_be_rejected_by_name(tmp_path: Path) -> None:
    assert list(files_below([tmp_path / "no.txt"])) == [tmp_path / "no.txt"]


def test_a_link_to_a_folder_above_does_not_loop(tmp_path: Path) -> None:
    make(tmp_path, "a/1.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert names(tmp_path) == ["a/1.txt"]


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert names(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="paths are short there")
def test_folders_may_nest_as_deep_as_the_system_lets_them(tmp_path: Path) -> None:
    bottom = tmp_path
    for _ in range(1200):
        bottom = bottom / "d"
        bottom.mkdir()
    (bottom / "a.txt").write_text("甲")
    found = list(files_below([tmp_path]))
    (bottom / "a.txt").unlink()
    for folder in (bottom, *bottom.parents):  # what cleans up behind the tests may be recursive
        if folder == tmp_path:
            break
        folder.rmdir()
    assert found == [bottom / "a.txt"]
