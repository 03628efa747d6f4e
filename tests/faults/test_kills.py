"""The smaller run inside the suite: some loads killed, nothing lost; and that a loss is found."""

import subprocess
import sys
from pathlib import Path

import pytest

from etl.warehouse.queries import Warehouse
from etl.warehouse.versions import name_version
from tests.factories import Stated, build_warehouse, make_report
from tests.faults.__main__ import show
from tests.faults.run import Tally
from tests.faults.verdict import Digest, check_folder, check_served, digest_tables, read_stated

ROOT = Path(__file__).resolve().parents[2]
KILLS = 3
KEY = ("望川市城市管理局", 2023)

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


@linux
@pytest.mark.timeout(600)  # a busy machine is no loss
def test_killed_loads_lose_nothing() -> None:
    command = [sys.executable, "-m", "tests.faults", "--kills", str(KILLS), "--seed", "4"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    last = done.stdout.splitlines()[-1]
    assert last.startswith(f"{KILLS} kills, ")
    assert last.endswith("losses: 0")


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A warehouse with one version that states one figure."""
    stated = [Stated("inspections", "检查5次", "5", "次")]
    return build_warehouse(tmp_path / "warehouse", [make_report(stated=stated)])


def digest(directory: Path) -> tuple[int, Digest]:
    warehouse = Warehouse.open(directory)
    found = digest_tables(warehouse)
    warehouse.close()
    return warehouse.version, found


def test_what_stands_is_found_standing(held: Path) -> None:
    assert list(check_served(held, digest(held), {})) == []
    assert list(check_served(held, (0, ()), {KEY: 5})) == []
    assert list(check_folder(held)) == []


def test_a_changed_version_is_found(held: Path) -> None:
    version, found = digest(held)
    (wrong,) = check_served(held, (version, found[1:]), {})
    assert wrong == "version 1 changed"


def test_a_new_version_with_other_figures_is_found(held: Path) -> None:
    (wrong,) = check_served(held, (0, ()), {KEY: 6})
    assert "states something else" in wrong


def test_a_fall_back_is_found(held: Path) -> None:
    before = digest(held)
    build_warehouse(held, [make_report()])
    (held / name_version(2)).write_bytes(b"")
    (wrong,) = check_served(held, before, {})
    assert "CURRENT says 2, served is 1" in wrong


def test_a_warehouse_that_cannot_be_read_is_found(held: Path) -> None:
    (held / "CURRENT").unlink()
    (wrong,) = check_served(held, (1, ()), {})
    assert wrong.startswith("not readable")


@pytest.mark.parametrize("name", ["fazhi-000002.duckdb.building.wal", "load.json"])
def test_what_is_left_behind_is_found(held: Path, name: str) -> None:
    (held / name).write_bytes(b"")
    (wrong,) = check_folder(held)
    assert name in wrong


def test_figures_are_read_by_body_and_year(held: Path) -> None:
    assert read_stated(Warehouse.open(held)) == {KEY: 5}


def test_losses_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally(versions=9)
    tally.lose(["version 2 changed"], "kill 3, at tables")
    tally.kills["tables"] = 4
    show(tally, 1.0)
    said = capsys.readouterr().out
    assert "   4 tables" in said
    assert "LOSS kill 3, at tables: version 2 changed" in said
    assert said.endswith("4 kills, 9 versions published, losses: 1\n")
