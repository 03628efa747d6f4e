"""docs/nginx.conf as it is printed, in front of a real dashboard; skipped where nginx is absent.

Only what belongs to a place is put in: ports, certificate, folders.
"""

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PROXIED as NAME
from tests.browser.screen import Screen
from tests.browser.served import ROOT, find_port
from tests.browser.test_defences import HEADERS

KEY = "one-key-for-the-whole-year"
CONF = (ROOT / "docs" / "nginx.conf").read_text(encoding="utf-8")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/fazhi.conf;
}}
"""
needs_nginx = pytest.mark.skipif(
    NGINX is None or shutil.which("openssl") is None, reason="nginx or openssl is not installed"
)


def fit(text, changes):
    """Put a place's own things into the example; each must stand in it."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@dataclass(frozen=True, slots=True)
class Proxy:
    """A dashboard behind nginx: its address, the port for http, its folder, the dashboard."""

    url: str
    plain: int
    folder: Path
    dashboard: object

    @property
    def port(self):
        return urlsplit(self.url).port

    def ask(self, path, host=None, **headers):
        """Return status and headers of an answer through nginx."""
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=30, context=ssl._create_unverified_context()
        )
        try:
            host = host or f"{NAME}:{self.port}"
            connection.request("GET", path, headers={"Host": host, **headers})
            answer = connection.getresponse()
            cookies = answer.headers.get_all("set-cookie") or []
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, cookies
        finally:
            connection.close()

    def call(self, **headers):
        """Return the status of an answer to a websocket's handshake."""
        return self.ask(
            "/_stcore/stream",
            **{
                "Connection": "Upgrade",
                "Upgrade": "websocket",
                "Sec-WebSocket-Version": "13",
                "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol": "streamlit",
                **headers,
            },
        )[0]

    def enter(self):
        """Return the cookie that the link with the key gives."""
        return self.ask(f"/?key={KEY}")[2][0].partition(";")[0]


def write_certificate(folder):
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", f"/CN={NAME}", "-keyout", "key.pem", "-out", "chain.pem"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def proxy(warehouse, start_server, watch, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    write_certificate(folder)
    dashboard = start_server(warehouse, "--hostname", NAME, "--key", KEY)
    secure, plain = find_port(), find_port()
    text = fit(
        CONF,
        {
            "127.0.0.1:8501": urlsplit(dashboard.url).netloc,
            "listen 80;": f"listen 127.0.0.1:{plain};",
            "listen 443 ssl;": f"listen 127.0.0.1:{secure} ssl;",
            "/etc/ssl/fazhi/fullchain.pem": f"{folder}/chain.pem",
            "/etc/ssl/fazhi/privkey.pem": f"{folder}/key.pem",
            "/var/log/nginx": str(folder),
        },
    )
    (folder / "fazhi.conf").write_text(text, encoding="utf-8")
    (folder / "main.conf").write_text(MAIN.format(folder=folder), encoding="utf-8")
    dashboard.wait()
    command = [NGINX, "-p", str(folder), "-c", str(folder / "main.conf")]
    process = subprocess.Popen(command, stderr=(folder / "start.log").open("wb"))
    watch.hosts.add(f"{NAME}:{secure}")
    try:
        wait_for(secure, process, folder)
        yield Proxy(f"https://{NAME}:{secure}", plain, folder, dashboard)
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port, process, folder):
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert process.poll() is None, (folder / "start.log").read_text()
            time.sleep(0.1)
    raise AssertionError("nginx did not answer")


def test_the_example_names_the_command_it_stands_before():
    """Whether or not nginx is here, the text itself is held to what the docs promise."""
    assert f"fazhi serve --no-open --hostname {NAME}" in CONF
    directives = dict(re.findall(r"^\s*proxy_set_header (\S+) (\S+);", CONF, re.MULTILINE))
    assert directives == {
        "Host": "$http_host",
        "X-Forwarded-Proto": "$scheme",
        "X-Forwarded-For": "$remote_addr",  # not what the reader claims to have come by
        "Upgrade": "$http_upgrade",
        "Connection": "$fazhi_connection",
    }


@needs_nginx
def test_nginx_takes_the_example_without_a_warning(proxy):
    command = [NGINX, "-t", "-q", "-p", str(proxy.folder), "-c", str(proxy.folder / "main.conf")]
    answer = subprocess.run(command, capture_output=True, text=True)
    assert (answer.returncode, answer.stderr) == (0, "")


@needs_nginx
def test_plain_http_is_sent_on_to_https(proxy):
    connection = http.client.HTTPConnection("127.0.0.1", proxy.plain, timeout=30)
    connection.request("GET", "/inspections?year=2022", headers={"Host": NAME})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["location"]) == (
        301,
        f"https://{NAME}/inspections?year=2022",
    )
    connection.close()


@needs_nginx
def test_nothing_comes_through_without_the_key(proxy):
    for path in ("/", "/_stcore/health", "/_stcore/host-config", "/overview"):
        status, headers, _ = proxy.ask(path)
        assert status == 403
        assert headers.items() >= HEADERS.items()
        assert "max-age=" in headers["strict-transport-security"]
    assert proxy.call(Origin=proxy.url) == 403


@needs_nginx
def test_the_cookie_is_secure_and_opens_page_and_websocket(proxy):
    status, headers, (cookie,) = proxy.ask(f"/inspections?key={KEY}&lang=en")
    assert (status, headers["location"]) == (303, "./inspections?lang=en")
    assert cookie.endswith("; HttpOnly; SameSite=Lax; Secure")
    entered = cookie.partition(";")[0]
    status, headers, _ = proxy.ask("/inspections?lang=en", Cookie=entered)
    assert status == 200
    assert headers.items() >= HEADERS.items()
    assert proxy.call(Cookie=entered, Origin=proxy.url) == 101


@needs_nginx
def test_a_name_that_is_not_ours_is_refused_behind_the_proxy_too(proxy):
    entered = proxy.enter()
    for host in ("evil.example", f"{NAME}.evil.example", ""):
        assert proxy.ask("/", host or "evil", Cookie=entered)[0] == 421
    assert proxy.call(Cookie=entered, Origin="https://evil.example") == 403


@needs_nginx
def test_only_this_machine_says_how_a_page_was_asked_for(proxy):
    """nginx overwrites what a reader claims."""
    _, _, (cookie,) = proxy.ask(f"/?key={KEY}", **{"X-Forwarded-Proto": "http"})
    assert cookie.endswith("; Secure")


@needs_nginx
def test_a_reader_opens_the_link_and_the_pages_are_drawn(proxy, open_context):
    with open_context(ignore_https_errors=True) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{proxy.url}/legal_counsel?year=2023&key={KEY}")
        screen = Screen(page, proxy.url).settle()
        assert screen.rows()
        assert screen.address == ("/legal_counsel", {"year": ["2023"]})
        (cookie,) = [each for each in context.cookies() if each["name"].startswith("fazhi_pass")]
        assert cookie["secure"] and cookie["httpOnly"] and cookie["sameSite"] == "Lax"
        # Behind a proxy a copied link keeps the proxy's name.
        page.locator(".fz-copy_link button").click()
        expect(page.locator(".fz-copy_link button")).to_have_text("已复制（含访问口令）")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(f"{proxy.url}/legal_counsel?") and f"key={KEY}" in copied


@needs_nginx
def test_the_access_log_holds_addresses_without_the_key(proxy):
    proxy.ask(f"/report?key={KEY}&id=7")
    proxy.ask(f"/report?key={KEY}%00")
    log = (proxy.folder / "fazhi.log").read_text(encoding="utf-8")
    assert '"GET /report"' in log
    assert KEY not in log and "id=7" not in log
    assert KEY not in proxy.dashboard.log.read_text(encoding="utf-8")
