"""The corpus on disk: reports by number, written by two processes.

Owns folders and processes. Refuses to keep what is there: a file that exists is written anew,
with the same content.
"""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks.synthetic.files import WRITERS
from benchmarks.synthetic.plan import PER_REGION, most_reports, outline
from benchmarks.synthetic.prose import write_draft
from etl.model import Media

PROCESSES = 2
_WORTH_TWO = 2 * PER_REGION  # below this a second process costs more than it saves


def make_corpus(folder: Path, count: int, *, seed: int = 1) -> Mapping[Media, int]:
    """Write the first `count` reports of a seed below `folder`; return how many of each format.

    A million takes 12 GB. Raises ValueError where there are fewer different reports.
    """
    if not 0 <= count <= most_reports():
        raise ValueError(f"{count} reports wanted, there are {most_reports()} different ones")
    batches = [
        range(start, min(start + PER_REGION, count)) for start in range(0, count, PER_REGION)
    ]
    write = partial(write_batch, folder, seed)
    if count < _WORTH_TWO or (os.cpu_count() or 1) < PROCESSES:
        return _add(map(write, batches))
    with ProcessPoolExecutor(PROCESSES) as pool:
        return _add(pool.map(write, batches))


def write_batch(folder: Path, seed: int, batch: range) -> Counter[Media]:
    """Write the reports of these numbers; a batch is one region, and one folder."""
    for parent in {folder / outline(index, seed).path.parent for index in batch}:
        parent.mkdir(parents=True, exist_ok=True)
    return Counter(write_report(folder, seed, index) for index in batch)


def write_report(folder: Path, seed: int, index: int) -> Media:
    """Write one report and return its format."""
    planned = outline(index, seed)
    content = WRITERS[planned.media](write_draft(planned))
    (folder / planned.path).write_bytes(content)
    return planned.media


def _add(counts: Iterable[Counter[Media]]) -> Mapping[Media, int]:
    return sum(counts, Counter[Media]())
