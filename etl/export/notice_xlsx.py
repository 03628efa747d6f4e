"""The notice as a workbook: how it was made on the first sheet, then a sheet a section.

Owns the form of the sheets: frozen heads, filters, text that is never a formula, and links to web
addresses alone.
"""

from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.export.notice import Line, Notice, Section
from etl.export.notice_proof import choose_ways, show_quote
from etl.export.notice_words import load_notice
from etl.export.spreadsheet import Cells
from etl.export.workbook import NOTES

_WAYS = 2  # reports of a line that have links
_TIMES = ("published", "due", "state")
_LEADING, _BEHIND = ("body", "year", "report"), ("quote", "source")
_WIDTHS = {
    **dict.fromkeys(("told", "state", "quote"), 60),
    **dict.fromkeys(("body", "report", "group", "law", "source", "page", "dashboard"), 28),
    **dict.fromkeys(("published", "due", "number"), 18),
}
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class _Book:
    """The workbook being written, and its formats."""

    def __init__(self, path: Path) -> None:
        self.book = Workbook(str(path), _OPTIONS)
        self.head = self._format(bold=True, bg_color="#E8EEF4", bottom=1, text_wrap=True)
        self.text = self._format(text_wrap=True, valign="top")
        self.link = self._format(font_color="#1F4E79", underline=1, valign="top")
        self.title = self._format(bold=True, font_size=14, text_wrap=True, valign="top")

    def _format(self, **properties: object) -> Format:
        return self.book.add_format(properties)

    def put(self, sheet: Worksheet, row: int, place: int, text: str, form: Format) -> None:
        """Write a text as a text."""
        if text:
            sheet.write_string(row, place, Cells().fit(text), form)


def write_notice_xlsx(path: Path, notice: Notice) -> None:
    """Write the file."""
    book = _Book(path)
    book.book.set_properties(
        {"title": notice.title.replace("\n", "")[:250], "author": "", "comments": ""}
    )
    _write_notes(book, notice)
    for section in notice.sections:
        _write_section(book, section)
    book.book.close()


def _write_notes(book: _Book, notice: Notice) -> None:
    sheet = book.book.add_worksheet(NOTES)
    sheet.set_column(0, 0, 110, book.text)
    sheet.freeze_panes(1, 0)
    leads = [f"{section.title}：{section.lead}" for section in notice.sections]
    book.put(sheet, 0, 0, notice.title.replace("\n", ""), book.title)
    texts = [*notice.lead, *leads, notice.method_title, *notice.method, notice.dated]
    for row, text in enumerate(texts, 1):
        book.put(sheet, row, 0, text, book.text)


def _write_section(book: _Book, section: Section) -> None:
    sheet = book.book.add_worksheet(section.sheet)
    lines = [(part.title, line) for part in section.parts for line in part.lines]
    columns = _list_columns(section)
    heads = _name_columns(columns)
    for place, (column, head) in enumerate(zip(columns, heads, strict=True)):
        sheet.set_column(place, place, _WIDTHS.get(column.partition(" ")[0], 12))
        book.put(sheet, 0, place, head, book.head)
    for row, (part, line) in enumerate(lines, 1):
        _write_line(book, sheet, row, columns, part, line)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(lines), len(columns) - 1)


def _list_columns(section: Section) -> list[str]:
    """Return the columns: those of the section's tables, the proof in several of its own."""
    known = {column for part in section.parts for column in part.columns} or {"told"}
    middle = [each for each in (*_TIMES, "told", "law") if each in known]
    group = ["group"] if any(part.title for part in section.parts) else []
    ways = [f"{kind} {n}" for n in range(1, _WAYS + 1) for kind in ("page", "dashboard")]
    return [*_LEADING, *group, *middle, *_BEHIND, *ways, "number"]


def _name_columns(columns: list[str]) -> list[str]:
    heads = load_notice().heads
    named = []
    for column in columns:
        name, _, n = column.partition(" ")
        named.append(heads[name].format(n=n))
    return named


def _write_line(
    book: _Book, sheet: Worksheet, row: int, columns: list[str], part: str, line: Line
) -> None:
    quotes = "\n".join(show_quote(each) for each in line.proofs if each.quote)
    sources = "\n".join(dict.fromkeys(each.source for each in line.proofs))
    own = {"group": part, "quote": quotes, "source": sources, "number": line.key}
    texts = {**line.cells, **own}
    ways = choose_ways(line.proofs, _WAYS)
    links = {
        f"{kind} {n}": address
        for n, way in enumerate(ways, 1)
        for kind, address in zip(("page", "dashboard"), way, strict=True)
    }
    for place, column in enumerate(columns):
        if column == "year":
            sheet.write_number(row, place, line.year, book.text)
        elif address := links.get(column):
            sheet.write_url(row, place, address, book.link, address)
        else:
            book.put(sheet, row, place, texts.get(column, ""), book.text)
