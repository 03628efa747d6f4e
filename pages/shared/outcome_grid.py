"""The component of what became of requests: bars by year, and a table of cells that lead on.

Owns handing it rows and what its cells' looks mean. Refuses to sum and to decide a state.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pages.shared.chart import choose, chosen
from pages.shared.component import make_component, mount
from pages.shared.states import State
from pages.shared.theme import palette
from pages.shared.words import say

_GRID = make_component("outcomes")
_EXPLAINED = (State.OVER, State.ZERO, State.SILENT, State.NO_REPORT, State.UNREAD)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its sign, its words in full, what a click chooses; `step` where it is shaded."""

    state: State
    sign: str
    words: str
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
    present = {cell.state for row in rows for cell in row.cells}
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
            {"state": state.value, "words": say(f"outcomes.legend.{state.value}", lang)}
            for state in _EXPLAINED
            if state in present
        ],
    }
    mount(_GRID, key, data, "pick", on=_pick)


def _pick(token: str | None) -> None:
    """Choose before the page is drawn anew, so that the cell is outlined at once."""
    if token:
        choose(token)
