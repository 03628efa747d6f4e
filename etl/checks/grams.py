"""What two texts are compared by: pairs of characters of their content words, the rare ones heavy.

Owns which characters count: formula phrases, words that bind and numbers do not; words of one
meaning (data/promises.yml, `alike`) count as one. Refuses to judge how near is near enough.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from etl.promise_words import PromiseWords, either
from etl.record import ReportRecord

Grams = frozenset[str]

_ALIKE = 0xE000  # private characters stand for words of one meaning
_PARTS = re.compile(r"[^\u3400-\u9fff\ue000-\uf8ffA-Za-z]+")
_POWER = 2.0  # what is rare counts more than its share
_GAP = " "


class Reader:
    """Reads the grams of plain words; built once for the words of the file and a body's names."""

    def __init__(self, words: PromiseWords, names: Collection[str] = ()) -> None:
        rows = {first: number for number, first in enumerate(dict.fromkeys(words.alike.values()))}
        self._alike = {word: chr(_ALIKE + rows[first]) for word, first in words.alike.items()}
        self._alike_words = either(self._alike)
        self._names = either(names) if names else None
        self._formula = either(words.lists["formula"])
        self._function = either(words.lists["function"])

    def read(self, plain: str) -> Grams:
        """Return the pairs of characters that tell what plain words speak of."""
        if self._names is not None:
            plain = self._names.sub(_GAP, plain)
        plain = self._alike_words.sub(lambda match: self._alike[match.group()], plain)
        plain = self._function.sub(_GAP, self._formula.sub(_GAP, plain))
        return frozenset(gram for run in _PARTS.split(plain) for gram in _split_run(run))


def _split_run(run: str) -> Iterable[str]:
    if len(run) == 1:
        return [run] if ord(run) >= _ALIKE else []
    return (run[at : at + 2] for at in range(len(run) - 1))


@lru_cache(maxsize=512)
def find_reader(words: PromiseWords, region: str, agency: str) -> Reader:
    """Return the reader for a body: its own names say nothing about what it does."""
    short = agency.removeprefix(region)
    names = [name for name in (agency, region, short) if len(name) > 1]
    return Reader(words, tuple(dict.fromkeys(names)))


@dataclass(frozen=True, slots=True)
class Rarity:
    """How often a pair of characters stands in the sentences of the reports in view."""

    sentences: int
    counts: Mapping[str, int]

    def weigh(self, gram: str) -> float:
        """Return the weight of a pair: 1 where no sentence has it, less the more have it."""
        total = self.sentences + 2
        share = math.log(total / (self.counts.get(gram, 0) + 1)) / math.log(total)
        return max(share, 0.05) ** _POWER

    def contain(self, wanted: Grams, offered: Collection[str]) -> float:
        """Return the weighted share of `wanted` that is offered; 0 where nothing is wanted."""
        whole = sum(map(self.weigh, wanted))
        if not whole:
            return 0.0
        return sum(self.weigh(gram) for gram in wanted if gram in offered) / whole

    def rare(self, wanted: Grams) -> Grams:
        """Return the heavier half of the pairs."""
        ordered = sorted(wanted, key=lambda gram: (-self.weigh(gram), gram))
        return frozenset(ordered[: (len(ordered) + 1) // 2])


def count_grams(sentences: Iterable[Grams]) -> Rarity:
    """Return how rare each pair is among these sentences."""
    counts: Counter[str] = Counter()
    total = 0
    for grams in sentences:
        counts.update(grams)
        total += 1
    return Rarity(total, counts)


def read_names(record: ReportRecord, words: PromiseWords) -> Reader:
    """Return the reader for the body of a report."""
    return find_reader(words, record.region, record.agency)
