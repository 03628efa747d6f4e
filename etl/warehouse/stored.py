"""Documents as a version keeps them, made whole again: what read_report once was given.

Owns the way back from rows to a Document, so that a changed catalogue can be applied to texts
whose files are gone. Refuses to know figures.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import duckdb

from etl.model import Cell, Document, Media, PageFacts, Span, Table

_REPORTS = """
SELECT report_no, source, sha256, media, text, body_start, body_end, page_titles, page_publisher,
       page_published, page_signed, page_site, page_url, tables
FROM reports WHERE report_no BETWEEN $first AND $last ORDER BY report_no
"""
_CELLS = """
SELECT report_no, table_no, row_no, column_no, row_span, column_span, span_start, span_end, raw
FROM table_cells WHERE report_no BETWEEN $first AND $last
ORDER BY report_no, table_no, row_no, column_no
"""


def read_documents(
    connection: duckdb.DuckDBPyConnection, numbers: Sequence[int]
) -> Iterator[tuple[int, Document]]:
    """Yield the documents of reports, in the order of their ascending numbers."""
    between = {"first": numbers[0], "last": numbers[-1]}
    wanted = set(numbers)
    with connection.cursor() as cursor:
        rows = cursor.execute(_CELLS, between).fetchall()
        cells = {number: list(group) for number, group in groupby(rows, key=lambda row: row[0])}
        for row in cursor.execute(_REPORTS, between).fetchall():
            if row[0] in wanted:
                yield row[0], _join(row, cells.get(row[0], []))


def _join(row: Sequence[Any], cells: list[Any]) -> Document:
    _, source, sha256, media, text, start, end, titles, *page, spans = row
    by_table = {number: list(group) for number, group in groupby(cells, key=lambda cell: cell[1])}
    tables = (
        Table(
            Span(span["span_start"], span["span_end"]), tuple(map(_cell, by_table.get(number, [])))
        )
        for number, span in enumerate(spans, 1)
    )
    facts = PageFacts(tuple(titles), *page)
    return Document(source, sha256, Media(media), text, Span(start, end), facts, tuple(tables))


def _cell(row: Sequence[Any]) -> Cell:
    _, _, line, column, height, width, start, end, raw = row
    return Cell(line, column, height, width, Span(start, end), raw)
