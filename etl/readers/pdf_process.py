"""The process that parses PDF files, as seen from outside: started, asked, ended.

Owns its life: one is kept between files, a fresh one takes its place after a crash, a hang or
many files. Refuses to know what is asked.
"""

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO, cast

from etl.readers.pdf_child import read_message, write_message

MAX_SECONDS = 60.0
MAX_FILES = 500  # whatever the parser may lose of memory is given back then

_ROOT = Path(__file__).resolve().parents[2]
_CODE = (
    "import sys; sys.path.insert(0, sys.argv[1]); from etl.readers.pdf_child import main; main()"
)


class Failed(Exception):  # noqa: N818 - a verdict on a file; `pdf` turns it into `Rejected`
    """The process gave no answer; `late` says that it took too long."""

    def __init__(self, *, late: bool) -> None:
        super().__init__()
        self.late = late


class PdfProcess:
    """One process at a time; may be asked from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._asked = 0

    def ask(self, data: bytes, seconds: float) -> bytes:
        """Return the answer to one file; raises `Failed` where there is none in time."""
        with self._lock:
            process = self._find_process()
            late = threading.Event()
            timer = threading.Timer(seconds, _end_late, (process, late))
            timer.start()
            try:
                write_message(cast(BinaryIO, process.stdin), data)
                answer = read_message(cast(BinaryIO, process.stdout))
            except OSError:
                answer = None
            finally:
                timer.cancel()
            if answer is None:
                self._end()
                raise Failed(late=late.is_set())
            return answer

    def close(self) -> None:
        """End the process, if one runs."""
        with self._lock:
            self._end()

    def _find_process(self) -> subprocess.Popen[bytes]:
        """Return a running process of our own; one inherited by a fork belongs to another."""
        if self._owner != os.getpid():
            self._process = None
        elif self._asked >= MAX_FILES:
            self._end()
        if self._process is None or self._process.poll() is not None:
            self._process = _start()
            self._owner, self._asked = os.getpid(), 0
        self._asked += 1
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):  # what was still to be written is lost with it
                cast(BinaryIO, stream).close()
        process.wait()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _CODE, str(_ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _end_late(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


PROCESS = PdfProcess()
atexit.register(PROCESS.close)
