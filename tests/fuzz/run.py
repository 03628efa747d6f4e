"""A run: inputs one after another through the whole way, and what became of them.

Owns the process in which files are read (that of a load, with its limit on memory), the limit
of time for each, and keeping what breaks a promise. A crash or a hang there ends no run.
"""

import hashlib
import pickle
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from etl.catalog import load_catalog
from etl.worker import Lost, Worker
from tests.fuzz.check import Outcome
from tests.fuzz.inputs import Input, make_input

JOB = "tests.fuzz.check:check"
SECONDS = 180.0  # for one input: beyond, it hangs (`check` has a limit of processor time)
ALIKE = 3  # inputs kept of those that fail alike


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that broke a promise: how, and where it is kept."""

    kind: str
    reason: str
    kept: Path
    details: str


@dataclass(slots=True)
class Tally:
    """What became of the inputs of a run; grows while it runs."""

    inputs: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    figures: int = 0
    slowest: tuple[float, str, int] = (0.0, "", 0)  # seconds, kind, number
    failures: list[Failure] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, item: Input, number: int, outcome: Outcome) -> None:
        """Count an input that kept all promises."""
        self.inputs[item.kind] += 1
        self.verdicts.update(outcome.verdicts)
        self.figures += outcome.figures
        self.slowest = max(self.slowest, (outcome.seconds, item.kind, number))


class Runner:
    """Asks one process for one input after another."""

    def __init__(self, folder: Path, job: str = JOB, seconds: float = SECONDS) -> None:
        self.tally = Tally()
        self._folder = folder
        self._job, self._seconds = job, seconds
        self._worker = Worker()
        self._catalog = pickle.dumps(load_catalog())

    def run(self, seed: int, goes_on: Callable[[int], bool]) -> Tally:
        """Try the inputs of a seed for as long as `goes_on` says, asked with how many there were."""
        for number in count():
            if not goes_on(number):
                break
            self.try_input(make_input(seed, number), number)
        self._worker.close()
        return self.tally

    def try_input(self, item: Input, number: int = 0) -> None:
        """Try one input; keep it where it breaks a promise."""
        try:
            outcome = self._worker.ask(
                self._job, self._catalog, item.data, item.ending, seconds=self._seconds
            )
        except Lost as lost:
            reason = f"over {self._seconds:.0f} s" if lost.late else "the process ended"
            self._keep(item, reason, f"input {number}")
        except Exception as error:  # whatever it is, it is a promise broken
            details = "\n".join([repr(error), *getattr(error, "__notes__", ())])
            self._keep(item, name_reason(error), details)
        else:
            self.tally.add(item, number, outcome)

    def _keep(self, item: Input, reason: str, details: str) -> None:
        self.tally.inputs[item.kind] += 1
        self.tally.reasons[reason] += 1
        if self.tally.reasons[reason] > ALIKE:
            return
        kept = keep_input(self._folder, item)
        kept.with_name(f"{kept.name}.why").write_text(f"{reason}\n\n{details}", encoding="utf-8")
        self.tally.failures.append(Failure(item.kind, reason, kept, details))


def keep_input(folder: Path, item: Input, before: str = "") -> Path:
    """Write an input to a file named by its content."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{before}{item.kind}-{hashlib.sha256(item.data).hexdigest()[:12]}{item.ending}"
    kept.write_bytes(item.data)
    return kept


def name_reason(error: Exception) -> str:
    """Return what tells failures apart: the error, and the last place of ours it went through."""
    told = [*getattr(error, "__notes__", ()), *traceback.format_exception(error)]
    lines = "\n".join(told).splitlines()
    places = [line.strip() for line in lines if line.lstrip().startswith('File "')]
    ours = [place for place in places if "/etl/" in place or "/tests/" in place]
    where = ours[-1].rpartition("/")[2] if ours else "?"
    return f"{type(error).__name__}: {str(error)[:60]!r} at {where}"


def find_kept(folder: Path) -> Iterator[Input]:
    """Yield the inputs kept in a folder, or in one file."""
    files = [folder] if folder.is_file() else sorted(folder.iterdir())
    for path in files:
        if path.suffix != ".why":
            yield Input(path.suffix.removeprefix("."), path.read_bytes())
