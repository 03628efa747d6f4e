"""Platforms of disclosure: websites, accounts, gazettes on which something was published.

Owns the shape of an account's name beside its kind (“青岚水利”微信公众号, 政务微博“青岚水情”). A
platform counts where its clause says that something was published there. The text is asked for
a few short words first; the patterns of kinds are asked around those alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from etl.errors import CatalogError
from etl.extract.named.found import Found
from etl.extract.named.passage import Passage
from etl.model import NamedKind
from etl.named_vocabulary import Vocabulary
from etl.text.needles import find_needles

_QUOTES = {"”": "“", '"': '"', "」": "「", "』": "『", "’": "‘"}
_CLOSING = {opening: closing for closing, opening in _QUOTES.items()}
_LONGEST_NAME = 16
_STOPS = "，。；：\n！？"
_COUNTED = re.compile(r"[\d,]+(?:余|多)?[条篇则]")  # 其中门户网站786条、政务微信378条
_OPENED = re.compile("开通|开设|运营|运维")
_CLAUSE = 80
_WIDEST = 12  # how far a kind's words reach before the short word they hold
_FARTHEST = 24  # and behind it, with what must follow


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The patterns that hold one short word, a group for each, and whose they are."""

    pattern: re.Pattern[str]
    names: tuple[str, ...]


class Platforms:
    """Reads platforms by one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = vocabulary.words
        self._kinds = _compile_kinds(vocabulary.groups)
        self._sign = re.compile("|".join(map(re.escape, self._kinds)))
        self._column = re.compile(f"(?:{'|'.join(words['columns'])})$")
        self._publishing = re.compile("|".join(words["publishing"]))
        self._not_publishing = re.compile("|".join(words["not_publishing"]))

    def read(self, passage: Passage) -> Iterator[Found]:
        """Yield the platforms on which a passage says something was published."""
        text, reached = passage.text, 0
        for sign in self._sign.finditer(text):
            if sign.start() < reached:
                continue
            kinds = self._kinds[sign[0]]
            first, last = max(sign.start() - _WIDEST, reached), sign.end() + _FARTHEST
            found = kinds.pattern.search(text, first, last)
            if found is None or found.start() > sign.start():
                continue
            reached = found.end()
            if self._is_publishing(text, *found.span()):
                kind = next(n for n, w in zip(kinds.names, found.groups(), strict=True) if w)
                yield self._name(kind, text, *found.span())

    def _is_publishing(self, text: str, start: int, end: int) -> bool:
        """Tell by the words of the clause around a platform: 公示栏 itself publishes nothing."""
        left = text[max(start - _CLAUSE, 0) : start]
        right = text[end : end + _CLAUSE]
        first = max(map(left.rfind, _STOPS)) + 1
        last = min((at for at in map(right.find, _STOPS) if at >= 0), default=len(right))
        clause = f"{left[first:]}…{right[:last]}"
        if self._not_publishing.search(clause):
            return False
        if self._publishing.search(clause) or _COUNTED.match(right):
            return True
        # 开通“交通之窗”政务微博，发布微博1108条: what was opened publishes in the next clause.
        return (
            bool(_OPENED.search(clause)) and self._publishing.match(right[last + 1 :]) is not None
        )

    def _name(self, kind: str, text: str, start: int, end: int) -> Found:
        """Return a platform, with its own name where that stands in quotes beside it."""
        if text[start] in "《“":  # a paper's title, or an account without a word for its kind
            return Found(NamedKind.PLATFORM, f"{kind}“{text[start + 1 : end - 1]}”", start, end)
        own, first, last = _find_quoted(text, start, end)
        if not own or self._column.search(own):  # a column is not the platform's name
            return Found(NamedKind.PLATFORM, kind, start, end)
        return Found(NamedKind.PLATFORM, f"{kind}“{own}”", first, last)


def _find_quoted(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the quoted words right before or behind `start`..`end`, and the span with them."""
    opening = _QUOTES.get(text[start - 1 : start])
    if opening is not None:
        opened = text.rfind(opening, max(start - _LONGEST_NAME - 2, 0), start - 1)
        if opened >= 0:
            return text[opened + 1 : start - 1], opened, end
    closing = _CLOSING.get(text[end : end + 1])
    if closing is not None:
        closed = text.find(closing, end + 1, end + _LONGEST_NAME + 2)
        if closed >= 0:
            return text[end + 1 : closed], start, closed + 1
    return "", start, end


def _compile_kinds(groups: Mapping[str, Iterable[str]]) -> dict[str, _Kinds]:
    """Return patterns by the shortest words that every one of their matches holds."""
    held = {pattern: _find_needles(pattern) for patterns in groups.values() for pattern in patterns}
    every = {word for words in held.values() for word in words}
    short = [word for word in every if not any(o != word and o in word for o in every)]
    return {word: _compile_holding(word, groups, held) for word in sorted(short)}


def _find_needles(pattern: str) -> frozenset[str]:
    found = find_needles(pattern)
    if found is None:
        raise CatalogError(f"公开平台的“{pattern}”没有固定的词，无法查找：请写出至少一个词。")
    return found


def _compile_holding(
    word: str, groups: Mapping[str, Iterable[str]], held: Mapping[str, frozenset[str]]
) -> _Kinds:
    chosen = [
        (name, pattern)
        for name, patterns in groups.items()
        for pattern in patterns
        if any(word in needle for needle in held[pattern])
    ]
    joined = "|".join(f"({pattern})" for _, pattern in chosen)
    return _Kinds(re.compile(joined), tuple(name for name, _ in chosen))
