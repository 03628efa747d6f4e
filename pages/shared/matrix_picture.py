"""The matrix of the overview as it leaves the page: the picture of its cells, and their rows.

Owns what stands around it in a picture: all bodies and all columns, whatever a phone has room
for, the columns with their measures. Refuses to decide a state (states.py) and to draw.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pages.shared.chart_table import Row
from pages.shared.matrix import Column, explain
from pages.shared.picture import Caption
from pages.shared.states import Cell
from pages.shared.table_exhibit import CellTable, TableRow, show_table_tools, tell
from pages.shared.view import View
from pages.shared.words import say


def show_years_tools(
    cells: Mapping[tuple[str, int], Cell],
    bodies: Sequence[str],
    columns: Mapping[int, str],
    view: View,
    key: str,
    *,
    name: str,
    note: str = "",
) -> None:
    """Draw the tools of one indicator, `name`, over the years."""
    rows = [_read_row(cells[body, year]) for body in bodies for year in columns]
    caption = _write_caption(view, name, note)
    table = make_table(cells, bodies, columns, view.lang)
    show_table_tools(table, tell((name, row) for row in rows), caption, view, key)


def show_indicators_tools(
    cells: Mapping[tuple[str, str], Cell],
    bodies: Sequence[str],
    columns: Mapping[str, str],
    view: View,
    key: str,
    *,
    year: int,
) -> None:
    """Draw the tools of the indicators of one year, each measured in its own way."""
    lang = view.lang
    rows = [(columns[i], _read_row(cells[body, i])) for i in columns for body in bodies]
    caption = _write_caption(view, say("year_span", lang, span=year))
    named = {i: name_measured(columns[i], [cells[b, i] for b in bodies], lang) for i in columns}
    table = make_table(cells, bodies, named, lang)
    shown = replace(view, choice=replace(view.choice, years=(year, year)))
    show_table_tools(table, tell(rows), caption, shown, key, measured=False)


def make_table(
    cells: Mapping[tuple[str, Column], Cell],
    bodies: Sequence[str],
    columns: Mapping[Column, str],
    lang: str,
) -> CellTable:
    """Return the matrix as a table of cells."""
    rows = [TableRow(body, tuple(cells[body, each].data() for each in columns)) for body in bodies]
    return CellTable(tuple(columns.values()), tuple(rows), tuple(explain(cells, lang)))


def name_measured(name: str, cells: Sequence[Cell], lang: str) -> str:
    """Return the head of a column: its indicator, with the measure where no cell has its own."""
    units = {cell.stated.unit for cell in cells if cell.stated.unit}
    if len(units) != 1 or any(cell.unit for cell in cells):
        return name
    return say("line.body", lang, body=name, unit=units.pop())


def _read_row(cell: Cell) -> Row:
    return Row(cell.body, cell.year, cell.stated, cell.id or "")


def _write_caption(view: View, indicator: str, note: str = "") -> Caption:
    notes = (note,) if note else ()
    return Caption(indicator, say("section.who", view.lang), view.lang, notes=notes)
