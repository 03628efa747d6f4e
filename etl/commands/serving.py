"""`fazhi serve`: the dashboard on a port of this machine, with the bundled data on request."""

import os
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from etl.access import KEY, SHARED_URL, check_key, make_key, write_link
from etl.checks.roster import GIVEN, read_roster
from etl.console.qr_code import show_code
from etl.console.terminal import show_sentence
from etl.errors import FazhiError, WarehouseError
from etl.review import ALLOW as ALLOW_REVIEW
from etl.server import (
    check_hostname,
    choose_address,
    has_browser,
    list_hosts,
    name_url,
    open_socket,
)
from etl.server import serve as serve_dashboard
from etl.uploads import ALLOW
from etl.warehouse.queries import Warehouse
from etl.worker import WORKER

HOSTS = "FAZHI_HOSTS"  # read by dashboard.py: names it answers to besides this machine's


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for."""

    warehouse: Path
    port: int
    share: bool
    key: str | None
    address: str | None
    hostnames: Sequence[str]
    upload: bool
    review: bool
    open_browser: bool
    demo: bool
    directories: Sequence[Path]
    roster: Path | None = None


def serve(request: Request) -> int:
    """Serve the dashboard until it is ended."""
    address = choose_address(request.address, request.share)
    names = [check_hostname(name) for name in request.hostnames]
    roster = check_roster(request.roster)
    key = choose_key(request)
    with open_socket(address, request.port) as bound:  # first: a port in use is told at once
        if request.demo:
            prepare_demo(request.warehouse, request.directories)
        else:
            check_warehouse(request.warehouse)
        hosts = list_hosts(address)
        shared = name_url(hosts[0], request.port) if hosts else ""
        # The pages read the folder from here; they may run from another working directory.
        os.environ["FAZHI_WAREHOUSE"] = str(request.warehouse.resolve())
        os.environ |= {HOSTS: ",".join((*hosts, *names)), KEY: key or "", SHARED_URL: shared}
        os.environ[ALLOW] = "1" if request.upload else ""
        os.environ[ALLOW_REVIEW] = "1" if request.review else ""
        os.environ[GIVEN] = roster
        link = write_link(name_url(address, request.port), key)
        print(f"法治 Fazhi：{link} （Ctrl-C 结束）", flush=True)
        if shared:
            show_invitation(write_link(shared, key), lasting=request.key is not None)
        if shared and request.upload:
            print("注意：拿到链接的人也能用“导入”页装入报告（--allow-upload）。", flush=True)
        if shared and request.review:
            print("注意：拿到链接的人也能复核数字、标注说明（--review）。", flush=True)
        shows = request.open_browser and has_browser()
        serve_dashboard(bound, partial(webbrowser.open, link) if shows else None)
    return 0


def check_roster(given: Path | None) -> str:
    """Return where the roster given is; a mistake in it is told before anything is served."""
    if given is None:
        return ""
    read_roster(given)
    return str(given.resolve())


def choose_key(request: Request) -> str | None:
    """Return the key to ask for: the one given, a new one to share, none for this machine alone."""
    if request.key:
        return check_key(request.key)
    return make_key() if request.share else None


def show_invitation(link: str, *, lasting: bool) -> None:
    """Print the link for others, its code, and what whoever has it can do."""
    print(f"同一网络的人可以打开：{link}", flush=True)
    show_code(link)
    until = "" if lasting else "重新启动后链接失效（--key 可以保持不变）。"
    print(f"链接里有访问口令，拿到链接的人都能看到装入的数据。{until}", flush=True)


def prepare_demo(warehouse: Path, directories: Sequence[Path]) -> None:
    """Load the bundled data; a load that cannot happen now does not keep the pages away."""
    from etl.commands.loading import load_bundled  # only here: reading takes long to import

    try:
        load_bundled(warehouse, directories)
    except FazhiError as error:
        show_sentence(str(error))
    finally:
        WORKER.close()  # nothing is read while the pages are up


def check_warehouse(warehouse: Path) -> None:
    """Say what is wrong with the warehouse, if anything: the pages start all the same."""
    try:
        notice = Warehouse.open(warehouse).notice
    except WarehouseError as error:
        notice = str(error)
    if notice:
        show_sentence(notice)
