"""The steps of a load, and a process that tells each one it takes and may die at any.

Owns which functions count as steps. A nursery is forked before this process has a thread; it
forks a process for each load, with everything imported, so that a load costs no start. Refuses to
judge what a death leaves behind (`tests.faults.verdict`).
"""

import json
import os
import select
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from etl import intake
from etl.catalog import Catalog, load_catalog
from etl.crew import LocalCrew
from etl.pipeline import load
from etl.stages import bundled_stages
from etl.worker import WORKER

READERS = 2  # reading processes of a load, whatever the machine has
BATCH = 8  # documents of a part, so that there are several
# Step → what is called for it. Two edges each: before it and after it.
STEPS = {
    "note of the lock": "etl.warehouse.publish:_holder",
    "clearing": "etl.warehouse.publish:_clear_leftovers",
    "inventory": "etl.pipeline:open_inventory",
    "schema": "etl.warehouse.build:Build.__init__",
    "looking": "etl.crew:look_at",
    "reading": "etl.crew:read_batch",
    "part": "etl.batch:write_part",
    "rows of a part": "etl.warehouse.parts:part_table",
    "rejections": "etl.warehouse.build:Build.set_rejections",
    "views": "etl.warehouse.build:view_raw",
    "placing": "etl.warehouse.build:place_rows",
    "supersessions": "etl.warehouse.build:derive_supersessions",
    "tables": "etl.warehouse.build:fill_tables",
    "figures": "etl.warehouse.build:derive_figures",
    "bodies": "etl.warehouse.build:count_bodies",
    "signing": "etl.warehouse.build:Build._sign",
    "promises": "etl.warehouse.publish:check_version",
    "losses": "etl.warehouse.publish:check_losses",
    "version on the disk": "etl.warehouse.publish:_settle",
    "version renamed": "etl.warehouse.publish:Pointer",
    "pointer written": "etl.warehouse.publish:_dump",
    "pointer renamed": "etl.warehouse.publish:_replace_patiently",
    "pruning": "etl.warehouse.publish:_prune",
}
START = "start"


@dataclass(slots=True)
class Life:
    """What was heard of one load: the steps it took and when, and how it ended."""

    pid: int = 0
    began: float = 0.0
    steps: list[tuple[str, float]] = field(default_factory=list)  # "at …" or "after …"
    result: dict[str, Any] | None = None
    status: int | None = None

    @property
    def last(self) -> str:
        """The step it was at when last heard of."""
        return self.steps[-1][0] if self.steps else START


class Nursery:
    """A process that forks loads; talk to it by lines."""

    def __init__(self, folder: Path, warehouse: Path) -> None:
        heard, tell = os.pipe()
        orders, order = os.pipe()
        if os.fork() == 0:
            os.close(order)
            try:
                _raise_children(os.fdopen(orders), tell, folder, warehouse)
            finally:
                os._exit(0)
        os.close(orders)
        self._order, self._heard = order, heard
        self._waiting = b""

    def start(self, die: str = "", readers: int = READERS) -> Life:
        """Start a load that dies of itself at an edge ("at …", "after …"), if one is named."""
        os.write(self._order, json.dumps([die, readers]).encode() + b"\n")
        life = Life()
        while not life.pid:
            self.hear(life, 60.0)
        life.began = time.monotonic()
        return life

    def hear(self, life: Life, seconds: float) -> bool:
        """Take in one line about a load; tell whether there was one in time."""
        end = time.monotonic() + seconds
        while b"\n" not in self._waiting:
            left = max(end - time.monotonic(), 0)
            if not select.select([self._heard], [], [], left)[0]:
                return False
            self._waiting += os.read(self._heard, 65536)
        line, _, self._waiting = self._waiting.partition(b"\n")
        _note(life, *line.decode().split(" ", 1))
        return True

    def await_end(self, life: Life, seconds: float = 300.0) -> Life:
        """Take in everything until a load has ended."""
        end = time.monotonic() + seconds
        while life.status is None:
            if not self.hear(life, max(end - time.monotonic(), 0)):
                raise TimeoutError(f"a load hangs at: {life.last}")
        return life

    def close(self) -> None:
        """Let the nursery end."""
        os.close(self._order)
        os.close(self._heard)


def _note(life: Life, what: str, rest: str) -> None:
    if what == "pid":
        life.pid = int(rest)
    elif what == "end":
        life.status = int(rest)
    elif what == "done":
        life.result = json.loads(rest)
    else:
        life.steps.append((f"{what} {rest}", time.monotonic()))


def _raise_children(orders: Any, tell: int, folder: Path, warehouse: Path) -> None:
    """Fork a load for each line of orders, in a group of its own, and say when it has ended."""
    catalog = load_catalog()
    intake.BATCH = BATCH
    for line in orders:
        pid = os.fork()
        if pid == 0:
            os.setsid()
            _say(tell, f"pid {os.getpid()}")
            status = 1
            try:
                _load(tell, *json.loads(line), catalog, [folder], warehouse=warehouse)
                status = 0
            finally:
                os._exit(status)
        _, status = os.waitpid(pid, 0)
        _say(tell, f"end {os.waitstatus_to_exitcode(status)}")


def _load(
    tell: int, die: str, readers: int, catalog: Catalog, paths: list[Path], *, warehouse: Path
) -> None:
    """Run one load, step by step aloud."""
    for name, place in STEPS.items():
        _wrap(place, _announce(tell, name, die))
    stages = bundled_stages(catalog)
    crew = LocalCrew(stages, readers)
    summary = load(paths, warehouse=warehouse, catalog=catalog, stages=stages, crew=crew)
    WORKER.close()
    told = {"version": summary.version, "rejected": summary.rejected}
    _say(tell, f"done {json.dumps({**told, 'published': summary.published})}")


def _announce(tell: int, name: str, die: str) -> Callable[[str], None]:
    def announce(edge: str) -> None:
        _say(tell, f"{edge} {name}")
        if die == f"{edge} {name}":
            os.kill(os.getpid(), signal.SIGKILL)

    return announce


def _wrap(place: str, announce: Callable[[str], None]) -> None:
    """Have a function announce its beginning and its end."""
    module, _, name = place.partition(":")
    owner: Any = import_module(module)
    *within, name = name.split(".")
    for each in within:
        owner = getattr(owner, each)
    real = getattr(owner, name)

    def told(*given: Any, **named: Any) -> Any:
        announce("at")
        result = real(*given, **named)
        announce("after")
        return result

    setattr(owner, name, told)


def _say(tell: int, words: str) -> None:
    os.write(tell, words.encode() + b"\n")


def find_group(leader: int) -> Iterator[int]:
    """Yield the processes of a group that still run."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, group = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
            except OSError:  # it has ended meanwhile
                continue
            if int(group) == leader and state != "Z":
                yield int(entry.name)
