"""What was decided, the newest first: by whom, why, taken back where it was wrong, and published.

Owns the list below the queue and the step to a new version. Refuses to change a decision: one that
was wrong is taken back, and stays to be read.
"""

from collections.abc import Sequence

import streamlit as st

from etl.corrections import Decision, Review, find_standing
from etl.errors import FazhiError
from pages.shared import markup
from pages.shared.names import label_text, name_indicator
from pages.shared.numbers import with_unit
from pages.shared.review_form import FIGURE, tell_fault
from pages.shared.review_waiting import count_waiting
from pages.shared.reviewing import (
    choose_decisions,
    find_decided,
    place_decisions,
    publish_decisions,
    take_back,
)
from pages.shared.view import View
from pages.shared.words import say

_MOST = 20
_PUBLISHED = "review.published.version"


def show_history(decisions: Sequence[Review], view: View, who: str) -> None:
    """Draw the newest decisions of the data set, and the step that publishes them."""
    lang = view.lang
    _show_published(lang)
    mine = choose_decisions(decisions, view.choice.data)
    if not mine:
        return
    waiting = count_waiting(decisions)
    markup.show_section(say("review.history", lang), say("review.history.n", lang, n=len(mine)))
    if waiting:
        _offer_publishing(waiting, lang)
    standing = {each.id for each in find_standing(place_decisions(decisions)).values()}
    newest = mine[: -_MOST - 1 : -1]
    placed = place_decisions(newest)
    figures = find_decided(placed)
    for each, there in zip(newest, placed, strict=True):
        _show_decision(each, each.id in standing, figures.get(there.place), view, who)


def _show_published(lang: str) -> None:
    version = st.session_state.pop(_PUBLISHED, None)
    if version:
        st.success(say("review.publish.done", lang, version=version))


def _offer_publishing(waiting: int, lang: str) -> None:
    markup.show_note(say("review.waiting", lang, n=waiting))
    if not st.button(say("review.publish", lang, n=waiting), icon=":material/publish:"):
        return
    try:
        with st.spinner(say("review.publishing", lang)):
            done = publish_decisions()
    except FazhiError as error:
        markup.show_fault(say("review.publish.failed", lang), str(error))
        return
    st.session_state[_PUBLISHED] = done.version
    st.rerun()


def _show_decision(review: Review, stands: bool, figure: str | None, view: View, who: str) -> None:
    """Draw one decision; whose figure it is leads to it, where its text is still there."""
    lang = view.lang
    whose = {"body": review.agency, "year": review.year}
    with st.container(key=f"decision-{review.id}", horizontal=True, vertical_alignment="center"):
        name = name_indicator(review.indicator, lang)
        st.button(
            label_text(f"{review.agency} · {review.year} · {name}"),
            key=f"see-{review.id}",
            type="tertiary",
            disabled=figure is None,
            on_click=_see,
            args=(figure,),
        )
        markup.show_note(_tell(review, lang))
        if stands and st.button(
            label_text(say("review.back", lang, **whose)), key=f"back-{review.id}", type="tertiary"
        ):
            _take_back(review, lang, who)


def _see(figure: str) -> None:
    st.query_params[FIGURE] = figure


def _take_back(review: Review, lang: str, who: str) -> None:
    try:
        take_back(review, who)
    except FazhiError as error:
        markup.show_fault(tell_fault(error, lang))
        return
    st.rerun()


def _tell(review: Review, lang: str) -> str:
    old = with_unit(float(review.old.value), review.old.qualifier, review.old.unit, lang)
    amount = old
    if review.decision is Decision.CORRECTED and review.new is not None:
        new = review.new
        amount = f"{old} → {with_unit(float(new.value), new.qualifier, new.unit, lang)}"
    said = say(f"review.decision.{review.decision}", lang)
    moment = review.at[:16].replace("T", " ")
    parts = [said, amount, review.who, moment]
    return " · ".join(filter(None, [*parts, review.why]))
