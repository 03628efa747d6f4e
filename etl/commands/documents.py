"""Documents read outside a warehouse, for `extract` and `evaluate`: a report or a reason each.

Owns how a file on the command line becomes a report. Refuses to print.
"""

import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.catalog import Catalog, load_catalog, user_directories
from etl.errors import Rejected, RejectionKind, UsageError
from etl.extract import read_report
from etl.extract.names import Names, load_names
from etl.model import Report
from etl.readers import Member, files_below, read, read_bytes

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
    names: Names

    def read(self, path: Path | Member) -> Report | Unread:
        """Return what a file, or standard input, states."""
        source = path.as_posix()
        try:
            if path == STANDARD_INPUT:
                document = read_bytes(sys.stdin.buffer.read(), source)
            else:
                document = read(path, source=source)
            return read_report(document, self.catalog, self.names)
        except Rejected as verdict:
            return Unread(source, verdict.kind, verdict.message)
        except Exception as error:  # as in a load, a fault costs one document, not the rest
            return describe_unforeseen(source, error)


def open_extractor(directories: Sequence[Path]) -> Extractor:
    """Return an extractor with the bundled indicators and those of the user's directories."""
    return Extractor(load_catalog((*user_directories(), *directories)), load_names())


def describe_unforeseen(source: str, error: Exception) -> Unread:
    """Return what a load would say of a fault nobody foresaw; --debug shows the fault."""
    # Only here: the sentences of a load come with DuckDB, which costs a moment to import.
    from etl.rejections import describe_fault

    LOGGER.debug("%s", source, exc_info=error)
    rejection = describe_fault(source, error)
    return Unread(source, rejection.kind, rejection.message)


def find_files(paths: Sequence[Path]) -> tuple[Path | Member, ...]:
    """Return every file below the paths, those in archives too; raises `UsageError` where there is none.

    A path that does not exist stays in the list: its reading says so.
    """
    files = tuple(files_below(paths))
    if not files:
        names = "、".join(map(str, paths))
        raise UsageError(f"{names} 里没有可读的文件，请给出报告文件或装有报告的文件夹。")
    return files
