"""Labels: the words that tell a figure from others of its indicator.

Owns which words they are. Refuses to name parts by them (`etl.extract.parts` does).
"""

import re
from dataclasses import replace

from etl.extract.claim import Candidate
from etl.extract.wording import Match
from etl.text.clauses import Place, own_item
from etl.text.quantities import Quantity

_TAKING_PART = re.compile(r"(?:参加|参与|参训|参考|接受|通过|旁听|聆听|听取)(?:了)?")


def read_label(quantity: Quantity, place: Place, match: Match) -> str:
    """Return the quantity's own words: its clause without the items of a row before it.

    Where nothing stands before, those behind it: of 75名干部参加学法考试 the 学法考试.
    """
    before = own_item(place.clause)
    if before or match.end <= quantity.end:
        return before
    behind = place.right[: match.end - quantity.end].lstrip("的")
    people, *taken = _TAKING_PART.split(behind, maxsplit=1)
    return "".join(taken) or people


def restore_label(candidate: Candidate, written: str, published: str) -> Candidate:
    """Return the candidate with the numerals of its label back, where digits were written over."""
    label = candidate.label
    start = written.rfind(label, 0, candidate.number_start) if "0" in label else -1
    if start < 0:
        return candidate
    return replace(candidate, label=published[start : start + len(label)])
