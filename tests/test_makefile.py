"""`make` and what stands behind it: targets, the environment's stamp, the browser, the lock."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TARGETS = (
    *("help", "setup", "run", "test", "prove", "check", "evaluate", "bench", "scale", "likeness"),
    *("clients", "fuzz", "faults", "screenshots", "lock", "clean"),
)
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def load_script(name):
    spec = importlib.util.spec_from_file_location(f"bin_{name}", ROOT / "bin" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_make(*arguments):
    """Run make as from a fresh shell, also where these tests run under make."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True)


@needs_make
def test_help_is_the_default_and_names_every_target():
    answer = run_make()
    assert answer.returncode == 0
    assert [line.split()[1] for line in answer.stdout.splitlines()] == list(TARGETS)


@needs_make
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("run",), "--port 8501 --open"),
        (("run", "PORT=9000", "OPEN=0"), "--port 9000 --no-open"),
        (
            ("test", "ARGS=-k name", "WORKERS=4"),
            "pytest -n 4 --dist loadfile --no-loadscope-reorder -k name",
        ),
        (("evaluate",), "evaluate data/samples/gold.jsonl tests/gold --floors tests/gold/floors"),
        (("evaluate", "GOLD=mine.jsonl"), "evaluate mine.jsonl --floors tests/gold/floors.json"),
        (("evaluate", "ARGS=--raise-floors"), "tests/gold/floors.json --raise-floors"),
        (("scale", "REPORTS=10 20", "MILLION=1"), "benchmarks.scale --reports 10 20 --million"),
        (("bench", "REPORTS=9"), "benchmarks.pages --reports 9"),
        (("likeness", "REPORTS=9"), "benchmarks.likeness --reports 9"),
        (("clients", "CLIENTS=5"), "benchmarks.clients --clients 5 --seconds 60"),
        (("fuzz",), "tests.fuzz --minutes 10"),
        (("fuzz", "MINUTES=1", "SEED=7"), "--minutes 1 --seed 7"),
        (("faults",), "tests.faults --kills 200"),
        (("faults", "KILLS=9", "SEED=7"), "--kills 9 --seed 7"),
        (("fuzz", "REPLAY=build/fuzz/a.txt"), '--replay "build/fuzz/a.txt"'),
    ],
)
def test_variables_reach_the_command(arguments, expected):
    assert expected in run_make("--dry-run", *arguments).stdout


@needs_make
@pytest.mark.parametrize("target", ["run", "test", "check", "evaluate", "bench", "fuzz", "faults"])
def test_targets_set_the_environment_up_first(target):
    assert "bin/environment.py" in run_make("--dry-run", target).stdout


def test_types_of_all_that_is_installed_are_checked():
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    packages = {name.rstrip("*") for name in tools["setuptools"]["packages"]["find"]["include"]}
    modules = {f"{name}.py" for name in tools["setuptools"]["py-modules"]}
    assert packages | modules <= set(tools["mypy"]["files"])
    assert tools["mypy"]["strict"]


@needs_make
def test_a_missing_python_is_told():
    answer = run_make("setup", "PYTHON=")
    assert answer.returncode != 0
    assert "Python 3.11 or newer" in answer.stderr


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """The script of `make setup` in a folder of its own, its commands noted, not run."""
    script = load_script("environment")
    (tmp_path / "requirements.lock").write_text("a==1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(script, "ROOT", tmp_path)
    monkeypatch.setattr(script, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(script, "STAMP", tmp_path / ".venv" / "fazhi.stamp")
    monkeypatch.setattr(script, "LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(script, "is_usable", lambda: True)
    script.commands = []
    monkeypatch.setattr(script, "run", lambda command, _purpose: script.commands.append(command))
    return script


def test_setup_works_once_and_again_only_after_a_change(environment):
    environment.main()
    assert len(environment.commands) == 2
    environment.main()
    assert len(environment.commands) == 2
    environment.LOCK.write_text("a==2\n")
    environment.main()
    assert len(environment.commands) == 4


def test_setup_is_repeated_after_an_interruption(environment, monkeypatch):
    def interrupt(_command, _purpose):
        raise KeyboardInterrupt

    environment.main()
    environment.LOCK.write_text("a==2\n")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(environment, "run", interrupt)
        environment.main()
    assert not environment.STAMP.exists()
    environment.main()
    assert environment.STAMP.exists()


def test_setup_makes_the_environment_anew_where_it_moved(environment):
    environment.main()
    _, digest = environment.STAMP.read_text().splitlines()
    environment.STAMP.write_text(f"3.11 /elsewhere\n{digest}\n")
    environment.main()
    assert "venv" in environment.commands[2]


def test_setup_installs_by_hash(environment):
    environment.main()
    locked, itself = environment.commands
    assert "--require-hashes" in locked
    assert {"--no-deps", "--no-build-isolation", "--editable"} <= set(itself)


def test_an_old_python_is_told(environment, monkeypatch):
    monkeypatch.setattr(environment, "OLDEST", (99, 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        environment.main()
    assert environment.commands == []


@pytest.mark.parametrize("name", ["environment", "browser"])
def test_scripts_need_nothing_but_the_standard_library(name):
    source = (ROOT / "bin" / f"{name}.py").read_text(encoding="utf-8")
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", source, flags=re.MULTILINE))
    assert imported <= sys.stdlib_module_names


@pytest.fixture
def browser(monkeypatch):
    script = load_script("browser")
    monkeypatch.delenv("FAZHI_BROWSER", raising=False)
    monkeypatch.setattr(script, "PLACES", ())
    monkeypatch.setattr(script, "find_apt", lambda: None)
    return script


def make_browser(folder, name, body="exit 0"):
    program = folder / name
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)
    return str(program)


@pytest.mark.skipif(os.name == "nt", reason="makes shell scripts")
def test_an_installed_browser_is_found(browser, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    chrome = make_browser(tmp_path, "google-chrome")
    browser.main()
    assert capsys.readouterr().out.strip() == chrome


@pytest.mark.skipif(os.name == "nt", reason="makes shell scripts")
def test_a_browser_that_does_not_start_is_passed_over(browser, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    make_browser(tmp_path, "chromium-browser", "exit 1")
    chrome = make_browser(tmp_path, "google-chrome")
    assert browser.find_browser() == chrome


@pytest.mark.skipif(os.name == "nt", reason="makes shell scripts")
def test_the_browser_named_by_the_user_decides(browser, monkeypatch, tmp_path):
    monkeypatch.setenv("FAZHI_BROWSER", make_browser(tmp_path, "mine"))
    assert browser.find_browser() == str(tmp_path / "mine")


def test_a_missing_browser_is_told(browser, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match="apt install chromium fonts-noto-cjk"):
        browser.main()


def test_the_lock_holds_nothing_but_versions_and_their_hashes():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    line = re.compile(
        r"[a-z0-9][\w.-]*==[\w.+]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
    )
    assert [each for each in lock.splitlines() if not line.fullmatch(each)] == []
    requirements = [block for block in re.split(r"\n(?=\S)", lock.strip()) if block]
    assert len(requirements) > 30
    assert [block for block in requirements if "--hash=sha256:" not in block] == []


@pytest.mark.skipif(os.name == "nt", reason="CI runs on Linux")
def test_ci_runs_what_everybody_runs():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text(encoding="utf-8")
    assert subprocess.run(["bash", "-n", str(script)]).returncode == 0
