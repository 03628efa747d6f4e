"""The page of one subject: its indicators over the years and by body.

Owns the order of such a page: finding, tiles, the one chart, two beside each other, quote,
table. Refuses arithmetic and wording: both live in files of their own.
"""

from collections.abc import Sequence

import streamlit as st
from pandas import DataFrame

from pages.shared import markup
from pages.shared.bodies import show_bodies
from pages.shared.evidence import read_evidence
from pages.shared.facts import Fact, find_fact
from pages.shared.findings import Finding, find_subject_title
from pages.shared.measures import name_measures
from pages.shared.names import join_regions
from pages.shared.notices import show_nothing
from pages.shared.overall import show_overall
from pages.shared.quotes import show_card, show_table
from pages.shared.store import find_figures, find_indicators
from pages.shared.tiles import show_tiles
from pages.shared.view import View, current_view
from pages.shared.words import join, say, unit_name

_PARAMETER = "indicator"


def show_subject(subject: str) -> None:
    """Draw the page of a subject."""
    view = current_view()
    catalogue = find_indicators()
    catalogue = catalogue[catalogue["subject"] == subject]
    ids = list(catalogue["id"])
    figures = view.label(find_figures(view.asked, ids)) if ids else DataFrame()
    if figures.empty:
        show_nothing(view, say(f"page.{subject}", view.lang))
        return
    names = dict(zip(catalogue["id"], catalogue[f"name_{view.lang}"], strict=True))
    kinds = dict(zip(catalogue["id"], catalogue["kind"], strict=True))
    present = [each for each in ids if each in set(figures["indicator"])]
    chosen = _chosen_indicator(present)
    facts = [
        find_fact(each, names[each], kinds[each], _of(figures, each), view.years, view.lang)
        for each in present
    ]
    _show_head(view, facts, chosen, figures, subject)
    _show_body(view, chosen, kinds[chosen], names, _of(figures, chosen), subject)


def _of(figures: DataFrame, indicator: str) -> DataFrame:
    return name_measures(figures[figures["indicator"] == indicator])


def _chosen_indicator(present: Sequence[str]) -> str:
    asked = st.query_params.get(_PARAMETER)
    return asked if asked in present else present[0]


def _show_head(
    view: View, facts: Sequence[Fact], chosen: str, figures: DataFrame, subject: str
) -> None:
    fact = next(each for each in facts if each.indicator == chosen)
    frame = _of(figures, chosen)
    finding = find_subject_title(fact.name, fact.kind, frame, view.lang)
    markup.show_title(finding.text, _facts_line(view, fact, frame, finding))
    if len(facts) > 1:
        picked = show_tiles(facts, len(view.bodies), view.lang, f"{subject}-tiles", chosen)
        if picked and picked != chosen:
            st.query_params[_PARAMETER] = picked
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


def _show_body(
    view: View, indicator: str, kind: str, names: dict[str, str], frame: DataFrame, subject: str
) -> None:
    rows = read_evidence(frame, names, view)
    show_overall(view, indicator, kind, names[indicator], frame, f"{subject}-{indicator}")
    show_bodies(view, kind, names[indicator], frame, f"{subject}-{indicator}")
    show_card(rows, view, f"{subject}-{indicator}")
    markup.show_section(say("section.table", view.lang))
    show_table(rows, view, f"{subject}-{indicator}")
