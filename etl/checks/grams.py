"""What two texts are compared by: pairs of characters of their content words, the rare ones heavy.

Owns which characters count: formula phrases, words that bind and numbers do not; words of one
meaning (data/promises.yml, `alike`) count as one. Refuses to judge how near is near enough.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from etl.checks.sentences import read_sentences
from etl.promise_words import PromiseWords, either, load_promise_words
from etl.record import ReportRecord

Grams = frozenset[str]

_ALIKE = 0xE000  # private characters stand for words of one meaning
_PARTS = re.compile(r"[^\u3400-\u9fff\ue000-\uf8ffA-Za-z]+")
_POWER = 2.0  # what is rare counts more than its share
_GAP = " "
_LEAST, _COMMON = 0.05, 0.12  # weights of what every sentence has, and of common words
_KNOWN = 2  # sentences with a pair, from which on it is known for a word
_SELDOM = 2  # a pair between two words is at least so many times as rare as they are


class Reader:
    """Reads the grams of plain words; built once for the words of the file and a body's names."""

    def __init__(self, words: PromiseWords, names: Collection[str] = ()) -> None:
        rows = {first: number for number, first in enumerate(dict.fromkeys(words.alike.values()))}
        known = {word: chr(_ALIKE + rows[first]) for word, first in words.alike.items()}
        # A compound stays as it is written; a body's name and empty words part what is beside them.
        kept = {word: word for word in words.lists["kept"]}
        empty = {*words.lists["formula"], *words.lists["function"], *names}
        self._stands = {**dict.fromkeys(empty, _GAP), **kept, **known}
        self._words = either(self._stands)

    def read_runs(self, plain: str) -> tuple[str, ...]:
        """Return the stretches of content words."""
        told = self._words.sub(lambda match: self._stands[match.group()], plain)
        return tuple(run for run in _PARTS.split(told) if run)

    def read(self, plain: str) -> Grams:
        """Return the pairs of characters that tell what plain words speak of."""
        return frozenset(gram for run in self.read_runs(plain) for gram in _split_run(run))


def _split_run(run: str) -> list[str]:
    if len(run) == 1:
        return [run] if ord(run) >= _ALIKE else []
    return [run[at : at + 2] for at in range(len(run) - 1)]


@lru_cache(maxsize=512)
def find_reader(words: PromiseWords, region: str, agency: str) -> Reader:
    """Return the reader for a body: its own names say nothing about what it does."""
    short = agency.removeprefix(region)
    names = [name for name in (agency, region, short) if len(name) > 1]
    return Reader(words, tuple(dict.fromkeys(names)))


@dataclass(frozen=True, slots=True)
class Rarity:
    """How often a pair of characters stands in the sentences of many reports.

    `common` pairs are of words that any report has; they weigh little even where few were read.
    """

    sentences: int
    counts: Mapping[str, int]
    common: Grams = frozenset()

    def weigh(self, gram: str) -> float:
        """Return the weight of a pair: 1 where no sentence has it, less the more have it."""
        total = self.sentences + 2
        share = math.log(total / (self.counts.get(gram, 0) + 1)) / math.log(total)
        weight = float(max(share, _LEAST) ** _POWER)
        return min(weight, _COMMON) if gram in self.common else weight

    def evidence(self, runs: Iterable[str]) -> Grams:
        """Return the pairs that are of a word: 议办 in 复议办案 only stands between two."""
        return frozenset(
            gram
            for pairs in map(_split_run, runs)
            for at, gram in enumerate(pairs)
            if not self._is_between(pairs, at)
        )

    def _is_between(self, pairs: Sequence[str], at: int) -> bool:
        if not 0 < at < len(pairs) - 1:
            return False
        if {pairs[at - 1], pairs[at + 1]} <= self.common and pairs[at] not in self.common:
            return True
        beside = min(self.counts.get(pairs[at - 1], 0), self.counts.get(pairs[at + 1], 0))
        return beside >= _KNOWN and self.counts.get(pairs[at], 0) * _SELDOM <= beside

    def contain(self, wanted: Grams, offered: Collection[str]) -> float:
        """Return the weighted share of `wanted` that is offered; 0 where nothing is wanted."""
        whole = sum(map(self.weigh, wanted))
        if not whole:
            return 0.0
        return sum(self.weigh(gram) for gram in wanted if gram in offered) / whole


def count_grams(sentences: Iterable[Grams], words: PromiseWords) -> Rarity:
    """Return how rare each pair is among these sentences."""
    counts: Counter[str] = Counter()
    total = 0
    for grams in sentences:
        counts.update(grams)
        total += 1
    known = (*words.lists["generic"], *words.lists["artifacts"])
    common = (gram for word in known for gram in _split_run(word))
    return Rarity(total, counts, frozenset(common))


def read_names(record: ReportRecord, words: PromiseWords) -> Reader:
    """Return the reader for the body of a report."""
    return find_reader(words, record.region, record.agency)


def find_rarity(records: Sequence[ReportRecord], words: PromiseWords | None = None) -> Rarity:
    """Return how rare pairs of characters are in the sentences of these reports."""
    words = words or load_promise_words()
    sentences = (
        read_names(record, words).read(sentence.plain)
        for record in records
        for sentence in read_sentences(record)
    )
    return count_grams(sentences, words)
