"""The process in which PDF files are parsed: a file in, its blocks out, until the input ends.

Owns the limit on memory and the form of the answers (`pdf_process` reads them). Nothing else of
Fazhi depends on what happens here: a crash or a hang costs one document.
"""

import contextlib
import json
import struct
import sys
from typing import BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from etl.readers.paper import Block
from etl.readers.pdf_page import Page, read_page
from etl.readers.pdf_paragraphs import build_blocks

MAX_PAGES = 500
MAX_MEMORY = 1536 * 1024 * 1024
LENGTH = struct.Struct("<Q")

_FEWEST_CHARACTERS = 20
_MAX_STRANGE = 0.1


def main() -> None:
    """Answer one file after another."""
    limit_memory()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    while (data := read_message(incoming)) is not None:
        write_message(outgoing, json.dumps(read_file(data)).encode())


def limit_memory() -> None:
    """Keep this process from taking the machine's memory, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def read_message(stream: BinaryIO) -> bytes | None:
    """Return the next message, None at the end of the stream."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    length = LENGTH.unpack(head)[0]
    data = stream.read(length)
    return data if len(data) == length else None


def write_message(stream: BinaryIO, data: bytes) -> None:
    """Write a message, its length before it."""
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_file(data: bytes) -> dict[str, object]:
    """Return the blocks of a file, or the word that says why there are none."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        return {"fault": "locked" if locked else "damaged"}
    try:
        pages = len(document)
        if pages > MAX_PAGES:
            return {"fault": "pages", "pages": pages}
        return read_document(document)
    except pdfium.PdfiumError:
        return {"fault": "damaged"}
    except MemoryError:
        return {"fault": "memory"}
    finally:
        document.close()


def read_document(document: pdfium.PdfDocument) -> dict[str, object]:
    """Return the blocks of an open document."""
    pages: list[Page] = []
    for number in range(len(document)):
        page = document[number]
        pages.append(read_page(page))
        page.close()
    fault = find_fault(pages)
    return (
        {"fault": fault}
        if fault
        else {"blocks": [show_block(each) for each in build_blocks(pages)]}
    )


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


def show_block(block: Block) -> object:
    """Return a block as JSON can hold it."""
    if isinstance(block, str):
        return block
    return [
        [cell.row, cell.column, cell.row_span, cell.column_span, list(cell.blocks)]
        for cell in block.cells
    ]
