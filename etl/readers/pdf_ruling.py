"""Ruled lines of a page put together into tables, and characters into their cells.

Owns the grid: which lines belong together, which cells are merged because no line parts them.
Refuses tables without lines: they stay text.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.readers.pdf_lines import join_cell
from etl.readers.pdf_page import Glyph, Page, Rule

_TOLERANCE = 3.0
_NARROWEST = 4.0
_OPEN_SIDE = 12.0
_MAX_RULES = 4000
_MAX_GRID = 20_000


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell: its rows, and where it begins and ends across the page."""

    row: int
    row_span: int
    left: float
    right: float
    text: str


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A ruled table of one page, or of several that follow each other."""

    left: float
    right: float
    top: float
    bottom: float
    rows: int
    cells: tuple[RuledCell, ...]


@dataclass(slots=True)
class _Group:
    """Lines that touch each other."""

    across: list[Rule]
    down: list[Rule]


def find_tables(page: Page) -> tuple[list[RuledTable], list[Glyph]]:
    """Return the tables of a page, and the characters that stand in none."""
    glyphs = page.glyphs
    tables: list[RuledTable] = []
    across, down = _merge(page.across), _merge(page.down)
    if len(across) < 2 or not down or len(across) + len(down) > _MAX_RULES:
        return [], glyphs
    for group in _gather(across, down):
        table, rest = _read_table(group, glyphs)
        if table is not None:
            tables.append(table)
            glyphs = rest
    return sorted(tables, key=lambda each: each.top), glyphs


def _merge(rules: Sequence[Rule]) -> list[Rule]:
    """Return the lines without doubles: the two edges of a thin bar are one, pieces a whole."""
    merged: list[Rule] = []
    for places in _cluster(rules):
        at = sum(rule.at for rule in places) / len(places)
        start, end = 0.0, -1.0
        for rule in sorted(places, key=lambda each: each.start):
            if end < start or rule.start > end + _TOLERANCE:
                if end > start:
                    merged.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            else:
                end = max(end, rule.end)
        merged.append(Rule(at, start, end))
    return merged


def _cluster(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Yield lines that lie at the same place, give or take a bar's thickness."""
    cluster: list[Rule] = []
    for rule in sorted(rules):
        if cluster and rule.at - cluster[0].at > _TOLERANCE:
            yield cluster
            cluster = []
        cluster.append(rule)
    if cluster:
        yield cluster


def _gather(across: Sequence[Rule], down: Sequence[Rule]) -> list[_Group]:
    """Return lines in groups that touch; each group may be a table."""
    groups = [_Group([], [rule]) for rule in down]
    for rule in across:
        touched = [group for group in groups if any(_touch(rule, other) for other in group.down)]
        if not touched:
            continue
        home = touched[0]
        home.across.append(rule)
        for other in touched[1:]:
            home.across += other.across
            home.down += other.down
        gone = {id(other) for other in touched[1:]}
        groups = [group for group in groups if id(group) not in gone]
    return [group for group in groups if len(group.across) > 1]


def _touch(across: Rule, down: Rule) -> bool:
    return (
        across.start - _TOLERANCE <= down.at <= across.end + _TOLERANCE
        and down.start - _TOLERANCE <= across.at <= down.end + _TOLERANCE
    )


def _read_table(group: _Group, glyphs: list[Glyph]) -> tuple[RuledTable | None, list[Glyph]]:
    xs = _edges([rule.at for rule in group.down], group.across)
    ys = _edges([rule.at for rule in group.across], group.down)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MAX_GRID:
        return None, glyphs
    regions = _merge_cells(xs, ys, group)
    if len(set(regions.values())) < 2:
        return None, glyphs  # a frame around a text
    inside: dict[tuple[int, int], list[Glyph]] = {}
    rest: list[Glyph] = []
    for glyph in glyphs:
        place = _locate(glyph, xs, ys)
        if place is None:
            rest.append(glyph)
        else:
            inside.setdefault(regions[place], []).append(glyph)
    cells = tuple(_build_cells(xs, regions, inside))
    return RuledTable(xs[0], xs[-1], ys[0], ys[-1], len(ys) - 1, cells), rest


def _edges(places: list[float], crossing: Sequence[Rule]) -> list[float]:
    """Return the grid's lines in order; a table open at its sides ends where its rules do."""
    first = min(rule.start for rule in crossing)
    last = max(rule.end for rule in crossing)
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NARROWEST:
            edges.append(place)
    if edges[0] - first > _OPEN_SIDE:
        edges.insert(0, first)
    if last - edges[-1] > _OPEN_SIDE:
        edges.append(last)
    return edges


def _merge_cells(
    xs: Sequence[float], ys: Sequence[float], group: _Group
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each place of the grid the first place of the cell it belongs to."""
    home = {
        (row, column): (row, column) for row in range(len(ys) - 1) for column in range(len(xs) - 1)
    }

    def find(place: tuple[int, int]) -> tuple[int, int]:
        while home[place] != place:
            place = home[place]
        return place

    for row, column in list(home):
        middle_x = (xs[column] + xs[column + 1]) / 2
        middle_y = (ys[row] + ys[row + 1]) / 2
        right, below = (row, column + 1), (row + 1, column)
        if right in home and not _is_drawn(group.down, xs[column + 1], middle_y):
            _unite(home, find((row, column)), find(right))
        if below in home and not _is_drawn(group.across, ys[row + 1], middle_x):
            _unite(home, find((row, column)), find(below))
    return {place: find(place) for place in home}


def _unite(
    home: dict[tuple[int, int], tuple[int, int]], one: tuple[int, int], other: tuple[int, int]
) -> None:
    home[max(one, other)] = min(one, other)


def _is_drawn(rules: Sequence[Rule], at: float, middle: float) -> bool:
    return any(
        abs(rule.at - at) <= _NARROWEST and rule.start <= middle <= rule.end for rule in rules
    )


def _locate(glyph: Glyph, xs: Sequence[float], ys: Sequence[float]) -> tuple[int, int] | None:
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    if not (xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]):
        return None
    return bisect_right(ys, y) - 1, bisect_right(xs, x) - 1


def _build_cells(
    xs: Sequence[float],
    regions: dict[tuple[int, int], tuple[int, int]],
    inside: dict[tuple[int, int], list[Glyph]],
) -> Iterator[RuledCell]:
    places: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, first in regions.items():
        places.setdefault(first, []).append(place)
    for first, members in sorted(places.items()):
        last_row = max(row for row, _ in members)
        left = xs[min(column for _, column in members)]
        right = xs[max(column for _, column in members) + 1]
        text = join_cell(inside.get(first, ()), right)
        yield RuledCell(first[0], last_row - first[0] + 1, left, right, text)
