"""Work that falls into parts: done here, one part after another, or by whoever lends a hand.

Owns the form of such work: a function of a module, what every part needs, and the parts; results
come in the order of the parts, so that nobody can tell who did it. Refuses to know processes
(`etl.hands`).
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol, TypeVar

_Equipment = TypeVar("_Equipment")
_Part = TypeVar("_Part")
_Result = TypeVar("_Result")
_Thing = TypeVar("_Thing")


class Hands(Protocol):
    """Whoever does parts of the work elsewhere; everything must survive pickling."""

    def share(
        self,
        job: Callable[[_Equipment, _Part], _Result],
        equipment: _Equipment,
        parts: Iterable[_Part],
    ) -> Iterator[_Result]:
        """Yield the result of every part, in the order of the parts."""
        ...


def share(
    job: Callable[[_Equipment, _Part], _Result],
    equipment: _Equipment,
    parts: Iterable[_Part],
    hands: Hands | None,
) -> Iterator[_Result]:
    """Yield the result of every part, in the order of the parts; None does them here."""
    if hands is None:
        return (job(equipment, part) for part in parts)
    return hands.share(job, equipment, parts)


def split(things: Iterable[_Thing], size: int) -> Iterator[list[_Thing]]:
    """Yield things by so many; the last part may be smaller."""
    rest = iter(things)
    while part := list(islice(rest, size)):
        yield part
