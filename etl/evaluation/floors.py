"""Floors below scores: values of F1, by gold set, that a change must not sink below.

Owns how floors move: raising never lowers, lowering never raises, and nothing else moves them.
Refuses to read or write their file (`etl.evaluation.floor_file`) and to score anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from etl.evaluation.sums import Evaluation, by_genre
from etl.evaluation.tally import Tally
from etl.model import Genre

ALL, CELLS = "all", "cells"
NAMES = (ALL, *(genre.value for genre in Genre), CELLS)
_STEPS = 1000  # a floor has three decimals

Floors = Mapping[str, Mapping[str, float]]
Scores = Mapping[str, Mapping[str, Tally]]


@dataclass(frozen=True, slots=True)
class Breach:
    """A score below its floor; `score` is None where nothing was left to score."""

    gold: str
    name: str
    floor: float
    score: float | None


@dataclass(frozen=True, slots=True)
class Move:
    """A floor that was written anew; `before` is None where there was none."""

    gold: str
    name: str
    before: float | None
    after: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of holding floors against a run: what moved, and what lies below."""

    breaches: tuple[Breach, ...]
    raised: tuple[Move, ...] = ()
    lowered: tuple[Move, ...] = ()

    def rename(self, names: Mapping[str, str]) -> "Verdict":
        """Return the same of sets by the names people know."""
        return Verdict(
            tuple(replace(each, gold=names[each.gold]) for each in self.breaches),
            tuple(replace(each, gold=names[each.gold]) for each in self.raised),
            tuple(replace(each, gold=names[each.gold]) for each in self.lowered),
        )


def measure(evaluation: Evaluation, genre: Genre | None = None) -> Mapping[str, Tally]:
    """Return what floors are held against; of a run of one genre, that genre alone."""
    genres = evaluation.sum_by(by_genre)
    if genre is not None:
        return {genre.value: genres.get(genre.value, Tally())}
    each = {kind.value: genres.get(kind.value, Tally()) for kind in Genre}
    return {ALL: evaluation.total, **each, CELLS: evaluation.cells or Tally()}


def find_breaches(floors: Floors, scores: Scores) -> tuple[Breach, ...]:
    """Return every measured score that lies below its floor, in the order of the floors."""
    return tuple(
        Breach(gold, name, floor, tally.f1)
        for gold, name, floor, tally in _pair(floors, scores)
        if tally.f1 is None or tally.f1 < floor
    )


def raise_floors(floors: Floors, scores: Scores) -> tuple[Floors, tuple[Move, ...]]:
    """Return the floors with every better score as a new one, and what moved; none is lowered."""
    moves = []
    for gold, tallies in scores.items():
        for name, tally in tallies.items():
            before, after = floors.get(gold, {}).get(name), round_down(tally)
            if after is not None and (before is None or after > before):
                moves.append(Move(gold, name, before, after))
    return _apply(floors, moves), tuple(moves)


def lower_floors(floors: Floors, scores: Scores) -> tuple[Floors, tuple[Move, ...]]:
    """Return the floors with every worse score in place of its own, and what moved."""
    moves = [
        Move(gold, name, floor, after)
        for gold, name, floor, tally in _pair(floors, scores)
        if (after := round_down(tally) or 0.0) < floor
    ]
    return _apply(floors, moves), tuple(moves)


def round_down(tally: Tally) -> float | None:
    """Return F1 rounded down to the decimals of a floor, exactly; None where there is none."""
    both = tally.labelled + tally.found
    return 2 * tally.matched * _STEPS // both / _STEPS if both else None


def _pair(floors: Floors, scores: Scores) -> Iterator[tuple[str, str, float, Tally]]:
    """Yield every floor of a measured score beside it."""
    for gold, names in floors.items():
        for name, floor in names.items():
            if name in scores.get(gold, {}):
                yield gold, name, floor, scores[gold][name]


def _apply(floors: Floors, moves: Sequence[Move]) -> Floors:
    changed = {gold: dict(names) for gold, names in floors.items()}
    for move in moves:
        changed.setdefault(move.gold, {})[move.name] = move.after
    return {
        gold: {name: names[name] for name in NAMES if name in names}
        for gold, names in changed.items()
    }
