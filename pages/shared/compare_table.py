"""The table below what is compared: bodies down, years across, each cell with the way to its words.

Owns its rows: what was told, else the state of the cell in words. Sorting happens in the browser.
Refuses to compute: compared.py tells, states.py knows what silence means.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pandas import DataFrame

from pages.shared.chart import choose, chosen
from pages.shared.compare_choice import pick_highlight
from pages.shared.compared import Compared, Mode, find_compared
from pages.shared.component import make_component, mount
from pages.shared.prepared import LARGE, find_frames, per_view
from pages.shared.states import Cell, find_cells, order_bodies
from pages.shared.store import find_indicators, find_observations, find_reports
from pages.shared.view import View
from pages.shared.words import say, unit_name

_TABLE = make_component("compare_table")
_ROWS = 20  # shown at first; the rest unfolds in the browser
_WORDS = ("caption", "body", "indicator", "more", "sort", "stand_out")

Row = dict[str, Any]


@per_view(LARGE)
def prepare_compared(view: View, indicator: str, mode: Mode) -> Compared:
    """Return an indicator as it is compared in this view."""
    kind = find_indicators().loc[indicator, "kind"]
    return find_compared(find_frames(view)[indicator], kind, mode, view.lang)


@per_view(LARGE)
def _rows(view: View, indicator: str, mode: Mode) -> Sequence[Row]:
    frame = find_frames(view)[indicator]
    parts = view.label(find_observations(view.asked, [indicator]))
    reports = view.label(find_reports(view.asked))
    bodies = order_bodies(frame, list(dict.fromkeys([*frame["body"], *parts["body"]])))
    cells = find_cells(frame, parts, reports, bodies, view.years, view.lang)
    compared = prepare_compared(view, indicator, mode)
    name = find_indicators().loc[indicator, f"name_{view.lang}"]
    told = _read_told(frame, compared, mode, view.lang)
    return [
        {
            "body": body,
            "indicator": name,
            "cells": [told.get((body, year)) or _state(cells[body, year], view.lang)
                      for year in view.years],
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
    lang = view.lang
    rows = [row for each in indicators for row in _rows(view, each, mode)]
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
