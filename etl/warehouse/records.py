"""Reports as the checks are told of them: what they are, their dates, the contents found.

Owns the questions; superseded publications are told too, as the first one was in time.
"""

from typing import Any

from etl.model import Genre, SectionKind, Span
from etl.record import ContentRecord, ReportRecord
from etl.warehouse.asked import Asked
from etl.warehouse.served import Served
from etl.warehouse.views import Filter

_OPENING = 120  # characters of a passage that are shown beside a verdict
_REPORTS = """
SELECT report_no, report_id, dataset, region, agency, year, genre, in_force, title, published_on,
       signed_on, page_published, page_signed, page_titles, page_url, source, body_start, body_end,
       {text}
FROM reports WHERE {where}
ORDER BY region, agency, year, genre, in_force DESC, report_id
"""
_COUNTS = "SELECT agency, count(*) FROM reports WHERE {where} GROUP BY agency ORDER BY agency"
_CONTENTS = f"""
WITH r AS MATERIALIZED (SELECT report_no, text FROM reports WHERE {{where}})
SELECT report_no, kind, span_start, span_end,
       substring(text, span_start + 1, least(span_end - span_start, {_OPENING}))
FROM sections JOIN r USING (report_no)
ORDER BY report_no, position
"""


def count_reports(served: Served, filter: Filter) -> dict[str, int]:
    """Return how many reports in view each body has, superseded ones too."""
    return dict(Asked(served, filter).rows(_COUNTS))


def read_records(served: Served, filter: Filter, *, text: bool = False) -> list[ReportRecord]:
    """Return the reports in view, ordered by body, year and genre; with their text on request."""
    ask = Asked(served, filter)
    contents = ask.gather(_CONTENTS)
    rows = ask.rows(_REPORTS.replace("{text}", "text" if text else "NULL"))
    return [_record(row, [_content(*each) for each in contents[row[0]]]) for row in rows]


def _content(kind: str, start: int, end: int, opening: str) -> ContentRecord:
    return ContentRecord(SectionKind(kind), Span(start, end), opening)


def _record(row: tuple[Any, ...], contents: list[ContentRecord]) -> ReportRecord:
    _, report_id, dataset, region, agency, year, genre, in_force, *rest = row
    title, published, signed, page_published, page_signed, titles, url, source, *places = rest
    start, end, text = places
    return ReportRecord(
        report_id=report_id,
        dataset=dataset,
        region=region,
        agency=agency,
        year=year,
        genre=Genre(genre),
        in_force=in_force,
        title=title,
        published_on=published,
        signed_on=signed,
        page_published=page_published,
        page_signed=page_signed,
        page_titles=tuple(titles),
        url=url,
        source=source,
        body=Span(start, end),
        contents=tuple(contents),
        text=text,
    )
