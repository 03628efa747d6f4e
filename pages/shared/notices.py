"""The designed states of a page that has nothing to draw, or something to say first.

Owns one clear sentence for each. Refuses tracebacks and silence.
"""

import streamlit as st

from etl.errors import WarehouseError
from pages.shared import markup
from pages.shared.filter_line import show_region_choice
from pages.shared.filters import set_widgets
from pages.shared.loosening import Count, Loosening, count_figures, find_loosenings
from pages.shared.names import cut, label_text
from pages.shared.view import WIDEST, View
from pages.shared.words import known, say

_LABEL_LENGTH = 24


def show_fault(error: WarehouseError, lang: str) -> None:
    """Say that the warehouse cannot be shown, and what to do."""
    key = f"fault.{error.kind.value}"
    title = say(key, lang) if known(key) else say("fault", lang)
    markup.show_empty(title, str(error) if lang == "zh" else say("fault.advice", lang))


def show_no_data(lang: str) -> None:
    """Say that the warehouse holds nothing yet."""
    markup.show_empty(say("empty", lang), say("empty.advice", lang))


def show_nothing(view: View, subject: str, count: Count | None = None) -> None:
    """Say that nothing matches, which filter empties the page, and offer to loosen it.

    `count` tells how much a question would bring to this page; figures, where it is left out.
    """
    lang = view.lang
    if not view.narrowed:
        markup.show_empty(say("nothing", lang, subject=subject), say("nothing.advice", lang))
        return
    offers = find_loosenings(view, count or count_figures(()))
    advice = say("nothing.filtered.one" if offers else "nothing.filtered.several", lang)
    markup.show_empty(say("nothing.filtered", lang, subject=subject), advice)
    with st.container(key="loosen", horizontal=True):
        for offer in offers:
            _offer(offer, view)


def _offer(offer: Loosening, view: View) -> None:
    lang = view.lang
    value = label_text(cut(offer.value, _LABEL_LENGTH))
    st.button(
        say(f"loosen.{offer.name}", lang, value=value, n=f"{offer.found:,}"),
        key=f"loosen-{offer.name}",
        icon=":material/filter_alt_off:",
        on_click=set_widgets,
        args=(offer.choice, view.offer),
    )


def show_wide(view: View) -> None:
    """Say that there are too many bodies for one page, and ask for a region, or for bodies."""
    lang, count = view.lang, f"{len(view.offer.agencies(view.choice.regions)):,}"
    markup.show_empty(say("wide", lang, n=count), say("wide.advice", lang, most=f"{WIDEST:,}"))
    if len(view.offer.regions) > 1:
        show_region_choice(view)


def show_notice(notice: str | None, lang: str) -> None:
    """Say that an older version is shown, in place of a damaged one."""
    if notice:
        st.warning(notice if lang == "zh" else say("notice.older", lang))


def show_origin(dataset: str, lang: str) -> None:
    """Say on every page that shows them that the samples are made up."""
    key = f"origin.{dataset}"
    if known(key):
        markup.show_banner(say(key, lang))
