"""Coverage-guided inputs with Atheris, where it is installed: a process of its own beside the run.

Owns that process and what it says when it ends. Atheris keeps an input that reaches code no
other reached, and damages it further, with the damages of this package or with its own.
"""

import importlib.util
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz.seeds import KINDS, find_seeds

MISSING = "coverage-guided: not run; 'pip install atheris' into .venv (Linux, x86-64) adds it"
_SMALL = 24_000  # bytes: larger files cost more runs than they show
_START = 3_000  # of a text or a page, which may end anywhere
_TEXTS = ("txt", "html", "csv", "mhtml")
_EACH_SECONDS = 60
_MEMORY = 3000  # megabytes


@dataclass(frozen=True, slots=True)
class Explored:
    """What the process found: how much it ran, what it reached, how many inputs failed."""

    words: str
    failures: int = 0

    def __str__(self) -> str:
        return self.words


class Explorer:
    """The process at work; None stands for none."""

    def __init__(self, process: "subprocess.Popen[str] | None", folder: Path) -> None:
        self._process = process
        self._folder = folder

    def finish(self) -> Explored:
        """Wait for its end and return what it says."""
        if self._process is None:
            return Explored(MISSING)
        _, said = self._process.communicate()
        failed = [path for path in self._folder.glob("guided-*") if path.suffix != ".why"]
        return describe(said, self._process.returncode, failed)


def start(kept: Path, minutes: float, seed: int) -> Explorer:
    """Start the process for some minutes, where Atheris is there."""
    folder = kept.resolve()
    if importlib.util.find_spec("atheris") is None:
        return Explorer(None, folder)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("guided-*"):
        old.unlink()
    corpus = write_corpus(Path(tempfile.mkdtemp(prefix="fazhi-corpus-")))
    options = {
        "max_total_time": int(minutes * 60),
        "seed": seed % 2**31,
        "max_len": _SMALL,
        "timeout": _EACH_SECONDS,
        "rss_limit_mb": _MEMORY,
        "artifact_prefix": f"{folder}/guided-",
        "print_final_stats": 1,
    }
    command = [sys.executable, "-m", "tests.fuzz.explore", str(corpus)]
    command += [f"-{name}={value}" for name, value in options.items()]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace"
    )
    return Explorer(process, folder)


def write_corpus(folder: Path) -> Path:
    """Write the smaller sound files, and starts of texts, each behind a byte that tells its kind."""
    for place, kind in enumerate(KINDS):
        for number, seed in enumerate(find_seeds(kind)):
            data = seed.data[:_START] if kind in _TEXTS else seed.data
            if len(data) <= _SMALL:
                (folder / f"{kind}-{number}").write_bytes(bytes([place]) + data)
    return folder


def describe(said: str, status: int, failed: list[Path]) -> Explored:
    """Return the end of libFuzzer's own report in one sentence."""
    runs = re.search(r"number_of_executed_units:\s*(\d+)", said)
    reached = re.findall(r"cov: (\d+)", said)
    slowest = re.search(r"slowest_unit_time_sec:\s*(\d+)", said)
    if runs is None and not failed:
        return Explored(f"coverage-guided: ended with {status}:\n{said[-2000:]}", 1)
    words = (
        f"coverage-guided (atheris): {runs[1] if runs else '?'} runs, {reached[-1] if reached else '?'}"
        f" edges reached, slowest {slowest[1] if slowest else '?'} s, crashes: {len(failed)}"
    )
    return Explored(
        "\n".join([words, *(f"  make fuzz REPLAY={path}" for path in failed)]), len(failed)
    )
