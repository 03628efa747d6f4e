"""More processes for work that falls into parts, where there is enough of it and a processor each.

Owns whether processes are worth their start, how many there are, and that results come in the
order of the parts; `etl.worker` starts, asks and ends them on every system alike. Where one is
lost, the parts that are left are done here: results never depend on who does them. Refuses to know
the work.
"""

import os
import pickle
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar, cast

from etl.errors import FazhiError
from etl.worker import Lost, Worker

ENOUGH = 1_000  # reports: alone some six seconds, of which two processes save the half
MOST = 3  # processes: whoever hands the parts out keeps no more of them busy
_AHEAD = 3  # parts that wait, for each process
_SECONDS = 600.0  # for a part that takes less than one

_Equipment = TypeVar("_Equipment")
_Part = TypeVar("_Part")
_Result = TypeVar("_Result")
_LENT = threading.Lock()


class MoreHands:
    """Processes that do parts of one piece of work after another."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._alone = False
        self._worker = Worker(first=None)
        self._pool = ThreadPoolExecutor(width, thread_name_prefix="hand")

    def share(
        self,
        job: Callable[[_Equipment, _Part], _Result],
        equipment: _Equipment,
        parts: Iterable[_Part],
    ) -> Iterator[_Result]:
        """Yield the result of every part, in the order of the parts; few are ever held."""
        packed = pickle.dumps(equipment)
        name = f"{job.__module__}:{job.__qualname__}"

        def do(part: _Part) -> _Result:
            if not self._alone:
                try:
                    return cast(_Result, self._worker.ask(name, packed, part, seconds=_SECONDS))
                except (Lost, FazhiError):  # ended over it, or never started
                    self._alone = True
            return job(equipment, part)

        pending: deque[Future[_Result]] = deque()
        for part in parts:
            pending.append(self._pool.submit(do, part))
            if len(pending) > self._width * _AHEAD:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()

    def close(self) -> None:
        """Let go of what waits, and end the processes."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._worker.close()


@contextmanager
def lend_hands(reports: int) -> Iterator[MoreHands | None]:
    """Lend processes for work on so many reports; None where one does as well.

    Only one piece of work has them at a time, so that many readers of the pages do not take the
    machine's memory: whoever comes meanwhile works alone.
    """
    width = min(count_processors(), MOST)
    if width < 2 or reports < ENOUGH or not _LENT.acquire(blocking=False):
        yield None
        return
    try:
        hands = MoreHands(width)
        try:
            yield hands
        finally:
            hands.close()
    finally:
        _LENT.release()


def count_processors() -> int:
    """Return how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not every system tells
        return os.cpu_count() or 1
