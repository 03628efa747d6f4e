"""`fazhi serve`: its port, its address, the browser, and how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from etl import cli, server

ROOT = Path(__file__).resolve().parents[1]
LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="about displays on Linux")


@pytest.fixture
def taken():
    """A port somebody else listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_in_use_is_told_with_one_that_is_free(capsys, tmp_path, taken):
    status = cli.run(["serve", "--port", str(taken), "--warehouse", str(tmp_path), "--no-open"])
    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    assert len(printed.err.splitlines()) == 1
    assert str(taken) in printed.err
    free = int(re.search(r"--port (\d+)", printed.err)[1])
    assert server.is_free("127.0.0.1", free)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::1", "http://[::1]:80"),
        ("::", "http://[::1]:80"),
        ("fazhi.example", "http://fazhi.example:80"),
    ],
)
def test_the_address_is_one_to_type(address, url):
    assert server.name_url(address, 80) == url


@LINUX_ONLY
@pytest.mark.parametrize(
    ("settings", "name", "expected"),
    [
        ({"DISPLAY": ":0"}, "firefox", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "xdg-open", True),
        ({}, "firefox", False),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "a b"}, "firefox", False),
        ({"DISPLAY": ":0", "CI": "true"}, "firefox", False),
        ({"DISPLAY": ":0"}, "/usr/bin/w3m", False),
    ],
)
def test_a_browser_is_opened_only_where_somebody_sees_it(monkeypatch, settings, name, expected):
    browser = type("Browser", (), {"name": name})
    monkeypatch.setattr(server.webbrowser, "get", lambda: browser)
    assert server.has_browser(settings) is expected


def start(port, warehouse):
    command = [sys.executable, "-c", "from etl.cli import main; main()", "serve", "--no-open"]
    return subprocess.Popen(
        [*command, "--port", str(port), "--warehouse", str(warehouse)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        cwd=warehouse.parent,
        text=True,
        encoding="utf-8",
    )


def wait_for(url, process):
    """Return the status the page answers with, once it answers."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return answer.status
        except OSError:
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.1)
    raise AssertionError("the dashboard did not answer")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to catch")
@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_without_a_warehouse_and_ends_quietly(tmp_path, way):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = start(port, tmp_path / "nothing")
    try:
        line = process.stdout.readline()
        assert f"http://127.0.0.1:{port}" in line
        assert wait_for(f"http://127.0.0.1:{port}/", process) == 200
        process.send_signal(way)
        out, err = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 0
    assert out == ""
    # One sentence about the missing warehouse, and nothing else.
    assert len(err.splitlines()) == 1
    assert str(tmp_path / "nothing") in err
