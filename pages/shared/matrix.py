"""Who stated what: bodies down, years or indicators across, each cell in one of its states.

Owns the matrix as a real table of buttons: reachable by keyboard, read out cell by cell, the
same on a phone. Refuses to decide a state: that is states.py.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from pages.shared.chart import choose, chosen
from pages.shared.component import make_component, mount
from pages.shared.states import Cell, State
from pages.shared.table_exhibit import SHADED, Legend
from pages.shared.theme import is_phone, palette
from pages.shared.words import say

_MATRIX = make_component("matrix", "grid")
_ROWS = 20  # shown at first; the rest unfolds in the browser
PHONE = 5  # columns that a phone has room for

Column = TypeVar("Column", bound=int | str)


def show_matrix(
    cells: Mapping[tuple[str, Column], Cell],
    bodies: Sequence[str],
    columns: Mapping[Column, str],
    lang: str,
    key: str,
) -> None:
    """Draw the matrix, `columns` being named; a click on a figure chooses it.

    A phone shows the last of the columns.
    """
    shown = list(columns)[-PHONE:] if is_phone() else list(columns)
    if is_phone():
        bodies = [body for body in bodies if _is_listed(cells, body, shown)] or list(bodies)
    colours = palette()
    data = {
        "columns": [str(columns[each]) for each in shown],
        "rows": [
            {"body": body, "cells": [cells[body, each].data() for each in shown]} for body in bodies
        ],
        "most": _ROWS,
        "chosen": chosen(),
        "ramp": colours.ramp,
        "ramp_ink": colours.ramp_ink,
        "legend": [
            {"state": each.state.value, "filled": each.state in SHADED, "words": each.words}
            for each in explain(cells, lang)
        ],
        "words": {
            name: say(f"matrix.{name}", lang, n="{n}") for name in ("caption", "body", "more")
        },
        "cut": say("matrix.cut", lang, n=PHONE) if len(shown) < len(columns) else "",
    }
    mount(_MATRIX, key, data, "pick", on=_pick)


def _pick(token: str | None) -> None:
    """Choose before the page is drawn anew, so that the cell is outlined at once."""
    if token:
        choose(token)


def _is_listed(
    cells: Mapping[tuple[str, Column], Cell], body: str, columns: Sequence[Column]
) -> bool:
    """Tell whether anything is known of a body in the columns shown (a missing report is)."""
    return any(cells[body, each].state is not State.UNLISTED for each in columns)


def explain(cells: Mapping[tuple[str, Column], Cell], lang: str) -> list[Legend]:
    """Explain the states that occur, in words."""
    samples = {cell.state: cell for cell in cells.values()}
    entries = [state for state in State if state in samples or state is State.EXACT]
    return [_explain(state, samples.get(state), lang) for state in entries]


def _explain(state: State, sample: Cell | None, lang: str) -> Legend:
    if sample is None or state in (*SHADED, State.ZERO):
        return Legend(state, _SIGNS.get(state, ""), say(f"legend.{state.value}", lang), shaded=True)
    words = say("legend.parts", lang) if state is State.PARTS else sample.words
    return Legend(state, sample.sign, words, shaded=True)


_SIGNS = {State.OVER: "≥", State.ABOUT: "≈", State.ZERO: "0"}
