"""The search page: a text box over the words of all reports and everything they name.

Owns the box, what is searched, and their life in the address. Refuses to match: the warehouse does.
"""

import streamlit as st
from pandas import DataFrame

from etl.model import NamedKind
from pages.shared import markup
from pages.shared.found_texts import show_texts
from pages.shared.names import join_regions
from pages.shared.names_file import show_names_file
from pages.shared.names_table import show_names
from pages.shared.naming import NamedRow, read_rows
from pages.shared.store import TextFound, search_named, search_texts
from pages.shared.view import View, current_view
from pages.shared.words import say

_TEXT, _KIND = "search.text", "search.kind"
_MOST = 300
_MOST_TEXTS = 40
_FEW_TEXTS = 5  # shown at first where names stand below them
_LONGEST = 80  # characters of a question
_COLUMNS = ("kind", "name", "body", "year", "quote")
_ALL, _TEXTS = "all", "text"
_NAMED = tuple(kind.value for kind in NamedKind)
_KINDS = (_ALL, _TEXTS, *_NAMED)
_NO_TEXTS = TextFound(0, True, ())


def show_search() -> None:
    """Draw the page."""
    view = current_view()
    text, kind = _read_question()
    texts = _find_texts(view, text, kind)
    named = _find_names(view, text, kind)
    rows = read_rows(named, view)
    _show_head(text, kind, texts, rows, view)
    _show_question(view)
    if texts.reports:
        _show_texts(texts, text, view, alone=not rows)
    if rows:
        _show_names(rows, view, alone=not texts.reports)
        show_names_file(named, view, "search")
    if not texts.reports and not rows:
        markup.show_note(say("search.advice" if text else "search.ask", view.lang))


def _find_texts(view: View, text: str, kind: str) -> TextFound:
    if kind not in (_ALL, _TEXTS) or not text:
        return _NO_TEXTS
    return search_texts(view.asked, text, _MOST_TEXTS)


def _find_names(view: View, text: str, kind: str) -> DataFrame:
    kinds = [kind] if kind in _NAMED else []
    found = search_named(view.asked, text, kinds, 0 if kind == _TEXTS else _MOST)
    return view.label(found)


def _read_question() -> tuple[str, str]:
    """Return the text and the kind asked for in the address."""
    kind = st.query_params.get("kind", _ALL)
    return st.query_params.get("q", "").strip()[:_LONGEST], kind if kind in _KINDS else _ALL


def _show_head(text: str, kind: str, texts: TextFound, rows: list[NamedRow], view: View) -> None:
    lang = view.lang
    key, number = _choose_title(text, kind, texts, rows)
    title = say(key, lang, text=text, n=f"{number:,}" if number > 1 else number)
    place = join_regions(view.offer.regions, view.choice.regions, lang)
    reports = len({row.report_id for row in rows})
    scope = say("search.scope", lang, reports=reports) if rows and not texts.reports else ""
    shown = len(texts.reports)
    newest = say("search.newest", lang, n=shown) if shown < texts.total else ""
    markup.show_title(title, [place, scope, newest])


def _choose_title(text: str, kind: str, texts: TextFound, rows: list[NamedRow]) -> tuple[str, int]:
    if not text:
        return "search.title", 0
    if texts.reports:
        return ("search.found" if texts.exact else "search.found.least"), texts.total
    return ("search.found.names" if rows else "search.nothing"), len(rows)


def _show_texts(texts: TextFound, text: str, view: View, *, alone: bool) -> None:
    if not alone:
        markup.show_section(say("search.texts", view.lang), say("search.texts.note", view.lang))
    show_texts(texts, text, view, *([] if alone else [_FEW_TEXTS]))
    if len(texts.reports) < texts.total:
        markup.show_note(say("search.common", view.lang, n=len(texts.reports)))


def _show_names(rows: list[NamedRow], view: View, *, alone: bool) -> None:
    lang = view.lang
    if not alone:
        note = say("search.names.note", lang, n=len(rows))
        markup.show_section(say("search.names", lang), note)
    show_names(rows, view, "search", _COLUMNS, most=30)
    if len(rows) == _MOST:
        markup.show_note(say("search.cut", lang, n=_MOST))


def _name_kind(kind: str, lang: str) -> str:
    return say(f"search.kind.{kind}" if kind in (_ALL, _TEXTS) else f"named.{kind}", lang)


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
            format_func=lambda each: _name_kind(each, view.lang),
            label_visibility="collapsed",
            required=True,
            on_change=_keep,
            args=("kind", _KIND),
        )


def _keep(parameter: str, widget: str) -> None:
    value = st.session_state[widget]
    if value and value != _ALL:
        st.query_params[parameter] = value
    else:
        st.query_params.pop(parameter, None)
