"""Which lines of a page are the document itself.

Owns the choice of the body: the stretch of the page that reads as text, from its first to its
last paragraph, whatever the template calls the container and into however many blocks the
body is split. Losing body text is the worst error here; a stray furniture line is the lesser.
Refuses to know any site, CMS or container by name.
"""

import re
from collections.abc import Iterator, Sequence

from etl.readers.flow import Flow
from etl.readers.furniture import CONTENT, STARTS, Kind
from etl.readers.grid import Grid

MIN_BODY = 60

_MAX_PARAGRAPH_GAIN = 400
_LONGEST_HEAD = 6
_LONGEST_SIGNATURE = 5
_WIDEST_SIGNATURE = 40

# What a line adds to the stretch that holds it: paragraphs pull it together, what stands
# around a body pushes it apart, so that a share bar is bridged and a side list is not.
_GAIN = {
    Kind.SHORT: -1,
    Kind.CELL: 2,
    Kind.DATE: -1,
    Kind.TITLE: -400,
    Kind.INFO: -100,
    Kind.INDEX: -30,
    Kind.LINK: -40,
    Kind.TOOL: -30,
    Kind.CREDIT: -60,
    Kind.CRUMB: -150,
    Kind.SIDE: -40,
    Kind.SECTION: -300,
    Kind.FOOT: -300,
}

_CHAPTER = re.compile(
    r"[\s\u3000]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])[^\s\u3000]{4}"
)


def choose_body(flow: Flow, kinds: Sequence[Kind], grids: Sequence[Grid]) -> list[int]:
    """Return the numbers of the lines that are the body, in order; empty where there is none."""
    core = _find_stretch(flow, kinds)
    if core is None:
        return _whole_fragment(kinds)
    first, last = _gather_kin(flow, kinds, *core)
    first, last = _gather_chapters(flow, kinds, first, last)
    first, last = _cover_grids(grids, kinds, first, last)
    first, last = _extend(flow, kinds, first, last)
    chosen = [
        n
        for n in range(first, last + 1)
        if kinds[n] in CONTENT or _is_linked_chapter(flow, kinds, n)
    ]
    length = sum(len(flow.lines[number].text) for number in chosen)
    return chosen if length >= MIN_BODY else _whole_fragment(kinds)


def _whole_fragment(kinds: Sequence[Kind]) -> list[int]:
    """A page with nothing but content is a passage, however short."""
    furniture = any(kind not in CONTENT for kind in kinds)
    return [] if furniture else list(range(len(kinds)))


def _find_stretch(flow: Flow, kinds: Sequence[Kind]) -> tuple[int, int] | None:
    """Return the stretch of lines with the greatest gain (Kadane's algorithm)."""
    best = total = 0
    start = 0
    found: tuple[int, int] | None = None
    for number, gain in enumerate(_gains(flow, kinds)):
        if total <= 0:
            total, start = 0, number
        total += gain
        if total > best:
            best, found = total, (start, number)
    return found


def _gains(flow: Flow, kinds: Sequence[Kind]) -> Iterator[int]:
    for line, kind in zip(flow.lines, kinds, strict=True):
        if kind is Kind.PROSE:
            yield min(len(line.text), _MAX_PARAGRAPH_GAIN)
        else:
            yield _GAIN[kind]


def _gather_kin(flow: Flow, kinds: Sequence[Kind], first: int, last: int) -> tuple[int, int]:
    """Widen the stretch to paragraphs elsewhere in its container, or in a twin of it."""
    home = flow.around(first, last)
    box = flow.boxes[home]
    if _is_pure(kinds, box.first, box.end):
        inside = [n for n in range(box.first, box.end) if kinds[n] is Kind.PROSE]
        first, last = min([first, *inside]), max([last, *inside])
    for twin in _twins(flow, home):
        other = flow.boxes[twin]
        prose = [n for n in range(other.first, other.end) if kinds[n] is Kind.PROSE]
        if prose and _is_pure(kinds, other.first, other.end):
            first, last = min(first, prose[0]), max(last, prose[-1])
    return first, last


def _gather_chapters(flow: Flow, kinds: Sequence[Kind], first: int, last: int) -> tuple[int, int]:
    """Widen the stretch to numbered chapters beyond a list of links: side lists have none."""
    for number in range(first - 1, -1, -1):
        if kinds[number] in STARTS or kinds[number] is Kind.FOOT:
            break
        if _is_chapter(flow, kinds, number):
            first = number
    for number in range(last + 1, len(kinds)):
        if kinds[number] in STARTS or kinds[number] is Kind.FOOT:
            break
        follows = number == last + 1 and kinds[number] is Kind.PROSE
        if follows or _is_chapter(flow, kinds, number):
            last = number
    return first, last


def _is_linked_chapter(flow: Flow, kinds: Sequence[Kind], number: int) -> bool:
    """Tell whether a link is a chapter's heading; links to chapters stand one after another."""
    if kinds[number] is not Kind.LINK or not _CHAPTER.match(flow.lines[number].text):
        return False
    beside = flow.lines[max(number - 1, 0)], flow.lines[min(number + 1, len(kinds) - 1)]
    return not any(line.linked and _CHAPTER.match(line.text) for line in beside)


def _is_chapter(flow: Flow, kinds: Sequence[Kind], number: int) -> bool:
    content = kinds[number] in (Kind.SHORT, Kind.PROSE)
    return content and _CHAPTER.match(flow.lines[number].text) is not None


def _twins(flow: Flow, home: int) -> list[int]:
    """Return boxes beside `home` that carry the same class: pieces of one divided body."""
    box = flow.boxes[home]
    if not box.marks:
        return []
    return [
        number
        for number, other in enumerate(flow.boxes)
        if number != home
        and other.parent == box.parent
        and other.tag == box.tag
        and other.marks == box.marks
    ]


def _is_pure(kinds: Sequence[Kind], first: int, end: int) -> bool:
    """Tell whether a box holds nothing that only stands outside a body."""
    outside = (Kind.FOOT, Kind.CRUMB, Kind.TITLE, Kind.INFO, Kind.INDEX)
    return not any(kind in outside for kind in kinds[first:end])


def _cover_grids(
    grids: Sequence[Grid], kinds: Sequence[Kind], first: int, last: int
) -> tuple[int, int]:
    for grid in grids:
        touches = grid.first <= last and first < grid.end
        if touches and kinds[grid.first] is Kind.CELL:
            first, last = min(first, grid.first), max(last, grid.end - 1)
    return first, last


def _extend(flow: Flow, kinds: Sequence[Kind], first: int, last: int) -> tuple[int, int]:
    """Add what stands before the first paragraph and after the last: headings, signature."""
    prose = [n for n in range(first, last + 1) if kinds[n] in (Kind.PROSE, Kind.CELL)]
    head_home = flow.boxes[flow.around(first, prose[min(1, len(prose) - 1)])]
    tail_home = flow.boxes[flow.around(prose[max(-2, -len(prose))], last)]
    first = _extend_head(kinds, first, head_home.first)
    return first, _extend_tail(flow, kinds, last, tail_home.first, tail_home.end)


def _extend_head(kinds: Sequence[Kind], first: int, limit: int) -> int:
    short = 0
    while first > limit and kinds[first - 1] in (Kind.SHORT, Kind.CELL, Kind.PROSE):
        short += kinds[first - 1] is Kind.SHORT
        if short > _LONGEST_HEAD:
            break
        first -= 1
    return first


def _extend_tail(flow: Flow, kinds: Sequence[Kind], last: int, start: int, end: int) -> int:
    pure = _is_pure(kinds, start, end)
    for number in range(last + 1, end):
        signed = not pure and kinds[last] is Kind.DATE and kinds[number] is not Kind.CELL
        if signed or (kinds[number] not in CONTENT and not pure) or kinds[number] is Kind.SECTION:
            break
        if kinds[number] in CONTENT:
            last = number
    if kinds[last] is Kind.DATE:
        return last
    return _find_signature(flow, kinds, last)


def _find_signature(flow: Flow, kinds: Sequence[Kind], last: int) -> int:
    """A signature may stand in a block of its own behind the body: agency, then date."""
    for number in range(last + 1, min(last + 1 + _LONGEST_SIGNATURE, len(kinds))):
        if kinds[number] is Kind.DATE:
            return number
        if kinds[number] is not Kind.SHORT:
            break
        if len(flow.lines[number].text.strip()) > _WIDEST_SIGNATURE:
            break
    return last
