"""One answer of the feed: its headers, what the reader has already, and how long it may take.

Owns the addresses in the feed and what it says where there is no data. Refuses to write the feed
(feed.py) and to know who may have it (feed_server.py).
"""

import hashlib
import hmac
import os
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import parse_qs

from etl.access import PARAMETER, SHARED_URL, find_key
from etl.errors import FazhiError
from etl.gate import Headers, Scope
from pages.shared.changed import find_history
from pages.shared.feed import read_entries, write_feed
from pages.shared.store import warehouse_directory

PATIENCE = 0.5  # seconds that counting may take of a request
_TYPE = b"application/atom+xml; charset=utf-8"
_PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]


def make_answer(scope: Scope, base: str) -> tuple[int, Headers, bytes]:
    """Return status, headers and body of the feed, or that the reader has it already."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    lang = "en" if query.get("lang") == ["en"] else "zh"
    try:
        entries, complete = read_entries(find_history(), lang, PATIENCE)
    except FazhiError as error:
        return 503, _PLAIN, str(error).encode()
    place = str(warehouse_directory().resolve())
    body = write_feed(entries, _find_base(scope) + base, lang, _find_own(query), place)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = [(b"content-type", _TYPE), (b"cache-control", b"private, no-cache")]
    headers.append((b"etag", tag.encode()))
    newest = max(each.updated for each in entries)
    if complete:  # what is still counted changes without a new version
        headers.append((b"last-modified", format_datetime(newest, usegmt=True).encode()))
    if _has_it(scope, tag, newest.timestamp() if complete else None):
        return 304, headers, b""
    return 200, headers, body


def _find_base(scope: Scope) -> str:
    """Return where the dashboard is reached: as it was shared, else as it was asked."""
    shared = os.environ.get(SHARED_URL)
    if shared:
        return shared.rstrip("/")
    host = _header(scope, b"host").decode("latin-1")
    return f"{scope.get('scheme', 'http')}://{host}"


def _find_own(query: dict[str, list[str]]) -> dict[str, str]:
    """Links of the feed hold the key where the reader came with it: a click must open the page."""
    key = find_key()
    came = any(
        hmac.compare_digest(given.encode(), (key or "").encode())
        for given in query.get(PARAMETER, [])
    )
    return {PARAMETER: key} if key and came else {}


def _has_it(scope: Scope, tag: str, newest: float | None) -> bool:
    """Tell whether the reader has just this feed: by its tag, else by the time of its newest."""
    tags = _header(scope, b"if-none-match").decode("latin-1")
    if tags:
        return any(each.strip().removeprefix("W/") in (tag, "*") for each in tags.split(","))
    since = _header(scope, b"if-modified-since").decode("latin-1")
    if not since or newest is None:
        return False
    try:
        return int(newest) <= parsedate_to_datetime(since).timestamp()
    except (TypeError, ValueError, OverflowError):
        return False


def _header(scope: Scope, name: bytes) -> bytes:
    return next((value for key, value in scope["headers"] if key.lower() == name), b"")
