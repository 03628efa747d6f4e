"""How `fazhi sql` shows an answer, and the views that can be asked.

Owns the layout: a table where the columns fit the screen, else one row below the other. Refuses
to ask anything itself.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.console.rows import show_text
from etl.console.terminal import strip_controls
from etl.warehouse.dictionary import View
from etl.warehouse.door import Answer

MISSING = "NULL"
_WIDEST = 48  # screen columns of a cell in a table
_NARROWEST = 10  # what a longer cell is cut to, at most
_LONGEST = 300  # characters of a value where rows stand below each other
_GAP = 2
_FRAME = 3  # what a table puts around a column
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DECIMAL", "FLOAT", "DOUBLE")


def show_answer(answer: Answer, console: Console) -> None:
    """Print the rows, and how many there are."""
    rows = [tuple(map(_show_value, row)) for row in answer.values()]
    if rows:
        columns = [strip_controls(name) for name in answer.columns]
        widths = _share_width(columns, answer.types, rows, console.width)
        if widths is None:
            _show_records(columns, rows, console)
        else:
            console.print(_make_table(columns, answer.types, rows, widths))
    console.print(Text(_tell_size(answer, len(rows))), soft_wrap=True)


def _show_value(value: Any) -> str:
    text = MISSING if value is None else show_text(value)
    return strip_controls(" ".join(text.split()))


def _tell_size(answer: Answer, rows: int) -> str:
    facts = f"第 {answer.version} 版 · {answer.seconds:.1f} 秒"
    if answer.truncated:
        return f"前 {rows:,} 行，后面还有：用 --rows 多取，或缩小范围。{facts}"
    return f"共 {rows:,} 行 · {facts}" if rows else f"没有符合条件的行 · {facts}"


def _share_width(
    columns: Sequence[str], types: Sequence[str], rows: Sequence[tuple[str, ...]], screen: int
) -> list[int] | None:
    """Return the width of every column, long texts cut short; None where there is no room."""
    widths, floors = [], []
    for place, (name, kind) in enumerate(zip(columns, types, strict=True)):
        widest = max(cell_len(name), *(cell_len(row[place]) for row in rows))
        widths.append(widest if _is_number(kind) else min(widest, _WIDEST))
        floor = widest if _is_number(kind) else max(_NARROWEST, cell_len(name))
        floors.append(min(widths[-1], floor))
    room = screen - _FRAME * len(columns)
    if sum(floors) > room:
        return None
    for _ in range(sum(widths) - room):
        spare = [width - floor for width, floor in zip(widths, floors, strict=True)]
        widths[spare.index(max(spare))] -= 1
    return widths


def _is_number(kind: str) -> bool:
    return kind.lstrip("U").startswith(_NUMBERS) and not kind.endswith("[]")


def _make_table(
    columns: Sequence[str],
    types: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    widths: Sequence[int],
) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, kind, width in zip(columns, types, widths, strict=True):
        table.add_column(
            Text(name),
            justify="right" if _is_number(kind) else "left",
            no_wrap=True,
            overflow="ellipsis",
            width=width,
        )
    for row in rows:
        table.add_row(*map(_mark_missing, row))
    return table


def _mark_missing(text: str) -> Text:
    return Text(text, style="dim" if text == MISSING else "")


def _show_records(
    columns: Sequence[str], rows: Sequence[tuple[str, ...]], console: Console
) -> None:
    for number, row in enumerate(rows, 1):
        console.print(Text(f"── {number}", style="bold cyan"))
        console.print(_make_grid(zip(columns, map(_cut, row), strict=True)))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…（共 {len(text):,} 字）"


def _make_grid(pairs: Iterator[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, _GAP))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for name, text in pairs:
        grid.add_row(Text(name), _mark_missing(text))
    return grid


def show_views(views: Collection[View], console: Console) -> None:
    """Print every view with its columns and an example."""
    for view in views:
        console.print(Text.assemble((view.name, "bold cyan"), f"  {view.zh}"), soft_wrap=True)
        console.print(Text(f"  {view.en}", style="dim"), soft_wrap=True)
        grid = Table.grid(padding=(0, _GAP))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for column in view.columns:
            grid.add_row(Text(f"  {column.name}"), Text(column.zh))
        console.print(grid)
        console.print(Text(f'\n  fazhi sql "{view.example}"\n'), soft_wrap=True)
    console.print(Text(_CLOSING), soft_wrap=True)


_CLOSING = (
    "只能查询，不会改动数据；语法同 DuckDB。英文说明：fazhi sql --json；也见 data/views.yml。"
)
