"""Who stated what: bodies down, years across, each cell in one of its states.

Owns the matrix as a real table of buttons: reachable by keyboard, read out cell by cell, the
same on a phone. Refuses to decide a state: that is states.py.
"""

from collections.abc import Sequence

from pages.shared.chart import choose, chosen
from pages.shared.component import make_component, mount
from pages.shared.states import Cell, State
from pages.shared.theme import is_phone, palette
from pages.shared.words import say

_MATRIX = make_component("matrix")
_ROWS = 20  # shown at first; the rest unfolds in the browser
_PHONE_YEARS = 5


def show_matrix(
    cells: dict[tuple[str, int], Cell],
    bodies: Sequence[str],
    years: Sequence[int],
    lang: str,
    key: str,
) -> None:
    """Draw the matrix; a click on a figure chooses it."""
    shown = list(years)[-_PHONE_YEARS:] if is_phone() else list(years)
    if is_phone():
        bodies = [body for body in bodies if _is_listed(cells, body, shown)] or list(bodies)
    colours = palette()
    data = {
        "years": shown,
        "rows": [
            {"body": body, "cells": [cells[body, year].data() for year in shown]} for body in bodies
        ],
        "most": _ROWS,
        "chosen": chosen(),
        "ramp": colours.ramp,
        "ramp_ink": colours.ramp_ink,
        "legend": _legend(cells, lang),
        "words": {
            name: say(f"matrix.{name}", lang, n="{n}") for name in ("caption", "body", "more")
        },
        "cut": say("matrix.cut", lang, n=_PHONE_YEARS) if len(shown) < len(years) else "",
    }
    mount(_MATRIX, key, data, "pick", on=_pick)


def _pick(token: str | None) -> None:
    """Choose before the page is drawn anew, so that the cell is outlined at once."""
    if token:
        choose(token)


def _is_listed(cells: dict[tuple[str, int], Cell], body: str, years: Sequence[int]) -> bool:
    """Tell whether anything is known of a body in the years shown (a missing report is)."""
    return any(cells[body, year].state is not State.UNLISTED for year in years)


def _legend(cells: dict[tuple[str, int], Cell], lang: str) -> list[dict[str, str]]:
    """Explain the states that occur, in words."""
    present = {cell.state for cell in cells.values()}
    known = {State.EXACT, State.OVER, State.ABOUT, State.ZERO}
    entries = [state for state in State if state in present or state is State.EXACT]
    samples = {cell.state: cell for cell in cells.values()}
    return [
        {
            "state": state.value,
            "filled": state in _FILLED,
            "sign": _SIGNS.get(state, "") if state in known else samples[state].sign,
            "words": say(f"legend.{state.value}", lang)
            if state in known or state is State.PARTS
            else samples[state].words,
        }
        for state in entries
    ]


_FILLED = {State.EXACT, State.OVER, State.ABOUT}
_SIGNS = {State.OVER: "≥", State.ABOUT: "≈", State.ZERO: "0"}
