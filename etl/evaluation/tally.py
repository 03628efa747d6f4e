"""Counts of labelled, found and matching figures, their ratios, and their sums by name."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from etl.measured import Counts

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Tally(Counts):
    """Counts that can be added, with the mean of their ratios."""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.labelled + other.labelled,
            self.found + other.found,
            self.matched + other.matched,
        )

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of the two; None where there is nothing to score."""
        both = self.labelled + self.found
        return 2 * self.matched / both if both else None


def add_up(tallies: Iterable[tuple[Name, Tally]]) -> dict[Name, Tally]:
    """Return the sum of the tallies of each name, names in order of appearance."""
    sums: dict[Name, Tally] = {}
    for name, tally in tallies:
        sums[name] = sums.get(name, Tally()) + tally
    return sums
