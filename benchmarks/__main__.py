"""`make bench`: how fast this machine reads and loads the sample city. Prints figures only.

Owns the clock. Refuses to judge: no figure here passes or fails.
"""

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from etl.catalog import load_catalog
from etl.extract import read_report
from etl.extract.names import load_names
from etl.pipeline import load
from etl.readers import read

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
SHORTEST = 2.0  # seconds a measurement lasts at least


def main() -> None:
    """Measure reading by kind of file, then a first load and one that finds nothing new."""
    for kind in ("txt", "html"):
        measure_reading(kind, sorted(SAMPLES.glob(f"*.{kind}")))
    files = [*sorted(SAMPLES.glob("*.txt")), *sorted(SAMPLES.glob("*.html"))]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("first load", "load again"):
            seconds = clock(lambda: load_samples(files, Path(folder) / "warehouse"))
            print(f"{name:<12} {len(files):>4} documents  {seconds:8.3f} s")


def measure_reading(kind: str, files: Sequence[Path]) -> None:
    """Print how many documents and bytes one core reads and extracts in a second."""
    catalog, names = load_catalog(), load_names()
    documents, began = 0, time.perf_counter()
    while time.perf_counter() - began < SHORTEST:
        for path in files:
            read_report(read(path), catalog, names)
        documents += len(files)
    seconds = time.perf_counter() - began
    size = sum(path.stat().st_size for path in files) / len(files)
    rate = documents / seconds
    print(f"read {kind:<7} {rate:8.0f} documents/s  {rate * size / 1e6:8.1f} MB/s")


def load_samples(files: Sequence[Path], warehouse: Path) -> None:
    """Load the files into a warehouse."""
    load(
        files,
        warehouse=warehouse,
        dataset="sample",
        catalog=load_catalog(),
    )


def clock(work: Callable[[], None]) -> float:
    """Return how many seconds `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
