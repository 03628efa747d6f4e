"""The table below what is compared: bodies down, years across, each cell with the way to its words.

Owns its rows: what was told, else the state of the cell in words. Sorting happens in the browser.
Refuses to compute: compared.py tells, states.py knows what silence means.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.shared.chart import choose, chosen
from pages.shared.compare_choice import pick_highlight
from pages.shared.compared import Compared, Mode, find_compared
from pages.shared.component import make_component, mount
from pages.shared.link import Choice
from pages.shared.prepared import find_frames
from pages.shared.states import Cell, find_cells, order_bodies
from pages.shared.store import find_indicators, find_observations, find_reports, name_version
from pages.shared.view import View
from pages.shared.words import say, unit_name

_TABLE = make_component("compare_table")
_ROWS = 20  # shown at first; the rest unfolds in the browser
_WORDS = ("caption", "body", "indicator", "more", "sort", "stand_out")
_KEPT = 64  # tables of a province are large

Row = dict[str, Any]


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _compared(
    _view: View, version: tuple[str, int], choice: Choice, indicator: str, mode: Mode
) -> Compared:
    kind = find_indicators().loc[indicator, "kind"]
    return find_compared(find_frames(_view)[indicator], kind, mode, choice.lang)


def prepare_compared(view: View, indicator: str, mode: Mode) -> Compared:
    """Return an indicator as it is compared in this view; kept like all that is prepared."""
    return _compared(view, name_version(), view.choice, indicator, mode)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _rows(
    _view: View, version: tuple[str, int], choice: Choice, indicator: str, mode: Mode
) -> list[Row]:
    frame = find_frames(_view)[indicator]
    parts = _view.label(find_observations(_view.asked, [indicator]))
    reports = _view.label(find_reports(_view.asked))
    bodies = order_bodies(frame, list(dict.fromkeys([*frame["body"], *parts["body"]])))
    cells = find_cells(frame, parts, reports, bodies, _view.years, choice.lang)
    compared = prepare_compared(_view, indicator, mode)
    name = find_indicators().loc[indicator, f"name_{choice.lang}"]
    told = _read_told(frame, compared, mode, choice.lang)
    return [
        {
            "body": body,
            "indicator": name,
            "cells": [told.get((body, year)) or _state(cells[body, year], choice.lang)
                      for year in _view.years],
        }
        for body in bodies
    ]  # fmt: skip


def _read_told(
    frame: DataFrame, compared: Compared, mode: Mode, lang: str
) -> Mapping[tuple[str, int], Row]:
    """Return the cells of what is told; a unit stands in the cell where there are several."""
    several = mode is Mode.ABSOLUTE and frame["unit"].nunique() > 1
    units = dict(zip(frame["observation_id"], frame["unit"], strict=True))
    return {
        (track.body, told.year): {
            "text": told.text,
            "unit": unit_name(units[told.token], lang) if several else "",
            "value": told.value,
            "token": told.token,
            "told": True,
            "words": told.words.partition("\n")[0],
        }
        for track in compared.tracks
        for told in track.told
    }


def _state(cell: Cell, lang: str) -> Row:
    """Return a cell in which nothing is told: the figure itself may be there all the same."""
    stated = cell.id is not None
    return {
        "text": "—" if stated else cell.sign,
        "unit": "",
        "value": None,
        "token": cell.id,
        "told": False,
        "words": say("compare.not_told", lang, value=cell.words) if stated else cell.words,
    }


def show_compared(view: View, indicators: Sequence[str], mode: Mode, highlight: str | None) -> None:
    """Draw the table; a cell chooses its quotes, a body's name lets the body stand out."""
    lang, version = view.lang, name_version()
    rows = [row for each in indicators for row in _rows(view, version, view.choice, each, mode)]
    seen = [year for index, year in enumerate(view.years)
            if any(row["cells"][index]["told"] for row in rows)]  # fmt: skip
    seen = seen or list(view.years)
    first, last = view.years.index(seen[0]), view.years.index(seen[-1]) + 1
    data = {
        "years": list(view.years[first:last]),
        "rows": [{**row, "cells": row["cells"][first:last]} for row in rows],
        "several": len(indicators) > 1,
        "most": _ROWS,
        "chosen": chosen(),
        "highlight": highlight,
        "words": {name: say(f"compare.table.{name}", lang, n="{n}") for name in _WORDS},
    }

    def act(value: Any) -> None:
        """Take up a click before the page is drawn anew."""
        if isinstance(value, dict) and value.get("body"):
            pick_highlight(view, str(value["body"]))
        elif isinstance(value, dict) and value.get("token"):
            choose(str(value["token"]))

    mount(_TABLE, "compare-table", data, "pick", on=act)
