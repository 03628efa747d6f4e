"""Verdicts as a reader meets them: sign, word and fill; the rule; the sentence; the words.

Owns the component that lists outcomes, and the way from each passage to its place in the report.
Every check shows its outcomes by it. Refuses to judge and to choose what is listed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from etl.checks.outcome import Outcome, Passage, Verdict
from etl.checks.reasons import tell
from pages.shared.component import make_component, mount
from pages.shared.view import View
from pages.shared.words import say

SIGNS = {
    Verdict.KEPT: "✓",
    Verdict.LATE: "✕",
    Verdict.MISSING: "✕",
    Verdict.DIFFERS: "✕",
    Verdict.UNCLEAR: "?",
}
_LIST = make_component("verdicts")
_ROWS = 12  # shown at first; the rest unfolds in the browser
_WORDS = ("caption", "to_report", "by_page", "more")


@dataclass(frozen=True, slots=True)
class Listed:
    """An outcome with what a page calls its rule, the law behind it, and the report's body."""

    outcome: Outcome
    body: str
    rule: str
    law: str = ""


def show_verdicts(
    rows: Sequence[Listed], view: View, key: str, *, most: int = _ROWS, named: bool = True
) -> None:
    """Draw the outcomes; a passage leads to its place. `named` rows say whose report it is."""
    data = {
        "rows": [_row(row, view) for row in rows],
        "named": named,
        "most": most,
        "words": {name: say(f"verdicts.{name}", view.lang, n="{n}") for name in _WORDS},
    }
    picked = getattr(mount(_LIST, key, data, "open"), "open", None)
    passage = _find_passage(rows, picked)
    if passage is not None:
        own = {"id": passage.report_id} | ({"find": passage.find} if passage.span else {})
        st.switch_page("report.py", query_params=view.parameters(**own))


def name_verdict(verdict: Verdict, lang: str) -> str:
    """Return the word of a verdict."""
    return say(f"verdict.{verdict.value}", lang)


def _row(row: Listed, view: View) -> dict[str, Any]:
    outcome, lang = row.outcome, view.lang
    return {
        "id": outcome.key,
        "body": row.body,
        "year": outcome.year,
        "genre": say(f"genre.{outcome.genre.value}", lang),
        "verdict": outcome.verdict.value,
        "sign": SIGNS[outcome.verdict],
        "word": name_verdict(outcome.verdict, lang),
        "rule": row.rule,
        "law": row.law,
        "sentence": tell(outcome, lang),
        "passages": [_show_passage(each, view) for each in outcome.passages],
    }


def _show_passage(passage: Passage, view: View) -> dict[str, Any]:
    own = {"id": [passage.report_id]}
    if passage.span:
        own["find"] = [passage.find]
    return {
        "quote": " ".join(passage.quote.split()),
        "address": f"report?{view.query(**own)}",
        "page": passage.span is None,
    }


def _find_passage(rows: Sequence[Listed], picked: str | None) -> Passage | None:
    """Return the passage a click is about: the outcome's key and the number of its passage."""
    key, _, number = (picked or "").partition(":")
    row = next((row for row in rows if row.outcome.key == key), None)
    if row is None or not number.isdecimal() or int(number) >= len(row.outcome.passages):
        return None
    return row.outcome.passages[int(number)]
