"""The stages before the warehouse, as a load calls them.

Owns the shape of the seam between reading and storing; tests put their own stages here.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from etl import extract, readers
from etl.engine import engine_version
from etl.model import Document, LedgerFigure, Report
from etl.placing import place_figure
from etl.warehouse.rows import Indicator, PlacedFigure

# A file on disk, or one in an archive.
File = Path | readers.Member


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
    """A ledger that was read: its good rows and the others."""

    @property
    def figures(self) -> tuple[LedgerFigure, ...]: ...
    @property
    def errors(self) -> Sequence[RowErrorLike]: ...


@dataclass(frozen=True, slots=True)
class Stages:
    """The functions a load calls in order, and the stamp of the code behind them."""

    files_below: Callable[[Sequence[Path]], Iterable[File]]
    read: Callable[..., Document]
    is_ledger: Callable[[Any], bool]
    read_ledger: Callable[[Any, Mapping[str, Collection[str]]], LedgerLike]
    read_report: Callable[[Document, Any, Any], Report]
    place_figure: Callable[[LedgerFigure, Any], PlacedFigure]
    engine: str


def bundled_stages() -> Stages:
    """Return the stages of Fazhi itself."""
    return Stages(
        files_below=readers.files_below,
        read=readers.read,
        is_ledger=readers.is_ledger,
        read_ledger=readers.read_ledger,
        read_report=extract.read_report,
        place_figure=place_figure,
        engine=engine_version(),
    )
