"""Lines and tables of all pages put together into the blocks of a document.

Owns what repeats on every page and is no text (headers, footers, page numbers), what ends a
paragraph, and what continues on the next page. Refuses to look at a file.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from etl.readers.paper import Block, PaperCell, PaperTable
from etl.readers.pdf_lines import TextLine, build_lines, is_full, join
from etl.readers.pdf_page import Page
from etl.readers.pdf_ruling import RuledCell, RuledTable, find_tables

_EDGE_SHARE = 0.15  # of the page's height, where headers and footers stand
_EDGE_LINES = 3
_REPEATED = 0.4  # of the pages; headers may differ on odd and even ones
_PAGE_NUMBER = re.compile(
    r"[-—–－\s·~]*(?:第\s?)?\d{1,4}(?:\s?页)?(?:\s?[,，/／]?\s?(?:共\s?)?\d{1,4}(?:\s?页)?)?[-—–－\s·~]*"
    r"|(?:https?|file)://\S+(?:\s+\d{1,4}/\d{1,4})?"
)
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条]"
)
_SENTENCE_END = "。；：！？;:!?"
_INDENT = 0.8  # of an em
_FIRST_INDENT = (1.4, 2.6)
_INDENTED = 0.1  # of all lines begin a paragraph
_OPEN_SLACK = 2.5  # of an em, where no sentence ends: a number may be kept with its unit
_SIZE_CHANGE = 0.15
_PARAGRAPH_GAP = 1.45  # of the usual distance between lines
_SAME_PLACE = 5.0
_HEAD_ROWS = 5

Piece = TextLine | RuledTable


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page's lines and tables from top to bottom."""

    width: float
    height: float
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the text of pages of one width begins and ends, and how far its lines are apart.

    `indented` says that paragraphs begin with an indent there, so that any line without one
    goes on with the paragraph above.
    """

    left: float
    right: float
    pitch: float
    indented: bool


def build_blocks(pages: Iterable[Page]) -> list[Block]:
    """Return the paragraphs and tables of a document."""
    sheets = [_read_sheet(page) for page in pages]
    _drop_repeated(sheets)
    frames = _find_frames(sheets)
    blocks: list[Block] = []
    for piece in _join_pieces(sheets, frames):
        blocks.append(piece if isinstance(piece, str) else _build_table(piece))
    return blocks


def _read_sheet(page: Page) -> _Sheet:
    tables, glyphs = find_tables(page)
    pieces: list[Piece] = [*tables, *build_lines(glyphs)]
    pieces.sort(key=lambda piece: (piece.top + piece.bottom) / 2)
    return _Sheet(page.width, page.height, pieces)


def _drop_repeated(sheets: Sequence[_Sheet]) -> None:
    """Drop headers, footers and page numbers: lines at a page's edge that come again."""
    edges = [list(_edge_lines(sheet)) for sheet in sheets]
    counts = Counter(key for lines in edges for key in {_key(line) for line in lines})
    enough = max(2, _REPEATED * len(sheets))
    for sheet, lines in zip(sheets, edges, strict=True):
        gone = {
            id(line)
            for line in lines
            if _PAGE_NUMBER.fullmatch(line.text.strip()) or counts[_key(line)] >= enough
        }
        sheet.pieces[:] = [piece for piece in sheet.pieces if id(piece) not in gone]


def _edge_lines(sheet: _Sheet) -> Iterator[TextLine]:
    edge = _EDGE_SHARE * sheet.height
    for piece in (*sheet.pieces[:_EDGE_LINES], *sheet.pieces[-_EDGE_LINES:]):
        outside = piece.bottom < edge or piece.top > sheet.height - edge
        if isinstance(piece, TextLine) and outside:
            yield piece


def _key(line: TextLine) -> str:
    return re.sub(r"\d+", "#", "".join(line.text.split()))


def _find_frames(sheets: Sequence[_Sheet]) -> dict[int, _Frame]:
    """Return the frame of the text for each width of page."""
    lines_of: dict[int, list[TextLine]] = {}
    gaps_of: dict[int, list[float]] = {}
    for sheet in sheets:
        lines = [piece for piece in sheet.pieces if isinstance(piece, TextLine)]
        lines_of.setdefault(round(sheet.width), []).extend(lines)
        gaps = (after.base - line.base for line, after in zip(lines, lines[1:], strict=False))
        gaps_of.setdefault(round(sheet.width), []).extend(gap for gap in gaps if gap > 1)
    return {
        width: _measure_frame(lines, gaps_of[width]) for width, lines in lines_of.items() if lines
    }


def _measure_frame(lines: Sequence[TextLine], gaps: Sequence[float]) -> _Frame:
    widest = max(line.right - line.left for line in lines)
    long = [line for line in lines if line.right - line.left > 0.6 * widest]
    pitch = float(median(gaps)) if gaps else 0.0
    left, right = min(line.left for line in long), max(line.right for line in long)
    starts = sum(1 for line in lines if _has_indent(line, left))
    return _Frame(left, right, pitch, starts > _INDENTED * len(lines))


def _has_indent(line: TextLine, left: float) -> bool:
    return _FIRST_INDENT[0] * line.em < line.left - left < _FIRST_INDENT[1] * line.em


def _join_pieces(sheets: Sequence[_Sheet], frames: dict[int, _Frame]) -> Iterator[str | RuledTable]:
    """Yield paragraphs and tables, those that go on over a page's end as one."""
    text = ""
    before: Piece | None = None
    for sheet in sheets:
        frame = frames.get(round(sheet.width))
        turned = True
        for piece in sheet.pieces:
            if isinstance(piece, TextLine) and isinstance(before, TextLine):
                if frame is not None and _continues(before, piece, frame, turned):
                    text = join(text, piece.text)
                else:
                    yield text
                    text = piece.text
                before = piece
            else:
                if isinstance(before, RuledTable):
                    if turned and isinstance(piece, RuledTable) and _is_same_table(before, piece):
                        before = _append(before, piece)
                        turned = False
                        continue
                    yield before
                elif before is not None:
                    yield text
                text = piece.text if isinstance(piece, TextLine) else ""
                before = piece
            turned = False
    if before is not None:
        yield text if isinstance(before, TextLine) else before


def _continues(line: TextLine, following: TextLine, frame: _Frame, turned: bool) -> bool:
    """Tell whether a paragraph goes on: its line was full, and the next is not set apart."""
    if abs(line.em - following.em) > _SIZE_CHANGE * line.em or not _is_long(line, frame):
        return False
    if not turned and following.base - line.base > _PARAGRAPH_GAP * frame.pitch > 0:
        return False
    if not _begins_at_margin(line, following, frame):
        return False
    ended = line.text[-1] in _SENTENCE_END
    if not frame.indented and ended and _HEADING.match(following.text):
        return False
    if frame.indented and not ended:
        return is_full(line, following, frame.right, _OPEN_SLACK)
    return is_full(line, following, frame.right)


def _is_long(line: TextLine, frame: _Frame) -> bool:
    return line.right - line.left > 0.5 * (frame.right - frame.left)


def _begins_at_margin(line: TextLine, following: TextLine, frame: _Frame) -> bool:
    """Tell whether a line has no indent of its own, in the text or in a block set in."""
    if abs(following.left - frame.left) < _INDENT * line.em:
        return True
    level = abs(following.left - line.left) < 0.3 * line.em
    return level and not _has_indent(following, frame.left)


def _is_same_table(table: RuledTable, following: RuledTable) -> bool:
    return (
        abs(table.left - following.left) < _SAME_PLACE
        and abs(table.right - following.right) < _SAME_PLACE
    )


def _append(table: RuledTable, following: RuledTable) -> RuledTable:
    """Return two parts of a table as one; the head repeated on a new page is left out."""
    skipped = _count_repeated(table, following)
    moved = tuple(
        RuledCell(cell.row - skipped + table.rows, cell.row_span, cell.left, cell.right, cell.text)
        for cell in following.cells
        if cell.row >= skipped
    )
    rows = table.rows + following.rows - skipped
    return RuledTable(
        *(table.left, table.right, table.top, following.bottom), rows, (*table.cells, *moved)
    )


def _count_repeated(table: RuledTable, following: RuledTable) -> int:
    """Return how many rows at the start of a table are said again where it goes on."""
    repeated = 0
    for row in range(min(_HEAD_ROWS, following.rows - 1)):
        texts = [
            [cell.text for cell in each.cells if cell.row == row] for each in (table, following)
        ]
        if texts[0] != texts[1] or not any(texts[0]):
            break
        repeated = row + 1
    return repeated


def _build_table(table: RuledTable) -> PaperTable:
    """Return the table with columns counted over all its parts."""
    edges: list[float] = []
    for place in sorted(place for cell in table.cells for place in (cell.left, cell.right)):
        if not edges or place - edges[-1] > _SAME_PLACE:
            edges.append(place)

    def column_at(place: float) -> int:
        return min(range(len(edges)), key=lambda number: abs(edges[number] - place))

    cells: dict[tuple[int, int], PaperCell] = {}
    for cell in table.cells:
        first, last = column_at(cell.left), column_at(cell.right)
        blocks: tuple[Block, ...] = tuple(line for line in cell.text.split("\n") if line)
        key = (cell.row, first)
        if key in cells:  # a column too narrow to be one
            blocks = (*cells[key].blocks, *blocks)
        width = max(last - first, 1)
        cells[key] = PaperCell(cell.row, first, cell.row_span, width, blocks)
    return PaperTable(tuple(cells.values()))
