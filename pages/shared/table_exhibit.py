"""A table of cells with its tools: what the picture that leaves the page shows of it, and its rows.

Owns the value a picture of a table is drawn from, its alternative text and its file, made of the
same rows. Refuses to draw (table_picture.js does) and to decide a state.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from pandas import DataFrame

from pages.shared.chart_table import ChartTable, Kind, Row, Stated, describe, list_units, make_frame
from pages.shared.component import make_component
from pages.shared.picture import Caption
from pages.shared.states import State
from pages.shared.tools import show_tools
from pages.shared.view import View
from pages.shared.words import say

MOST = 80  # rows of a picture: larger ones some browsers do not paint
SHADED = (State.EXACT, State.OVER, State.ABOUT)
_TOOLS = make_component("table_tools", "picture", "table_picture", "save", "tools")
_SEEN = ("state", "step", "sign", "unit")  # of a cell, in a picture
_MIDDLE = 2  # step of the ramp that a key of the legend has
_NAMES, _LONG_NAMES = 190, 300  # pixels that names of rows may take


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its name and its cells as plain data; `swatch` is the colour of its group."""

    label: str
    cells: tuple[Mapping[str, Any], ...]
    kind: str = "body"
    swatch: int | None = None

    def data(self) -> dict[str, Any]:
        """Return it as plain data."""
        cells = [{name: cell.get(name) for name in _SEEN} for cell in self.cells]
        return {"label": self.label, "kind": self.kind, "swatch": self.swatch, "cells": cells}


@dataclass(frozen=True, slots=True)
class Legend:
    """One state that occurs, with its sign and its words; `shaded` where the ramp tells size."""

    state: State
    sign: str
    words: str
    shaded: bool = False

    def data(self) -> dict[str, Any]:
        """Return it as plain data: plain figures are explained by the whole ramp."""
        ramp = self.shaded and self.state is State.EXACT
        step = _MIDDLE if self.shaded and self.state in SHADED else None
        return {
            "state": self.state.value,
            "sign": self.sign,
            "words": self.words,
            "ramp": ramp,
            "step": step,
        }


@dataclass(frozen=True, slots=True)
class CellTable:
    """A table as drawn: bodies down, or (`grouped`) outcomes with bars above them.

    `published` cells are set as the report's words.
    """

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    legend: tuple[Legend, ...]
    bars: tuple[Mapping[str, Any], ...] = ()
    grouped: bool = False
    published: bool = False

    def data(self) -> dict[str, Any]:
        """Return it as plain data, the first rows of a long one."""
        return {
            "columns": list(self.columns),
            "rows": [row.data() for row in self.rows[:MOST]],
            "legend": [entry.data() for entry in self.legend],
            "bars": list(self.bars),
            "names": _LONG_NAMES if self.grouped else _NAMES,
            "names_right": not self.grouped,
            "light": self.grouped,
            "published": self.published,
        }


Told = Mapping[str, ChartTable]  # what the cells state, by what it is a figure of


def tell(rows: Iterable[tuple[str, Row]]) -> Told:
    """Gather what cells state, by what it is a figure of."""
    told: dict[str, list[Row]] = {}
    for indicator, row in rows:
        told.setdefault(indicator, []).append(row)
    return {name: ChartTable(Kind.FIGURES, tuple(kept)) for name, kept in told.items()}


def show_table_tools(
    table: CellTable, told: Told, caption: Caption, view: View, key: str, *, measured: bool = True
) -> None:
    """Draw the tools of a table; `measured` where its picture is to name the measures."""
    whole = _merge(told)
    units = [unit for unit in list_units(whole) if unit] if measured else []
    left = len(table.rows) - MOST
    if left > 0:
        cut = say("picture.left", view.lang, n=MOST, left=left)
        caption = replace(caption, notes=(*caption.notes, cut))
    show_tools(
        *(_TOOLS, caption, units, whole.years, view, key),
        make=lambda origin: make_rows(told, origin, view.lang),
        table=table.data(),
        alt=describe(whole, caption.lead, view.lang),
    )


def make_rows(told: Told, origin: str, lang: str) -> DataFrame:
    """Return the rows for a file: one for each cell, one without a figure among them."""
    frames = [make_frame(table, name, origin, lang) for name, table in told.items()]
    return pd.concat(frames, ignore_index=True)


def _merge(told: Told) -> ChartTable:
    """Return all rows; where they are of several things, each says of which."""
    bodies = {row.name for table in told.values() for row in table.rows}
    rows = [(name, row) for name, table in told.items() for row in table.rows]
    if len(told) > 1 and len(bodies) == 1:
        rows = [(name, replace(row, name=name)) for name, row in rows]
    elif len(told) > 1:
        rows = [(name, replace(row, stated=_name(row.stated, name))) for name, row in rows]
    return ChartTable(Kind.FIGURES, tuple(row for _, row in rows))


def _name(stated: Stated, indicator: str) -> Stated:
    return replace(stated, text=f"{indicator} {stated.text}")
