"""A report's text cut into blocks and pieces, each knowing what it states and what was looked for.

Owns headings, paragraphs and tables of the text as published, and where both are marked.
Pure: text in, plain data out. Refuses markup; nothing is changed but white space at the ends
of lines.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from etl.model import Span

_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、")
_SUBHEADING = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_LONGEST_HEADING = 40
_SPACE = " \u3000\xa0\t\r\u2002\u2003\u2009\u200b\ufeff"


class CellLike(Protocol):
    """What drawing needs to know of a table's cell."""

    @property
    def table(self) -> int: ...
    @property
    def row(self) -> int: ...
    @property
    def row_span(self) -> int: ...
    @property
    def column_span(self) -> int: ...
    @property
    def span(self) -> Span: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a figure is stated: its words and, within them, the number; or where a name stands.

    A name has no number: both ends of it are at its start. So has a place that was looked for,
    which is counted: `place` is its number in the text.
    """

    id: str
    start: int
    end: int
    number_start: int
    number_end: int
    is_name: bool = False
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with the figures and names whose words it belongs to.

    `number` where it is a figure's number, `name` where only names lie over it, `place` where it
    was looked for.
    """

    text: str
    figures: tuple[str, ...]
    number: bool
    name: bool
    place: int | None

    def data(self) -> dict[str, Any]:
        """Return it as plain data; pieces of plain text are only text."""
        name = {"m": True} if self.name else {}
        place = {} if self.place is None else {"p": self.place}
        return {"t": self.text, "f": list(self.figures), "n": self.number, **name, **place}


def read_marks(observations: Any) -> list[Mark]:
    """Return the marks of a report's observations."""
    return [
        Mark(row.observation_id, row.start, row.end, row.number_start, row.number_end)
        for row in observations.itertuples()
    ]


def read_name_marks(named: Any) -> list[Mark]:
    """Return the marks of what a report names."""
    return [
        Mark(row.named_id, row.start, row.end, row.start, row.start, is_name=True)
        for row in named.itertuples()
    ]


def read_cell_marks(cells: Any, asked: str | None) -> list[Mark]:
    """Return the mark of the cell of a standard table that was asked for, if it is one."""
    return [
        Mark(row.cell_id, row.start, row.end, row.number_start, row.number_end)
        for row in cells[cells["cell_id"] == asked].itertuples()
    ]


def read_place_marks(places: Iterable[Span]) -> list[Mark]:
    """Return the marks of places that were looked for."""
    return [
        Mark("", place.start, place.end, place.start, place.start, place=number)
        for number, place in enumerate(places)
    ]


def split_blocks(
    text: str,
    start: int,
    end: int,
    title: str | None,
    marks: Sequence[Mark],
    cells: Sequence[CellLike] = (),
) -> list[dict[str, Any]]:
    """Return the blocks of text[start:end]: title, headings, paragraphs, tables.

    Tables that were read as such keep their merged cells; a text typed with tabs is drawn as
    it stands.
    """
    blocks: list[dict[str, Any]] = []
    tables = _group_tables(cells)
    for first, last in _lines(text, start, end):
        line = text[first:last]
        table = next((each for each in tables if each[0].start <= first <= each[0].end), None)
        if table is not None:
            if table[1]:
                blocks.append(_table_block(text, table[1], marks))
                table[1].clear()
            continue
        in_table = bool(blocks) and blocks[-1]["kind"] == "table"
        if "\t" in (line if in_table else line.strip("\t")):
            row = [_cell(text, *cell, marks) for cell in _cells(line, first)]
            if not blocks or blocks[-1]["kind"] != "table":
                blocks.append({"kind": "table", "rows": []})
            blocks[-1]["rows"].append(row)
        else:
            first, last = _trim(text, first, last)
            kind = _kind(text[first:last], title, is_first=not blocks)
            blocks.append({"kind": kind, "pieces": _pieces(text, first, last, marks)})
    return blocks


def _trim(text: str, first: int, last: int) -> tuple[int, int]:
    """Leave out the tabs that only indent a paragraph."""
    line = text[first:last]
    return first + len(line) - len(line.lstrip(_SPACE)), first + len(line.rstrip(_SPACE))


def _group_tables(cells: Sequence[CellLike]) -> list[tuple[Span, list[CellLike]]]:
    """Return each table's place in the text and its cells."""
    grouped: dict[int, list[CellLike]] = {}
    for cell in cells:
        grouped.setdefault(cell.table, []).append(cell)
    return [
        (Span(min(c.span.start for c in each), max(c.span.end for c in each)), each)
        for each in grouped.values()
    ]


def _table_block(text: str, cells: Sequence[CellLike], marks: Sequence[Mark]) -> dict[str, Any]:
    rows: dict[int, list[dict[str, Any]]] = {}
    for cell in cells:
        drawn = _cell(text, cell.span.start, cell.span.end, marks)
        rows.setdefault(cell.row, []).append(
            {**drawn, "rows": cell.row_span, "columns": cell.column_span}
        )
    return {"kind": "table", "rows": list(rows.values())}


def _cell(text: str, start: int, end: int, marks: Sequence[Mark]) -> dict[str, Any]:
    return {"pieces": _pieces(text, start, end, marks), "rows": 1, "columns": 1}


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span of each line that is not blank, without white space at its ends."""
    at = start
    for line in text[start:end].split("\n"):
        bare = line.strip(_SPACE) if "\t" not in line else line.rstrip("\r")
        if bare.strip(_SPACE):
            offset = at + line.index(bare)
            yield offset, offset + len(bare)
        at += len(line) + 1


def _cells(line: str, at: int) -> Iterator[tuple[int, int]]:
    for cell in line.split("\t"):
        yield at, at + len(cell)
        at += len(cell) + 1


def _kind(line: str, title: str | None, *, is_first: bool) -> str:
    if title and re.sub(r"\s", "", line) == re.sub(r"\s", "", title):
        return "title"
    if len(line) <= _LONGEST_HEADING and not line.endswith(("。", "；", "，")):
        if _HEADING.match(line):
            return "heading"
        if _SUBHEADING.match(line):
            return "subheading"
    return "paragraph"


def _pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[dict[str, Any]]:
    """Cut text[start:end] wherever a figure's words or number begin or end."""
    here = [mark for mark in marks if mark.start < end and start < mark.end]
    cuts = {start, end}
    for mark in here:
        ends = (mark.start, mark.end, mark.number_start, mark.number_end)
        cuts.update(cut for cut in ends if start < cut < end)
    ordered = sorted(cuts)
    return [
        _piece(text, first, last, here).data()
        for first, last in zip(ordered, ordered[1:], strict=False)
    ]


def _piece(text: str, first: int, last: int, marks: Sequence[Mark]) -> Piece:
    around = [mark for mark in marks if mark.start <= first and last <= mark.end]
    place = next((mark.place for mark in around if mark.place is not None), None)
    over = [mark for mark in around if mark.place is None]
    # The narrowest words come first: a part lies within the words of its whole. A click on
    # words of both is for the figure.
    over.sort(key=lambda mark: (mark.is_name, mark.end - mark.start, mark.id))
    number = any(mark.number_start <= first and last <= mark.number_end for mark in over)
    name = bool(over) and over[0].is_name
    return Piece(text[first:last], tuple(mark.id for mark in over), number, name, place)
