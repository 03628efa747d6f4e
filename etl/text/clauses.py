"""Sentences and clauses of normalised text, and the stretch around one quantity.

Owns where a statement begins and ends. A sentence ends at 。！？ or a paragraph's end; a clause
also at ，；：and at brackets.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

SENTENCE_END = re.compile(r"[。！？\n]|(?<!\d)\.(?!\d)")
CLAUSE_START = re.compile(r"[，；：。！？\n（）]")
LONGEST_LEFT = 160
LONGEST_RIGHT = 60
LONGEST_PARAGRAPH = 240
LONGEST_HEADING = 40
_DIGIT = re.compile(r"\d")
_NO_HEADING = re.compile("[。；！？]")
CLOSED_BRACKET = re.compile("（[^（）]*）")
_TITLE = re.compile(r"《([^《》\n]{1,120})》")
# 县（市、区）, 中心（站）: a short bracket without a number belongs to the word it follows; that of
# a measure word, 场（次）, belongs to the number.
_SHORT_BRACKET = re.compile(
    r"（(?![次件起家户场宗期篇条]）|其中|含|包括|(?:现行|继续)?有效|失效|废止)[^（）\d。；\n]{1,8}）"
)


@dataclass(frozen=True, slots=True)
class Place:
    """The words around a stretch `start`..`end` of normalised text.

    The sentence starts at `sentence`; `left` runs from there (at most 160 characters), `clause` from the clause's
    start, `right` to the sentence's end (at most 60 characters), `paragraph` from the
    paragraph's start, a heading above it included (at most 240 characters).
    """

    start: int
    end: int
    left: str
    clause: str
    right: str
    paragraph: str
    sentence: int

    @property
    def left_start(self) -> int:
        """Offset of the first character of `left`."""
        return self.start - len(self.left)


class Sentences:
    """The sentence bounds of one normalised text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends: Sequence[int] = [match.end() for match in SENTENCE_END.finditer(text)]
        self._clauses: Sequence[int] = [match.end() for match in CLAUSE_START.finditer(text)]

    def start_of(self, position: int) -> int:
        """Return where the sentence that holds `position` starts."""
        index = bisect_right(self._ends, position)
        return self._ends[index - 1] if index else 0

    def end_of(self, position: int) -> int:
        """Return where the sentence that holds `position` ends, its mark excluded."""
        index = bisect_right(self._ends, position)
        return self._ends[index] - 1 if index < len(self._ends) else len(self.text)

    def place(self, start: int, end: int) -> Place:
        """Return the words around `start`..`end`."""
        first = max(self.start_of(start), start - LONGEST_LEFT)
        last = min(max(self.end_of(end), end), end + LONGEST_RIGHT)
        opening = max(self._paragraph_of(start), start - LONGEST_PARAGRAPH)
        return Place(
            start,
            end,
            self.text[first:start],
            self.text[max(self._clause_of(start), first) : start],
            self.text[end:last],
            self.text[opening:start],
            self.start_of(start),
        )

    def _paragraph_of(self, position: int) -> int:
        """Return where the paragraph starts, with a heading on the line above it."""
        opening = self.text.rfind("\n", 0, position) + 1
        if not opening:
            return 0
        above = self.text.rfind("\n", 0, opening - 1) + 1
        heading = opening - above <= LONGEST_HEADING
        heading = heading and not _NO_HEADING.search(self.text, above, opening)
        return above if heading else opening

    def _clause_of(self, position: int) -> int:
        index = bisect_right(self._clauses, position)
        return self._clauses[index - 1] if index else 0


def last_clause(left: str) -> str:
    """Return what stands after the last clause mark of `left`."""
    return CLAUSE_START.split(left)[-1]


def own_item(words: str) -> str:
    """Return the last item of a row: `words` behind the 、 that follows the last item with a number.

    检查12次、抽查商户 → 抽查商户; without an item before, all of `words`.
    """
    items = words.split("、")
    for place in range(len(items) - 2, -1, -1):
        if _DIGIT.search(items[place]):
            return "、".join(items[place + 1 :])
    return words


def mask_brackets(text: str) -> str:
    """Return `text` with its closed brackets blanked, length kept: what they held is over."""
    return CLOSED_BRACKET.sub(lambda match: "_" * len(match[0]), text)


def mask_asides(text: str) -> str:
    """Return `text` with 《…》 and short brackets blanked, length kept: they state no figures."""
    masked = _TITLE.sub(lambda match: f"《{'_' * len(match[1])}》", text)
    return _SHORT_BRACKET.sub(_blank, masked)


def _blank(match: re.Match[str]) -> str:
    """Blank a bracket inside a sentence; one that opens a line is a heading's number."""
    opens_line = match.start() == 0 or match.string[match.start() - 1] in "\n。"
    return match[0] if opens_line else "_" * len(match[0])
