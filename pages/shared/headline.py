"""What a page shows at first: the overview's headline, the indicator a subject opens with.

Owns the choice: what many bodies state lately comes before what one stated once. Refuses to draw.
"""

from collections.abc import Sequence

from pandas import DataFrame

from pages.shared.facts import Fact
from pages.shared.prepared import SMALL, Frames, find_facts, find_frames, per_view
from pages.shared.sidebar import SUBJECT_PAGES
from pages.shared.store import find_indicators
from pages.shared.view import View

_TILES = 4
_FEW_BODIES = 3


@per_view(SMALL)
def find_latest(view: View) -> int:
    """Return the latest year in which anything is stated; figures there must be."""
    return max(int(frame["year"].max()) for frame in find_frames(view).values())


@per_view(SMALL)
def find_headline(view: View) -> Sequence[Fact]:
    """Return the facts of the headline, those of the latest year first; figures there must be."""
    latest = find_latest(view)
    return sorted(find_facts(view, _choose(view)), key=lambda fact: fact.year != latest)


def find_first(frames: Frames) -> str:
    """Return the indicator a subject opens with: the first of its latest year that speaks for many."""
    latest = max(int(frame["year"].max()) for frame in frames.values())
    current = [each for each, frame in frames.items() if int(frame["year"].max()) == latest]
    telling = (each for each in current if _is_telling(frames[each]))
    return next(telling, current[0])


@per_view(SMALL)
def find_telling(view: View) -> Sequence[str]:
    """Return the counts and amounts that speak for many, in the catalogue's order; else the rest."""
    frames, kinds = find_frames(view), find_indicators()["kind"]
    telling = [each for each, frame in frames.items() if _is_telling(frame)] or list(frames)
    return [each for each in telling if kinds[each] != "rate"] or telling


def _choose(view: View) -> tuple[str, ...]:
    """Choose one indicator a subject, where enough bodies state it; fill up from the rest."""
    frames, subjects = find_frames(view), find_indicators()["subject"]
    counted = find_telling(view)
    first: dict[str, str] = {}
    for each in counted:
        first.setdefault(subjects[each], each)
    ids = [first[subject] for subject in SUBJECT_PAGES if subject in first]
    rest = sorted(counted, key=lambda each: -len(frames[each]))
    return (*ids, *(each for each in rest if each not in ids))[:_TILES]


def _is_telling(rows: DataFrame) -> bool:
    """Tell whether the latest year of an indicator is stated by enough bodies for a headline."""
    stated = rows["year"].value_counts()  # a body states one figure a year
    return int(stated[stated.index.max()]) >= min(_FEW_BODIES, int(stated.max()))
