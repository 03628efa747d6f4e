"""A few documents at a time: from files to one part of rows, and what became of each.

Owns the one place that catches a document's failure. The same functions run here, in a thread
beside others, and on the machines of a cluster (`etl.cluster`). Refuses to know what a version
held before: that is the pipeline's.
"""

import hashlib
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.errors import Rejected, RejectionKind
from etl.model import Document
from etl.readers import MAX_BYTES, Remote, Resolver, locate, name_path
from etl.rejections import describe_fault, describe_row
from etl.stages import File, LedgerLike, Stages
from etl.warehouse.build import Rejection
from etl.warehouse.parts import UNFIT, find_fault, write_part
from etl.warehouse.rows import Entry, Origin, split_ledger

# These say that a file could not be looked at now, not that it is no report: what was read
# from it before stays. So does what a busy machine took too long over.
PASSING = frozenset({RejectionKind.NOT_FOUND, RejectionKind.UNREADABLE, RejectionKind.TOO_SLOW})


@dataclass(frozen=True, slots=True)
class Look:
    """A file before it is read: its names and the digest of its content.

    `sha256` is None where it was not read: its reader says why.
    """

    file: File
    source: str
    location: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be read: a file, or a document kept from before; `keep` is False where the rows
    are known and only the bad ones are to be told."""

    file: File | Document
    source: str
    origin: Origin
    keep: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: the document that went into the part, or why there is none.

    Rows of a ledger may be rejected beside the document.
    """

    document_id: str | None
    sha256: str
    media: str
    reading: str
    rejections: tuple[Rejection, ...] = ()


def look_at(files: Sequence[File]) -> tuple[Look, ...]:
    """Return the names and digests of files."""
    resolver = Resolver()
    return tuple(
        Look(file, name_path(file), locate(file, resolver), _hash_file(file)) for file in files
    )


def read_batch(stages: Stages, tasks: Iterable[Task], part: Path) -> tuple[Outcome, ...]:
    """Read documents one after another; write what they hold to `part`, if there is anything."""
    read = [(task, *_read_one(stages, task)) for task in tasks]
    try:
        _write([entry for _, entry, _ in read], part)
    except UNFIT:
        read = [_leave_unfit(*each) for each in read]
        _write([entry for _, entry, _ in read], part)
    return tuple(_tell_outcome(*each) for each in read)


def _write(entries: Iterable[Entry | None], part: Path) -> None:
    kept = [entry for entry in entries if entry is not None]
    if kept:
        write_part(kept, part)


def _leave_unfit(
    task: Task, entry: Entry | None, rejections: tuple[Rejection, ...]
) -> tuple[Task, Entry | None, tuple[Rejection, ...]]:
    """Reject the document whose rows fit no part, so that the others of its batch are kept."""
    fault = find_fault(entry) if entry is not None else None
    if fault is None:
        return task, entry, rejections
    return task, None, (*rejections, describe_fault(task.source, fault))


def _tell_outcome(task: Task, entry: Entry | None, rejections: tuple[Rejection, ...]) -> Outcome:
    if entry is None:
        return Outcome(None, task.origin.sha256, "", "", rejections)
    return Outcome(entry.document_id, entry.sha256, entry.media, entry.reading, rejections)


def _read_one(stages: Stages, task: Task) -> tuple[Entry | None, tuple[Rejection, ...]]:
    """Return a document's rows; None where there are none to keep, with the reasons."""
    source, origin = task.source, task.origin
    told: tuple[Rejection, ...] = ()
    try:
        if isinstance(task.file, Document):
            return stages.read_again(task.file, source, origin), ()
        if _is_special(task.file):
            words = "不是普通文件；请改用磁盘上的文件"
            raise Rejected(RejectionKind.UNREADABLE, f"{source}：{words}。")
        if not task.keep:
            ledger = stages.read_ledger(task.file, source)
            _demand_same(ledger.sha256, source, origin)
            return None, _tell_rows(ledger, source)
        read = stages.read_file(task.file, source, origin)
        _demand_same(read.sha256, source, origin)
        if isinstance(read, Entry):
            return read, ()
        told = _tell_rows(read, source)
        if not read.figures:
            words = "里没有一行可用的数据：请改正后再装入"
            raise Rejected(RejectionKind.EMPTY, f"{source} {words}。")
        return split_ledger(read.figures, origin), told
    except Rejected as verdict:
        return None, (*told, _judge(source, verdict, origin))
    except Exception as error:  # whatever it is, it costs one document and not the load
        return None, (*told, describe_fault(source, error))


def _demand_same(sha256: str, source: str, origin: Origin) -> None:
    """Refuse what is no longer the content that was looked up: it may be known already."""
    if sha256 != origin.sha256:
        words = "在装入过程中被改动，已跳过；请在文件不再变动后再装入一次"
        raise Rejected(RejectionKind.UNREADABLE, f"{source}：{words}。")


def _tell_rows(ledger: LedgerLike, source: str) -> tuple[Rejection, ...]:
    """Return the rows that are not taken."""
    return tuple(describe_row(source, error) for error in ledger.errors)


def _judge(source: str, verdict: Rejected, origin: Origin) -> Rejection:
    lasting = verdict.kind not in PASSING and origin.sha256
    key = (origin.sha256, origin.engine) if lasting else (None, None)
    return Rejection(source, verdict.kind, verdict.message, None, *key)


def _is_special(path: File) -> bool:
    """Tell whether a path is a pipe or a device: opening it would keep the load waiting."""
    if not isinstance(path, Path):
        return False
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _hash_file(path: File) -> str | None:
    """Return the digest of a file's content; None where it is not read."""
    try:
        if _is_special(path) or _measure(path) > MAX_BYTES:
            return None
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def _measure(path: File) -> int:
    """Return the size of a file before it is opened; of a member, its archive has told."""
    if isinstance(path, Remote):
        return path.read_size()
    return path.stat().st_size if isinstance(path, Path) else 0
