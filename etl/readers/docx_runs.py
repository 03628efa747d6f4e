"""The text of one paragraph of a DOCX, and the text boxes anchored in it.

Owns which characters of a paragraph are shown: inserted ones are, deleted and hidden ones and
field codes are not. Refuses to read what a text box holds; `docx` does.
"""

from dataclasses import dataclass, field

from lxml import etree

from etl.readers.docx_package import ALTERNATE, find_child, is_on, name, read_value
from etl.readers.docx_styles import Styles

_RUN, _PROPERTIES, _TEXT = name("r"), name("rPr"), name("t")
_CONTROL, _CONTENT, _RUBY = name("sdt"), name("sdtContent"), name("ruby")
_BREAK_TYPE, _CHAR = name("type"), name("char")
_HIDDEN, _STYLE, _BOX = name("vanish"), name("rStyle"), name("txbxContent")
_DRAWN = frozenset({name("drawing"), name("pict"), name("object"), ALTERNATE})
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_STRICT_MATH = "{http://purl.oclc.org/ooxml/officeDocument/math}"
_MATH_TEXTS = (f"{_MATH}t", f"{_STRICT_MATH}t")
_FORMULAS = frozenset(
    space + formula for space in (_MATH, _STRICT_MATH) for formula in ("oMath", "oMathPara")
)
_THROUGH = frozenset(
    {
        *map(name, ("hyperlink", "smartTag", "customXml", "fldSimple", "bdo", "dir")),
        *map(name, ("rubyBase", "ins", "moveTo")),
    }
)


@dataclass(slots=True)
class Shown:
    """What a paragraph shows, while it is gathered; `hidden` says what its style says."""

    hidden: bool
    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the characters gathered."""
        return "".join(self.pieces)


class Runs:
    """Reads paragraphs under the styles of one document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def read(self, paragraph: etree._Element, *, hidden: bool) -> Shown:
        """Return what a paragraph shows."""
        shown = Shown(hidden)
        self._gather(paragraph, shown)
        return shown

    def _gather(self, element: etree._Element, shown: Shown) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._read_run(child, shown)
            elif tag in _THROUGH:
                self._gather(child, shown)
            elif tag == _CONTROL:
                content = find_child(child, _CONTENT)
                if content is not None:
                    self._gather(content, shown)
            elif tag == ALTERNATE:
                shown.boxes += find_boxes(child)
            elif tag in _FORMULAS:
                shown.pieces += (text.text or "" for text in child.iter(*_MATH_TEXTS))

    def _read_run(self, run: etree._Element, shown: Shown) -> None:
        if shown.hidden and find_child(run, _PROPERTIES) is None:
            return
        for child in run:
            tag = child.tag
            if tag == _PROPERTIES:
                if self._is_hidden(child, shown.hidden):
                    return
            elif tag == _TEXT:
                shown.pieces.append(child.text or "")
            elif tag in _CHARACTERS:
                shown.pieces.append(_CHARACTERS[str(tag)](child))
            elif tag in _DRAWN:
                shown.boxes += find_boxes(child)
            elif tag == _RUBY:
                self._gather(child, shown)

    def _is_hidden(self, properties: etree._Element, hidden: bool) -> bool:
        if find_child(properties, _HIDDEN) is not None:
            return is_on(properties, _HIDDEN)
        if hidden or not self._styles.hidden:
            return hidden
        return read_value(properties, _STYLE) in self._styles.hidden


def _read_break(element: etree._Element) -> str:
    """A break ends a line; those of pages and columns come between words."""
    return "" if element.get(_BREAK_TYPE) in ("page", "column") else "\n"


def _read_symbol(element: etree._Element) -> str:
    """Return a character of a symbol font: those of the private area mean nothing elsewhere."""
    try:
        code = int(element.get(_CHAR) or "", 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 else ""


_CHARACTERS = {
    name("tab"): lambda _: "\t",
    name("ptab"): lambda _: "\t",
    name("cr"): lambda _: "\n",
    name("noBreakHyphen"): lambda _: "-",
    name("br"): _read_break,
    name("sym"): _read_symbol,
}


def find_boxes(element: etree._Element) -> list[etree._Element]:
    """Return the text boxes in a drawing, each once: the same box may be held in two forms."""
    if element.tag == _BOX:
        return [element]
    found = (find_boxes(child) for child in element)
    if element.tag == ALTERNATE:
        return next((boxes for boxes in found if boxes), [])
    return [box for boxes in found for box in boxes]
