"""What became of requests over the years: a bar a year, and its numbers in a table.

Owns the words and signs of both. Refuses to sum: outcome_sums.py does.
"""

from collections.abc import Sequence

import streamlit as st

from pages.shared.chart_table import Row, Stated, make_stated
from pages.shared.evidence import PLUS
from pages.shared.numbers import full, with_unit
from pages.shared.outcome_grid import Bar, GridCell, GridRow, Segment, make_table, show_grid
from pages.shared.outcome_sums import UNIT, Composition, Group, Part, read_layout
from pages.shared.picture import Caption
from pages.shared.states import State
from pages.shared.table_exhibit import Told, show_table_tools, tell
from pages.shared.theme import is_phone
from pages.shared.view import View
from pages.shared.words import join, say

TOKEN = "outcomes:"
_YEARS, _PHONE_YEARS = 12, 5


def list_years(composition: Composition) -> tuple[int, ...]:
    """Return the calendar years shown, the latest that a screen holds: a gap keeps its place."""
    most = _PHONE_YEARS if is_phone() else _YEARS
    first, last = composition.years[0], composition.years[-1]
    return tuple(range(max(first, last - most + 1), last + 1))


def read_years(composition: Composition, lang: str) -> tuple[list[GridRow], list[Bar]]:
    """Return the rows of the table, and the bars that stand above it."""
    years, layout = list_years(composition), read_layout()
    groups = [(group, "group", index) for index, group in enumerate(layout.groups)]
    rows = [
        GridRow(
            say(f"outcomes.group.{group.id}", lang),
            kind,
            tuple(_cell(composition, year, group, lang) for year in years),
            swatch,
        )
        for group, kind, swatch in (*groups, (layout.total, "total", None))
    ]
    longest = max(_length(composition, year) for year in years)
    return rows, [_bar(composition, year, longest, lang) for year in years]


def show_years(composition: Composition, caption: Caption, view: View, key: str) -> None:
    """Draw the bars, the table beneath them, and their tools."""
    lang, years = view.lang, [str(year) for year in list_years(composition)]
    rows, bars = read_years(composition, lang)
    with st.container(key=f"{key}-exhibit"):
        show_grid(rows, years, say("outcomes.caption", lang), lang, key, bars=bars)
        table = make_table(rows, years, lang, bars)
        told = _tell(composition, rows, lang)
        show_table_tools(table, told, caption, view, key, measured=False)  # the notes say it


def _tell(composition: Composition, rows: Sequence[GridRow], lang: str) -> Told:
    """Return what the table states, each sum with the cells that it rests on."""
    bodies, layout = join(list(composition.bodies), lang, 6), read_layout()
    return tell(
        (
            row.label,
            Row(bodies, year, cell.stated, _list_cells(composition.parts.get((year, group.id)))),
        )
        for group, row in zip((*layout.groups, layout.total), rows, strict=True)
        for year, cell in zip(list_years(composition), row.cells, strict=True)
    )


def _list_cells(part: Part | None) -> str:
    return PLUS.join(cell.cell_id for cell in part.cells) if part else ""


def find_part(composition: Composition, token: str | None) -> Part | None:
    """Return what a chosen token stands for, None where it is not of this chart."""
    year, _, group = (token or "").removeprefix(TOKEN).partition(":")
    return composition.parts.get((int(year), group)) if year.isdecimal() else None


def _cell(composition: Composition, year: int, group: Group, lang: str) -> GridCell:
    if year not in composition.years:
        words = say("outcomes.no_form", lang)
        return GridCell(State.NO_REPORT, say("outcomes.no_form.sign", lang), words, _absent(words))
    amount = composition.parts[year, group.id].amount
    if amount is None:
        words = say("outcomes.unknown", lang)
        return GridCell(State.SILENT, say("outcomes.unknown.sign", lang), words, _absent(words))
    exact = State.EXACT if amount.value else State.ZERO
    words = say(
        "outcomes.cell",
        lang,
        year=year,
        name=say(f"outcomes.group.{group.id}", lang),
        value=with_unit(amount.value, amount.qualifier, UNIT, lang),
        n=len(composition.bodies),
    )
    return GridCell(
        exact if amount.qualifier == "exact" else State.OVER,
        full(amount.value, amount.qualifier),
        words,
        make_stated(amount.value, amount.qualifier, UNIT, lang),
        f"{TOKEN}{year}:{group.id}",
    )


def _absent(words: str) -> Stated:
    return Stated(None, "exact", "", words)


def _bar(composition: Composition, year: int, longest: float, lang: str) -> Bar:
    if year not in composition.years:
        return Bar(year, say("outcomes.no_form", lang))
    segments = []
    for swatch, group in enumerate(read_layout().groups):
        amount = composition.parts[year, group.id].amount
        if amount and amount.value:
            share = amount.value / longest * 100
            segments.append(Segment(_cell(composition, year, group, lang), swatch, share))
    total = composition.parts[year, read_layout().total.id].amount
    words = full(total.value, total.qualifier) if total else ""
    return Bar(year, say("outcomes.sum", lang, value=words) if words else "", tuple(segments))


def _length(composition: Composition, year: int) -> float:
    parts = [composition.parts.get((year, group.id)) for group in read_layout().groups]
    return sum(part.amount.value for part in parts if part and part.amount)
