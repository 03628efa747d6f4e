"""A PDF to a Document: text, paragraphs re-joined over lines and pages, ruled tables.

Owns the sentences for files that give no text. The file itself is parsed in a process of its
own (`pdf_process`), whose answer is checked here like anything from outside.
"""

import json
from collections.abc import Iterator

from etl.errors import Rejected, RejectionKind
from etl.model import Document, Media
from etl.readers.paper import Block, PaperCell, PaperTable, build_document, has_text
from etl.readers.pdf_child import MAX_PAGES
from etl.readers.pdf_process import MAX_SECONDS, PROCESS, Failed

_FAULTS = {
    "locked": (
        RejectionKind.UNSUPPORTED,
        "PDF 设有打开密码，无法读取；请取消密码后另存，再载入",
    ),
    "damaged": (
        RejectionKind.UNREADABLE,
        "PDF 文件已损坏；请重新下载，或用阅读器打开后另存，再载入",
    ),
    "memory": (RejectionKind.TOO_LARGE, "PDF 解析时所需内存超过上限；请拆分或另存后再载入"),
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
    try:
        answer = json.loads(PROCESS.ask(data, MAX_SECONDS))
    except Failed as failed:
        raise _reject_failed(source, failed) from None
    fault = answer.get("fault")
    if fault == "pages":
        message = (
            f"{source}：PDF 有 {answer['pages']} 页，超过 {MAX_PAGES} 页的上限；请拆分后再载入。"
        )
        raise Rejected(RejectionKind.TOO_LARGE, message)
    if fault is not None:
        kind, words = _FAULTS[fault]
        raise Rejected(kind, f"{source}：{words}。")
    blocks = list(_read_blocks(answer["blocks"]))
    if not has_text(blocks):
        kind, words = _FAULTS["empty"]
        raise Rejected(kind, f"{source}：{words}。")
    return build_document(blocks, source, sha256, Media.PDF)


def _reject_failed(source: str, failed: Failed) -> Rejected:
    if failed.late:
        words = f"PDF 解析超过 {MAX_SECONDS:.0f} 秒"
    else:
        words = "PDF 解析中断，文件可能已损坏或所需内存超过上限"
    message = f"{source}：{words}；已跳过，请用阅读器打开后另存为新的 PDF 再载入。"
    return Rejected(RejectionKind.UNREADABLE, message)


def _read_blocks(answer: list[object]) -> Iterator[Block]:
    for block in answer:
        if isinstance(block, str):
            yield block
        elif isinstance(block, list):
            cells = (
                PaperCell(row, column, height, width, tuple(map(str, lines)))
                for row, column, height, width, lines in block
            )
            yield PaperTable(tuple(cells))
