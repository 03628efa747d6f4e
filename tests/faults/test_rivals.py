"""Two loads at once, one that dies while another waits, and clocks that jump between loads."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from etl.errors import WarehouseError, WarehouseFault
from etl.pipeline import LoadSummary, load
from etl.warehouse.queries import Warehouse, current_version
from tests.fake_stages import STAGES, values, write_report
from tests.faults.verdict import check_folder
from tests.stub_catalog import stub_catalog

ROOT = Path(__file__).resolve().parents[2]
LOAD = """
import sys, time
from dataclasses import replace
from pathlib import Path
from etl.pipeline import load
from tests.fake_stages import STAGES
from tests.stub_catalog import stub_catalog
folder, warehouse, seconds, wait = sys.argv[1:]
def read_slowly(path, source, origin):
    print("reading", flush=True)
    time.sleep(float(seconds))
    return STAGES.read_file(path, source, origin)
load([Path(folder)], warehouse=Path(warehouse), catalog=stub_catalog(), wait=float(wait),
     stages=replace(STAGES, read_file=read_slowly))
print("done", flush=True)
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Three folders with one report each."""
    made = [
        write_report(tmp_path / name, f"{name}.txt", value, year=str(2020 + value)).parent
        for value, name in enumerate(("first", "second", "third"))
    ]
    return made[0], made[1], made[2]


@contextmanager
def loading(folder: Path, warehouse: Path, seconds: float, wait: float = 0) -> Iterator[object]:
    """Run a load in another process; it has the lock when this returns, unless it waits."""
    command = [sys.executable, "-c", LOAD, *map(str, (folder, warehouse, seconds, wait))]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        if not wait:
            assert process.stdout.readline() == b"reading\n"
        try:
            yield process
        finally:
            process.kill()


def put(folder: Path, warehouse: Path, wait: float = 0) -> LoadSummary:
    catalog = stub_catalog()
    return load([folder], warehouse=warehouse, catalog=catalog, stages=STAGES, wait=wait)


def test_the_second_waits_and_builds_on_the_first(folders, tmp_path: Path) -> None:
    with loading(folders[0], tmp_path / "w", seconds=1):
        summary = put(folders[1], tmp_path / "w", wait=60)
    assert (summary.version, values(summary)) == (2, {2020: 0, 2021: 1})
    assert list(check_folder(tmp_path / "w")) == []


def test_the_second_is_told_who_holds_the_warehouse_since_when(folders, tmp_path: Path) -> None:
    with loading(folders[0], tmp_path / "w", seconds=60) as holder:
        since = json.loads((tmp_path / "w" / "load.json").read_text())["since"]
        began = time.monotonic()
        with pytest.raises(WarehouseError, match=f"进程 {holder.pid}，自 {since[:16]}") as caught:
            put(folders[1], tmp_path / "w", wait=1)
        assert 0.9 < time.monotonic() - began < 30
        assert caught.value.kind is WarehouseFault.LOCKED
        assert (tmp_path / "w" / "load.json").exists()  # who was refused takes nothing away


def test_a_load_killed_while_another_waits_makes_way_for_it(folders, tmp_path: Path) -> None:
    put(folders[2], tmp_path / "w")
    with (
        loading(folders[0], tmp_path / "w", seconds=60) as holder,
        loading(folders[1], tmp_path / "w", seconds=0, wait=120) as waiting,
    ):
        time.sleep(1)
        os.kill(holder.pid, signal.SIGKILL)
        assert waiting.stdout.read().endswith(b"done\n")
        waiting.wait(60)
    assert Warehouse.open(tmp_path / "w").version == 2
    assert list(check_folder(tmp_path / "w")) == []
    assert values(put(folders[0], tmp_path / "w")) == {2020: 0, 2021: 1, 2022: 2}


def test_the_note_of_a_dead_holder_bars_nobody(folders, tmp_path: Path) -> None:
    put(folders[0], tmp_path / "w")
    note = json.dumps({"pid": os.getpid(), "since": "2030-01-01T00:00:00+08:00"})
    (tmp_path / "w" / "load.json").write_text(note)
    assert values(put(folders[1], tmp_path / "w")) == {2020: 0, 2021: 1}
    assert list(check_folder(tmp_path / "w")) == []


JUMPS = (timedelta(0), timedelta(days=-4000), timedelta(days=9000), timedelta(hours=-1))


def test_a_clock_that_jumps_confuses_nothing(
    folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse, start = tmp_path / "w", datetime(2025, 6, 1, tzinfo=UTC)
    for place, jump in enumerate(JUMPS, 1):

        class Clock(datetime):
            @classmethod
            def now(cls, tz=None, moment=start + jump):
                return moment.astimezone(tz)

        monkeypatch.setattr("etl.pipeline.datetime", Clock)
        monkeypatch.setattr("etl.warehouse.publish.datetime", Clock)
        write_report(folders[0], "first.txt", 100 + place, year="2020", published="")
        summary = put(folders[0], warehouse)
        served = Warehouse.open(warehouse)
        assert (summary.version, served.version, current_version(warehouse)) == (place,) * 3
        assert (served.notice, served.built_at) == (None, start + jump)
        assert values(summary) == {2020: 100 + place}
        served.close()


def test_the_times_of_files_decide_nothing(folders, tmp_path: Path) -> None:
    path = folders[0] / "first.txt"
    put(folders[0], tmp_path / "w")
    before = path.stat().st_mtime_ns
    write_report(folders[0], "first.txt", 9, year="2020")  # of the same size, too
    os.utime(path, ns=(before, before))
    assert values(put(folders[0], tmp_path / "w")) == {2020: 9}
    os.utime(path, (0, 0))
    assert not put(folders[0], tmp_path / "w").published
    os.utime(path, (4_000_000_000, 4_000_000_000))
    assert not put(folders[0], tmp_path / "w").published
