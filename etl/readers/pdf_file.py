"""A PDF file to the blocks of its pages, with PDFium; a file without text to the word that says why.

Owns the limit on pages and the opening and closing of files. PDFium is written in C: that a
file can crash it or keep it busy is why documents are read in a process of their own
(`etl.worker`). Refuses to put a document together.
"""

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from etl.readers.paper import Block
from etl.readers.pdf_page import Page, read_page
from etl.readers.pdf_paragraphs import build_blocks

MAX_PAGES = 500

_FEWEST_CHARACTERS = 20
_MAX_STRANGE = 0.1


class Textless(Exception):  # noqa: N818 - a verdict on a file; `pdf` turns it into `Rejected`
    """A file gives no text; `why` is a word for it, `pages` how many pages it has."""

    def __init__(self, why: str, pages: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.pages = pages


def read_blocks(data: bytes) -> list[Block]:
    """Return the paragraphs and tables of a file; raises `Textless`."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise Textless("locked" if locked else "damaged") from None
    try:
        if len(document) > MAX_PAGES:
            raise Textless("pages", len(document))
        return build_blocks(_read_pages(document))
    except pdfium.PdfiumError:
        raise Textless("damaged") from None
    finally:
        document.close()


def _read_pages(document: pdfium.PdfDocument) -> list[Page]:
    pages: list[Page] = []
    for number in range(len(document)):
        page = document[number]
        pages.append(read_page(page))
        page.close()
    if why := find_fault(pages):
        raise Textless(why)
    return pages


def find_fault(pages: list[Page]) -> str | None:
    """Return why these pages give no text: pictures of text, or letters without a meaning."""
    characters = [glyph.text for page in pages for glyph in page.glyphs]
    pictured = sum(page.pictured for page in pages)
    if len(characters) < _FEWEST_CHARACTERS * max(len(pages), 1) and pictured * 2 >= len(pages) > 0:
        return "scan"
    if not characters:
        return "empty"
    strange = sum(1 for each in characters if not each.isprintable() or each == "\ufffd")
    return "garbled" if strange > _MAX_STRANGE * len(characters) else None
