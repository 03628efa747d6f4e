"""One report's form of requests: its rows by outcome, its columns by applicant, as published.

Owns which rows are shown and the state of each cell: a number, a stated nothing, a blank, a row
that is not there. Refuses to sum.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from pandas import DataFrame

from pages.shared.chart_table import Row, Stated, make_stated
from pages.shared.names import cut
from pages.shared.outcome_evidence import tell_cell
from pages.shared.outcome_grid import GridCell, GridRow, make_table, show_grid
from pages.shared.outcome_sums import UNIT, Group, index_cells, read_layout
from pages.shared.picture import Caption
from pages.shared.states import State, ramp_step
from pages.shared.table_exhibit import show_table_tools, tell
from pages.shared.view import View
from pages.shared.words import say

_LONG = 7  # characters a narrow cell cannot hold


@dataclass(frozen=True, slots=True)
class _Form:
    """One report's cells: applicant → outcome (or row) → cell; `peak` is the largest number."""

    columns: Mapping[str, Mapping[str, Any]]
    peak: float
    lang: str

    def has(self, row: str) -> bool:
        """Tell whether any cell of a row was read."""
        return any(row in column for column in self.columns.values())


def show_form(
    rows: Sequence[GridRow], body: str, year: int, caption: Caption, view: View, key: str
) -> None:
    """Draw the rows of one report's form, and its tools."""
    lang = view.lang
    heads = [say(f"applicant.{each}", lang) for each in read_layout().applicants]
    told = tell(
        (f"{row.label} · {head}", Row(body, year, cell.stated, cell.id or ""))
        for row in rows
        for head, cell in zip(heads, row.cells, strict=bool(row.cells))
    )
    with st.container(key=f"{key}-exhibit"):
        show_grid(rows, heads, say("outcomes.form.caption", lang), lang, key, published=True)
        table = make_table(rows, heads, lang, published=True)
        show_table_tools(table, told, caption, view, key)


def read_rows(cells: DataFrame, lang: str) -> list[GridRow]:
    """Return the rows of one form: groups, their outcomes, the form's own total."""
    layout = read_layout()
    parts = cells[cells["outcome"].notna() & (cells["applicant"] != layout.everybody)]
    columns = {name: index_cells(column) for name, column in cells.groupby("applicant")}
    form = _Form(columns, float(parts["value"].max()), lang)
    total = _row(form, str(layout.total.whole), say("outcomes.group.total", lang), "total")
    groups = [_group(form, group, swatch) for swatch, group in enumerate(layout.groups)]
    return [*(row for rows in groups for row in rows), total]


def _group(form: _Form, group: Group, swatch: int) -> list[GridRow]:
    """Return a group's head and rows; forms of 2019 and 2020 count one group undivided."""
    name = say(f"outcomes.group.{group.id}", form.lang)
    if len(group.outcomes) == 1:
        return [_row(form, group.outcomes[0], name, "group", swatch)]
    undivided = group.whole is not None and form.has(group.whole)
    head = (
        _row(form, str(group.whole), name, "group", swatch)
        if undivided
        else GridRow(name, "group", swatch=swatch)
    )
    shown = [each for each in group.outcomes if form.has(each) or not undivided]
    return [
        head,
        *(_row(form, each, say(f"outcome.{each}", form.lang), "outcome") for each in shown),
    ]


def _row(form: _Form, row: str, label: str, kind: str, swatch: int | None = None) -> GridRow:
    cells = []
    for applicant in read_layout().applicants:
        place = f"{label} · {say(f'applicant.{applicant}', form.lang)}"
        cell = form.columns.get(applicant, {}).get(row)
        shaded = kind != "total" and applicant != read_layout().everybody
        cells.append(_cell(cell, place, form, shaded=shaded))
    return GridRow(label, kind, tuple(cells), swatch)


def _cell(cell: Any, place: str, form: _Form, *, shaded: bool) -> GridCell:
    """Return a cell as published, with its place in words."""
    if cell is None:
        words = say("outcomes.unread", form.lang, place=place)
        unread = Stated(None, "exact", "", say("state.unread.sign", form.lang))
        return GridCell(State.UNREAD, "", words, unread)
    told = tell_cell(cell, form.lang)
    words = say("outcomes.stated", form.lang, place=place, value=told)
    sign = cut(cell.raw.strip(), _LONG)
    if pd.isna(cell.value):
        return GridCell(State.SILENT, sign, words, Stated(None, "exact", "", told), cell.cell_id)
    state = State.EXACT if cell.value else State.ZERO
    step = ramp_step(cell.value, form.peak) if shaded and cell.value > 0 else None
    stated = make_stated(cell.value, "exact", UNIT, form.lang)
    return GridCell(state, sign, words, stated, cell.cell_id, step)
