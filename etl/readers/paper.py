"""A printed document, as DOCX and PDF hold it: paragraphs and tables, put into a Document.

Owns the form of the text: title, info line, an empty line, body; one paragraph a line, one
table row a line with tabs between cells. Owns telling tables of data from tables that only lay
out a text. Refuses to know any file format.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Union

from etl.model import Cell, Document, Media, Span, Table
from etl.readers.page import read_facts, spread
from etl.readers.passages import Parts, Passage, split_passages

_PROSE = 40
_LONG_CELL = 300
_MAX_SHARE_OF_ONE_CELL = 0.6
_BLANKS = re.compile(r"[ \t\r\n\f\v\xa0]+")
_TABLE_LINE = "　"  # stands for a table among the lines that are judged


@dataclass(frozen=True, slots=True)
class PaperCell:
    """A cell at its top-left grid position, with the paragraphs and tables in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table; its cells in reading order."""

    cells: tuple[PaperCell, ...]


Block = Union[str, PaperTable]  # noqa: UP007 - the types name each other; a | needs both first


def has_text(blocks: Iterable[Block]) -> bool:
    """Tell whether anything is written in the blocks."""
    return any(
        block.strip()
        if isinstance(block, str)
        else has_text(inner for cell in block.cells for inner in cell.blocks)
        for block in blocks
    )


def build_document(blocks: Iterable[Block], source: str, sha256: str, media: Media) -> Document:
    """Put the blocks of a document together; at least one has something on it."""
    flat = list(_flatten(blocks))
    parts = _split(flat)
    head = [line for line in flat[: parts.body] if isinstance(line, str)]
    title = "".join(map(_trim, head[parts.title : parts.title_end]))
    info = [_trim(line) for line in head[parts.title_end :]]
    writer = _Writer()
    writer.write_head([*map(_trim, head[: parts.title]), title], info)
    body = writer.write_blocks(flat[parts.body : parts.body_end])
    below = [_trim(line) for line in flat[parts.body_end :] if isinstance(line, str)]
    writer.write("".join(f"\n{line}" for line in below))
    around = [*map(_trim, head[: parts.title]), *info, *below]
    facts = read_facts(around, around, (title,) if title else ())
    return Document(source, sha256, media, writer.text(), body, facts, tuple(writer.tables))


def _split(flat: Sequence[Block]) -> Parts:
    """Return the parts of the document; its head ends at the first table."""
    lines = [block if isinstance(block, str) else _TABLE_LINE for block in flat]
    tables = (number for number, block in enumerate(flat) if not isinstance(block, str))
    first = next(tables, len(flat))
    head = split_passages([Passage(line) for line in lines[: first + 1]])
    whole = split_passages([Passage(line) for line in lines])
    body = min(head.body, first)
    return Parts(head.title, min(head.title_end, body), body, max(whole.body_end, body + 1))


def _trim(line: str) -> str:
    return line.strip().strip("\u3000")


def _flatten(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield paragraphs and tables of data; a table that only lays out a text is unfolded."""
    for block in blocks:
        if isinstance(block, str):
            yield from (line.rstrip() for line in block.split("\n") if line.strip())
        elif _is_data(block):
            yield block
        else:
            for cell in block.cells:
                yield from _flatten(cell.blocks)


def _is_data(table: PaperTable) -> bool:
    columns = max((cell.column + cell.column_span for cell in table.cells), default=0)
    rows = len({cell.row for cell in table.cells})
    if columns < 2 or (rows < 2 and columns < 3):
        return False
    texts = [list(_lines_of(cell)) for cell in table.cells]
    total = sum(len(line) for lines in texts for line in lines)
    return total > 0 and not any(_holds_prose(lines, total) for lines in texts)


def _lines_of(cell: PaperCell) -> Iterator[str]:
    for block in cell.blocks:
        if isinstance(block, str):
            yield from block.split("\n")
        else:
            for inner in block.cells:
                yield from _lines_of(inner)


def _holds_prose(lines: Sequence[str], total: int) -> bool:
    """Tell whether a cell holds paragraphs of a text rather than one value of a table."""
    length = sum(map(len, lines))
    if length < _PROSE:
        return False
    prose = sum(1 for line in lines if len(line) >= _PROSE and "。" in line)
    return prose >= 2 or (length >= _LONG_CELL and length > _MAX_SHARE_OF_ONE_CELL * total)


class _Writer:
    """Puts a document's text together and remembers where its tables lie."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self._pieces: list[str] = []
        self._length = 0

    def text(self) -> str:
        """Return all that was written."""
        return "".join(self._pieces)

    def write_head(self, lines: Sequence[str], info: Sequence[str]) -> None:
        """Write the lines above the body, the info line, and the empty line behind them."""
        head = [line for line in lines if line]
        head += ["\u3000".join(map(spread, info))] if info else []
        self.write("".join(f"{line}\n" for line in head) + "\n" if head else "")

    def write_blocks(self, blocks: Sequence[Block]) -> Span:
        """Write paragraphs and tables; return what they span."""
        start = self._length
        for number, block in enumerate(blocks):
            self.write("\n" if number else "")
            if isinstance(block, str):
                self.write(block)
            else:
                self._write_table(block)
        return Span(start, self._length)

    def write(self, text: str) -> None:
        """Write a piece of text."""
        self._pieces.append(text)
        self._length += len(text)

    def _write_table(self, table: PaperTable) -> None:
        start = self._length
        cells: list[Cell] = []
        row = table.cells[0].row
        for number, cell in enumerate(table.cells):
            if number:
                self.write("\t" if cell.row == row else "\n")
            row = cell.row
            cells.append(self._write_cell(cell))
        self.tables.append(Table(Span(start, self._length), tuple(cells)))

    def _write_cell(self, cell: PaperCell) -> Cell:
        lines = (_BLANKS.sub(" ", line).strip() for line in _lines_of(cell))
        text = " ".join(line for line in lines if line)
        start = self._length
        self.write(text)
        span = Span(start, self._length)
        return Cell(cell.row, cell.column, cell.row_span, cell.column_span, span, text)
