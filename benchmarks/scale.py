"""`make scale`: a load, a second load and every page's questions, for more and more reports.

Owns the run and the table. Each size is loaded by `fazhi load` in a process of its own, as people
do; its memory is the sum over all of its processes. Beside it, in the same run: the load by one
reading process, and the pages' main question asked of a Parquet file with pandas.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.questions import Answered, ask_all, ask_with_pandas
from benchmarks.synthetic import make_corpus

SIZES = (1_000, 10_000, 100_000)
MILLION = 1_000_000
_LOOK = 0.5  # seconds between two looks at the memory
_LOAD = "import sys; from etl.cli import main; sys.argv[0] = 'fazhi'; main()"


@dataclass(frozen=True, slots=True)
class Load:
    """One run of `fazhi load`: seconds, share of the processors that was busy, most memory."""

    seconds: float
    busy: float
    memory: int


def main() -> None:
    """Print a row for every size, and the questions of the largest."""
    options = read_options()
    sizes = [*(options.reports or SIZES), *([MILLION] if options.million else [])]
    root = Path(options.folder or tempfile.mkdtemp(prefix="fazhi-scale-"))
    print_head()
    try:
        for count in sizes:
            warehouse = print_size(root, count, options.keep)
        print_questions(warehouse, count)
    finally:
        if not options.keep:
            shutil.rmtree(root, ignore_errors=True)


def read_options() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--reports", type=int, nargs="*", help="sizes instead of the usual ones")
    parser.add_argument("--million", action="store_true", help="a million reports too (hours)")
    parser.add_argument("--folder", help="where to work, with room for 15 GB a million")
    parser.add_argument("--keep", action="store_true", help="leave corpus and warehouse there")
    return parser.parse_args()


def print_head() -> None:
    """Print the names of the columns."""
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}")
    print(
        f"{'reports':>9} {'load s':>8} {'a second':>9} {'busy':>6} {'memory MB':>10}"
        f" {'again s':>8} {'share':>6} {'one edited s':>13} {'file MB':>8} {'figures':>10}"
        f" {'observations':>13}",
        flush=True,
    )


def print_size(root: Path, count: int, keep: bool) -> Path:
    """Load so many reports, load them again, edit one; print the row; return the warehouse."""
    corpus, warehouse = root / f"reports-{count}", root / f"warehouse-{count}"
    make_corpus(corpus, count)
    first = load(corpus, warehouse)
    again = load(corpus, warehouse)
    edit_one(corpus)
    edited = load(corpus, warehouse)
    file = max(warehouse.glob("*.duckdb"))
    figures, observations = count_rows(warehouse)
    print(
        f"{count:>9,} {first.seconds:>8.1f} {count / first.seconds:>9.1f} {first.busy:>6.0%}"
        f" {first.memory / 1e6:>10,.0f} {again.seconds:>8.1f} {again.seconds / first.seconds:>6.1%}"
        f" {edited.seconds:>13.1f} {file.stat().st_size / 1e6:>8,.1f} {figures:>10,}"
        f" {observations:>13,}",
        flush=True,
    )
    if not keep:
        shutil.rmtree(corpus)
    return warehouse


def load(corpus: Path, warehouse: Path) -> Load:
    """Run `fazhi load` to its end, watching its memory."""
    command = [sys.executable, "-c", _LOAD, "load", str(corpus), "--warehouse", str(warehouse)]
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        watch = Watch(process.pid)
        watch.start()
        _, errors = process.communicate()
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(errors.decode())
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Load(seconds, used / seconds / (os.cpu_count() or 1), watch.most)


class Watch(threading.Thread):
    """Looks at the memory of a process and all below it until it ends; keeps the most."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.process = psutil.Process(pid)
        self.most = 0

    def run(self) -> None:
        """Look now and then."""
        while self.process.is_running() and self.process.status() != psutil.STATUS_ZOMBIE:
            self.most = max(self.most, self.look())
            time.sleep(_LOOK)

    def look(self) -> int:
        """Return the memory held now; shared pages are counted once for every process."""
        total = 0
        try:
            family: Sequence[psutil.Process] = [
                self.process,
                *self.process.children(recursive=True),
            ]
        except psutil.Error:
            return 0
        for each in family:
            try:
                total += each.memory_info().rss
            except psutil.Error:
                continue  # it ended between two lines
        return total


def edit_one(corpus: Path) -> None:
    """Add a sentence to the first plain text."""
    path = next(path for path in sorted(corpus.rglob("*.txt")))
    path.write_bytes(path.read_bytes() + b"\n")


def count_rows(warehouse: Path) -> tuple[int, int]:
    """Return the figures and observations of a warehouse."""
    from etl.warehouse.queries import Warehouse

    opened = Warehouse.open(warehouse)
    datasets = opened.counts().datasets
    opened.close()
    return sum(d.figures for d in datasets), sum(d.observations for d in datasets)


def print_questions(warehouse: Path, count: int) -> None:
    """Print how long the pages' questions take, and the same of pandas."""
    print(f"\nquestions to {count:,} reports, milliseconds{'p50':>22} {'p95':>7} {'most rows':>10}")
    for each in ask_all(warehouse):
        print_answered(each)
    theirs, ours = ask_with_pandas(warehouse)
    print_answered(theirs)
    print(f"{'ratio':<52} {theirs.middle / ours.middle:>7.1f} ×")


def print_answered(answered: Answered) -> None:
    """Print one line."""
    print(
        f"{answered.question:<52} {answered.middle * 1e3:>7.1f} {answered.slow * 1e3:>7.1f}"
        f" {answered.rows:>10,}",
        flush=True,
    )


if __name__ == "__main__":
    main()
