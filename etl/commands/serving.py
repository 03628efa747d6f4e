"""`fazhi serve`: the dashboard on a port of this machine, with the bundled data on request."""

import os
import webbrowser
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from etl.console.terminal import show_sentence
from etl.errors import FazhiError, WarehouseError
from etl.server import has_browser, list_hosts, name_url, open_socket
from etl.server import serve as serve_dashboard
from etl.warehouse.queries import Warehouse
from etl.worker import WORKER

HOSTS = "FAZHI_HOSTS"  # read by dashboard.py: names it answers to besides this machine's


def serve(
    warehouse: Path,
    address: str,
    port: int,
    open_browser: bool,
    demo: bool,
    directories: Sequence[Path],
) -> int:
    """Serve the dashboard until it is ended."""
    with open_socket(address, port) as bound:  # first: a port in use is told at once
        if demo:
            prepare_demo(warehouse, directories)
        else:
            check_warehouse(warehouse)
        # The pages read the folder from here; they may run from another working directory.
        os.environ["FAZHI_WAREHOUSE"] = str(warehouse.resolve())
        hosts = list_hosts(address)
        os.environ[HOSTS] = ",".join(hosts)
        url = name_url(address, port)
        print(f"法治 Fazhi：{url} （Ctrl-C 结束）", flush=True)
        for host in hosts[:1]:
            print(f"同一网络的人可以打开：{name_url(host, port)}", flush=True)
        shows = open_browser and has_browser()
        serve_dashboard(bound, partial(webbrowser.open, url) if shows else None)
    return 0


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
