"""The reports that the checks look at, and which of them are asked about.

Owns the view: a check compares a report with its neighbours, so years and bodies narrow what is
told, never what is looked at. Makes the evidence of what was found in these reports.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from etl.checks.outcome import Passage
from etl.model import Genre, Span
from etl.oversight.finding import Evidence
from etl.record import ReportRecord
from etl.warehouse.views import Filter

GENRES = frozenset({Genre.ROL, Genre.DIS, Genre.ENF})


@dataclass(frozen=True, slots=True)
class Stock:
    """Reports of a data set, or of the regions asked for; `asked` says which are told of."""

    asked: Filter
    records: Sequence[ReportRecord]
    by_id: Mapping[str, ReportRecord]

    def count(self) -> int:
        """Return how many reports are told of."""
        return sum(
            each.in_force
            and each.genre in GENRES
            and self.asked.lets(each.region, each.agency, each.year, each.genre)
            for each in self.records
        )

    def has(self, report_ids: Iterable[str]) -> bool:
        """Tell whether any of these reports is asked about."""
        reports = (self.by_id[each] for each in report_ids)
        return any(
            self.asked.lets(each.region, each.agency, each.year, each.genre) for each in reports
        )

    def up_to(self, last: int | None) -> Sequence[ReportRecord]:
        """Return the reports of no later year."""
        return [each for each in self.records if last is None or each.year <= last]

    def list_regions(self) -> Collection[str]:
        """Return the regions that any report is of."""
        return {each.region for each in self.records}

    def cut(self, report_id: str, span: Span) -> Passage:
        """Return words of a report as a passage."""
        return Passage(report_id, span.cut(self.by_id[report_id].text or ""), span)

    def show(self, passages: Iterable[Passage]) -> tuple[Evidence, ...]:
        """Return passages with all that is known of their reports."""
        return tuple(map(self._show, passages))

    def _show(self, passage: Passage) -> Evidence:
        record = self.by_id[passage.report_id]
        return Evidence(
            report_id=record.report_id,
            source=record.source,
            url=record.url,
            year=record.year,
            genre=record.genre,
            quote=passage.quote,
            span=passage.span,
            find=passage.find if passage.span else "",
        )


def make_stock(asked: Filter, records: Sequence[ReportRecord]) -> Stock:
    """Return the stock of these reports."""
    return Stock(asked, records, {each.report_id: each for each in records})
