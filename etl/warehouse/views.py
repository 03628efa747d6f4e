"""What the warehouse is asked with and answers in: plain frozen values for the pages."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from etl.model import Span

# What is typed and what is named meet without case, white space, and brackets of any kind.
BARE = r"[\s〔〕\[\]（）()《》〈〉“”\"「」·]"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which part of one data set is asked for; an empty tuple means all."""

    dataset: str
    years: tuple[int, int] | None = None
    regions: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()

    def lets(self, region: str, agency: str, year: int, genre: str) -> bool:
        """Tell whether something of a body, a year and a genre is asked for."""
        return (
            (self.years is None or self.years[0] <= year <= self.years[1])
            and (not self.regions or region in self.regions)
            and (not self.agencies or agency in self.agencies)
            and (not self.genres or genre in self.genres)
        )


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set and its size: reports in force, figures that charts can show."""

    id: str
    reports: int
    figures: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What a data set covers, for the filters; `agencies` has region and agency."""

    years: list[int]
    regions: list[str]
    agencies: pd.DataFrame
    genres: list[str]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A required content and the passage that shows it."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a report's table: which table, where in its grid, where in the text."""

    table: int
    row: int
    row_span: int
    column_span: int
    span: Span


@dataclass(frozen=True, slots=True)
class FindingView:
    """Something a reader of the report must know."""

    kind: str
    message: str
    indicator: str | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report as the report page shows it."""

    report_id: str
    dataset: str
    source: str
    sha256: str
    media: str
    genre: str
    title: str | None
    agency: str
    region: str
    region_code: str | None
    year: int
    published_on: date | None
    signed_on: date | None
    url: str | None
    site: str | None
    in_force: bool
    superseded_by: str | None
    text: str
    body: Span
    supersedes: tuple[str, ...]
    sections: tuple[SectionView, ...]
    findings: tuple[FindingView, ...]
    observations: pd.DataFrame
    named: pd.DataFrame
    cells: tuple[CellView, ...]
    form_cells: pd.DataFrame
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class FoundLine:
    """Words of a report around what was looked for: `text[start:]` begins with them.

    `places` are within `words`; a sentence that is longer is cut before or after them.
    """

    start: int
    words: str
    places: tuple[Span, ...]
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True)
class FoundReport:
    """A report that holds what was looked for, at so many `places`; `lines` show the best of them."""

    report_id: str
    region: str
    agency: str
    year: int
    genre: str
    title: str | None
    places: int
    lines: tuple[FoundLine, ...]


@dataclass(frozen=True, slots=True)
class TextFound:
    """The newest reports that hold what was looked for.

    There are `total` of them; where it is not `exact`, at least so many.
    """

    total: int
    exact: bool
    reports: tuple[FoundReport, ...]


@dataclass(frozen=True, slots=True)
class DatasetCounts:
    """What `fazhi status` says of one data set."""

    dataset: str
    reports: int
    superseded: int
    ledger_rows: int
    regions: int
    bodies: int
    first_year: int | None
    last_year: int | None
    observations: int
    figures: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What `fazhi status` says of the warehouse."""

    version: int
    built_at: datetime
    engine: str
    datasets: tuple[DatasetCounts, ...]
