"""Answers for the feed: who may have it, and that nobody waits for it but who asked.

Owns the address of the feed. The gate stands before it; where accounts are asked for there is no
feed, as nobody could log in to it. Refuses to know what the feed says (feed_answer.py).
"""

import asyncio
from collections.abc import Callable

from etl.gate import FEED, ASGIApp, Headers, Receive, Scope, Send

_PLAIN = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]


class Feed:
    """Answers at the address of the feed; `base` is the path all pages are below."""

    def __init__(
        self, app: ASGIApp, base: str = "", closed: Callable[[], bool] | None = None
    ) -> None:
        self.app = app
        self.base = "/" + base.strip("/") if base.strip("/") else ""
        self._is_closed = closed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the feed; pass everything else on."""
        if scope["type"] != "http" or scope["path"].removeprefix(self.base) != FEED:
            await self.app(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD"):
            await _answer(send, scope, 405, [(b"allow", b"GET, HEAD")], b"")
        else:
            status, headers, body = await asyncio.to_thread(self._ask, scope)
            await _answer(send, scope, status, headers, body)

    def _ask(self, scope: Scope) -> tuple[int, Headers, bytes]:
        # Only now: the pages' caches ask for a running server, and a start need not wait for them.
        from pages.shared.feed_answer import make_answer
        from pages.shared.login import asks_for_account

        if (self._is_closed or asks_for_account)():
            return 403, _PLAIN, "看板须登录，不提供订阅。".encode()
        return make_answer(scope, self.base)


async def _answer(send: Send, scope: Scope, status: int, headers: Headers, body: bytes) -> None:
    if status != 304:
        headers = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
