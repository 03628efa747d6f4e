"""What kind of file some bytes are, told by how they begin and never by the file's name.

Owns the signatures and, for each kind, its name and the words that say what to do with it.
Refuses to read any content.
"""

import re
from dataclasses import dataclass
from itertools import islice

from etl.readers.zipped import find_directory

_SNIFFED = 4096
_SEARCHED = 200_000
_TAGS_OF_A_FRAGMENT = 3

_HTML_START = re.compile(r"<(?:!doctype\s+html|html|head|body|frameset)[\s>]", re.IGNORECASE)
_HTML_TAG = re.compile(
    r"</?(?:p|br|div|td|tr|span|table|a|font|li|h[1-6])(?:\s[^<>]{0,500})?/?>", re.IGNORECASE
)
_MAIL_START = re.compile(rb"[A-Za-z][A-Za-z-]{1,40}:[ \t]")
_MAIL_PAGE = re.compile(
    rb"^Content-Type:\s{0,4}(?:multipart/related|multipart/alternative|text/html)\b",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is no text: its name for people, and what to do while none reads it."""

    name: str
    advice: str


_SAVE_AS_DOCX = "请用 Word 或 WPS 打开后另存为 DOCX 或 PDF 再载入"
_SAVE_AS_TEXT = "请打开后另存为 DOCX、PDF、HTML 或 TXT 再载入"
WORD = FileKind("Word 文档(DOCX)", _SAVE_AS_DOCX)
OLD_WORD = FileKind("旧版 Word 或 WPS 文档(DOC/WPS)", _SAVE_AS_DOCX)
_OPEN_DOCUMENT = FileKind("OpenDocument 文档(ODT)", _SAVE_AS_DOCX)
_LOCKED = FileKind("设有打开密码的 Office 文档", "请用密码打开后取消密码，另存为 DOCX 再载入")
WORKBOOK = FileKind(
    "Excel 工作簿", "只有首行写明单位、年度、指标、数值等列名的 XLSX 或 CSV 数据表可以载入"
)
_OLD_WORKBOOK = FileKind("旧版 Excel 工作簿(XLS)", "请另存为 XLSX 或 CSV 再载入")
_SLIDES = FileKind("演示文稿", _SAVE_AS_TEXT)
_OLD_OFFICE = FileKind("旧版 Office 或 WPS 文件", _SAVE_AS_TEXT)
_OFD = FileKind("OFD 版式文件", "请用 OFD 阅读器打开后导出为 PDF 再载入")
ZIP = FileKind("ZIP 压缩包", "请把整个压缩包文件交给 fazhi，文件名以 .zip 结尾；或先解压再载入")
_ARCHIVE = FileKind("压缩包", "请先解压，或改用 ZIP 格式压缩，再载入其中的报告")
PDF = FileKind("PDF 文件", "请打开后另存为 DOCX 或 TXT 再载入")
_POSTSCRIPT = FileKind("PostScript 文件", "请转换为 PDF 再载入")
RTF = FileKind("RTF 文档", _SAVE_AS_DOCX)
MHTML = FileKind("单一文件网页(MHTML)", "请在浏览器中另存为“网页，仅 HTML”再载入")
_IMAGE = FileKind("图片", "请载入文字版报告")
_PROGRAM = FileKind("程序文件", "请改为载入报告的 HTML 或 TXT 文件")
_MEDIA = FileKind("音频或视频", "请载入文字版报告")
_DATABASE = FileKind("数据库文件", "请导出为 CSV 再载入")

_SIGNATURES: tuple[tuple[bytes, FileKind], ...] = (
    (b"{\\rtf", RTF),
    (b"%!PS", _POSTSCRIPT),
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"II*\x00", _IMAGE),
    (b"MM\x00*", _IMAGE),
    (b"Rar!\x1a", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"\x7fELF", _PROGRAM),
    (b"MZ\x90\x00", _PROGRAM),
    (b"SQLite format 3\x00", _DATABASE),
    (b"ID3\x03", _MEDIA),
    (b"ID3\x04", _MEDIA),
    (b"OggS", _MEDIA),
)
# A name in the archive that begins so tells what the archive is.
_ZIPPED = tuple(
    (start, re.compile(rb"PK\x01\x02[\s\S]{42}" + re.escape(start)), kind)
    for start, kind in (
        (b"word/document", WORD),
        (b"xl/workbook", WORKBOOK),
        (b"ppt/presentation", _SLIDES),
        (b"OFD.xml", _OFD),
    )
)
_ODT_MARK = b"application/vnd.oasis.opendocument.text"
_COMPOUND: tuple[tuple[str, FileKind], ...] = (
    ("EncryptedPackage", _LOCKED),
    ("WordDocument", OLD_WORD),
    ("Workbook", _OLD_WORKBOOK),
    ("PowerPoint Document", _SLIDES),
)


def tell_kind(data: bytes) -> FileKind | None:
    """Return the kind of file `data` is; None where nothing says that it is no text."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _name_zip(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        streams = ((name.encode("utf-16-le"), kind) for name, kind in _COMPOUND)
        return next((kind for mark, kind in streams if mark in data), _OLD_OFFICE)
    return _name_by_start(data)


def _name_zip(data: bytes) -> FileKind:
    """Tell a document from an archive by the names in its list of entries."""
    if _ODT_MARK in data[:200]:
        return _OPEN_DOCUMENT
    directory = find_directory(data)
    damaged = directory is data
    found = (
        kind
        for mark, entry, kind in _ZIPPED
        if (mark in data if damaged else entry.search(directory))
    )
    return next(found, ZIP)


def _name_by_start(data: bytes) -> FileKind | None:
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:_SNIFFED]
    if start.startswith(b"%PDF-") or (b"%PDF-" in start[:1024] and b"%%EOF" in data[-2048:]):
        return PDF
    if start[4:8] == b"ftyp":
        return _MEDIA
    if _MAIL_START.match(start) and _MAIL_PAGE.search(start):
        return MHTML
    if start.startswith(b"RIFF"):
        return _IMAGE if start[8:12] == b"WEBP" else _MEDIA
    return next((kind for mark, kind in _SIGNATURES if start.startswith(mark)), None)


def is_html(text: str) -> bool:
    """Tell whether `text` is markup: a page, or a piece of one without its frame."""
    if _HTML_START.search(text, 0, _SNIFFED):
        return True
    tags = islice(_HTML_TAG.finditer(text, 0, _SEARCHED), _TAGS_OF_A_FRAGMENT)
    return len(list(tags)) == _TAGS_OF_A_FRAGMENT
