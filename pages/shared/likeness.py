"""The page on likeness: whose report stands in an earlier one or in a peer's, and the words.

Owns the order of the page, and which pair is open. Refuses to judge: likeness is a fact, and the
page says so.
"""

from collections.abc import Sequence

import streamlit as st

from pages.shared import markup
from pages.shared.alike import Alike, Likeness, Relation, compare_two, find_alike, find_rules
from pages.shared.likeness_groups import show_groups
from pages.shared.likeness_pair import show_pair
from pages.shared.likeness_rows import name_report, order_rows, share_text, show_rows
from pages.shared.loosening import count_reports
from pages.shared.names import join_regions
from pages.shared.notices import show_nothing
from pages.shared.prepared import per_view
from pages.shared.store import find_reports
from pages.shared.view import View, current_view
from pages.shared.words import say

_PAIR = "pair"
_JOINT = "."  # between the ids of a pair
_KEPT = 12  # views: each holds texts


def show_likeness() -> None:
    """Draw the page."""
    view = current_view()
    if find_reports(view.asked).empty:
        _show_nothing(view)
        return
    with st.spinner(say("likeness.comparing", view.lang)):
        alike = _find(view)
    earlier = order_rows(alike, Relation.EARLIER)
    peers = order_rows(alike, Relation.PEER)
    _show_head(alike, earlier, peers, view)
    _show_years(alike, earlier, view)
    _show_chosen(alike, [*earlier, *peers], view)
    _show_peers(alike, peers, view)
    show_groups(alike, view)


@per_view(_KEPT)
def _find(view: View) -> Alike:
    return find_alike(view.asked)


def _show_nothing(view: View) -> None:
    if view.narrowed:
        show_nothing(view, say("page.likeness", view.lang), count_reports)
    else:
        lang = view.lang
        markup.show_empty(say("report.none", lang), say("report.none.advice", lang))


def _show_head(
    alike: Alike, earlier: Sequence[Likeness], peers: Sequence[Likeness], view: View
) -> None:
    place = join_regions(view.offer.regions, view.choice.regions, view.lang)
    told = sum(each.share is not None for each in earlier)
    facts = [place, say("likeness.scope", view.lang, n=told), say("likeness.fact", view.lang)]
    markup.show_title(_find_title(alike, earlier, peers, view), facts)


def _find_title(
    alike: Alike, earlier: Sequence[Likeness], peers: Sequence[Likeness], view: View
) -> str:
    """Say what stands out: much taken over, else a part, else shared words, else nothing."""
    lang, rules = view.lang, find_rules()
    for level in ("much", "part"):
        found = [each for each in earlier if rules.level(each.share or 0) == level]
        if len(found) == 1:
            body, year, _ = name_report(alike.records[found[0].report_id], view)
            values = {"body": body, "year": year, "share": share_text(found[0].share or 0)}
            return say("likeness.title.one", lang, **values)
        if found:
            return say(f"likeness.title.{level}", lang, n=len(found))
    if peers:
        return say("likeness.title.peers", lang, n=len(peers))
    if alike.groups:
        return say("likeness.title.groups", lang, n=len(alike.groups))
    return say("likeness.title.none" if earlier else "likeness.title.silent", lang)


def _show_years(alike: Alike, earlier: Sequence[Likeness], view: View) -> None:
    lang = view.lang
    markup.show_section(say("likeness.earlier", lang), say("likeness.earlier.note", lang))
    if not earlier:
        markup.show_note(say("likeness.earlier.none", lang))
        return
    _take(show_rows(alike, earlier, view, "likeness-earlier"))
    untold = sum(each.share is None for each in earlier)
    if untold:
        least = find_rules().passages.least
        markup.show_note(say("likeness.untold", lang, n=untold, least=least))
    if alike.narrow:
        markup.show_note(say("likeness.narrow", lang, n=f"{alike.compared:,}"))


def _show_peers(alike: Alike, peers: Sequence[Likeness], view: View) -> None:
    lang = view.lang
    markup.show_section(say("likeness.peers", lang), say("likeness.peers.note", lang))
    if peers:
        _take(show_rows(alike, peers, view, "likeness-peers"))
    else:
        markup.show_note(say("likeness.peers.none", lang, listed=find_rules().listed))


def _take(picked: str | None) -> None:
    if picked and picked != st.query_params.get(_PAIR):
        st.query_params[_PAIR] = picked
        st.rerun()


def _show_chosen(alike: Alike, rows: Sequence[Likeness], view: View) -> None:
    """Draw the pair that the address names, else the one most alike, if any is worth it."""
    lang = view.lang
    asked = st.query_params.get(_PAIR, "")
    ids = tuple(asked.split(_JOINT)[:2])
    known = next((each for each in rows if (each.report_id, each.other_id) == ids), None)
    if known is None and len(ids) == 2:
        found = compare_two(*ids, view.asked)
        if found is not None:
            show_pair(*found, view)
            return
    if asked and known is None:
        markup.show_note(say("likeness.unknown", lang))
    first = next(iter(sorted(rows, key=lambda each: -(each.share or 0))), None)
    shown = known or (first if first and first.copied else None)
    if shown:
        own, other = alike.records[shown.report_id], alike.records[shown.other_id]
        show_pair(shown, own, other, view)
