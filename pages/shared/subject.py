"""The page of one subject: its indicators over the years and by body.

Owns the order of such a page: finding, tiles, the one chart, two beside each other, quote,
table. Refuses arithmetic and wording: both live in files of their own.
"""

from collections.abc import Sequence

import streamlit as st
from pandas import DataFrame, Series

from pages.shared import markup
from pages.shared.bodies import show_bodies
from pages.shared.data_link import show_data_link
from pages.shared.evidence import Evidence
from pages.shared.facts import Fact
from pages.shared.findings import Finding, find_subject_title
from pages.shared.indicator_choice import (
    choose_indicator,
    find_shown,
    list_indicators,
    list_present,
)
from pages.shared.loosening import count_figures
from pages.shared.names import join_regions
from pages.shared.notices import show_nothing
from pages.shared.overall import show_overall
from pages.shared.parts import show_parts
from pages.shared.prepared import find_facts, find_frames, find_rows
from pages.shared.quotes import show_card, show_table
from pages.shared.store import find_indicators
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
    frames = find_frames(view, ids)
    chosen = find_shown(view, subject, present)
    facts = find_facts(view, present, ids)
    _show_head(view, facts, chosen, frames[chosen], subject)
    _show_body(view, find_indicators().loc[chosen], frames[chosen], find_rows(view, chosen, ids))


def _show_head(
    view: View, facts: Sequence[Fact], chosen: str, frame: DataFrame, subject: str
) -> None:
    fact = next(each for each in facts if each.indicator == chosen)
    finding = find_subject_title(fact.name, fact.kind, frame, view.lang)
    markup.show_title(finding.text, _facts_line(view, fact, frame, finding))
    if len(facts) > 1:
        picked = show_tiles(facts, len(view.bodies), view.lang, f"{subject}-tiles", chosen)
        if picked and picked != chosen:
            choose_indicator(picked)
            st.rerun()


def _facts_line(view: View, fact: Fact, frame: DataFrame, finding: Finding) -> list[str]:
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


def _show_body(view: View, indicator: Series, frame: DataFrame, rows: Sequence[Evidence]) -> None:
    name, kind = indicator[f"name_{view.lang}"], indicator["kind"]
    key = f"{indicator['subject']}-{indicator['id']}"
    show_overall(view, indicator["id"], kind, name, frame, key)
    show_bodies(view, kind, name, frame, key)
    show_card(rows, view, key)
    markup.show_section(say("section.table", view.lang))
    show_table(rows, view, key)
    show_data_link(view, [indicator["id"]])
    show_parts(view, indicator["id"], key)
