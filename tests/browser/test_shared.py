"""A shared dashboard for real: the link, the cookie, what is copied, and nothing without the key."""

import http.client
import re
import socket
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from etl.server import find_own_address
from tests.browser.screen import Screen
from tests.browser.test_defences import HEADERS, read_policy

LINE = re.compile(r"http://127\.0\.0\.1:\d+/\?key=([A-Za-z0-9_-]{22})")
HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Protocol: streamlit\r\n{more}\r\n"
)
PATHS = (
    *("/", "/overview", "/inspections?lang=en", "/_stcore/health", "/_stcore/host-config"),
    *("/_stcore/metrics", "/_stcore/stream", "/_stcore/script-health-check", "/favicon.png"),
    *("/media/a.csv", "/component/a/index.html", "/_stcore/bidi-components/a", "/auth/login"),
    *("/oauth2callback?state=a&code=b", "/_STCORE/HEALTH", "/%5fstcore/health", "//"),
    *("/_stcore/../_stcore/health", "/static/..%2f_stcore/health", "/?key=", "/?key=wrong"),
    *("/nowhere", "/?KEY=wrong", "/_stcore/upload_file/a/b"),
)


@pytest.fixture(scope="module")
def shared(warehouse, start_server, watch):
    """A dashboard shared as a user shares one, with a new key."""
    running = start_server(warehouse, "--share")
    running.wait()
    own = find_own_address()
    if own:
        watch.hosts.add(f"{own}:{urlsplit(running.url).port}")
    return running


@pytest.fixture(scope="module")
def key(shared):
    return LINE.search(shared.said)[1]


@pytest.fixture
def visit(no_faults, open_context, shared):
    """Open an address in a browser that has never been there; returns its tab."""
    contexts = []

    def open_fresh(address):
        contexts.append(open_context())
        page = contexts[-1].new_page()
        page.goto(address)
        return page

    yield open_fresh
    for context in contexts:
        context.close()


def send(shared, text):
    """Send raw bytes and return what comes back: status, headers, body."""
    parts = urlsplit(shared.url)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(text.encode("latin-1"))
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        body = b"" if answer.status == 101 else answer.read()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body


def ask(shared, path, method="GET", **headers):
    host = urlsplit(shared.url).netloc
    more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    text = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n"
    return send(shared, text)


def call(shared, path="/_stcore/stream", **headers):
    """Return the status of an answer to a websocket's handshake."""
    more = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    host = urlsplit(shared.url).netloc
    return send(shared, HANDSHAKE.format(path=path, host=host, more=more))[0]


def read_cookie(shared, key):
    return ask(shared, f"/?key={key}")[1]["set-cookie"].partition(";")[0]


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_served_without_the_key(shared, path):
    for method in ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE"):
        status, headers, body = ask(shared, path, method)
        assert (method, status) == (method, 403)
        assert headers.items() >= HEADERS.items()
        assert read_policy(headers["content-security-policy"])["default-src"] == ["'none'"]
        assert "set-cookie" not in headers
        assert (b"<title>\xe6\xb3\x95\xe6\xb2\xbb" in body) is (method != "HEAD")


def test_static_files_are_behind_the_key_too(shared, key):
    cookie = read_cookie(shared, key)
    page = ask(shared, "/", Cookie=cookie)[2].decode()
    scripts = re.findall(r'(?:src|href)="\.?(/static/[^"]+)"', page)
    assert scripts
    squeezed = {"Accept-Encoding": "gzip"}
    for path in scripts[:5]:
        assert ask(shared, path)[0] == 403
        status, _, body = ask(shared, path, Cookie=cookie, **squeezed)
        assert status == 200 and body
        assert ask(shared, path, **squeezed)[0] == 403  # now that it is kept, squeezed


def test_the_key_gives_a_cookie_and_leaves_the_address(shared, key):
    status, headers, body = ask(shared, f"/inspections?year=2022&key={key}")
    assert (status, headers["location"], body) == (303, "./inspections?year=2022", b"")
    assert headers.items() >= HEADERS.items()
    cookie, *attributes = headers["set-cookie"].split("; ")
    assert key not in str(headers)
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(attributes)
    assert "Secure" not in attributes  # it came by http
    for path in ("/", "/inspections", "/_stcore/health", "/_stcore/host-config"):
        assert ask(shared, path, Cookie=cookie)[0] == 200


def test_a_page_by_name_keeps_its_way_and_loses_the_key(shared, key):
    """/overview is sent on to the root: the gate stands before that."""
    assert ask(shared, "/overview")[0] == 403
    assert ask(shared, f"/overview?key={key}")[1]["location"] == "./overview"
    assert ask(shared, "/overview?lang=en", Cookie=read_cookie(shared, key))[0] == 307


def test_the_websocket_is_refused_without_the_cookie(shared, key):
    cookie = read_cookie(shared, key)
    assert call(shared, Origin=shared.url) == 403
    assert call(shared) == 403
    assert call(shared, f"/_stcore/stream?key={key}", Origin=shared.url) == 403
    assert call(shared, Cookie="fazhi_pass_1=1", Origin=shared.url) == 403
    assert call(shared, Cookie=cookie, Origin="http://evil.example") == 403
    assert call(shared, Cookie=cookie, Origin=shared.url) == 101


def test_the_key_is_new_at_each_start_and_old_cookies_open_nothing(
    shared, key, warehouse, start_server
):
    other = start_server(warehouse, "--share")
    other.wait()
    assert LINE.search(other.said)[1] != key
    assert ask(other, f"/?key={key}")[0] == 403
    value = read_cookie(shared, key).partition("=")[2]
    assert ask(other, "/", Cookie=f"fazhi_pass_{urlsplit(other.url).port}={value}")[0] == 403


@pytest.mark.long
def test_a_key_of_ones_own_opens_after_a_restart(warehouse, start_server):
    own = "one-key-for-the-whole-year"
    for settings in ({"FAZHI_KEY": own}, {}):
        options = () if settings else ("--key", own)
        running = start_server(warehouse, "--share", *options, **settings)
        running.wait()
        assert f"/?key={own} " in running.said
        assert ask(running, f"/?key={own}")[0] == 303


def test_a_key_is_asked_for_on_this_machine_too_where_one_is_given(warehouse, start_server):
    """So it is behind a proxy: `--key` without `--share`."""
    running = start_server(warehouse, FAZHI_KEY="one-key-for-the-whole-year")
    running.wait()
    assert ask(running, "/")[0] == 403


def test_others_reach_it_and_only_under_its_own_names(shared):
    own = find_own_address()
    if own is None:
        pytest.skip("this machine has no network")
    port = urlsplit(shared.url).port
    for host, expected in ((own, 403), ("evil.example", 421)):
        connection = http.client.HTTPConnection(own, port, timeout=30)
        connection.request("GET", "/", headers={"Host": f"{host}:{port}"})
        assert connection.getresponse().status == expected
        connection.close()


def test_a_link_with_the_key_opens_and_the_key_is_gone(shared, key, visit):
    page = visit(f"{shared.url}/inspections?{urlencode({'year': 2022, 'key': key})}")
    screen = Screen(page, shared.url).settle()
    assert screen.rows()
    assert screen.address == ("/inspections", {"year": ["2022"]})
    assert page.evaluate("document.cookie.includes('fazhi_pass')") is False
    assert key not in page.evaluate("document.referrer + JSON.stringify(history.state)")
    # The colleague stays in: an address without the key, typed or bookmarked.
    screen.open("legal_counsel", lang="en")
    assert screen.rows()


def test_the_key_is_in_no_request_that_a_page_makes(shared, key, open_context, no_faults):
    with open_context() as context:
        told = []
        context.on("request", lambda request: told.append((request.url, request.all_headers())))
        page = context.new_page()
        Screen(page, shared.url)
        page.goto(f"{shared.url}/?key={key}")
        Screen(page, shared.url).settle()
        first, *rest = told
        assert key in first[0] and len(rest) > 5
        assert [url for url, headers in rest if key in url or key in str(headers)] == []
        page.go_back()
        assert page.url == "about:blank"  # the address with the key is no step of its own


def test_without_the_key_a_reader_is_told_what_to_do(shared, visit):
    page = visit(f"{shared.url}/inspections")
    expect(page.get_by_role("heading", name="打开看板需要完整的链接")).to_be_visible()
    expect(page.get_by_role("heading", name="The whole link is needed")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"  # not blocked


def read_offer(page):
    """Press the button and return what it offers where there is no clipboard."""
    page.locator(".fz-copy_link button").click()
    field = page.locator(".fz-copy_link input")
    expect(field).to_be_visible()
    return field.input_value()


def test_what_the_one_who_shares_copies_opens_for_somebody_new(shared, key, open_context, visit):
    """On the machine itself the address is 127.0.0.1, which would open for nobody else."""
    with open_context() as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(f"{shared.url}/legal_counsel?year=2023&key={key}")
        rows = Screen(page, shared.url).settle().rows()
        button = page.locator(".fz-copy_link button")
        expect(button).to_have_attribute("title", "链接里有访问口令，收到的人都能打开")
        button.click()
        expect(button).to_have_text("已复制（含访问口令）")
        copied = page.evaluate("navigator.clipboard.readText()")
    parts = urlsplit(copied)
    assert parts.hostname == (find_own_address() or socket.gethostname().lower())
    assert parse_qs(parts.query)["key"] == [key]
    if find_own_address():
        newcomer = visit(copied)
        assert Screen(newcomer, shared.url).settle().rows() == rows
        # What the newcomer copies opens for the next one; http on a network has no clipboard.
        assert urlsplit(read_offer(newcomer)) == parts
        expect(newcomer.locator(".fz-copy_link .note")).to_contain_text("访问口令")


@pytest.mark.long
def test_on_this_machine_alone_a_copied_link_has_no_key(server, fresh_screen):
    screen = fresh_screen()
    screen.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    screen.open("legal_counsel")
    assert "key" not in parse_qs(urlsplit(read_offer(screen.page)).query)
    expect(screen.page.locator(".fz-copy_link .note")).to_be_hidden()


def test_the_log_holds_no_key(shared, key):
    ask(shared, f"/?key={key}")
    call(shared, f"/_stcore/stream?key={key}")
    assert key not in shared.log.read_text(encoding="utf-8")
