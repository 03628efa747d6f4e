"""Who reads: threads of this machine, each with a reading process of its own.

Owns how many work at once. Refuses to know documents; a cluster (`etl.cluster`) stands in the
same place.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import takewhile
from pathlib import Path
from typing import Protocol, TypeVar

from etl.batch import Look, Outcome, Task, look_at, read_batch
from etl.hands import count_processors
from etl.stages import File, Stages

_T_co = TypeVar("_T_co", covariant=True)


class Pending(Protocol[_T_co]):
    """What is being worked on; `result` waits for it, and raises what went wrong."""

    def result(self) -> _T_co: ...


class Crew(Protocol):
    """Whoever reads batches of documents; `width` batches at a time keep it busy."""

    @property
    def width(self) -> int: ...
    def look(self, files: tuple[File, ...]) -> Pending[tuple[Look, ...]]: ...
    def read(self, tasks: tuple[Task, ...], part: Path) -> Pending[tuple[Outcome, ...]]: ...
    def close(self) -> None: ...


class LocalCrew:
    """As many readers as this machine has processors, or as many as are asked for."""

    def __init__(self, stages: Stages, width: int | None = None) -> None:
        self.width = width or count_processors()
        self._stages = stages
        self._closed = threading.Event()
        self._pool = ThreadPoolExecutor(self.width, thread_name_prefix="reader")

    def look(self, files: tuple[File, ...]) -> Pending[tuple[Look, ...]]:
        """Let the names and digests of files be found."""
        return self._pool.submit(look_at, files)

    def read(self, tasks: tuple[Task, ...], part: Path) -> Pending[tuple[Outcome, ...]]:
        """Let documents be read into a part."""
        return self._pool.submit(self._read, tasks, part)

    def _read(self, tasks: tuple[Task, ...], part: Path) -> tuple[Outcome, ...]:
        wanted = takewhile(lambda _: not self._closed.is_set(), tasks)
        return read_batch(self._stages, wanted, part)

    def close(self) -> None:
        """Let go of whatever waits; a document that is being read is finished."""
        self._closed.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
