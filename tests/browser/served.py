"""A dashboard for the browser tests: reports loaded for real, `fazhi serve` in its own process.

Owns starting, loading and ending. Refuses to be the first to ask for a page: that is the test's.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "samples"
PUBLIC = ROOT / "data" / "public_figures.csv"
_FAZHI = (sys.executable, "-c", "from etl.cli import main; main()")
_PATIENCE = 60  # seconds for a start on a busy machine


@dataclass(frozen=True, slots=True)
class Served:
    """A running dashboard: its address, its warehouse, and what it wrote to standard error."""

    url: str
    warehouse: Path
    process: subprocess.Popen
    log: Path
    said: str  # the first line it printed

    def wait(self):
        """Wait until it answers, without opening a page."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=10):
                    return
            except OSError as error:
                if getattr(error, "code", None) == 403:
                    return  # a shared one lets nobody in without its key: so it answers
                assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
                time.sleep(0.05)
        raise AssertionError(f"no answer: {self.log.read_text(encoding='utf-8')}")

    def stop(self):
        """End it; a page that raised while it was served is a failure of the run."""
        self.process.kill()
        self.process.wait()
        log = self.log.read_text(encoding="utf-8")
        assert "Traceback" not in log, log


def load(warehouse, dataset, *paths):
    """Load files with the command line, as a user does."""
    command = [*_FAZHI, "load", "--warehouse", str(warehouse), "--dataset", dataset]
    answer = subprocess.run(
        [*command, *map(str, paths)], env=_settings(), cwd=ROOT, capture_output=True, timeout=120
    )
    assert answer.returncode == 0, answer.stderr.decode("utf-8", "replace")


def load_everything(warehouse):
    """Load the sample city and the public figures."""
    reports = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".html", ".txt"))
    load(warehouse, "sample", *reports)
    load(warehouse, "public", PUBLIC)


def start(warehouse, *options, port=None, **settings):
    """Start `fazhi serve` on a free port and return once its socket listens.

    `options` are further ones of the command line, `settings` of the environment.
    """
    port = port or find_port()
    log = warehouse.parent / f"serve-{port}.log"
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [*_FAZHI, "serve", "--no-open", "--port", str(port), *options]
            + ["--warehouse", str(warehouse)],
            stdout=subprocess.PIPE,
            stderr=errors,
            env=_settings() | settings,
            cwd=warehouse.parent,
        )
    url = f"http://127.0.0.1:{port}"
    line = process.stdout.readline().decode("utf-8")
    assert url in line, log.read_text(encoding="utf-8")
    return Served(url, warehouse, process, log, line)


def find_port():
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _settings():
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
