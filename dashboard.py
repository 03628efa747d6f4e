"""The server and nothing else: an ASGI app over pages/entry.py, with its middleware.

Owns the hosts it answers to, security headers, compression and the language of the HTML shell;
asks for the access key where there is one (`etl.gate`). Refuses page logic.
Starts alike under `streamlit run dashboard.py`, `python dashboard.py` and
`uvicorn dashboard:app`. An app over the entry, and not the entry itself: with a folder named
pages/ beside the entry Streamlit would serve a first deep link without it, filters lost.
"""

import base64
import gzip
import hashlib
import os
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from starlette.middleware import Middleware
from streamlit.config import get_option, set_option
from streamlit.starlette import App

from etl.access import find_key
from etl.gate import ASGIApp, Gate, Headers, Message, Receive, Scope, Send
from pages.shared.feed_server import Feed

ROOT = Path(__file__).resolve().parent
_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
# blob: our components are modules built in the page; wasm: Streamlit reads Arrow with it.
_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' blob: {scripts}; "
    "worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'self'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
)
_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
_SQUEEZED = (b"javascript", b"css", b"json", b"svg")
_SMALLEST = 1024
_HOME = "/overview"
_ALLOWED = "server.allowedHosts"


class Hosts:
    """Answers only to its own names: a foreign page must not reach it through the reader.

    Pages and websocket alike; Streamlit itself guards the websocket alone, and asks the
    network for its own address before it refuses one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is meant for us; refuse the rest."""
        if scope["type"] == "lifespan" or _is_ours(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            headers = [(b"content-length", b"0")]
            await send({"type": "http.response.start", "status": 421, "headers": headers})
            await send({"type": "http.response.body", "body": b""})


def _is_ours(scope: Scope) -> bool:
    allowed = {str(name).lower() for name in get_option(_ALLOWED) or ()}
    named = [_header(scope["headers"], b"host")]
    if scope["type"] == "websocket" and (origin := _header(scope["headers"], b"origin")):
        named.append(origin)
    return not allowed or all(_host(name.decode("latin-1")) in allowed for name in named)


def _host(name: str) -> str:
    """Return the host of a Host or Origin header, its port left out."""
    try:
        return (urlsplit(name if "//" in name else f"//{name}").hostname or "").lower()
    except ValueError:
        return ""


class Shell:
    """Sends the HTML shell in the reader's language, under a policy that names its scripts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; add headers to answers, rewrite the shell."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _Answer(send, _read_lang(scope)).send)


class _Answer:
    """One answer on its way out: HTML is held back whole, anything else streams."""

    def __init__(self, send: Send, lang: str) -> None:
        self._send = send
        self._lang = lang
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)

    async def _begin(self, message: Message) -> None:
        if _header(message["headers"], b"content-type").startswith(b"text/html"):
            self._start = message
            return
        message["headers"] = _secure(message["headers"], b"")
        await self._send(message)

    async def _finish(self, start: Message) -> None:
        packed = _header(start["headers"], b"content-encoding") == b"gzip"
        page = _dress(gzip.decompress(self._body) if packed else self._body, self._lang)
        dropped = (b"content-length", b"content-encoding", b"etag", b"last-modified")
        kept = [pair for pair in start["headers"] if pair[0].lower() not in dropped]
        kept.append((b"content-length", str(len(page)).encode()))
        await self._send({**start, "headers": _secure(kept, page)})
        await self._send({"type": "http.response.body", "body": page})


def _read_lang(scope: Scope) -> str:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang")
    return "en" if asked == ["en"] else "zh-CN"


def _header(headers: Headers, name: bytes) -> bytes:
    return next((value for key, value in headers if key.lower() == name), b"")


def _secure(headers: Headers, page: bytes) -> Headers:
    hashes = (base64.b64encode(hashlib.sha256(text).digest()) for text in _INLINE.findall(page))
    scripts = " ".join(f"'sha256-{digest.decode()}'" for digest in hashes)
    policy = ("content-security-policy", _POLICY.format(scripts=scripts))
    added = [*_HEADERS.items(), policy]
    return [*headers, *((name.encode(), value.encode()) for name, value in added)]


def _dress(page: bytes, lang: str) -> bytes:
    """Put our language and title on the shell; leave out the font that is never used."""
    page = page.replace(b'<html lang="en">', f'<html lang="{lang}">'.encode(), 1)
    page = page.replace(b"<title>Streamlit</title>", "<title>法治</title>".encode(), 1)
    return re.sub(rb'<link\s+rel="preload"[^>]*SourceSans[^>]*>', b"", page, count=1)


class Home:
    """Gives the default page, which lives at the root, an address like those of the others."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the page's name on to the root; pass everything else on."""
        if scope["type"] != "http" or scope["path"] != _HOME:
            await self.app(scope, receive, send)
            return
        query = scope.get("query_string", b"")
        target = b"./" + (b"?" + query if query else b"")
        headers = [(b"location", target), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 307, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


class Squeeze:
    """Sends Streamlit's scripts compressed; each is squeezed once, its name holds its hash."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, tuple[Headers, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for files below /static/; pass everything else on."""
        if not _may_squeeze(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self._kept:
            start, body = await _collect(self.app, scope, receive)
            squeezable = any(
                kind in _header(start["headers"], b"content-type") for kind in _SQUEEZED
            )
            if start["status"] != 200 or not squeezable or len(body) < _SMALLEST:
                await send(start)
                await send({"type": "http.response.body", "body": body})
                return
            self._kept[path] = _squeeze(start["headers"], body)
        headers, body = self._kept[path]
        await send({"type": "http.response.start", "status": 200, "headers": list(headers)})
        await send({"type": "http.response.body", "body": body})


def _may_squeeze(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and scope["path"].startswith("/static/")
        and b"gzip" in _header(scope["headers"], b"accept-encoding")
        and not _header(scope["headers"], b"range")
        and not _header(scope["headers"], b"if-none-match")
    )


async def _collect(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
    start: Message = {}
    chunks: list[bytes] = []

    async def take(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            chunks.append(message.get("body", b""))

    await app(scope, receive, take)
    return start, b"".join(chunks)


def _squeeze(headers: Headers, body: bytes) -> tuple[Headers, bytes]:
    squeezed = gzip.compress(body, compresslevel=6, mtime=0)
    kept = [pair for pair in headers if pair[0].lower() != b"content-length"]
    length = str(len(squeezed)).encode()
    added = [(b"content-encoding", b"gzip"), (b"vary", b"Accept-Encoding")]
    return [*kept, *added, (b"content-length", length)], squeezed


def _allow(hosts: str) -> None:
    """Answer to further names (fazhi serve --address names them), Streamlit's own guard too."""
    added = [name for name in hosts.split(",") if name]
    if added:
        set_option(_ALLOWED, [*(get_option(_ALLOWED) or ()), *added])


def _guard() -> list[Middleware]:
    """Return the gate, where a key is set; it stands before all that answers by itself."""
    key = find_key()
    return [Middleware(Gate, key=key, base=get_option("server.baseUrlPath") or "")] if key else []


_allow(os.environ.get("FAZHI_HOSTS", ""))
app = App(
    ROOT / "pages" / "entry.py",
    middleware=[
        *(Middleware(Hosts), Middleware(Shell)),  # also what is refused carries the headers
        *_guard(),
        Middleware(Feed, base=get_option("server.baseUrlPath") or ""),
        *(Middleware(Home), Middleware(Squeeze)),
    ],
)

if __name__ == "__main__":
    app.run()
