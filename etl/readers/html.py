"""A saved page of a government site to a Document.

Owns the order of the steps and the form of the text: title, info line, an empty line, body;
one paragraph a line, one table row a line with tabs between cells. Refuses pages without a
body.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser

from etl.errors import Rejected, RejectionKind
from etl.model import Cell, Document, Media, Span, Table
from etl.readers.body import choose_body
from etl.readers.flow import Flow, Line, clean, parse, read_flow
from etl.readers.furniture import Kind, kind_of
from etl.readers.grid import Grid, GridCell, find_grids
from etl.readers.page import read_facts, spread
from etl.readers.roles import classify
from etl.readers.titles import (
    MAX_TITLE_LINES,
    find_title,
    may_be_title,
    rank_titles,
    split_title_tag,
)

_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_TITLE_METAS = (("articletitle", 5), ("og:title", 4))
_TITLE_TAG_WEIGHT = 2
_HEADING_WEIGHT = 2
_PARAGRAPH = 60
_PUBLISHED = re.compile("发布|公开|发表")
_INFO_REACH = 10
_TITLE_REACH = 8
_INFO_KINDS = (Kind.INFO, Kind.CREDIT, Kind.DATE)


def read_html(text: str, source: str, sha256: str) -> Document:
    """Read a page; what it hides is read only where it would have no body otherwise."""
    page = parse(text, source)
    for show_hidden in (False, True):
        document = _read_page(page, source, sha256, show_hidden)
        if document is not None:
            return document
    message = (
        f"{source}：网页中没有找到正文；请确认保存的是报告内容页，而不是目录页、框架页或登录页。"
    )
    raise Rejected(RejectionKind.NO_BODY, message)


def _read_page(
    page: LexborHTMLParser, source: str, sha256: str, show_hidden: bool
) -> Document | None:
    flow = read_flow(page, show_hidden=show_hidden)
    meta = _read_meta(page)
    grids = find_grids(flow)
    titles = _rank(page, flow, meta)
    kinds = classify(flow, grids, titles[:1])
    chosen = choose_body(flow, kinds, grids)
    if chosen and not any(find_title([title]) for title in titles[:1]):
        titles = (*_titles_above(flow, chosen[0]), *titles)
    if not titles and chosen:
        titles, chosen = _split_title(flow, chosen)
    if not chosen:
        return None
    info = _find_info(flow, kinds, chosen)
    index = [line.text for line, kind in zip(flow.lines, kinds, strict=True) if kind is Kind.INDEX]
    writer = _Writer(flow)
    writer.write_head(titles[:1], info)
    body = writer.write_body(chosen, grids)
    facts = read_facts(info, index, titles, meta)
    return Document(source, sha256, Media.HTML, writer.text(), body, facts, tuple(writer.tables))


def _read_meta(page: LexborHTMLParser) -> dict[str, str]:
    meta: dict[str, str] = {}
    for node in page.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or ""
        meta.setdefault(name.strip().lower(), clean(attributes.get("content") or ""))
    return meta


def _rank(page: LexborHTMLParser, flow: Flow, meta: Mapping[str, str]) -> tuple[str, ...]:
    tag = page.css_first("title")
    candidates = [(meta[name], weight) for name, weight in _TITLE_METAS if meta.get(name)]
    if tag is not None:
        parts = split_title_tag(clean(tag.text()))
        candidates.extend((part, _TITLE_TAG_WEIGHT) for part in parts)
    candidates.extend((text, _HEADING_WEIGHT) for text in _find_headings(flow))
    others = (meta.get("sitename", ""), meta.get("columnname", ""))
    return rank_titles(candidates, others)


def _find_headings(flow: Flow) -> Iterator[str]:
    """Yield headings above the first paragraph; those below it are chapters."""
    prose = (number for number, line in enumerate(flow.lines) if _is_paragraph(line))
    first = next(prose, len(flow.lines))
    for box in flow.boxes:
        named = box.tag in _HEADINGS or "title" in box.marks
        if not named or box.first >= first or not may_be_title(flow.lines[box.first].text):
            continue
        lines = flow.lines[box.first : min(box.end, box.first + MAX_TITLE_LINES)]
        if lines and _is_text(lines[0]):
            yield lines[0].text
            if box.end - box.first == len(lines) > 1 and all(map(_is_text, lines)):
                yield "".join(line.text.strip() for line in lines)


def _is_paragraph(line: Line) -> bool:
    return len(line.text) >= _PARAGRAPH and kind_of(line) is Kind.PROSE


def _is_text(line: Line) -> bool:
    return kind_of(line) in (Kind.SHORT, Kind.PROSE)


def _titles_above(flow: Flow, first: int) -> Iterator[str]:
    """Yield the line above the body that ends as titles do: old pages mark theirs by size alone."""
    for number in range(first - 1, max(first - _TITLE_REACH, -1), -1):
        text = flow.lines[number].text.strip()
        if not flow.lines[number].linked and find_title([text]):
            yield text
            return


def _split_title(flow: Flow, chosen: list[int]) -> tuple[tuple[str, ...], list[int]]:
    """Where a page names no title, the first lines of its body may be one."""
    found = find_title([flow.lines[number].text for number in chosen[:_INFO_REACH]])
    if found is None or found[1] == len(chosen):
        return (), chosen
    first, end = found
    title = "".join(flow.lines[number].text.strip() for number in chosen[first:end])
    return (title,), chosen[end:]


def _find_info(flow: Flow, kinds: Sequence[Kind], chosen: Sequence[int]) -> list[str]:
    """Return the page's info lines: those right before the body, else right after, else any.

    更新日期 below a text tells when the site was last touched, not when the report was published.
    """
    before = range(max(chosen[0] - _INFO_REACH, 0), chosen[0])
    after = range(chosen[-1] + 1, min(chosen[-1] + 1 + _INFO_REACH, len(kinds)))
    for reach in (before, after, range(len(kinds))):
        wanted = _INFO_KINDS if reach is before else (Kind.INFO,)
        found = [flow.lines[number].text for number in reach if kinds[number] in wanted]
        if reach is not before:
            found = [line for line in found if "更新" not in line or _PUBLISHED.search(line)]
        if found:
            return found
    return []


class _Writer:
    """Puts a document's text together and remembers where its tables lie."""

    def __init__(self, flow: Flow) -> None:
        self.tables: list[Table] = []
        self._flow = flow
        self._pieces: list[str] = []
        self._length = 0

    def text(self) -> str:
        """Return all that was written."""
        return "".join(self._pieces)

    def write_head(self, titles: Sequence[str], info: Sequence[str]) -> None:
        """Write the title, the info line, and the empty line behind them."""
        head = [*titles, *(["\u3000".join(map(spread, info))] if info else [])]
        self._write("".join(f"{line}\n" for line in head) + "\n" if head else "")

    def write_body(self, chosen: Sequence[int], grids: Sequence[Grid]) -> Span:
        """Write the chosen lines, tables as rows; return what they span."""
        grid_at = {number: grid for grid in grids for number in range(grid.first, grid.end)}
        start = self._length
        written: set[int] = set()
        for number in chosen:
            grid = grid_at.get(number)
            if grid is not None and grid.first in written:
                continue
            self._write("\n" if self._length > start else "")
            if grid is None:
                self._write(self._flow.lines[number].text)
            else:
                written.add(grid.first)
                self._write_table(grid)
        return Span(start, self._length)

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _write_table(self, grid: Grid) -> None:
        start = self._length
        cells: list[Cell] = []
        for number, row in enumerate(grid.rows):
            self._write("\n" if number else "")
            for place, cell in enumerate(row):
                self._write("\t" if place else "")
                cells.append(self._write_cell(cell))
        self.tables.append(Table(Span(start, self._length), tuple(cells)))

    def _write_cell(self, cell: GridCell) -> Cell:
        lines = self._flow.lines
        if cell.end - cell.first == 1:
            text = lines[cell.first].text
        else:
            text = " ".join(line.text.strip() for line in lines[cell.first : cell.end])
        text = text.strip().replace("\t", " ")
        start = self._length
        self._write(text)
        span = Span(start, self._length)
        return Cell(cell.row, cell.column, cell.row_span, cell.column_span, span, text)
