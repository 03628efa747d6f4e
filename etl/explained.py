"""Findings that people have explained: who said so, when, and why.

Owns the file of marks beside the versions of a warehouse, one line of JSON a mark, which no load
touches: a mark names a finding by its key, and words that change make another key. Several people
may write at once (journal.py); a line cut short by a fault is passed over. Refuses to know what a finding says.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from etl.errors import FazhiError, WarehouseError
from etl.journal import Line, append_lines, read_lines

FILE = "explained.jsonl"
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
    """Return the marks that stand, by key of the finding; a file that cannot be read has none."""
    try:
        lines = [line for _, line in read_lines(directory / FILE)]
    except WarehouseError:
        return {}
    marks = {mark.key: mark for line in lines if (mark := _read_line(line)) is not None}
    return {key: mark for key, mark in marks.items() if not mark.withdrawn}


def _read_line(told: Line | None) -> Mark | None:
    words = [(told or {}).get(name) for name in ("key", "who", "when", "reason")]
    if told is None or not all(isinstance(word, str) for word in words):
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
    told = {"key": key, "who": who, "when": moment, "reason": reason}
    try:
        append_lines(directory / FILE, [told | ({"withdrawn": True} if withdrawn else {})])
    except WarehouseError as error:
        raise MarkError(f"标注没有保存：{error}") from error
    return mark
