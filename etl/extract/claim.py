"""A candidate: a number of the text, what claims it, and what speaks against it.

Owns the value alone. Refuses to find candidates (`etl.extract.candidates`) and to choose
between them (`etl.extract.resolve`).
"""

from dataclasses import dataclass
from decimal import Decimal

from etl.extract.reasons import Reason
from etl.model import Qualifier


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure the text may state, on normalised text.

    `start`..`end` are the words that state it, `number_start`..`number_end` its number.
    `reason` is None where nothing speaks against it. `among` marks a number after 其中 or in
    brackets; `label` is what distinguishes it from other figures of its indicator; `summing` that
    合计 or 共计 introduces the number, `weak` that its words stand far or loose, `loose` that
    its wording is loose wherever they stand, and `among_before` that its sentence opens with 其中,
    so that its whole stands in the one before.
    """

    indicator: str | None
    rule: str
    value: Decimal
    qualifier: Qualifier
    unit: str
    start: int
    end: int
    number_start: int
    number_end: int
    sentence: int
    among: bool
    label: str
    reason: Reason | None
    summing: bool = False
    weak: bool = False
    among_before: bool = False
    loose: bool = False
