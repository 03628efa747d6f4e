"""The page 数据核对: what does not agree in and between reports, with the words of both sides.

Owns its order, the kind asked for in the address, and the marking of a finding as explained, where
the server was started for it. Refuses to judge: the checks did.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from etl.checks.identities import tell
from pages.shared import markup
from pages.shared.agreed import (
    MOST_NAME,
    MOST_REASON,
    Agreed,
    Mark,
    MarkError,
    Outcome,
    explain,
    find_marks,
    may_mark,
)
from pages.shared.agreement_rows import (
    Sorted,
    Tally,
    count_kinds,
    find_agreement,
    list_kinds,
    name_body,
    name_kind,
    read_row,
    sort_findings,
)
from pages.shared.component import make_component, mount
from pages.shared.names import join_regions
from pages.shared.notices import show_nothing, show_wide
from pages.shared.view import View, current_view
from pages.shared.words import say

_FINDINGS = make_component("agreement")
_KIND, _WHO = "agreement.kind", "agreement.who"
_ALL = "all"
_MOST = 20  # shown at first; the rest unfolds in the browser
_WORDS = ("caption", "to_report", "more", "mark", "reopen", "reason.is", "by")
_BLANKS = {"n": "{n}", "who": "{who}", "when": "{when}"}  # filled in the browser


def show_agreement() -> None:
    """Draw the page."""
    view = current_view()
    if view.wide:
        show_wide(view)
        return
    agreed = find_agreement(view)
    if not agreed.count:
        show_nothing(view, say("page.agreement", view.lang))
        return
    marks, kind = find_marks(), _read_kind()
    found = sort_findings(agreed, marks, "" if kind == _ALL else kind)
    tallies = count_kinds(agreed)
    _show_head(found, agreed, tallies, kind, view)
    _show_kinds(agreed, marks, view)
    _show_part(found.certain, "certain", agreed, marks, view)
    _show_part(found.soft, "soft", agreed, marks, view)
    _show_part(found.explained, "explained", agreed, marks, view)
    _show_tally(tallies, view.lang)


def _read_kind() -> str:
    kind = st.query_params.get("kind", _ALL)
    return kind if kind in list_kinds() else _ALL


def _show_head(
    found: Sorted, agreed: Agreed, tallies: Sequence[Tally], kind: str, view: View
) -> None:
    lang, n = view.lang, len(found.certain)
    chosen = [each for each in tallies if kind in (_ALL, each.kind)]
    tested = sum(each.tested for each in chosen)
    bodies = len({(each.region, each.agency) for each in found.certain})
    key = "agreement.found" if n else "agreement.none" if tested else "agreement.untested"
    facts = [
        join_regions(view.offer.regions, view.choice.regions, lang),
        say("agreement.tested", lang, n=f"{tested:,}", reports=agreed.count),
        say("agreement.explained.n", lang, n=len(found.explained)) if found.explained else "",
    ]
    markup.show_title(say(key, lang, n=n, bodies=bodies, tested=f"{tested:,}"), facts)


def _show_kinds(agreed: Agreed, marks: Mapping[str, Mark], view: View) -> None:
    """Draw the kinds with their open findings; the one chosen goes to the address."""
    counts = {kind: _count_open(agreed, marks, kind) for kind in list_kinds()}
    counts[_ALL] = sum(counts.values())
    st.session_state.setdefault(_KIND, _read_kind())

    def name(kind: str) -> str:
        label = say("agreement.all", view.lang) if kind == _ALL else name_kind(kind, view.lang)
        return f"{label} {counts[kind]}"

    st.pills(
        say("agreement.kinds", view.lang),
        (_ALL, *list_kinds()),
        key=_KIND,
        format_func=name,
        label_visibility="collapsed",
        required=True,
        on_change=_keep_kind,
    )


def _count_open(agreed: Agreed, marks: Mapping[str, Mark], kind: str) -> int:
    found = sort_findings(agreed, marks, kind)
    return len(found.certain) + len(found.soft)


def _keep_kind() -> None:
    kind = st.session_state[_KIND]
    if kind and kind != _ALL:
        st.query_params["kind"] = kind
    else:
        st.query_params.pop("kind", None)


def _show_part(
    found: Sequence[Outcome], part: str, agreed: Agreed, marks: Mapping[str, Mark], view: View
) -> None:
    """Draw the findings of one part of the page; a click leads to the words, or opens the form."""
    if not found:
        return
    lang = view.lang
    if part != "certain":
        markup.show_section(say(f"agreement.{part}", lang), say(f"agreement.{part}.note", lang))
    rows = [read_row(each, agreed, marks, view) for each in found]
    data = {
        "rows": rows,
        "most": _MOST,
        "review": may_mark(),
        "words": {name: say(f"agreement.{name}", lang, **_BLANKS) for name in _WORDS},
    }
    result = mount(_FINDINGS, f"agreement-{part}", data, "open", "mark")
    _open(getattr(result, "open", None), rows, view)
    picked = next((each for each in found if each.key == getattr(result, "mark", None)), None)
    if picked is not None and may_mark():
        _ask(picked, view, withdrawn=part == "explained")


def _open(address: object, rows: Sequence[dict[str, Any]], view: View) -> None:
    """Go to the report a passage stands in, its place marked."""
    quotes = (quote for row in rows for source in row["sources"] for quote in source["quotes"])
    known = next((each for each in quotes if each["address"] == address), None)
    if known:
        st.switch_page("report.py", query_params=view.parameters(**known["step"]))


def _ask(outcome: Outcome, view: View, *, withdrawn: bool) -> None:
    """Open the form in which a reader explains a finding, or opens it again."""
    title = say("agreement.reopen" if withdrawn else "agreement.mark", view.lang)
    st.dialog(title)(_show_form)(outcome, view, withdrawn)


def _show_form(outcome: Outcome, view: View, withdrawn: bool) -> None:
    lang = view.lang
    markup.show_note(f"{name_body(outcome, view)} {outcome.year} · {tell(outcome, lang)}")
    with st.form("agreement.form", border=False):
        known = st.session_state.get(_WHO, "")
        who = st.text_input(say("agreement.who", lang), value=known, max_chars=MOST_NAME)
        reason = st.text_area(say("agreement.reason", lang), max_chars=MOST_REASON)
        sent = st.form_submit_button(say("agreement.save", lang), type="primary")
    if sent:
        _save(outcome.key, who, reason, withdrawn=withdrawn, lang=lang)


def _save(key: str, who: str, reason: str, *, withdrawn: bool, lang: str) -> None:
    if not who.strip() or not reason.strip():
        markup.show_fault(say("agreement.incomplete", lang))
        return
    try:
        explain(key, who, reason, withdrawn=withdrawn)
    except MarkError as error:
        markup.show_fault(str(error) if lang == "zh" else say("agreement.failed", lang))
        return
    st.session_state[_WHO] = who.strip()
    st.rerun()


def _show_tally(tallies: Sequence[Tally], lang: str) -> None:
    """Draw how many places were tested and how they came out, by kind."""
    markup.show_section(say("agreement.tally", lang), say("agreement.tally.note", lang))
    columns = ("tested", "kept", "differs", "soft", "unclear")
    heads = "".join(
        f'<th scope="col">{escape(say(f"agreement.tally.{each}", lang))}</th>' for each in columns
    )
    lines = "".join(
        f'<tr><th scope="row">{escape(name_kind(each.kind, lang))}</th>'
        + "".join(f"<td>{getattr(each, column):,}</td>" for column in columns)
        + "</tr>"
        for each in tallies
    )
    kind = escape(say("agreement.tally.kind", lang))
    st.html(
        f'<div class="fz-tally"><table><thead><tr><th scope="col">{kind}</th>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )
