"""Which indicator a page shows: the button in the filter line, and the page's parameter.

Owns which indicators a page can show in a view, and which it shows. Refuses to draw them.
"""

from collections.abc import Sequence

import streamlit as st

from pages.shared.headline import find_first, find_headline
from pages.shared.names import cut, label_text
from pages.shared.prepared import find_frames
from pages.shared.sidebar import SUBJECT_PAGES
from pages.shared.store import find_indicators, list_indicators
from pages.shared.view import View
from pages.shared.words import say

_PARAMETER = "indicator"
_WIDGET = "filter.indicator"
_LABEL_LENGTH = 28  # an English name is twice as long as a Chinese one


def show_indicator(view: View, page: str) -> None:
    """Draw the button, where the page has more than one indicator to show; "" is the overview."""
    subject = None if page in ("", "overview") else page
    if view.wide or not (subject is None or subject in SUBJECT_PAGES):
        return
    present = list_present(view, subject)
    if len(present) < 2:
        return
    names = find_indicators()[f"name_{view.lang}"]
    shown = find_shown(view, subject, present)
    st.session_state[_WIDGET] = shown
    label = label_text(cut(names[shown], _LABEL_LENGTH))
    with st.popover(label, icon=":material/monitoring:", key="popover-indicator"):
        st.selectbox(
            say("indicator", view.lang),
            present,
            key=_WIDGET,
            format_func=lambda each: names[each],
            on_change=_take,
        )


def _take() -> None:
    choose_indicator(st.session_state[_WIDGET])


def choose_indicator(indicator: str) -> None:
    """Put the page at an indicator from its next run on."""
    st.query_params[_PARAMETER] = indicator


def list_present(view: View, subject: str | None) -> tuple[str, ...]:
    """Return the indicators of a subject (of all, where none is given) stated in view."""
    ids = list_indicators(subject) if subject else ()
    return tuple(find_frames(view, ids)) if ids or subject is None else ()


def find_shown(view: View, subject: str | None, present: Sequence[str]) -> str:
    """Return the indicator the page's link asks for, else the one it opens with."""
    asked = st.query_params.get(_PARAMETER)
    return asked if asked is not None and asked in present else find_default(view, subject)


def find_default(view: View, subject: str | None) -> str:
    """Return the indicator a page opens with; figures there must be."""
    if subject is None:
        return find_headline(view)[0].indicator
    return find_first(find_frames(view, list_indicators(subject)))
