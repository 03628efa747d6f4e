"""A disk that is full, read-only or gone, in the middle of a load: what was there is served."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.errors import WarehouseError, WarehouseFault
from etl.pipeline import LoadSummary, load
from etl.warehouse.queries import Warehouse
from etl.warehouse.versions import POINTER
from tests.fake_stages import STAGES, values, write_report
from tests.faults.verdict import check_folder, digest_tables
from tests.stub_catalog import stub_catalog


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, where this user may mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("may not mount a disk")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=False, capture_output=True)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    write_report(tmp_path / "reports", "a.txt", 5)
    return tmp_path / "reports"


def put(reports: Path, warehouse: Path, **options: Any) -> LoadSummary:
    return load([reports], warehouse=warehouse, catalog=stub_catalog(), stages=STAGES, **options)


def fill_up(place: Path, left: int = 0) -> Path:
    """Leave so many bytes of a disk free."""
    ballast = place / "ballast"
    with ballast.open("wb") as stream:
        free = shutil.disk_usage(place).free - left
        for _ in range(free // 4096):
            stream.write(b"\0" * 4096)
    return ballast


STEPS = {
    "before the lock is noted": "etl.warehouse.publish:_holder",
    "before a part is written": "etl.batch:write_part",
    "before rows go to their tables": "etl.warehouse.build:fill_tables",
    "before figures are derived": "etl.warehouse.build:derive_figures",
    "before the check": "etl.warehouse.publish:check_version",
    "before the pointer is written": "etl.warehouse.publish:_dump",
}


def before(step: str, monkeypatch: pytest.MonkeyPatch, what: Callable[[], object]) -> None:
    """Have something happen once when a load comes to a step."""
    module, _, name = step.partition(":")
    real = getattr(sys.modules[module], name)
    done: list[int] = []

    def happen(*given: Any, **named: Any) -> Any:
        if not done:
            done.append(1)
            what()
        return real(*given, **named)

    monkeypatch.setattr(f"{module}.{name}", happen)


@pytest.mark.parametrize("step", STEPS)
def test_a_full_disk_keeps_what_was_there(
    disk: Path, reports: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    warehouse = disk / "warehouse"
    put(reports, warehouse)
    held = digest_tables(Warehouse.open(warehouse))
    for place in range(300):
        remark = os.urandom(4000).hex()
        write_report(reports, f"b{place}.txt", 7, year=str(2000 + place % 25), remark=remark)
    before(STEPS[step], monkeypatch, lambda: fill_up(disk))
    with pytest.raises(WarehouseError, match="检查磁盘空间") as caught:
        put(reports, warehouse)
    assert caught.value.kind is WarehouseFault.UNWRITABLE
    served = Warehouse.open(warehouse)
    assert (served.version, served.notice) == (1, None)
    assert digest_tables(served) == held
    (disk / "ballast").unlink()
    monkeypatch.undo()
    for path in reports.glob("b*.txt"):
        path.unlink()
    write_report(reports, "b.txt", 7, year="2022")
    assert values(put(reports, warehouse)) == {2022: 7, 2023: 5}
    assert list(check_folder(warehouse)) == []


def test_no_room_for_what_is_spilled_keeps_what_was_there(
    disk: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = disk / "warehouse"
    put(reports, warehouse)
    for place in range(400):
        remark = os.urandom(20_000).hex()
        write_report(reports, f"b{place}.txt", 7, agency=f"望川市{place}局", remark=remark)
    monkeypatch.setattr("etl.warehouse.build.MEMORY", "20MB")  # the texts alone take 16
    before(STEPS["before rows go to their tables"], monkeypatch, lambda: fill_up(disk, 2 << 20))
    with pytest.raises(WarehouseError, match="检查磁盘空间") as caught:
        put(reports, warehouse)
    assert isinstance(caught.value.__cause__, duckdb.OutOfMemoryException)
    served = Warehouse.open(warehouse)
    assert (served.version, served.notice) == (1, None)
    served.close()


def test_a_read_only_disk_is_told_in_a_sentence(disk: Path, reports: Path) -> None:
    warehouse = disk / "warehouse"
    put(reports, warehouse)
    write_report(reports, "b.txt", 7, year="2022")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(WarehouseError, match="无法写入") as caught:
        put(reports, warehouse)
    assert caught.value.kind is WarehouseFault.UNWRITABLE
    served = Warehouse.open(warehouse)
    assert (served.version, served.notice) == (1, None)
    served.close()


VANISHING = (
    *("etl.crew:look_at", "etl.batch:write_part", "etl.warehouse.build:view_raw"),
    *("etl.warehouse.build:derive_figures", "etl.warehouse.publish:check_version"),
    *("etl.warehouse.publish:_finish",),
)


@pytest.mark.parametrize("step", VANISHING)
def test_a_warehouse_that_vanishes_comes_back_as_it_was(
    tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """A share that is unmounted leaves an empty folder in its place."""
    warehouse, away = tmp_path / "warehouse", tmp_path / "away"
    put(reports, warehouse)
    write_report(reports, "b.txt", 7, year="2022")

    def vanish() -> None:
        warehouse.rename(away)
        warehouse.mkdir()

    before(step, monkeypatch, vanish)
    try:
        put(reports, warehouse)
    except WarehouseError as error:
        assert error.kind is WarehouseFault.UNWRITABLE
    monkeypatch.undo()
    assert not (warehouse / POINTER).exists()
    shutil.rmtree(warehouse)
    away.rename(warehouse)
    assert values(put(reports, warehouse)) == {2022: 7, 2023: 5}
    assert list(check_folder(warehouse)) == []
