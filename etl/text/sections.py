"""Chapters of a report: where measures, shortcomings and plans begin and end.

Owns the nesting of numbered and unnumbered headings, and of the sentences that open a plan
where no heading does. Refuses to judge what the chapters mean for the report as a whole
(`etl.extract.contents` does) and to read any figure.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from etl.model import SectionKind, Span
from etl.text.heading_kinds import YEAR, classify_heading, compact, find_year
from etl.text.headings import Mark, find_marks, plain
from etl.text.openers import Opener, find_openers, opens_plan

_PLAN = SectionKind.NEXT_YEAR_PLAN
_LACK = SectionKind.SHORTCOMINGS
_ITEM_RANK = 5
_FREE_RANK = -1  # headings without a number, and openers: numbering starts anew below them


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of text under one heading; `span` covers the heading and all below it.

    `kind` is what holds for a sentence there: inherited from the chapter around it unless the
    heading says otherwise. `level` 1 is outermost. `heading` is "" where a sentence opens it.
    """

    kind: SectionKind
    level: int
    heading: str
    span: Span


def split_sections(text: str, year: int | None = None) -> tuple[Chapter, ...]:
    """Split `text` into nested chapters, outer before inner, in order of their start.

    `year` is the reporting year where the caller knows it; else the text is asked.
    """
    flat = plain(text)
    reporting = year if year is not None else find_reporting_year(flat)
    tree = _Tree(flat, reporting)
    for sign in _find_signs(flat, reporting):
        tree.add(sign)
    return tuple(tree.chapters(text))


class ChapterKinds:
    """What kind of chapter each offset of a text lies in; asked for every number."""

    def __init__(self, chapters: Sequence[Chapter]) -> None:
        """Take chapters as `split_sections` returns them: nested, in order of their start."""
        self._starts: list[int] = []
        self._kinds: list[SectionKind] = []
        around: list[Chapter] = []
        for chapter in chapters:
            self._close(around, chapter.span.start)
            around.append(chapter)
            self._note(chapter.span.start, chapter.kind)
        self._close(around, None)

    def at(self, offset: int) -> SectionKind:
        """Return the kind of the innermost chapter that holds `offset`, OTHER outside all."""
        index = bisect_right(self._starts, offset)
        return self._kinds[index - 1] if index else SectionKind.OTHER

    def _close(self, around: list[Chapter], start: int | None) -> None:
        """Leave the chapters that end before the next one starts, or all."""
        while around and (start is None or around[-1].span.end <= start):
            end = around.pop().span.end
            while around and around[-1].span.end <= end:
                around.pop()
            self._note(end, around[-1].kind if around else SectionKind.OTHER)

    def _note(self, start: int, kind: SectionKind) -> None:
        if self._starts and self._starts[-1] == start:
            self._starts.pop()
            self._kinds.pop()
        self._starts.append(start)
        self._kinds.append(kind)


_REPORTING_YEAR = re.compile(
    f"{YEAR}[ ]*年度?(?![ ]*[0-9一二三四五六七八九十]+[ ]*月)[^。\n]{{0,24}}?"
    "(?:法治|依法行政|信息公开|政务公开|执法|工作|报告|总结|年报)"
)


def find_reporting_year(text: str) -> int | None:
    """Return the year a text says it reports on, as far as its opening tells."""
    match = _REPORTING_YEAR.search(text[:900])
    return find_year(match.group()) if match else None


@dataclass(frozen=True, slots=True)
class _Free:
    """A heading without a number on a line of its own."""

    start: int
    kind: SectionKind
    heading: str


_Sign = Mark | Opener | _Free
_TITLE_WORD = re.compile("报告|年报|总结")
_LINE = re.compile(r"^[ ]*([^\s。;:!?\t][^。;!?\t\n]{1,36}?):?[ ]*$", re.MULTILINE)


def _find_signs(text: str, year: int | None) -> list[_Sign]:
    marks = list(find_marks(text))
    taken = {mark.start for mark in marks}
    free = [sign for sign in _find_free(text, year) if sign.start not in taken]
    taken |= {sign.start for sign in free}
    openers = [sign for sign in find_openers(text, year) if sign.start not in taken]
    return sorted([*marks, *free, *openers], key=lambda sign: sign.start)


def _find_free(text: str, year: int | None) -> Iterator[_Free]:
    for number, match in enumerate(_LINE.finditer(text)):
        line = compact(match.group(1))
        if number == 0 and _TITLE_WORD.search(line):
            continue  # 某局2023年工作总结及2024年工作计划
        kind = classify_heading(line, top=False, year=year)
        if kind and len(line) >= 4:
            yield _Free(match.start(1), kind, match.group(1))


@dataclass(slots=True)
class _Node:
    kind: SectionKind | None
    rank: int
    ordinal: int
    start: int
    heading: str = ""
    end: int = -1
    limit: int | None = None
    before: dict[int, int] = field(default_factory=dict)
    children: list["_Node"] = field(default_factory=list)


class _Tree:
    """Nests signs by their numbering: a number that goes on closes, a 一 that starts anew nests."""

    def __init__(self, text: str, year: int | None) -> None:
        self.text = text
        self.year = year
        self.root = _Node(None, -2, 0, 0)
        self.stack = [self.root]

    def add(self, sign: _Sign) -> None:
        self._close_spent(sign.start)
        if isinstance(sign, Mark):
            self._add_mark(sign)
        elif isinstance(sign, _Free):
            self._add_free(sign)
        else:
            self._add_opener(sign)

    def chapters(self, text: str) -> Iterator[Chapter]:
        self._pop_to(1, len(text))
        self._settle_top()
        for child in self.root.children:
            yield from _walk(child, SectionKind.OTHER, 1, text)

    def _add_mark(self, mark: Mark) -> None:
        self._pop_to(self._depth_for(mark), mark.start)
        kind = None if mark.rank == _ITEM_RANK else self._kind_of(mark)
        self._push(_Node(kind, mark.rank, mark.ordinal, mark.start, mark.heading))

    def _add_free(self, sign: _Free) -> None:
        if self._effective() is sign.kind and self.stack[-1].start + 60 > sign.start:
            return
        before = _ordinals(self.stack)
        self._pop_to(1, sign.start)
        self._push(_Node(sign.kind, _FREE_RANK, 0, sign.start, sign.heading, before=before))

    def _add_opener(self, sign: Opener) -> None:
        here = self._effective()
        if here is _PLAN or not self._is_welcome(sign, here):
            return
        node = _Node(sign.kind, _FREE_RANK, 0, sign.start)
        if here is not _LACK and not sign.line_start and sign.kind is _PLAN:
            node.limit = self._paragraph_end(sign.start)
        node.before = {}
        self._push(node)

    def _is_welcome(self, sign: Opener, here: SectionKind | None) -> bool:
        if sign.kind is _LACK:
            late = sign.start > len(self.text) * 0.55
            return here is not _LACK and late and len(self.stack) <= 3
        return sign.firm or here is _LACK

    def _paragraph_end(self, start: int) -> int | None:
        """Where an aside on plans ends: with its paragraph, unless that announces a list."""
        end = self.text.find("\n", start)
        if end < 0 or self.text[start:end].rstrip().endswith(":"):
            return None
        return end

    def _kind_of(self, mark: Mark) -> SectionKind | None:
        here = self._effective()
        if here is _PLAN:
            return None
        if opens_plan(mark.heading, self.year):
            return _PLAN
        top = len(self.stack) == 1
        kind = classify_heading(mark.heading, top=top, year=self.year)
        return kind if top or kind is not SectionKind.MEASURES else None

    def _depth_for(self, mark: Mark) -> int:
        """How much of the stack stays open when `mark` comes."""
        for depth in range(len(self.stack) - 1, 0, -1):
            node = self.stack[depth]
            if mark.ordinal > 1 and _goes_on(node, mark):
                return depth
        return self._depth_by_rank(mark)

    def _depth_by_rank(self, mark: Mark) -> int:
        depth = len(self.stack)
        while depth > 1 and self.stack[depth - 1].rank >= mark.rank:
            depth -= 1
        return depth

    def _push(self, node: _Node) -> None:
        self.stack[-1].children.append(node)
        self.stack.append(node)

    def _pop_to(self, depth: int, end: int) -> None:
        while len(self.stack) > depth:
            self.stack.pop().end = end

    def _close_spent(self, start: int) -> None:
        for depth, node in enumerate(self.stack):
            if node.limit is not None and node.limit <= start:
                self._pop_to(depth, node.limit)
                return

    def _effective(self) -> SectionKind | None:
        return next((node.kind for node in reversed(self.stack) if node.kind), None)

    def _settle_top(self) -> None:
        """Top chapters that name a subject only are measures until the plan or the lacks begin."""
        late = False
        for node in self.root.children:
            late = late or node.kind in (_PLAN, _LACK)
            if node.kind is None:
                node.kind = SectionKind.OTHER if late else SectionKind.MEASURES


def _goes_on(node: _Node, mark: Mark) -> bool:
    """Tell whether `mark` is the next of the row that `node` belongs to or broke into."""
    if node.rank == mark.rank:
        return 0 <= mark.ordinal - node.ordinal <= 3
    return node.rank == _FREE_RANK and 0 < mark.ordinal - node.before.get(mark.rank, 99) <= 2


def _ordinals(stack: Sequence[_Node]) -> dict[int, int]:
    return {node.rank: node.ordinal for node in stack if node.rank >= 0}


def _walk(node: _Node, around: SectionKind, level: int, text: str) -> Iterator[Chapter]:
    kind = node.kind or around
    end = node.end if node.limit is None else min(node.end, node.limit)
    if node.rank != _ITEM_RANK:
        heading = text[node.start : node.start + 80] if node.heading else ""
        yield Chapter(kind, level, _first_line(heading), Span(node.start, end))
        level += 1
    for child in node.children:
        yield from _walk(child, kind, level, text)


def _first_line(heading: str) -> str:
    return re.split(r"[。；;：:!！?？\n\t]", heading, maxsplit=1)[0].strip()
