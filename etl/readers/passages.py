"""The lines of a text told apart: title, page lines (日期、来源、浏览次数), body, what is below.

Owns that split for everything that is not a page: plain texts, Word documents, PDF. Refuses
nothing: a text without a title is body from its first line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.readers.flow import Line
from etl.readers.furniture import CONTENT, Kind, kind_of
from etl.readers.page import is_label
from etl.readers.titles import find_title, may_be_title

_HEAD_LINES = 30
_TAIL_LINES = 30
_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[（(【]20\d\d[〕\]）)】]\s*\d{1,4}\s*号")
_BAR = (Kind.CRUMB, Kind.TOOL)
_PAGE_LINES = (Kind.INFO, Kind.CREDIT, Kind.CRUMB, Kind.TOOL, Kind.DATE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A line with something on it, and whether an empty line follows it."""

    text: str
    apart: bool = False

    @property
    def kind(self) -> Kind:
        """What the line is by its words."""
        return kind_of(Line(self.text, 0, 0))


@dataclass(frozen=True, slots=True)
class Parts:
    """Numbers of lines: the title is `title`..`title_end`, the body `body`..`body_end`."""

    title: int
    title_end: int
    body: int
    body_end: int


def split_passages(lines: Sequence[Passage]) -> Parts:
    """Return where the title and the body of a text lie; there is at least one line."""
    skipped = 0
    while skipped < min(_HEAD_LINES, len(lines)) and lines[skipped].kind in _BAR:
        skipped += 1
    first, end = _find_title_lines(lines, skipped)
    body = end
    while body < min(end + _HEAD_LINES, len(lines)) and _is_page_line(lines, body):
        body += 1
    if body >= len(lines):
        first = end = body = 0
    return Parts(first, end, body, _cut_tail(lines, body))


def _find_title_lines(lines: Sequence[Passage], skipped: int) -> tuple[int, int]:
    head = lines[skipped : skipped + _HEAD_LINES]
    found = find_title([line.text for line in head])
    if found is not None:
        return skipped + found[0], skipped + found[1]
    if len(head) > 1 and may_be_title(head[0].text.strip()) and _stands_apart(head):
        return skipped, skipped + 1
    return skipped, skipped


def _stands_apart(head: Sequence[Passage]) -> bool:
    """A first line is a title if a blank line or a page line follows it."""
    return head[0].apart or _is_page_line(head, 1)


def _is_page_line(lines: Sequence[Passage], number: int) -> bool:
    text = lines[number].text.strip()
    if lines[number].kind in _PAGE_LINES or is_label(text) or _DOCUMENT_NUMBER.fullmatch(text):
        return True
    return number > 0 and is_label(lines[number - 1].text.strip()) and _is_bare(lines[number - 1])


def _is_bare(line: Passage) -> bool:
    """Tell whether a label has its value on the next line."""
    text = line.text.strip()
    return len(text) <= 8 and (text.endswith((":", "：")) or not any(c in text for c in ":："))


def _cut_tail(lines: Sequence[Passage], body: int) -> int:
    """Return the number behind the last line of the body; what a copied page has below goes."""
    end = len(lines)
    while end > max(body + 1, len(lines) - _TAIL_LINES) and lines[end - 1].kind not in CONTENT:
        end -= 1
    return end
