"""The designed states of a page that has nothing to draw, or something to say first.

Owns one clear sentence for each. Refuses tracebacks and silence.
"""

import streamlit as st

from etl.errors import WarehouseError
from pages.shared import markup
from pages.shared.filters import show_region_choice
from pages.shared.view import WIDEST, View
from pages.shared.words import known, say


def show_fault(error: WarehouseError, lang: str) -> None:
    """Say that the warehouse cannot be shown, and what to do."""
    key = f"fault.{error.kind.value}"
    title = say(key, lang) if known(key) else say("fault", lang)
    markup.show_empty(title, str(error) if lang == "zh" else say("fault.advice", lang))


def show_no_data(lang: str) -> None:
    """Say that the warehouse holds nothing yet."""
    markup.show_empty(say("empty", lang), say("empty.advice", lang))


def show_nothing(view: View, subject: str) -> None:
    """Say that nothing matches, and which filter to loosen."""
    lang = view.lang
    key = "nothing.filtered" if view.narrowed else "nothing"
    markup.show_empty(say(key, lang, subject=subject), say(f"{key}.advice", lang))


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
