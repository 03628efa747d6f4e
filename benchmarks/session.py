"""A reader's tab without a browser: one websocket, pages opened one after another.

Owns Streamlit's protocol as a browser speaks it, and what makes a view a failed one. Refuses
to draw anything.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

HOME = "overview"  # the default page lives at the root
PATIENCE = 60.0  # seconds for one view

_EMPTY = 'class="fz-empty"'  # the class of every state in which a page has nothing to show
_FEWEST = 5  # elements of a page that was drawn
_LONGEST = 300  # characters of a fault

Query = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class View:
    """One page opened: how long it took, and what was wrong with it, if anything."""

    page: str
    query: Query
    seconds: float
    fault: str | None = None


class Session:
    """An open tab."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def view(self, page: str, query: Query) -> View:
        """Open a page with an address and wait until its script has finished."""
        began = time.perf_counter()
        try:
            await self._socket.send(_ask(page, query))
            fault = await asyncio.wait_for(self._read_run(page), PATIENCE)
        except ConnectionClosed as closed:
            fault = f"socket closed: {closed}"
        except TimeoutError:
            fault = f"no end within {PATIENCE:.0f} s"
        return View(page, query, time.perf_counter() - began, fault)

    async def _read_run(self, page: str) -> str | None:
        """Read to the end of the run; return the first fault."""
        fault, elements = None, 0
        while True:
            data = await self._socket.recv()
            message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            elements += message.WhichOneof("type") == "delta"
            fault = fault or find_fault(message, page)
            if _is_end(message):
                few = f"{elements} elements and no more" if elements < _FEWEST else None
                return fault or few


@asynccontextmanager
async def open_session(url: str) -> AsyncIterator[Session]:
    """Open a tab on the dashboard at `url`."""
    address = f"ws://{urlsplit(url).netloc}/_stcore/stream"
    async with connect(
        address,
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(url),
        max_size=None,
        open_timeout=PATIENCE,
        ping_timeout=PATIENCE,
    ) as socket:
        yield Session(socket)


def _ask(page: str, query: Query) -> bytes:
    message = BackMsg()
    message.rerun_script.page_name = "" if page == HOME else page
    message.rerun_script.query_string = urlencode(query)
    message.rerun_script.context_info.locale = "zh-CN"
    message.rerun_script.context_info.timezone = "Asia/Shanghai"
    return bytes(message.SerializeToString())


def _is_end(message: ForwardMsg) -> bool:
    early = ForwardMsg.FINISHED_EARLY_FOR_RERUN
    return message.WhichOneof("type") == "script_finished" and message.script_finished != early


def find_fault(message: ForwardMsg, page: str) -> str | None:
    """Return what a message says went wrong with a page that was asked for."""
    kind = message.WhichOneof("type")
    if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
        return _find_shown(message.delta.new_element)
    if kind == "navigation":
        return _find_detour(message.navigation, page)
    if kind == "script_finished":
        failed = message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR
        return "script did not compile" if failed else None
    return kind if kind in ("page_not_found", "auth_redirect") else None


def _find_detour(navigation: Navigation, page: str) -> str | None:
    names = {each.page_script_hash: each.url_pathname or HOME for each in navigation.app_pages}
    shown = names.get(navigation.page_script_hash)
    return None if shown == page else f"page {shown} shown"


def _find_shown(element: Element) -> str | None:
    """Return the trouble an element shows the reader: an exception, an alert, a fault page."""
    kind = element.WhichOneof("type")
    if kind == "exception":
        return f"{element.exception.type}: {element.exception.message}"[:_LONGEST]
    if kind == "alert" and element.alert.format in (Alert.ERROR, Alert.WARNING):
        return f"alert: {element.alert.body}"[:_LONGEST]
    if kind == "html" and _EMPTY in element.html.body:
        return f"nothing shown: {element.html.body}"[:_LONGEST]
    return None
