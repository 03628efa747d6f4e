"""The widgets above the rows: which table, of which subjects and indicators, with which words.

Owns their look; where they stand is the link's (data_choice.py).
"""

import streamlit as st

from pages.shared.data_choice import (
    LONGEST,
    STATEMENTS,
    read_asked,
    write_table,
    write_things,
    write_words,
)
from pages.shared.names import label_text
from pages.shared.sidebar import SUBJECT_PAGES
from pages.shared.store import find_indicators
from pages.shared.switch import show_switch
from pages.shared.view import View
from pages.shared.words import say

_TABLES = ("figures", STATEMENTS)
_TABLE, _THINGS, _WORDS = "rows.table", "rows.things", "rows.words"
_SUBJECT = "subject:"  # before a subject, among indicators


def show_choices(view: View) -> None:
    """Draw the widgets: which rows, of what, with which words."""
    lang = view.lang
    _show_unknown(lang)
    statements = st.query_params.get("table") == STATEMENTS
    table = STATEMENTS if statements else _TABLES[0]
    st.session_state[_THINGS] = _read_things()
    st.session_state[_WORDS] = st.query_params.get("q", "")[:LONGEST]
    with st.container(key="rows-choice", horizontal=True, vertical_alignment="bottom"):
        show_switch(
            *("rows.table", _TABLES, table, lang, _take_table),
            key=_TABLE,
            each="rows.table.{}",
            labelled=True,
        )
        st.multiselect(
            say("rows.things", lang),
            _list_things(),
            key=_THINGS,
            format_func=lambda each: _name_thing(each, lang),
            placeholder=say("all", lang),
            on_change=_take_things,
            width=360,
        )
        st.text_input(
            say("rows.words", lang),
            key=_WORDS,
            max_chars=LONGEST,
            placeholder=say("rows.words.placeholder", lang),
            icon=":material/search:",
            on_change=_take_words,
            width=300,
        )


def _list_things() -> list[str]:
    """List subjects, each before its indicators: they are told apart by the colon."""
    catalogue = find_indicators()
    things: list[str] = []
    for subject in SUBJECT_PAGES:
        things += [f"{_SUBJECT}{subject}", *catalogue.loc[catalogue["subject"] == subject, "id"]]
    return things


def _name_thing(thing: str, lang: str) -> str:
    subject = thing.removeprefix(_SUBJECT)
    if subject != thing:
        return say("rows.subject", lang, subject=say(f"page.{subject}", lang))
    return str(find_indicators().loc[thing, f"name_{lang}"])


def _read_things() -> list[str]:
    asked = [*(f"{_SUBJECT}{each}" for each in read_asked("subject")), *read_asked("indicator")]
    return [each for each in _list_things() if each in asked]


def _show_unknown(lang: str) -> None:
    known = set(_list_things())
    asked = [(each, f"{_SUBJECT}{each}") for each in read_asked("subject")]
    asked += [(each, each) for each in read_asked("indicator")]
    strange = [name for name, thing in asked if thing not in known]
    if strange:
        st.info(label_text(say("unknown_values", lang, values="、".join(strange))))


def _take_table() -> None:
    write_table(st.session_state[_TABLE])


def _take_things() -> None:
    things: list[str] = st.session_state[_THINGS]
    subjects = [each.removeprefix(_SUBJECT) for each in things if each.startswith(_SUBJECT)]
    write_things(subjects, [each for each in things if not each.startswith(_SUBJECT)])


def _take_words() -> None:
    write_words(st.session_state[_WORDS])
