"""Laws of the register that stand without 《》, in the rows in which they stand.

Owns where a bare name starts and ends: the longest name of the register, behind a word that may
stand before a law, before one that may stand behind. Refuses to say whether a law is studied.
"""

import re
from collections.abc import Iterator, Mapping

from etl.extract.named.titles import Title

_TAIL = re.compile(
    "(?:法典?|条例|修正案)(?=[、，。；：（）和及与以等的并》\n]|作|进|专|讲|培训|轮训|宣讲|辅导|列|纳|知识|网络|答题|考|测|学习|宣传\\d|宣传活动\\d|$)"
)
# What may stand right before a bare name, so that 水法 is not found in 节水法.
_HEAD = re.compile(
    "(?:^|[、，。；：（）“\n \u3000]|[和及与以对将把就新的了为是讲学]|学习|开展|举办|组织|围绕|培训|解读|参加)$"
)
_BETWEEN = re.compile("(?:[、和及与]|以及)新?(?:(?:修订|修正|颁布|出台|公布)的)?")
_LONGEST, _SHORTEST = 24, 2


class BareLaws:
    """Finds the laws of one register."""

    def __init__(self, register: Mapping[str, str]) -> None:
        self._register = register

    def find_rows(self, text: str) -> Iterator[tuple[Title, ...]]:
        """Yield the bare names of a text, those of one row (宪法、民法典) together."""
        row: list[Title] = []
        for tail in _TAIL.finditer(text):
            found = self._read(text, tail.end())
            if found is None:
                continue
            if row and not _BETWEEN.fullmatch(text, row[-1].end, found.start):
                yield tuple(row)
                row = []
            row.append(found)
        if row:
            yield tuple(row)

    def _read(self, text: str, end: int) -> Title | None:
        for start in range(max(0, end - _LONGEST), end - _SHORTEST + 1):
            name = text[start:end]
            if name in self._register:
                known = _HEAD.search(text, max(start - 2, 0), start)
                return Title(name, start, end, end, None) if known else None
        return None
