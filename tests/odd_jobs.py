"""Jobs that no document should do to its reader, for tests of the process that reads."""

import os
import re
import sys
import time
from typing import Any

from etl.errors import Rejected, RejectionKind
from etl.readers import read_bytes


def name_process(equipment: Any) -> int:
    return os.getpid()


def show(equipment: Any, *arguments: object) -> tuple[Any, tuple[object, ...]]:
    return equipment, arguments


def sleep(equipment: Any, *_: object) -> None:
    time.sleep(60)


def backtrack(equipment: Any, *_: object) -> None:
    re.match("(?:a+)+$", "a" * 60 + "b")


def abort(equipment: Any, *_: object) -> None:
    os.abort()


def abort_when_worn(equipment: Any, worn: list[int] = []) -> int:  # noqa: B006 - kept on purpose
    """End a process that has answered before; a fresh one is counted from anew."""
    worn.append(1)
    if len(worn) > 1:
        os.abort()
    return os.getpid()


def take_memory(equipment: Any, *_: object) -> int:
    return len(bytearray(4 * 1024**3))


def read_in_little_memory(equipment: Any, tag: str, count: int) -> None:
    import resource

    limit = 256 * 1024**2
    resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
    read_bytes(f"<html><body>{tag * count}".encode(), "甲.html")


def print_aside(equipment: Any, *_: object) -> str:
    print("not an answer", flush=True)
    os.write(1, b"\xff" * 100)
    return sys.stdin.read()


def reject(equipment: Any, source: str) -> None:
    raise Rejected(RejectionKind.EMPTY, f"{source}：没有文字。")


class StubbornError(Exception):
    """An error that cannot be read again from what is written of it."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one)


def fail(equipment: Any, *_: object) -> None:
    raise StubbornError("a reason", "b")


def wait_and_show(equipment: object, part: tuple[int, float]) -> tuple[object, int]:
    time.sleep(part[1])
    return equipment, part[0]


def name_process_slowly(_: object, __: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def divide(dividend: int, divisor: int) -> float:
    return dividend / divisor


def end_elsewhere(_: object, ours: int) -> int:
    """End any process but that one."""
    if os.getpid() != ours:
        os._exit(1)
    return ours
