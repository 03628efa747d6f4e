"""Sentences and clauses of a report as published, each with the content it stands in.

Owns where a sentence ends, across lines that only break off, and the plain form in which words
are compared: without white space, every character in its usual width, with its place in the text.
Refuses to know any word of a language.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from etl.model import SectionKind, Span
from etl.record import ReportRecord

_END = re.compile("[。！？；;!?\n]")
_INSIDE = {"(": ")", "《": "》", "“": "”", "「": "」"}
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_WRAPPED = 24  # characters of a line that may only break off
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第?[一二三四五六七八九十]{1,2}[是要、，]"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `plain` is what is compared, `at` the place of each of its characters.

    `clauses` are stretches of `plain`; `kind` is the innermost content around it, if any.
    """

    span: Span
    plain: str
    at: tuple[int, ...]
    clauses: tuple[tuple[int, int], ...]
    kind: SectionKind | None

    def place(self, start: int, end: int) -> Span:
        """Return where a stretch of `plain` stands in the text."""
        return Span(self.at[start], self.at[end - 1] + 1)


def read_sentences(record: ReportRecord, within: Span | None = None) -> tuple[Sentence, ...]:
    """Return the sentences of the body, or of a part of it, in order."""
    if record.text is None:
        return ()
    found = []
    for start, end in _split(record.text, within or record.body):
        plain, at = read_plain(record.text, start, end)
        if plain:
            span = Span(at[0], at[-1] + 1)
            clauses = tuple(split_clauses(plain))
            found.append(Sentence(span, plain, at, clauses, _kind_at(record, span.start)))
    return tuple(found)


def read_plain(text: str, start: int, end: int) -> tuple[str, tuple[int, ...]]:
    """Return the characters that count, and where each stands."""
    characters, places = [], []
    for place in range(start, end):
        character = text[place]
        if character.isspace() or character in _UNSEEN:
            continue
        usual = unicodedata.normalize("NFKC", character)
        characters.append(usual if len(usual) == 1 else character)
        places.append(place)
    return "".join(characters), tuple(places)


def _split(text: str, body: Span) -> Iterator[tuple[int, int]]:
    start = body.start
    for match in _END.finditer(text, body.start, body.end):
        if match.group() == "\n" and _breaks_off(text, match.start(), body.end):
            continue
        yield start, match.end()
        start = match.end()
    yield start, body.end


def _breaks_off(text: str, newline: int, end: int) -> bool:
    """Tell whether a long line ends inside a sentence that the next line goes on with."""
    line_start = text.rfind("\n", 0, newline) + 1
    line = text[line_start:newline].rstrip()
    following = text[newline + 1 : min(newline + 5, end)]
    if len(line) < _WRAPPED or line[-1] in "。！？；;!?：:":
        return False
    return bool(following) and not following[0].isspace() and not _NUMBERED.match(following)


def split_clauses(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between commas and colons; those in brackets and titles part nothing."""
    start, closing = 0, ""
    for place, character in enumerate(plain):
        if closing:
            closing = "" if character == closing else closing
        elif character in _INSIDE and _INSIDE[character] in plain[place:]:
            closing = _INSIDE[character]
        elif character in ",:;。!?" and not plain[place - 1 : place + 2 : 2].isdigit():
            if place > start:
                yield start, place
            start = place + 1
    if len(plain) > start:
        yield start, len(plain)


def _kind_at(record: ReportRecord, place: int) -> SectionKind | None:
    around = [each for each in record.contents if each.span.start <= place < each.span.end]
    return min(around, key=lambda each: each.span.end - each.span.start).kind if around else None
