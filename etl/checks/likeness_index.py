"""Which reports may be alike, and which sentences are formulas: found by hashes, without the texts.

Owns the arrays: for each report the 64-bit hashes of its sentences and clauses. A hundred thousand
reports take some 200 MB. Refuses to compare words: a shared hash names a pair, nothing more.
"""

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from etl.likeness_rules import FormulaRule, PeerRules
from etl.model import Genre

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]


def hash_words(words: str) -> int:
    """Return 64 bits that stand for these words, the same in every process."""
    digest = hashlib.blake2b(words.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def hash_all(words: Iterable[str]) -> "array[int]":
    """Return the hashes of words, sorted and without repetitions."""
    return array("Q", sorted(set(map(hash_words, words))))


@dataclass(slots=True)
class Numbering:
    """Small numbers for things, in the order in which they are met."""

    known: dict[Hashable, int] = field(default_factory=dict)

    def find(self, thing: Hashable) -> int:
        """Return the number of a thing."""
        return self.known.setdefault(thing, len(self.known))


class LikenessIndex:
    """Hashes of the reports added so far, each report known by the number of its turn."""

    def __init__(self) -> None:
        self._bodies, self._regions = Numbering(), Numbering()
        self._body, self._region = array("l"), array("l")
        self._groups: dict[tuple[int, Genre], list[int]] = defaultdict(list)
        self._sentences, self._clauses = _Lists(), _Lists()

    def add(
        self,
        body: tuple[str, str],
        year: int,
        genre: Genre,
        sentences: "array[int]",
        clauses: "array[int]",
    ) -> int:
        """Take a report in, known by the hashes of `hash_all`; return its number."""
        number = len(self._body)
        self._body.append(self._bodies.find(body))
        self._region.append(self._regions.find(body[0]))
        self._groups[year, genre].append(number)
        self._sentences.add(sentences)
        self._clauses.add(clauses)
        return number

    def find_formulas(self, rule: FormulaRule) -> frozenset[int]:
        """Return the hashes of sentences that stand in the reports of many bodies."""
        hashes, reports = self._sentences.all()
        if not len(hashes):
            return frozenset()
        bodies = np.asarray(self._body, dtype=np.int64)[reports]
        order = np.lexsort((bodies, hashes))
        hashes, bodies = hashes[order], bodies[order]
        fresh = _differ(hashes) | _differ(bodies)
        found, counts = np.unique(hashes[fresh], return_counts=True)
        limit = rule.limit(len(self._bodies.known))
        return frozenset(int(each) for each in found[counts >= limit])

    def find_peers(self, rules: PeerRules) -> Iterator[tuple[int, int]]:
        """Yield reports of two bodies, one year and one genre that share unusual clauses."""
        for group in self._groups.values():
            numbers = np.asarray(group, dtype=np.int64)
            hashes, reports = self._clauses.some(group)
            pairs = self._pair(hashes, numbers[reports], rules)
            if not len(pairs):
                continue
            found, counts = np.unique(pairs, return_counts=True)
            first, second = found >> 32, found & 0xFFFFFFFF
            lengths = np.minimum(self._clauses.length(first), self._clauses.length(second))
            enough = (counts >= rules.clauses) & (counts * 100 >= lengths * rules.share)
            yield from zip(first[enough].tolist(), second[enough].tolist(), strict=True)

    def clauses(self, number: int) -> Hashes:
        """Return the hashes of a report's clauses."""
        return self._clauses.one(number)

    def _pair(self, hashes: Hashes, reports: Numbers, rules: PeerRules) -> Numbers:
        """Return a pair, as one number, for every clause that two reports share.

        A clause that many have names pairs within a region alone.
        """
        order = np.lexsort((reports, hashes))
        hashes, reports = hashes[order], reports[order]
        starts, lengths = _runs(_differ(hashes))
        narrow = lengths <= rules.wide
        pairs = [_pair_runs(reports, starts[narrow], lengths[narrow])]
        wide = np.repeat(~narrow, lengths)
        if wide.any():
            hashes, reports = hashes[wide], reports[wide]
            regions = np.asarray(self._region, dtype=np.int64)[reports]
            order = np.lexsort((reports, regions, hashes))
            hashes, regions, reports = hashes[order], regions[order], reports[order]
            starts, lengths = _runs(_differ(hashes) | _differ(regions))
            few = lengths <= rules.wide
            pairs.append(_pair_runs(reports, starts[few], lengths[few]))
        return self._of_two_bodies(np.concatenate(pairs))

    def _of_two_bodies(self, pairs: Numbers) -> Numbers:
        bodies = np.asarray(self._body, dtype=np.int64)
        kept: Numbers = pairs[bodies[pairs >> 32] != bodies[pairs & 0xFFFFFFFF]]
        return kept


class _Lists:
    """Many lists of hashes in one array; each sorted, and without repetitions."""

    def __init__(self) -> None:
        self._hashes, self._ends = array("Q"), array("Q", [0])

    def add(self, hashes: "array[int]") -> None:
        self._hashes.extend(hashes)
        self._ends.append(len(self._hashes))

    def one(self, number: int) -> Hashes:
        whole = np.frombuffer(self._hashes, dtype=np.uint64)
        return whole[self._ends[number] : self._ends[number + 1]]

    def length(self, numbers: Numbers) -> Numbers:
        """Return how many hashes each of these lists has."""
        ends: Numbers = np.asarray(self._ends, dtype=np.int64)
        lengths: Numbers = ends[numbers + 1] - ends[numbers]
        return lengths

    def some(self, numbers: Sequence[int]) -> tuple[Hashes, Numbers]:
        """Return the hashes of some lists, and beside each the place of its list among them."""
        parts = [self.one(number) for number in numbers]
        owners = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        return np.concatenate(parts), owners

    def all(self) -> tuple[Hashes, Numbers]:
        """Return all hashes, and beside each the number of its list."""
        ends = np.asarray(self._ends, dtype=np.int64)
        owners = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
        return np.frombuffer(self._hashes, dtype=np.uint64), owners


def _differ(values: Hashes | Numbers) -> NDArray[np.bool_]:
    """Tell of each value whether it differs from the one before; the first one does."""
    fresh = np.ones(len(values), dtype=np.bool_)
    fresh[1:] = values[1:] != values[:-1]
    return fresh


def _runs(fresh: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Return where runs begin, and how long they are."""
    starts = np.flatnonzero(fresh)
    return starts, np.diff(np.append(starts, len(fresh)))


def _pair_runs(reports: Numbers, starts: Numbers, lengths: Numbers) -> Numbers:
    """Return every two members of each run, as one number: smaller << 32 | larger."""
    pairs = [np.empty(0, dtype=np.int64)]
    for length in np.unique(lengths[lengths > 1]):
        some = starts[lengths == length]
        first, second = np.triu_indices(length, k=1)
        a, b = reports[some[:, None] + first], reports[some[:, None] + second]
        pairs.append(((np.minimum(a, b) << 32) | np.maximum(a, b)).ravel())
    return np.concatenate(pairs)
