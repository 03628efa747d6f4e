"""What became of requests for disclosure: the section on the page of disclosures.

Owns the order of the section (years, one report's form, the words, the file to take away) and
which report the form is of. Silent where no report in view has the form.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from pandas import DataFrame

from pages.shared import markup
from pages.shared.chart import chosen
from pages.shared.download import show_download
from pages.shared.evidence import Evidence
from pages.shared.findings import spans_text
from pages.shared.outcome_evidence import read_cell, read_cells
from pages.shared.outcome_form import read_rows, show_form
from pages.shared.outcome_grid import GridRow
from pages.shared.outcome_rows import list_rows
from pages.shared.outcome_sums import Composition, find_composition, read_layout
from pages.shared.outcome_years import find_part, list_years, show_years
from pages.shared.picture import Caption
from pages.shared.prepared import LARGE, SMALL, per_view
from pages.shared.quotes import show_quotes
from pages.shared.store import Filter, find_request_form
from pages.shared.view import View, current_view
from pages.shared.words import join, say

_BODY, _YEAR = "form_body", "form_year"  # in the address


def show_outcomes() -> None:
    """Draw the section."""
    view = current_view()
    sums, composition = _find_sums(view)
    if composition is None:
        return
    lang = view.lang
    heading, scope = say("section.outcomes", lang), _tell_scope(composition, lang)
    notes = tuple(_list_notes(view, composition, sums))
    markup.show_section(heading, scope)
    caption = Caption(say("page.disclosures", lang), heading, lang, scope, notes)
    show_years(composition, caption, view, "outcomes-years")
    first, *others = notes
    click = say("outcomes.note.click", lang)
    markup.show_note(say("sentence_mark", lang).join([first, click, *others]))
    form = _show_one(view)
    found = _find_chosen(view, composition, form)
    if found:
        show_quotes(found, view, "outcomes", picked=True)
    label = say("outcomes.download", lang)
    show_download(label, "requests", lambda: list_rows(view), "outcomes-download", lang)


@per_view(SMALL)
def _find_sums(view: View) -> tuple[DataFrame, Composition | None]:
    """Return the forms' column of all applicants, and the groups of outcomes by year."""
    sums = view.label(find_request_form(view.asked, [read_layout().everybody]))
    return sums, find_composition(sums)


def _tell_scope(composition: Composition, lang: str) -> str:
    """Say whose forms are summed, over which years."""
    years, bodies = spans_text(composition.years, lang), composition.bodies
    key = "one" if len(bodies) == 1 else "many" if len(composition.years) > 1 else "year"
    named = join(list(bodies), lang, 6)
    return say(f"outcomes.scope.{key}", lang, years=years, n=len(bodies), bodies=named)


def _list_notes(view: View, composition: Composition, sums: DataFrame) -> list[str]:
    lang, notes = view.lang, [say("outcomes.note", view.lang)]
    amounts = [part.amount for part in composition.parts.values()]
    if any(amount is None or amount.qualifier != "exact" for amount in amounts):
        notes.append(say("outcomes.note.blank", lang))
    if composition.contradicted:
        years = spans_text(composition.contradicted, lang)
        notes.append(say("outcomes.note.contradicted", lang, years=years))
    if composition.apart:
        notes.append(say("sets.scopes", lang))
    elif len(composition.bodies) < composition.stated_by:
        n, of = len(composition.bodies), composition.stated_by
        notes.append(say("outcomes.note.bodies", lang, n=n, of=of))
    shown = list_years(composition)
    left = sorted(set(sums["year"]) - set(shown))
    if left:
        notes.append(say("outcomes.note.years", lang, years=spans_text(left, lang)))
    return notes


def _show_one(view: View) -> DataFrame:
    """Draw the form of one body and year; return its cells."""
    lang = view.lang
    body, year = _choose_form(view)
    form, rows = _find_form(view, body, year)
    title = form.iloc[0]["title"]
    named = title if isinstance(title, str) else say("outcomes.untitled", lang)
    source = say("outcomes.form.source", lang, title=named)
    click = say("outcomes.form.click", lang)
    markup.show_note(say("sentence_mark", lang).join([source, click]))
    heading = say("outcomes.form.of", lang, body=body, year=year)
    caption = Caption(say("section.outcomes", lang), heading, lang, notes=(source,))
    show_form(rows, body, year, caption, _narrow(view, form.iloc[0]), "outcomes-form")
    return form


def _narrow(view: View, cell: Any) -> View:
    """Return the view of the one report a cell is of: a picture says what it holds."""
    year, region = int(cell["year"]), cell["region"]
    regions, bodies = (region,) if region else (), (cell["agency"],)
    shown = replace(view.choice, years=(year, year), regions=regions, bodies=bodies)
    return replace(view, choice=shown)


def _choose_form(view: View) -> tuple[str, int]:
    """Draw the two boxes; the largest form of the latest year stands first."""
    offered = _list_forms(view)
    markup.show_section(say("section.outcomes_form", view.lang))
    with st.container(key="outcomes-choice", horizontal=True):
        body = _pick(say("body", view.lang), list(offered), _BODY, 230)
        year = _pick(say("table.year", view.lang), offered[body], _YEAR, 100)
    return body, int(year)


@per_view(SMALL)
def _list_forms(view: View) -> dict[str, list[str]]:
    """Return the years each body has forms of, newest first; large forms of late years first."""
    sums, _ = _find_sums(view)
    sizes = sums.groupby(["year", "body"], as_index=False)["value"].max()
    ordered = sizes.sort_values(["year", "value", "body"], ascending=[False, False, True])
    years: dict[str, list[str]] = {}
    for body, year in zip(ordered["body"], ordered["year"], strict=True):
        years.setdefault(body, []).append(str(year))
    return years


def _pick(label: str, options: Sequence[str], parameter: str, width: int) -> str:
    """Draw a box whose choice lives in the address; what is not offered falls back to the first."""
    asked = st.query_params.get(parameter)
    key = f"outcomes.{parameter}"
    st.session_state[key] = asked if asked in options else options[0]
    return str(
        st.selectbox(label, options, key=key, on_change=_keep, args=(parameter, key), width=width)
    )


def _keep(parameter: str, key: str) -> None:
    st.query_params[parameter] = st.session_state[key]


@per_view(LARGE)
def _find_form(view: View, body: str, year: int) -> tuple[DataFrame, list[GridRow]]:
    """Return the cells of one body's form, and the rows it is drawn in."""
    sums, _ = _find_sums(view)
    row = sums[(sums["body"] == body) & (sums["year"] == year)].iloc[0]
    asked = Filter(view.choice.data, (year, year), (row["region"],), (row["agency"],))
    form = view.label(find_request_form(asked))
    return form, read_rows(form, view.lang)


def _find_chosen(view: View, composition: Composition, form: DataFrame) -> list[Evidence]:
    """Return what a click chose: a cell of the form, or the cells of a sum that add to it."""
    token = chosen()
    cells = form[form["cell_id"] == token]
    if len(cells):
        return [read_cell(cell, view) for cell in cells.itertuples()]
    part = find_part(composition, token)
    if part is None:
        return []
    adding = [cell for cell in part.cells if cell.value]
    return read_cells(adding or part.cells, view)
