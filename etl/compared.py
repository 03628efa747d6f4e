"""What the check of agreement is told: what reports state in prose and tables, with the words.

Owns the values that travel from the warehouse to the check. Refuses to judge them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from etl.model import CellMeaning, Genre, Qualifier, Span


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """A figure as stated; `number` and `span` count in the report's text, as `sentence` does.

    `parent` is the figure it is a share of. A figure of a table has a `rule` of the form.
    """

    id: str
    indicator: str
    value: Decimal
    qualifier: Qualifier
    unit: str
    part: str | None
    parent: str | None
    span: Span
    number: Span
    sentence: Span
    from_table: bool


@dataclass(frozen=True, slots=True)
class CellRecord:
    """A cell of a standard table; `words` go from the label of its row to the cell."""

    form: str
    row: str
    column: str
    meaning: CellMeaning
    value: Decimal | None
    outcome: str | None
    span: Span
    words: Span


@dataclass(frozen=True, slots=True)
class StatedReport:
    """A report in force with all it states; `rivals` are places that contradict each other."""

    report_id: str
    dataset: str
    region: str
    agency: str
    year: int
    genre: Genre
    text: str
    body: Span
    figures: tuple[FigureRecord, ...] = ()
    cells: tuple[CellRecord, ...] = ()
    rivals: tuple[tuple[Span, ...], ...] = ()

    @property
    def body_key(self) -> tuple[str, str, str]:
        """Data set, region and name of the body that reports."""
        return self.dataset, self.region, self.agency


@dataclass(frozen=True, slots=True)
class IndicatorRecord:
    """What an indicator is called, whether it is a count, an amount or a rate, and in which unit."""

    name_zh: str
    name_en: str
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class Stated:
    """All that is compared: reports, and the indicators by their id."""

    reports: tuple[StatedReport, ...]
    indicators: Mapping[str, IndicatorRecord]
