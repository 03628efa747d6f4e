"""The notice as a Word file in the layout of official documents: A4, 小标宋, 仿宋, numbered heads.

Owns the look; the fonts have a second name for machines that lack the first. Rows are not cut,
heads of tables stand on every page. Text of reports goes in as text: no field, no markup.
"""

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from etl.export.notice import Line, Notice, Part
from etl.export.notice_proof import Proof, show_quote
from etl.export.notice_words import load_notice

# Of each font the name that offices have, and what stands in where it is missing.
_TITLE, _BODY, _HEAD, _PART = "方正小标宋简体", "仿宋", "黑体", "楷体"
_INSTEAD = {_TITLE: "宋体", _BODY: "仿宋_GB2312", _HEAD: "SimHei", _PART: "楷体_GB2312"}
_LATIN = "Times New Roman"
_TABLE, _TITLE_STYLE = "Notice Table", "Notice Title"
_WIDTHS = {  # millimetres, of 156 between the margins
    "body": 26,
    "report": 22,
    "published": 22,
    "due": 22,
    "state": 28,
    "told": 46,
    "law": 28,
}
_WIDE = 156
_HEADED = "w:tblHeader"
_LINE = 28  # points from line to line


def write_notice_docx(path: Path, notice: Notice) -> None:
    """Write the file."""
    document = Document()
    _set_page(document)
    _set_styles(document)
    _set_properties(document, notice)
    document.add_paragraph(notice.title, style=_TITLE_STYLE)
    for text in notice.lead:
        document.add_paragraph(text)
    for section in notice.sections:
        document.add_heading(section.title, level=1)
        document.add_paragraph(section.lead)
        for number, part in enumerate(section.parts, 1):
            if part.title:
                document.add_heading(f"（{'一二三四五六七八九'[number - 1]}）{part.title}", level=2)
            _add_table(document, part)
    document.add_heading(notice.method_title, level=1)
    for text in notice.method:
        document.add_paragraph(text)
    dated = document.add_paragraph(notice.dated)
    dated.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.save(str(path))


def _set_page(document: Doc) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("— ")
    foot._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r/></w:fldSimple>'))
    foot.add_run(" —")


def _set_styles(document: Doc) -> None:
    styles = document.styles
    for name in (_TITLE_STYLE, _TABLE):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    for name, font, size, indent in (
        ("Normal", _BODY, 16, 2),
        ("Heading 1", _HEAD, 16, 2),
        ("Heading 2", _PART, 16, 2),
        (_TITLE_STYLE, _TITLE, 22, 0),
        (_TABLE, _BODY, 10.5, 0),
    ):
        style = styles[name]
        style.font.size, style.font.bold = Pt(size), False
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.name = _LATIN
        _set_east(style, font)
        form = style.paragraph_format
        form.first_line_indent = Pt(size * indent)
        form.space_before = form.space_after = Pt(0)
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(_LINE if name != _TABLE else 15)
    title = styles[_TITLE_STYLE].paragraph_format
    title.alignment, title.space_after, title.line_spacing = (
        WD_ALIGN_PARAGRAPH.CENTER,
        Pt(28),
        Pt(36),
    )
    styles[_TABLE].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    _name_instead(document)


def _set_east(style: Any, font: str) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)


def _name_instead(document: Doc) -> None:
    """Say in the table of fonts what stands in for each."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = parse_xml(part.blob)
    for font, instead in _INSTEAD.items():
        table.append(
            parse_xml(
                f'<w:font {nsdecls("w")} w:name="{font}"><w:altName w:val="{instead}"/></w:font>'
            )
        )
    part._blob = serialize_part_xml(table)


def _set_properties(document: Doc, notice: Notice) -> None:
    properties = document.core_properties
    properties.title = notice.title.replace("\n", "")[:250]
    properties.author = properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = datetime.combine(notice.day, time())


def _add_table(document: Doc, part: Part) -> None:
    heads = load_notice().heads
    table = document.add_table(rows=1, cols=len(part.columns))
    table.style = "Table Grid"
    table.autofit = False
    widths = _find_widths(part.columns)
    for cell, column in zip(table.rows[0].cells, part.columns, strict=True):
        _write(cell, heads[column]).runs[0].font.bold = True
    _mark_row(table, 0, head=True)
    for line in part.lines:
        _add_row(table, part.columns, line)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    document.add_paragraph("", style=_TABLE)


def _find_widths(columns: Sequence[str]) -> list[int]:
    """Return the widths; the proof takes what is left."""
    known = [_WIDTHS.get(column, 0) for column in columns]
    return [width or _WIDE - sum(known) for width in known]


def _add_row(table: Table, columns: Sequence[str], line: Line) -> None:
    cells = table.add_row().cells  # type: ignore[no-untyped-call]  # the library has no types here
    for cell, column in zip(cells, columns, strict=True):
        if column == "proof":
            _write_proofs(cell, line.proofs)
        else:
            _write(cell, line.cells[column])
    _mark_row(table, len(table.rows) - 1, head=False)


def _mark_row(table: Table, number: int, *, head: bool) -> None:
    """Keep a row on one page, and the head at the top of every page."""
    properties = table.rows[number]._tr.get_or_add_trPr()
    names = ("w:cantSplit", _HEADED) if head else ("w:cantSplit",)
    for name in names:
        properties.append(parse_xml(f"<{name} {nsdecls('w')}/>"))


def _write(cell: _Cell, text: str) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = _TABLE
    paragraph.add_run(text)
    return paragraph


def _write_proofs(cell: _Cell, proofs: Sequence[Proof]) -> None:
    """Write each quote; behind the last one of a report its source and the ways there."""
    words = load_notice().proof
    for place, proof in enumerate(proofs):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.style = _TABLE
        paragraph.add_run(show_quote(proof))
        following = proofs[place + 1] if place + 1 < len(proofs) else None
        if following and following.source == proof.source:
            continue
        source = paragraph.add_run(f"——{proof.source}" if proof.quote else proof.source)
        source.font.size = Pt(9)
        for label, address in (
            (words["to_page"], proof.page),
            (words["to_dashboard"], proof.dashboard),
        ):
            if address:
                paragraph.add_run(" ")
                _add_link(paragraph, label, address)


def _add_link(paragraph: Paragraph, label: str, address: str) -> None:
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = parse_xml(f"<w:hyperlink {nsdecls('w', 'r')}/>")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(label)
    run.font.size, run.font.underline = Pt(9), True
    run.font.color.rgb = RGBColor(0x1F, 0x4E, 0x79)
    link.append(run._r)
    paragraph._p.append(link)
