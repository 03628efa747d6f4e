"""The indicators a reader chose, kept from page to page as years, regions and bodies are.

Owns where a choice comes from (a page's parameter), which pages take it up, and when the link
names it: a page that has none of them shows its own, and the choice waits in the session. Refuses
to draw, and the dictionary, where an unfolded entry is no choice of what is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.shared import compare_choice
from pages.shared.data_part import Part, read_part
from pages.shared.filters import INDICATORS, keep_indicators
from pages.shared.indicator_choice import find_default, list_present
from pages.shared.sidebar import SUBJECT_PAGES
from pages.shared.store import find_indicators
from pages.shared.view import View

_PARAMETER = "indicator"
_ALL = 1_000
Own = dict[str, list[str]]  # a page's own parameters


@dataclass(frozen=True, slots=True)
class Place:
    """What a page makes of a choice: it can show `present`, `most` of them, else its `default`.

    A link that names more than `learnt` there asks for rows, and chooses nothing for other pages.
    """

    present: Sequence[str]
    default: tuple[str, ...] = ()
    most: int = 1
    learnt: int = _ALL

    def take(self, kept: Sequence[str]) -> tuple[str, ...]:
        """Return what the page shows of a choice."""
        return tuple(each for each in kept if each in self.present)[: self.most]

    def learn(self, kept: tuple[str, ...], asked: Sequence[str]) -> tuple[str, ...]:
        """Return the choice once a link asked for these; what it took itself is no new one."""
        known = tuple(dict.fromkeys(each for each in asked if each in find_indicators().index))
        chosen = known[-1:] if self.most == 1 else known
        new = chosen and chosen != self.take(kept) and len(chosen) <= self.learnt
        return chosen if new else kept


def follow_indicators(view: View, page: str, own: Own) -> Own:
    """Return a page's own parameters, the choice of other pages among them where it has it.

    What the page opens with anyway is left out of the link.
    """
    asked = tuple(own.get(_PARAMETER, ()))
    kept: tuple[str, ...] = st.session_state.get(INDICATORS, ())
    place = find_place(view, page or "overview", own) if asked or kept else None
    if place is None:
        return own
    if asked:
        keep_indicators(place.learn(kept, asked))
    shown = asked or place.take(kept)
    left = {name: values for name, values in own.items() if name != _PARAMETER}
    return left if shown in ((), place.default) else {_PARAMETER: list(shown), **left}


def find_place(view: View, page: str, own: Own) -> Place | None:
    """Return what a page makes of a choice; None where it shows no indicators of one's choice."""
    if page == "data":
        rows = read_part() is Part.ROWS and "subject" not in own
        return Place(tuple(find_indicators().index), most=_ALL, learnt=1) if rows else None
    if view.wide or page not in ("overview", "compare", *SUBJECT_PAGES):
        return None
    subject = page if page in SUBJECT_PAGES else None
    present = list_present(view, subject)
    if not present:
        return Place(())
    if page == "compare":
        first = compare_choice.find_first(present, find_indicators()["subject"])
        return Place(present, (first,), compare_choice.MOST)
    return Place(present, (find_default(view, subject),))
