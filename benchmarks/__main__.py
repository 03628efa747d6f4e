"""`make bench`: how fast one core reads reports to figures, beside what people use otherwise.

Owns the clock and the table. Refuses to judge: no figure here passes or fails.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil

from benchmarks.corpus import SAMPLES, make_corpus
from benchmarks.rivals import RIVALS, be_quiet
from etl.catalog import load_catalog
from etl.extract import read_report
from etl.extract.names import load_names
from etl.pipeline import load
from etl.readers import read

ROUNDS = 5  # the fastest one counts: what other processes took is not ours
SHORTEST = 1.0  # seconds a round lasts at least


def main() -> None:
    """Print the table of speeds, the times of a load, and memory where it is asked for."""
    options = read_options()
    be_quiet()
    with tempfile.TemporaryDirectory() as folder:
        corpus = make_corpus(Path(folder))
        print_speeds(corpus)
        print_loads(Path(folder) / "warehouse")
        if options.memory:
            print_memory(corpus["text"], options.memory)


def read_options() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--memory", type=int, default=0, metavar="N", help="read N documents and print memory"
    )
    return parser.parse_args()


def print_speeds(corpus: Mapping[str, Sequence[Path]]) -> None:
    """Print documents per second of Fazhi and of its rival, by format."""
    catalog, names = load_catalog(), load_names()
    print("documents a second   Fazhi: read   read to figures   beside                    ratio")
    for kind in ("text", "html", "docx", "pdf"):
        files = corpus[kind]
        size = sum(path.stat().st_size for path in files) / len(files) / 1000
        reading = measure(read, files)
        ours = measure(lambda path: read_report(read(path), catalog, names), files)
        name, rival = RIVALS[kind]
        theirs = measure(rival, files)
        print(
            f"{kind:<5} {len(files):>3} × {size:5.1f} KB {reading:>12,.0f} {ours:>17,.0f}"
            f"   {name:<22} {theirs:>6,.1f} {ours / theirs:>6.1f} ×"
        )


def measure(work: Callable[[Path], object], files: Sequence[Path]) -> float:
    """Return how many of `files` are worked through in a second, in the fastest round."""
    best = 0.0
    for _ in range(ROUNDS):
        done, began = 0, time.perf_counter()
        while done == 0 or time.perf_counter() - began < SHORTEST / 2:
            for path in files:
                work(path)
            done += len(files)
        best = max(best, done / (time.perf_counter() - began))
    return best


def print_loads(warehouse: Path) -> None:
    """Print how long a first load takes, and one that finds nothing new."""
    files = sorted([*SAMPLES.glob("*.txt"), *SAMPLES.glob("*.html")])
    for name in ("first load", "load again"):
        began = time.perf_counter()
        load(
            files,
            warehouse=warehouse,
            dataset="sample",
            catalog=load_catalog(),
        )
        seconds = time.perf_counter() - began
        print(f"{name:<12} {len(files):>4} documents  {seconds:8.3f} s")


def print_memory(files: Sequence[Path], count: int) -> None:
    """Print the memory of this process while `count` documents are read to figures."""
    catalog, names, process = load_catalog(), load_names(), psutil.Process()
    step = max(count // 10, 1)
    for done in range(count):
        if done % step == 0:
            print(f"after {done:>9,} documents  {process.memory_info().rss / 1e6:8.1f} MB")
        read_report(read(files[done % len(files)]), catalog, names)
    print(f"after {count:>9,} documents  {process.memory_info().rss / 1e6:8.1f} MB")


if __name__ == "__main__":
    main()
