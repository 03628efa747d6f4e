"""A real browser on a real dashboard: one server, one warehouse, a desktop and a phone.

Owns what all browser tests share. Every test fails on an error in a page, a blocked script, and
a request to anywhere but the dashboard.
"""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from bin.browser import find_browser
from tests.browser import served
from tests.browser.reports import HOSTILE, STRANGE, write_report
from tests.browser.screen import Screen

DESKTOP = {"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN"}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "locale": "zh-CN",
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
}
PROXIED = "fazhi.example.cn"  # the name in docs/nginx.conf
_LOCAL = ("data:", "blob:")
_PATIENCE = 20_000  # milliseconds: a machine shared with others may be slow

expect.set_options(timeout=_PATIENCE)


class Watch:
    """What went wrong in the pages of a test, whoever opened them."""

    def __init__(self):
        self.faults = []
        self.hosts = set()

    def attach(self, context):
        """Listen to everything a context does."""
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("console", self._read_console)
        context.on("dialog", self._refuse_dialog)
        context.on("request", lambda request: self._read_url(request.url))
        context.on("page", lambda page: page.on("websocket", lambda ws: self._read_url(ws.url)))

    def _refuse_dialog(self, dialog):
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _read_console(self, message):
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def _read_url(self, url):
        if not url.startswith(_LOCAL) and urlsplit(url).netloc not in self.hosts:
            self.faults.append(f"foreign request: {url}")


@pytest.fixture(scope="package")
def warehouse(tmp_path_factory):
    """The sample city and the public figures, loaded with the command line."""
    folder = tmp_path_factory.mktemp("browser") / "warehouse"
    served.load_everything(folder)
    return folder


@pytest.fixture(scope="package")
def watch():
    return Watch()


@pytest.fixture(scope="package")
def start_server(watch):
    """Start a dashboard on a warehouse; all are ended with the last test here."""
    running = []

    def start(folder, *options, port=None, **settings):
        server = served.start(folder, *options, port=port, **settings)
        running.append(server)
        watch.hosts.add(urlsplit(server.url).netloc)
        return server

    yield start
    for server in running:
        server.stop()


@pytest.fixture(scope="package")
def server(warehouse, start_server):
    """The dashboard most tests share; none of them changes its warehouse."""
    running = start_server(warehouse)
    running.wait()
    return running


@pytest.fixture(scope="package")
def hostile_server(warehouse, start_server, tmp_path_factory):
    """A dashboard with every page there is, on a warehouse that holds hostile reports, too."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(warehouse, folder / "warehouse")
    for year in (2023, 2024):
        write_report(folder / "reports", STRANGE, year, 4321, HOSTILE)
    served.load(folder / "warehouse", "sample", folder / "reports")
    running = start_server(folder / "warehouse", "--review", "--allow-upload")
    running.wait()
    return running


@pytest.fixture(scope="package")
def browser():
    path = os.environ.get("FAZHI_BROWSER") or find_browser()
    if path is None:
        pytest.skip("no Chrome, Chromium or Edge: `make test` finds or installs one")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", f"--host-resolver-rules=MAP {PROXIED} 127.0.0.1"],
        )
        yield running
        running.close()


@pytest.fixture(scope="package")
def open_context(browser, watch):
    """Make a fresh, watched context: nothing cached, nobody known."""

    def make(**options):
        context = browser.new_context(**{**DESKTOP, **options})
        context.set_default_timeout(_PATIENCE)
        watch.attach(context)
        return context

    return make


@pytest.fixture(scope="package")
def desktop_context(open_context):
    return open_context()


@pytest.fixture(scope="package")
def phone_context(open_context):
    return open_context(**PHONE)


@pytest.fixture(autouse=True)
def no_faults(watch):
    """Fail the test whose pages broke or reached out."""
    watch.faults.clear()
    yield
    assert watch.faults == []


def take_tab(context, base):
    """Return the one tab of a context, with nothing left of the test before.

    A tab that has opened a page of the dashboard opens the next one in less than half the time of
    a new one. Each page opened is a new session of Streamlit all the same.
    """
    page, *others = context.pages or [context.new_page()]
    for other in others:
        other.close()
    page.goto(f"{base}/_stcore/health")
    page.evaluate("sessionStorage.clear()")
    page.mouse.move(0, 0)
    return page


@pytest.fixture
def screen(no_faults, desktop_context, server):
    """The tab on a desktop: its first page is a new session of the dashboard."""
    return Screen(take_tab(desktop_context, server.url), server.url)


@pytest.fixture
def phone(no_faults, phone_context, server):
    """The tab on a phone."""
    return Screen(take_tab(phone_context, server.url), server.url)


@pytest.fixture
def fresh_screen(no_faults, open_context, server):
    """Make a tab in a context of its own: cold caches, or another look."""
    contexts = []

    def make(**options):
        contexts.append(open_context(**options))
        return Screen(contexts[-1].new_page(), server.url)

    yield make
    for context in contexts:
        context.close()
