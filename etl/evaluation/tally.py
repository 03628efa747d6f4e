"""Counts of labelled, found and matching figures, their ratios, and their sums by name."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many figures were labelled, how many found, how many of both agree."""

    labelled: int = 0
    found: int = 0
    matched: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.labelled + other.labelled,
            self.found + other.found,
            self.matched + other.matched,
        )

    @property
    def precision(self) -> float | None:
        """Return the share of found figures that are right; None where none was found."""
        return self.matched / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Return the share of labelled figures that were found; None where none is labelled."""
        return self.matched / self.labelled if self.labelled else None

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
