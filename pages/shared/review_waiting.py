"""How many decisions wait to be published: what counts now beside what the served version was built with.

Owns finding what that was: a version keeps a digest of it, and the file of decisions is only ever
added to. Refuses to draw and to publish.
"""

from collections.abc import Mapping, Sequence

from etl.corrections import REVIEWS, Review, digest_reviews, find_standing, read_file
from pages.shared.reviewing import place_decisions
from pages.shared.shelf import Shelf
from pages.shared.store import open_warehouse, warehouse_directory

Built = tuple[Review, ...]  # every decision there was

_BUILT: Shelf[Built | None] = Shelf(8)
_STEPS = 100  # decisions back that are tried; what was found is kept, so that few are needed


def count_waiting(decisions: Sequence[Review]) -> int:
    """Count the figures on which another decision counts than the served version was built with.

    One that can never be applied, as its text was replaced, waits no longer than any other.
    """
    digest, applied = open_warehouse().reviews()
    key = (str(warehouse_directory()), digest)
    if digest == digest_reviews(decisions):
        _BUILT.get(key, lambda: tuple(decisions))
        return 0
    built = _BUILT.get(key, lambda: find_built(read_file(warehouse_directory() / REVIEWS), digest))
    if built is None:  # somebody's hand changed the file: what was applied is known all the same
        built = tuple(each for each in decisions if each.id in applied)
    before, now = _name(built), _name(decisions)
    return max(1, sum(now.get(place) != before.get(place) for place in {*now, *before}))


def find_built(written: Sequence[Review], digest: str) -> Built | None:
    """Return the decisions, as they were written down, that have a digest; None if never."""
    least = max(0, len(written) - _STEPS)
    for count in (*range(len(written), least, -1), 0):
        if digest_reviews(written[:count]) == digest:
            return tuple(written[:count])
    return None


def _name(decisions: Sequence[Review]) -> Mapping[tuple[str, str, int], str]:
    return {place: each.id for place, each in find_standing(place_decisions(decisions)).items()}
