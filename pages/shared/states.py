"""The states of a cell, body × year, and how each is told: fill, border, sign, word.

Owns telling apart what was stated, what was silent and what is missing. Absent is never zero.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pandas import DataFrame

from pages.shared.chart_table import Stated
from pages.shared.measures import MeasuredRow
from pages.shared.numbers import full, short, with_unit
from pages.shared.words import join, say, unit_name

_STEPS = 5
_LONG = 7  # digits a narrow cell cannot hold


class State(StrEnum):
    """What is known of a body's figure in a year."""

    EXACT = "exact"
    OVER = "over"
    ABOUT = "about"
    ZERO = "zero"
    PARTS = "parts"  # only parts that must not be summed are stated
    SILENT = "silent"  # there is a report, and it does not mention the figure
    NO_REPORT = "no_report"
    UNLISTED = "unlisted"  # a ledger does not hold it: nothing is known of the report
    UNREAD = "unread"  # there is a document, and it could not be read


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `step` on the ramp, `sign` in the cell, `words` in full, `id` of its figure.

    `stated` is its row in a file.
    """

    body: str
    year: int
    state: State
    step: int
    sign: str
    unit: str
    words: str
    id: str | None
    stated: Stated

    def data(self) -> dict[str, object]:
        """Return it as plain data for the component."""
        return {
            "state": self.state.value,
            "step": self.step,
            "sign": self.sign,
            "unit": self.unit,
            "words": self.words,
            "id": self.id,
        }


def find_cells(
    figures: DataFrame,
    parts: DataFrame,
    reports: DataFrame,
    bodies: Sequence[str],
    years: Sequence[int],
    lang: str,
    unread: Collection[tuple[str, int]] = (),
) -> dict[tuple[str, int], Cell]:
    """Return the cell of each body and year; frames are labelled, of one indicator,
    the figures with their `measure`.

    `parts` are all observations of the indicator: where no figure came of them, the report
    states parts that cannot be summed. `reports` may be empty (a ledger): nothing is known
    then of silence. `unread` are bodies and years of documents that could not be read.
    """
    rows = {(row.body, row.year): row for row in figures.itertuples()}
    peaks = figures.groupby("measure")["value"].max().to_dict()
    several = figures["unit"].nunique() > 1
    stated = set(zip(parts["body"], parts["year"], strict=True))
    reported = set(zip(reports["body"], reports["year"], strict=True))
    reporters = {body for body, _ in reported}
    cells = {}
    for body in bodies:
        for year in years:
            key = (body, year)
            if key in rows:
                cells[key] = _figure_cell(rows[key], peaks, lang, several=several)
            else:
                state = _absence(key, stated, reported, known=body in reporters)
                if state in (State.NO_REPORT, State.UNLISTED) and key in unread:
                    state = State.UNREAD
                cells[key] = _absent_cell(body, year, state, lang)
    return cells


def _absence(
    key: tuple[str, int],
    stated: set[tuple[str, int]],
    reported: set[tuple[str, int]],
    *,
    known: bool,
) -> State:
    """Tell silence from a missing report; of a body only a ledger knows neither can be said."""
    if key in stated:
        return State.PARTS
    if not known:
        return State.UNLISTED
    return State.SILENT if key in reported else State.NO_REPORT


class _ReviewedRow(MeasuredRow, Protocol):
    review: str | None


def _figure_cell(row: _ReviewedRow, peaks: dict[str, float], lang: str, *, several: bool) -> Cell:
    state = State.ZERO if row.value == 0 and row.qualifier == "exact" else State(row.qualifier)
    sign = full(row.value, row.qualifier)
    if len(sign) > _LONG:
        sign = sign[0] * (not sign[0].isdigit()) + short(row.value, lang)
    words = with_unit(row.value, row.qualifier, row.unit, lang)
    words = say(f"state.{state.value}", lang, value=words)
    words += say("state.corrected", lang) if row.review == "corrected" else ""
    unit = unit_name(row.unit, lang) if several else ""
    step = ramp_step(row.value, peaks[row.measure])
    stated = Stated(float(row.value), row.qualifier, unit_name(row.unit, lang), words)
    return Cell(row.body, row.year, state, step, sign, unit, words, row.observation_id, stated)


def _absent_cell(body: str, year: int, state: State, lang: str) -> Cell:
    sign = say(f"state.{state.value}.sign", lang)
    words = say(f"state.{state.value}", lang)
    return Cell(body, year, state, 0, sign, "", words, None, Stated(None, "exact", "", words))


def ramp_step(value: float, peak: float) -> int:
    """Return the step of the ramp, by square root."""
    if peak <= 0:
        return 0
    return min(_STEPS - 1, int(math.sqrt(value / peak) * _STEPS))


def order_bodies(figures: DataFrame, bodies: Sequence[str]) -> list[str]:
    """Put bodies with large latest figures first, those without any last, by name."""
    latest: dict[str, tuple[int, float]] = {}
    for row in figures.itertuples():
        latest[row.body] = max(latest.get(row.body, (0, 0.0)), (row.year, row.value))
    values = {body: value for body, (_, value) in latest.items()}
    return sorted(bodies, key=lambda body: (body not in values, -values.get(body, 0.0), body))


def missing_text(cells: Mapping[tuple[str, int], Cell], years: Sequence[int], lang: str) -> str:
    """Say which body has no report of which year, and which years have none at all."""
    gaps: dict[str, list[int]] = {}
    silent_years = {
        year
        for year in years
        if all(c.state is State.NO_REPORT for c in cells.values() if c.year == year)
    }
    for cell in cells.values():
        if cell.state is State.NO_REPORT and cell.year not in silent_years:
            gaps.setdefault(cell.body, []).append(cell.year)
    named = [
        say(
            "missing.body",
            lang,
            body=body,
            years=join([str(year) for year in sorted(gap)], lang, len(gap)),
        )
        for body, gap in sorted(gaps.items(), key=lambda item: (-max(item[1]), item[0]))
    ]
    told = [say("missing", lang, list=join(named, lang, most=6))] if named else []
    if silent_years:
        words = join([str(year) for year in sorted(silent_years)], lang, most=12)
        told.append(say("missing.years", lang, years=words))
    gap = "" if lang == "zh" else " "
    return gap.join(told) or say("missing.none", lang)
