"""The filter line above every page: buttons whose labels are the filter, reset, copy link.

Owns the widgets that all pages share, and how a typed span of years is read. Refuses to keep
their values (filters.py) and to choose a page's indicator (indicator_choice.py).
"""

import re
import unicodedata
from collections.abc import Sequence

import streamlit as st

from pages.shared import copy_link, indicator_choice, kept_indicators
from pages.shared.data_part import is_filtered
from pages.shared.filters import (
    BODIES,
    FIRST,
    GENRE,
    LAST,
    REGIONS,
    UNKNOWN,
    set_widgets,
    write_address,
)
from pages.shared.link import Choice, Offer, own_names
from pages.shared.names import cut, label_text
from pages.shared.view import View
from pages.shared.words import say

_TYPED, _MISREAD = "filter.typed", "filter.misread"
_REGION = "filter.region"
_LABEL_LENGTH = 14
_GENRES = ("rol", "dis", "enf", "unknown")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def show_filters(view: View, page: str) -> None:
    """Draw the filter line of a page; "" is the page that opens first."""
    own = {name: st.query_params.get_all(name) for name in own_names(page)}
    own = {name: values for name, values in own.items() if values}
    own = kept_indicators.follow_indicators(view, page, own)
    write_address(view, own)
    with st.container(key="filters", horizontal=True, vertical_alignment="center"):
        if is_filtered(page):
            _show_choices(view, page)
        copy_link.show_copy_link(view, own)
    unknown = st.session_state.get(UNKNOWN)
    if unknown:
        st.info(label_text(say("unknown_values", view.lang, values="、".join(unknown))))


def _show_choices(view: View, page: str) -> None:
    _show_years(view)
    _show_regions(view)
    _show_bodies(view)
    _show_genre(view)
    indicator_choice.show_indicator(view, page)
    if view.narrowed:
        st.button(
            say("reset", view.lang),
            key="reset",
            type="tertiary",
            icon=":material/restart_alt:",
            on_click=set_widgets,
            args=(Choice(), view.offer),
        )


def _show_years(view: View) -> None:
    years, lang = list(view.offer.years), view.lang
    if not years:
        return
    span = f"{view.years[0]}–{view.years[-1]}" if len(view.years) > 1 else str(view.years[0])
    label = say("year_span", lang, span=span)
    with st.popover(label, icon=":material/calendar_month:", key="popover-years"):
        left, right = st.columns(2)
        left.selectbox(say("from_year", lang), years, key=FIRST)
        right.selectbox(say("to_year", lang), years, key=LAST)
        st.text_input(
            say("typed_years", lang),
            key=_TYPED,
            placeholder=f"{years[0]}–{years[-1]}",
            max_chars=20,
            on_change=_take_typed,
            args=(years,),
        )
        if st.session_state.pop(_MISREAD, False):
            st.warning(say("typed_years.misread", lang, first=years[0], last=years[-1]))


def _take_typed(offered: Sequence[int]) -> None:
    """Set the span that was typed, cut to the years there are; else say that it was not read."""
    typed = st.session_state[_TYPED]
    span = read_span(typed, offered)
    if span:
        st.session_state[FIRST], st.session_state[LAST] = span
        st.session_state[_TYPED] = ""
    elif typed.strip():
        st.session_state[_MISREAD] = True


def read_span(typed: str, offered: Sequence[int]) -> tuple[int, int] | None:
    """Read one year or two as they are typed (2021, 2019-2023, ２０１９年至2023年).

    None where no year stands in the text, more than two do, or none of the span is offered.
    """
    numbers = [int(year) for year in _YEAR.findall(unicodedata.normalize("NFKC", typed))]
    if not 1 <= len(numbers) <= 2:
        return None
    inside = [year for year in offered if min(numbers) <= year <= max(numbers)]
    return (inside[0], inside[-1]) if inside else None


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
                key=REGIONS,
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
        st.multiselect(say("body", lang), bodies, key=BODIES, placeholder=say("all", lang))


def _show_genre(view: View) -> None:
    """Let one genre be chosen, where the data holds several."""
    lang, genres = view.lang, [each for each in _GENRES if each in view.offer.genres]
    if len(genres) < 2:
        return
    chosen = view.choice.genre
    label = say(f"genre.{chosen}.named" if chosen else "all_genres", lang)
    with st.popover(label, icon=":material/article:", key="popover-genre"):
        st.radio(
            say("genre", lang),
            ["", *genres],
            key=GENRE,
            format_func=lambda name: say(f"genre.{name}.named" if name else "all", lang),
        )


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
    st.session_state[REGIONS] = [st.session_state[_REGION]]


def _drop_strange_bodies(offer: Offer) -> None:
    inside = offer.agencies(st.session_state[REGIONS])
    kept = [body for body in st.session_state[BODIES] if body in inside]
    st.session_state[BODIES] = kept


def _label(chosen: tuple[str, ...], none_key: str, count: int, lang: str) -> str:
    if not chosen:
        return say(none_key, lang, n=count)
    name = label_text(cut(chosen[0], _LABEL_LENGTH))
    return name if len(chosen) == 1 else say("and_others", lang, name=name, n=len(chosen))
