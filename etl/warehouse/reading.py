"""One report with everything that was read from it, for the report page."""

from typing import Any

from etl.model import Span
from etl.warehouse.served import Served
from etl.warehouse.views import CellView, FindingView, ReportView, SectionView

_REPORT = """
SELECT report_no, report_id, dataset, source, sha256, media, genre, title, agency, region,
       region_code, year, published_on, signed_on, page_url AS url, page_site AS site, in_force,
       superseded_by, text, {'start': body_start, 'end': body_end} AS body
FROM reports WHERE report_id = $id
"""
_NAMES = (
    *("report_id", "dataset", "source", "sha256", "media", "genre", "title", "agency", "region"),
    *("region_code", "year", "published_on", "signed_on", "url", "site", "in_force"),
    *("superseded_by", "text", "body"),
)
_NEIGHBOURS = """
SELECT max_by(report_id, year) FILTER (year < $year), min_by(report_id, year) FILTER (year > $year)
FROM reports
WHERE dataset = $dataset AND region = $region AND agency = $agency AND genre = $genre AND in_force
"""
_OBSERVATIONS = """
SELECT observation_id, parent_id, indicator, value::DOUBLE AS value, qualifier, unit, part,
       span_start AS "start", span_end AS "end", number_start, number_end, quote, sentence,
       span_start - sentence_start AS quote_in_sentence, rule,
       review, reviewer, reviewed_at, review_reason, value_read::DOUBLE AS value_read,
       qualifier_read, unit_read
FROM reviewed WHERE report_no = $no ORDER BY position
"""
_NAMED = """
SELECT named_id, kind, name, number, issuer, deed, span_start AS "start", span_end AS "end", quote
FROM named_things WHERE report_no = $no ORDER BY position
"""
_SECTIONS = """
SELECT kind, span_start, span_end FROM sections WHERE report_no = $no ORDER BY position
"""
_FINDINGS = """
SELECT kind, message, indicator, spans FROM findings WHERE report_no = $no ORDER BY position
"""
_CELLS = """
SELECT table_no, row_no, row_span, column_span, span_start, span_end FROM table_cells
WHERE report_no = $no ORDER BY table_no, row_no, column_no
"""
_FORM_CELLS = """
SELECT report_id || '-c' || span_start AS cell_id, words_start AS "start", words_end AS "end",
       span_start AS number_start, span_end AS number_end
FROM form_cells WHERE report_no = $no ORDER BY span_start
"""
_OLDER = "SELECT id FROM supersessions WHERE superseded_by = $id ORDER BY id"


def read_report_view(served: Served, report_id: str) -> ReportView | None:
    """Return the report of an id; None where there is none."""
    found = served.rows(_REPORT, {"id": report_id})
    if not found:
        return None
    fields: dict[str, Any] = dict(zip(_NAMES, found[0][1:], strict=True))
    fields["body"] = Span(fields["body"]["start"], fields["body"]["end"])
    key = {"no": found[0][0]}
    whose = {name: fields[name] for name in ("dataset", "region", "agency", "genre", "year")}
    previous, following = served.rows(_NEIGHBOURS, whose)[0]
    return ReportView(
        **fields,
        supersedes=tuple(row[0] for row in served.rows(_OLDER, {"id": report_id})),
        sections=tuple(
            SectionView(kind, Span(start, end)) for kind, start, end in served.rows(_SECTIONS, key)
        ),
        findings=tuple(_finding(*row) for row in served.rows(_FINDINGS, key)),
        observations=served.frame(_OBSERVATIONS, key),
        named=served.frame(_NAMED, key),
        cells=tuple(
            CellView(table, row, height, width, Span(start, end))
            for table, row, height, width, start, end in served.rows(_CELLS, key)
        ),
        form_cells=served.frame(_FORM_CELLS, key),
        previous=previous,
        next=following,
    )


def _finding(
    kind: str, message: str, indicator: str | None, spans: list[dict[str, int]]
) -> FindingView:
    places = tuple(Span(span["span_start"], span["span_end"]) for span in spans)
    return FindingView(kind, message, indicator, places)
