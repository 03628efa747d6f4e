"""The filter line and the switches of the sidebar, and their life in the address.

Owns the widgets shared by all pages and the round trip address → widgets → address. A link
opened cold sets the widgets; a widget moved rewrites the address. Refuses to filter data.
"""

import streamlit as st

from pages.shared import copy_link
from pages.shared.link import (
    SHARED,
    Choice,
    Offer,
    order_datasets,
    own_names,
    read_choice,
    read_data,
    read_lang,
    write_choice,
)
from pages.shared.names import cut, label_text
from pages.shared.store import find_datasets, find_offer
from pages.shared.view import View, make_view
from pages.shared.words import say

_FIRST, _LAST, _REGIONS, _BODIES = "filter.first", "filter.last", "filter.regions", "filter.bodies"
_REGION = "filter.region"
_LANG, _DATA = "filter.lang", "filter.data"
_WRITTEN, _UNKNOWN, _OFFER = "filter.written", "filter.unknown", "filter.offer"
_CHOICE = "filter.choice"
_LABEL_LENGTH = 14
_UNFILTERED = ("data",)  # a query says itself which rows it takes


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
    state[_LANG] = read_lang(address)
    data, unknown = read_data(address, _datasets())
    state[_DATA] = data
    state[_UNKNOWN] = unknown + _set_from(address, data, find_offer(data))
    # Kept before anything is drawn: a run cut short must leave a whole state behind.
    state[_CHOICE] = _read_choice(find_offer(data))
    state[_WRITTEN] = address


def _datasets() -> list[str]:
    return order_datasets([item.id for item in find_datasets()])


def _set_from(parameters: dict[str, list[str]], data: str, offer: Offer) -> list[str]:
    choice, strange = read_choice(parameters, data, offer)
    _set_widgets(choice, offer)
    return strange


def _restore_widgets() -> None:
    """Put back what Streamlit forgets: widgets lose their state over a switch of pages."""
    state = st.session_state
    last: Choice = state[_CHOICE]
    if any(key not in state for key in (_LANG, _DATA)):
        state[_LANG], state[_DATA] = last.lang, last.data
    if any(key not in state for key in (_FIRST, _LAST, _REGIONS, _BODIES)):
        _set_widgets(last, state[_OFFER])


def _fit_widgets() -> None:
    """Carry the choice over to a new version of the data: what is gone falls back to all."""
    old: Offer = st.session_state[_OFFER]
    data = st.session_state[_DATA]
    if data not in _datasets():
        data = st.session_state[_DATA] = next(iter(_datasets()), "")
    offer = find_offer(data)
    if offer != old:
        _set_from(write_choice(_read_choice(old), data), data, offer)


def _set_widgets(choice: Choice, offer: Offer) -> None:
    ends = (offer.years[0], offer.years[-1]) if offer.years else (None, None)
    st.session_state[_FIRST], st.session_state[_LAST] = choice.years or ends
    st.session_state[_REGIONS] = list(choice.regions)
    st.session_state[_BODIES] = list(choice.bodies)
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
    _set_widgets(Choice(), find_offer(st.session_state[_DATA]))


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
        tuple(state.get(_REGIONS, ())),
        tuple(state.get(_BODIES, ())),
    )


def _chosen_years(offer: Offer) -> tuple[int, int] | None:
    first, last = st.session_state.get(_FIRST), st.session_state.get(_LAST)
    if first is None or last is None or not offer.years:
        return None
    years = (min(first, last), max(first, last))
    return None if years == (offer.years[0], offer.years[-1]) else years


def show_filters(view: View, page: str) -> None:
    """Draw the filter line: buttons whose labels are the filter, reset, copy link."""
    own = {name: st.query_params.get_all(name) for name in own_names(page)}
    own = {name: values for name, values in own.items() if values}
    _write_address(view, own)
    with st.container(key="filters", horizontal=True, vertical_alignment="center"):
        if page not in _UNFILTERED:
            _show_choices(view)
        copy_link.show_copy_link(view, own)
    unknown = st.session_state.get(_UNKNOWN)
    if unknown:
        st.info(label_text(say("unknown_values", view.lang, values="、".join(unknown))))


def _show_choices(view: View) -> None:
    _show_years(view)
    _show_regions(view)
    _show_bodies(view)
    if view.narrowed:
        st.button(
            say("reset", view.lang),
            key="reset",
            type="tertiary",
            icon=":material/restart_alt:",
            on_click=_set_widgets,
            args=(Choice(), view.offer),
        )


def _write_address(view: View, own: dict[str, list[str]]) -> None:
    """Bring the address to the view, the page's own parameters kept and no others."""
    written = write_choice(view.choice, view.default_data)
    if _address() != written or set(st.query_params) != {*written, *own}:
        st.query_params.from_dict({**written, **own})
    st.session_state[_WRITTEN] = written
    st.session_state[_CHOICE] = view.choice


def _show_years(view: View) -> None:
    years, lang = list(view.offer.years), view.lang
    if not years:
        return
    span = f"{view.years[0]}–{view.years[-1]}" if len(view.years) > 1 else str(view.years[0])
    label = say("year_span", lang, span=span)
    with st.popover(label, icon=":material/calendar_month:", key="popover-years"):
        left, right = st.columns(2)
        left.selectbox(say("from_year", lang), years, key=_FIRST)
        right.selectbox(say("to_year", lang), years, key=_LAST)


def _show_regions(view: View) -> None:
    regions, lang = list(view.offer.regions), view.lang
    chosen = view.choice.regions
    if regions:
        shown = chosen or (tuple(regions) if len(regions) == 1 else ())
        label = _label(shown, "all_regions", len(regions), lang)
        with st.popover(label, icon=":material/location_on:", key="popover-regions"):
            st.multiselect(
                say("region", lang),
                regions,
                key=_REGIONS,
                placeholder=say("all", lang),
                on_change=_drop_strange_bodies,
                args=(view.offer,),
            )


def _show_bodies(view: View) -> None:
    lang = view.lang
    # A list of them all would never arrive in the browser; of one region it does.
    if view.wide and not view.choice.regions and len(view.offer.regions) > 1:
        st.button(
            say("all_bodies", lang, n=f"{len(view.offer.bodies):,}"),
            key="bodies-wide",
            icon=":material/account_balance:",
            disabled=True,
            help=say("wide.bodies", lang),
        )
        return
    bodies = list(view.offer.agencies(view.choice.regions))
    label = _label(view.choice.bodies, "all_bodies", len(bodies), lang)
    with st.popover(label, icon=":material/account_balance:", key="popover-bodies"):
        st.multiselect(say("body", lang), bodies, key=_BODIES, placeholder=say("all", lang))


def show_region_choice(view: View) -> None:
    """Ask for one region, where there are more bodies than can be set side by side."""
    st.selectbox(
        say("wide.choose", view.lang),
        list(view.offer.regions),
        index=None,
        key=_REGION,
        placeholder=say("wide.placeholder", view.lang),
        on_change=_choose_region,
    )


def _choose_region() -> None:
    st.session_state[_REGIONS] = [st.session_state[_REGION]]


def _drop_strange_bodies(offer: Offer) -> None:
    inside = offer.agencies(st.session_state[_REGIONS])
    kept = [body for body in st.session_state[_BODIES] if body in inside]
    st.session_state[_BODIES] = kept


def _label(chosen: tuple[str, ...], none_key: str, count: int, lang: str) -> str:
    if not chosen:
        return say(none_key, lang, n=count)
    name = label_text(cut(chosen[0], _LABEL_LENGTH))
    return name if len(chosen) == 1 else say("and_others", lang, name=name, n=len(chosen))
