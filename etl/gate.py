"""The gate before a shared dashboard: nothing without the key, to pages and websocket alike.

Owns who is let in, the cookie and the page for those who are not. Refuses exceptions: no path,
method or file is open, so that no spelling of an address can be one of the open ones. Whoever
comes with the key in the link is sent on to the same address without it, with a pass in a
cookie; only the feed is answered at once, as what reads feeds keeps no cookies. The health check
is no exception either: to those outside a 403 says as much.
"""

import hmac
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from etl.access import LIFETIME, PARAMETER, holds, make_pass

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

FEED = "/feed.atom"
_ASKING = ("GET", "HEAD")
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>法治 · 需要完整链接</title>
<style>
:root { color-scheme: light dark; }
body { max-width: 34rem; margin: 18vh auto 0; padding: 0 1.5rem; line-height: 1.7;
  font-family: "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.35rem; margin: 0 0 .4rem; }
p { margin: 0 0 2rem; }
[lang=en] h1 { font-size: 1.05rem; }
</style>
</head>
<body>
<main>
<h1>打开看板需要完整的链接</h1>
<p>这个地址里没有访问口令，或口令已经更换。请向分享看板的人要一个完整的链接，整段复制后打开。</p>
<div lang="en">
<h1>The whole link is needed to open this dashboard</h1>
<p>This address has no access key, or the key has changed. Ask whoever shared the dashboard for
the whole link, and open it as it is.</p>
</div>
</main>
</body>
</html>
""".encode()


class Gate:
    """Lets in whoever has a pass or comes with the key; `base` is the path all pages are below."""

    def __init__(
        self, app: ASGIApp, key: str, base: str = "", clock: Callable[[], float] = time.time
    ) -> None:
        self.app = app
        self.key = key
        self.path = "/" + base.strip("/")
        self.clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in; send the key on as a cookie; refuse the rest."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        known = self._has_pass(scope)
        keys, rest = _split_query(scope)
        asking = scope["type"] == "http" and scope["method"] in _ASKING
        keyed = asking and self._has_key(keys)
        if keyed and self._is_feed(scope):
            await self.app(scope, receive, send)
        elif asking and keys and (known or keyed):
            # Also for those who are in already: the key must not stay in the address.
            await self._send_on(scope, rest, send)
        elif known:
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await _refuse(scope, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": 1008})

    def _has_pass(self, scope: Scope) -> bool:
        name, now = _cookie_name(scope), self.clock()
        return any(holds(value, self.key, now) for value in _read_cookies(scope, name))

    def _is_feed(self, scope: Scope) -> bool:
        return bool(scope["path"] == self.path.rstrip("/") + FEED)

    def _has_key(self, keys: list[bytes]) -> bool:
        return any(hmac.compare_digest(given, self.key.encode()) for given in keys)

    async def _send_on(self, scope: Scope, rest: bytes, send: Send) -> None:
        """Answer with the same address without the key, and a pass."""
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        cookie = (
            f"{_cookie_name(scope)}={make_pass(self.key, self.clock())}; Path={self.path}; "
            f"Max-Age={LIFETIME}; HttpOnly; SameSite=Lax{secure}"
        )
        headers = [
            (b"location", _name_page(scope) + (b"?" + rest if rest else b"")),
            (b"set-cookie", cookie.encode()),
            (b"content-length", b"0"),
            (b"cache-control", b"no-store"),
        ]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def _cookie_name(scope: Scope) -> str:
    """Return the name of the cookie: by port, as browsers tell cookies apart by host alone."""
    _, port = scope.get("server") or ("", None)
    return f"fazhi_pass_{port or 0}"


def _read_cookies(scope: Scope, name: str) -> Iterator[str]:
    for header, value in scope["headers"]:
        if header.lower() == b"cookie":
            for pair in value.decode("latin-1").split(";"):
                key, _, content = pair.partition("=")
                if key.strip() == name:
                    yield content.strip()


def _split_query(scope: Scope) -> tuple[list[bytes], bytes]:
    """Return the keys an address names, however spelt, and its query without them."""
    keys, rest = [], []
    for part in scope.get("query_string", b"").split(b"&"):
        name, _, value = part.partition(b"=")
        if unquote_to_bytes(name) == PARAMETER.encode():
            keys.append(unquote_to_bytes(value))
        elif part:
            rest.append(part)
    return keys, b"&".join(rest)


def _name_page(scope: Scope) -> bytes:
    """Return the page seen from itself: right below a proxy's own path, and on no other host."""
    path = scope.get("raw_path") or quote(scope["path"]).encode()
    last = path.rpartition(b"/")[2]
    return b"./" + quote(last, safe="%!$&'()*+,;=:@~").encode()


async def _refuse(scope: Scope, send: Send) -> None:
    body = b"" if scope["method"] == "HEAD" else _PAGE
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})
