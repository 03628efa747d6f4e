"""What checks are told of a report: what it is, its dates, and the contents found in it.

Owns the values that travel from the warehouse to the checks. Refuses to judge them.
"""

from dataclasses import dataclass
from datetime import date

from etl.model import Genre, SectionKind, Span


@dataclass(frozen=True, slots=True)
class ContentRecord:
    """A required content found in a report; `opening` are the first words of its passage."""

    kind: SectionKind
    span: Span
    opening: str


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """A report as a version of the warehouse holds it.

    `page_published` and `page_signed` are dates as the page writes them, beside the dates read.
    `text` is None where it was not asked for; spans count in it. Of several publications of one
    report one is `in_force`.
    """

    report_id: str
    dataset: str
    region: str
    agency: str
    year: int
    genre: Genre
    source: str
    body: Span
    in_force: bool = True
    title: str | None = None
    published_on: date | None = None
    signed_on: date | None = None
    page_published: str | None = None
    page_signed: str | None = None
    page_titles: tuple[str, ...] = ()
    url: str | None = None
    contents: tuple[ContentRecord, ...] = ()
    text: str | None = None

    @property
    def body_key(self) -> tuple[str, str]:
        """Region and name of the body that reports."""
        return self.region, self.agency

    def content(self, kind: SectionKind) -> ContentRecord | None:
        """Return the content of a kind; None where none was found."""
        return next((each for each in self.contents if each.kind is kind), None)
