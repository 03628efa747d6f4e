"""Sound files of every kind Fazhi reads, to be spoiled: the samples, and the same in other forms."""

import io
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import openpyxl

from tests.readers import docx_files, pdf_files, renditions

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
FIGURES = Path(__file__).resolve().parents[2] / "data" / "public_figures.csv"
KINDS = ("txt", "html", "docx", "pdf", "mhtml", "zip", "csv", "xlsx")
_LATIN = "Inspections of the year 2023: 312 households, 17 cases, 46.5."


@dataclass(frozen=True, slots=True)
class Seed:
    """A file by its kind, which is also how its name ends."""

    kind: str
    data: bytes


@cache
def find_seeds(kind: str) -> tuple[Seed, ...]:
    """Return the sound files of a kind."""
    return tuple(Seed(kind, data) for data in _MAKERS[kind]())


def _texts() -> list[bytes]:
    return [path.read_bytes() for path in sorted(SAMPLES.glob("*.txt"))]


def _pages() -> list[bytes]:
    return [path.read_bytes() for path in sorted(SAMPLES.glob("*.html"))]


def _words() -> list[bytes]:
    """Return reports as Word would save them, and a small one with all that is read in a part."""
    made = [renditions.make_docx(renditions.read_sample(name)) for name in renditions.CHOSEN]
    numbered = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    cell = f"<w:tc>{docx_files.paragraph('行政检查12次')}</w:tc>"
    small = docx_files.make(
        docx_files.paragraph("云岫市水利局2023年度法治政府建设情况报告"),
        docx_files.paragraph(docx_files.LONG, docx_files.box(docx_files.paragraph("注：3件"))),
        docx_files.paragraph("主要举措", properties=numbered),
        f"<w:tbl><w:tr>{cell * 3}</w:tr></w:tbl>",
        styles="<w:style w:styleId='a'><w:name w:val='toc 1'/></w:style>",
        numbering="<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='chineseCounting'/>"
        "<w:lvlText w:val='%1、'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/>"
        "</w:num>",
    )
    return [*made, small]


def _papers() -> list[bytes]:
    """Return small files written by hand, and printed reports where there is a browser."""
    made = [pdf_files.latin_pdf(_LATIN), pdf_files.scanned_pdf(), pdf_files.locked_pdf()]
    made += [pdf_files.empty_pages(3), _drawn_pdf()]
    if renditions.find_browser() is None:
        return made
    samples = map(renditions.read_sample, renditions.CHOSEN)
    return [*made, *(renditions.print_pdf(renditions.make_page(each)) for each in samples)]


def _drawn_pdf() -> bytes:
    """A page of ruled lines, as tables have, with letters in its cells."""
    lines = "".join(
        f"{85 + 40 * n} 300 1 400 re f 85 {300 + 40 * n} 400 1 re f " for n in range(11)
    )
    words = "".join(
        f"BT /F 10 Tf {90 + 40 * n} {310 + 40 * n} Td (cell {n}) Tj ET " for n in range(10)
    )
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = (
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
        "/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>"
    )
    return pdf_files.write_pdf(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            page,
            pdf_files.stream((lines + words).encode()),
            font,
        ]
    )


def _saved() -> list[bytes]:
    made = []
    for page, transfer in zip(
        _pages()[:4], ("base64", "quoted-printable", "8bit", "7bit"), strict=True
    ):
        message = EmailMessage()
        message["Snapshot-Content-Location"] = "http://slj.yunxiu.example/1.html"
        message.set_content("a frame", subtype="plain")
        text = page.decode("utf-8", "replace")
        cte = {"7bit": "base64"}.get(transfer, transfer)
        message.add_related(text, subtype="html", cte=cte)
        made.append(bytes(message))
    return made


def _archives() -> list[bytes]:
    inner = pack([("内/1.txt", _texts()[0]), ("2.html", _pages()[0])])
    return [
        pack([("报告/1.txt", _texts()[0]), ("2.html", _pages()[1]), ("3.docx", _words()[0])]),
        pack([("in.zip", inner), ("figures.csv", _tables()[0]), ("../4.txt", _texts()[1])]),
    ]


def pack(members: Sequence[tuple[str, bytes]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of the members, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members:
            with warnings.catch_warnings(action="ignore"):  # of names that stand there twice
                archive.writestr(zipfile.ZipInfo(name), data, compression)
    return buffer.getvalue()


def _tables() -> list[bytes]:
    lines = FIGURES.read_text(encoding="utf-8").splitlines()[:40]
    return ["\n".join(lines).encode("utf-8-sig"), "\n".join(lines).encode("gb18030")]


def _workbooks() -> list[bytes]:
    book = openpyxl.Workbook()
    for line in FIGURES.read_text(encoding="utf-8").splitlines()[:40]:
        book.active.append(line.split(","))
    buffer = io.BytesIO()
    book.save(buffer)
    return [buffer.getvalue()]


_MAKERS = {
    "txt": _texts,
    "html": _pages,
    "docx": _words,
    "pdf": _papers,
    "mhtml": _saved,
    "zip": _archives,
    "csv": _tables,
    "xlsx": _workbooks,
}
