"""Words in a text as published, found across the white space that a layout puts into them.

Owns places of plain words, the sentence around one, and first lines of passages, each as a span
that holds the quote. Refuses patterns: what to look for is data.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from etl.checks.outcome import Passage
from etl.model import Span

_RUN = re.compile(r"\S+")
_ENDS = "。！？；\n"
_CLAUSE_ENDS = "，,。；;！？"
_REACH = 160  # characters of a sentence on either side
_LINE = 60  # characters of a passage that are quoted


@dataclass(frozen=True, slots=True)
class Bare:
    """A stretch of text without its white space; `places` tell where each character stood."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return where characters start..end of the bare text stand in the whole text."""
        return Span(self.places[start], self.places[end - 1] + 1)


def read_bare(text: str, body: Span) -> Bare:
    """Return the body without white space."""
    runs = [match.span() for match in _RUN.finditer(text, body.start, body.end)]
    words = "".join(text[start:end] for start, end in runs)
    return Bare(words, tuple(chain.from_iterable(range(*run) for run in runs)))


def find_any(bare: Bare, words: Iterable[str]) -> Span | None:
    """Return the place of the first of these words, in their order, that the text holds."""
    for word in words:
        at = bare.text.find(word)
        if at >= 0:
            return bare.span(at, at + len(word))
    return None


def find_hint(bare: Bare, words: Iterable[str], beside: tuple[str, ...]) -> Span | None:
    """Return the first word whose clause has none of the words `beside`."""
    for word in words:
        at = bare.text.find(word)
        while at >= 0:
            span = bare.span(at, at + len(word))
            if not any(other in _clause_around(bare.text, at) for other in beside):
                return span
            at = bare.text.find(word, at + 1)
    return None


def _clause_around(bare: str, at: int) -> str:
    first, last = max(0, at - _REACH), min(len(bare), at + _REACH)
    start = max(bare.rfind(end, first, at) for end in _CLAUSE_ENDS) + 1
    ends = (bare.find(end, at, last) for end in _CLAUSE_ENDS)
    return bare[max(start, first) : min((end for end in ends if end >= 0), default=last)]


def sentence_around(text: str, place: Span) -> Span:
    """Return the sentence around a place; of a long one, what stands near."""
    first, last = max(0, place.start - _REACH), min(len(text), place.end + _REACH)
    start = max(first, 1 + max(text.rfind(end, first, place.start) for end in _ENDS))
    found = [at for at in (text.find(end, place.end, last) for end in _ENDS) if at >= 0]
    end = min(found, default=last)
    return trim(text, Span(start, end + (end < len(text) and text[end] in "。！？；")))


def first_line(text: str, passage: Span) -> Span:
    """Return the first line of a passage, cut where it is long, without white space at its ends."""
    start = passage.start
    while start < passage.end and text[start].isspace():
        start += 1
    line = text.find("\n", start, passage.end)
    return trim(text, Span(start, min(passage.end if line < 0 else line, start + _LINE)))


def trim(text: str, span: Span) -> Span:
    """Return a span without white space at its ends."""
    words = span.cut(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def quote(report_id: str, text: str, span: Span) -> Passage:
    """Return the words of a span as a passage."""
    return Passage(report_id, span.cut(text), span)
