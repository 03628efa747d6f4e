"""An export stands under its name whole, or not at all; what stood there goes only when asked."""

import errno
import json

import pytest

from etl.errors import ExportError, UsageError
from etl.export.aside import build_aside, list_leftovers


def write_export(folder, content="old"):
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps({"format": "fazhi-export"}), encoding="utf-8")
    (folder / "figures.csv").write_text(content, encoding="utf-8")


def build(target, *, force=False, single=False, content="new"):
    with build_aside(target, force=force, single=single) as path:
        if single:
            path.write_bytes(b"PK" + content.encode())
        else:
            write_export(path, content)


def test_nothing_has_the_name_before_all_is_written(tmp_path):
    with build_aside(tmp_path / "out", force=False, single=False) as path:
        write_export(path)
        assert not (tmp_path / "out").exists()
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_failure_leaves_nothing_behind(tmp_path, error):
    with pytest.raises(error), build_aside(tmp_path / "out", force=False, single=False) as path:
        write_export(path)
        raise error
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_one_sentence(tmp_path):
    told = pytest.raises(ExportError, match="无法写入.*No space left.*原有文件不变")
    with told, build_aside(tmp_path / "out", force=False, single=False) as path:
        path.mkdir()
        raise OSError(errno.ENOSPC, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match="无法写入"):
        build(tmp_path / "file" / "out")


def test_what_stands_there_is_refused(tmp_path):
    write_export(tmp_path / "out")
    with pytest.raises(UsageError, match="--force"):
        build(tmp_path / "out")
    assert (tmp_path / "out" / "figures.csv").read_text(encoding="utf-8") == "old"


def test_force_replaces_an_export(tmp_path):
    write_export(tmp_path / "out")
    (tmp_path / "out" / "extra").write_text("", encoding="utf-8")
    build(tmp_path / "out", force=True)
    assert (tmp_path / "out" / "figures.csv").read_text(encoding="utf-8") == "new"
    assert not (tmp_path / "out" / "extra").exists()
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_force_keeps_the_old_export_where_the_new_one_fails(tmp_path):
    write_export(tmp_path / "out")
    with pytest.raises(RuntimeError), build_aside(tmp_path / "out", force=True, single=False):
        raise RuntimeError
    assert (tmp_path / "out" / "figures.csv").read_text(encoding="utf-8") == "old"


def test_force_spares_what_is_no_export(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="不是以前导出的"):
        build(tmp_path / "out", force=True)
    (tmp_path / "out" / "manifest.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match="不是以前导出的"):
        build(tmp_path / "out", force=True)
    (tmp_path / "out.xlsx").write_text("no workbook", encoding="utf-8")
    with pytest.raises(UsageError, match="不是以前导出的"):
        build(tmp_path / "out.xlsx", force=True, single=True)


def test_force_replaces_a_workbook(tmp_path):
    build(tmp_path / "out.xlsx", single=True, content="old")
    with pytest.raises(UsageError):
        build(tmp_path / "out.xlsx", single=True)
    build(tmp_path / "out.xlsx", single=True, force=True)
    assert (tmp_path / "out.xlsx").read_bytes() == b"PKnew"


def test_a_link_to_an_export_stays_a_link(tmp_path):
    write_export(tmp_path / "v1")
    (tmp_path / "current").symlink_to("v1")
    build(tmp_path / "current", force=True)
    assert (tmp_path / "current").is_symlink()
    assert (tmp_path / "v1" / "figures.csv").read_text(encoding="utf-8") == "new"


def test_what_a_killed_export_left_is_found(tmp_path):
    (tmp_path / "out.building-0a1b").mkdir()
    (tmp_path / "output").mkdir()
    assert [path.name for path in list_leftovers(tmp_path / "out")] == ["out.building-0a1b"]
    assert list_leftovers(tmp_path / "nowhere" / "out") == []
