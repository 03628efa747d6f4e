"""The page of one subject: its indicators over the years and by body.

Owns the order of such a page: finding, tiles, the one chart, two beside each other, quote,
table. Refuses arithmetic and wording: both live in files of their own.
"""

from collections.abc import Sequence

import streamlit as st
from pandas import DataFrame

from pages.shared import markup
from pages.shared.bodies import show_bodies
from pages.shared.chart import chosen
from pages.shared.data_link import show_data_link
from pages.shared.evidence import Evidence, find_evidence
from pages.shared.facts import Fact
from pages.shared.findings import Finding, find_subject_title
from pages.shared.indicator_choice import (
    choose_indicator,
    find_shown,
    list_present,
)
from pages.shared.loosening import count_figures
from pages.shared.names import join_regions
from pages.shared.notices import show_nothing
from pages.shared.overall import show_overall
from pages.shared.parts import show_parts
from pages.shared.prepared import SMALL, find_facts, find_frames, find_rows, per_view
from pages.shared.quotes import show_card, show_table
from pages.shared.store import list_indicators
from pages.shared.tiles import show_tiles
from pages.shared.view import View, current_view
from pages.shared.words import join, say, unit_name


def show_subject(subject: str) -> None:
    """Draw the page of a subject."""
    view = current_view()
    ids = list_indicators(subject)
    present = list_present(view, subject)
    if not present:
        show_nothing(view, say(f"page.{subject}", view.lang), count_figures(ids))
        return
    chosen = find_shown(view, subject, present)
    _show_head(view, subject, chosen, ids)
    _show_body(view, subject, chosen, ids)


def _show_head(view: View, subject: str, chosen: str, ids: tuple[str, ...]) -> None:
    facts = find_facts(view, list_present(view, subject), ids)
    title, line = _find_title(view, chosen, ids)
    markup.show_title(title, line)
    if len(facts) > 1:
        picked = show_tiles(facts, len(view.bodies), view.lang, f"{subject}-tiles", chosen)
        if picked and picked != chosen:
            choose_indicator(picked)
            st.rerun()


@per_view(SMALL)
def _find_title(view: View, chosen: str, ids: tuple[str, ...]) -> tuple[str, list[str]]:
    """Return the page's title and the facts of the line below it."""
    [fact] = find_facts(view, (chosen,), ids)
    frame = find_frames(view, ids)[chosen]
    finding = find_subject_title(fact.name, fact.kind, frame, view.lang)
    return finding.text, _list_facts(view, fact, frame, finding)


def _list_facts(view: View, fact: Fact, frame: DataFrame, finding: Finding) -> list[str]:
    lang = view.lang
    units = [unit_name(unit, lang) for unit in frame["unit"].value_counts().index]
    stated = frame["body"].nunique()
    facts = [
        join_regions(view.offer.regions, view.choice.regions, lang),
        f"{fact.name}（{'、'.join(units)}）"
        if lang == "zh"
        else f"{fact.name} ({', '.join(units)})",
        say("stated_by", lang, n=stated, of=len(view.bodies)),
    ]
    if finding.basis:
        n = len(finding.basis.after.bodies)
        facts.append(say("finding_basis", lang, n=n))
        if finding.basis.bounded:
            facts.append(
                say("finding_bounded", lang, bodies=join(list(finding.basis.bounded), lang))
            )
    signs = set(frame["qualifier"]) - {"exact"}
    if signs:
        facts.append(say(f"signs.{'both' if len(signs) > 1 else signs.pop()}", lang))
    return facts


def _show_body(view: View, subject: str, chosen: str, ids: tuple[str, ...]) -> None:
    key = f"{subject}-{chosen}"
    rows = find_rows(view, chosen, ids)
    show_overall(view, chosen, ids, key)
    show_bodies(view, chosen, ids, key)
    show_card(rows, view, key, several=_name_several(rows))
    markup.show_section(say("section.table", view.lang))
    show_table(rows, view, key)
    show_data_link(view, [chosen])
    show_parts(view, chosen, key)


def _name_several(rows: Sequence[Evidence]) -> str:
    """Name what several figures make: those of two years of one body a change, others a sum."""
    found = find_evidence(rows, chosen())
    one_body = len({row.body for row in found}) == 1
    return "of_change" if one_body and len(found) > 1 else "of_sum"
