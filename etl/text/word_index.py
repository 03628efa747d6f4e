"""Which of many patterns may match in a stretch of text, told by one pass over the text.

Owns the way from patterns to the words each cannot match without (`etl.text.needles`), and from
a text to the places of all such words. Refuses to match: it says where asking is worth while.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ahocorasick_rs import AhoCorasick

from etl.text.needles import Needles

Mask = int  # bit n stands for pattern n


class WordIndex:
    """Patterns by the words they need; a pattern with None may match anywhere."""

    def __init__(self, needles: Sequence[Needles | None]) -> None:
        masks: dict[str, Mask] = {}
        self._always: Mask = 0
        for number, words in enumerate(needles):
            if words is None:
                self._always |= 1 << number
            for word in words or ():
                masks[word] = masks.get(word, 0) | 1 << number
        self._masks = list(masks.values())
        self._automaton = AhoCorasick(list(masks))

    def scan(self, text: str) -> "Heard":
        """Return the places of all words in `text`."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        ends = [end for _, _, end in found]
        return Heard(ends, [self._masks[word] for word, _, _ in found], self._always)


class Heard:
    """The words heard in one text, able to say which patterns a stretch of it may match."""

    __slots__ = ("_always", "_ends", "_masks")

    def __init__(self, ends: Sequence[int], masks: Sequence[Mask], always: Mask) -> None:
        self._ends, self._masks, self._always = ends, masks, always

    def within(self, start: int, end: int) -> Mask:
        """Return the patterns that may match in `start`..`end`; more than can, never fewer."""
        mask = self._always
        first = bisect_right(self._ends, start)
        for heard in self._masks[first : bisect_right(self._ends, end, first)]:
            mask |= heard
        return mask


def read_mask(mask: Mask) -> Iterator[int]:
    """Yield the numbers of the patterns in `mask`, in order."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def write_mask(numbers: Iterable[int]) -> Mask:
    """Return the mask of the patterns with these numbers."""
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask
