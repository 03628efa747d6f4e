"""A Word document (DOCX, DOCM; of Word or WPS) to a Document.

Owns the walk through its body as a reader sees the final version: paragraphs, tables, text
boxes. Refuses what is not shown there: deleted and hidden text, field codes, notes, contents
lists, and headers and footers, which live in other parts.
"""

from collections.abc import Iterator

from lxml import etree

from etl.errors import Rejected, RejectionKind
from etl.model import Document, Media
from etl.readers.docx_numbering import Numbering
from etl.readers.docx_package import (
    ALTERNATE,
    CHOICE,
    FALLBACK,
    Package,
    find_child,
    name,
    read_package,
    read_value,
)
from etl.readers.docx_runs import Runs
from etl.readers.docx_styles import NumberedAs, Styles, read_numbering_of, read_styles
from etl.readers.docx_table import read_rows
from etl.readers.paper import Block, PaperTable, build_document, has_text
from etl.readers.zipped import Damaged

_BODY, _PARAGRAPH, _TABLE, _CELL = map(name, ("body", "p", "tbl", "tc"))
_CONTROL, _CONTROL_PROPERTIES, _CONTENT = map(name, ("sdt", "sdtPr", "sdtContent"))
_PART, _GALLERY = name("docPartObj"), name("docPartGallery")
_PROPERTIES, _STYLE, _MARK = map(name, ("pPr", "pStyle", "rPr"))
_GONE = (name("del"), name("moveFrom"))
_WRAPPERS = frozenset(map(name, ("customXml", "ins", "moveTo", "smartTag")))
_TOUCHING_LABELS = ("、", "）", ")", "．")


def read_docx(data: bytes, source: str, sha256: str) -> Document:
    """Read a Word document; raises `Rejected` where it holds no text or is damaged."""
    package = read_package(data, source)
    try:
        blocks = list(_read_blocks(package))
        shown = has_text(blocks)
    except RecursionError:
        message = f"{source}：Word 文档的内容嵌套过深；请用 Word 或 WPS 打开后另存为 DOCX 再载入。"
        raise Rejected(RejectionKind.TOO_LARGE, message) from None
    except (etree.LxmlError, Damaged, ValueError):
        message = f"{source}：Word 文档的样式或编号已损坏；请用 Word 或 WPS 修复后另存再载入。"
        raise Rejected(RejectionKind.UNREADABLE, message) from None
    if not shown:
        message = (
            f"{source}：Word 文档里没有文字，可能只有图片；请先做文字识别(OCR)，或载入文字版报告。"
        )
        raise Rejected(RejectionKind.EMPTY, message)
    return build_document(blocks, source, sha256, Media.DOCX)


def _read_blocks(package: Package) -> Iterator[Block]:
    walk = _Walk(read_styles(package.styles), Numbering(package.numbering))
    yield from walk.read_blocks(find_child(package.document, _BODY))
    yield from walk.read_rest()


class _Walk:
    """The state of one walk: how far lists are counted, and text that awaits its paragraph."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._runs = Runs(styles)
        self._pending = ""

    def read_blocks(self, container: etree._Element | None) -> Iterator[Block]:
        """Yield the paragraphs and tables of a body, a cell or a text box, in order."""
        for child in () if container is None else container:
            tag = child.tag
            if tag == _PARAGRAPH:
                yield from self._read_paragraph(child)
            elif tag == _TABLE:
                yield PaperTable(tuple(read_rows(child, self.read_blocks)))
            elif tag == _CONTROL and not _is_contents_list(child):
                yield from self.read_blocks(find_child(child, _CONTENT))
            elif tag in _WRAPPERS:
                yield from self.read_blocks(child)
            elif tag == ALTERNATE:
                yield from self.read_blocks(_choose(child))

    def read_rest(self) -> Iterator[Block]:
        """Yield what still awaits a paragraph behind it, where there is none."""
        if self._pending.strip():
            yield self._pending

    def _read_paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        properties = find_child(paragraph, _PROPERTIES)
        style = read_value(properties, _STYLE) or ""
        if style in self._styles.contents:
            return
        shown = self._runs.read(paragraph, hidden=style in self._styles.hidden)
        text = shown.text
        if text.strip() or _is_in_cell(paragraph):
            text = self._label(properties, style, text) + text
        text, self._pending = self._pending + text, ""
        if _is_mark_gone(properties):
            self._pending = text
        elif text.strip():
            yield text
        for box in shown.boxes:
            yield from self.read_blocks(box)

    def _label(self, properties: etree._Element | None, style: str, text: str) -> str:
        """Return the number Word sets before a paragraph, so that it does not run into it."""
        numbered = self._find_list(properties, style)
        if numbered is None:
            return ""
        label = self._numbering.next_label(numbered, style)
        if not label or label.endswith(_TOUCHING_LABELS):
            return label
        first = text.lstrip()[:1]
        return f"{label} " if label[-1].isalnum() or first.isdigit() else label

    def _find_list(self, properties: etree._Element | None, style: str) -> NumberedAs | None:
        numbered = read_numbering_of(properties)
        by_style = self._styles.numbered.get(style)
        if numbered is None or numbered.list_id:
            return numbered or by_style
        return NumberedAs(by_style.list_id, numbered.level) if by_style else None


def _is_in_cell(paragraph: etree._Element) -> bool:
    """A cell may show nothing but its number: the column 序号 of a table."""
    parent = paragraph.getparent()
    return parent is not None and parent.tag == _CELL


def _is_mark_gone(properties: etree._Element | None) -> bool:
    """Tell whether the paragraph's end was deleted, so that the next one goes on in its line."""
    mark = find_child(properties, _MARK)
    return mark is not None and any(find_child(mark, tag) is not None for tag in _GONE)


def _is_contents_list(control: etree._Element) -> bool:
    part = find_child(find_child(control, _CONTROL_PROPERTIES), _PART)
    return read_value(part, _GALLERY) == "Table of Contents"


def _choose(alternatives: etree._Element) -> etree._Element | None:
    """Return one of several forms of the same content."""
    choice = find_child(alternatives, CHOICE)
    return choice if choice is not None else find_child(alternatives, FALLBACK)
