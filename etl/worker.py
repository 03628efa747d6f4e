"""The process in which documents are read, as seen from outside: started, asked, ended.

Whatever a document does to its reader — a parser of C that crashes, a loop without end, memory
without end — costs that document and nothing else: the process is killed when the document is
past its time, and a fresh one takes its place. Nothing less is safe: a thread cannot stop a
regular expression or a parser, signals differ between systems, and a clock asked in every loop
is forgotten in the next one; a process can be killed on Linux, macOS and Windows alike. One is
kept for all documents of a thread that asks, so that a document costs a round trip through a pipe
(a quarter of a millisecond, two hundredths of what reading it takes) and no start; it starts while
the command imports its own half, so that a load takes no longer where there are two processors.

Owns the life of the process. Refuses to know what is asked, and to be a sandbox: the process has
the rights of the user, and its answers are believed.
"""

import atexit
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from etl.errors import FazhiError
from etl.worker_child import READY, read_message, write_message

MAX_SECONDS = 60.0  # for one document
START_SECONDS = 120.0

_WATCHED = 0.1  # seconds between two looks at the clock

# Numpy's algebra, which nobody here uses, reserves memory for every processor: beyond the limit.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}

_ROOT = Path(__file__).resolve().parents[1]
_CODE = "import sys; sys.path.insert(0, sys.argv[1]); from etl.worker_child import main; main(*sys.argv[2:])"


class Lost(Exception):  # noqa: N818 - a verdict on a document; callers turn it into `Rejected`
    """The process gave no answer; `late` says that it took too long."""

    def __init__(self, *, late: bool) -> None:
        super().__init__("late" if late else "ended")
        self.late = late


@dataclass(slots=True)
class _Running:
    """A process, what it has, and when it will be killed. Changes while it runs."""

    process: "subprocess.Popen[bytes]"
    incoming: IO[bytes]
    outgoing: IO[bytes]
    owner: int
    deadline: float = float("inf")
    late: bool = False
    ready: bool = False
    equipment: bytes = b""
    answered: int = 0

    def watch(self) -> None:
        """Kill the process when it is late, for as long as it runs.

        One thread looks now and then: one for each document took longer than most of them.
        """
        while self.process.poll() is None:
            if time.monotonic() > self.deadline:
                self.late = True
                self.process.kill()
            time.sleep(_WATCHED)

    def send(self, job: str, arguments: tuple[object, ...], seconds: float) -> Any:
        """Return what a job returns, or raise what it raises; raises `Lost`."""
        with self._limit(seconds):
            write_message(self.incoming, pickle.dumps((job, arguments, seconds)))
            answer = read_message(self.outgoing)
            if answer is None:
                raise EOFError
        self.answered += 1
        done, result = pickle.loads(answer)
        if not done:
            raise result
        return result

    def prepare(self, equipment: bytes) -> None:
        """Wait until the process has started, and give it what it has not got yet."""
        if not self.ready:
            with self._limit(START_SECONDS):
                if read_message(self.outgoing) != READY:
                    words = "请检查磁盘空间和内存，或重新运行 make setup"
                    raise FazhiError(f"读取文件的进程无法启动：{words}。")
            self.ready = True
        if self.equipment != equipment:
            self.send("", (equipment,), START_SECONDS)
            self.equipment = equipment

    @contextmanager
    def _limit(self, seconds: float) -> Iterator[None]:
        """Have the process killed where the block takes longer; a block that fails ends it too."""
        self.deadline = deadline = time.monotonic() + seconds
        try:
            yield
        except (EOFError, OSError):
            self.end()
            raise Lost(late=self.late and time.monotonic() > deadline) from None
        except BaseException:  # an interruption: what the process answers is nobody's any more
            self.end()
            raise
        finally:
            self.deadline = float("inf")

    def is_ours(self) -> bool:
        """Tell whether the process runs and belongs to us."""
        return self.owner == os.getpid() and self.process.poll() is None

    def end(self) -> None:
        """Kill the process and close its streams."""
        self.process.kill()
        for stream in (self.incoming, self.outgoing):
            with suppress(OSError):  # what was still to be written is lost with it
                stream.close()
        self.process.wait()


class Worker:
    """As many processes as threads ask at a time; those that are idle are kept."""

    def __init__(self, first: str | None = "etl.jobs") -> None:
        """Processes import `first` as they start, beside what else is done meanwhile."""
        self._first = (first,) if first else ()
        self._lock = threading.Lock()
        self._idle: list[_Running] = []

    def start(self) -> None:
        """Let a process start now, beside what else is to be done before it is asked."""
        self._put_back(self._find_running())

    def ask(self, job: str, equipment: bytes, *arguments: object, seconds: float) -> Any:
        """Return what `job` ("module:function") returns, or raise what it raises.

        The function is called with the equipment, pickled here and sent once, and the arguments.
        Raises `Lost` where there is no answer within `seconds`, or where the process ends over
        it: unless it had work before, which may have worn it out; then a fresh one is asked.
        """
        running = self._find_running()
        try:
            served = running.answered
            running.prepare(equipment)
            try:
                return running.send(job, arguments, seconds)
            except Lost as lost:
                if lost.late or not served:
                    raise
            running = _start(self._first)
            running.prepare(equipment)
            return running.send(job, arguments, seconds)
        finally:
            self._put_back(running)

    def close(self) -> None:
        """End the processes that are idle."""
        with self._lock:
            idle, self._idle = self._idle, []
        for running in idle:
            if running.owner == os.getpid():
                running.end()

    def _find_running(self) -> _Running:
        """Return a running process of our own; one inherited by a fork belongs to another."""
        with self._lock:
            while self._idle:
                running = self._idle.pop()
                if running.is_ours():
                    return running
        return _start(self._first)

    def _put_back(self, running: _Running) -> None:
        if running.is_ours():
            with self._lock:
                self._idle.append(running)


def _start(first: tuple[str, ...]) -> _Running:
    process = subprocess.Popen(
        [sys.executable, "-c", _CODE, str(_ROOT), *first],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | _ONE_THREAD,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    running = _Running(process, process.stdin, process.stdout, os.getpid())
    threading.Thread(target=running.watch, daemon=True).start()
    return running


WORKER = Worker()
atexit.register(WORKER.close)
