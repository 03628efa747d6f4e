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


@pytest.mark.parametrize(
    ("address", "share", "chosen"),
    [
        (None, False, "127.0.0.1"),
        (None, True, "0.0.0.0"),
        ("127.0.0.1", False, "127.0.0.1"),
        ("127.0.0.2", False, "127.0.0.2"),
        ("localhost", False, "localhost"),
        ("::1", False, "::1"),
        ("10.0.0.7", True, "10.0.0.7"),
        ("::", True, "::"),
    ],
)
def test_only_this_machine_is_served_unless_it_is_shared(address, share, chosen):
    assert server.choose_address(address, share) == chosen


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--address", "0.0.0.0"], "--share"),
        (["--address", "::"], "--share"),
        (["--address", "10.0.0.7", "--key", "long-enough-for-a-key"], "--share"),
        (["--address", "127.0.0.1.evil.example"], "--share"),
        (["--address", "127.0.0.1", "--share"], "--address"),
        (["--share", "--key", "short"], "16"),
        (["--key", "not&good&in&an&address"], "字母"),
        (["--hostname", "http://fazhi.example.cn"], "--hostname"),
        (["--hostname", "fazhi.example.cn:8501"], "--hostname"),
        (["--hostname", "*"], "--hostname"),
        (["--hostname", "a,b"], "--hostname"),
    ],
)
def test_wrong_use_is_one_sentence_and_nothing_is_served(monkeypatch, capsys, options, told):
    monkeypatch.setattr("etl.commands.serving.open_socket", lambda *_: pytest.fail("it listens"))
    status = cli.run(["serve", "--no-open", *options])
    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    assert len(printed.err.splitlines()) == 1
    assert told in printed.err
    assert "short" not in printed.err and "not&good" not in printed.err


@pytest.fixture
def served(monkeypatch, tmp_path):
    """What `fazhi serve` would serve: nothing is, the settings it leaves are ours to look at."""
    for name in ("HOSTS", "KEY", "SHARED_URL", "WAREHOUSE", "UPLOAD", "REVIEW"):
        monkeypatch.setenv(f"FAZHI_{name}", "")
    opened = []
    monkeypatch.setattr("etl.commands.serving.serve_dashboard", lambda _, ready: ready and ready())
    monkeypatch.setattr("etl.commands.serving.webbrowser.open", opened.append)
    monkeypatch.setattr("etl.commands.serving.has_browser", lambda: True)
    monkeypatch.setattr(server, "find_own_address", lambda: "10.0.0.7")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])

    def run(*options):
        opened.clear()
        assert cli.run(["serve", "--warehouse", str(tmp_path), "--port", port, *options]) == 0
        return dict(os.environ), port, opened

    return run


def test_on_this_machine_alone_there_is_no_key(served, capsys):
    settings, port, opened = served()
    assert (settings["FAZHI_KEY"], settings["FAZHI_SHARED_URL"]) == ("", "")
    assert settings["FAZHI_HOSTS"] == ""
    assert opened == [f"http://127.0.0.1:{port}"]
    assert capsys.readouterr().out == f"法治 Fazhi：http://127.0.0.1:{port} （Ctrl-C 结束）\n"


def test_marks_are_taken_only_where_it_is_asked_for(served, capsys):
    assert served()[0]["FAZHI_REVIEW"] == ""
    assert served("--review")[0]["FAZHI_REVIEW"] == "1"
    assert "--review" not in capsys.readouterr().out
    served("--review", "--share")
    assert "--review" in capsys.readouterr().out


def test_sharing_prints_the_links_and_what_they_open(served, capsys):
    settings, port, opened = served("--share")
    key = settings["FAZHI_KEY"]
    assert len(key) >= 22
    assert settings["FAZHI_SHARED_URL"] == f"http://10.0.0.7:{port}"
    assert settings["FAZHI_HOSTS"].split(",")[0] == "10.0.0.7"
    assert opened == [f"http://127.0.0.1:{port}/?key={key}"]
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"法治 Fazhi：http://127.0.0.1:{port}/?key={key} （Ctrl-C 结束）"
    assert lines[1] == f"同一网络的人可以打开：http://10.0.0.7:{port}/?key={key}"
    assert len(lines) == 3 and "重新启动后链接失效" in lines[2]  # no code in a pipe


def test_a_key_of_ones_own_lasts(served, capsys):
    settings, *_ = served("--share", "--key", "one-key-for-the-whole-year")
    assert settings["FAZHI_KEY"] == "one-key-for-the-whole-year"
    assert "重新启动后链接失效" not in capsys.readouterr().out


def test_further_names_are_answered_to(served):
    settings, *_ = served("--hostname", "Fazhi.Example.CN", "--hostname", "fz")
    assert settings["FAZHI_HOSTS"] == "fazhi.example.cn,fz"
    assert (settings["FAZHI_KEY"], settings["FAZHI_SHARED_URL"]) == ("", "")


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
