"""Changes as rows with their words: reports, figures with both sides, new figures, rows to take away.

Owns the way from each side to its place in our report page, which is offered only where the
served version has that report. Refuses to compare, and to say more of a cause than is known.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from pandas import DataFrame

from pages.shared import markup
from pages.shared.changed import (
    Cause,
    History,
    ReportChange,
    ReportKind,
    Sentence,
    Statement,
    Told,
    list_differences,
)
from pages.shared.component import make_component, mount
from pages.shared.evidence import Evidence, Pieces, cut_words
from pages.shared.link import source_address
from pages.shared.names import name_indicator
from pages.shared.numbers import ARROW, SIGNS, attach, exact_digits
from pages.shared.promise_rows import find_text
from pages.shared.quotes import show_table
from pages.shared.store import name_version
from pages.shared.version_pair import Pair
from pages.shared.view import View
from pages.shared.words import say

_ROWS = make_component("changes")
_FEW = 12  # shown at first; the rest unfolds in the browser
_WORDS = ("caption", "more", "to_report", "to_source")
_OWN = ("id", "figure", "find")  # parameters of the report page that a click may hand back


def show_reports(
    reports: Sequence[ReportChange], present: frozenset[str], view: View, key: str
) -> None:
    """Draw the reports of one kind as a list, each with the way to it."""
    _show({"reports": [_report(each, present, view) for each in reports]}, view, key)


def _report(each: ReportChange, present: frozenset[str], view: View) -> dict[str, Any]:
    lang = view.lang
    notes = []
    if each.replaces:
        notes.append(say("changes.note.replaces", lang))
    if each.kind is ReportKind.NEW and not each.in_force:
        notes.append(say("changes.note.outdated", lang))
    there = each.report_id in present
    other = each.superseded_by if each.superseded_by in present else None
    return {
        "body": _name(each, view),
        "year": each.year,
        "genre": say(f"genre.{each.genre}", lang),
        "title": each.title or each.source,
        "published": f"{each.published_on:%Y-%m-%d}" if each.published_on else "",
        "notes": notes,
        "way": _way({"id": each.report_id}, view) if there else None,
        "other": _way({"id": other}, view) if other else None,
        "other_label": say("changes.to_newer", lang),
        "web": None if there else _web(each.source_url),
    }


def _name(each: Any, view: View) -> str:
    name: str = view.names.get((each.region, each.agency), each.agency)
    return name


def _way(own: dict[str, str], view: View) -> dict[str, Any]:
    """Return the way into our report page: its address, and what a click hands back."""
    address = f"report?{view.query(**{name: [value] for name, value in own.items()})}"
    return {"address": address, "own": own}


def _web(url: str | None) -> dict[str, str] | None:
    address = source_address(url)
    return {"address": address, "host": urlsplit(address).netloc} if address else None


def show_figures(
    told: Sequence[Told], present: frozenset[str], pair: Pair, view: View, key: str
) -> None:
    """Draw figures that were corrected or fell away, the words of each version side by side."""
    _show({"figures": [_figure(each, present, pair, view) for each in told]}, view, key)


def _figure(told: Told, present: frozenset[str], pair: Pair, view: View) -> dict[str, Any]:
    each, lang = told.difference, view.lang
    before = _side(each.before, told.before, pair.before, present, view)
    after = _side(each.after, told.after, pair.after, present, view)
    sides = [side for side in (before, after) if side]
    if before and after and before["pieces"] and _is_same(told):
        sides = [{**after, "head": say("changes.same_words", lang)}]
    return {
        "kind": each.kind.value,
        "body": _name(each, view),
        "year": each.year,
        "indicator": name_indicator(each.indicator, lang, each.indicator_name),
        "values": f" {ARROW} ".join(
            tell_amount(side, lang) for side in (each.before, each.after) if side
        ),
        "cause": tell_cause(told, lang),
        "by_hand": told.cause in (Cause.BY_HAND, Cause.REJECTED, Cause.LAPSED),
        "sides": sides,
    }


def _is_same(told: Told) -> bool:
    """Tell whether both versions rest on the very same words of the same report."""
    before, after = told.difference.before, told.difference.after
    same = before is not None and after is not None and before.report_id == after.report_id
    return same and told.before == told.after


def _side(
    statement: Statement | None,
    sentence: Sentence | None,
    version: int,
    present: frozenset[str],
    view: View,
) -> dict[str, Any] | None:
    if statement is None:
        return None
    lang = view.lang
    pieces = _cut(sentence) if sentence else None
    return {
        "head": say("changes.side", lang, version=version),
        "value": tell_amount(statement, lang),
        "pieces": pieces,
        "unsaid": "" if pieces else _tell_unsaid(statement, lang),
        "way": _find_way(statement, pieces, version, present, view),
        "web": None if statement.report_id in present else _web(statement.source_url),
    }


def _tell_unsaid(statement: Statement, lang: str) -> str:
    return statement.quote or say("rows.no_quote", lang)


def _cut(sentence: Sentence) -> Pieces:
    first, last = sentence.number
    return cut_words(
        sentence.text, sentence.quote, (first, last) if first < last else sentence.quote
    )


def _find_way(
    statement: Statement,
    pieces: Pieces | None,
    version: int,
    present: frozenset[str],
    view: View,
) -> dict[str, Any] | None:
    """A figure of the served version is marked in its report; of another one its words are found."""
    if statement.report_id is None or statement.report_id not in present:
        return None
    if version == name_version()[1]:
        return _way({"id": statement.report_id, "figure": statement.observation_id}, view)
    words = statement.quote or ("".join(pieces) if pieces else "")
    own = {"id": statement.report_id}
    return _way({**own, "find": find_text(words)} if words else own, view)


def tell_amount(statement: Statement, lang: str) -> str:
    """Return a value as one version has it, with its sign and measure word."""
    number = SIGNS[statement.qualifier.value] + exact_digits(statement.value)
    return attach(number, statement.unit, lang)


def tell_cause(told: Told, lang: str) -> str:
    """Say why a figure differs, as far as the versions tell."""
    if told.cause is None:
        return ""
    after = told.difference.after
    read = ""
    if told.cause is Cause.BY_HAND and after and after.value_read is not None:
        read = exact_digits(after.value_read)
    who = told.reviewer or ""
    return say(f"changes.cause.{told.cause}", lang, who=who, read=read)


def show_new(
    told: Sequence[Told],
    by_indicator: Sequence[tuple[str, int]],
    present: frozenset[str],
    pair: Pair,
    view: View,
) -> None:
    """Draw how many new figures each indicator has, then the first of them with their words."""
    lang = view.lang
    named = [(name_indicator(each, lang), count) for each, count in by_indicator]
    chips = [(f"{name} {count:,}", False) for name, count in named[:_FEW]]
    rest = sum(count for _, count in named[_FEW:])
    if rest:
        chips.append((say("changes.others", lang, n=len(named) - _FEW, of=f"{rest:,}"), False))
    markup.show_chips(chips)
    rows = [_evidence(each, present, pair, view) for each in told]
    show_table([row for row in rows if row], view, "changes-new", named="indicator")


def _evidence(told: Told, present: frozenset[str], pair: Pair, view: View) -> Evidence | None:
    each, statement = told.difference, told.difference.after
    if statement is None:
        return None
    pieces = _cut(told.after) if told.after else None
    way = _find_way(statement, pieces, pair.after, present, view)
    return Evidence(
        id=f"{each.region}|{each.agency}|{each.year}|{each.indicator}"
        if way is None
        else statement.observation_id,
        body=_name(each, view),
        year=each.year,
        indicator=name_indicator(each.indicator, view.lang, each.indicator_name),
        value=float(statement.value),
        text=tell_amount(statement, view.lang),
        unit=statement.unit,
        pieces=pieces,
        report_id=statement.report_id if way else None,
        address=way["address"] if way else None,
        source=None if way else source_address(statement.source_url),
        flag=tell_cause(told, view.lang),
    )


def _show(rows: dict[str, Any], view: View, key: str) -> None:
    words = {name: say(f"changes.{name}", view.lang, n="{n}") for name in _WORDS}
    data = {**rows, "most": _FEW, "words": words}
    picked = getattr(mount(_ROWS, key, data, "open"), "open", None)
    if isinstance(picked, dict) and "id" in picked and set(picked) <= set(_OWN):
        own = {name: str(value) for name, value in picked.items()}
        st.switch_page("report.py", query_params=view.parameters(**own))


def list_rows(history: History, pair: Pair, view: View, most: int) -> DataFrame:
    """Return the figures that differ as rows to take away."""
    found = list_differences(history, pair.before, pair.after, view.asked, most)
    return DataFrame(
        [
            {
                "change": say(f"changes.kind.{each.kind}", view.lang),
                "region": each.region,
                "agency": each.agency,
                "year": each.year,
                "indicator": each.indicator,
                "indicator_name": each.indicator_name,
                **_columns("before", each.before),
                **_columns("after", each.after),
            }
            for each in found
        ]
    )


def _columns(side: str, statement: Statement | None) -> dict[str, Any]:
    names = ("qualifier", "unit", "review", "reviewer", "quote", "source", "report_id")
    value: Decimal | None = statement.value if statement else None
    given = {name: getattr(statement, name) if statement else None for name in names}
    given["qualifier"] = given["qualifier"].value if given["qualifier"] else None
    columns = {"value": None if value is None else float(value), **given}
    return {f"{name}_{side}": content for name, content in columns.items()}
