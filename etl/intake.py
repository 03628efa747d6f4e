"""Files into parts: which of them are read, by whom, and what became of each.

Owns the decision what need not be read (a content is read once, and what the same rules read
before is not read again), and the bookkeeping of outcomes. Batches are kept in flight for a crew
(`etl.crew`) and taken in their order, so that a load gives the same rows whoever reads fastest.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import TypeVar

from etl.batch import PASSING, Look, Outcome, Task
from etl.crew import Crew, Pending
from etl.errors import RejectionKind
from etl.stages import File, Stages
from etl.warehouse.build import Build, Rejection
from etl.warehouse.inventory import Inventory, Known
from etl.warehouse.rows import Origin
from etl.warehouse.stored import read_documents

BATCH = 100  # documents a part holds
_T = TypeVar("_T")


class Fate(Enum):
    """What became of a document; `AT_WORK` until that is known."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    AT_WORK = "at work"


@dataclass(frozen=True, slots=True)
class _Batch:
    """Documents being read: each task with what was known of it, and where it is heard of."""

    tasks: tuple[tuple[Task, Known | None], ...]
    part: Path
    outcomes: Pending[tuple[Outcome, ...]] | None
    looked: tuple[str, ...] = ()


@dataclass(slots=True)
class Intake:
    """What a load takes in; it starts from `before` and writes parts for `build`."""

    dataset: str
    stages: Stages
    engine: str  # the stamp of a reading: the code and the catalogue behind it
    before: Inventory
    crew: Crew
    build: Build
    progress: Callable[[str], None]
    files: int = 0
    copies: int = 0  # files whose content had been seen in this load already
    again: int = 0  # documents read from their stored text
    fates: dict[str, Fate] = field(default_factory=dict)  # by document id
    replaced: set[str] = field(default_factory=set)  # document ids not to carry over
    refused: set[str] = field(default_factory=set)  # document ids whose file was rejected
    seen: set[str] = field(default_factory=set)  # names looked at that were rejected before
    unread: set[str] = field(default_factory=set)  # places of what could not be read
    folders: set[str] = field(default_factory=set)  # folders and archives that hold what could
    rejections: list[Rejection] = field(default_factory=list)
    elsewhere: dict[str, list[Rejection]] = field(default_factory=dict)  # of other data sets
    _formers: set[str] = field(default_factory=set)  # tables of figures whose file says else now
    _doubles: dict[str, deque[Look]] = field(default_factory=dict)  # by document id
    _parts: int = 0
    _formerly: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._formerly = frozenset(each.source for each in self.before.rejections)

    def read_files(self, files: Iterable[File]) -> None:
        """Read every file whose content is not known yet."""
        looks = (self.crew.look(batch) for batch in _batches(files))
        looked = (found.result() for found in _ahead(looks, 2 * self.crew.width))
        self._take_all(self._start(batch) for batch in looked)
        while doubles := self._next_doubles():
            self._take_all(self._start(batch, told=True) for batch in _batches(doubles))
        # A copy of a former table may still stand somewhere.
        self.replaced.update(key for key in self._formers if key not in self.fates)

    def _next_doubles(self) -> list[Look]:
        """Return one copy of each content that was rejected: it is judged under its own name."""
        ids = [key for key in self._doubles if key in self.refused and key not in self.fates]
        looks = [self._doubles[key].popleft() for key in ids]
        self._doubles = {key: looks for key, looks in self._doubles.items() if looks}
        self.files -= len(looks)
        self.copies -= len(looks)
        return looks

    def read_again(self, leave: Collection[str] = ()) -> None:
        """Read what older rules read, of all data sets, from the texts that are kept.

        `leave` are documents that will not stay.
        """
        stale = (
            (known, number)
            for known, number in self.before.stale(self.engine)
            if self.fates.get(known.document_id, Fate.AT_WORK) is Fate.AT_WORK
            and known.document_id not in self.replaced
            and known.document_id not in leave
        )
        self._take_all(self._start_again(batch) for batch in _batches(stale))

    def _take_all(self, batches: "Iterator[_Batch]") -> None:
        for batch in _ahead(batches, 2 * self.crew.width):
            outcomes = batch.outcomes.result() if batch.outcomes is not None else ()
            for (task, known), outcome in zip(batch.tasks, outcomes, strict=True):
                self._take(task, known, outcome)
            written = sum(outcome.document_id is not None for outcome in outcomes)
            if written:
                self.build.add_part(batch.part, written)
            for name in batch.looked:
                self.progress(name)

    def _start(self, looks: Sequence[Look], told: bool = False) -> _Batch:
        """Let those files be read whose content is not known; decide on the others."""
        known = self.before.find({look.sha256 for look in looks if look.sha256})
        tasks = []
        for look in looks:
            former = known.get(look.sha256 or "")
            task = self._decide(look, former)
            if task is not None:
                tasks.append((task, former))
        names = () if told else tuple(look.source for look in looks)
        return self._send(tasks, names)

    def _send(
        self, tasks: Sequence[tuple[Task, Known | None]], looked: tuple[str, ...] = ()
    ) -> _Batch:
        self._parts += 1
        part = self.build.name_part(self._parts)
        outcomes = self.crew.read(tuple(task for task, _ in tasks), part) if tasks else None
        return _Batch(tuple(tasks), part, outcomes, looked)

    def _decide(self, look: Look, known: Known | None) -> Task | None:
        """Return how a file is to be read; None where that is known without reading it."""
        self.files += 1
        if look.source in self._formerly:
            self.seen.add(look.source)
        origin = self._trace(look, known)
        task = Task(look.file, look.source, origin)
        if look.sha256 is None:
            return task
        self.folders.update(_find_holders(look.location))
        if origin.document_id in self.fates:
            self.copies += 1
            self._doubles.setdefault(origin.document_id, deque()).append(look)
            return None
        if known is not None and known.reader == origin.reader and not _is_back(look, known):
            return self._keep(known, task)
        said = self.before.verdicts.get((look.source, origin.sha256, origin.engine))
        # The same engine would say the same again, but for the rows of a table without a good one.
        if said is not None and said.kind is not RejectionKind.EMPTY:
            self._reject(said, known)
            return None
        self.fates[origin.document_id] = Fate.AT_WORK
        return task

    def _keep(self, known: Known, task: Task) -> Task | None:
        """Take what is known: as it is, or to be read again from the text that is kept."""
        same = known.engine == task.origin.engine
        self.fates[known.document_id] = Fate.UNCHANGED if same else Fate.AT_WORK
        if known.media != "ledger":
            return None
        # The bad rows of a table of figures are told each time.
        return Task(task.file, task.source, task.origin, keep=not same)

    def _start_again(self, stale: Sequence[tuple[Known, int]]) -> _Batch:
        assert self.before.connection is not None  # something is kept in it
        numbers = {number: known for known, number in stale}
        tasks = []
        for number, document in read_documents(self.before.connection, sorted(numbers)):
            known = numbers[number]
            kept = (known.dataset, known.sha256, known.source, known.location)
            origin = Origin(*kept, known.reader, self.engine, known.loaded_version)
            tasks.append((Task(document, known.source, origin), known))
        self.again += len(tasks)
        return self._send(tasks)

    def _trace(self, look: Look, known: Known | None = None) -> Origin:
        """Return where a file's rows come from; a document read anew keeps its first load."""
        place, version = (look.source, look.location), self.build.version
        if known is not None:
            place = (known.source, known.location)
            version = version if _is_back(look, known) else known.loaded_version
        stamps = (self.stages.reader, self.engine)
        return Origin(self.dataset, look.sha256 or "", *place, *stamps, version)

    def _take(self, task: Task, known: Known | None, outcome: Outcome) -> None:
        """Note what became of a task."""
        own = task.origin.dataset == self.dataset
        told = self.rejections if own else self.elsewhere.setdefault(task.origin.dataset, [])
        told.extend(outcome.rejections)
        key = outcome.document_id
        if key is None:
            if task.keep:
                self._refuse(task, known, outcome.rejections)
            return
        formers = self._find_formers(outcome, task.origin)
        same = known is not None and known.reading == outcome.reading
        same = same and task.origin.version != self.build.version
        changed = Fate.CHANGED if formers or known is not None else Fate.NEW
        self.fates[key] = Fate.UNCHANGED if same else changed
        self._formers |= formers
        if known is not None:
            self.replaced.add(known.document_id)

    def _find_formers(self, outcome: Outcome, origin: Origin) -> set[str]:
        """Return the documents that a table of figures replaces.

        It is kept up to date in place: the same file with other content replaces what it held.
        """
        ledgers = self.before.find_ledgers() if outcome.media == "ledger" else ()
        same_place = (each for each in ledgers if each.location == origin.location)
        return {each.document_id for each in same_place if each.document_id != outcome.document_id}

    def _refuse(self, task: Task, known: Known | None, rejections: Sequence[Rejection]) -> None:
        self.unread.add(task.origin.location)
        key = task.origin.document_id
        if task.origin.sha256:
            self.fates.pop(key, None)
            self.refused.add(key)
        lasting = any(each.line is None and each.kind not in PASSING for each in rejections)
        if known is not None and lasting:
            self.replaced.add(known.document_id)

    def _reject(self, rejection: Rejection, known: Known | None) -> None:
        self.rejections.append(rejection)
        if known is not None:
            self.replaced.add(known.document_id)


def _is_back(look: Look, known: Known) -> bool:
    """Tell whether a file holds again what it held before something else: that counts as later."""
    return known.overtaken and known.location == look.location


def _find_holders(location: str) -> Iterator[str]:
    """Yield the folder a file lies in, and the archive."""
    place, _, inside = location.partition("!/")
    yield place.rpartition("/")[0]
    if inside:
        yield place


def _batches(items: Iterable[_T]) -> Iterator[tuple[_T, ...]]:
    rest = iter(items)
    while batch := tuple(islice(rest, BATCH)):
        yield batch


def _ahead(items: Iterator[_T], count: int) -> Iterator[_T]:
    """Yield items in order while up to `count` more have been started."""
    waiting: deque[_T] = deque()
    for item in items:
        waiting.append(item)
        if len(waiting) > count:
            yield waiting.popleft()
    yield from waiting
