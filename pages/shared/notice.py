"""The notice (通报) on the page of duties: two buttons for one region and year, else how to get it.

Owns when there is one, and its name. Files are made when they are asked for. Refuses to write them.
"""

from dataclasses import replace
from functools import partial

import streamlit as st

from pages.shared import markup
from pages.shared.brief_link import write_address
from pages.shared.notice_file import EXCEL, MOST, WORD, can_make, make_notice_file
from pages.shared.store import Filter
from pages.shared.view import View
from pages.shared.words import say

_KINDS = {
    WORD: (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ":material/edit_document:",
    ),
    EXCEL: (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ":material/table_view:",
    ),
}


def show_notice(view: View) -> None:
    """Draw the buttons, or say what has to be chosen first."""
    lang, asked = view.lang, find_scope(view)
    markup.show_section(say("notice", lang), say("notice.note", lang))
    if asked is None:
        markup.show_note(say("notice.how", lang))
    elif not can_make(asked):
        markup.show_note(say("notice.wide", lang, most=f"{MOST:,}"))
    else:
        _show_buttons(asked, lang)


def find_scope(view: View) -> Filter | None:
    """Return the one region and year in view; None where there are several, or none."""
    asked = view.asked
    regions = asked.regions or view.offer.regions
    years = set(asked.years or view.offer.years)
    if len(regions) != 1 or len(years) != 1:
        return None
    year = years.pop()
    return replace(asked, regions=tuple(regions), years=(year, year))


def _show_buttons(asked: Filter, lang: str) -> None:
    assert asked.years is not None  # find_scope chose one
    page = write_address(st.context.url, "")
    dashboard = page.rpartition("/")[0]
    name = f"{say('notice', 'zh')}-{asked.regions[0]}-{asked.years[0]}"
    with st.container(key="notice-buttons", horizontal=True):
        for kind, (mime, icon) in _KINDS.items():
            st.download_button(
                say(f"notice.{kind}", lang),
                data=partial(make_notice_file, asked, kind, dashboard),
                file_name=f"{name}.{kind}",
                mime=mime,
                key=f"notice-{kind}",
                icon=icon,
                on_click="ignore",
            )
