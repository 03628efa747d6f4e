"""Queries on the data page: an editor for SQL, the answer, and what can be asked.

Owns the order of this part, and what an answer is kept for: it stands below the query it answers and
vanishes with it. A query runs by a click alone: one that a link brought is somebody else's.
"""

import streamlit as st

from pages.shared import markup
from pages.shared.answer import Answered, Failed, run_query
from pages.shared.answer_table import show_answered, show_failed
from pages.shared.link import order_datasets
from pages.shared.query_editor import current_query, show_editor
from pages.shared.query_views import show_views
from pages.shared.store import QUERY_LIMITS, can_ask, find_datasets
from pages.shared.view import View, current_view
from pages.shared.words import join, say

_ANSWER = "query.answer"
_MEGABYTE = 1024 * 1024


def show_query() -> None:
    """Draw the part."""
    view = current_view()
    if not can_ask():
        markup.show_empty(say("query.none", view.lang), say("query.none.advice", view.lang))
        return
    _show_head(view)
    asked = show_editor(view)
    if asked is not None:
        with st.spinner(say("query.running", view.lang)):
            st.session_state[_ANSWER] = run_query(asked)
    _show_answer(view)
    show_views(view)


def _show_head(view: View) -> None:
    lang, limits = view.lang, QUERY_LIMITS
    most = say(
        "query.limits",
        lang,
        seconds=f"{limits.seconds:g}",
        rows=f"{limits.rows:,}",
        memory=limits.memory // _MEGABYTE,
    )
    markup.show_title(say("query.title", lang), [say("query.rules", lang), most])
    names = order_datasets([item.id for item in find_datasets()])
    told = join([f"{name} = {say(f'data.{name}', lang)}" for name in names], lang)
    scope = say("query.scope", lang, data=told)
    mixed = len(names) > 1 and "sample" in names
    markup.show_note(f"{scope}{say('query.scope.sample', lang)}" if mixed else scope)


def _show_answer(view: View) -> None:
    answer: Answered | Failed | None = st.session_state.get(_ANSWER)
    if answer is None or answer.query != current_query():
        return
    if isinstance(answer, Failed):
        show_failed(answer, view)
    else:
        show_answered(answer, view)
