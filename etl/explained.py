"""Findings that people have explained: who said so, when, and why.

Owns the file of marks beside the versions of a warehouse, one line of JSON a mark, which no load
touches: a mark names a finding by its key, and words that change make another key. Several people
may write at once; a line cut short by a fault is passed over. Refuses to know what a finding says.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from etl.errors import FazhiError

FILE = "explained.jsonl"
_LOCK = "explained.lock"
_PATIENCE = 10.0  # seconds another writer is waited for
MOST_NAME, MOST_REASON = 40, 500  # characters


class MarkError(FazhiError):
    """A mark lacks a name or a reason, or cannot be written; says why."""


@dataclass(frozen=True, slots=True)
class Mark:
    """That a finding is explained; a later mark of the same key takes its place.

    One that is `withdrawn` opens the finding again, and says why.
    """

    key: str
    who: str
    when: str
    reason: str
    withdrawn: bool = False


def read_marks(directory: Path) -> dict[str, Mark]:
    """Return the marks that stand, by key of the finding."""
    try:
        lines = (directory / FILE).read_bytes().split(b"\n")
    except OSError:
        return {}
    marks = {mark.key: mark for line in lines if (mark := _read_line(line)) is not None}
    return {key: mark for key, mark in marks.items() if not mark.withdrawn}


def _read_line(line: bytes) -> Mark | None:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    if not isinstance(told, Mapping):
        return None
    words = [told.get(name) for name in ("key", "who", "when", "reason")]
    if not all(isinstance(word, str) for word in words):
        return None
    key, who, when, reason = map(str, words)
    return Mark(key, who, when, reason, told.get("withdrawn") is True)


def mark_explained(
    directory: Path,
    key: str,
    who: str,
    reason: str,
    *,
    withdrawn: bool = False,
    now: datetime | None = None,
) -> Mark:
    """Add a mark and return it; raises `MarkError` where name or reason is missing or too long."""
    who, reason = " ".join(who.split()), reason.strip()
    if not key or not who or not reason:
        raise MarkError("请写明姓名和理由。")
    if len(who) > MOST_NAME or len(reason) > MOST_REASON:
        raise MarkError(f"姓名最多 {MOST_NAME} 字，理由最多 {MOST_REASON} 字。")
    moment = (now or datetime.now(UTC)).astimezone().isoformat(timespec="seconds")
    mark = Mark(key, who, moment, reason, withdrawn)
    try:
        with FileLock(directory / _LOCK, timeout=_PATIENCE, preserve_lock_file=True):
            _append(directory / FILE, mark)
    except Timeout:
        raise MarkError("有人正在保存标注：请稍后再试。") from None
    except OSError as error:
        raise MarkError(f"标注没有保存（{error.strerror or error}）。") from error
    return mark


def _append(path: Path, mark: Mark) -> None:
    """Write one line to the end, at once and down to the disk; close a line that was cut short."""
    told: dict[str, object] = {"key": mark.key, "who": mark.who, "when": mark.when}
    told |= {"reason": mark.reason} | ({"withdrawn": True} if mark.withdrawn else {})
    line = json.dumps(told, ensure_ascii=False).encode(errors="replace") + b"\n"
    with path.open("a+b") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            line = line if file.read(1) == b"\n" else b"\n" + line
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
