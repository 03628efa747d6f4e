"""Tables that hold data, with each cell's place in the grid.

Owns telling data from layout: old sites laid whole pages out in tables, and those are read as
paragraphs. Refuses to say what a cell means.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from etl.readers.flow import Flow

_MOST_PLACES = 100_000  # of a grid: a table that spans more was made by nobody
_PROSE_LENGTH = 40
_LONG_CELL = 300
_MAX_LINKED_SHARE = 0.3
_MAX_SHARE_OF_ONE_CELL = 0.6


class GridCell(NamedTuple):
    """A cell at its top-left place in the grid; its text is the lines `first`..`end`."""

    row: int
    column: int
    row_span: int
    column_span: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of data that covers the lines `first`..`end` of a page."""

    first: int
    end: int
    rows: tuple[tuple[GridCell, ...], ...]


def find_grids(flow: Flow) -> list[Grid]:
    """Return the tables of data on a page, in order; tables around other tables are layout."""
    rows_of, layout = _collect_rows(flow)
    grids = []
    for table, all_rows in rows_of.items():
        rows = [row for row in all_rows if row]
        if table not in layout and _is_data(flow, table, rows):
            box = flow.boxes[table]
            grids.append(Grid(box.first, box.end, tuple(_place(flow, rows))))
    return grids


def _collect_rows(flow: Flow) -> tuple[dict[int, list[list[int]]], set[int]]:
    """Return each table's rows of cell boxes, and the tables that hold other tables."""
    rows_of: dict[int, list[list[int]]] = {}
    row_at: dict[int, list[int]] = {}
    table_at: list[int] = []
    layout: set[int] = set()
    for index, box in enumerate(flow.boxes):
        around = table_at[box.parent] if box.parent >= 0 else -1
        if box.tag == "table":
            rows_of[index] = []
            layout.add(around)
        elif box.tag == "tr" and box.parent in rows_of:
            row_at[index] = []
            rows_of[box.parent].append(row_at[index])
        elif box.parent in row_at and box.tag in ("td", "th"):
            row_at[box.parent].append(index)
        table_at.append(index if box.tag == "table" else around)
    return rows_of, layout


def _is_data(flow: Flow, table: int, rows: list[list[int]]) -> bool:
    widest = max((sum(flow.boxes[cell].column_span for cell in row) for row in rows), default=0)
    if widest < 2 or (len(rows) < 2 and widest < 3) or widest * len(rows) > _MOST_PLACES:
        return False
    box = flow.boxes[table]
    lines = flow.lines[box.first : box.end]
    total = sum(len(line.text) for line in lines)
    if sum(line.linked for line in lines) > _MAX_LINKED_SHARE * total:
        return False
    return not any(_holds_prose(flow, cell, total) for row in rows for cell in row)


def _holds_prose(flow: Flow, cell: int, total: int) -> bool:
    """Tell whether a cell holds paragraphs of a text rather than one value of a table."""
    box = flow.boxes[cell]
    if box.end == box.first or (
        box.end == box.first + 1 and len(flow.lines[box.first].text) < _LONG_CELL
    ):
        return False
    texts = [line.text for line in flow.lines[box.first : box.end]]
    length = sum(map(len, texts))
    if length < _PROSE_LENGTH:
        return False
    prose = sum(1 for text in texts if len(text) >= _PROSE_LENGTH and "。" in text)
    return prose >= 2 or (length >= _LONG_CELL and length > _MAX_SHARE_OF_ONE_CELL * total)


def _place(flow: Flow, rows: list[list[int]]) -> Iterator[tuple[GridCell, ...]]:
    """Give each cell its place; `taken` is the first free row of each column."""
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        placed: list[GridCell] = []
        column = 0
        for cell in row:
            box = flow.boxes[cell]
            while taken.get(column, 0) > number:
                column += 1
            height = min(box.row_span, len(rows) - number)
            for covered in range(column, column + box.column_span):
                taken[covered] = number + height
            placed.append(GridCell(number, column, height, box.column_span, box.first, box.end))
            column += box.column_span
        yield tuple(placed)
