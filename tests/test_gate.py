"""The gate, as one who wants in without the key would try it."""

import asyncio
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.access import LIFETIME, make_pass
from etl.gate import FEED, Gate

KEY = "a-good-long-key_for.tests~1"
NOW = 1_800_000_000
NAME = "fazhi_pass_8501"
COOKIE = f"{NAME}={make_pass(KEY, NOW)}"
PATHS = (
    *("/", "/overview", "/inspections", "/_stcore/health", "/_stcore/host-config"),
    *("/_stcore/metrics", "/_stcore/stream", "/static/js/index.js", "/media/abc.csv"),
    *(FEED, "/_stcore/upload_file/a/b", "/oauth2callback", "/auth/login", "/favicon.png"),
    *("/_STCORE/HEALTH", "//_stcore/health", "/./_stcore/health", "/x/../_stcore/health"),
    *("/_stcore%2fhealth", "/%5fstcore/health", "/_stcore/health/", "/_stcore/health;a=b"),
    *("/static/../_stcore/health", "\\_stcore\\health", "", "*", "/\x00", "/法治"),
)
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "get", "KEY")


class Asked:
    """What came of one request: the messages sent back, and whether it reached the app."""

    def __init__(self, scope, clock=lambda: NOW, base=""):
        self.sent = []
        self.reached = []
        gate = Gate(self._answer, KEY, base, clock)
        asyncio.run(gate(scope, self._receive, self._send))

    async def _answer(self, scope, _receive, send):
        self.reached.append(scope)
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"figures"})

    async def _receive(self):
        return {"type": "websocket.connect"}

    async def _send(self, message):
        self.sent.append(message)

    @property
    def status(self):
        return self.sent[0]["status"]

    @property
    def headers(self):
        return {name.decode(): value.decode() for name, value in self.sent[0]["headers"]}

    @property
    def body(self):
        return b"".join(message.get("body", b"") for message in self.sent[1:])


def make_scope(path="/", query="", cookies=(), method="GET", **more):
    return {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode("utf-8", "surrogateescape"),
        "query_string": query.encode(),
        "headers": [(b"host", b"10.0.0.7:8501"), *((b"cookie", each.encode()) for each in cookies)],
        "server": ("10.0.0.7", 8501),
        **more,
    }


def ask(*given, clock=lambda: NOW, base="", **named):
    return Asked(make_scope(*given, **named), clock, base)


def call(path="/_stcore/stream", query="", cookies=(), **more):
    scope = make_scope(path, query, cookies, type="websocket", scheme="ws", **more)
    del scope["method"]
    return Asked(scope)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", METHODS)
def test_without_the_key_no_address_and_no_method_gets_through(path, method):
    asked = ask(path, method=method)
    assert (asked.status, asked.reached) == (403, [])
    assert "set-cookie" not in asked.headers


@pytest.mark.parametrize(
    "query",
    [
        *("key=", "key", "key=wrong", f"key={KEY[:-1]}", f"key={KEY}x", f"key={KEY.upper()}"),
        *(f"Key={KEY}", f"KEY={KEY}", f"key%00={KEY}", f"x=key={KEY}", f"key[]={KEY}"),
        *(f"keys={KEY}", f"key=%20{KEY}", f"key={KEY}%00", f"key={KEY};", f"a=1;key={KEY}", KEY),
    ],
)
def test_what_is_not_the_key_is_refused(query):
    asked = ask("/", query)
    assert (asked.status, asked.reached) == (403, [])


@pytest.mark.parametrize("method", sorted({*METHODS} - {"GET", "HEAD"}))
def test_the_key_is_taken_where_a_page_is_opened_and_nowhere_else(method):
    assert ask("/", f"key={KEY}", method=method).status == 403


def test_the_refusal_says_what_to_do_in_both_languages_and_holds_no_secret():
    asked = ask("/inspections", "key=wrong")
    page = asked.body.decode()
    assert asked.headers["content-type"] == "text/html; charset=utf-8"
    assert int(asked.headers["content-length"]) == len(asked.body)
    assert asked.headers["cache-control"] == "no-store"
    assert "完整的链接" in page and "the whole link" in page.replace("\n", " ")
    assert KEY not in page and "wrong" not in page and "<script" not in page
    assert ask(method="HEAD").body == b""


def test_a_missing_key_and_a_wrong_one_get_the_same_answer():
    assert ask("/", "key=wrong").sent == ask("/").sent


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_key_leads_on_to_the_same_address_without_it(method):
    query = f"year=2021&key={KEY}&body=%E5%8F%B8%E6%B3%95%E5%B1%80&lang=en"
    asked = ask("/inspections", query, method=method)
    assert (asked.status, asked.reached, asked.body) == (303, [], b"")
    assert asked.headers["location"] == (
        "./inspections?year=2021&body=%E5%8F%B8%E6%B3%95%E5%B1%80&lang=en"
    )
    assert asked.headers["cache-control"] == "no-store"
    assert all(KEY not in value for value in asked.headers.values())


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/", "./"),
        ("/fazhi/report", "./report"),
        ("//evil.example", "./evil.example"),
        ("//evil.example/", "./"),
        ("/\\evil.example", "./%5Cevil.example"),
        ("/a b", "./a%20b"),
        ("/a\r\nset-cookie:x", "./a%0D%0Aset-cookie:x"),
        ("/javascript:alert(1)", "./javascript:alert(1)"),
        ("/法治", "./%E6%B3%95%E6%B2%BB"),
    ],
)
def test_the_way_on_stays_on_this_host(path, location):
    assert ask(path, f"key={KEY}").headers["location"] == location


def test_a_key_however_spelt_leaves_the_address():
    for query in (f"%6bey={KEY}", f"k%65y={KEY}&x=1", f"key={KEY}&key=old", f"&&key={KEY}&"):
        asked = ask("/", query)
        assert asked.status == 303
        assert "key" not in parse_qs(urlsplit(asked.headers["location"]).query)


def read_cookie(asked):
    first, *rest = asked.headers["set-cookie"].split("; ")
    return first, rest


def test_the_cookie_opens_everything_and_is_not_the_key():
    cookie, attributes = read_cookie(ask("/", f"key={KEY}"))
    assert KEY not in cookie
    assert sorted(attributes) == sorted(
        ["Path=/", f"Max-Age={LIFETIME}", "HttpOnly", "SameSite=Lax"]
    )
    for path in PATHS:
        for method in METHODS:
            asked = ask(path, method=method, cookies=[cookie])
            assert asked.body == b"figures" and len(asked.reached) == 1


def test_the_cookie_is_for_https_alone_where_the_link_came_by_https():
    assert "Secure" in read_cookie(ask("/", f"key={KEY}", scheme="https"))[1]


@pytest.mark.parametrize(
    ("base", "path"), [("", "/"), ("fazhi", "/fazhi"), ("/a/b/", "/a/b"), ("/", "/")]
)
def test_the_cookie_is_for_the_pages_of_this_dashboard_alone(base, path):
    assert f"Path={path}" in read_cookie(ask("/", f"key={KEY}", base=base))[1]


def test_a_cookie_ends_with_its_time():
    assert ask(cookies=[COOKIE], clock=lambda: NOW + LIFETIME - 1).status == 200
    assert ask(cookies=[COOKIE], clock=lambda: NOW + LIFETIME).status == 403


@pytest.mark.parametrize(
    "cookie",
    [
        f"{NAME}={KEY}",
        f"{NAME}=",
        NAME,
        f"{NAME}={make_pass(KEY + 'x', NOW)}",
        f"{NAME}=9999999999.{make_pass(KEY, NOW).split('.')[1]}",
        f"fazhi_pass_8502={make_pass(KEY, NOW)}",
        f"x{NAME}={make_pass(KEY, NOW)}",
        f'{NAME}="{make_pass(KEY, NOW)}"',
        f"other=1,{COOKIE}",
        f"key={KEY}",
        "ÿ=ÿ; \x00",
    ],
)
def test_no_other_cookie_opens(cookie):
    assert ask(cookies=[cookie]).status == 403
    assert call(cookies=[cookie]).reached == []


def test_a_cookie_is_found_among_others():
    """A dashboard on another port of the same host leaves its cookies here, too."""
    other = f"fazhi_pass_8502={make_pass(KEY + 'x', NOW)}"
    stale = f"{NAME}={make_pass(KEY + 'old', NOW)}"
    for cookies in ([f"{other}; {COOKIE};x=1"], [other, COOKIE], [f"{stale}; {COOKIE}"]):
        assert ask(cookies=cookies).status == 200


def test_an_old_key_does_not_stay_in_the_address_of_those_who_are_in():
    asked = ask("/report", "id=7&key=of-yesterday", cookies=[COOKIE])
    assert (asked.status, asked.headers["location"]) == (303, "./report?id=7")


def test_the_websocket_opens_with_the_cookie_alone():
    assert len(call(cookies=[COOKIE]).reached) == 1
    for refused in (call(), call(query=f"key={KEY}"), call("/"), call("/_stcore//stream")):
        assert refused.reached == []
        assert refused.sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(("base", "path"), [("", FEED), ("fazhi", f"/fazhi{FEED}")])
def test_the_feed_is_answered_at_once_to_who_comes_with_the_key(base, path, method):
    """What reads feeds keeps no cookies, so that a way on would end before the gate."""
    asked = ask(path, f"lang=en&key={KEY}", method=method, base=base)
    assert (asked.status, asked.body, len(asked.reached)) == (200, b"figures", 1)
    assert "set-cookie" not in asked.headers


@pytest.mark.parametrize(
    "query", ["", "key=", "key=wrong", f"key={KEY}x", f"Key={KEY}", f"x=key={KEY}", KEY]
)
def test_the_feed_is_no_exception_to_the_key(query):
    asked = ask(FEED, query)
    assert (asked.status, asked.reached) == (403, [])


@pytest.mark.parametrize("method", sorted({*METHODS} - {"GET", "HEAD"}))
def test_the_feed_takes_the_key_where_it_is_read_and_nowhere_else(method):
    assert ask(FEED, f"key={KEY}", method=method).status == 403


@pytest.mark.parametrize(
    "path", ["/feed.atom/", "/x/feed.atom", "//feed.atom", "/Feed.atom", "/feed.atom;a", "/feed"]
)
def test_no_other_address_is_taken_for_the_feed(path):
    asked = ask(path, f"key={KEY}")
    assert (asked.status, asked.reached) == (303, [])


def test_neither_headers_nor_names_stand_in_for_the_cookie():
    for name in (b"authorization", b"referer", b"x-key", b"key", b"cookie2", b"set-cookie"):
        value = f"http://10.0.0.7/?key={KEY}".encode() if name == b"referer" else COOKIE.encode()
        scope = make_scope()
        scope["headers"].append((name, value))
        assert Asked(scope).status == 403


def test_starting_and_ending_need_no_key():
    assert len(Asked({"type": "lifespan"}).reached) == 1


def test_kinds_of_requests_that_do_not_exist_yet_are_refused():
    assert Asked({**make_scope(), "type": "webtransport"}).reached == []


@given(st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=60))
def test_no_noise_opens_or_breaks_the_gate(path, query, cookie):
    scope = make_scope()
    scope |= {"raw_path": path, "query_string": query, "path": path.decode("latin-1")}
    scope["headers"] = [(b"cookie", cookie)]
    asked = Asked(scope)
    assert (asked.status, asked.reached) == (403, [])
