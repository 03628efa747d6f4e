"""A brief as a Word file: text to edit, a table of the figures, charts that are Word's own.

Owns the order and the look of the file, the same as on the sheet. Refuses to choose words and to
write charts (brief_docx_chart.py). Text of reports goes in as text: no field, no link.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import segno
from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from pages.shared.brief_content import Brief, BriefFigure, make_plain
from pages.shared.brief_docx_chart import add_chart_part
from pages.shared.brief_layout import Placed, place_charts
from pages.shared.brief_link import can_scan
from pages.shared.words import say

_SERIF, _SANS = "SimSun", "Microsoft YaHei"
_BLACK = RGBColor(0, 0, 0)
_SMALL = 7.5
_WORDS, _CODE, _PICTURE = Mm(146), Mm(34), Mm(30)  # the foot: words, code, code in its cell


def write_docx(brief: Brief, day: datetime) -> bytes:
    """Return the file, as of that day."""
    brief = make_plain(brief)
    document = Document()
    _set_page(document)
    _set_styles(document)
    _set_properties(document, brief, day)
    document.add_heading(brief.title, level=1)
    _add(document, brief.facts, "Brief Small")
    if brief.origin:
        _add(document, brief.origin, "Brief Small").runs[0].bold = True
    _add_figures(document, brief.figures)
    _add_charts(document, place_charts(brief.charts, brief.lang))
    for note in brief.notes:
        _add(document, note, "Brief Small")
    _add(document, "", "Brief Small")
    _add_foot(document, brief)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _set_page(document: Doc) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(13)


def _set_styles(document: Doc) -> None:
    styles = document.styles
    small = styles.add_style("Brief Small", WD_STYLE_TYPE.PARAGRAPH)
    small.base_style = styles["Normal"]
    for style, size, font, before in (
        (styles["Normal"], 9.0, _SANS, 0),
        (styles["Heading 1"], 18.0, _SERIF, 0),
        (styles["Heading 2"], 10.0, _SERIF, 4),
        (small, _SMALL, _SANS, 0),
    ):
        style.font.size, style.font.color.rgb = Pt(size), _BLACK
        style.font.name = "Arial"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), font)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(1)
        style.paragraph_format.line_spacing = 1.0


def _set_properties(document: Doc, brief: Brief, day: datetime) -> None:
    properties = document.core_properties
    properties.title = brief.title[:250]
    properties.author = say("chart.maker", brief.lang)
    properties.comments = ""
    properties.language = "en-GB" if brief.lang == "en" else "zh-CN"
    properties.created = properties.modified = day


def _add(place: Any, text: str, style: str) -> Paragraph:
    """Add a paragraph; place is the document or a cell."""
    paragraph: Paragraph = place.add_paragraph(text, style=style)
    return paragraph


def _add_figures(document: Doc, figures: Sequence[BriefFigure]) -> None:
    """Put the figures in one table, one column each, with a rule above and below."""
    if not figures:
        return
    table = document.add_table(rows=1, cols=len(figures))
    _set_borders(table, "single")
    for cell, figure in zip(table.rows[0].cells, figures, strict=True):
        first = cell.paragraphs[0]
        first.style = document.styles["Brief Small"]
        first.add_run(f"{figure.name} {figure.year}")
        value = cell.add_paragraph()
        number = value.add_run(figure.number)
        number.bold, number.font.size = True, Pt(13)
        value.add_run(f" {figure.unit}" if figure.unit else "")
        for text in (figure.others, figure.change, figure.coverage):
            if text:
                _add(cell, text, "Brief Small")


def _set_borders(table: Any, kind: str, sides: Sequence[str] = ("top", "bottom")) -> None:
    """Rule a table on these sides alone."""
    inner = "".join(f'<w:{side} w:val="{kind}" w:sz="6"/>' for side in sides)
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{inner}</w:tblBorders>")
    table._tbl.tblPr.append(borders)


def _add_charts(document: Doc, placed: Sequence[Placed]) -> None:
    """Put a wide chart in the text, two narrow ones beside each other in a table without rules."""
    beside = [each for each in placed if not each.wide]
    numbers = {id(each): number for number, each in enumerate(placed, 1)}
    for each in placed:
        if each.wide:
            _add_chart(document, document, each, numbers[id(each)])
    if beside:
        table = document.add_table(rows=1, cols=2)
        for cell, each in zip(table.rows[0].cells, beside, strict=False):
            _add_chart(document, cell, each, numbers[id(each)])
            _drop_first(cell)


def _drop_first(cell: _Cell) -> None:
    """Take away the empty paragraph every cell begins with."""
    first = cell.paragraphs[0]._p
    first.getparent().remove(first)


def _add_chart(document: Doc, place: Any, placed: Placed, number: int) -> None:
    _add(place, placed.chart.heading, "Heading 2")
    _add(place, placed.chart.note, "Brief Small")
    relation = add_chart_part(document, placed.chart, number)
    wide = Mm(178) if placed.wide else Mm(84)
    run = place.add_paragraph().add_run()
    run._r.append(_frame(relation, number, wide, Pt(placed.drawing.height), _describe(placed)))


def _describe(placed: Placed) -> str:
    """Return the alternative text: every mark in words."""
    rows = (
        f"{row.name} " + ", ".join(f"{mark.year} {mark.text}" for mark in row.marks)
        for row in placed.chart.rows
    )
    return "; ".join([placed.chart.heading, *rows])


def _frame(relation: str, number: int, width: Length, height: Length, alt: str) -> Any:
    """Return the drawing that shows a chart in a line of text."""
    drawing = parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{int(width)}" cy="{int(height)}"/><wp:docPr id="{number}" name=""/>'
        "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    properties = next(drawing.iter(qn("wp:docPr")))
    properties.set("name", f"Chart {number}")
    properties.set("descr", alt)  # as a value, so that no text of a report becomes XML
    return drawing


def _add_foot(document: Doc, brief: Brief) -> None:
    table = document.add_table(rows=1, cols=2 if can_scan(brief.link) else 1)
    table.autofit = False
    _set_borders(table, "single", ("top",))
    for column, width in zip(table.columns, (_WORDS, _CODE), strict=False):
        column.width = width
    words = table.rows[0].cells[0]
    words.width = _WORDS
    words.paragraphs[0].style = document.styles["Brief Small"]
    words.paragraphs[0].add_run(brief.filters)
    for text in (f"{brief.version} · {brief.made}", brief.way):
        _add(words, text, "Brief Small")
    if can_scan(brief.link):
        code = table.rows[0].cells[1]
        code.width = _CODE
        _add_code(code.paragraphs[0], brief)


def _add_code(paragraph: Paragraph, brief: Brief) -> None:
    """Put the code in as a picture with its words and the white border that phones need.

    A cell cuts off what is wider than its inside.
    """
    target = io.BytesIO()
    error = "l" if len(brief.link) > 300 else "m"
    segno.make(brief.link, error=error, micro=False).save(target, kind="png", scale=6, border=4)
    target.seek(0)
    picture = paragraph.add_run().add_picture(target, width=_PICTURE)
    picture._inline.docPr.set("descr", say("brief.code", brief.lang))
