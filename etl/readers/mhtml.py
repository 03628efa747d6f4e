"""A page saved as one file (MHTML) to a Document: the page within it, read as any page.

Owns finding the page among the parts, and its address. Refuses to read pages; `html` does.
"""

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from etl.errors import Rejected, RejectionKind
from etl.model import Document, Media
from etl.readers.encoding import decode
from etl.readers.html import read_html

_MAX_PARTS = 2000
_PAGES = ("text/html", "application/xhtml+xml")


def read_mhtml(data: bytes, source: str, sha256: str) -> Document:
    """Read the page in `data`; where it only holds frames, the first frame with a body."""
    try:
        message = message_from_bytes(data)
        pages = list(_find_pages(message))
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        pages = []
    if not pages:
        message_text = (
            f"{source}：单一文件网页(MHTML)里没有网页内容；请在浏览器中重新保存后再载入。"
        )
        raise Rejected(RejectionKind.UNREADABLE, message_text)
    verdict: Rejected | None = None
    for page, address in pages:
        try:
            document = read_html(decode(page, source), source, sha256)
        except Rejected as rejected:
            verdict = verdict or rejected
        else:
            url = document.page.url or address
            return replace(document, media=Media.MHTML, page=replace(document.page, url=url))
    assert verdict is not None
    raise verdict


def _find_pages(message: Message) -> Iterator[tuple[bytes, str | None]]:
    """Yield the pages and their addresses: the one that was saved first, then its frames."""
    parts = [part for _, part in zip(range(_MAX_PARTS), message.walk(), strict=False)]
    pages = [part for part in parts if part.get_content_type() in _PAGES]
    start = str(message.get_param("start") or "")
    address = str(message.get("Snapshot-Content-Location") or "")
    pages.sort(key=lambda part: not _is_root(part, start, address))
    for part in pages:
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            places = (str(part.get("Content-Location") or ""), address)
            yield content, next(filter(_is_address, map(str.strip, places)), None)


def _is_root(part: Message, start: str, address: str) -> bool:
    named = str(part.get("Content-ID") or "").strip() == start.strip() != ""
    return named or (address != "" and str(part.get("Content-Location") or "") == address)


def _is_address(text: str) -> bool:
    """Tell whether a header holds an address of the web, and nothing that no address holds."""
    return text.startswith(("http://", "https://")) and text.isprintable()
