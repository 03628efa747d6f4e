"""A run: a town is edited, loaded, killed, looked at and loaded again, round after round.

Owns when a load is killed. A third of the kills comes at a moment of the whole load, a third at a
moment of a step drawn by lot (else the long steps would have them all), and a third exactly
before or after a step.
"""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

from etl.warehouse.queries import Warehouse
from tests.faults.steps import READERS, START, STEPS, Life, Nursery
from tests.faults.town import Town
from tests.faults.verdict import (
    Digest,
    check_folder,
    check_orphans,
    check_served,
    digest_tables,
    read_stated,
)


@dataclass(slots=True)
class Tally:
    """What became of a run; grows while it runs."""

    kills: Counter[str] = field(default_factory=Counter)  # by step
    after: Counter[str] = field(default_factory=Counter)  # which version was served then
    late: int = 0  # loads that were over before the kill came: they count for nothing
    versions: int = 0
    undisturbed: float = 0.0
    slowest_orphan: float = 0.0
    losses: list[str] = field(default_factory=list)

    def lose(self, losses: Iterable[str], where: str) -> None:
        """Note what was lost, and say so at once."""
        for loss in losses:
            self.losses.append(f"{where}: {loss}")
            print(f"  LOSS {self.losses[-1]}", flush=True)


class Runner:
    """Kills loads of one town."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random = Random(seed)
        self.town = Town(folder / "reports", self.random)
        self.warehouse = folder / "warehouse"
        self.nursery = Nursery(self.town.folder, self.warehouse)
        self.tally = Tally()
        self._spans: dict[str, float] = {}
        self._last: tuple[int, Digest] = (0, ())

    def prepare(self) -> None:
        """Load twice without a kill; the second time is measured, for it has a version to keep."""
        self.town.settle()
        self._complete()
        self.town.edit()
        life = self._complete(readers=READERS)
        self.tally.undisturbed = life.steps[-1][1] - life.began
        self._spans = dict(_measure(life))

    def run(self, kills: int) -> Iterator[int]:
        """Kill so many loads; yield how many there were after each."""
        for number in count(1):
            if self.tally.kills.total() == kills:
                break
            self.town.edit()
            life = self._kill(number)
            where = f"kill {number}, {life.last}"
            self._look(life, where)
            self._complete(where)
            yield self.tally.kills.total()
        self.nursery.close()

    def _kill(self, number: int) -> Life:
        """Start a load and kill it, in one of the three ways in turn."""
        way = number % 3
        if way == 0:
            edge = f"{self.random.choice(('at', 'after'))} {self.random.choice(list(STEPS))}"
            return self._await(self.nursery.start(edge))
        life = self.nursery.start()
        if way == 1:
            self._listen(life, self.random.uniform(0, self.tally.undisturbed))
        else:
            self._listen_for(life, self.random.choice(list(STEPS)))
        with suppress(ProcessLookupError):
            os.kill(life.pid, signal.SIGKILL)
        return self._await(life)

    def _listen(self, life: Life, seconds: float) -> None:
        end = time.monotonic() + seconds
        while life.status is None and (left := end - time.monotonic()) > 0:
            self.nursery.hear(life, left)

    def _listen_for(self, life: Life, step: str) -> None:
        """Wait for a step, and for a part of the time it takes."""
        while life.status is None and life.last != f"at {step}":
            self.nursery.hear(life, 1.0)
        self._listen(life, self.random.uniform(0, self._spans.get(step, 0)))

    def _await(self, life: Life) -> Life:
        self.nursery.await_end(life)
        killed = life.status == -signal.SIGKILL
        if killed:
            self.tally.kills[_name_step(life.last)] += 1
        elif life.status == 0:
            self.tally.late += 1
        else:
            self.tally.lose([f"it failed of itself: {life.status}"], life.last)
        return life

    def _look(self, life: Life, where: str) -> None:
        """Check what a killed load left."""
        seconds, wrong = check_orphans(life.pid)
        self.tally.slowest_orphan = max(self.tally.slowest_orphan, seconds)
        wrong += check_served(self.warehouse, self._last, self.town.stated)
        self.tally.lose(wrong, where)
        if not wrong:
            served = Warehouse.open(self.warehouse).version
            self.tally.after["the new version" if served > self._last[0] else "the last one"] += 1

    def _complete(self, where: str = "no kill", readers: int = 1) -> Life:
        """Load without a kill, and check all that must hold then."""
        life = self.nursery.await_end(self.nursery.start(readers=readers))
        if life.status != 0 or life.result is None:
            self.tally.lose([f"the next load failed: {life.status} at {life.last}"], where)
            return life
        wrong = [*check_folder(self.warehouse), *check_orphans(life.pid)[1]]
        warehouse = Warehouse.open(self.warehouse)
        if warehouse.notice or read_stated(warehouse) != self.town.stated:
            wrong.append(f"version {warehouse.version} is not what the documents say")
        self._last = warehouse.version, digest_tables(warehouse)
        self.tally.versions = warehouse.version
        warehouse.close()
        self.tally.lose(wrong, where)
        return life


def _name_step(last: str) -> str:
    """Return the step a process was at, or behind."""
    edge, _, step = last.partition(" ")
    return f"behind {step}" if edge == "after" else step or START


def _measure(life: Life) -> Iterator[tuple[str, float]]:
    """Yield how long each step took."""
    times: dict[str, float] = {}
    for words, moment in life.steps:
        edge, _, step = words.partition(" ")
        if edge == "at":
            times[step] = moment
        elif step in times:
            yield step, moment - times[step]
