"""A report searched for what a plan announced: the clauses that come nearest to its words.

Owns how near a passage is. Refuses to say what a passage tells: deeds.py does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.checks.grams import Grams, Rarity, count_grams, read_names
from etl.checks.promises import Promise
from etl.checks.quantities import read_quantities
from etl.checks.sentences import Sentence, read_sentences
from etl.promise_words import PromiseWords
from etl.record import ReportRecord

_WIDEST = 3  # clauses that tell one deed
_WIDER = 0.02  # what a further clause must bring
_ANCHOR = 0.08  # what a number of the plan, met again, adds


@dataclass(frozen=True, slots=True)
class Window:
    """Up to three neighbouring clauses of a sentence."""

    sentence: Sentence
    first: int
    last: int
    grams: Grams

    @property
    def start(self) -> int:
        """Return where it begins in the plain sentence."""
        return self.sentence.clauses[self.first][0]

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.sentence.clauses[self.last][1]

    @property
    def plain(self) -> str:
        """Return its words without white space and ordinals."""
        return self.sentence.plain[self.start : self.end]


Near = tuple[float, Window]  # how near, and what


class Searched:
    """One report, read once, searched for every measure; without `rarity` its own words tell it."""

    def __init__(self, record: ReportRecord, rarity: Rarity | None, words: PromiseWords) -> None:
        self.reader = read_names(record, words)
        self.sentences = read_sentences(record)
        self.grams = [self.reader.read(each.plain) for each in self.sentences]
        self.everything = frozenset(gram for grams in self.grams for gram in grams)
        self.rarity = rarity or count_grams(self.grams, words)
        self.length = sum(len(each.plain) for each in self.sentences)

    def evidence(self, plain: str) -> Grams:
        """Return the pairs of characters by which something is told from other things."""
        return self.rarity.evidence(self.reader.read_runs(plain))

    def find_near(self, promise: Promise, wanted: Grams) -> list[Near]:
        """Return the best window of each sentence that shares a word, the nearest first."""
        asked = {(each.value, each.unit) for each in promise.quantities}
        found = [
            max(
                (self._measure(window, wanted, asked) for window in self._windows(sentence)),
                key=lambda pair: pair[0],
            )
            for sentence, grams in zip(self.sentences, self.grams, strict=True)
            if wanted & grams
        ]
        return sorted(found, key=lambda pair: (-pair[0], pair[1].sentence.span.start))

    def _windows(self, sentence: Sentence) -> Iterator[Window]:
        count = len(sentence.clauses)
        for first in range(count):
            for last in range(first, min(first + _WIDEST, count)):
                start, end = sentence.clauses[first][0], sentence.clauses[last][1]
                yield Window(sentence, first, last, self.reader.read(sentence.plain[start:end]))

    def _measure(self, window: Window, wanted: Grams, asked: set[tuple[float, str]]) -> Near:
        share = self.rarity.contain(wanted, window.grams)
        share -= _WIDER * (window.last - window.first)
        if asked and share > 0.3:
            met = {(each.value, each.unit) for each in read_quantities(window.plain)}
            share += _ANCHOR if asked & met else 0.0
        return min(max(share, 0.0), 1.0), window
