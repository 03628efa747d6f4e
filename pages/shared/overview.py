"""The overview: headline tiles, who stated what, who is missing, and the words behind it.

Owns the order of the page and which indicators stand in the headline. Refuses arithmetic.
"""

from collections.abc import Sequence

import streamlit as st
from pandas import DataFrame

from pages.shared import markup
from pages.shared.chart import choose
from pages.shared.component import make_component, mount
from pages.shared.facts import Fact
from pages.shared.findings import find_overview_title
from pages.shared.headline import find_headline, find_latest
from pages.shared.indicator_choice import choose_indicator, find_shown
from pages.shared.names import join_regions
from pages.shared.notices import show_nothing
from pages.shared.overview_matrix import show_who
from pages.shared.plain_findings import Sentence, find_sentences
from pages.shared.prepared import Frames, find_frames
from pages.shared.sidebar import SUBJECT_PAGES
from pages.shared.store import find_indicators, find_reports
from pages.shared.tiles import show_tiles
from pages.shared.view import View, current_view
from pages.shared.words import say

_FINDINGS = make_component("findings")


def show_overview() -> None:
    """Draw the page."""
    view = current_view()
    frames = find_frames(view)
    if not frames:
        show_nothing(view, say("page.overview", view.lang))
        return
    reports = view.label(find_reports(view.asked))
    _show_head(view, find_headline(view), find_latest(view), frames, reports)
    _show_sentences(view)
    show_who(view, find_shown(view, None, tuple(frames)))


def _show_head(
    view: View, facts: Sequence[Fact], year: int, frames: Frames, reports: DataFrame
) -> None:
    lang = view.lang
    told = [(fact.name, fact.change) for fact in facts if fact.year == year]
    title = find_overview_title(told, year, lang)
    markup.show_title(title, [
        join_regions(view.offer.regions, view.choice.regions, lang),
        _coverage(view, year, frames, reports),
        say("clickable", lang),
    ])  # fmt: skip
    picked = show_tiles(facts, len(view.bodies), lang, "overview-tiles")
    if picked:
        _open_subject(picked, view)


def _show_sentences(view: View) -> None:
    """Draw what stands out, each sentence a way to the figures it rests on."""
    sentences = find_sentences(view)
    if not sentences:
        return
    data = {"sentences": [each.text for each in sentences], "label": say("plain.label", view.lang)}
    picked = getattr(mount(_FINDINGS, "overview-findings", data, "pick"), "pick", None)
    if picked is not None and picked in range(len(sentences)):
        _open_sentence(sentences[picked], view)


def _open_sentence(sentence: Sentence, view: View) -> None:
    """Go to the figures of a sentence: the body's line on the subject's page, the years chosen."""
    choose(sentence.token)
    region, agency = next(key for key, short in view.names.items() if short == sentence.body)
    query = view.parameters(indicator=sentence.indicator) | {"body": [agency]}
    if region and len(view.offer.regions) > 1:  # another place may have a body of that name
        query["region"] = [region]
    subject = find_indicators().loc[sentence.indicator, "subject"]
    page = f"{subject}.py" if subject in SUBJECT_PAGES else "overview.py"
    st.switch_page(page, query_params=query)


def _coverage(view: View, year: int, frames: Frames, reports: DataFrame) -> str:
    of = len(view.bodies)
    if reports.empty:
        listed = (frame.loc[frame["year"] == year, "body"] for frame in frames.values())
        n = len(set().union(*listed))
        return say("listed", view.lang, year=year, n=n, of=of)
    n = reports.loc[reports["year"] == year, "body"].nunique()
    return say("reported", view.lang, year=year, n=n, of=of)


def _open_subject(indicator: str, view: View) -> None:
    subject = find_indicators().loc[indicator, "subject"]
    if subject in SUBJECT_PAGES:
        st.switch_page(f"{subject}.py", query_params=view.parameters(indicator=indicator))
    choose_indicator(indicator)
    st.rerun()
