"""How far scores may be chance: percentile bootstrap over reports.

Owns the method: reports, not figures, are drawn with replacement, as the figures of one report
are read well or badly together. The draws are the same in every run. Refuses to score anything.
An interval tells how the score varies among reports like these; where every report is read
without an error it has no width, which does not promise the same of other reports.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from etl.evaluation.score import DocumentScore
from etl.evaluation.sums import Division
from etl.evaluation.tally import Tally, add_up

METHOD = "percentile bootstrap over reports"
DRAWS = 2000
CONFIDENCE = 0.95
SEED = 20260101

Interval = tuple[float, float]
Numbers = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A tally with the interval of each of its ratios; None where the ratio itself is."""

    tally: Tally
    precision: Interval | None
    recall: Interval | None
    f1: Interval | None


class Bootstrap:
    """Redrawn samples of the same reports; every score is estimated on the same samples."""

    def __init__(self, documents: Sequence[DocumentScore]) -> None:
        self._documents = documents
        count = len(documents)
        # How often each report (column) is drawn in each sample (row).
        self._weights = np.random.default_rng(SEED).multinomial(
            count, [1 / count] * count, size=DRAWS
        )

    def estimate(self, division: Division) -> Mapping[str, Estimate]:
        """Return the scores of every group of a division, by name."""
        divided = [division(document) for document in self._documents]
        names = add_up(pair for groups in divided for pair in groups.items())
        return {
            name: self._estimate([groups.get(name, Tally()) for groups in divided])
            for name in sorted(names)
        }

    def _estimate(self, tallies: Sequence[Tally]) -> Estimate:
        """Return the scores of one group from its tallies, one for each report."""
        counts = np.array([(each.labelled, each.found, each.matched) for each in tallies])
        labelled, found, matched = (self._weights @ counts).T.astype(float)
        total = sum(tallies, Tally())
        return Estimate(
            tally=total,
            precision=find_bounds(matched, found, total.precision),
            recall=find_bounds(matched, labelled, total.recall),
            f1=find_bounds(2 * matched, labelled + found, total.f1),
        )


def find_bounds(parts: Numbers, wholes: Numbers, point: float | None) -> Interval | None:
    """Return the middle of the ratios of all samples; those without anything to score are out.

    The bounds are ratios of actual samples and never leave the score itself outside.
    """
    if point is None:
        return None
    some = wholes > 0
    margin = (1 - CONFIDENCE) / 2
    ratios = parts[some] / wholes[some]
    low, high = np.quantile(ratios, (margin, 1 - margin), method="inverted_cdf")
    return min(float(low), point), max(float(high), point)
