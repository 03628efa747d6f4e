"""One document after another to the process that reads them; a document past its limits, by name.

Owns the sentences for a document that took too long or ended its reader. Refuses to read: the
jobs (`etl.jobs`, `etl.commands.answers`) do, in the other process, and are named here alone.
"""

import pickle
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from etl.errors import Rejected, RejectionKind
from etl.model import Document
from etl.readers import Member
from etl.worker import MAX_SECONDS, WORKER, Lost, Worker


@dataclass(frozen=True)
class Reading:
    """Whatever documents are read with: a catalogue and a process."""

    catalog: Any
    seconds: float = field(default_factory=lambda: MAX_SECONDS)
    worker: Worker = WORKER

    @cached_property
    def _equipment(self) -> bytes:
        return pickle.dumps(self.catalog, pickle.HIGHEST_PROTOCOL)

    def ask(
        self, job: str, file: Path | Member | Document | bytes, source: str, *more: object
    ) -> Any:
        """Return what a job says of a file called `source`; raises what it raises, or `Rejected`.

        The file's bytes stand for a file that has no place, a document for one read before.
        """
        if isinstance(file, Path):
            file = file.absolute()  # the other process may stand in another folder
        elif isinstance(file, Member):
            file = file.resolve()
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
