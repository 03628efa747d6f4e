"""Rows of a table, however it was saved: words of a label, then values.

Owns telling values from words in the cells of a table and in tables typed as text or torn into
lines. Refuses to know any form: what a row means is told by `etl.extract.forms`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from etl.model import Document, Span, Table

_VALUE = re.compile(
    r"[+\-－−]?\d[\d,，]*(?:\.\d+)?(?:件|条|项|个|宗|万元|元)?|[/／\\]|[—－\-–─]{1,4}|无|不适用|不涉及"
)
_TOKEN = re.compile(r"[^\s\u3000]+")
_LONGEST_HEAD = 400  # words remembered as the head above a row


@dataclass(frozen=True, slots=True)
class Token:
    """A cell, or a word of text, with its place in the document."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """Values and the words before them; `head` are the words before those, oldest first."""

    head: tuple[str, ...]
    label: tuple[Token, ...]
    values: tuple[Token, ...]


def find_rows(document: Document) -> Iterator[LabelledRow]:
    """Yield the rows of the document's tables, then those typed into its text."""
    head: list[str] = []
    for table in document.tables:
        rows = list(_rows_of_table(table, head))
        yield from rows
        head = [*rows[-1].head, *(token.text for token in rows[-1].label)] if rows else []
    yield from _rows_of_text(document)


def is_value(text: str) -> bool:
    """Tell whether a cell holds a value: a number, a dash, a slash or a word for none."""
    return _VALUE.fullmatch(unicodedata.normalize("NFKC", text.strip())) is not None


def _rows_of_table(table: Table, before: Sequence[str]) -> Iterator[LabelledRow]:
    """Yield the rows; a table that begins with values goes on with the head of the one before."""
    head: list[str] = []
    goes_on = True
    lines: dict[int, list[Token]] = {}
    for cell in table.cells:
        lines.setdefault(cell.row, []).append(Token(cell.text, cell.span))
    for tokens in lines.values():
        label, values = _split(tokens)
        if goes_on and not head:
            goes_on = any(token.text for token in values)
            head.extend(before if goes_on else ())
        if values:
            yield LabelledRow(tuple(head), tuple(label), tuple(values))
        head.extend(token.text for token in label)
        del head[:-_LONGEST_HEAD]


def _split(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Split a row behind its last word: what follows are values, blank ones too."""
    words = [place for place, token in enumerate(tokens) if token.text and not is_value(token.text)]
    first = words[-1] + 1 if words else 0
    label = [token for token in tokens[:first] if token.text]
    return label, list(tokens[first:])


def _rows_of_text(document: Document) -> Iterator[LabelledRow]:
    head: list[str] = []
    label: list[Token] = []
    values: list[Token] = []
    for token in _tokens(document):
        if is_value(token.text):
            values.append(token)
            continue
        if values:
            yield LabelledRow(tuple(head), tuple(label), tuple(values))
            head.extend(each.text for each in label)
            del head[:-_LONGEST_HEAD]
            label, values = [], []
        label.append(token)
        if len(label) > _LONGEST_HEAD:
            head.append(label.pop(0).text)
    if values:
        yield LabelledRow(tuple(head), tuple(label), tuple(values))


def _tokens(document: Document) -> Iterator[Token]:
    """Yield the words of the body outside its tables."""
    for span in _gaps(document.body, [table.span for table in document.tables]):
        for found in _TOKEN.finditer(document.text, span.start, span.end):
            yield Token(found[0], Span(found.start(), found.end()))


def _gaps(body: Span, cuts: Iterable[Span]) -> Iterator[Span]:
    start = body.start
    for cut in sorted(cuts):
        if cut.start > start:
            yield Span(start, min(cut.start, body.end))
        start = max(start, cut.end)
    if start < body.end:
        yield Span(start, body.end)
