"""The sample reports in other formats: what a page says, as a Word document and as a PDF."""

import html
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from etl.model import Document, Table
from etl.readers import read

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "samples"
CHOSEN = (
    "yunxiu-jiaotong-rol-2022.html",
    "yunxiu-keji-rol-2024.html",
    "yunxiu-keji-dis-2023.html",
)

STYLE = """<style>@page{size:A4;margin:37mm 26mm 35mm 28mm} body{font:16pt/28pt 'Noto Serif CJK SC'}
p{text-indent:2em;margin:0} h1{font-size:22pt;text-align:center} .r{text-align:right}
table{border-collapse:collapse;width:100%;font-size:9pt;line-height:14pt} td{border:1px solid #000}
</style>"""


def split_blocks(document: Document) -> Iterator[str | Table]:
    """Yield the paragraphs and tables of a document's body."""
    position = document.body.start
    for table in document.tables:
        yield from document.text[position : table.span.start].strip("\n").split("\n")
        yield table
        position = table.span.end
    yield from document.text[position : document.body.end].strip("\n").split("\n")


def make_docx(document: Document) -> bytes:
    """Return the report as a Word document, its tables with merged cells."""
    word = docx.Document()
    word.styles["Normal"].font.name = "仿宋"
    word.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    word.sections[0].footer.paragraphs[0].text = "- 1 -"
    word.add_paragraph(document.page.titles[0], style="Title")
    for block in split_blocks(document):
        if isinstance(block, str):
            _add_runs(word.add_paragraph(), block)
        else:
            _add_table(word, block)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _add_runs(paragraph: Paragraph, text: str) -> None:
    """Add a text in runs of a few characters, as Word splits them."""
    for start in range(0, len(text), 12):
        paragraph.add_run(text[start : start + 12])


def _add_table(word: "docx.document.Document", table: Table) -> None:
    rows = max(cell.row + cell.row_span for cell in table.cells)
    columns = max(cell.column + cell.column_span for cell in table.cells)
    made = word.add_table(rows, columns)
    for cell in table.cells:
        first = made.cell(cell.row, cell.column)
        last = made.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
        merged = first if first is last else first.merge(last)
        merged.text = cell.text


def make_page(document: Document) -> str:
    """Return the report as a bare page in the look of an official document, for printing."""
    pieces = [f"<h1>{html.escape(document.page.titles[0])}</h1>"]
    for block in split_blocks(document):
        if isinstance(block, Table):
            pieces.append(_write_table(block))
        else:
            signed = len(block) < 20 and block.endswith(("局", "日"))
            pieces.append(f"<p{' class=r' if signed else ''}>{html.escape(block.strip())}</p>")
    return f"<!DOCTYPE html><meta charset=utf-8>{STYLE}{''.join(pieces)}"


def _write_table(table: Table) -> str:
    rows: dict[int, str] = {}
    for cell in table.cells:
        spans = f"rowspan={cell.row_span} colspan={cell.column_span}"
        written = f"<td {spans}>{html.escape(cell.text)}</td>"
        rows[cell.row] = rows.get(cell.row, "") + written
    return f"<table>{''.join(f'<tr>{cells}</tr>' for cells in rows.values())}</table>"


@cache
def find_browser() -> str | None:
    """Return a browser that prints, as the browser tests find it."""
    code = "import sys; sys.path.insert(0, 'bin'); import browser; print(browser.find_browser())"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    path = answer.stdout.strip()
    return path if path and path != "None" else None


@cache
def print_pdf(page: str, *options: str) -> bytes:
    """Print a page to PDF with the browser; call only where there is one."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.html", Path(folder) / "page.pdf"
        source.write_text(page, encoding="utf-8")
        command = [find_browser(), "--headless", "--disable-gpu", "--no-sandbox"]
        command += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        command += [*(options or ("--no-pdf-header-footer",)), source.as_uri()]
        subprocess.run(command, capture_output=True, timeout=120, check=True)
        return target.read_bytes()


def read_sample(name: str) -> Document:
    """Return a sample report as its page is read."""
    return read(SAMPLES / name, source=name)
