"""Serves the dashboard from this machine: its port, its address, the browser, a quiet end.

Owns the process around the dashboard's app. Refuses to know pages or Streamlit: the app is
named by an import string that uvicorn resolves.
"""

import ipaddress
import os
import re
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Mapping
from pathlib import Path

import uvicorn

from etl.errors import UsageError

APP = "dashboard:app"
PROJECT = Path(__file__).resolve().parents[1]
PORTS_TRIED = 50
LOCAL, EVERYWHERE = "127.0.0.1", "0.0.0.0"
HOSTNAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
TEXT_BROWSERS = ("w3m", "lynx", "links", "elinks", "www-browser")


def choose_address(address: str | None, share: bool) -> str:
    """Return the address to listen on; whatever others reach takes --share, and a key with it."""
    if address is None:
        return EVERYWHERE if share else LOCAL
    if share and is_local(address):
        raise UsageError(f"--share 让别人打开看板，但 {address} 只有本机能打开：去掉 --address。")
    if not share and not is_local(address):
        raise UsageError(f"地址 {address} 别人也能打开：请加 --share，链接里会带访问口令。")
    return address


def check_hostname(name: str) -> str:
    """Return a further name the dashboard may be asked for; raises `UsageError` for what is none."""
    lowered = name.lower()
    if HOSTNAME.fullmatch(lowered):
        return lowered
    raise UsageError(f"--hostname 只写主机名（如 fazhi.example.cn），不带 http:// 和端口：{name}")


def open_socket(address: str, port: int) -> socket.socket:
    """Return a socket bound to the address; raises `UsageError` where it cannot be had."""
    try:
        family = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0][0]
        bound = socket.socket(family, socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UsageError(f"地址 {address} 无法识别，请改用 127.0.0.1 或本机的地址。") from error
    if os.name != "nt":  # on Windows the option would let two servers share the port
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((address, port))
        bound.listen()
    except OSError as error:
        bound.close()
        raise UsageError(describe_refusal(address, port, error)) from error
    return bound


def describe_refusal(address: str, port: int, error: OSError) -> str:
    """Return one sentence on why the port cannot be had, and what to do."""
    free = next((each for each in range(port + 1, port + PORTS_TRIED) if is_free(address, each)), 0)
    advice = f"请改用 --port {free}" if free else "请用 --port 另选一个端口"
    if isinstance(error, PermissionError):
        return f"没有权限使用端口 {port}，{advice}。"
    return f"端口 {port} 在 {address} 上无法使用（可能另一个程序正占用），{advice}。"


def is_free(address: str, port: int) -> bool:
    """Tell whether a socket could be bound to the port right now."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        try:
            probe.bind((address, port))
        except (OSError, OverflowError):
            return False
    return True


def name_url(address: str, port: int) -> str:
    """Return the address a person on this machine types."""
    host = {EVERYWHERE: LOCAL, "::": "[::1]"}.get(address, address)
    return f"http://{f'[{host}]' if ':' in host and '[' not in host else host}:{port}"


def is_local(address: str) -> bool:
    """Tell whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def find_own_address() -> str | None:
    """Return this machine's address on its network, None where it has none.

    Nothing is sent: the system only tells which address it would speak from.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return None
        found = str(probe.getsockname()[0])
    return None if is_local(found) else found


def list_hosts(address: str) -> tuple[str, ...]:
    """Return the names under which the dashboard may be asked for at an address."""
    if is_local(address):
        return ()
    own = [find_own_address()] if address in (EVERYWHERE, "::") else [address]
    return (*(name for name in own if name), socket.gethostname().lower())


def has_browser(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether opening a page would show it to somebody: not over SSH, not in CI."""
    if any(environment.get(name) for name in ("CI", "SSH_CONNECTION", "SSH_TTY")):
        return False
    displays = ("DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not any(map(environment.get, displays)):
        return False
    try:
        name = str(getattr(webbrowser.get(), "name", ""))
    except webbrowser.Error:
        return False
    return Path(name).name not in TEXT_BROWSERS


class Server(uvicorn.Server):
    """A server that may call back once it answers."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], object] | None) -> None:
        super().__init__(config)
        self.on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then call back from a thread, as a browser may take its time."""
        await super().startup(sockets)
        if self.on_ready is not None:
            threading.Thread(target=self.on_ready, daemon=True).start()


def serve(bound: socket.socket, on_ready: Callable[[], object] | None) -> None:
    """Serve the dashboard until Ctrl-C or SIGTERM; both end it quietly."""
    # Streamlit looks for .streamlit/config.toml where the process stands.
    os.chdir(PROJECT)
    sys.path.insert(0, str(PROJECT))
    config = uvicorn.Config(APP, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
    # uvicorn raises the signal again after its orderly end: nothing is left to do then.
    signal.signal(signal.SIGTERM, lambda *_: None)
    signal.signal(signal.SIGINT, lambda *_: None)
    Server(config, on_ready).run(sockets=[bound])
