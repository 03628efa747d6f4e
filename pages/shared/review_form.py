"""What a reviewer decides of the figure that stands before him, by buttons, keys and a small form.

Owns the name he gives and what he types, as long as his session lasts. A decision is about the
figure that was drawn, in the knowledge of what stood there, whatever others did meanwhile. Refuses
to know the queue.
"""

from dataclasses import dataclass
from time import monotonic
from typing import Any

import streamlit as st

from etl.corrections import (
    LONGEST_NAME,
    LONGEST_REASON,
    Amount,
    Decision,
    read_amount,
)
from etl.errors import FazhiError
from etl.model import Qualifier
from etl.review_faults import Undecidable
from pages.shared import markup
from pages.shared.component import make_component, mount
from pages.shared.names import label_text
from pages.shared.reviewing import Ruling, decide, find_one, list_units
from pages.shared.view import View, current_view
from pages.shared.words import say, unit_name

FIGURE = "figure"  # in the address
# What a session keeps: the name, which form is open, what came of the last decision.
_WHO, _NAME = "review.who", "review.name"
_OPEN, _DONE, _FAULT = "review.open", "review.done", "review.fault"
_DRAWN, _OPENED = "review.drawn", "review.opened"
_WHY, _VALUE = "review.why", "review.value"
_QUALIFIER, _UNIT = "review.qualifier", "review.unit"
LEAST_LOOK = 0.4  # seconds: a key that comes sooner was pressed for the figure before, or is held

_focus = make_component("review_focus")


@dataclass(frozen=True, slots=True)
class Shown:
    """The figure before the reviewer, the decision on it that is known, and its neighbours.

    `sign` tells it from any other: a new version may give its id to another statement.
    """

    figure: str
    sign: tuple[Any, ...]
    seen: str | None
    before: str | None
    after: str | None


def sign_figure(row: Any) -> tuple[Any, ...]:
    """Return what tells a statement, and how it was read, from any other."""
    place = (row.report_id, row.indicator, int(row.number_start), row.quote)
    return (*place, float(row.value), row.qualifier, row.unit)


def show_done(lang: str) -> None:
    """Say what came of the last decision."""
    fault = st.session_state.pop(_FAULT, None)
    if fault:
        markup.show_fault(fault)
    said = st.session_state.pop(_DONE, None)
    if said:
        st.success(label_text(say("review.saved", lang, **said)))


def tell_fault(error: FazhiError, lang: str) -> str:
    """Return why a decision cannot be taken, in the reader's language."""
    if isinstance(error, Undecidable):
        return say(f"review.fault.{error.fault}", lang, **error.values)
    return str(error)


def ask_name(lang: str) -> None:
    """Draw the field of the reviewer's name; a session keeps it over pages without the field."""
    state = st.session_state
    state.setdefault(_WHO, state.get(_NAME, ""))
    state[_NAME] = st.text_input(
        say("review.who", lang), key=_WHO, max_chars=LONGEST_NAME, width=260
    )


def show_choice(row: Any, shown: Shown, view: View) -> None:
    """Draw the name, the buttons with their keys, and the form that was opened.

    Buttons and form are the figure's own: a press that comes late is about no other figure. A
    corrected one is accepted by nobody: that would undo the correction.
    """
    lang = view.lang
    if st.session_state.get(_DRAWN, ("", 0.0))[0] != shown.figure:
        st.session_state[_DRAWN] = (shown.figure, monotonic())
    ask_name(lang)
    with st.container(key="review-choice", horizontal=True):
        st.button(
            *(say("review.accept", lang), f"review-accept-{shown.figure}"),
            shortcut="y",
            type="primary",
            icon=":material/check:",
            disabled=row.review == Decision.CORRECTED,
            on_click=_accept,
            args=(shown,),
        )
        _show_opener(Decision.CORRECTED, "correct", "e", ":material/edit:", shown, lang)
        _show_opener(Decision.REJECTED, "reject", "x", ":material/block:", shown, lang)
        _show_step("review.previous", "k", shown.before, lang)
        _show_step("review.next", "j", shown.after, lang)
    opened, figure = st.session_state.get(_OPEN, (None, None))
    if opened and figure == shown.figure:
        _show_form(row, opened, shown, view)


def _show_opener(
    decision: Decision, name: str, shortcut: str, icon: str, shown: Shown, lang: str
) -> None:
    st.button(
        *(say(f"review.{name}", lang), f"review-{name}-{shown.figure}"),
        shortcut=shortcut,
        icon=icon,
        on_click=_open,
        args=(decision, shown.figure),
    )


def _open(decision: Decision, figure: str) -> None:
    st.session_state[_OPEN] = (decision, figure)
    st.session_state[_OPENED] = st.session_state.get(_OPENED, 0) + 1


def _show_step(name: str, shortcut: str, figure: str | None, lang: str) -> None:
    st.button(
        *(say(name, lang), name),
        shortcut=shortcut,
        type="tertiary",
        disabled=figure is None,
        on_click=_go,
        args=(figure,),
    )


def _go(figure: str | None) -> None:
    _close()
    if figure:
        st.query_params[FIGURE] = figure
    else:
        st.query_params.pop(FIGURE, None)


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _show_form(row: Any, decision: Decision, shown: Shown, view: View) -> None:
    lang = view.lang
    form = f"review-form-{shown.figure}"
    with st.container(key=form), st.form(f"{form}-sent"):
        if decision is Decision.CORRECTED:
            _ask_amount(row, lang)
        st.text_area(say("review.why", lang), key=_WHY, max_chars=LONGEST_REASON, height=90)
        st.form_submit_button(
            say(f"review.save.{decision}", lang),
            type="primary",
            on_click=_save,
            args=(decision, shown),
        )
    st.button(
        *(say("review.cancel", lang), f"review-cancel-{shown.figure}"),
        shortcut="escape",
        type="tertiary",
        on_click=_close,
    )
    told = {"form": form, "opened": f"{shown.figure} {st.session_state.get(_OPENED, 0)}"}
    mount(_focus, "review-focus", told)


def _ask_amount(row: Any, lang: str) -> None:
    units, qualifiers = list_units(row.indicator), [each.value for each in Qualifier]
    with st.container(key="review-amount", horizontal=True):
        value = f"{row.value:.15g}"
        st.text_input(say("review.value", lang), value=value, key=_VALUE, width=200)
        st.selectbox(
            say("review.qualifier", lang),
            qualifiers,
            index=qualifiers.index(row.qualifier),
            key=_QUALIFIER,
            format_func=lambda each: say(f"rows.qualifier.{each}", lang),
            width=160,
        )
        st.selectbox(
            say("review.unit", lang),
            units,
            index=units.index(row.unit) if row.unit in units else 0,
            key=_UNIT,
            format_func=lambda each: unit_name(each, lang),
            width=140,
        )


def _accept(shown: Shown) -> None:
    drawn, moment = st.session_state.get(_DRAWN, ("", 0.0))
    now = monotonic()
    if drawn != shown.figure or now - moment < LEAST_LOOK:
        st.session_state[_DRAWN] = (shown.figure, now)  # a held key never comes late enough
        st.session_state[_FAULT] = say("review.hasty", current_view().lang)
        return
    _decide(shown, Ruling(Decision.ACCEPTED, read_who()))


def _save(decision: Decision, shown: Shown) -> None:
    state = st.session_state
    try:
        new = _read_amount() if decision is Decision.CORRECTED else None
    except FazhiError as error:
        state[_FAULT] = tell_fault(error, current_view().lang)
        return
    _decide(shown, Ruling(decision, read_who(), state[_WHY], new))


def _read_amount() -> Amount:
    state = st.session_state
    return Amount(read_amount(state[_VALUE]), Qualifier(state[_QUALIFIER]), state[_UNIT])


def _decide(shown: Shown, ruling: Ruling) -> None:
    """Decide of the figure that was before the reviewer, in the knowledge of what stood there."""
    view = current_view()
    row = next(find_one(view, shown.figure).itertuples(), None)
    if row is None or sign_figure(row) != shown.sign:
        st.session_state[_FAULT] = say("review.gone", view.lang)
        return
    try:
        review = decide(row, ruling, shown.seen)
    except FazhiError as error:
        st.session_state[_FAULT] = tell_fault(error, view.lang)
        return
    decision = say(f"review.decision.{review.decision}", view.lang)
    st.session_state[_DONE] = {"decision": decision, "body": row.body, "year": row.year}
    _go(shown.after)


def read_who() -> str:
    """Return the name the reviewer gave."""
    return str(st.session_state.get(_WHO, st.session_state.get(_NAME, "")))
