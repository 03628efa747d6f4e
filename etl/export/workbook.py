"""One workbook: notes, the data dictionary, and a sheet a view.

Owns the form of the sheets: text stays text, numbers are numbers, dates are dates; more rows
than a sheet holds go on in a numbered one. Rows go straight to files beside the workbook, so
that it need not fit into memory.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from itertools import count as counting
from pathlib import Path
from typing import Any

import pyarrow as pa
from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxFileError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.export.dictionary import HEADER, list_entries
from etl.export.manifest import Written
from etl.export.notes import Note, list_notes, workbook_notes
from etl.export.rows import Extract
from etl.export.spreadsheet import Cells
from etl.export.tables import Table

SHEET_ROWS = 1_048_575  # what a sheet holds below its head
NOTES, DICTIONARY = "说明", "数据字典"
_NOTE_HEAD = ["项目", "说明", "English"]
_FIRST_DATE = date(1900, 3, 1)  # before it Excel counts days wrongly
_WIDTH = 14
_WIDTHS = {
    **dict.fromkeys(("sentence", "text", "definition_zh", "definition_en"), 60),
    **dict.fromkeys(("quote", "message", "zh", "en", "caveats"), 44),
    **dict.fromkeys(("title", "name", "row_name", "source_url"), 36),
    **dict.fromkeys(("agency", "source", "indicator", "indicator_name", "issuer", "table"), 24),
    **dict.fromkeys(("number", "outcome", "observation_id", "report_id", "named_id"), 20),
    **dict.fromkeys(("unit", "year", "version"), 8),
}
Write = Callable[[int, int, Any], Any]


class _Book:
    """A workbook being written, with its formats and the texts it had to change."""

    def __init__(self, path: Path) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": str(path.parent),
        }
        self.book = Workbook(str(path), options)
        self.book.use_zip64()
        self.cells = Cells()
        self.head = self._format(bold=True, bg_color="#E8EEF4", bottom=1)
        self.whole = self._format(num_format="#,##0")
        self.broken = self._format(num_format="#,##0.######")
        self.day = self._format(num_format="yyyy-mm-dd")
        self.wrapped = self._format(text_wrap=True, valign="top")

    def _format(self, **properties: Any) -> Format:
        return self.book.add_format(properties)

    def add_sheet(self, name: str, columns: list[str]) -> Worksheet:
        """Return a new sheet with a frozen head."""
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _WIDTHS.get(column, max(_WIDTH, len(column) + 4)))
            sheet.write_string(0, place, column, self.head)
        return sheet

    def writer(self, sheet: Worksheet, kind: pa.DataType) -> Write:
        """Return what writes a value of a type into a cell."""
        if pa.types.is_decimal(kind):
            return lambda row, place, value: sheet.write_number(
                row, place, float(value), self.whole if _is_whole(value) else self.broken
            )
        if pa.types.is_date(kind):
            return lambda row, place, value: self._write_day(sheet, row, place, value)
        plain: Write = sheet.write_boolean if pa.types.is_boolean(kind) else sheet.write_number
        if not pa.types.is_string(kind):
            return plain
        return lambda row, place, value: sheet.write_string(row, place, self.cells.fit(str(value)))

    def _write_day(self, sheet: Worksheet, row: int, place: int, day: date) -> None:
        if day < _FIRST_DATE:
            sheet.write_string(row, place, day.isoformat())
        else:
            sheet.write_datetime(row, place, day, self.day)


def write_workbook(path: Path, extract: Extract) -> list[Written]:
    """Write all views into one workbook."""
    with _closing(_Book(path)) as book:
        notes = book.add_sheet(NOTES, _NOTE_HEAD)  # first, though filled last
        _write_dictionary(book, extract)
        written = [_write_table(book, rows) for rows in extract.tables]
        _write_notes(book, notes, list_notes(extract, written))
    return written


def write_table_workbook(path: Path, table: Table, notes: Iterable[Note]) -> int:
    """Write one table into a workbook, behind a sheet of notes; return its rows."""
    with _closing(_Book(path)) as book:
        sheet = book.add_sheet(NOTES, _NOTE_HEAD)
        written = _write_table(book, table)
        _write_notes(book, sheet, notes)
    return written.rows


@contextmanager
def _closing(book: _Book) -> Iterator[_Book]:
    """Close the workbook where all went well; the library names a full disk in its own way."""
    yield book
    try:
        book.book.close()
    except XlsxFileError as error:
        cause = error.args[0] if error.args else error
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error


def _write_table(book: _Book, rows: Table) -> Written:
    lines: Iterator[tuple[Any, ...]] = _list_lines(rows)
    count = 0
    for number in counting(1):
        count += _write_sheet(book, rows, number, islice(lines, SHEET_ROWS))
        following = next(lines, None)
        if following is None:
            break
        lines = chain([following], lines)
    return Written(rows.name, count)


def _list_lines(rows: Table) -> Iterator[tuple[Any, ...]]:
    for batch in rows.batches():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _write_sheet(book: _Book, rows: Table, number: int, lines: Iterable[tuple[Any, ...]]) -> int:
    name = rows.name if number == 1 else f"{rows.name}_{number}"
    sheet = book.add_sheet(name, rows.schema.names)
    writers = [book.writer(sheet, field.type) for field in rows.schema]
    row = 0
    for row, values in enumerate(lines, 1):  # noqa: B007 - the last is the count
        for place, (write, value) in enumerate(zip(writers, values, strict=True)):
            if value is not None:
                write(row, place, value)
    sheet.autofilter(0, 0, row, len(writers) - 1)
    return row


def _write_dictionary(book: _Book, extract: Extract) -> None:
    sheet = book.add_sheet(DICTIONARY, list(HEADER))
    entries = list(list_entries(extract))
    for row, entry in enumerate(entries, 1):
        for place, text in enumerate(entry):
            if text:
                sheet.write_string(row, place, Cells().fit(text))
    sheet.autofilter(0, 0, len(entries), len(HEADER) - 1)


def _write_notes(book: _Book, sheet: Worksheet, notes: Iterable[Note]) -> None:
    sheet.set_column(0, 0, 18, book.wrapped)
    sheet.set_column(1, 2, 70, book.wrapped)
    for row, note in enumerate([*notes, *workbook_notes(book.cells)], 1):
        for place, text in enumerate(note):
            sheet.write_string(row, place, Cells().fit(text), book.wrapped)


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()
