"""A load on a real Dask cluster: the same rows as here, whatever happens to its workers."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

pytest.importorskip("distributed", reason="needs the extra: pip install 'fazhi[cluster]'")
if not hasattr(signal, "SIGKILL"):
    pytest.skip("needs kill -9", allow_module_level=True)

from distributed import Client

from etl import cli, cluster
from etl.catalog import load_catalog
from etl.cluster import ClusterCrew
from etl.crew import Crew, LocalCrew
from etl.errors import ClusterError, RejectionKind, UsageError
from etl.pipeline import LoadSummary, load
from etl.readers import find_place
from etl.stages import bundled_stages
from tests.hazards import hazardous_stages

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "samples"
PATIENCE = 60.0
read_catalog = cache(load_catalog)
REPORT = """\
云溪市{name}2022年度法治政府建设情况报告

一、主要举措和成效
全年开展行政检查{count}余次，主动公开政府信息{count}条。
"""
BUREAUS = ("档案局", "水利局", "教育局", "审计局", "财政局", "统计局", "气象局", "司法局", "林业局")


@dataclass(frozen=True)
class Cluster:
    """A scheduler with two worker processes, which come back when they are killed."""

    address: str
    client: Client

    def find_workers(self) -> dict[str, int]:
        """Return the process of each worker, once there are two."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            pids = self.client.run(os.getpid, on_error="ignore")
            if len(pids) == 2:
                return dict(pids)
            time.sleep(0.1)
        pytest.fail("the workers do not come back")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    told = folder / "scheduler.json"
    common = ("--host", "127.0.0.1", "--scheduler-file", str(told), "--no-dashboard")
    commands = (
        ("dask_scheduler", "--port", "0", *common),
        ("dask_worker", "--nworkers", "2", "--nthreads", "1", "--nanny", *common),
    )
    settings = {
        "PYTHONPATH": str(ROOT),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        "DASK_TEMPORARY_DIRECTORY": str(folder),
        "DASK_DISTRIBUTED__WORKER__MULTIPROCESSING_METHOD": "forkserver",  # starts sooner
    }
    started = [
        subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{module}", *options],
            cwd=folder,
            env=os.environ | settings,
            stdout=subprocess.DEVNULL,
            stderr=(folder / f"{module}.log").open("wb"),
        )
        for module, *options in commands
    ]
    try:
        client = Client(scheduler_file=str(told), timeout=PATIENCE, set_as_default=False)
        with client:
            client.wait_for_workers(2, timeout=PATIENCE)
            yield Cluster(client.scheduler.address, client)
    finally:
        for process in reversed(started):  # workers first: without a scheduler they linger
            end(process)


def end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture
def workers(running: Cluster) -> Cluster:
    """The cluster with both workers there."""
    running.find_workers()
    return running


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("etl.intake.BATCH", 6)


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A folder with a few reports."""
    return write_reports(tmp_path / "few", 4)


def write_reports(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        name = f"{BUREAUS[number % len(BUREAUS)]}第{number // len(BUREAUS) + 1}分局"
        text = REPORT.format(name=name, count=20 + number)
        (folder / f"{number:02d}.txt").write_text(text, encoding="utf-8")
    return folder


def load_here(*paths: Any, warehouse: Path, crew: Crew | None = None, **more: Any) -> LoadSummary:
    catalog = read_catalog()
    local = LocalCrew(bundled_stages(catalog), 1)  # one is enough, and starts in half the time
    return load(paths, warehouse=warehouse, catalog=catalog, crew=crew or local, **more)


def load_there(
    at: Cluster,
    *paths: Any,
    warehouse: Path,
    parts: str | None = None,
    make_stages: Any = bundled_stages,
    progress: Callable[[str], None] | None = None,
) -> LoadSummary:
    with closing(ClusterCrew(at.address, read_catalog(), parts, make_stages)) as crew:
        return load_here(*paths, warehouse=warehouse, crew=crew, progress=progress)


def read_rows(warehouse: Path) -> dict[str, list[Any]]:
    """Return every row of every table, but for when it was built."""
    [path] = warehouse.glob("*.duckdb")
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT temporary ORDER BY ALL"
        ).fetchall()
        but = {"build": " EXCLUDE (built_at)"}
        return {
            name: connection.execute(
                f"SELECT *{but.get(name, '')} FROM {name} ORDER BY ALL"
            ).fetchall()
            for (name,) in tables
        }


def test_a_worker_killed_in_mid_load_changes_no_row(workers: Cluster, tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 20)
    for path in sorted(SAMPLES.glob("*.html"))[:6]:
        shutil.copy(path, folder)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    victims = list(workers.find_workers().values())

    def kill_one(source: str) -> None:
        if len(victims) == 2:  # when the first documents are back, batches are on both workers
            os.kill(victims.pop(), signal.SIGKILL)

    there = load_there(workers, folder, warehouse=tmp_path / "there", progress=kill_one)
    assert len(victims) == 1
    assert workers.find_workers().values() != set(victims)
    here = load_here(folder, warehouse=tmp_path / "here")
    assert there.new == here.new == 26
    assert there.readers == 2
    assert [each.source for each in there.rejections] == [each.source for each in here.rejections]
    rows = read_rows(tmp_path / "there")
    assert len(rows) > 8
    assert rows == read_rows(tmp_path / "here")


def test_a_document_that_ends_its_reader_costs_itself_alone(
    workers: Cluster, few: Path, tmp_path: Path
) -> None:
    (few / "01.txt").rename(few / "crash.txt")
    before = workers.find_workers()
    summary = load_there(
        workers, few, warehouse=tmp_path / "warehouse", make_stages=hazardous_stages
    )
    (rejection,) = summary.rejections
    assert (summary.new, rejection.kind) == (3, RejectionKind.UNREADABLE)
    assert "crash.txt：读取中断" in rejection.message
    assert workers.find_workers() == before


@pytest.mark.long
def test_a_document_that_kills_workers_is_found_and_rejected_by_name(
    workers: Cluster, few: Path, tmp_path: Path
) -> None:
    (few / "02.txt").rename(few / "kill.txt")
    with failures_allowed(workers, 0):  # once for the batch, once for the document alone
        summary = load_there(
            workers, few, warehouse=tmp_path / "warehouse", make_stages=hazardous_stages
        )
    (rejection,) = summary.rejections
    assert (summary.new, rejection.kind) == (3, RejectionKind.UNREADABLE)
    assert "kill.txt：读这份文件的工作进程一再中断" in rejection.message
    assert rejection.sha256 is None  # it is tried again next time


@contextmanager
def failures_allowed(at: Cluster, count: int) -> Iterator[None]:
    """Change how often a task may lose its worker before it is given up."""

    def change(count: int, dask_scheduler: Any = None) -> int:
        before, dask_scheduler.allowed_failures = dask_scheduler.allowed_failures, count
        return int(before)

    before = at.client.run_on_scheduler(change, count)
    try:
        yield
    finally:
        at.client.run_on_scheduler(change, before)


def test_parts_at_an_address_come_here_and_nothing_stays(
    workers: Cluster, few: Path, tmp_path: Path
) -> None:
    parts = tmp_path / "parts"
    parts.mkdir()
    seen: list[int] = []
    there = load_there(
        workers,
        find_place(f"file://{few}"),
        warehouse=tmp_path / "there",
        parts=f"file://{parts}",
        progress=lambda source: seen.append(len(list(parts.rglob("*")))),
    )
    assert there.new == 4
    assert max(seen) >= 2  # the load's folder, and the mark in it
    assert list(parts.iterdir()) == []
    load_here(find_place(f"file://{few}"), warehouse=tmp_path / "here")
    assert read_rows(tmp_path / "there") == read_rows(tmp_path / "here")


def test_an_interrupted_load_leaves_nothing_behind(
    workers: Cluster, few: Path, tmp_path: Path
) -> None:
    def interrupt(source: str) -> None:
        raise KeyboardInterrupt

    parts = tmp_path / "parts"  # made by the load, so it goes with it
    with pytest.raises(KeyboardInterrupt):
        load_there(
            workers,
            few,
            warehouse=tmp_path / "warehouse",
            parts=str(parts),
            progress=interrupt,
        )
    assert not parts.exists()
    assert not list((tmp_path / "warehouse").glob("*.building*"))


def test_what_a_worker_cannot_reach_is_said(workers: Cluster, few: Path, tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    with pytest.raises(ClusterError, match=r"工作进程 tcp://\S+ 看不到 memory://reports"):
        memory.pipe_file("/reports/a.txt", (few / "00.txt").read_bytes())
        place = find_place("memory://reports")
        load_there(workers, place, warehouse=tmp_path / "warehouse")
    with pytest.raises(ClusterError, match="工作进程.*看不到这次装入的文件夹.*--parts"):
        load_there(workers, few, warehouse=tmp_path / "warehouse", parts="memory://parts")
    assert memory.find("/parts") == []
    memory.rm("/reports", recursive=True)


@contextmanager
def other_version(at: Cluster, worker: str) -> Iterator[None]:
    """Let one worker say that it runs another version."""

    def pretend(said: str) -> str:
        from etl import engine

        before = engine.engine_version()
        engine.engine_version = lambda: said  # type: ignore[assignment]
        return before

    before = at.client.run(pretend, "0.0.9+0123456789ab", workers=[worker])[worker]
    try:
        yield
    finally:
        at.client.run(pretend, before, workers=[worker])


def test_a_worker_of_another_version_is_named(
    workers: Cluster, capsys: pytest.CaptureFixture[str], few: Path, tmp_path: Path
) -> None:
    worker = sorted(workers.find_workers())[1]
    command = ["load", str(few), "--warehouse", str(tmp_path / "w"), "--cluster", workers.address]
    with other_version(workers, worker):
        assert cli.run(command) == 1
    said = capsys.readouterr().err
    assert f"工作进程 {worker} 装的是 Fazhi 0.0.9+0123456789ab" in said
    assert said.count("\n") == 1
    assert cli.run(command) == 0
    assert "由 2 个读取进程并行读取" in capsys.readouterr().out


def test_an_address_without_an_answer_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], few: Path
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        busy = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        for address in ("127.0.0.1:1", busy):
            began = time.monotonic()
            assert cli.run(["load", str(few), "--cluster", address]) == 1
            assert time.monotonic() - began < 20
            said = capfd.readouterr().err
            assert f"集群 {address} 在 1 秒内没有应答" in said
            assert said.count("\n") == 1


@pytest.mark.parametrize("address", ["", "foo://host:1", "tcp://host"])
def test_an_address_that_is_none_is_wrong_use(address: str) -> None:
    with pytest.raises(UsageError, match="地址"):
        cluster.connect(address)


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r'pip install "fazhi\[cluster\]"'):
        cluster.connect("tcp://127.0.0.1:8786")


def test_a_cluster_without_workers_says_so() -> None:
    class Empty:
        def nthreads(self) -> dict[str, int]:
            return {}

    with pytest.raises(ClusterError, match="没有工作进程.*dask worker tcp://a:1"):
        cluster.count_readers(Empty(), "tcp://a:1")  # type: ignore[arg-type]


def test_parts_without_a_cluster_are_wrong_use(
    capsys: pytest.CaptureFixture[str], few: Path
) -> None:
    assert cli.run(["load", str(few), "--parts", "s3://bucket/parts"]) == 2
    assert "--parts 只与 --cluster 一起用" in capsys.readouterr().err
