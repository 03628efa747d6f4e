"""What the server lets through: headers on every answer, no foreign host, no foreign origin."""

import http.client
import urllib.request
from urllib.parse import urlsplit

import pytest

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
_HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol": "streamlit",
}


def ask(server, path, headers):
    """Return the status of an answer to a request with these headers."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def read_policy(text):
    """Return the directives of a content security policy."""
    parts = (part.split() for part in text.split(";"))
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize("path", ["/", "/inspections?lang=en", "/overview", "/_stcore/health"])
def test_every_answer_carries_the_headers(server, path):
    with urllib.request.urlopen(server.url + path, timeout=30) as answer:
        given = {name.lower(): value for name, value in answer.headers.items()}
    assert given.items() >= HEADERS.items()
    assert "camera=()" in given["permissions-policy"]
    policy = read_policy(given["content-security-policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["connect-src"] == ["'self'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"} & set(
        policy["script-src"]
    )


def test_the_shell_is_in_the_language_asked_for(server):
    for query, lang in (("", "zh-CN"), ("?lang=en", "en"), ("?lang=xx", "zh-CN")):
        with urllib.request.urlopen(f"{server.url}/inspections{query}", timeout=30) as answer:
            assert f'<html lang="{lang}">' in answer.read().decode("utf-8")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:80"])
def test_a_foreign_host_gets_no_page(server, host):
    assert ask(server, "/inspections", {"Host": host}) in (400, 403, 421)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_gets_the_page(server, host):
    assert ask(server, "/inspections", {"Host": f"{host}:{urlsplit(server.url).port}"}) == 200


def test_the_websocket_opens_for_the_dashboards_own_pages_alone(server):
    own = urlsplit(server.url).netloc
    stream = "/_stcore/stream"
    assert ask(server, stream, {**_HANDSHAKE, "Host": own, "Origin": server.url}) == 101
    foreign = {**_HANDSHAKE, "Host": "evil.example", "Origin": "http://evil.example"}
    assert ask(server, stream, foreign) != 101
    assert ask(server, stream, {**_HANDSHAKE, "Host": own, "Origin": "http://evil.example"}) != 101
