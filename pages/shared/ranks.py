"""Places of bodies in one year, and what of them the figures leave open.

Owns who is level with whom: small differences are no ranking. A place that hangs on a lower
bound is open; how far such a bound reaches is an assumption that the page states. Refuses to rank across measures: its callers pass a comparable set.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_CLOSE = 0.05  # of the larger one: nearer than this, two figures are level
_ROUGH = 0.1  # the same where one of them is an approximation
_REACH = 2  # times its own words a lower bound is taken to reach: 四百余 is no eight hundred
_STEP = 0.45  # how far apart marks of one place stand, in places


@dataclass(frozen=True, slots=True)
class Standing:
    """What a body states in a year."""

    body: str
    value: float
    qualifier: str


@dataclass(frozen=True, slots=True)
class Rank:
    """A body's place; `height` is where its mark stands, the level ones side by side."""

    place: int
    shared: bool
    open: bool
    height: float


def find_ranks(standings: Sequence[Standing]) -> Mapping[str, Rank]:
    """Return the place of each body, the largest figure first."""
    ordered = sorted(standings, key=lambda item: (-item.value, item.body))
    ranks: dict[str, Rank] = {}
    place = 1
    for group in _groups(ordered):
        middle = place + (len(group) - 1) / 2
        for number, item in enumerate(group):
            height = middle + (number - (len(group) - 1) / 2) * _STEP
            shared, is_open = len(group) > 1, _is_open(item, ordered)
            ranks[item.body] = Rank(place, shared, is_open, height)
        place += len(group)
    return ranks


def _groups(ordered: Sequence[Standing]) -> list[list[Standing]]:
    """Put those level with the largest of a group into it; a chain of small steps makes none."""
    groups: list[list[Standing]] = []
    for item in ordered:
        if groups and _are_level(groups[-1][0], item):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _are_level(larger: Standing, smaller: Standing) -> bool:
    rough = "about" in (larger.qualifier, smaller.qualifier)
    return larger.value - smaller.value <= (_ROUGH if rough else _CLOSE) * larger.value


def _is_open(item: Standing, ordered: Sequence[Standing]) -> bool:
    """Tell whether a lower bound could change the place: its own, or one of those below it."""
    others = [other for other in ordered if other.body != item.body]
    if item.qualifier == "over" and any(_may_pass(item, other) for other in others):
        return True
    return any(other.qualifier == "over" and _may_pass(other, item) for other in others)


def _may_pass(bound: Standing, other: Standing) -> bool:
    """Tell whether what is at least `bound` may be more than the other, which is no less."""
    return bound.value <= other.value <= _REACH * bound.value
