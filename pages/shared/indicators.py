"""The dictionary of indicators: a list to search, each entry unfolding in its place.

Owns the order of the page, the search and the subject, and their life in the address. Refuses
to word an entry (indicator_entries.py) and to count (the warehouse does).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from etl.catalog import Indicator
from etl.errors import CatalogError
from etl.indicator import SUBJECTS
from etl.measured import BLIND, Measurement
from pages.shared import markup
from pages.shared.component import make_component, mount
from pages.shared.evidence import Evidence, read_evidence
from pages.shared.indicator_entries import (
    Entry,
    read_entries,
    show_details,
    show_summary,
    subject_name,
)
from pages.shared.quotes import open_report
from pages.shared.reviewing import find_judged
from pages.shared.sidebar import SUBJECT_PAGES
from pages.shared.store import (
    find_catalogue,
    find_coverage,
    find_figures,
    find_indicators,
    find_quality,
)
from pages.shared.view import View, current_view
from pages.shared.words import say

_LIST = make_component("indicators")
_INDICATOR, _SUBJECT, _TEXT = "indicator", "subject", "q"
_KEY = "indicators-{}"
_LONGEST = 80  # characters of a question
_QUOTES = 3  # of the data in view, each of another body
# The subjects that have pages stand first, in the sidebar's order.
_ORDER = (*SUBJECT_PAGES, *(each for each in SUBJECTS if each not in SUBJECT_PAGES))
_WORDED = 8  # sentences shown before the reader asks for the rest
_WORDS = (
    *("examples", "examples.note", "counter", "quotes", "quality", "quality.note"),
    *("day", "documents", "labelled", "precision", "recall", "unmeasured.long", "to_compare"),
    *("to_subject", "to_report", "read", "data", "more", "reviewed.note"),
)


def show_indicators() -> None:
    """Draw the page."""
    view = current_view()
    lang, quality = view.lang, find_quality()
    catalogue, fault = _read_catalogue(lang)
    coverage, reviewed = find_coverage(view.asked), find_judged(view.choice.data)
    entries = read_entries(find_indicators(), catalogue, coverage, quality, reviewed, lang)
    entries.sort(key=lambda each: _place(each.subject))
    text, subject, chosen = _read_question(entries)
    shown = [each for each in entries if _matches(each, text, subject) or each.id == chosen]
    _show_head(view, entries, quality)
    if fault:
        markup.show_fault(say("indicators.fault", lang), fault)
    _show_question(view, entries, text, subject)
    if not any(_matches(each, text, subject) for each in shown):
        markup.show_note(say("indicators.nothing", lang))
    if shown:
        _show_list(view, shown, next((each for each in shown if each.id == chosen), None), quality)


def _place(subject: str) -> int:
    return _ORDER.index(subject) if subject in _ORDER else len(_ORDER)


def _read_catalogue(lang: str) -> tuple[Mapping[str, Indicator], str]:
    """Return this server's catalogue; where a file of it is broken none, and what is wrong."""
    try:
        return find_catalogue().indicators, ""
    except CatalogError as error:
        return {}, str(error) if lang == "zh" else say("indicators.fault.advice", lang)


def _read_question(entries: Sequence[Entry]) -> tuple[str, str | None, str | None]:
    """Return text, subject and the unfolded indicator that the address names."""
    subject, chosen = st.query_params.get(_SUBJECT), st.query_params.get(_INDICATOR)
    text = st.query_params.get(_TEXT, "").strip()[:_LONGEST]
    return (
        text,
        subject if any(each.subject == subject for each in entries) else None,
        chosen if any(each.id == chosen for each in entries) else None,
    )


def _matches(entry: Entry, text: str, subject: str | None) -> bool:
    words = text.lower().split()
    return (not subject or entry.subject == subject) and all(
        word in entry.searched for word in words
    )


def _show_head(view: View, entries: Sequence[Entry], quality: Mapping[str, Measurement]) -> None:
    lang = view.lang
    held = sum(each.coverage is not None for each in entries)
    facts = [say("indicators.held_of", lang, n=held)]
    blind = quality.get(BLIND)
    if blind:
        facts.append(_measured_text(blind, lang))
    markup.show_title(say("indicators.title", lang, n=len(entries)), facts)


def _measured_text(blind: Measurement, lang: str) -> str:
    return say(
        "indicators.measured",
        lang,
        day=blind.day.isoformat(),
        documents=blind.documents,
        labelled=f"{blind.total.labelled:,}",
        precision=f"{blind.total.precision or 0:.2f}",
        recall=f"{blind.total.recall or 0:.2f}",
    )


def _show_question(view: View, entries: Sequence[Entry], text: str, subject: str | None) -> None:
    """Draw the box and the subjects; both are set from the address and write into it."""
    lang = view.lang
    st.session_state[_KEY.format(_TEXT)] = text
    st.session_state[_KEY.format(_SUBJECT)] = subject
    with st.container(key="indicators"):
        st.text_input(
            say("indicators.search", lang),
            key=_KEY.format(_TEXT),
            max_chars=_LONGEST,
            placeholder=say("indicators.placeholder", lang),
            icon=":material/search:",
            on_change=_write,
            args=(_TEXT,),
        )
        st.pills(
            say("indicators.subjects", lang),
            list(dict.fromkeys(each.subject for each in entries)),
            key=_KEY.format(_SUBJECT),
            format_func=lambda each: subject_name(each, lang),
            label_visibility="collapsed",
            on_change=_write,
            args=(_SUBJECT,),
        )


def _write(name: str) -> None:
    value = st.session_state[_KEY.format(name)]
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def _show_list(
    view: View, shown: Sequence[Entry], chosen: Entry | None, quality: Mapping[str, Measurement]
) -> None:
    """Draw the list, the chosen entry unfolded."""
    lang = view.lang
    groups: dict[str, list[dict[str, Any]]] = {}
    for each in shown:
        groups.setdefault(each.subject, []).append(show_summary(each, lang))
    quotes = _find_quotes(view, chosen) if chosen and chosen.coverage else []
    data = {
        "groups": [
            {"name": subject_name(subject, lang), "entries": entries}
            for subject, entries in groups.items()
        ],
        "chosen": chosen.id if chosen else None,
        "details": show_details(chosen, quality, lang) if chosen else None,
        "quotes": [quote.data() for quote in quotes],
        "subject": bool(chosen and chosen.coverage and chosen.subject in SUBJECT_PAGES),
        "most": _WORDED,
        "compared": bool(chosen and chosen.coverage and not view.wide),
        "words": {name: say(f"indicators.{name}", lang, n="{n}") for name in _WORDS},
    }
    result = mount(_LIST, "indicators-list", data, "pick", "go", "open", on=_pick)
    _follow(getattr(result, "go", None), chosen, view)
    open_report(getattr(result, "open", None), quotes, view)


def _pick(value: Any) -> None:
    """Unfold an entry before the page is drawn anew; a second click folds it."""
    if not isinstance(value, dict) or "fold" not in value:
        return
    if value["fold"] and st.query_params.get(_INDICATOR) != value["fold"]:
        st.query_params[_INDICATOR] = str(value["fold"])
    else:
        st.query_params.pop(_INDICATOR, None)


def _follow(place: Any, chosen: Entry | None, view: View) -> None:
    """Go to the series of an indicator."""
    if chosen and place in ("compare", "subject"):
        page = "compare" if place == "compare" else chosen.subject
        st.switch_page(f"{page}.py", query_params=view.parameters(indicator=chosen.id))


def _find_quotes(view: View, entry: Entry) -> list[Evidence]:
    """Return how the data in view words it: the newest figures, each of another body."""
    if view.wide:
        return []
    figures = view.label(find_figures(view.asked, [entry.id]))
    figures = figures[figures["quote"].notna()]
    newest = figures.sort_values(["year", "body"], ascending=[False, True], kind="stable")
    newest = newest.drop_duplicates("body").head(_QUOTES)
    return read_evidence(newest, {entry.id: entry.name}, view)
