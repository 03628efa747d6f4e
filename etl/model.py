"""Value types that travel through Fazhi: documents, spans, observations, reports.

Everything here is frozen. Offsets are character offsets into `Document.text`, the text as
published (line ends normalised to "\\n", nothing else changed), so that
`document.text[span.start:span.end] == quote` always holds.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

LARGEST = Decimal(10) ** 18  # a number from here on is a slip, or no number of a report


class Genre(StrEnum):
    """The three public genres (see the glossary in README) and what cannot be told."""

    ROL = "rol"
    DIS = "dis"
    ENF = "enf"
    UNKNOWN = "unknown"


class Media(StrEnum):
    """What a document's bytes are, told by content and not by file name."""

    TEXT = "text"
    HTML = "html"
    MHTML = "mhtml"
    DOCX = "docx"
    PDF = "pdf"


class Qualifier(StrEnum):
    """How a value was stated: exactly, as a lower bound, or as an approximation."""

    EXACT = "exact"
    OVER = "over"
    ABOUT = "about"


class SectionKind(StrEnum):
    """Chapters that decide how a sentence is read; the first four are required contents."""

    MEASURES = "measures"
    SHORTCOMINGS = "shortcomings"
    FIRST_RESPONSIBLE_PERSON = "first_responsible_person"
    NEXT_YEAR_PLAN = "next_year_plan"
    OTHER = "other"


REQUIRED_SECTIONS = (
    SectionKind.MEASURES,
    SectionKind.SHORTCOMINGS,
    SectionKind.FIRST_RESPONSIBLE_PERSON,
    SectionKind.NEXT_YEAR_PLAN,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `start` included, `end` excluded."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes, by millions, in a third of the time a dataclass takes."""
        return Span, (self.start, self.end)

    def cut(self, text: str) -> str:
        """Return the characters of `text` this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell at its top-left grid position, with its place in the text."""

    row: int
    column: int
    row_span: int
    column_span: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the body; in the text its rows are lines and its cells tab-separated."""

    span: Span
    cells: tuple[Cell, ...]


class CellMeaning(StrEnum):
    """What a cell of a standard table says: blank, `/` or —, and 0 are different things."""

    NUMBER = "number"
    ZERO = "zero"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a standard table (data/disclosure_forms.yml) under its standard names.

    `span` is the cell, `words` its row from the label to the cell; `value` is None where the
    cell holds no number. `outcome` is the way in which requests ended that the cell counts, by
    the applicants of its column; None in other rows.
    """

    form: str
    row: str
    column: str
    raw: str
    meaning: CellMeaning
    value: Decimal | None
    span: Span
    words: Span
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the page around the body says of the document, as written there."""

    titles: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    signed: str | None = None
    site: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read: its text as published and what its page says of it.

    `body` is the part of `text` that is the document proper (title and page lines of a
    saved page may stand before it, page furniture after it).
    """

    source: str
    sha256: str
    media: Media
    text: str
    body: Span
    page: PageFacts = field(default_factory=PageFacts)
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A required content found in the body: its kind and the passage that shows it."""

    kind: SectionKind
    span: Span


@dataclass(frozen=True, slots=True)
class Header:
    """What a report is: genre, title, body that reports, region, year and dates.

    `region_code` is the GB/T 2260 code, None where it cannot be told.
    `year` is the reporting year, never the year of publication.
    """

    genre: Genre
    title: str | None = None
    agency: str | None = None
    region: str | None = None
    region_code: str | None = None
    year: int | None = None
    published_on: date | None = None
    signed_on: date | None = None
    sections: tuple[Section, ...] = ()

    def has_section(self, kind: SectionKind) -> bool:
        """Tell whether the required content `kind` was found."""
        return any(section.kind is kind for section in self.sections)


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure a report states, with the exact words that state it.

    `value` is in `unit` (percent 0-100, money in 元, 万/亿 expanded); for `OVER` it is the
    stated base. `part` names the share of a split figure that has no stated total; `parts`
    hold the sub-counts (其中…) of a stated total. `number` is the span of the number with its bound and
    its measure word (10余次).
    """

    indicator: str
    value: Decimal
    qualifier: Qualifier
    unit: str
    span: Span
    number: Span
    quote: str
    rule: str
    part: str | None = None
    parts: tuple["Observation", ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a report that a reader must know, with the words it rests on."""

    kind: str
    message: str
    spans: tuple[Span, ...] = ()
    indicator: str | None = None


class NamedKind(StrEnum):
    """What reports name: their own documents, laws studied, firms, fields, platforms."""

    NORMATIVE_DOCUMENT = "normative_document"
    LAW = "law"
    LAW_FIRM = "law_firm"
    INSPECTION_FIELD = "inspection_field"
    PLATFORM = "platform"


class Deed(StrEnum):
    """What the body did with a document in the year; `mentioned` where the words do not say."""

    ISSUED = "issued"
    REVISED = "revised"
    REPEALED = "repealed"
    DRAFTED = "drafted"
    REVIEWED = "reviewed"
    FILED = "filed"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class NamedThing:
    """Something a report names, with the words that name it.

    `name` is its usual form (中华人民共和国民法典, 微信公众号“…”); the quote keeps the report's.
    `number` is a document's number with its brackets (诸政办发〔2023〕5号). `issuer` is who
    issued a document, as far as the words or the number tell. Documents alone have a `deed`.
    """

    kind: NamedKind
    name: str
    span: Span
    quote: str
    number: str | None = None
    issuer: str | None = None
    deed: Deed | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A document together with everything read from it."""

    document: Document
    header: Header
    observations: tuple[Observation, ...] = ()
    findings: tuple[Finding, ...] = ()
    cells: tuple[FormCell, ...] = ()
    named: tuple[NamedThing, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerFigure:
    """A figure from a table that people keep; its evidence is a source address."""

    source: str
    line: int
    region: str
    agency: str
    year: int
    genre: Genre
    indicator: str
    value: Decimal
    qualifier: Qualifier
    unit: str
    part: str | None
    published_on: date | None
    source_url: str
