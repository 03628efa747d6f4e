"""Versions, the pointer, the lock, damage, and loads that die at any step."""

import errno
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from etl.errors import WarehouseError, WarehouseFault
from etl.warehouse import publish as publishing
from etl.warehouse.publish import hold_lock, publish
from etl.warehouse.queries import Filter, Warehouse, current_version
from etl.warehouse.retention import KEEP
from etl.warehouse.versions import POINTER, list_versions, name_version
from tests.factories import Stated, build_warehouse, make_report

ROOT = Path(__file__).resolve().parents[2]
OWN = Filter("own")


def put(directory: Path, value: int) -> Path:
    """Publish a version in which the one figure has this value."""
    stated = [Stated("inspections", f"检查{value}次", str(value), "次")]
    return build_warehouse(directory, [make_report(stated=stated)])


def shown(warehouse: Warehouse) -> list[float]:
    return list(warehouse.figures(OWN)["value"])


def files(directory: Path) -> set[str]:
    return {path.name for path in directory.iterdir()}


def scramble(path: Path, start: int = 0) -> None:
    """Damage a file without changing its size."""
    raw = bytearray(path.read_bytes())
    raw[start:] = bytes(byte ^ 0x5A for byte in raw[start:])
    path.write_bytes(raw)


def test_versions_count_up_and_the_newest_are_kept(tmp_path: Path) -> None:
    for value in range(1, KEEP + 3):
        put(tmp_path, value)
    assert list_versions(tmp_path) == [7, 6, 5, 4, 3]
    assert current_version(tmp_path) == 7
    assert shown(Warehouse.open(tmp_path)) == [7]
    assert files(tmp_path) == {POINTER, "load.lock", *map(name_version, range(3, 8))}


def test_the_pointer_says_what_is_served(tmp_path: Path) -> None:
    put(tmp_path, 1)
    pointer = json.loads((tmp_path / POINTER).read_text(encoding="utf-8"))
    assert pointer["version"] == 1
    assert pointer["file"] == "fazhi-000001.duckdb"
    assert pointer["built_at"] == "2025-06-01T08:00:00+00:00"
    assert current_version(tmp_path / "nowhere") is None


def test_a_reader_of_the_old_version_finishes_undisturbed(tmp_path: Path) -> None:
    reader = Warehouse.open(put(tmp_path, 1))
    for value in (2, 3, 4, 5, 6, 7):  # version 1 is pruned while it is being read
        put(tmp_path, value)
        assert shown(reader) == [1]
    assert (reader.version, current_version(tmp_path)) == (1, 7)
    assert shown(Warehouse.open(tmp_path)) == [7]


def test_nothing_worthwhile_publishes_nothing(tmp_path: Path) -> None:
    put(tmp_path, 1)
    before = files(tmp_path)
    with hold_lock(tmp_path):
        assert publish(tmp_path, lambda build: False) is None
    assert files(tmp_path) == before


def test_what_a_load_that_died_did_not_prune_goes_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_prune", lambda directory, keep, in_use: None)
        for value in range(1, 8):
            put(tmp_path, value)
    with hold_lock(tmp_path):
        publish(tmp_path, lambda build: False, keep=3)
    assert list_versions(tmp_path) == [7, 6, 5]


def test_a_second_load_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    with hold_lock(tmp_path):
        with pytest.raises(WarehouseError, match=f"进程 {os.getpid()}，自 20") as caught:
            put(tmp_path, 1)
        assert caught.value.kind is WarehouseFault.LOCKED
    assert shown(Warehouse.open(put(tmp_path, 2))) == [2]


def test_a_load_of_another_process_holds_the_lock_until_it_dies(tmp_path: Path) -> None:
    code = f"""
import time
from pathlib import Path
from etl.warehouse.publish import hold_lock
with hold_lock(Path({str(tmp_path)!r})):
    print("held", flush=True)
    time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(WarehouseError, match=f"进程 {holder.pid}"):
            put(tmp_path, 1)
        holder.kill()
        holder.wait()
    assert shown(Warehouse.open(put(tmp_path, 2))) == [2]  # a dead holder holds nothing


def test_a_failed_check_publishes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, 1)
    before = files(tmp_path)
    promises = {"figures are shown": "SELECT count(*) FROM figures"}
    monkeypatch.setattr("etl.warehouse.check.PROMISES", promises)
    with pytest.raises(WarehouseError, match="没有通过检查"):
        put(tmp_path, 2)
    assert files(tmp_path) == before
    assert shown(Warehouse.open(tmp_path)) == [1]


KILLED_AT = {
    "while building": "etl.warehouse.build.Build.finish",
    "before the check": "etl.warehouse.publish._check",
    "before the file is renamed": "etl.warehouse.publish._finish",
    "before the pointer is written": "etl.warehouse.publish._dump",
    "before the pointer is renamed": "etl.warehouse.publish._replace_patiently",
    "before pruning": "etl.warehouse.publish._prune",
}


@pytest.mark.parametrize("step", KILLED_AT)
def test_a_killed_load_loses_nothing(tmp_path: Path, step: str) -> None:
    put(tmp_path, 1)
    module, name = KILLED_AT[step].rsplit(".", 1)
    owner = module.removesuffix(".Build")
    code = f"""
import importlib, os, signal
from pathlib import Path
from tests.warehouse.test_publish import put
owner = importlib.import_module({owner!r})
owner = owner.Build if {module != owner!r} else owner
real = owner.{name}
def die(*given, **named):
    # The lock's own note is written in the same way before the build begins.
    if {name!r} == "_replace_patiently" and given[1].name != "CURRENT":
        return real(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
owner.{name} = die
put(Path({str(tmp_path)!r}), 2)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert done.returncode == -9
    after = 2 if step == "before pruning" else 1
    warehouse = Warehouse.open(tmp_path)
    assert (shown(warehouse), warehouse.notice) == ([after], None)
    put(tmp_path, 3)
    warehouse = Warehouse.open(tmp_path)
    assert (shown(warehouse), warehouse.notice) == ([3], None)
    assert not [name for name in files(tmp_path) if ".building" in name or name == "load.json"]


def test_a_truncated_file_falls_back_and_says_so(tmp_path: Path) -> None:
    put(tmp_path, 1)
    put(tmp_path, 2)
    path = tmp_path / name_version(2)
    path.write_bytes(path.read_bytes()[:-4096])
    warehouse = Warehouse.open(tmp_path)
    assert shown(warehouse) == [1]
    assert warehouse.notice is not None
    assert "第 2 版数据损坏，现显示第 1 版" in warehouse.notice


def test_damage_that_shows_while_reading_falls_back_too(tmp_path: Path) -> None:
    put(tmp_path, 1)
    put(tmp_path, 2)
    scramble_data(tmp_path / name_version(2))
    warehouse = Warehouse.open(tmp_path)
    assert shown(warehouse) == [1]
    assert (warehouse.version, current_version(tmp_path)) == (1, 2)
    assert warehouse.notice is not None


def scramble_data(path: Path) -> None:
    """Damage one block that opening does not read and the figures do."""
    raw = path.read_bytes()
    needle = "检查2次".encode()
    at = raw.index(needle)
    path.write_bytes(raw[:at] + b"X" * len(needle) + raw[at + len(needle) :])


def test_a_missing_file_falls_back(tmp_path: Path) -> None:
    put(tmp_path, 1)
    put(tmp_path, 2)
    (tmp_path / name_version(2)).unlink()
    assert shown(Warehouse.open(tmp_path)) == [1]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 9}', "\x00" * 80])
def test_a_damaged_pointer_shows_the_newest_version(tmp_path: Path, content: str) -> None:
    put(tmp_path, 1)
    put(tmp_path, 2)
    (tmp_path / POINTER).write_text(content, encoding="utf-8")
    warehouse = Warehouse.open(tmp_path)
    assert shown(warehouse) == [2]
    assert warehouse.notice is not None
    assert POINTER in warehouse.notice
    assert current_version(tmp_path) == 2
    put(tmp_path, 3)
    assert Warehouse.open(tmp_path).notice is None


def test_when_all_is_damaged_it_says_what_to_do(tmp_path: Path) -> None:
    put(tmp_path, 1)
    scramble(tmp_path / name_version(1))
    with pytest.raises(WarehouseError, match="重新装入") as caught:
        Warehouse.open(tmp_path)
    assert caught.value.kind is WarehouseFault.DAMAGED


def test_another_database_under_our_name_is_not_taken(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / name_version(1))) as connection:
        connection.execute("CREATE TABLE build AS SELECT 7 AS version, 1 AS schema_version")
    with pytest.raises(WarehouseError) as caught:
        Warehouse.open(tmp_path)
    assert caught.value.kind is WarehouseFault.DAMAGED


def test_a_version_of_an_older_program_is_told_from_ours(tmp_path: Path) -> None:
    put(tmp_path, 1)
    with duckdb.connect(str(tmp_path / name_version(1))) as connection:
        connection.execute("UPDATE build SET schema_version = schema_version - 1")
    with pytest.raises(WarehouseError, match="由旧版程序建立") as caught:
        Warehouse.open(tmp_path)
    assert caught.value.kind is WarehouseFault.DAMAGED


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        PermissionError(errno.EACCES, "Permission denied"),
        duckdb.IOException("IO Error: Could not write file: No space left on device"),
    ],
)
def test_a_disk_that_refuses_keeps_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    put(tmp_path, 1)

    def refuse(path: Path, carried: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_check", refuse)
        with pytest.raises(WarehouseError, match="原有数据不变") as caught:
            put(tmp_path, 2)
    assert caught.value.kind is WarehouseFault.UNWRITABLE
    assert shown(Warehouse.open(tmp_path)) == [1]
    assert not [name for name in files(tmp_path) if ".building" in name]
    put(tmp_path, 3)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limits on file size")
def test_a_disk_that_fills_up_in_the_middle_keeps_what_was_there(tmp_path: Path) -> None:
    put(tmp_path, 1)
    code = f"""
import resource
from pathlib import Path
from etl.errors import WarehouseError
from tests.warehouse.test_publish import put
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
try:
    put(Path({str(tmp_path)!r}), 2)
except WarehouseError as error:
    print(error.kind, error)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("unwritable 无法写入")
    assert shown(Warehouse.open(tmp_path)) == [1]
    assert not [name for name in files(tmp_path) if ".building" in name]


def test_a_folder_that_is_a_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "warehouse"
    path.write_text("not a folder", encoding="utf-8")
    with pytest.raises(WarehouseError, match="无法写入") as caught:
        put(path, 1)
    assert caught.value.kind is WarehouseFault.UNWRITABLE
    with pytest.raises(WarehouseError):
        Warehouse.open(path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(WarehouseError, match="无法写入"):
        put(tmp_path, 1)
    tmp_path.chmod(0o700)


def test_versions_published_in_a_row_never_fail_a_reader(tmp_path: Path) -> None:
    put(tmp_path, 1)
    code = f"""
from pathlib import Path
from tests.warehouse.test_publish import put
for value in range(2, 8):
    put(Path({str(tmp_path)!r}), value)
"""
    seen = set()
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) as loader:
        while loader.poll() is None:
            warehouse = Warehouse.open(tmp_path)
            values = shown(warehouse)
            assert values == [warehouse.version]
            assert warehouse.notice is None
            warehouse.close()
            seen.update(values)
            time.sleep(0.01)
    assert loader.returncode == 0
    assert len(seen) > 2
    assert shown(Warehouse.open(tmp_path)) == [7]
