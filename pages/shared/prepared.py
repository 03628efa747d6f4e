"""What pages make of a view's figures before they draw: by indicator, with facts and evidence.

Owns keeping it: as long as version and choice stay, a page run takes it as it is. Frames are
shared between runs and readers: nobody may change one.
"""

from collections.abc import Sequence

import streamlit as st
from pandas import DataFrame

from pages.shared.evidence import Evidence, read_evidence
from pages.shared.facts import Fact, find_fact
from pages.shared.link import Choice
from pages.shared.measures import name_measures
from pages.shared.store import Filter, find_figures, find_indicators, name_version
from pages.shared.view import View

_LARGE, _SMALL = 48, 256  # views kept: frames and rows of a province are large, facts never are

Frames = dict[str, DataFrame]


def find_frames(view: View, indicators: Sequence[str] = ()) -> Frames:
    """Return the labelled figures of each indicator stated in view, in the catalogue's order.

    Without `indicators` all of the catalogue; each frame has its `measure` and `scope`.
    """
    return _frames(view, name_version(), view.asked, tuple(indicators))


def find_facts(view: View, chosen: Sequence[str], indicators: Sequence[str] = ()) -> list[Fact]:
    """Return the headline facts of the chosen ones among the indicators of `find_frames`."""
    return list(
        _facts(view, name_version(), view.asked, view.lang, tuple(chosen), tuple(indicators))
    )


def find_rows(view: View, chosen: str, indicators: Sequence[str] = ()) -> list[Evidence]:
    """Return every figure in view of one of these indicators with the words that state it."""
    return list(_rows(view, name_version(), view.choice, chosen, tuple(indicators)))


@st.cache_resource(max_entries=_LARGE, show_spinner=False)
def _frames(
    _view: View, version: tuple[str, int], asked: Filter, indicators: tuple[str, ...]
) -> Frames:
    figures = _view.label(find_figures(asked, indicators))
    stated = dict(iter(figures.groupby("indicator", sort=False)))
    known = find_indicators()["id"]
    return {each: name_measures(stated[each]) for each in known if each in stated}


@st.cache_resource(max_entries=_SMALL, show_spinner=False)
def _facts(
    _view: View,
    version: tuple[str, int],
    asked: Filter,
    lang: str,
    chosen: tuple[str, ...],
    indicators: tuple[str, ...],
) -> list[Fact]:
    catalogue = find_indicators()
    frames = find_frames(_view, indicators)
    names, kinds = catalogue[f"name_{lang}"], catalogue["kind"]
    return [
        find_fact(each, names[each], kinds[each], frames[each], _view.years, lang)
        for each in chosen
    ]


@st.cache_resource(max_entries=_LARGE, show_spinner=False)
def _rows(
    _view: View,
    version: tuple[str, int],
    choice: Choice,
    chosen: str,
    indicators: tuple[str, ...],
) -> list[Evidence]:
    names = find_indicators()[f"name_{choice.lang}"]
    frame = find_frames(_view, indicators)[chosen]
    return read_evidence(frame, {chosen: names[chosen]}, _view)
