"""Inside the process that reads documents: one request after another, until the input ends.

Owns the limit on memory and the form of the messages. Imports nothing but the standard library
itself, so that whoever asks can import it at no cost; what a request names is imported when it
comes.
"""

import os
import pickle
import signal
import struct
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import IO, Any

MAX_MEMORY = 1536 * 1024 * 1024
GRACE = 10.0  # seconds beyond those a request is given, which whoever asked sees to
LENGTH = struct.Struct("<Q")
READY = b"ready"


def main(*first: str) -> None:
    """Say that we are ready, then answer requests; `first` are modules every one will need."""
    incoming, outgoing = _take_streams()
    limit_memory()
    for module in first:
        import_module(module)
    write_message(outgoing, READY)
    equipment: Any = None
    while (message := read_message(incoming)) is not None:
        job, arguments, seconds = pickle.loads(message)
        if job:
            with _alarm(seconds + GRACE):
                write_message(outgoing, _answer(job, equipment, arguments))
        else:
            equipment = pickle.loads(arguments[0])
            write_message(outgoing, pickle.dumps((True, None)))


def _take_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Return the streams we were started with; nothing else may read or print there."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return incoming, outgoing


def limit_memory() -> None:
    """Keep this process from taking the machine's memory, where the system can."""
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Have the system end this process where the block takes longer.

    Whoever asked may have been killed meanwhile, and a loop of C listens to nobody else.
    """
    timed = hasattr(signal, "setitimer")  # Windows has no such clock
    if timed:
        signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(job: str, equipment: object, arguments: tuple[object, ...]) -> bytes:
    """Return (True, result) or (False, error); without memory there is no answer."""
    try:
        return pickle.dumps((True, _find_job(job)(equipment, *arguments)), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        os._exit(1)
    except Exception as error:  # whatever it is, it is told to whoever asked
        error.add_note("".join(traceback.format_exception(error)))
        return _pack_error(error)


def _find_job(job: str) -> Callable[..., Any]:
    module, _, name = job.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def _pack_error(error: Exception) -> bytes:
    """Return an error that can be read again; of others their name and words."""
    try:
        packed = pickle.dumps((False, error))
        pickle.loads(packed)
    except Exception:  # lxml's errors, say, do not survive the journey
        stand_in = RuntimeError(f"{type(error).__name__}: {error}")
        stand_in.__notes__ = list(error.__notes__)
        return pickle.dumps((False, stand_in))
    return packed


def read_message(stream: IO[bytes]) -> bytes | None:
    """Return the next message, None at the end of the stream."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    length = LENGTH.unpack(head)[0]
    data = stream.read(length)
    return data if len(data) == length else None


def write_message(stream: IO[bytes], data: bytes) -> None:
    """Write a message, its length before it."""
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()
