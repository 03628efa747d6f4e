"""The stages before the warehouse, as a load calls them.

Owns the shape of the seam between reading and storing; tests put their own stages here. A file
is read in a process of its own (`etl.reading`), within its limits of time and memory.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from etl import readers
from etl.engine import engine_version, reader_version
from etl.model import Document
from etl.reading import Reading
from etl.warehouse.rows import Entry, Indicator, Origin, PlacedFigure

# A file on disk, in an archive, or at an address.
File = Path | readers.Member | readers.Remote


class CatalogLike(Protocol):
    """What a load needs of the catalogue."""

    @property
    def indicators(self) -> Mapping[str, Indicator]: ...
    @property
    def digest(self) -> str: ...


class RowErrorLike(Protocol):
    """A row of a ledger that does not load."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> str | None: ...
    @property
    def value(self) -> str | None: ...
    @property
    def reason(self) -> str: ...


class LedgerLike(Protocol):
    """A ledger that was read: its good rows, the others, and the digest of the file."""

    @property
    def figures(self) -> tuple[PlacedFigure, ...]: ...
    @property
    def errors(self) -> Sequence[RowErrorLike]: ...
    @property
    def sha256(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Stages:
    """The functions a load calls, and the stamps of the code behind them.

    `read_file` returns the rows of a report, or a table of figures; `read_again` those of a
    document that is kept. `reader` is the code that turns files into texts, `engine` all of it.
    """

    files_below: Callable[[Sequence[Path | readers.Remote]], Iterable[File]]
    read_ledger: Callable[[Any, str], LedgerLike]
    read_file: Callable[[Any, str, Origin], Entry | LedgerLike]
    read_again: Callable[[Document, str, Origin], Entry]
    reader: str
    engine: str


def bundled_stages(catalog: CatalogLike) -> Stages:
    """Return the stages of Fazhi itself, which read by a catalogue."""
    ask = Reading(catalog).ask
    return Stages(
        files_below=readers.files_below,
        read_ledger=partial(ask, "etl.jobs:read_ledger"),
        read_file=partial(ask, "etl.jobs:read_file"),
        read_again=partial(ask, "etl.jobs:read_again"),
        reader=reader_version(),
        engine=engine_version(),
    )
