"""A limit of processor time for tests of adversarial lengths.

Processor time, because a busy machine must not fail a test; and a limit that stops the work,
because a test of a catastrophe should not wait for its end.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raise AssertionError where the block needs more than `seconds` of processor time."""
    start = time.process_time()
    if hasattr(signal, "setitimer"):
        before = signal.signal(signal.SIGVTALRM, _stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)
    else:
        yield
    assert time.process_time() - start < seconds + 1


def _stop(signum: int, frame: FrameType | None) -> None:
    raise AssertionError("the limit of processor time is used up")
