"""A dashboard to be measured: a warehouse of its own, `fazhi serve`, and versions published to it.

Owns the processes and the report that is edited in place. Everything goes through the command
line, as a user does it.
"""

import asyncio
import itertools
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from etl.warehouse.versions import current_version

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "data" / "samples"
PATIENCE = 120.0  # seconds for a start

_FAZHI = (sys.executable, "-c", "from etl.cli import main; main()")
_EDITED = """云岫市水利局2024年度法治政府建设情况报告

　　2024年，云岫市水利局依法履行职责，各项工作平稳推进。现将有关情况报告如下。
　　一、主要举措和成效
　　全年开展行政检查{count}次。全年主动公开政府信息{count}条。
　　二、存在的不足和原因
　　人手偏紧，原因是骨干轮岗较多。
　　云岫市水利局
　　2025年2月6日
"""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A running dashboard, its warehouse, and what it wrote to standard error."""

    url: str
    warehouse: Path
    log: Path

    def version(self) -> int:
        """Return the version that is served."""
        return current_version(self.warehouse) or 0

    def errors(self) -> int:
        """Return how many tracebacks the server has written."""
        return self.log.read_text(encoding="utf-8", errors="replace").count("Traceback")


@contextmanager
def serve(folder: Path) -> Iterator[Dashboard]:
    """Serve a new warehouse of the sample reports below `folder`."""
    warehouse = folder / "warehouse"
    paths = [path for path in SAMPLES.iterdir() if path.suffix in (".html", ".txt")]
    command = _load(warehouse, *sorted(paths))
    subprocess.run(command, stdout=subprocess.DEVNULL, env=_settings(), cwd=folder, check=True)
    with serve_warehouse(warehouse, folder) as dashboard:
        yield dashboard


@contextmanager
def serve_warehouse(warehouse: Path, folder: Path) -> Iterator[Dashboard]:
    """Serve a warehouse that is there; what the server complains of goes into `folder`."""
    log, port = folder / "serve.log", find_port()
    command = [*_FAZHI, "serve", "--no-open", "--port", str(port), "--warehouse", str(warehouse)]
    with log.open("wb") as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=errors, env=_settings(), cwd=folder
        )
    try:
        dashboard = Dashboard(f"http://127.0.0.1:{port}", warehouse, log)
        wait_for(dashboard.url, process, log)
        yield dashboard
    finally:
        process.kill()
        process.wait()


async def publish(dashboard: Dashboard, folder: Path, pause: float) -> None:
    """Edit one report and load it again, over and over, until cancelled.

    Each edit states another count: content that was loaded before is no new version.
    """
    report = folder / "edited.txt"
    for count in itertools.count(321):
        report.write_text(_EDITED.format(count=count), encoding="utf-8")
        command = _load(dashboard.warehouse, report)
        process = await asyncio.create_subprocess_exec(
            *command, stdout=subprocess.DEVNULL, env=_settings(), cwd=folder
        )
        try:
            status = await process.wait()
        except asyncio.CancelledError:
            await process.wait()  # a load that has begun is let finish
            raise
        if status:
            raise RuntimeError(f"fazhi load ended with status {status}")
        await asyncio.sleep(pause)


def _load(warehouse: Path, *paths: Path) -> list[str]:
    return [*_FAZHI, "load", "--warehouse", str(warehouse), *map(str, paths)]


def _settings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def find_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: "subprocess.Popen[bytes]", log: Path | None = None) -> None:
    """Wait until a server of Streamlit answers; raises RuntimeError where it does not."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=10):
                return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start: {log.read_text('utf-8') if log else url}")
