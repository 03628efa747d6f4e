"""Named things as rows: each with the sentence that names it and its place in the report.

Owns the values; named.py and search.py choose, names_table.py draws. Refuses markup.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandas import DataFrame

from pages.shared.evidence import Pieces, cut_words
from pages.shared.view import View
from pages.shared.words import say

_OWN_NAME = "“"  # 微信公众号“青岚水利”: what stands before it is the kind of account


@dataclass(frozen=True, slots=True)
class NamedRow:
    """One thing a report names; `address` is its place in our report page."""

    id: str
    kind: str
    name: str
    number: str
    issuer: str
    deed: str
    body: str
    year: int
    pieces: Pieces
    report_id: str
    address: str

    def data(self, lang: str) -> dict[str, Any]:
        """Return it as plain data for a component."""
        return {
            "id": self.id,
            "kind": say(f"named.{self.kind}", lang),
            "name": self.name,
            "number": self.number,
            "issuer": self.issuer,
            "deed": say(f"deed.{self.deed}", lang) if self.deed else "",
            "body": self.body,
            "year": self.year,
            "pieces": self.pieces,
            "address": self.address,
        }


def read_rows(named: DataFrame, view: View) -> list[NamedRow]:
    """Return labelled named things as rows, in their order."""
    return [_row(row, view) for row in named.itertuples()]


def _row(row: Any, view: View) -> NamedRow:
    quote = (row.quote_in_sentence, row.quote_in_sentence + len(row.quote))
    own = {"id": [row.report_id], "figure": [row.named_id]}
    return NamedRow(
        id=row.named_id,
        kind=row.kind,
        name=row.name,
        number=_text(row.number),
        issuer=_text(row.issuer),
        deed=_text(row.deed),
        body=row.body,
        year=int(row.year),
        pieces=cut_words(row.sentence, quote, quote),
        report_id=row.report_id,
        address=f"report?{view.query(**own)}",
    )


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def group_name(name: str) -> str:
    """Return under what a name is counted: an account under its kind, all else under itself."""
    return name.split(_OWN_NAME, 1)[0] or name


@dataclass(frozen=True, slots=True)
class Count:
    """How many reports of each year name a thing; None where none does."""

    name: str
    by_year: tuple[int | None, ...]
    reports: int


def count_names(rows: Iterable[NamedRow], years: Iterable[int]) -> list[Count]:
    """Return the counts of every name, the most named first."""
    years = tuple(years)
    reports: dict[str, dict[str, int]] = {}
    for row in rows:
        reports.setdefault(group_name(row.name), {})[row.report_id] = row.year
    counts = [_count(name, list(found.values()), years) for name, found in reports.items()]
    return sorted(counts, key=lambda count: (-count.reports, count.name))


def _count(name: str, found: list[int], years: tuple[int, ...]) -> Count:
    return Count(name, tuple(found.count(year) or None for year in years), len(found))
