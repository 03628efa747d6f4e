"""A draft to the bytes of a file, one writer a format.

Owns plain text, DOCX (one document part in a package that never changes) and PDF. All of them
are the same bytes each time: no clock gets in.
"""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from html import escape
from io import BytesIO
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.synthetic.draft import Cell, Draft, Paragraph, Table
from benchmarks.synthetic.page import build_page
from etl.model import Media

_OLD = 0.15  # this share of the texts is in GB 18030
_INFO = 0.5  # this share has been copied with the line under the title

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_OFFICE = "http://schemas.openxmlformats.org"
_WORD = f"{_OFFICE}/wordprocessingml/2006/main"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_OFFICE}/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{_RELATIONS}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>'
    ),
}
_RUN = (
    '<w:r><w:rPr><w:rFonts w:ascii="FangSong" w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr>'
    '<w:t xml:space="preserve">'
)

_FONT, _SIZE, _LEADING, _MARGIN = "STSong-Light", 14, 24, 70
_ACROSS = 32  # characters in a line of a page
_DOWN = int((A4[1] - 2 * _MARGIN) // _LEADING)


def write_text(draft: Draft) -> bytes:
    """Return plain text as somebody copied it out of a page."""
    random = Random(draft.outline.index)
    info = f"发布时间：{draft.published_on}　　来源：{draft.outline.name}　　浏览次数：127"
    head = [draft.title, "", *([info, ""] if random.random() < _INFO else ())]
    lines = [*head, *(f"　　{line}" for line in draft.lines), "", *_sign(draft, " " * 30), ""]
    return "\n".join(lines).encode("gb18030" if random.random() < _OLD else "utf-8")


def _sign(draft: Draft, indent: str) -> list[str]:
    return [f"{indent}{draft.outline.name}", f"{indent}{draft.signed}"]


def write_docx(draft: Draft) -> bytes:
    """Return a Word document."""
    body = "".join(
        [
            _write_paragraph(draft.title, "center"),
            *(_write_block(block) for block in draft.blocks),
            *(_write_paragraph(line, "right") for line in _sign(draft, "")),
        ]
    )
    document = f'{_XML}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in {**_PACKAGE, "word/document.xml": document}.items():
            package.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _write_block(block: Paragraph | Table) -> str:
    if isinstance(block, Paragraph):
        return _write_paragraph(f"　　{block.text}", "both")
    rows = "".join(f"<w:tr>{''.join(_write_cells(row))}</w:tr>" for row in _fill_down(block))
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"


def _write_paragraph(text: str, side: str) -> str:
    run = f"{_RUN}{escape(text, quote=False)}</w:t></w:r>"
    return f'<w:p><w:pPr><w:jc w:val="{side}"/></w:pPr>{run}</w:p>'


def _write_cells(row: list[tuple[Cell, str]]) -> Iterator[str]:
    for cell, merge in row:
        spans = f'<w:gridSpan w:val="{cell.columns}"/>{merge}'
        text = "" if merge == _GOES_ON else cell.text
        yield f"<w:tc><w:tcPr>{spans}</w:tcPr>{_write_paragraph(text, 'center')}</w:tc>"


_BEGINS, _GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def _fill_down(table: Table) -> Iterator[list[tuple[Cell, str]]]:
    """Yield rows in which a cell that reaches down stands again, as Word wants it."""
    reaching: dict[int, tuple[Cell, int]] = {}
    for row in table.rows:
        cells, filled, at = iter(row), list[tuple[Cell, str]](), 0
        while True:
            if at in reaching:
                cell, left = reaching.pop(at)
                filled.append((cell, _GOES_ON))
            elif (found := next(cells, None)) is not None:
                cell, left = found, found.rows
                filled.append((cell, _BEGINS if cell.rows > 1 else ""))
            else:
                break
            if left > 1:
                reaching[at] = (cell, left - 1)
            at += cell.columns
        yield filled


def write_pdf(draft: Draft) -> bytes:
    """Return A4 pages, lines broken at the page's width."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    paragraphs = [draft.title, *(f"　　{line}" for line in draft.lines), *_sign(draft, "　" * 18)]
    lines = [line for paragraph in paragraphs for line in _break(paragraph)]
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for first in range(0, len(lines), _DOWN):
        text = canvas.beginText(_MARGIN, A4[1] - _MARGIN)
        text.setFont(_FONT, _SIZE, _LEADING)
        text.textLines(lines[first : first + _DOWN], trim=0)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _break(paragraph: str) -> list[str]:
    return [paragraph[at : at + _ACROSS] for at in range(0, len(paragraph), _ACROSS)]


WRITERS: Mapping[Media, Callable[[Draft], bytes]] = {
    Media.TEXT: write_text,
    Media.HTML: build_page,
    Media.DOCX: write_docx,
    Media.PDF: write_pdf,
}
