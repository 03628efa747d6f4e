"""The files that are measured: the sample city's reports, saved again in every format.

Owns their making. The same texts in every format, so that formats can be compared; tables of
saved pages are left out of the copies.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from docx import Document as Word
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from etl.extract.title import find_title
from etl.readers import read

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
FONT, SIZE, LINE, MARGIN = "STSong-Light", 12, 20, 72
CHARACTERS = 36  # in a line of the page


def make_corpus(folder: Path) -> Mapping[str, Sequence[Path]]:
    """Write the corpus below `folder`; return its files by format."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    reports = sorted([*SAMPLES.glob("*-rol-*.txt"), *SAMPLES.glob("*-rol-*.html")])
    made: dict[str, list[Path]] = {"text": [], "docx": [], "pdf": []}
    for report in reports:
        document = read(report)
        text = f"{find_title(document)}\n{document.body.cut(document.text)}"
        for name, write in (("text", write_text), ("docx", write_docx), ("pdf", write_pdf)):
            path = folder / f"{report.stem}.{'txt' if name == 'text' else name}"
            write(path, text)
            made[name].append(path)
    return {**made, "html": sorted(SAMPLES.glob("*.html"))}


def write_text(path: Path, text: str) -> None:
    """Write plain UTF-8."""
    path.write_text(text, encoding="utf-8")


def write_docx(path: Path, text: str) -> None:
    """Write a Word document, a paragraph a line."""
    word = Word()
    for line in text.splitlines():
        word.add_paragraph(line)
    word.save(str(path))


def write_pdf(path: Path, text: str) -> None:
    """Write A4 pages with lines broken at the page's width."""
    canvas = Canvas(str(path), pagesize=A4)
    height = A4[1] - 2 * MARGIN
    lines = [line for paragraph in text.splitlines() for line in break_lines(paragraph)]
    a_page = int(height // LINE)
    for first in range(0, len(lines), a_page):
        canvas.setFont(FONT, SIZE)
        for number, line in enumerate(lines[first : first + a_page]):
            canvas.drawString(MARGIN, A4[1] - MARGIN - number * LINE, line)
        canvas.showPage()
    canvas.save()


def break_lines(paragraph: str) -> Sequence[str]:
    """Return `paragraph` in lines of the page's width."""
    starts = range(0, max(len(paragraph), 1), CHARACTERS)
    return [paragraph[start : start + CHARACTERS] for start in starts]
