"""A plain text to a Document.

Owns the split of a text into title, page lines (日期、来源、浏览次数, or an index table copied
with it) and body. The text stays as published but for its line ends, so that every offset
holds. Refuses nothing but emptiness: a passage without a title is read as body.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.model import Document, Media, Span
from etl.readers.flow import Line
from etl.readers.furniture import CONTENT, Kind, kind_of
from etl.readers.page import is_label, read_facts
from etl.readers.titles import find_title, may_be_title

_HEAD_LINES = 30
_TAIL_LINES = 30
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[（(【]20\d\d[〕\]）)】]\s*\d{1,4}\s*号")
_BAR = (Kind.CRUMB, Kind.TOOL)
_PAGE_LINES = (Kind.INFO, Kind.CREDIT, Kind.CRUMB, Kind.TOOL, Kind.DATE)


@dataclass(frozen=True, slots=True)
class _Passage:
    """A line with something on it, and where it lies in the text."""

    text: str
    start: int
    end: int

    @property
    def kind(self) -> Kind:
        """What the line is by its words."""
        return kind_of(Line(self.text, 0, 0))


def read_text(text: str, source: str, sha256: str) -> Document:
    """Read a plain text; `text` has something on it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [_Passage(m.group(), m.start(), m.end()) for m in _LINE.finditer(text)]
    titles, body_from = _split_head(text, lines)
    body_to = _cut_tail(lines, body_from)
    page = [line.text.strip() for line in [*lines[:body_from], *lines[body_to:]]]
    title = "".join(line.text.strip() for line in titles)
    info = [line for line in page if line != title]
    facts = read_facts(info, info, (title,) if title else ())
    body = Span(lines[body_from].start, lines[body_to - 1].end)
    return Document(source, sha256, Media.TEXT, text, body, facts)


def _split_head(text: str, lines: Sequence[_Passage]) -> tuple[Sequence[_Passage], int]:
    """Return the title's lines and the number of the first line of the body."""
    skipped = 0
    while skipped < min(_HEAD_LINES, len(lines)) and lines[skipped].kind in _BAR:
        skipped += 1
    first, end = _find_title_lines(text, lines, skipped)
    body = end
    while body < min(end + _HEAD_LINES, len(lines)) and _is_page_line(lines, body):
        body += 1
    if body >= len(lines):
        return [], 0
    return lines[first:end], body


def _find_title_lines(text: str, lines: Sequence[_Passage], skipped: int) -> tuple[int, int]:
    head = lines[skipped : skipped + _HEAD_LINES]
    found = find_title([line.text for line in head])
    if found is not None:
        return skipped + found[0], skipped + found[1]
    if len(head) > 1 and may_be_title(head[0].text.strip()) and _stands_apart(text, head):
        return skipped, skipped + 1
    return skipped, skipped


def _stands_apart(text: str, head: Sequence[_Passage]) -> bool:
    """A first line is a title if a blank line or a page line follows it."""
    between = text[head[0].end : head[1].start]
    return between.count("\n") > 1 or _is_page_line(head, 1)


def _is_page_line(lines: Sequence[_Passage], number: int) -> bool:
    text = lines[number].text.strip()
    if lines[number].kind in _PAGE_LINES or is_label(text) or _DOCUMENT_NUMBER.fullmatch(text):
        return True
    return number > 0 and is_label(lines[number - 1].text.strip()) and _is_bare(lines[number - 1])


def _is_bare(line: _Passage) -> bool:
    """Tell whether a label has its value on the next line."""
    text = line.text.strip()
    return len(text) <= 8 and (text.endswith((":", "：")) or not any(c in text for c in ":："))


def _cut_tail(lines: Sequence[_Passage], body: int) -> int:
    """Return the number behind the last line of the body; what a copied page has below goes."""
    end = len(lines)
    while end > max(body + 1, len(lines) - _TAIL_LINES) and lines[end - 1].kind not in CONTENT:
        end -= 1
    return end
