"""The board of duties: bodies down, years across, one for each genre; a cell opens its verdicts.

Owns what a cell says, and which is open (in the address). A cell says the worst its report is
accused of; else what cannot be told; what weighs slightly alone never marks a cell.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from etl.checks.duties import read_duties
from etl.checks.duty_rules import Severity
from etl.checks.outcome import ACCUSING, Outcome, Verdict
from etl.model import Genre
from pages.shared import markup
from pages.shared.component import make_component, mount
from pages.shared.duty_outcomes import FILED, Duties, name_body
from pages.shared.theme import is_phone
from pages.shared.verdicts import SIGNS, Listed, name_verdict, show_verdicts
from pages.shared.view import View
from pages.shared.words import say

_BOARD = make_component("verdict_grid", "grid")
_ROWS = 20  # shown at first; the rest unfolds in the browser
_FEW = 2  # verdicts of an open cell that stand unfolded, and all that are not kept
_PHONE = 4  # columns that a phone has room for
_CASE = "case"  # in the address: genre.year.region.agency
_GENRES = (Genre.ROL, Genre.DIS, Genre.ENF)
_ORDER = (Verdict.LATE, Verdict.MISSING, Verdict.DIFFERS, Verdict.UNCLEAR, Verdict.KEPT)

CellKey = tuple[str, str, int]  # region, agency, year


@dataclass(frozen=True, slots=True)
class Cell:
    """One report: its state, sign and word in the cell, the words in full, what opens it."""

    state: str
    sign: str
    word: str
    words: str
    id: str | None

    def data(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "state": self.state,
            "sign": self.sign,
            "word": self.word,
            "words": self.words,
            "id": self.id,
        }


def show_boards(duties: Duties, view: View) -> None:
    """Draw a board for each genre there is, and beneath the last the verdicts of the open cell."""
    opened = read_case(duties)
    for genre in _GENRES:
        of_genre = [each for each in duties.outcomes if each.genre is genre]
        if of_genre:
            markup.show_section(
                say("duties.board", view.lang), say(f"genre.{genre.value}.named", view.lang)
            )
            _show_board(of_genre, genre, view, opened)
    if opened:
        _show_open(opened, duties, view)


def read_case(duties: Duties) -> str | None:
    """Return the cell the address opens; without one the newest, of those accused if any are."""
    asked = st.query_params.get(_CASE)
    known = {name_case(each) for each in duties.outcomes}
    if asked in known:
        return asked
    told = [each for each in duties.accusing or duties.outcomes if each.passages]
    return name_case(max(told, key=lambda each: each.year)) if told else None


def name_case(outcome: Outcome) -> str:
    """Return what names the cell an outcome is in."""
    return f"{outcome.genre.value}.{outcome.year}.{outcome.region}.{outcome.agency}"


def _show_board(outcomes: Sequence[Outcome], genre: Genre, view: View, opened: str | None) -> None:
    lang = view.lang
    cells = find_cells(outcomes, lang)
    years = sorted({year for _, _, year in cells})
    years = list(range(years[0], years[-1] + 1))
    shown = years[-_PHONE:] if is_phone() else years
    names = {(each.region, each.agency): name_body(view, each) for each in outcomes}
    bodies = sorted(names, key=lambda body: _rank(body, cells, shown, names[body]))
    blank = _absent(lang)
    rows: list[dict[str, Any]] = [
        {
            "body": names[body],
            "cells": [cells.get((*body, year), blank).data() for year in shown],
        }
        for body in bodies
    ]
    present = {cell["state"] for row in rows for cell in row["cells"]}
    data = {
        "columns": [str(year) for year in shown],
        "rows": rows,
        "most": _ROWS,
        "chosen": opened,
        "legend": [
            {"state": state, "words": say(f"duties.legend.{state}", lang)}
            for state in ("kept", "accused", "unclear", "absent", "none")
            if state in present
        ],
        "words": {
            name: say(f"duties.grid.{name}", lang, n="{n}") for name in ("caption", "body", "more")
        },
        "cut": say("duties.grid.cut", lang, n=_PHONE) if len(shown) < len(years) else "",
    }
    mount(_BOARD, f"duties-{genre.value}", data, "pick", on=_open)


def _open(token: object) -> None:
    """Open before the page is drawn anew, so that the cell is outlined at once."""
    if token:
        st.query_params[_CASE] = str(token)


def _rank(
    body: tuple[str, str], cells: Mapping[CellKey, Cell], years: Sequence[int], name: str
) -> tuple[int, str]:
    """Put bodies accused of most first."""
    found = [cells.get((*body, year)) for year in years]
    return -sum(cell is not None and cell.state in ("accused", "absent") for cell in found), name


def find_cells(outcomes: Sequence[Outcome], lang: str) -> dict[CellKey, Cell]:
    """Return the cell of every body and year."""
    grouped: dict[CellKey, list[Outcome]] = defaultdict(list)
    for each in outcomes:
        grouped[each.region, each.agency, each.year].append(each)
    return {key: _cell(each, lang) for key, each in grouped.items()}


def _cell(outcomes: Sequence[Outcome], lang: str) -> Cell:
    token = name_case(outcomes[0])
    accusing = [each for each in outcomes if each.verdict in ACCUSING]
    filed = next((each for each in outcomes if each.rule.endswith(FILED)), None)
    if filed is not None and filed.verdict is not Verdict.KEPT:
        missing = filed.verdict is Verdict.MISSING
        sign, key = ("✕", "absent") if missing else ("?", "none")
        return Cell(key, sign, say("duties.absent", lang), say(f"duties.legend.{key}", lang), token)
    if accusing:
        return _accused(accusing, token, lang)
    unclear = [each for each in outcomes if each.verdict is Verdict.UNCLEAR and _weighs(each)]
    verdict = Verdict.UNCLEAR if unclear else Verdict.KEPT
    word = name_verdict(verdict, lang)
    n = len(unclear) or len(outcomes)
    words = say(f"duties.cell.{verdict.value}", lang, n=n)
    return Cell(verdict.value, SIGNS[verdict], word, words, token)


def _accused(accusing: Sequence[Outcome], token: str, lang: str) -> Cell:
    first = accusing[0]
    if len(accusing) > 1:
        word = say("duties.several", lang, n=len(accusing))
    elif first.verdict is Verdict.LATE:
        word = say("duties.late", lang, n=first.values["days"])
    else:
        word = name_verdict(first.verdict, lang)
    rules = read_duties()
    named = "；".join(rules.rule(each.rule).name[lang] for each in accusing)
    words = say("duties.cell.accused", lang, rules=named)
    return Cell("accused", SIGNS[first.verdict], word, words, token)


def _weighs(outcome: Outcome) -> bool:
    return read_duties().rule(outcome.rule).severity is not Severity.SLIGHT


def _absent(lang: str) -> Cell:
    """Return the cell of a year in which nothing was expected of a body."""
    return Cell("blank", "–", "", say("duties.cell.blank", lang), None)


def _show_open(opened: str, duties: Duties, view: View) -> None:
    """Draw every verdict on the report of the open cell, the gravest first."""
    found = [each for each in duties.outcomes if name_case(each) == opened]
    first, lang = found[0], view.lang
    heading = say(
        "duties.open",
        lang,
        body=name_body(view, first),
        year=first.year,
        genre=say(f"genre.{first.genre.value}", lang),
    )
    markup.show_section(heading, say("duties.open.note", lang, n=len(found)))
    found.sort(key=lambda each: _ORDER.index(each.verdict))
    rows = [list_outcome(each, view) for each in found]
    telling = sum(each.verdict is not Verdict.KEPT for each in found)
    show_verdicts(rows, view, "duties-open", most=max(telling, _FEW), named=False)


def list_outcome(outcome: Outcome, view: View) -> Listed:
    """Return an outcome with the names of its rule and of the law behind it."""
    rule, lang = read_duties().rule(outcome.rule), view.lang
    law = " ".join(part for part in (rule.law[lang], rule.article[lang]) if part)
    return Listed(outcome, name_body(view, outcome), rule.name[lang], law)
