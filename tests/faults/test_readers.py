"""Documents that end, hold up or starve their reader, several readers at work; and nobody left."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from etl.catalog import Catalog, load_catalog
from etl.crew import LocalCrew
from etl.errors import RejectionKind
from etl.pipeline import LoadSummary, load
from etl.reading import Reading
from etl.stages import bundled_stages
from etl.warehouse.queries import Warehouse
from etl.worker import MAX_SECONDS, Worker
from tests.fake_stages import write_report
from tests.faults.odd_reading import DIES, EATS, HANGS
from tests.faults.steps import find_group
from tests.faults.town import make_html, make_txt, write_text
from tests.faults.verdict import read_stated

ROOT = Path(__file__).resolve().parents[2]
READERS = 3
SECONDS = 10.0  # for what hangs; on a busy machine others may take longer
ODD = {"05-odd.txt": HANGS, "11-odd.txt": DIES, "12-odd.txt": EATS, "19-odd.txt": DIES}

linux = pytest.mark.skipif(sys.platform != "linux", reason="limits and /proc are Linux's")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Twenty sound reports, and those that are not among them."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for place in range(20):
        text = write_text("云溪市水利局", 2004 + place, 100 + place)
        make, end = ((make_txt, "txt"), (make_html, "html"))[place % 2]
        (folder / f"{place:02}.{end}").write_bytes(make(text))
    for name, what in ODD.items():
        text = f"{write_text('云溪市审计局', 2023, 5)}{what} {name}"
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def load_town(folder: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> LoadSummary:
    worker = Worker()
    patient, short = (Reading(catalog, seconds, worker) for seconds in (MAX_SECONDS, SECONDS))

    def read_file(file, source, origin):
        reading = short if ODD.get(file.name) == HANGS else patient
        return reading.ask("tests.faults.odd_reading:read_file", file, source, origin)

    stages = replace(bundled_stages(catalog), read_file=read_file)
    monkeypatch.setattr("etl.intake.BATCH", 4)
    crew = LocalCrew(stages, READERS)
    warehouse = folder.parent / "warehouse"
    try:
        return load([folder], warehouse=warehouse, catalog=catalog, stages=stages, crew=crew)
    finally:
        worker.close()


@linux
@pytest.mark.long
def test_documents_past_all_limits_cost_themselves_alone(
    town: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = load_town(town, catalog, monkeypatch)
    told = {Path(each.source).name: each.kind for each in summary.rejections}
    late = RejectionKind.TOO_SLOW
    assert told == {
        name: late if what == HANGS else RejectionKind.UNREADABLE for name, what in ODD.items()
    }
    assert all(Path(each.source).name in each.message for each in summary.rejections)
    assert all(each.sha256 is None for each in summary.rejections)  # asked again next time
    assert summary.new == 20
    stated = read_stated(Warehouse.open(summary.warehouse))
    assert stated == {("云溪市水利局", 2004 + place): 100 + place for place in range(20)}
    for name in ODD:
        (town / name).unlink()
    (town / "05-odd.txt").write_bytes(make_txt(write_text("云溪市审计局", 2023, 5)))
    mended = load_town(town, catalog, monkeypatch)
    assert (mended.new, mended.unchanged, mended.rejected) == (1, 20, 0)


ASK = """
import os, pickle, sys, threading
from etl import worker
worker._CODE = sys.argv[1]
asked = worker.Worker()
nothing = pickle.dumps(None)
print(asked.ask("tests.odd_jobs:name_process", nothing, seconds=60), flush=True)
threading.Timer(1.0, os.kill, (os.getpid(), 9)).start()
asked.ask(sys.argv[2], nothing, seconds=3)
"""
IMPATIENT = """
import sys
sys.path.insert(0, sys.argv[1])
from etl import worker_child
worker_child.GRACE = 1.0
worker_child.main("etl.jobs")
"""


def leave_alone(job: str) -> int:
    """Have a process that asks killed over a job; return the one that was asked."""
    command = [sys.executable, "-c", ASK, IMPATIENT, f"tests.odd_jobs:{job}"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
    assert done.returncode == -signal.SIGKILL
    return int(done.stdout)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@linux
@pytest.mark.parametrize("job", ["backtrack", "sleep"])
def test_a_reader_held_up_ends_though_nobody_is_left_to_end_it(job: str) -> None:
    pid = leave_alone(job)
    end = time.monotonic() + 30
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.1)
    assert not is_running(pid)


INTERRUPTED = """
import signal, sys, time
from pathlib import Path
from etl.catalog import load_catalog
from dataclasses import replace
from etl.crew import LocalCrew
from etl.pipeline import load
from tests.fake_stages import STAGES
from tests.stub_catalog import stub_catalog
def read_slowly(path, source, origin):
    print(source, flush=True)
    time.sleep(1)
    return STAGES.read_file(path, source, origin)
stages = replace(STAGES, read_file=read_slowly)
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever started us may ignore it
folder, warehouse = map(Path, sys.argv[1:])
load([folder], warehouse=warehouse, catalog=stub_catalog(), stages=stages, crew=LocalCrew(stages, 2))
"""


@linux
def test_an_interruption_waits_for_a_document_and_not_for_a_batch(tmp_path: Path) -> None:
    for place in range(100):
        write_report(tmp_path / "reports", f"{place:03}.txt", place, year=str(1950 + place))
    command = [sys.executable, "-c", INTERRUPTED, str(tmp_path / "reports"), str(tmp_path / "w")]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.wait(60)
        assert time.monotonic() - began < 30  # 100 documents take 100 seconds
    assert list(find_group(process.pid)) == []
    assert sorted(path.name for path in (tmp_path / "w").iterdir()) == ["load.lock"]
