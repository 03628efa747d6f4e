"""One document after another to the process that reads them; a document past its limits, by name.

Owns the sentences for a document that took too long or ended its reader. Refuses to read: the
jobs (`etl.jobs`, `etl.commands.answers`) do, in the other process, and are named here alone.
"""

import pickle
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from etl.errors import Rejected, RejectionKind
from etl.model import Document
from etl.readers import Fetched, File, Member, Remote
from etl.worker import MAX_SECONDS, WORKER, Lost, Worker

_F = TypeVar("_F", bound=File | Document | bytes)


@dataclass(frozen=True)
class Reading:
    """Whatever documents are read with: a catalogue and a process."""

    catalog: Any
    seconds: float = field(default_factory=lambda: MAX_SECONDS)
    worker: Worker = WORKER

    @cached_property
    def _equipment(self) -> bytes:
        return pickle.dumps(self.catalog, pickle.HIGHEST_PROTOCOL)

    def ask(self, job: str, file: File | Document | bytes, source: str, *more: object) -> Any:
        """Return what a job says of a file called `source`; raises what it raises, or `Rejected`.

        The file's bytes stand for a file that has no place, a document for one read before.
        """
        file = bring_near(file)
        try:
            return self.worker.ask(job, self._equipment, file, source, *more, seconds=self.seconds)
        except Lost as lost:
            raise self._reject(source, lost) from None

    def _reject(self, source: str, lost: Lost) -> Rejected:
        if lost.late:
            words = f"读取超过 {self.seconds:.0f} 秒的上限；已跳过，请确认是单份报告"
            return Rejected(
                RejectionKind.TOO_SLOW, f"{source}：{words}，拆分或用原程序另存后再载入。"
            )
        words = "读取中断，文件可能已损坏，或所需内存超过上限；已跳过，请用原程序打开后另存，再载入"
        return Rejected(RejectionKind.UNREADABLE, f"{source}：{words}。")


def bring_near(file: File | Document | bytes) -> File | Document | bytes:
    """Return a file as another process of this machine can read it, wherever that stands.

    What lies at an address is fetched here: the network takes its own time, which is not the
    document's, and the process that reads has no need of addresses and credentials.
    """
    if isinstance(file, Remote) or (isinstance(file, Member) and isinstance(file.archive, Remote)):
        return Fetched(file.as_posix(), file.read_bytes())
    return anchor(file)


def anchor(file: _F) -> _F:
    """Return a file by a name that holds in whatever folder its reader stands."""
    if isinstance(file, Path):
        return cast(_F, file.absolute())
    return cast(_F, file.resolve()) if isinstance(file, Member) else file
