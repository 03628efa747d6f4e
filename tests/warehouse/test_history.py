"""What versions tell of themselves, returning to an earlier one, and the rule of keeping."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.errors import WarehouseError, WarehouseFault
from etl.pipeline import LoadSummary, load
from etl.warehouse.history import (
    History,
    State,
    Version,
    find_previous,
    find_withdrawn,
    read_history,
)
from etl.warehouse.publish import hold_lock, prune, rollback
from etl.warehouse.queries import Filter, Warehouse, current_version
from etl.warehouse.retention import KEEP, choose_removed
from etl.warehouse.versions import POINTER, list_versions, name_version
from tests.fake_stages import STAGES, values, write_report
from tests.stub_catalog import stub_catalog

PutMany = Callable[[Path, int], object]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return tmp_path / "reports"


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


def put(warehouse: Path, value: int, **options: int) -> LoadSummary:
    """Load the one report anew with this value."""
    folder = warehouse.parent / "reports"
    write_report(folder, "a.txt", value, published=f"2024-03-{value:02d}")
    return load([folder], warehouse=warehouse, catalog=stub_catalog(), stages=STAGES, **options)


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Folders of so many versions, each built once."""
    root = tmp_path_factory.mktemp("templates")

    def build(count: int) -> Path:
        folder = root / str(count) / "warehouse"
        if not folder.exists():
            if count > 1:
                shutil.copytree(build(count - 1), folder)
            put(folder, count)
        return folder

    return build


@pytest.fixture
def put_many(templates: Callable[[int], Path]) -> PutMany:
    """Give a folder versions 1, 2, 3 …, in which the one figure has the value 1, 2, 3 …."""
    return lambda warehouse, count: shutil.copytree(templates(count), warehouse)


def shown(warehouse: Path) -> list[float]:
    opened = Warehouse.open(warehouse)
    figures = list(opened.figures(Filter("own"))["value"])
    opened.close()
    return figures


def edit(path: Path, statement: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(statement)


def scramble(path: Path) -> None:
    path.write_bytes(bytes(byte ^ 0x5A for byte in path.read_bytes()))


def scramble_words(path: Path, words: str) -> None:
    """Damage one block that opening does not read."""
    raw, needle = path.read_bytes(), words.encode()
    at = raw.rindex(needle)
    path.write_bytes(raw[:at] + b"X" * len(needle) + raw[at + len(needle) :])


def test_a_version_tells_when_from_what_and_how_much(warehouse: Path, reports: Path) -> None:
    put(warehouse, 1)
    put(warehouse, 2)
    history = read_history(warehouse)
    newest, first = history.versions
    assert (history.served, history.pointed, history.notice) == (2, 2, None)
    assert (newest.version, newest.state, newest.base) == (2, State.USABLE, 1)
    assert (first.version, first.base) == (1, None)
    assert (newest.dataset, newest.sources) == ("own", (reports.as_posix(),))
    assert (newest.documents, newest.reports, newest.observations, newest.figures) == (2, 2, 2, 1)
    assert newest.engine == STAGES.engine
    assert newest.size == (warehouse / name_version(2)).stat().st_size
    assert newest.built_at is not None
    assert newest.built_at.utcoffset() is not None
    assert not newest.withdrawn


def test_a_folder_without_versions_is_an_error_and_stays_as_it_was(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    for act in (read_history, rollback, lambda folder: prune(folder, 1)):
        with pytest.raises(WarehouseError, match="还没有数据") as caught:
            act(nowhere)
        assert caught.value.kind is WarehouseFault.MISSING
    assert not nowhere.exists()


def test_damage_is_listed_and_not_an_error(put_many: PutMany, warehouse: Path) -> None:
    put_many(warehouse, 4)
    scramble(warehouse / name_version(1))
    (warehouse / name_version(2)).write_bytes(b"")
    cut = warehouse / name_version(3)
    cut.write_bytes(cut.read_bytes()[:-4096])
    states = {each.version: each.state for each in read_history(warehouse).versions}
    assert states == {
        4: State.USABLE,
        3: State.DAMAGED,
        2: State.DAMAGED,
        1: State.DAMAGED,
    }


def test_when_all_is_damaged_all_is_listed(warehouse: Path) -> None:
    put(warehouse, 1)
    scramble(warehouse / name_version(1))
    history = read_history(warehouse)
    assert (history.served, [each.state for each in history.versions]) == (None, [State.DAMAGED])
    assert "重新装入" in (history.notice or "")


def test_another_database_under_our_name_is_damaged(warehouse: Path) -> None:
    put(warehouse, 1)
    edit(warehouse / name_version(7), "CREATE TABLE build AS SELECT 6 AS version")
    edit(warehouse / name_version(8), "CREATE TABLE other (a INTEGER)")
    states = [each.state for each in read_history(warehouse).versions]
    assert states == [State.DAMAGED, State.DAMAGED, State.USABLE]


@pytest.mark.parametrize(
    ("change", "state", "words"),
    [("- 1", State.OLDER, "由旧版程序建立"), ("+ 1", State.NEWER, "由新版程序建立")],
)
def test_versions_of_other_programs_are_listed_and_not_used(
    put_many: PutMany, warehouse: Path, change: str, state: State, words: str
) -> None:
    put_many(warehouse, 2)
    edit(warehouse / name_version(1), f"UPDATE build SET schema_version = schema_version {change}")
    assert read_history(warehouse).versions[1].state is state
    with pytest.raises(WarehouseError, match=f"第 1 版{words}.*可用的有第 2 版"):
        rollback(warehouse, 1)
    assert current_version(warehouse) == 2


def test_an_older_build_table_is_read_as_far_as_it_goes(put_many: PutMany, warehouse: Path) -> None:
    put_many(warehouse, 2)
    edit(
        warehouse / name_version(1),
        "CREATE OR REPLACE TABLE build AS SELECT version, built_at, engine, catalog_digest,"
        " 3 AS schema_version FROM build",
    )
    older = read_history(warehouse).versions[1]
    assert (older.state, older.engine, older.figures) == (State.OLDER, STAGES.engine, None)
    assert older.built_at is not None


def test_rollback_returns_to_what_the_served_was_built_on(
    put_many: PutMany, warehouse: Path
) -> None:
    put_many(warehouse, 3)
    done = rollback(warehouse)
    assert (done.before, done.version, done.changed, done.withdrawn) == (3, 2, True, (3,))
    assert shown(warehouse) == [2]
    assert rollback(warehouse).version == 1
    history = read_history(warehouse)
    assert [(each.version, each.withdrawn) for each in history.versions] == [
        (3, True),
        (2, True),
        (1, False),
    ]
    with pytest.raises(WarehouseError, match="没有更早的一版可以回退"):
        rollback(warehouse)


def test_rollback_to_the_served_version_changes_nothing(put_many: PutMany, warehouse: Path) -> None:
    put_many(warehouse, 2)
    before = (warehouse / POINTER).read_bytes()
    done = rollback(warehouse, 2)
    assert (done.version, done.changed) == (2, False)
    assert (warehouse / POINTER).read_bytes() == before


def test_a_withdrawn_version_can_be_had_back(put_many: PutMany, warehouse: Path) -> None:
    put_many(warehouse, 3)
    rollback(warehouse, 1)
    done = rollback(warehouse, 3)
    assert (done.before, done.version, done.withdrawn) == (1, 3, ())
    assert shown(warehouse) == [3]


def test_a_missing_version_names_those_that_exist(put_many: PutMany, warehouse: Path) -> None:
    put_many(warehouse, 2)
    with pytest.raises(WarehouseError, match="第 9 版不存在.*可用的有第 2、1 版") as caught:
        rollback(warehouse, 9)
    assert caught.value.kind is WarehouseFault.MISSING
    assert current_version(warehouse) == 2


def test_a_damaged_version_is_refused(put_many: PutMany, warehouse: Path) -> None:
    put_many(warehouse, 3)
    scramble(warehouse / name_version(1))
    with pytest.raises(WarehouseError, match="第 1 版已损坏.*可用的有第 3、2 版"):
        rollback(warehouse, 1)
    assert (current_version(warehouse), shown(warehouse)) == (3, [3])


def test_damage_that_opening_does_not_show_is_refused_too(
    put_many: PutMany, warehouse: Path
) -> None:
    put_many(warehouse, 2)
    scramble_words(warehouse / name_version(1), "检查1次")
    assert read_history(warehouse).versions[1].state is State.USABLE
    with pytest.raises(WarehouseError, match="第 1 版已损坏") as caught:
        rollback(warehouse, 1)
    assert caught.value.kind is WarehouseFault.DAMAGED
    assert current_version(warehouse) == 2


def test_rollback_passes_over_a_damaged_version(put_many: PutMany, warehouse: Path) -> None:
    put_many(warehouse, 3)
    scramble(warehouse / name_version(2))
    assert rollback(warehouse).version == 1


def test_rollback_repairs_a_pointer_to_a_damaged_version(
    put_many: PutMany, warehouse: Path
) -> None:
    put_many(warehouse, 2)
    scramble(warehouse / name_version(2))
    assert read_history(warehouse).notice is not None
    assert rollback(warehouse).version == 1
    opened = Warehouse.open(warehouse)
    assert (opened.version, opened.notice) == (1, None)


def test_rollback_repairs_a_damaged_pointer(put_many: PutMany, warehouse: Path) -> None:
    put_many(warehouse, 2)
    (warehouse / POINTER).write_text("{", encoding="utf-8")
    assert rollback(warehouse, 2).changed
    assert Warehouse.open(warehouse).notice is None


def test_a_load_after_a_rollback_builds_on_the_served_version(
    put_many: PutMany, warehouse: Path
) -> None:
    put_many(warehouse, 3)
    rollback(warehouse, 1)
    summary = put(warehouse, 9)
    assert (summary.version, values(summary)) == (4, {2023: 9})
    history = read_history(warehouse)
    assert [(each.version, each.base, each.withdrawn) for each in history.versions] == [
        (4, 1, False),
        (3, 2, True),
        (2, 1, True),
        (1, None, False),
    ]
    assert find_previous(history, 4) == 1
    assert rollback(warehouse).version == 1


def test_the_newest_five_are_kept(put_many: PutMany, warehouse: Path) -> None:
    put_many(warehouse, KEEP)
    put(warehouse, 6)
    put(warehouse, 7)
    assert list_versions(warehouse) == [7, 6, 5, 4, 3]


def test_a_load_keeps_as_many_as_it_is_told(put_many: PutMany, warehouse: Path) -> None:
    put_many(warehouse, 4)
    put(warehouse, 5, keep=2)
    assert list_versions(warehouse) == [5, 4]


def test_a_load_spares_what_it_was_built_on(put_many: PutMany, warehouse: Path) -> None:
    put_many(warehouse, 5)
    rollback(warehouse, 1)
    put(warehouse, 9, keep=2)
    assert list_versions(warehouse) == [6, 5, 1]
    assert rollback(warehouse).version == 1
    rollback(warehouse, 6)
    put(warehouse, 10, keep=2)
    assert list_versions(warehouse) == [7, 6]


def test_pruning_spares_the_served_version(put_many: PutMany, warehouse: Path) -> None:
    put_many(warehouse, 4)
    rollback(warehouse, 2)
    sizes = {v: (warehouse / name_version(v)).stat().st_size for v in (1, 3)}
    pruned = prune(warehouse, 1)
    assert (pruned.removed, pruned.freed, pruned.held) == ((3, 1), sum(sizes.values()), ())
    assert list_versions(warehouse) == [4, 2]
    assert shown(warehouse) == [2]
    assert put(warehouse, 9).version == 5
    assert prune(warehouse, 1).removed == (4, 2)
    assert prune(warehouse, 1).removed == ()


def test_pruning_spares_the_version_shown_for_a_damaged_one(
    put_many: PutMany, warehouse: Path
) -> None:
    put_many(warehouse, 3)
    scramble(warehouse / name_version(3))
    assert prune(warehouse, 1).removed == (1,)
    assert shown(warehouse) == [2]


def test_what_cannot_be_removed_is_told(
    put_many: PutMany, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_many(warehouse, 3)
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == name_version(1):
            raise PermissionError(13, "in use")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    pruned = prune(warehouse, 1)
    assert (pruned.removed, pruned.held) == ((2,), (1,))


@pytest.mark.parametrize("act", [rollback, lambda folder: prune(folder, 1)])
def test_a_held_lock_is_told_with_its_holder(put_many: PutMany, warehouse: Path, act) -> None:
    put_many(warehouse, 2)
    with (
        hold_lock(warehouse),
        pytest.raises(WarehouseError, match=f"进程 {os.getpid()}，自 20") as caught,
    ):
        act(warehouse)
    assert caught.value.kind is WarehouseFault.LOCKED
    assert (current_version(warehouse), list_versions(warehouse)) == (2, [2, 1])


def test_a_reader_of_the_withdrawn_version_finishes_undisturbed(
    put_many: PutMany, warehouse: Path
) -> None:
    put_many(warehouse, 2)
    reader = Warehouse.open(warehouse)
    rollback(warehouse)
    assert list(reader.figures(Filter("own"))["value"]) == [2]
    assert (reader.version, current_version(warehouse), shown(warehouse)) == (2, 1, [1])


def test_a_killed_rollback_leaves_one_of_the_two(put_many: PutMany, warehouse: Path) -> None:
    put_many(warehouse, 2)
    code = f"""
import os, signal
from pathlib import Path
from etl.warehouse import publish
real = publish._replace_patiently
def die(aside, path):
    if path.name == "CURRENT":
        os.kill(os.getpid(), signal.SIGKILL)
    real(aside, path)
publish._replace_patiently = die
publish.rollback(Path({str(warehouse)!r}))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert done.returncode == -9
    assert (shown(warehouse), Warehouse.open(warehouse).notice) == ([2], None)
    assert rollback(warehouse).version == 1
    assert not [path for path in warehouse.iterdir() if ".building" in path.name]


@pytest.mark.parametrize(
    ("bases", "served", "withdrawn"),
    [
        ({3: 2, 2: 1, 1: None}, 3, set()),
        ({3: 2, 2: 1, 1: None}, 1, {2, 3}),
        ({6: 3, 5: 4, 4: 3, 3: 2}, 6, {4, 5}),
        ({7: 6, 6: 3, 5: 4, 4: 3}, 7, {4, 5}),
        ({7: 6, 5: 4, 4: 3}, 7, set()),  # with 6 the chain is lost
        ({2: 2, 1: None}, 2, set()),
        ({2: 1, 1: None}, None, set()),
    ],
)
def test_what_a_rollback_withdrew(bases, served, withdrawn) -> None:
    assert find_withdrawn(bases, served) == withdrawn


def test_the_version_before_is_none_that_was_withdrawn() -> None:
    versions = [
        Version(6, State.USABLE, 1, base=3),
        Version(5, State.USABLE, 1, withdrawn=True),
        Version(2, State.OLDER, 1),
        Version(1, State.USABLE, 1),
    ]
    history = History(Path(), tuple(versions), 6, 6, None)
    assert find_previous(history, 6) == 1
    assert find_previous(history, None) is None


def test_the_rule_of_keeping() -> None:
    assert choose_removed([1, 2, 3, 4, 5], 2, {2}) == [3, 1]
    assert choose_removed([1, 2], 5, ()) == []
