"""Rows of ordinary tables as statements: what the row and the column are called, then the number.

Owns how a table of figures (行政检查 | 检查总数（家次） | 1286) becomes words that the rules of
prose can read, every character knowing its place in the text. Refuses the standard forms
(`etl.extract.forms`), columns of other years, and tables that list many bodies or places.
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.model import Cell, Document, FormCell, Table
from etl.text.normalise import Normalised, normalise

_NUMBER = re.compile(r"\s*([\d,，]+(?:\.\d+)?)\s*([\u4e00-\u9fff%]{0,3})\s*")
_UNIT = re.compile(r"[（(](?:单位[:：])?([\u4e00-\u9fff%]{1,3})[)）]")
_TOTAL = re.compile(r"(?:全[局市县区镇]|本[级局])?(?:合计|总计|总数|小计)")
_GENERIC = re.compile(
    r"(?:本年度?|今年|当年|全年|年度)?(?:数量|数值|数据|总数|合计|总计|件数|本年度?|情况)?"
)
_OTHER_TIME = re.compile(r"上年|去年|上一年|同比|增减|增长|增幅|较|比重|占比|排名|备注|目标|计划")
_YEAR = re.compile(r"(20\d\d)年?度?")
_MOST_ROWS = 40
_MOST_ALIKE = 8  # rows under one head beyond which a table lists bodies or places


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number of a table with the cells that name it."""

    number: Cell
    row: tuple[Cell, ...]
    head: Cell | None


def read_rows(
    document: Document, forms: Sequence[FormCell], year: int | None
) -> Iterator[Normalised]:
    """Yield a statement for every figure of the document's ordinary tables."""
    for table in document.tables:
        if any(table.span.contains(cell.span) for cell in forms):
            continue
        for figure in _find_figures(table, year):
            yield from _state(document.text, figure)


def _find_figures(table: Table, year: int | None) -> Iterator[_Figure]:
    grid = _spread(table)
    rows = sorted({row for row, _ in grid})
    if len(rows) > _MOST_ROWS:
        return
    found = [figure for row in rows for figure in _read_row(grid, row, year)]
    totals = [each for each in found if each.row and _TOTAL.fullmatch(each.row[-1].text.strip())]
    if totals:
        found = [each for each in totals if each.head is not None]
    heads = [id(each.head) for each in found if each.head and not _is_generic(each.head.text)]
    if heads and max(map(heads.count, heads)) > _MOST_ALIKE:
        return
    yield from found


def _spread(table: Table) -> dict[tuple[int, int], Cell]:
    """Return the cell that covers each place of the grid."""
    grid: dict[tuple[int, int], Cell] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                grid.setdefault((row, column), cell)
    return grid


def _read_row(grid: dict[tuple[int, int], Cell], row: int, year: int | None) -> Iterator[_Figure]:
    columns = sorted(column for at, column in grid if at == row)
    names: list[Cell] = []
    for column in columns:
        cell = grid[row, column]
        if not _is_number(cell.text):
            if cell.text.strip() and cell not in names:
                names.append(cell)
            continue
        head = _find_head(grid, row, column)
        if cell.row == row and cell.column == column and _is_own(head, year):
            yield _Figure(cell, tuple(names), head)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and _YEAR.fullmatch(text.strip()) is None


def _find_head(grid: dict[tuple[int, int], Cell], row: int, column: int) -> Cell | None:
    """Return the nearest cell of words above, where it heads a column and names no row."""
    for above in range(row - 1, -1, -1):
        cell = grid.get((above, column))
        if cell is not None and cell.text.strip() and not _is_number(cell.text):
            return cell
    return None


def _is_own(head: Cell | None, year: int | None) -> bool:
    """Tell whether a column holds figures of the reporting year."""
    if head is None:
        return True
    if _OTHER_TIME.search(head.text):
        return False
    named = _YEAR.search(head.text)
    return named is None or year is None or int(named[1]) == year


def _is_generic(head: str) -> bool:
    words = _YEAR.sub("", _UNIT.sub("", "".join(head.split())))
    return _GENERIC.fullmatch(words) is not None


def _state(text: str, figure: _Figure) -> Iterator[Normalised]:
    """Write a figure as a statement, and once more by its group alone where it is a total."""
    head = [] if figure.head is None or _is_generic(figure.head.text) else [figure.head]
    names = [cell for cell in figure.row if not _TOTAL.fullmatch(cell.text.strip())]
    unit = _find_unit(figure)
    if not unit or not (names or head):
        return
    yield _write(text, [*names, *head], figure.number, unit)
    if len(names) > 1 and _TOTAL.search(names[-1].text):
        yield _write(text, names[:-1], figure.number, unit)
    elif len(names) > 1:
        yield _write(text, names[-1:], figure.number, unit)


def _find_unit(figure: _Figure) -> str:
    own = _NUMBER.fullmatch(figure.number.text)
    if own and own[2]:
        return own[2]
    cells = [*reversed(figure.row), *([figure.head] if figure.head else [])]
    return next((m[1] for cell in cells if (m := _UNIT.search(cell.text))), "")


def _write(text: str, names: Sequence[Cell], number: Cell, unit: str) -> Normalised:
    pieces: list[str] = []
    origin: array[int] = array("l")
    for cell in names:
        copy = normalise(text, cell.span)
        bracket = _UNIT.search(copy.text)
        end = bracket.start() if bracket else len(copy.text)
        pieces.append(copy.text[:end])
        origin.extend(copy.origin[:end])
    value = _NUMBER.fullmatch(number.text)
    digits = value[1] if value else number.text
    start = number.span.start + number.text.index(digits)
    pieces += [digits.replace("，", ","), unit]
    origin.extend(range(start, start + len(digits)))
    # The unit stands elsewhere, in a bracket of the row: it ends where the number does.
    origin.extend([start + len(digits) - 1] * len(unit))
    return Normalised("".join(pieces), origin)
