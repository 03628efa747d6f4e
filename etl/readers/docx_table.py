"""A table of a DOCX to cells with their place in the grid, merged cells as one.

Owns rows and columns: skipped grid columns, cells merged across and down. Refuses to read what
a cell holds; the walk it is given does.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from etl.readers.docx_package import VAL, find_child, name, read_value
from etl.readers.paper import Block, PaperCell

_ROW, _CELL = name("tr"), name("tc")
_ROW_PROPERTIES, _CELL_PROPERTIES = name("trPr"), name("tcPr")
_DELETED, _GAP, _WIDTH = name("del"), name("gridBefore"), name("gridSpan")
_DOWN, _ACROSS = name("vMerge"), name("hMerge")
_WRAPPERS = frozenset(map(name, ("sdt", "sdtContent", "customXml", "ins", "moveTo")))
_WIDEST = 1000

ReadBlocks = Callable[[etree._Element], Iterator[Block]]


@dataclass(slots=True)
class _Open:
    """A cell while elements to its right or below may still belong to it."""

    row: int
    column: int
    width: int
    blocks: list[Block]
    height: int = 1


def read_rows(table: etree._Element, read_blocks: ReadBlocks) -> Iterator[PaperCell]:
    """Yield the cells of a table in reading order."""
    cells: list[_Open] = []
    above: dict[int, _Open] = {}
    rows = (row for row in _find(table, _ROW) if not _is_deleted(row))
    for number, row in enumerate(rows):
        placed = dict(_place(row, number, above))
        above = {}
        for element, cell in placed.items():
            cell.blocks.extend(read_blocks(element))
            if cell.row == number and cell.column not in above:
                cells.append(cell)
            above[cell.column] = cell
    for cell in cells:
        blocks = tuple(cell.blocks)
        yield PaperCell(cell.row, cell.column, cell.height, cell.width, blocks)


def _place(
    row: etree._Element, number: int, above: dict[int, _Open]
) -> Iterator[tuple[etree._Element, _Open]]:
    """Yield each cell element with the cell it belongs to: one above, on its left, or its own."""
    column = _to_count(read_value(find_child(row, _ROW_PROPERTIES), _GAP), 0)
    cell: _Open | None = None
    for element in _find(row, _CELL):
        properties = find_child(element, _CELL_PROPERTIES)
        width = max(_to_count(read_value(properties, _WIDTH), 1), 1)
        if cell is not None and _continues(properties, _ACROSS):
            cell.width += width if cell.row == number else 0
        elif column in above and _continues(properties, _DOWN):
            cell = above[column]
            cell.height = number - cell.row + 1
            width = cell.width
        else:
            cell = _Open(number, column, width, [])
        yield element, cell
        column += width


def _find(element: etree._Element, tag: str) -> Iterable[etree._Element]:
    """Yield rows of a table or cells of a row, also those within content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _find(child, tag)


def _is_deleted(row: etree._Element) -> bool:
    return find_child(find_child(row, _ROW_PROPERTIES), _DELETED) is not None


def _to_count(text: str | None, default: int) -> int:
    return min(int(text), _WIDEST) if text and text.isdecimal() and len(text) < 9 else default


def _continues(properties: etree._Element | None, tag: str) -> bool:
    """Tell whether a cell goes on where another began; without a value it does."""
    merge = find_child(properties, tag)
    return merge is not None and (merge.get(VAL) or "continue") == "continue"
