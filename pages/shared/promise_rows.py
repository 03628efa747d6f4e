"""The items of a plan and the shortcomings that stand, as rows with their words on both sides.

Owns cutting the passages, the way to each place, and what is told below. Refuses to judge.
"""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from etl.checks.followed import Answer, Confidence, Followed, State
from etl.checks.standing import Standing
from etl.model import Span
from etl.promise_words import load_promise_words
from pages.shared import markup
from pages.shared.component import make_component, mount
from pages.shared.evidence import CELL_GAP
from pages.shared.plans import Plan, Plans
from pages.shared.view import View
from pages.shared.words import known, say

_ITEMS = make_component("promises")
_WORDS = ("promised", "told", "nearest", "nothing", "rest", "to_report", "caption")
_FOLDED = ("generic", "soft", "short")  # reasons that leave nothing to look at
_REACH = 90  # characters kept each side of what is marked
_LONGEST = 70  # characters of a passage that our report page is asked to find
_SOLID_GAP = re.compile(r"(?<=[0-9A-Za-z])\s+(?=[0-9A-Za-z])")


def show_items(plan: Plan, view: View) -> None:
    """Draw one plan: each item with its words, and the passage of the next report beside them."""
    lang = view.lang
    body = view.names.get((plan.region, plan.agency), plan.agency)
    head = say("promises.plan", lang, body=body, year=plan.year, next=plan.year + 1)
    markup.show_section(head, say("promises.items", lang, n=len(plan.followed)))
    rows = [_item(each, number, plan, view) for number, each in enumerate(plan.followed)]
    data = {
        "items": [row for row in rows if not row["folded"]],
        "rest": [row for row in rows if row["folded"]],
        "words": {name: say(f"promises.{name}", lang, n="{n}") for name in _WORDS}
        | {
            "plan_year": say("promises.report", lang, year=plan.year),
            "next_year": say("promises.report", lang, year=plan.year + 1),
        },
    }
    _follow_link(getattr(mount(_ITEMS, "promise-items", data, "open"), "open", None), view)


def _item(each: Followed, number: int, plan: Plan, view: View) -> dict[str, Any]:
    lang, promise, answer = view.lang, each.promise, each.answer
    shown = each.confidence if each.state is not State.UNCLEAR else None
    return {
        "state": each.state.value,
        "sign": say(f"promises.sign.{each.state}", lang),
        "word": say(f"promises.state.{each.state}", lang),
        "confidence": say(f"promises.confidence.{shown}", lang) if shown else "",
        "reason": tell_reason(each, lang),
        "folded": each.state is State.UNCLEAR and each.reason in _FOLDED,
        "promise": _flat(promise.quote),
        "promise_way": _way(promise.report_id, promise.quote, view),
        "answer": _cut(answer) if answer else None,
        "answer_note": _note(answer, each.state, lang) if answer else "",
        "answer_way": _way(answer.report_id, _marked(answer), view) if answer else None,
    }


def tell_reason(each: Followed, lang: str) -> str:
    """Return the sentence that tells why, its blanks filled."""
    text = load_promise_words().reasons[each.reason][lang]
    for name, value in each.values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _note(answer: Answer, state: State, lang: str) -> str:
    """Say how near a passage comes, and in which part of the report it stands."""
    key = f"section.{answer.kind}"
    kind = say(key, lang) if known(key) else ""
    share = say("promises.likeness", lang, percent=round(answer.likeness * 100))
    parts = [kind, share] if state in (State.SILENT, State.UNCLEAR) else [kind]
    return " · ".join(filter(None, parts))


def _way(report_id: str, quote: str, view: View) -> dict[str, str]:
    """Return the way to words in our report page: its address, and what a click hands back."""
    find = find_text(quote)
    address = f"report?{view.query(id=[report_id], find=[find])}"
    return {"address": address, "report": report_id, "find": find}


def find_text(quote: str) -> str:
    """Return the longest stretch of words that white space within does not part."""
    stretches = ["".join(part.split()) for part in _SOLID_GAP.split(quote)]
    return max(stretches, key=len)[:_LONGEST]


def _marked(answer: Answer) -> str:
    mark, start = answer.marks[0], answer.span.start
    return answer.quote[mark.start - start : mark.end - start]


def _follow_link(picked: Any, view: View) -> None:
    if isinstance(picked, dict) and {"report", "find"} <= picked.keys():
        own = {"id": str(picked["report"]), "find": str(picked["find"])}
        st.switch_page("report.py", query_params=view.parameters(**own))


def _flat(words: str) -> str:
    """Return words of a report on one line."""
    return re.sub(r"[^\S\t]*\n[^\S\t]*", "", words).replace("\t", CELL_GAP).strip()


def _cut(answer: Answer) -> list[str]:
    """Split a passage around its marked clauses; what is far from them is cut."""
    marked = _marked(answer)
    start = answer.marks[0].start - answer.span.start
    end = start + len(marked)
    left, right = max(0, start - _REACH), min(len(answer.quote), end + _REACH)
    before = ("…" if left else "") + answer.quote[left:start]
    after = answer.quote[end:right] + ("…" if right < len(answer.quote) else "")
    return [_flat(before), _flat(marked), _flat(after)]


def show_standing(standing: Sequence[Standing], view: View) -> None:
    """Draw the shortcomings that reports restate year after year; silent where none does."""
    if not standing:
        return
    lang = view.lang
    note = say("promises.standing.note", lang, n=len(standing))
    markup.show_section(say("promises.standing", lang), note)
    ordered = sorted(standing, key=lambda each: (-len(each.told), -each.told[-1].year, each.agency))
    data = {
        "standing": [_standing(each, view) for each in ordered],
        "most": 6,
        "words": {
            "more": say("promises.more", lang, n="{n}"),
            "caption": say("promises.standing", lang),
            "to_report": say("promises.to_report", lang),
        },
    }
    _follow_link(getattr(mount(_ITEMS, "promise-standing", data, "open"), "open", None), view)


def _standing(each: Standing, view: View) -> dict[str, Any]:
    key = "same" if each.confidence is Confidence.HIGH else "alike"
    first, last = each.years[0], each.years[-1]
    return {
        "body": view.names.get((each.region, each.agency), each.agency),
        "years": say(
            "promises.standing.years", view.lang, n=len(each.years), first=first, last=last
        ),
        "note": say(f"promises.standing.{key}", view.lang),
        "told": [
            {
                "year": told.year,
                "words": _flat(told.quote),
                "way": _way(told.report_id, _first_line(told.quote), view),
            }
            for told in each.told
        ],
    }


def _first_line(quote: str) -> str:
    return quote.strip().split("\n", 1)[0]


def show_method(lang: str) -> None:
    """Say how items are judged, bound by bound, folded away."""
    words = load_promise_words()
    with st.expander(say("promises.method", lang)):
        markup.show_note(say("promises.method.note", lang))
        for bound in words.thresholds.values():
            markup.show_note(bound.why[lang])


def list_rows(found: Plans, view: View) -> pd.DataFrame:
    """Return every item in view as a row to take away."""
    rows = [
        {
            "region": plan.region,
            "agency": plan.agency,
            "plan_year": plan.year,
            "promise": _flat(each.promise.quote),
            "state": say(f"promises.state.{each.state}", view.lang),
            "confidence": say(f"promises.confidence.{each.confidence}", view.lang)
            if each.state is not State.UNCLEAR
            else "",
            "reason": tell_reason(each, view.lang),
            "passage": _flat(each.answer.quote) if each.answer else "",
            "likeness": each.answer.likeness if each.answer else None,
            "plan_report": plan.report_id,
            "next_report": plan.next_id,
            **_places(each.promise.span, each.answer),
        }
        for plan in found.plans
        for each in plan.followed
    ]
    return pd.DataFrame(rows)


def _places(promise: Span, answer: Answer | None) -> dict[str, int | None]:
    return {
        "promise_start": promise.start,
        "promise_end": promise.end,
        "passage_start": answer.span.start if answer else None,
        "passage_end": answer.span.end if answer else None,
    }
