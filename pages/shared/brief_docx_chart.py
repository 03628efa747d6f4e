"""A chart of a brief as a native chart of Word: its data can be edited where it stands.

Owns the chart's part and the workbook inside it. A bound is a hollow mark (a hollow bar), and
every mark that is not exact carries its value as written. Refuses to place charts
(brief_docx.py), and formulas: text goes into the workbook as text.
"""

import io
from collections.abc import Sequence
from typing import Protocol

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml.builder import ElementMaker
from lxml.etree import _Element, tostring
from xlsxwriter import Workbook

from pages.shared.brief_charts import BriefChart, Mark

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DASHES = ("solid", "dash", "sysDot")
_SHAPES = {"exact": "circle", "over": "circle", "under": "circle", "about": "diamond"}
_SIZE = "800"  # hundredths of a point
_ALL_LABELLED = 8


class _Tag(Protocol):
    def __call__(self, *inside: _Element | str | dict[str, str], **named: str) -> _Element: ...


class _Maker(Protocol):
    """What lxml's ElementMaker, which tells no types, is to us: every tag of a namespace."""

    def __call__(self, tag: str, **named: str) -> _Element: ...

    def __getattr__(self, tag: str) -> _Tag: ...


c: _Maker = ElementMaker(namespace=_C, nsmap={"c": _C, "a": _A, "r": _R})
a: _Maker = ElementMaker(namespace=_A, nsmap={"a": _A})


def add_chart_part(document: Document, chart: BriefChart, number: int) -> str:
    """Put the chart's part into the document; return the id of the relationship to it."""
    package = document.part.package
    book = Part(
        PackURI(f"/word/embeddings/chart{number}.xlsx"), _BOOK, write_workbook(chart), package
    )
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, b"", package)
    book_id = part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    part._blob = write_chart(chart, book_id)
    return document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)


def list_categories(chart: BriefChart) -> list[str]:
    """Return what stands along the chart: years, or bodies with the year of their figure."""
    if chart.years:
        return [str(year) for year in chart.years]
    return [f"{row.name} {row.marks[0].year}" for row in chart.rows]


def list_series(chart: BriefChart) -> list[tuple[str, list[Mark | None]]]:
    """Return each series: its name, and a mark or nothing for each category."""
    if not chart.years:
        return [(chart.heading, [row.marks[0] for row in chart.rows])]
    series = []
    for row in chart.rows:
        by_year = {mark.year: mark for mark in row.marks}
        series.append((row.name, [by_year.get(year) for year in chart.years]))
    return series


def write_workbook(chart: BriefChart) -> bytes:
    """Return the workbook with the data; no text in it becomes a formula or a link."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(target, options) as book:
        sheet = book.add_worksheet("Sheet1")
        for row, name in enumerate(list_categories(chart), 1):
            sheet.write_string(row, 0, name)
        for column, (name, marks) in enumerate(list_series(chart), 1):
            sheet.write_string(0, column, name)
            for row, mark in enumerate(marks, 1):
                if mark is not None:
                    sheet.write_number(row, column, mark.value)
    return target.getvalue()


def write_chart(chart: BriefChart, book_id: str) -> bytes:
    """Return the XML of the chart."""
    several = len(chart.rows) > 1 and bool(chart.years)
    plot = c.plotArea(c.layout(), _plot(chart), *_axes(ranking=not chart.years))
    legend = [c.legend(c.legendPos(val="t"), c.overlay(val="0"))] if several else []
    space = c.chartSpace(
        c.roundedCorners(val="0"),
        c.chart(
            c.autoTitleDeleted(val="1"),
            plot,
            *legend,
            c.plotVisOnly(val="1"),
            c.dispBlanksAs(val="gap"),
        ),
        c.spPr(a.noFill(), a.ln(a.noFill())),
        _text_look(),
        c.externalData(c.autoUpdate(val="0"), {f"{{{_R}}}id": book_id}),
    )
    return bytes(tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True))


def _plot(chart: BriefChart) -> _Element:
    categories, series = list_categories(chart), list_series(chart)
    drawn = [
        _series(number, name, marks, categories, ranking=not chart.years)
        for number, (name, marks) in enumerate(series)
    ]
    ids = [c.axId(val="1"), c.axId(val="2")]
    if chart.years:
        grouping = [c.grouping(val="standard"), c.varyColors(val="0")]
        return c.lineChart(*grouping, *drawn, c.marker(val="1"), *ids)
    way = [c.barDir(val="bar"), c.grouping(val="clustered"), c.varyColors(val="0")]
    return c.barChart(*way, *drawn, c.gapWidth(val="90"), *ids)


def _series(
    number: int,
    name: str,
    marks: Sequence[Mark | None],
    categories: Sequence[str],
    *,
    ranking: bool,
) -> _Element:
    column = chr(ord("B") + number)
    last = len(categories) + 1
    look = _bar_look(hollow=False) if ranking else c.spPr(_line(_DASHES[number % 3], 19050))
    points = [
        _point(at, mark, ranking=ranking)
        for at, mark in enumerate(marks)
        if mark is not None and mark.qualifier != "exact"
    ]
    return c.ser(
        c.idx(val=str(number)),
        c.order(val=str(number)),
        c.tx(_strings(f"Sheet1!${column}$1", [name])),
        look,
        *([c.invertIfNegative(val="0")] if ranking else [_marker("circle", hollow=False)]),
        *points,
        _labels(marks, ranking=ranking),
        c.cat(_strings(f"Sheet1!$A$2:$A${last}", categories)),
        c.val(_numbers(f"Sheet1!${column}$2:${column}${last}", marks)),
        *([] if ranking else [c.smooth(val="0")]),
    )


def _point(at: int, mark: Mark, *, ranking: bool) -> _Element:
    if ranking:
        return c.dPt(c.idx(val=str(at)), c.invertIfNegative(val="0"), _bar_look(hollow=True))
    return c.dPt(c.idx(val=str(at)), _marker(_SHAPES[mark.qualifier], hollow=True))


def _labels(marks: Sequence[Mark | None], *, ranking: bool) -> _Element:
    """Label every mark where there is room, the ends and what is not exact where there is not."""
    there = [at for at, mark in enumerate(marks) if mark is not None]
    every = ranking or len(there) <= _ALL_LABELLED
    kept = [
        (at, mark)
        for at, mark in enumerate(marks)
        if mark and (every or mark.qualifier != "exact" or at in (there[0], there[-1]))
    ]
    place = "outEnd" if ranking else "t"
    return c.dLbls(*[_label(at, mark.text, place) for at, mark in kept], *_switches(value="0"))


def _label(at: int, text: str, place: str) -> _Element:
    run = a.r(a.rPr(lang="zh-CN", sz=_SIZE), a.t(text))
    words = c.tx(c.rich(a.bodyPr(), a.p(run)))
    return c.dLbl(c.idx(val=str(at)), words, c.dLblPos(val=place), *_switches(value="1"))


def _switches(value: str) -> list[_Element]:
    others = ("showCatName", "showSerName", "showPercent", "showBubbleSize")
    first = [c.showLegendKey(val="0"), c.showVal(val=value)]
    return [*first, *(c(name, val="0") for name in others)]


def _strings(formula: str, values: Sequence[str]) -> _Element:
    points = [c.pt(c.v(value), idx=str(at)) for at, value in enumerate(values)]
    return c.strRef(c.f(formula), c.strCache(c.ptCount(val=str(len(values))), *points))


def _numbers(formula: str, marks: Sequence[Mark | None]) -> _Element:
    points = [
        c.pt(c.v(repr(mark.value)), idx=str(at))
        for at, mark in enumerate(marks)
        if mark is not None
    ]
    cache = c.numCache(c.formatCode("General"), c.ptCount(val=str(len(marks))), *points)
    return c.numRef(c.f(formula), cache)


def _axes(*, ranking: bool) -> list[_Element]:
    names = c.catAx(
        c.axId(val="1"),
        c.scaling(c.orientation(val="maxMin" if ranking else "minMax")),
        c.delete(val="0"),
        c.axPos(val="l" if ranking else "b"),
        c.majorTickMark(val="none"),
        c.minorTickMark(val="none"),
        c.tickLblPos(val="nextTo"),
        c.spPr(_line("solid", 6350)),
        c.crossAx(val="2"),
        c.crosses(val="autoZero"),
    )
    grid = [] if ranking else [c.majorGridlines(c.spPr(_line("solid", 3175, "BFBFBF")))]
    values = c.valAx(
        c.axId(val="2"),
        c.scaling(c.orientation(val="minMax"), c.min(val="0")),
        c.delete(val="1" if ranking else "0"),
        c.axPos(val="b" if ranking else "l"),
        *grid,
        c.numFmt(formatCode="#,##0", sourceLinked="0"),
        c.majorTickMark(val="none"),
        c.minorTickMark(val="none"),
        c.tickLblPos(val="nextTo"),
        c.spPr(a.ln(a.noFill())),
        c.crossAx(val="1"),
        c.crosses(val="autoZero"),
    )
    return [names, values]


def _line(dash: str, width: int, colour: str = "000000") -> _Element:
    return a.ln(_fill(colour), a.prstDash(val=dash), w=str(width))


def _fill(colour: str) -> _Element:
    return a.solidFill(a.srgbClr(val=colour))


def _bar_look(*, hollow: bool) -> _Element:
    return c.spPr(_fill("FFFFFF" if hollow else "7F7F7F"), _line("solid", 9525))


def _marker(shape: str, *, hollow: bool) -> _Element:
    look = c.spPr(_fill("FFFFFF" if hollow else "000000"), _line("solid", 12700))
    return c.marker(c.symbol(val=shape), c.size(val="7" if hollow else "6"), look)


def _text_look() -> _Element:
    fonts = [a.latin(typeface="Arial"), a.ea(typeface="SimSun")]
    return c.txPr(a.bodyPr(), a.p(a.pPr(a.defRPr(*fonts, sz=_SIZE)), a.endParaRPr(lang="zh-CN")))
