"""A PDF to a Document: text, paragraphs re-joined over lines and pages, ruled tables.

Owns the sentences for files that give no text. Refuses to parse the file itself: `pdf_file` does.
"""

from etl.errors import Rejected, RejectionKind
from etl.model import Document, Media
from etl.readers.paper import build_document, has_text

_FAULTS = {
    "locked": (
        RejectionKind.UNSUPPORTED,
        "PDF 设有打开密码，无法读取；请取消密码后另存，再载入",
    ),
    "damaged": (
        RejectionKind.UNREADABLE,
        "PDF 文件已损坏；请重新下载，或用阅读器打开后另存，再载入",
    ),
    "scan": (
        RejectionKind.UNSUPPORTED,
        "这是扫描件，PDF 里只有图片、没有文字；请先做文字识别(OCR)，再载入识别后的 PDF 或 DOCX",
    ),
    "empty": (RejectionKind.EMPTY, "PDF 里没有文字；请检查文件，或载入文字版报告"),
    "garbled": (
        RejectionKind.UNREADABLE,
        "PDF 的字体缺少文字编码，读出的是乱码；请先做文字识别(OCR)，或载入原始 DOCX",
    ),
}


def read_pdf(data: bytes, source: str, sha256: str) -> Document:
    """Read a PDF; raises `Rejected` where it holds no text, or cannot be parsed."""
    from etl.readers.pdf_file import MAX_PAGES, Textless, read_blocks  # PDFium: only where needed

    try:
        blocks = read_blocks(data)
    except Textless as verdict:
        if verdict.why == "pages":
            words = f"PDF 有 {verdict.pages} 页，超过 {MAX_PAGES} 页的上限；请拆分后再载入"
            raise Rejected(RejectionKind.TOO_LARGE, f"{source}：{words}。") from None
        raise _reject(source, verdict.why) from None
    if not has_text(blocks):
        raise _reject(source, "empty")
    return build_document(blocks, source, sha256, Media.PDF)


def _reject(source: str, why: str) -> Rejected:
    kind, words = _FAULTS[why]
    return Rejected(kind, f"{source}：{words}。")
