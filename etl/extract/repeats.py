"""Repeats: is one number told again by another, or another figure of its own?

Owns when two candidates of one indicator state one fact: the same value in the same measure, or an
exact value that a rough one rounds. Refuses to choose which of them stays (`etl.extract.resolve`).
"""

from etl.extract.claim import Candidate
from etl.extract.parts import core_words, is_common
from etl.model import Qualifier


def unit_kind(unit: str) -> str:
    """Return one measure word for those that count the same things: 件, 起, 宗."""
    for alike in ("件起宗例个项份", "名人位"):
        if unit in alike:
            return alike[0]
    return unit


def repeats(one: Candidate, other: Candidate) -> bool:
    """Tell whether two candidates of one indicator state the same fact."""
    if unit_kind(one.unit) != unit_kind(other.unit):
        return False
    if one.value == other.value and one.qualifier == other.qualifier:
        return not (one.sentence == other.sentence and one.value and _is_row(one, other))
    if Qualifier.EXACT not in (one.qualifier, other.qualifier):
        return False
    return one.value == other.value or _meets(one, other) or _meets(other, one)


def _meets(rough: Candidate, exact: Candidate) -> bool:
    """Tell whether an exact number stated in like words is what a rough one rounds."""
    told = rough.qualifier is not Qualifier.EXACT and exact.qualifier is Qualifier.EXACT
    if not told or not _alike(rough.label, exact.label):
        return False
    if rough.qualifier is Qualifier.OVER:
        return rough.value <= exact.value < rough.value * 2
    return abs(exact.value - rough.value) <= rough.value / 10


def _alike(one: str, other: str) -> bool:
    return (is_common(one) and is_common(other)) or core_words(one) == core_words(other)


def _is_row(one: Candidate, other: Candidate) -> bool:
    """Two equal numbers side by side (进机关2场、进企业2场) are two figures."""
    between = abs(other.number_start - one.number_end)
    told_apart = not (is_common(one.label) or is_common(other.label))
    return one.label != other.label and between < (48 if told_apart else 24)


def is_firmer(one: Candidate, other: Candidate) -> bool:
    """Tell whether `one` is exact where `other` is not."""
    return one.qualifier is Qualifier.EXACT and other.qualifier is not Qualifier.EXACT
