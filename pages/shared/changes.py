"""The page of what changed: which two versions, what is computed of them, and each change in words.

Owns the order of the page, its title, and the states in which there is nothing to compare.
Refuses to compare (changed.py is the door) and to choose the pair (version_pair.py).
"""

import streamlit as st

from etl.errors import WarehouseError
from pages.shared import markup
from pages.shared.change_rows import list_rows, show_figures, show_new, show_reports
from pages.shared.changed import (
    SHOWN,
    Changes,
    History,
    Kind,
    ReportKind,
    State,
    count_pair,
    find_changes,
    find_history,
)
from pages.shared.download import show_download
from pages.shared.feed_link import show_feed_link
from pages.shared.names import join_regions
from pages.shared.version_pair import Pair, read_pair, show_pair, tell_built
from pages.shared.view import View, current_view
from pages.shared.words import join, known, say

_MOST_ROWS = 20_000  # of a file to take away; more by `fazhi diff --json`
_METHOD = ("figure", "report", "cause", "words")


def show_changes() -> None:
    """Draw the page."""
    view = current_view()
    history = find_history()
    if history is None:
        markup.show_empty(
            say("changes.exported", view.lang), say("changes.exported.advice", view.lang)
        )
        show_feed_link(view.lang)
        return
    pair = read_pair(history)
    if pair is None:
        _show_alone(history, view.lang)
        return
    try:
        with st.spinner(say("changes.comparing", view.lang)):
            changes = find_changes(history, pair.before, pair.after, view.asked)
    except WarehouseError as error:
        _show_head(say("changes.title.unread", view.lang, **pair.names), history, pair, view)
        markup.show_fault(say("changes.unread", view.lang, **pair.names), str(error))
        return
    _show_head(tell_title(changes, pair, view), history, pair, view)
    if changes.any:
        _show_all(changes, history, pair, view)
    else:
        _show_none(history, pair, view)


def _show_alone(history: History, lang: str) -> None:
    """Say why there is no second version to set beside the one that is served."""
    served = history.find(history.served) if history.served else None
    if served is None:
        markup.show_empty(say("changes.alone", lang), say("changes.alone.advice", lang))
        return
    older = any(each.state is State.OLDER for each in history.versions)
    none = "changes.first" if served.version == 1 else "changes.pruned"
    key = "changes.older" if older else none
    built = tell_built(served, lang)
    markup.show_empty(
        say(key, lang, version=served.version),
        say(f"{key}.advice", lang, version=served.version, built=built, reports=served.reports),
    )
    show_feed_link(lang)


def tell_title(changes: Changes, pair: Pair, view: View) -> str:
    """Return what sets the two versions apart as a sentence of counts; kinds of none are silent."""
    lang = view.lang
    counts: list[tuple[str, int]] = [
        *((f"report.{kind}", getattr(changes.reports, kind.value)) for kind in ReportKind),
        *((f"figure.{kind}", getattr(changes.tally, kind.value)) for kind in Kind),
    ]
    parts = [say(f"changes.{name}.n", lang, n=_number(count)) for name, count in counts if count]
    if not parts:
        key = "changes.title.none.view" if view.narrowed else "changes.title.none"
        return say(key, lang, **pair.names)
    joined = say("changes.comma", lang).join(parts)
    return say("changes.title", lang, parts=joined, **pair.names)


def _number(count: int) -> object:
    """A number as `say` takes it: plain where words depend on it."""
    return count if count < 1000 else f"{count:,}"


def _show_head(title: str, history: History, pair: Pair, view: View) -> None:
    lang = view.lang
    place = join_regions(view.offer.regions, view.choice.regions, lang)
    ends = [history.find(version) for version in (pair.before, pair.after)]
    built = [tell_built(each, lang) for each in ends if each]
    when = {"before_built": built[0], "after_built": built[-1]}
    markup.show_title(title, [place, say("changes.built", lang, **when, **pair.names)])
    if pair.strange:
        st.info(say("changes.strange", lang, **pair.names))
    with st.container(key="changes-pair", horizontal=True, vertical_alignment="bottom"):
        show_pair(history, pair, lang)
        show_feed_link(lang)


def _show_none(history: History, pair: Pair, view: View) -> None:
    """Say where else the two versions differ, where not in what is in view."""
    lang = view.lang
    counted = count_pair(history, pair.before, pair.after)
    elsewhere = [_name_data(name, lang) for name in counted.datasets] if counted else []
    if elsewhere:
        names = join(elsewhere, lang)
        markup.show_note(say("changes.elsewhere", lang, names=names))
    else:
        markup.show_note(say("changes.same", lang))


def _name_data(name: str, lang: str) -> str:
    key = f"data.{name}"
    return say(key, lang) if known(key) else name


def _show_all(changes: Changes, history: History, pair: Pair, view: View) -> None:
    lang = view.lang
    for kind in ReportKind:
        reports = [each for each in changes.told_reports if each.kind is kind]
        count = getattr(changes.reports, kind.value)
        if reports:
            _show_section(f"report.{kind}", count, lang)
            show_reports(reports, changes.present, view, f"changes-report-{kind}")
            _show_cut(count, lang)
    for differs, told in ((Kind.CORRECTED, changes.corrected), (Kind.WITHDRAWN, changes.withdrawn)):
        count = getattr(changes.tally, differs.value)
        if told:
            _show_section(f"figure.{differs}", count, lang)
            show_figures(told, changes.present, pair, view, f"changes-figure-{differs}")
            _show_cut(count, lang)
    if changes.new:
        _show_section("figure.new", changes.tally.new, lang)
        show_new(changes.new, changes.new_by_indicator, changes.present, pair, view)
        _show_cut(changes.tally.new, lang)
    if changes.tally.differing:
        _show_file(changes, history, pair, view)
    _show_method(lang)


def _show_section(name: str, count: int, lang: str) -> None:
    note = say(f"changes.{name}.note", lang)
    markup.show_section(say(f"changes.{name}", lang, n=f"{count:,}"), note)


def _show_cut(count: int, lang: str) -> None:
    if count > SHOWN:
        markup.show_note(say("changes.cut", lang, n=SHOWN, of=f"{count:,}"))


def _show_file(changes: Changes, history: History, pair: Pair, view: View) -> None:
    lang, total = view.lang, changes.tally.differing
    names = {"most": f"{_MOST_ROWS:,}", **pair.names}
    show_download(
        say("changes.download", lang, n=f"{min(total, _MOST_ROWS):,}"),
        f"changes-{pair.before}-{pair.after}",
        lambda: list_rows(history, pair, view, _MOST_ROWS),
        "changes-file",
        lang,
        say("changes.download.note", lang, **names) if total > _MOST_ROWS else "",
    )


def _show_method(lang: str) -> None:
    with st.expander(say("changes.method", lang)):
        markup.show_lines([say(f"changes.method.{name}", lang) for name in _METHOD])
