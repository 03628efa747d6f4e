"""An HTML page as people see it: lines of text, each in nested boxes.

Owns what breaks a line, what is joined without a gap, and what is not shown at all. Refuses
to judge what a line is for; `body` and `page` do. Works on selectolax's lexbor tree, in one
pass and without recursion, so that nesting cannot exhaust the stack.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from etl.errors import Rejected, RejectionKind

MAX_DEPTH = 1000
MAX_ATTRIBUTES = 2000

_GUARDED_TAGS = 8000
_GUARDED_LENGTH = 100_000
_GUARDED_TAG_LENGTH = 10_000


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


_SKIPPED = _tags(
    "script style noscript template title head select option datalist textarea button input "
    "iframe frame frameset object embed applet svg math canvas audio video map xml rt rp "
    "-comment"
)
_BLOCKS = _tags(
    "address article aside blockquote body caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header legend li main menu nav "
    "ol p pre section summary table td th tr ul"
)
_UNMARKED = _tags("p tr td th li dd dt body h1 h2 h3 h4 h5 h6")
_BREAKS = frozenset({"br", "hr"})

# Formatting tags are reopened by the parser in every later block they were not closed in, so
# that 30 KB can grow to 700 MB; spans look the same here and are not reopened.
_FORMATTING = re.compile(
    r"(</?)(?=[bcefinstu])"  # not needed for the match: it halves the time
    r"(?:b(?:ig)?|code|em|font|i|nobr|s(?:mall|trike|trong)?|tt|u)(?=[\s/>])",
    re.IGNORECASE,
)
_NESTING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_FLAT = _tags(
    "p li td th tr dd dt br hr img input meta link option col area base embed param source wbr"
)
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{_GUARDED_TAG_LENGTH},}}")

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SHRUNK = re.compile(r"font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_MAYBE_HIDDEN = (
    '[hidden],[style*="none" i],[style*="hidden" i],[style*="size:0" i],[style*="size: 0" i]'
)

_SPANNING = "[rowspan],[colspan]"

_WRAP = re.compile(r"(?<=[\u2e80-\uffef])[ \t\f]*[\r\n]\s*(?=[\u2e80-\uffef])", re.ASCII)
_GAP = re.compile(r"[ \t\r\n\f]+")
_EDGES = " \t\r\n\f\v\xa0"


class Line(NamedTuple):
    """One line of text: how many of its characters are links, and the box it stands in.

    A named tuple, for a page makes hundreds and a frozen dataclass takes three times as long.
    """

    text: str
    linked: int
    box: int


@dataclass(slots=True)
class Box:
    """A block element: `first`..`end` are its lines. Filled while the page is walked."""

    tag: str
    parent: int
    first: int
    marks: str
    end: int = 0
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Flow:
    """All lines and boxes of a page in document order; box 0 holds everything."""

    lines: list[Line]
    boxes: list[Box]

    def parents(self, box: int) -> Iterator[int]:
        """Yield `box` and every box around it, innermost first."""
        while box >= 0:
            yield box
            box = self.boxes[box].parent

    def around(self, first: int, last: int) -> int:
        """Return the smallest box that holds the lines `first` and `last`."""
        boxes = self.boxes
        return next(
            box
            for box in self.parents(self.lines[first].box)
            if boxes[box].first <= first and last < boxes[box].end
        )


def parse(text: str, source: str) -> LexborHTMLParser:
    """Parse a page; one that is nested or marked up beyond reason is rejected."""
    if text.count("<") > _GUARDED_TAGS and _find_depth(text) > MAX_DEPTH:
        raise _too_large(source, f"标签嵌套超过 {MAX_DEPTH} 层")
    if len(text) > _GUARDED_LENGTH and _count_attributes(text) > MAX_ATTRIBUTES:
        raise _too_large(source, f"一个标签的属性超过 {MAX_ATTRIBUTES} 个")
    try:
        return LexborHTMLParser(_FORMATTING.sub(r"\1span", text))
    except SelectolaxError:  # it parses anything that fits into memory
        raise _too_large(source, "解析所需内存超过上限") from None


def read_flow(page: LexborHTMLParser, *, show_hidden: bool = False) -> Flow:
    """Walk the page into lines and boxes, without what it hides unless asked."""
    walk = _Walk(page, frozenset() if show_hidden else _find_hidden(page))
    if page.body is not None:
        walk.run(page.body)
    return Flow(walk.lines, walk.boxes)


class _Walk:
    """The state of one pass: the line being put together and the box it will stand in."""

    def __init__(self, page: LexborHTMLParser, hidden: frozenset[int]) -> None:
        self.lines: list[Line] = []
        self.boxes: list[Box] = [Box("body", -1, 0, "")]
        self._hidden = hidden
        self._spans = {node.mem_id: node.attributes for node in page.css(_SPANNING)}
        self._box = 0
        self._pieces: list[str] = []
        self._linked = 0
        self._in_links = 0
        self._in_pre = 0

    def run(self, root: LexborNode) -> None:
        pending: list[tuple[LexborNode | None, str]] = []
        node = root.first_child
        while node is not None or pending:
            if node is None:
                node, closing = pending.pop()
                if closing:
                    self._close(closing)
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._add_text(node.text_content or "")
            elif tag in _BREAKS:
                self._break()
            elif tag not in _SKIPPED and not (self._hidden and node.mem_id in self._hidden):
                pending.append((node.next, self._open(tag, node)))
                node = node.first_child
                continue
            node = node.next
        self._break()
        self.boxes[0].end = len(self.lines)

    def _open(self, tag: str, node: LexborNode) -> str:
        """Enter an element; return what `_close` must undo when it ends."""
        if tag in _BLOCKS:
            if self._pieces:
                self._break()
            box = Box(tag, self._box, len(self.lines), "" if tag in _UNMARKED else _marks(node))
            if self._spans and (tag == "td" or tag == "th"):
                self._set_spans(box, node)
            self._box = len(self.boxes)
            self.boxes.append(box)
            self._in_pre += tag == "pre"
            return tag
        if tag == "a" and _is_link(node.attributes):
            self._in_links += 1
            return tag
        return ""

    def _close(self, closing: str) -> None:
        if closing == "a":
            self._in_links -= 1
            return
        if self._pieces:
            self._break()
        self._in_pre -= closing == "pre"
        box = self.boxes[self._box]
        box.end = len(self.lines)
        self._box = box.parent

    def _set_spans(self, box: Box, node: LexborNode) -> None:
        attributes = self._spans.get(node.mem_id)
        if attributes is not None:
            box.row_span = _read_span(attributes.get("rowspan"))
            box.column_span = _read_span(attributes.get("colspan"))

    def _add_text(self, text: str) -> None:
        if not self._pieces and not text.strip(" \n\t\r\f"):
            return
        if self._in_pre and "\n" in text:
            *whole, text = text.split("\n")
            for line in whole:
                self._pieces.append(line)
                self._break()
        self._pieces.append(text)
        if self._in_links:
            self._linked += len(text.strip())

    def _break(self) -> None:
        text = clean("".join(self._pieces))
        if text:
            self.lines.append(Line(text, self._linked, self._box))
        self._pieces.clear()
        self._linked = 0


def clean(text: str) -> str:
    """Return a line as a browser shows it: source breaks are blanks, or nothing within Chinese.

    Full-width and em blanks are part of the text as published, so they stay.
    """
    text = text.strip(_EDGES)
    if "\n" in text or "\r" in text:
        text = _WRAP.sub("", text)
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        text = _GAP.sub(" ", text)
    return text.rstrip()


def _marks(node: LexborNode) -> str:
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip().lower()


def _read_span(value: str | None) -> int:
    digits = (value or "").strip()
    return min(max(int(digits), 1), 1000) if digits.isascii() and digits.isdigit() else 1


def _is_link(attributes: dict[str, str | None]) -> bool:
    """Tell links from anchors, which old pages open and never close."""
    return "href" in attributes or not ("name" in attributes or "id" in attributes)


def _find_hidden(page: LexborHTMLParser) -> frozenset[int]:
    return frozenset(node.mem_id for node in page.css(_MAYBE_HIDDEN) if _is_hidden(node))


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    style = attributes.get("style") or ""
    if "hidden" in attributes or _HIDDEN.search(style):
        return True
    # On a block, size 0 only closes gaps between its parts, which set a size of their own.
    return _SHRUNK.search(style) is not None and all(c.is_text_node for c in node.iter(True))


def _count_attributes(text: str) -> int:
    return max((len(tag.group().split()) for tag in _LONG_TAG.finditer(text)), default=0)


def _find_depth(text: str) -> int:
    """Return how deep elements may nest, by counting alone; the parser is slow on depth."""
    depth = deepest = 0
    for match in _NESTING.finditer(text):
        if match.group(2).lower() in _FLAT:
            continue
        depth = max(depth - 1, 0) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _too_large(source: str, why: str) -> Rejected:
    message = f"{source}：{why}，不像正常网页；请用浏览器打开后重新另存为“网页，仅 HTML”。"
    return Rejected(RejectionKind.TOO_LARGE, message)
