"""The component of what became of requests: bars by year, and a table of cells that lead on.

Owns handing it rows and what its cells' looks mean. Refuses to sum and to decide a state.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pages.shared.chart import choose, chosen
from pages.shared.chart_table import Stated
from pages.shared.component import make_component, mount
from pages.shared.states import State
from pages.shared.table_exhibit import CellTable, Legend, TableRow
from pages.shared.theme import palette
from pages.shared.words import say

_GRID = make_component("outcomes")
_EXPLAINED = (State.OVER, State.ZERO, State.SILENT, State.NO_REPORT, State.UNREAD)
_SIGNS = {State.OVER: "≥", State.ZERO: "0"}


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its sign, its words in full, what a click chooses; `step` where it is shaded.

    `stated` is its row in a file.
    """

    state: State
    sign: str
    words: str
    stated: Stated
    id: str | None = None
    step: int | None = None

    def data(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "state": self.state.value,
            "sign": self.sign,
            "words": self.words,
            "id": self.id,
            "step": self.step,
        }


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row; without cells a heading. `swatch` is the colour of its group in the bars."""

    label: str
    kind: str  # group, outcome or total
    cells: tuple[GridCell, ...] = ()
    swatch: int | None = None

    def data(self) -> dict[str, Any]:
        """Return it as plain data."""
        cells = [cell.data() for cell in self.cells]
        return {"label": self.label, "kind": self.kind, "swatch": self.swatch, "cells": cells}


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar: `share` of the longest bar in per cent."""

    cell: GridCell
    swatch: int
    share: float

    def data(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {**self.cell.data(), "swatch": self.swatch, "share": self.share}


@dataclass(frozen=True, slots=True)
class Bar:
    """One year's groups end to end; `total` stands behind them."""

    year: int
    total: str
    segments: tuple[Segment, ...] = ()

    def data(self) -> dict[str, Any]:
        """Return it as plain data."""
        segments = [segment.data() for segment in self.segments]
        return {"year": self.year, "total": self.total, "segments": segments}


def show_grid(
    rows: Sequence[GridRow],
    columns: Sequence[str],
    caption: str,
    lang: str,
    key: str,
    *,
    bars: Sequence[Bar] = (),
    published: bool = False,
) -> None:
    """Draw bars and table; a click chooses. `published` cells are set as the report's words."""
    colours = palette()
    data = {
        "rows": [row.data() for row in rows],
        "columns": list(columns),
        "bars": [bar.data() for bar in bars],
        "caption": caption,
        "published": published,
        "chosen": chosen(),
        "series": colours.series,
        "ramp": colours.ramp,
        "ramp_ink": colours.ramp_ink,
        "legend": [
            {"state": each.state.value, "words": each.words} for each in explain(rows, lang)
        ],
    }
    mount(_GRID, key, data, "pick", on=_pick)


def make_table(
    rows: Sequence[GridRow],
    columns: Sequence[str],
    lang: str,
    bars: Sequence[Bar] = (),
    *,
    published: bool = False,
) -> CellTable:
    """Return what was drawn as a table of cells, for its picture."""
    legend = explain(rows, lang)
    if any(cell.step is not None for row in rows for cell in row.cells):
        legend.insert(0, Legend(State.EXACT, "", say("legend.exact", lang), shaded=True))
    drawn = tuple(
        TableRow(row.label, tuple(map(_sign, row.cells)), row.kind, row.swatch) for row in rows
    )
    parts = tuple(bar.data() for bar in bars)
    return CellTable(tuple(columns), drawn, tuple(legend), parts, grouped=True, published=published)


def _sign(cell: GridCell) -> dict[str, Any]:
    """Return a cell that a picture tells by a sign, too, where the form has nothing."""
    return {**cell.data(), "sign": cell.sign or cell.stated.text}


def explain(rows: Sequence[GridRow], lang: str) -> list[Legend]:
    """Explain the states that occur, in words."""
    samples = {cell.state: cell for row in rows for cell in row.cells}
    return [
        Legend(
            state,
            _SIGNS.get(state) or _sign(samples[state])["sign"],
            say(f"outcomes.legend.{state.value}", lang),
        )
        for state in _EXPLAINED
        if state in samples
    ]


def _pick(token: str | None) -> None:
    """Choose before the page is drawn anew, so that the cell is outlined at once."""
    if token:
        choose(token)
