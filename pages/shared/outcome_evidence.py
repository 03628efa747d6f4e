"""The cells of the form of requests as evidence: row and column named, the words of its row.

Owns naming a cell and its place in our report page. Refuses to sum and to draw.
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from pages.shared.evidence import CELL_GAP, Evidence, Pieces
from pages.shared.numbers import with_unit
from pages.shared.outcome_sums import UNIT, read_layout
from pages.shared.view import View
from pages.shared.words import say


def read_cells(cells: Iterable[Any], view: View) -> list[Evidence]:
    """Return labelled cells of forms as evidence, newest first, then the largest."""
    ordered = sorted(cells, key=lambda cell: (-cell.year, -cell.value, cell.body))
    return [read_cell(cell, view) for cell in ordered]


def read_cell(cell: Any, view: View) -> Evidence:
    """Return one labelled cell of a form as evidence."""
    own = {"id": [cell.report_id], "figure": [cell.cell_id]}
    place = f"{cell.row_name}|{cell.applicant}".replace("|", " · ")
    return Evidence(
        id=cell.cell_id,
        body=cell.body,
        year=int(cell.year),
        indicator=f"{name_row(cell, view.lang)} · {say(f'applicant.{cell.applicant}', view.lang)}",
        value=None if pd.isna(cell.value) else float(cell.value),
        text=tell_cell(cell, view.lang),
        unit=UNIT,
        pieces=_split_row(cell),
        report_id=cell.report_id,
        address=f"report?{view.query(**own)}",
        source=None,
        flag=say("note.cell", view.lang, cell=place),
    )


def name_row(cell: Any, lang: str) -> str:
    """Return the name of a cell's row: an outcome, a group, or the form's own total."""
    if not pd.isna(cell.outcome):
        return say(f"outcome.{cell.outcome}", lang)
    layout = read_layout()
    named = next(each for each in (*layout.groups, layout.total) if each.whole == cell.row_name)
    return say(f"outcomes.group.{named.id}", lang)


def tell_cell(cell: Any, lang: str) -> str:
    """Return what a cell says: a number, or that it was left blank, or does not apply."""
    if pd.isna(cell.value):
        return say(f"cell.{cell.meaning}", lang)
    return with_unit(cell.value, "exact", UNIT, lang)


def _split_row(cell: Any) -> Pieces:
    before, raw = cell.quote[: cell.raw_in_quote], cell.quote[cell.raw_in_quote :]
    return before.replace("\t", CELL_GAP), raw, ""
