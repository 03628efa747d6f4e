"""Keeps a run for the dictionary of indicators: data/quality.json.

Owns turning scored sets into a measurement, and putting it in the place of the last one of its
kind. Refuses to say whether sets are blind: only who measures knows what was in view.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from etl.errors import UsageError
from etl.evaluation.sums import ScoredSet, by_indicator, pool
from etl.evaluation.tally import Tally
from etl.evaluation.writing import write_whole
from etl.measured import BLIND, KNOWN, Counts, Measurement, read_quality, show_quality


def measure_sets(sets: Sequence[ScoredSet], day: date) -> Measurement:
    """Return what was measured, in all and by indicator."""
    evaluation = pool(sets)
    return Measurement(
        day,
        tuple(each.name for each in sets),
        len(evaluation.documents),
        _count(evaluation.total),
        {name: _count(tally) for name, tally in evaluation.sum_by(by_indicator).items()},
    )


def _count(tally: Tally) -> Counts:
    return Counts(tally.labelled, tally.found, tally.matched)


def keep_quality(path: Path, sets: Sequence[ScoredSet], day: date, *, blind: bool) -> None:
    """Write the run into the file; the measurement of the other kind stays."""
    kept = read_quality(path) | {BLIND if blind else KNOWN: measure_sets(sets, day)}
    try:
        write_whole(
            path, show_quality({name: kept[name] for name in (BLIND, KNOWN) if name in kept})
        )
    except OSError as error:
        raise UsageError(f"评测记录 {path} 无法写入（{error.strerror}）。") from error
