"""How often people found right what they looked at: by indicator, from the decisions that stand.

Owns the counts and how far they may be chance. Refuses to take them for a measurement of all
figures: what people look at is mostly what the queue holds worth a look, and that is worse read.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from etl.corrections import Decision, Review, find_standing

_Z = 1.959964  # of 95 %


@dataclass(frozen=True, slots=True)
class Judged:
    """Figures that people decided upon."""

    accepted: int = 0
    corrected: int = 0
    rejected: int = 0

    @property
    def total(self) -> int:
        """How many figures were decided upon."""
        return self.accepted + self.corrected + self.rejected

    @property
    def precision(self) -> float | None:
        """The share that was accepted; None where nothing was decided."""
        return self.accepted / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the share lies at 95 %, were the figures drawn by chance (Wilson)."""
        return find_interval(self.accepted, self.total) if self.total else None


def find_interval(part: int, whole: int) -> tuple[float, float]:
    """Return the Wilson interval of a share at 95 %; `whole` is not 0."""
    share, spread = part / whole, _Z * _Z / whole
    middle = (share + spread / 2) / (1 + spread)
    reach = _Z * sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    return max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))  # rounding


def count_judged(reviews: Iterable[Review]) -> dict[str, Judged]:
    """Return what was decided of each indicator's figures, by its id."""
    counts = Counter((each.indicator, each.decision) for each in find_standing(reviews).values())
    return {
        indicator: Judged(*(counts[indicator, decision] for decision in _COUNTED))
        for indicator in sorted({indicator for indicator, _ in counts})
    }


def sum_judged(judged: Iterable[Judged]) -> Judged:
    """Return the sum over indicators."""
    counts = list(judged)
    return Judged(
        sum(each.accepted for each in counts),
        sum(each.corrected for each in counts),
        sum(each.rejected for each in counts),
    )


_COUNTED = (Decision.ACCEPTED, Decision.CORRECTED, Decision.REJECTED)
