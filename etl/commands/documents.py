"""Documents read outside a warehouse, for `extract` and `evaluate`: a report or a reason each.

Owns how a file on the command line becomes a report. Refuses to print.
"""

import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.catalog import Catalog, load_catalog, user_directories
from etl.errors import Rejected, RejectionKind, UsageError
from etl.model import Report
from etl.readers import File, files_below
from etl.reading import Reading

STANDARD_INPUT = Path("-")
LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that gave no report, and why."""

    source: str
    kind: RejectionKind
    message: str


@dataclass(frozen=True, slots=True)
class Extractor:
    """Everything a document is read with; loaded once."""

    catalog: Catalog
    reading: Reading

    def read(self, path: File) -> Report | Unread:
        """Return what a file, or standard input, states."""
        report: Report | Unread = self.ask("etl.jobs:read_report", path)
        return report

    def ask(self, job: str, path: File) -> Any:
        """Return what a job says of a file, or of standard input; `Unread` where it cannot."""
        source = path.as_posix()
        try:
            file = sys.stdin.buffer.read() if path == STANDARD_INPUT else path
            return self.reading.ask(job, file, source)
        except Rejected as verdict:
            return Unread(source, verdict.kind, verdict.message)
        except Exception as error:  # as in a load, a fault costs one document, not the rest
            return describe_unforeseen(source, error)


def open_extractor(directories: Sequence[Path]) -> Extractor:
    """Return an extractor with the bundled indicators and those of the user's directories."""
    catalog = load_catalog((*user_directories(), *directories))
    return Extractor(catalog, Reading(catalog))


def describe_unforeseen(source: str, error: Exception) -> Unread:
    """Return what a load would say of a fault nobody foresaw; --debug shows the fault."""
    # Only here: the sentences of a load come with DuckDB, which costs a moment to import.
    from etl.rejections import describe_fault

    LOGGER.debug("%s", source, exc_info=error)
    rejection = describe_fault(source, error)
    return Unread(source, rejection.kind, rejection.message)


def find_files(paths: Sequence[Path]) -> tuple[File, ...]:
    """Return every file below the paths, those in archives too; raises `UsageError` where there is none.

    A path that does not exist stays in the list: its reading says so.
    """
    files = tuple(files_below(paths))
    if not files:
        names = "、".join(map(str, paths))
        raise UsageError(f"{names} 里没有可读的文件，请给出报告文件或装有报告的文件夹。")
    return files
