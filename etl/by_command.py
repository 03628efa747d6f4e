"""Work that a running dashboard has done by the command line, each time in a process of its own.

Owns how the command is started and what its answer means. A page never reads a stranger's file or
builds a version itself. Refuses to know why.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.errors import FazhiError
from etl.warehouse.versions import current_version

_PATIENCE = 120  # seconds another load is waited for
_FAZHI = (sys.executable, "-m", "etl")
_PROJECT = Path(__file__).resolve().parents[1]


class CommandError(FazhiError):
    """What was asked for was not done; says why, in the words of the command."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a load made of it: the version served, whether it is a new one, what sets it apart.

    The counts are of figures, against the version before; zero where there was none.
    """

    version: int
    fresh: bool
    new: int = 0
    corrected: int = 0
    withdrawn: int = 0


def load_again(warehouse: Path, *paths: Path) -> Published:
    """Load these paths, or only what was decided since, and return the version served then.

    Raises `CommandError` where nothing was published that should have been.
    """
    before = current_version(warehouse)
    given = [str(path) for path in paths]
    command = ["load", *given, "--warehouse", str(warehouse), "--wait", str(_PATIENCE)]
    status, answer = run(command)
    after = current_version(warehouse)
    if status not in (0, 1) or after is None:  # 1: some files were refused, each by name
        raise CommandError(answer)
    return _tell(before, after, warehouse)


def start(arguments: Sequence[str], complaints: Any) -> subprocess.Popen[str]:
    """Start a command; its answer can be read line by line."""
    settings = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [*_FAZHI, *arguments],
        cwd=_PROJECT,
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=complaints,
        encoding="utf-8",
    )


def run(arguments: Sequence[str], *, whole: bool = False) -> tuple[int, str]:
    """Run a command to its end: its exit status, and its answer or its last sentence."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints:
        process = start(arguments, complaints)
        answer, _ = process.communicate()
        complaints.seek(0)
        return process.returncode, answer if whole else last_line(complaints.read() or answer)


def last_line(text: str) -> str:
    """Return the last sentence of what a command said."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "程序没有说明原因，请在服务器上用 fazhi load 装入。"


def _tell(before: int | None, after: int, warehouse: Path) -> Published:
    if before in (None, after):
        return Published(after, before != after)
    asked = ["diff", str(before), str(after), "--warehouse", str(warehouse), "--json"]
    _, answer = run(asked, whole=True)
    try:
        said = json.loads(answer.partition("\n")[0])
        return Published(after, True, said["new"], said["corrected"], said["withdrawn"])
    except (ValueError, KeyError):
        return Published(after, True)
