"""What a page shows: the choice of the reader resolved against the data.

Owns the value every page starts from. Refuses to draw and to ask the warehouse.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from pandas import DataFrame

from pages.shared.link import Choice, Offer, write_choice, write_query
from pages.shared.names import short_names
from pages.shared.store import Filter

_STATE = "view"
WIDEST = 2_000  # bodies that a page can set side by side


@dataclass(frozen=True, slots=True)
class View:
    """The choice, what it was chosen from, and short names for the bodies shown.

    A `wide` view holds more bodies than can be shown: it has no names, and pages that set bodies
    side by side ask for a region first.
    """

    choice: Choice
    offer: Offer
    default_data: str
    names: dict[tuple[str, str], str]
    wide: bool = False

    @property
    def lang(self) -> str:
        """Language of the page."""
        return self.choice.lang

    @property
    def asked(self) -> Filter:
        """The question to the warehouse."""
        choice = self.choice
        return ask(choice)

    @property
    def years(self) -> tuple[int, ...]:
        """Every calendar year from the first to the last one chosen: gaps stay gaps."""
        if not self.offer.years:
            return ()
        first, last = self.choice.years or (self.offer.years[0], self.offer.years[-1])
        return tuple(range(first, last + 1))

    @property
    def bodies(self) -> tuple[str, ...]:
        """Short names of the bodies in view."""
        return tuple(self.names.values())

    @property
    def narrowed(self) -> bool:
        """Tell whether any filter is set."""
        choice = self.choice
        return bool(choice.years or choice.regions or choice.bodies or choice.genre)

    def label(self, frame: DataFrame) -> DataFrame:
        """Return rows of bodies in view with their short name as column `body`."""
        if self.wide:
            return frame.assign(body=frame["agency"])
        pairs = zip(frame["region"], frame["agency"], strict=True)
        named = frame.assign(body=[self.names.get(pair) for pair in pairs])
        return named[named["body"].notna()]

    def parameters(self, **own: str) -> dict[str, list[str]]:
        """Return the address' parameters for a step to another page of this view."""
        shared = write_choice(self.choice, self.default_data)
        return {**shared, **{name: [value] for name, value in own.items()}}

    def query(self, **own: Sequence[str]) -> str:
        """Return the address' query for this view, the data set named, for keeping."""
        shared = write_choice(self.choice, default_data="")
        return write_query({**shared, **own})


def ask(choice: Choice) -> Filter:
    """Return the question to the warehouse that a choice means."""
    genres = (choice.genre,) if choice.genre else ()
    return Filter(choice.data, choice.years, choice.regions, choice.bodies, genres)


def make_view(choice: Choice, offer: Offer, default_data: str) -> View:
    """Resolve a choice against what is offered."""
    shown = [
        (region, agency)
        for region, agency in offer.bodies
        if (not choice.regions or region in choice.regions)
        and (not choice.bodies or agency in choice.bodies)
    ]
    wide = len(shown) > WIDEST
    return View(choice, offer, default_data, {} if wide else short_names(shown), wide)


def keep_view(view: View) -> None:
    """Hand the view to the page that runs next."""
    st.session_state[_STATE] = view


def current_view() -> View:
    """Return the view the entry handed over."""
    view: View = st.session_state[_STATE]
    return view
