"""The filters in a session: switches, widgets' values, and their life in the address.

Owns the round trip address → widgets → address, and the switches of the sidebar. A link opened
cold sets the widgets; a widget moved rewrites the address. Refuses to filter data, and to draw
the filter line (filter_line.py).
"""

from collections.abc import Sequence

import streamlit as st

from pages.shared.link import (
    SHARED,
    Choice,
    Offer,
    order_datasets,
    read_choice,
    read_data,
    read_lang,
    write_choice,
)
from pages.shared.store import find_datasets, find_offer
from pages.shared.view import View, make_view
from pages.shared.words import say

# The keys of the widgets, wherever they are drawn.
FIRST, LAST, REGIONS, BODIES = "filter.first", "filter.last", "filter.regions", "filter.bodies"
GENRE = "filter.genre"
INDICATORS = "filter.indicators"  # the choice that follows from page to page (kept_indicators.py)
UNKNOWN = "filter.unknown"  # values of the address that the data does not have
_LANG, _DATA = "filter.lang", "filter.data"
_WRITTEN, _OFFER, _CHOICE = "filter.written", "filter.offer", "filter.choice"


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in SHARED if name in st.query_params}


def adopt_address() -> None:
    """Take over a view from the address where it was not written by the widgets themselves."""
    address = _address()
    state = st.session_state
    if _WRITTEN in state and (not address or address == state[_WRITTEN]):
        _restore_widgets()
        _fit_widgets()
        return
    keep_indicators(())  # a link is the whole choice, and has its own
    state[_LANG] = read_lang(address)
    data, unknown = read_data(address, _datasets())
    state[_DATA] = data
    state[UNKNOWN] = unknown + _set_from(address, data, find_offer(data))
    # Kept before anything is drawn: a run cut short must leave a whole state behind.
    state[_CHOICE] = _read_choice(find_offer(data))
    state[_WRITTEN] = address


def keep_indicators(chosen: Sequence[str]) -> None:
    """Keep the indicators chosen for the pages to come; none where each is to show its own."""
    st.session_state[INDICATORS] = tuple(chosen)


def _datasets() -> list[str]:
    return order_datasets([item.id for item in find_datasets()])


def _set_from(parameters: dict[str, list[str]], data: str, offer: Offer) -> list[str]:
    choice, strange = read_choice(parameters, data, offer)
    set_widgets(choice, offer)
    return strange


def _restore_widgets() -> None:
    """Put back what Streamlit forgets: widgets lose their state over a switch of pages."""
    state = st.session_state
    last: Choice = state[_CHOICE]
    if any(key not in state for key in (_LANG, _DATA)):
        state[_LANG], state[_DATA] = last.lang, last.data
    if any(key not in state for key in (FIRST, LAST, REGIONS, BODIES, GENRE)):
        set_widgets(last, state[_OFFER])


def _fit_widgets() -> None:
    """Carry the choice over to a new version of the data: what is gone falls back to all."""
    old: Offer = st.session_state[_OFFER]
    data = st.session_state[_DATA]
    if data not in _datasets():
        data = st.session_state[_DATA] = next(iter(_datasets()), "")
    offer = find_offer(data)
    if offer != old:
        _set_from(write_choice(_read_choice(old), data), data, offer)


def set_widgets(choice: Choice, offer: Offer) -> None:
    """Put the widgets at a choice; to be called before they are drawn."""
    ends = (offer.years[0], offer.years[-1]) if offer.years else (None, None)
    st.session_state[FIRST], st.session_state[LAST] = choice.years or ends
    st.session_state[REGIONS] = list(choice.regions)
    st.session_state[BODIES] = list(choice.bodies)
    st.session_state[GENRE] = choice.genre or ""  # None would leave the radio without a mark
    st.session_state[_OFFER] = offer


def current_lang() -> str:
    """Return the language before any widget is drawn."""
    state = st.session_state
    if _LANG in state:
        return str(state[_LANG])
    return str(state[_CHOICE].lang) if _CHOICE in state else read_lang(_address())


def show_switches() -> None:
    """Draw the data set and language switches in the sidebar."""
    lang = current_lang()
    datasets = {item.id: item for item in find_datasets()}
    with st.sidebar.container(key="switches"):
        if len(datasets) > 1:
            st.segmented_control(
                say("data", lang),
                order_datasets(list(datasets)),
                key=_DATA,
                format_func=lambda name: say(f"data.{name}", lang),
                required=True,
                on_change=_change_data,
            )
        st.segmented_control(
            say("language", lang),
            ["zh", "en"],
            key=_LANG,
            format_func=lambda name: say("language.name", name),
            required=True,
        )


def _change_data() -> None:
    set_widgets(Choice(), find_offer(st.session_state[_DATA]))


def read_view() -> View:
    """Return the view the widgets stand at."""
    offer = find_offer(st.session_state[_DATA])
    return make_view(_read_choice(offer), offer, next(iter(_datasets()), ""))


def _read_choice(offer: Offer) -> Choice:
    state = st.session_state
    return Choice(
        current_lang(),
        state[_DATA],
        _chosen_years(offer),
        tuple(state.get(REGIONS, ())),
        tuple(state.get(BODIES, ())),
        state.get(GENRE) or None,
    )


def _chosen_years(offer: Offer) -> tuple[int, int] | None:
    first, last = st.session_state.get(FIRST), st.session_state.get(LAST)
    if first is None or last is None or not offer.years:
        return None
    years = (min(first, last), max(first, last))
    return None if years == (offer.years[0], offer.years[-1]) else years


def write_address(view: View, own: dict[str, list[str]]) -> None:
    """Bring the address to the view, the page's own parameters kept and no others."""
    written = write_choice(view.choice, view.default_data)
    if _address() != written or set(st.query_params) != {*written, *own}:
        st.query_params.from_dict({**written, **own})
    st.session_state[_WRITTEN] = written
    st.session_state[_CHOICE] = view.choice
