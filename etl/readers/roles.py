"""What each line of a page is, by its words, its table and the boxes around it.

Owns index tables, side boxes and repeated titles, which no single line gives away. Refuses
to choose the body; `body` does.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from etl.readers.flow import Flow
from etl.readers.furniture import Kind, kind_of
from etl.readers.grid import Grid
from etl.readers.page import compact, is_glued_label, is_label

_MAX_SIDE_SHARE = 0.25
_INDEX_GAP = 3
_TITLE_LINES = 4
_SIDE_TAGS = frozenset({"nav", "footer", "aside"})
_SIDE_MARKS = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|foot|footer|copyright|sidebar|crumbs?|breadcrumb|relat\w*|share"
    r"|prevnext|nextprev|pagenav|friend\w*|links?|search|comments?|disclaimer)(?:$|[\s_-])"
)
_BESIDE_TITLE = re.compile(r"来源|浏览|阅读|点击|访问|字[体号]")
_LARGEST_INDEX = 60


def classify(flow: Flow, grids: Sequence[Grid], titles: Sequence[str]) -> list[Kind]:
    """Return the kind of every line, by its words, its table, and the boxes around it."""
    kinds = [Kind.CELL] * len(flow.lines)
    in_grid = {number for grid in grids for number in range(grid.first, grid.end)}
    for number, line in enumerate(flow.lines):
        if number not in in_grid:
            kinds[number] = kind_of(line)
    large = (grid for grid in grids if grid.end - grid.first > _LARGEST_INDEX)
    _mark_index(flow, kinds, {n for grid in large for n in range(grid.first, grid.end)})
    _mark_sides(flow, kinds)
    _mark_titles(flow, kinds, titles)
    return kinds


def _mark_index(flow: Flow, kinds: list[Kind], data: set[int]) -> None:
    """Mark index tables: three labels or more close together, with the values between them."""
    open_lines = [
        (number, line.text)
        for number, (line, kind) in enumerate(zip(flow.lines, kinds, strict=True))
        if number not in data and (kind is not Kind.INFO or not _BESIDE_TITLE.search(line.text))
    ]
    labels = [number for number, text in open_lines if is_label(text)]
    glued = [number for number, text in open_lines if is_glued_label(text)]
    for group in (*_cluster(labels), *_cluster(glued)):
        first, last = group[0], group[-1]
        bare = len(compact(flow.lines[last].text).rstrip(":：")) <= 6
        if bare and last + 1 < len(kinds) and kinds[last + 1] is not Kind.PROSE:
            last += 1
        if _is_index(flow, kinds, group, first, last):
            kinds[first : last + 1] = [Kind.INDEX] * (last + 1 - first)


def _cluster(numbers: Sequence[int]) -> Iterator[list[int]]:
    group: list[int] = []
    for number in numbers:
        if group and number - group[-1] > _INDEX_GAP:
            yield from [group] if len(group) >= 3 else []
            group = []
        group.append(number)
    if len(group) >= 3:
        yield group


def _is_index(
    flow: Flow, kinds: Sequence[Kind], group: Sequence[int], first: int, last: int
) -> bool:
    """A row of labels without values is the head of a table of data, not an index."""
    if kinds[first] is Kind.INDEX:
        return False
    inline = sum(1 for number in group if len(compact(flow.lines[number].text)) > 6)
    return inline >= 2 or last + 1 - first > len(group) + 1


def _mark_sides(flow: Flow, kinds: list[Kind]) -> None:
    """Mark boxes beside the body: by what they are, or by the heading they begin with."""
    weights = (
        len(line.text) if kind is Kind.PROSE else 0
        for line, kind in zip(flow.lines, kinds, strict=True)
    )
    prose = list(accumulate(weights, initial=0))
    most = _MAX_SIDE_SHARE * prose[-1]
    for number, kind in enumerate(kinds):
        if kind is Kind.SECTION:
            _mark_section(flow, kinds, prose, most, number)
    for box in flow.boxes:
        named = box.tag in _SIDE_TAGS or (box.marks and _SIDE_MARKS.search(box.marks))
        # The footer of an article holds its signature; the page's footer is beside the body.
        if box.tag == "footer" and flow.boxes[box.parent].tag == "article":
            continue
        if named and prose[box.end] - prose[box.first] <= most:
            _mark(kinds, box.first, box.end)


def _mark_section(
    flow: Flow, kinds: list[Kind], prose: Sequence[int], most: float, heading: int
) -> None:
    """Mark the widest box that begins with a side heading and holds no share of the body."""
    chosen = None
    for number in flow.parents(flow.lines[heading].box):
        box = flow.boxes[number]
        if box.first != heading or prose[box.end] - prose[box.first] > most:
            break
        chosen = box
    if chosen is not None and chosen.end - chosen.first > 1:
        _mark(kinds, chosen.first, chosen.end)


def _mark(kinds: list[Kind], first: int, end: int) -> None:
    kinds[first:end] = [
        kind if kind in (Kind.FOOT, Kind.CRUMB) else Kind.SIDE for kind in kinds[first:end]
    ]


def _mark_titles(flow: Flow, kinds: list[Kind], titles: Sequence[str]) -> None:
    """Mark lines that repeat a title, alone or wrapped onto several lines."""
    keys = {compact(title) for title in titles}
    starts = {key[:4] for key in keys}
    for number, line in enumerate(flow.lines):
        if kinds[number] in (Kind.SHORT, Kind.PROSE) and compact(line.text[:12])[:4] in starts:
            joined = ""
            for end in range(number, min(number + _TITLE_LINES, len(kinds))):
                joined += compact(flow.lines[end].text)
                if joined in keys:
                    kinds[number : end + 1] = [Kind.TITLE] * (end + 1 - number)
                    break
