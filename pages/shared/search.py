"""The search page: a text box over everything reports name, and what it finds.

Owns the box, its kinds, and their life in the address. Refuses to match: the warehouse does.
"""

import streamlit as st

from etl.model import NamedKind
from pages.shared import markup
from pages.shared.names import join_regions
from pages.shared.names_file import show_names_file
from pages.shared.names_table import show_names
from pages.shared.naming import NamedRow, read_rows
from pages.shared.store import search_named
from pages.shared.view import View, current_view
from pages.shared.words import say

_TEXT, _KIND = "search.text", "search.kind"
_MOST = 300
_LONGEST = 80  # characters of a question
_COLUMNS = ("kind", "name", "body", "year", "quote")
_KINDS = tuple(kind.value for kind in NamedKind)


def show_search() -> None:
    """Draw the page."""
    view = current_view()
    text, kind = _read_question()
    found = search_named(view.asked, text, [kind] if kind else [], _MOST)
    rows = read_rows(view.label(found), view)
    _show_head(text, rows, view)
    _show_question(view)
    if rows:
        show_names(rows, view, "search", _COLUMNS, most=30)
        show_names_file(found, view, "search")
        if len(found) == _MOST:
            markup.show_note(say("search.cut", view.lang, n=_MOST))
    else:
        markup.show_note(say("search.advice", view.lang))


def _read_question() -> tuple[str, str | None]:
    """Return the text and the kind asked for in the address."""
    kind = st.query_params.get("kind")
    return st.query_params.get("q", "").strip()[:_LONGEST], kind if kind in _KINDS else None


def _show_head(text: str, rows: list[NamedRow], view: View) -> None:
    lang, reports = view.lang, len({row.report_id for row in rows})
    key = ("search.found" if rows else "search.nothing") if text else "search.title"
    title = say(key, lang, text=text, n=len(rows))
    place = join_regions(view.offer.regions, view.choice.regions, lang)
    scope = say("search.scope", lang, reports=reports) if rows else ""
    markup.show_title(title, [place, scope])


def _show_question(view: View) -> None:
    """Draw the box and the kinds; what is asked goes to the address before the page runs."""
    text, kind = _read_question()
    st.session_state.setdefault(_TEXT, text)
    st.session_state.setdefault(_KIND, kind)
    with st.container(key="search"):
        st.text_input(
            say("search.label", view.lang),
            key=_TEXT,
            max_chars=_LONGEST,
            placeholder=say("search.placeholder", view.lang),
            icon=":material/search:",
            on_change=_keep,
            args=("q", _TEXT),
        )
        st.pills(
            say("search.kinds", view.lang),
            _KINDS,
            key=_KIND,
            format_func=lambda each: say(f"named.{each}", view.lang),
            label_visibility="collapsed",
            on_change=_keep,
            args=("kind", _KIND),
        )


def _keep(parameter: str, widget: str) -> None:
    value = st.session_state[widget]
    if value:
        st.query_params[parameter] = value
    else:
        st.query_params.pop(parameter, None)
