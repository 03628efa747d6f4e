"""The normalised text of one report as the readers of names see it.

Owns the stretch around a place: sentence, clause, what follows. `text` keeps the titles, in
`masked`, of the same length, titles and short brackets are blanked.
"""

import re
from dataclasses import dataclass

_END = re.compile("[。\n！？]")
_MARK = re.compile("[，；：（）。\n！？]")
_MARKS = "，；：（）"
LONGEST_LEFT = 160


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, its masked copy, and the two questions readers ask of a place."""

    text: str
    masked: str

    def sentence_start(self, position: int) -> int:
        """Return where the sentence of `position` starts, at most 160 characters before it."""
        first = max(position - LONGEST_LEFT, 0)
        rfind = self.masked.rfind
        return max(
            first,
            rfind("。", first, position) + 1,
            rfind("\n", first, position) + 1,
            rfind("！", first, position) + 1,
            rfind("？", first, position) + 1,
        )

    def sentence_end(self, position: int) -> int:
        """Return where the sentence of `position` ends, at most 160 characters behind it."""
        found = _END.search(self.masked, position, position + LONGEST_LEFT)
        return found.start() if found else min(position + LONGEST_LEFT, len(self.masked))

    def left(self, position: int) -> str:
        """Return the sentence up to `position`."""
        return self.masked[self.sentence_start(position) : position]

    def right(self, position: int, most: int = 40) -> str:
        """Return what follows in the clause, at most `most` characters."""
        return cut_clause(self.masked[position : position + most])


def cut_clause(text: str) -> str:
    """Return `text` up to its first clause mark."""
    found = _MARK.search(text)
    return text[: found.start()] if found else text


def last_clause_start(left: str) -> int:
    """Return where the last clause of `left` starts."""
    return max(map(left.rfind, _MARKS)) + 1


def previous_clause(left: str, clause_start: int) -> str:
    """Return the clause before the one that starts at `clause_start`; "" behind a semicolon."""
    before = left[:clause_start]
    if not before or before[-1] == "；":
        return ""
    before = before[:-1]
    return before[last_clause_start(before) :]
