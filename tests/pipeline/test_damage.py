"""Loads onto a warehouse that is damaged, busy or half there: nothing sound is lost."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from etl.errors import WarehouseError, WarehouseFault
from etl.pipeline import load
from etl.warehouse.publish import hold_lock
from etl.warehouse.queries import Warehouse
from etl.warehouse.versions import POINTER, name_version
from tests.fake_stages import STAGES, Loader, count, values, write_report
from tests.stub_catalog import stub_catalog


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions: the first holds 2022 and 2023, the second 2021 too."""
    made = tmp_path_factory.mktemp("sound")
    files = [
        write_report(made, "a.txt", 5, year="2022", published="2023-03-01"),
        write_report(made, "b.txt", 7),
        write_report(made, "c.txt", 9, year="2021", published="2022-03-01"),
    ]
    for given in (files[:2], files[2:]):
        load(given, warehouse=made / "held", catalog=stub_catalog(), stages=STAGES)
    return made


@pytest.fixture
def warehouse(sound: Path, reports: Path, tmp_path: Path) -> Path:
    """A warehouse to damage, and the reports it was loaded from."""
    shutil.copy(sound / "c.txt", reports)
    return shutil.copytree(sound / "held", tmp_path / "warehouse")


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """A folder with one report more, and none of the others."""
    return write_report(tmp_path / "later", "d.txt", 3, year="2020", published="2021-03-01").parent


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def test_loading_again_mends_a_damaged_version(run: Loader, warehouse: Path) -> None:
    cut(warehouse / name_version(2))
    summary = run()
    assert count(summary) == (3, 1, 0, 2, 0)
    assert "第 2 版数据损坏" in summary.notices[0]
    assert (summary.version, values(summary)) == (3, {2021: 9, 2022: 5, 2023: 7})
    assert Warehouse.open(warehouse).notice is None


def test_a_load_that_finds_all_damaged_starts_afresh_and_says_so(
    run: Loader, warehouse: Path
) -> None:
    for path in warehouse.glob("*.duckdb"):
        path.write_bytes(b"X" * 8192)
    summary = run()
    assert count(summary) == (3, 3, 0, 0, 0)
    assert "都已损坏" in summary.notices[0]
    assert values(summary) == {2021: 9, 2022: 5, 2023: 7}


def test_a_load_of_nothing_usable_leaves_the_damaged_files_alone(
    run: Loader, warehouse: Path, tmp_path: Path
) -> None:
    cut(warehouse / name_version(2))
    before = {path.name: path.read_bytes() for path in warehouse.glob("*.duckdb")}
    bad = write_report(tmp_path / "bad", "x.txt", remark="崩溃")
    assert not run(bad.parent).published
    assert {path.name: path.read_bytes() for path in warehouse.glob("*.duckdb")} == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b'{"version": -1, "file": "fazhi--00001.duckdb", "built_at": "", "size": 1}',
        b"[" * 100_000,
        b'{"version": Infinity, "file": "x", "built_at": "", "size": 1}',
    ],
    ids=["empty", "bytes", "negative", "deep", "infinite"],
)
def test_a_damaged_pointer_loses_nothing_and_is_mended(
    run: Loader, warehouse: Path, later: Path, content: bytes
) -> None:
    (warehouse / POINTER).write_bytes(content)
    summary = run(later)
    assert summary.notices
    assert values(summary) == {2020: 3, 2021: 9, 2022: 5, 2023: 7}
    assert Warehouse.open(warehouse).notice is None


def test_a_file_with_an_absurd_number_does_not_stop_loads(
    run: Loader, warehouse: Path, later: Path
) -> None:
    (warehouse / "fazhi-99999999999.duckdb").write_bytes(b"")
    assert values(run(later)) == {2020: 3, 2021: 9, 2022: 5, 2023: 7}


def test_a_pointer_to_a_version_that_is_gone_falls_back(run: Loader, warehouse: Path) -> None:
    fields = json.loads((warehouse / POINTER).read_text(encoding="utf-8"))
    fields |= {"version": 7, "file": name_version(7)}
    (warehouse / POINTER).write_text(json.dumps(fields), encoding="utf-8")
    summary = run()
    assert (count(summary), summary.version) == ((3, 0, 0, 3, 0), 8)
    assert values(summary) == {2021: 9, 2022: 5, 2023: 7}


@contextmanager
def held_open(path: Path) -> Iterator[None]:
    """Hold a version's file as a database tool does that somebody opened it with."""
    code = f"import duckdb; held = duckdb.connect({str(path)!r}); print('x', flush=True); input()"
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as tool:
        assert tool.stdout is not None
        assert tool.stdout.readline().strip() == b"x"
        try:
            yield
        finally:
            tool.communicate(b"\n")


def test_a_version_held_open_by_another_program_loses_nothing(
    run: Loader, warehouse: Path, later: Path
) -> None:
    with held_open(warehouse / name_version(2)):
        try:
            run(later)
        except WarehouseError as error:
            assert error.kind is WarehouseFault.LOCKED
    assert values(run(later)) == {2020: 3, 2021: 9, 2022: 5, 2023: 7}


def test_a_second_load_waits_for_nothing_and_changes_nothing(
    run: Loader, warehouse: Path, later: Path
) -> None:
    before = sorted(path.name for path in warehouse.glob("*.duckdb*"))
    with hold_lock(warehouse), pytest.raises(WarehouseError, match="另一次装入") as caught:
        run(later)
    assert caught.value.kind is WarehouseFault.LOCKED
    assert sorted(path.name for path in warehouse.glob("*.duckdb*")) == before
    assert values(run(later)) == {2020: 3, 2021: 9, 2022: 5, 2023: 7}


def test_an_interrupted_load_publishes_nothing_and_leaves_no_lock(
    run: Loader, warehouse: Path, later: Path
) -> None:
    def interrupt(source: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(later, progress=interrupt)
    assert not list(warehouse.glob("*.building*"))
    assert values(run(later)) == {2020: 3, 2021: 9, 2022: 5, 2023: 7}
