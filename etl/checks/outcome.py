"""What a check found: a verdict on one report or pair of reports, with the words it rests on.

Owns the closed set of verdicts and the identity of an outcome, by which people mark it across
loads. Refuses sentences: what a reason says in each language is data (data/*.yml, `reasons`).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from etl.model import Genre, Span


class Verdict(StrEnum):
    """What a check says. Where the text is unclear it is `UNCLEAR`, never an accusation."""

    KEPT = "kept"
    LATE = "late"
    MISSING = "missing"
    DIFFERS = "differs"
    UNCLEAR = "unclear"


_LONGEST = 60  # characters of a passage that are looked for in the report
ACCUSING = frozenset({Verdict.LATE, Verdict.MISSING, Verdict.DIFFERS})


@dataclass(frozen=True, slots=True)
class Passage:
    """Words a verdict rests on: a place in a report's text, or what its page says (no span)."""

    report_id: str
    quote: str
    span: Span | None = None

    @property
    def find(self) -> str:
        """The words by which the report page finds it: one word, as white space parts."""
        pieces = self.quote.split()
        parted = any(
            before[-1].isascii()
            and before[-1].isalnum()
            and after[0].isascii()
            and after[0].isalnum()
            for before, after in pairwise(pieces)
        )
        return (max(pieces, key=len) if parted else "".join(pieces))[:_LONGEST]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict of one rule on one report, or on what one body and year state.

    `reason` names the sentence that tells it, `values` fill its blanks: numbers as numbers, dates
    as YYYY-MM-DD. `side` sets apart several outcomes of a rule on one report (a column of a
    table, an indicator); it is part of the identity, `values` are not.
    """

    check: str
    rule: str
    verdict: Verdict
    dataset: str
    region: str
    agency: str
    year: int
    genre: Genre
    reason: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    side: str = ""

    @property
    def key(self) -> str:
        """Return what names this outcome in every later load, as long as its words stay."""
        words = [passage.quote for passage in self.passages]
        parts = [
            *(self.check, self.rule, self.dataset, self.region, self.agency, str(self.year)),
            *(self.genre, self.side, *words),
        ]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
