"""Labelled cells of the standard tables: the `tables` of a gold line, under standard names.

Owns how labels write a table: a cell by its key, a row as a list in the order of its columns, a
table of one row as a list. Refuses to look at what was read (`etl.evaluation.cells` does).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from etl.disclosure_form import Columns, Form, cell_key, load_forms

Content = Decimal | str


@dataclass(frozen=True, slots=True)
class CellLabel:
    """One cell: its form, its key `row|column`, its number, or its words where it holds none."""

    form: str
    key: str
    content: Content


def parse_tables(tables: Mapping[str, Any]) -> tuple[CellLabel, ...]:
    """Return every labelled cell; raises `ValueError` or `TypeError` for what is no table."""
    if not isinstance(tables, dict):
        raise TypeError("tables 应为 JSON 对象")
    forms = {form.id: form for form in load_forms()}
    labels: list[CellLabel] = []
    for name, rows in tables.items():
        if name not in forms:
            raise ValueError(f"tables 里的 {name} 不是标准表，应为 {'、'.join(forms)}")
        labels.extend(_parse_table(forms[name], {"": rows} if isinstance(rows, list) else rows))
    return tuple(labels)


def _parse_table(form: Form, rows: Mapping[str, Any]) -> Iterator[CellLabel]:
    if not isinstance(rows, dict):
        raise TypeError(f"tables 里的 {form.id} 应为 JSON 对象或列表")
    for key, contents in rows.items():
        if not isinstance(contents, list):
            yield CellLabel(form.id, key, _parse_content(contents))
            continue
        columns = _choose_columns(form, key, len(contents))
        for column, content in zip(columns, contents, strict=True):
            yield CellLabel(form.id, cell_key(key, column), _parse_content(content))


def _choose_columns(form: Form, row: str, count: int) -> Columns:
    """Return the columns of a labelled row: those of its layout with as many cells."""
    known = [each for each in form.rows if each.key == row] or form.rows
    for columns in (columns for each in known for columns in each.layouts):
        if len(columns) == count:
            return columns
    raise ValueError(f"tables 里 {form.id} 的“{row}”有 {count} 格，标准表没有这样的行")


def _parse_content(content: object) -> Content:
    if isinstance(content, str):
        return content
    if isinstance(content, int | Decimal) and not isinstance(content, bool):
        return Decimal(content)
    raise ValueError(f"tables 里的 {content!r} 既不是数也不是文字")
