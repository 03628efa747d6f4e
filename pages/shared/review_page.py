"""The page 复核: a queue of figures worth a look, each beside its words, decided upon by keyboard.

Owns its order, the figure and reason in the address, and what a reviewer types. Refuses to decide
what is worth a look (etl/checks/queue.py), and to be there where the server was not started for it.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from etl.checks.queue import Queued, Reason, tell_cause
from etl.corrections import Review, find_standing
from etl.errors import FazhiError
from pages.shared import markup
from pages.shared.evidence import read_evidence
from pages.shared.names import join_regions, name_indicator
from pages.shared.notices import show_wide
from pages.shared.quotes import show_quotes
from pages.shared.review_form import (
    FIGURE,
    Shown,
    ask_name,
    read_who,
    show_choice,
    show_done,
    sign_figure,
)
from pages.shared.review_history import show_history
from pages.shared.reviewing import (
    choose_decisions,
    find_decisions,
    find_one,
    find_review_queue,
    place_decisions,
)
from pages.shared.store import can_ask
from pages.shared.view import View, current_view
from pages.shared.words import say

_REASON = "reason"
_KINDS, _ALL = "review.kinds", "all"


def show_review() -> None:
    """Draw the page."""
    view = current_view()
    lang = view.lang
    if not can_ask():
        markup.show_empty(say("review.published", lang), say("review.published.advice", lang))
        return
    try:
        every = find_decisions()
    except FazhiError as error:  # a line that somebody else's hand broke
        markup.show_fault(str(error))
        return
    placed = place_decisions(every)
    decisions = choose_decisions(placed, view.choice.data)
    if view.wide and not st.query_params.get(FIGURE):
        show_done(lang)
        show_wide(view)
        _show_decided(every, decisions, view)
        return
    queue = [] if view.wide else find_review_queue(view, decisions)
    _show_head(queue, decisions, view)
    shown = _show_reasons(queue, lang)
    show_done(lang)
    _show_decided(every, [] if _show_figure(shown, placed, view) else decisions, view)


def _show_decided(every: Sequence[Review], nameless: Sequence[Review], view: View) -> None:
    """Draw what was decided, below the field of the name where none stands above it yet."""
    if nameless:
        ask_name(view.lang)  # whoever takes a decision back gives his name, too
    show_history(every, view, read_who())


def _show_head(queue: Sequence[Queued], decisions: Sequence[Review], view: View) -> None:
    lang = view.lang
    decided = len(find_standing(decisions))
    facts = [
        join_regions(view.offer.regions, view.choice.regions, lang),
        say("review.decided", lang, n=decided) if decided else "",
        say("review.keys", lang),
    ]
    told = "review.one" if view.wide else "review.title" if queue else "review.none"
    title = say(told, lang, n=len(queue))
    markup.show_title(title, facts)


def _show_reasons(queue: Sequence[Queued], lang: str) -> list[Queued]:
    """Draw the reasons there are, and return the figures queued for the one chosen."""
    counts = {
        reason: sum(any(each.reason is reason for each in queued.causes) for queued in queue)
        for reason in Reason
    }
    present = [reason.value for reason in Reason if counts[reason]]
    asked = st.query_params.get(_REASON, _ALL)
    chosen = asked if asked in present else _ALL
    if len(present) > 1:
        st.session_state[_KINDS] = chosen
        st.pills(
            say("review.reasons", lang),
            (_ALL, *present),
            key=_KINDS,
            format_func=lambda each: _name_reason(each, counts, len(queue), lang),
            label_visibility="collapsed",
            required=True,
            on_change=_keep_reason,
        )
    return [each for each in queue if chosen == _ALL or _has(each, chosen)]


def _has(queued: Queued, reason: str) -> bool:
    return any(cause.reason == reason for cause in queued.causes)


def _name_reason(reason: str, counts: dict[Reason, int], every: int, lang: str) -> str:
    count = every if reason == _ALL else counts[Reason(reason)]
    return f"{say(f'review.reason.{reason}', lang)} {count}"


def _keep_reason() -> None:
    chosen = st.session_state[_KINDS]
    st.query_params.pop(FIGURE, None)
    if chosen == _ALL:
        st.query_params.pop(_REASON, None)
    else:
        st.query_params[_REASON] = chosen


def _show_figure(queue: Sequence[Queued], decisions: Sequence[Review], view: View) -> bool:
    """Draw the figure asked for, or the first one queued, with what can be decided of it.

    Returns whether there is one.
    """
    asked = st.query_params.get(FIGURE)
    ids = [each.figure.observation_id for each in queue]
    if asked and find_one(view, asked).empty:  # its report was replaced: on with the queue
        markup.show_note(say("review.gone", view.lang))
        asked = None
    current = asked or next(iter(ids), None)
    frame = find_one(view, current) if current else None
    if frame is None or frame.empty:
        return False
    row = next(frame.itertuples())
    if current != asked:  # whatever others decide meanwhile, this one stays before the reader
        st.query_params[FIGURE] = row.observation_id
    at = ids.index(current) if current in ids else None
    causes = queue[at].causes if at is not None else ()
    standing = find_standing(decisions).get((row.report_id, row.indicator, int(row.number_start)))
    _show_place(row, at, len(ids), view)
    for cause in causes:
        markup.show_note(tell_cause(cause, view.lang))
    names = {row.indicator: name_indicator(row.indicator, view.lang)}
    evidence = read_evidence(frame, names, view)
    show_quotes(evidence, view, "review", picked=False, review=False)
    _show_standing(standing, view.lang)
    after = ids[at + 1] if at is not None and at + 1 < len(ids) else None
    before = ids[at - 1] if at else None
    seen = standing.id if standing else None
    shown = Shown(row.observation_id, sign_figure(row), seen, before, after)
    show_choice(row, shown, view)
    return True


def _show_place(row: Any, at: int | None, count: int, view: View) -> None:
    name = name_indicator(row.indicator, view.lang)
    where = say("review.at", view.lang, n=at + 1, of=count) if at is not None else ""
    part = getattr(row, "part", None)  # of a total, where a statement is a part
    facts = (row.body, str(row.year), name, part if isinstance(part, str) else "")
    markup.show_section(" · ".join(filter(None, facts)), where)


def _show_standing(standing: Review | None, lang: str) -> None:
    if standing is not None:
        values = {"who": standing.who, "day": standing.at[:10]}
        decision = say(f"review.decision.{standing.decision}", lang)
        markup.show_note(say("review.standing", lang, decision=decision, **values))
