"""The way from a number to the words that state it: quote cards and rows with their quote.

Owns cutting the sentence around the figure and the address of its place in the report.
Refuses markup: the words go to the browser as plain pieces (before, figure, after).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
from pandas import DataFrame

from pages.shared.link import source_address
from pages.shared.numbers import with_unit
from pages.shared.reviewed import tell_review
from pages.shared.view import View
from pages.shared.words import say

_TABLE = "table:"  # how the rule of a figure from a standard table begins
PLUS = "+"  # joins the ids of a sum into one token
CELL_GAP = " │ "  # between the cells of a table's row
_REACH = 60  # characters kept each side of the quote

Pieces = tuple[str, str, str]  # before, what is marked, after


@dataclass(frozen=True, slots=True)
class Evidence:
    """One figure with its words; `address` is our report page, `source` the web page."""

    id: str
    body: str
    year: int
    indicator: str
    value: float | None
    text: str
    unit: str
    pieces: Pieces | None
    report_id: str | None
    address: str | None
    source: str | None
    flag: str

    def data(self) -> dict[str, Any]:
        """Return it as plain data for a component."""
        host = urlsplit(self.source).netloc if self.source else None
        return {
            "id": self.id,
            "body": self.body,
            "year": self.year,
            "indicator": self.indicator,
            "text": self.text,
            "value": self.value,
            "pieces": self.pieces,
            "address": self.address,
            "source": self.source,
            "host": host,
            "flag": self.flag,
        }


def read_evidence(figures: DataFrame, names: dict[str, str], view: View) -> list[Evidence]:
    """Return the evidence of labelled figures, newest first, then the largest."""
    ordered = figures.sort_values(["year", "value"], ascending=[False, False], kind="stable")
    return [_evidence(row, names, view) for row in ordered.itertuples()]


def _evidence(row: Any, names: dict[str, str], view: View) -> Evidence:
    report = None if pd.isna(row.report_id) else row.report_id
    own = {"id": [report], "figure": [row.observation_id]} if report else {}
    return Evidence(
        id=row.observation_id,
        body=row.body,
        year=int(row.year),
        indicator=names[row.indicator],
        value=float(row.value),
        text=with_unit(row.value, row.qualifier, row.unit, view.lang),
        unit=row.unit,
        pieces=None if pd.isna(row.quote) else cut_sentence(row),
        report_id=report,
        address=f"report?{view.query(**own)}" if report else None,
        source=None if report else source_address(row.source_url),
        flag=_flag(row, view.lang),
    )


def _flag(row: Any, lang: str) -> str:
    """Say what a reader must know of a figure: which cell it stands in, how it was chosen."""
    rule = row.rule if isinstance(row.rule, str) else ""
    cell = rule.removeprefix(_TABLE)
    flags = [say("note.cell", lang, cell=cell.replace("|", " · "))] if rule != cell else []
    told = [tell_review(row, lang), flag_text(getattr(row, "note", None), row.qualifier, lang)]
    return say("sentence_mark", lang).join([*flags, *filter(None, told)])


def cut_sentence(row: Any) -> Pieces:
    """Split the sentence at the figure, its far ends cut."""
    offset = row.start - row.quote_in_sentence
    start, end = row.number_start - offset, row.number_end - offset
    quote = (row.quote_in_sentence, row.quote_in_sentence + len(row.quote))
    return cut_words(row.sentence, quote, (start, end) if start < end else quote)


def cut_words(sentence: str, quote: tuple[int, int], marked: tuple[int, int]) -> Pieces:
    """Split a sentence around the marked words; what is far from the quote is cut."""
    left, right = max(0, quote[0] - _REACH), min(len(sentence), quote[1] + _REACH)
    start, end = marked
    before = ("…" if left else "") + sentence[left:start].lstrip("\u3000 \n\t" if not left else "")
    after = sentence[end:right].rstrip() + ("…" if right < len(sentence) else "")
    pieces = (before, sentence[start:end], after)
    return tuple(piece.replace("\t", CELL_GAP) for piece in pieces)  # type: ignore[return-value]


def flag_text(note: object, qualifier: str, lang: str) -> str:
    """Say what a reader must know of the figure, if anything."""
    if isinstance(note, str) and note:
        return say(f"note.{note}", lang)
    return say(f"note.{qualifier}", lang) if qualifier != "exact" else ""


def find_evidence(all_rows: Iterable[Evidence], token: str | None) -> list[Evidence]:
    """Return what a chosen token stands for: one figure, or those of a sum.

    Without a choice (or one that is gone) it is the newest figure.
    """
    rows = list(all_rows)
    asked = set((token or "").split(PLUS))
    return [row for row in rows if row.id in asked] or rows[:1]
