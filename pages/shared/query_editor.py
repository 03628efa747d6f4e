"""The editor of a query, and the query's life in the address.

A link brings a query into the editor and no further; what was run, or taken from an example,
goes into the link. Refuses to run anything, and to put a long query into a link.
"""

import streamlit as st

from pages.shared import markup
from pages.shared.data_part import Part, choose_part
from pages.shared.theme import is_phone
from pages.shared.view import View
from pages.shared.words import say

PARAMETER = "sql"
LONGEST = 4_000  # characters of a query in a link: browsers and servers cut long addresses
# What stands in the editor; what the session keeps of it over other pages; what we wrote into
# the address ourselves; whether a link brought what is there.
_TEXT, _KEPT, _WRITTEN = "query.text", "query.kept", "query.written"
_LINKED = "query.linked"


def current_query() -> str:
    """Return the query that was run, filled in or brought by a link last."""
    return str(st.session_state.get(_KEPT, ""))


def fill_editor(query: str) -> None:
    """Put a query into the editor and into the address; to be called before the page runs."""
    st.session_state[_TEXT] = query
    choose_part(Part.SQL)
    _keep(query)


def show_editor(view: View) -> str | None:
    """Draw the editor; return the query where the reader has just asked to run it."""
    _adopt_address()
    lang = view.lang
    with st.container(key="query"), st.form("query.form", border=False):
        text = st.text_area(
            say("query.label", lang),
            key=_TEXT,
            height="content",
            placeholder=say("query.placeholder", lang),
        )
        with st.container(key="query-run", horizontal=True, vertical_alignment="center"):
            asked = st.form_submit_button(
                say("query.run", lang),
                type="primary",
                icon=":material/play_arrow:",
                on_click=_keep_typed,
            )
            markup.show_note(_advice(lang))
    return str(text) if asked else None


def _advice(lang: str) -> str:
    """Say what the button will do to a query, and what a link will."""
    if st.session_state.get(_LINKED):
        return say("query.linked", lang)
    if len(current_query()) > LONGEST:
        return say("query.long", lang, n=f"{LONGEST:,}")
    keys = "" if is_phone() else say("query.keys", lang)
    return keys + say("query.hint", lang)


def _adopt_address() -> None:
    """Take over a query from the address; else have back the last one of this session."""
    state = st.session_state
    linked = st.query_params.get(PARAMETER, "")
    if linked and linked != state.get(_WRITTEN):
        state[_TEXT] = state[_KEPT] = state[_WRITTEN] = linked
        state[_LINKED] = True
    elif _TEXT not in state and current_query():
        state[_TEXT] = current_query()
        _write_address(current_query())
        st.rerun()  # the button that copies the address stands above


def _keep_typed() -> None:
    _keep(st.session_state[_TEXT])


def _keep(query: str) -> None:
    st.session_state[_KEPT] = query
    st.session_state[_LINKED] = False
    _write_address(query)


def _write_address(query: str) -> None:
    short = query if query.strip() and len(query) <= LONGEST else ""
    st.session_state[_WRITTEN] = short
    if short:
        st.query_params[PARAMETER] = short
    else:
        st.query_params.pop(PARAMETER, None)
        choose_part(Part.SQL)  # which the query said, while it stood there
