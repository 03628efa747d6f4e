"""What a brief says, as one plain value: the same for the screen, the PDF and the Word file.

Owns which figures and charts stand on it, its notes, and how much of a long name it keeps.
Refuses to draw, to know the clock and the server's address: both are handed in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any

from pandas import DataFrame

from pages.shared.breaks import list_words
from pages.shared.brief_charts import BriefChart, make_chart, make_ranking
from pages.shared.brief_link import tell_way
from pages.shared.facts import Fact, other_units_text, value_text
from pages.shared.findings import Finding, find_overview_title, find_subject_title, span_text
from pages.shared.headline import find_first, find_headline, find_latest
from pages.shared.indicator_choice import list_present
from pages.shared.names import cut, join_regions
from pages.shared.picture import write_version
from pages.shared.prepared import Frames, find_facts, find_frames
from pages.shared.sidebar import SUBJECT_PAGES
from pages.shared.states import find_cells, missing_text
from pages.shared.store import find_observations, find_reports, list_indicators
from pages.shared.view import View
from pages.shared.words import join, known, say

FIGURES, CHARTS = 5, 3
# What no file can hold: control signs, halves of characters.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_KEPT = 24  # characters of a body's or a region's name
_NAMED = 4  # bodies named in a line


@dataclass(frozen=True, slots=True)
class BriefFigure:
    """One figure: what, how much, of when, against the year before, stated by how many."""

    name: str
    year: str
    number: str
    unit: str
    others: str
    change: str
    coverage: str


@dataclass(frozen=True, slots=True)
class Brief:
    """All words and values of one page; `link` is empty where it is not known."""

    lang: str
    title: str
    facts: str
    figures: tuple[BriefFigure, ...]
    charts: tuple[BriefChart, ...]
    notes: tuple[str, ...]
    origin: str
    filters: str
    version: str
    made: str
    link: str
    way: str


def list_subjects(view: View) -> list[str]:
    """Return the subjects a brief can be about, in the sidebar's order."""
    return [subject for subject in SUBJECT_PAGES if list_present(view, subject)]


def make_brief(view: View, subject: str | None, link: str, today: date) -> Brief:
    """Return the brief of the view, or of one subject; figures there must be."""
    lang = view.lang
    frames, facts = _find_facts(view, subject)
    title, told = _find_title(view, subject, frames, facts)
    origin = f"origin.{view.choice.data}"
    return Brief(
        lang=lang,
        title=title,
        facts=" · ".join(fact for fact in told if fact),
        figures=tuple(_figure(fact, view) for fact in facts[:FIGURES]),
        charts=tuple(_find_charts(facts, frames, lang)),
        notes=tuple(_find_notes(view, facts[:FIGURES], frames)),
        origin=say(origin, lang) if known(origin) else "",
        filters=say("brief.filters", lang, filters=write_filters(view, subject)),
        version=write_version(view),
        made=say("brief.made", lang, day=today.isoformat()),
        link=link,
        way=tell_way(link, lang),
    )


def make_plain(value: Any) -> Any:
    """Return a brief, or any part of it, without signs that no file can hold."""
    if isinstance(value, str):
        return _UNWRITABLE.sub("", value)
    if isinstance(value, tuple):
        return tuple(make_plain(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        own = {field.name: make_plain(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **own)
    return value


def _find_facts(view: View, subject: str | None) -> tuple[Frames, list[Fact]]:
    """Return the facts worth a figure; of a subject the one its page opens with comes first."""
    if subject is None:
        return find_frames(view), list(find_headline(view))
    ids = list_indicators(subject)
    frames = find_frames(view, ids)
    first, latest = find_first(frames), max(int(each["year"].max()) for each in frames.values())
    facts = find_facts(view, list_present(view, subject), ids)
    order = sorted(facts, key=lambda each: (each.indicator != first, each.year != latest))
    return frames, order


def _find_title(
    view: View, subject: str | None, frames: Frames, facts: Sequence[Fact]
) -> tuple[str, list[str]]:
    lang = view.lang
    place = join_regions(view.offer.regions, view.choice.regions, lang)
    if subject is None:
        year = find_latest(view)
        told = [(fact.name, fact.change) for fact in facts if fact.year == year]
        title = find_overview_title(told, year, lang)
        return title, [place, _tell_coverage(view, year, frames)]
    fact = facts[0]
    finding = find_subject_title(fact.name, fact.kind, frames[fact.indicator], lang)
    stated = frames[fact.indicator]["body"].nunique()
    line = say("stated_by", lang, n=stated, of=len(view.bodies))
    return finding.text, [say(f"page.{subject}", lang), place, line, *_tell_basis(finding, lang)]


def _tell_basis(finding: Finding, lang: str) -> list[str]:
    if finding.basis is None:
        return []
    told = [say("finding_basis", lang, n=len(finding.basis.after.bodies))]
    if finding.basis.bounded:
        names = join([cut(each, _KEPT) for each in finding.basis.bounded], lang, _NAMED)
        told.append(say("finding_bounded", lang, bodies=names))
    return told


def _tell_coverage(view: View, year: int, frames: Frames) -> str:
    """Say how many of the bodies have a report; of a ledger, how many it lists."""
    reports = view.label(find_reports(view.asked))
    if reports.empty:
        listed = (frame.loc[frame["year"] == year, "body"] for frame in frames.values())
        n = len(set().union(*listed))
        return say("listed", view.lang, year=year, n=n, of=len(view.bodies))
    n = reports.loc[reports["year"] == year, "body"].nunique()
    return say("reported", view.lang, year=year, n=n, of=len(view.bodies))


def _find_charts(facts: Sequence[Fact], frames: Frames, lang: str) -> list[BriefChart]:
    """Return a chart of each indicator; of one alone also who stands behind its total."""
    charts = [
        make_chart(each.name, each.kind, frames[each.indicator], lang) for each in facts[:CHARTS]
    ]
    frame = frames[facts[0].indicator]
    if len(charts) == 1 and charts[0].years and frame["body"].nunique() > 1:
        charts.append(make_ranking(facts[0].name, frame, lang))
    return charts


def _figure(fact: Fact, view: View) -> BriefFigure:
    lang = view.lang
    number, unit = value_text(fact, lang)
    basis = cut(fact.basis_text, _KEPT)
    return BriefFigure(
        name=fact.name,
        year=say("year_span", lang, span=fact.year),
        number=number,
        unit=unit,
        others=other_units_text(fact, lang),
        change=say("brief.change", lang, change=fact.change_text, basis=basis)
        if basis and fact.change_text
        else fact.change_text,
        coverage=say("coverage", lang, n=fact.stated, of=len(view.bodies)),
    )


def _find_notes(view: View, facts: Sequence[Fact], frames: Frames) -> list[str]:
    """Say what the signs mean, which set a change compares, what is missing, what broke."""
    lang = view.lang
    shown = [frames[fact.indicator] for fact in facts]
    signs = set().union(*(set(frame["qualifier"]) for frame in shown)) & {"over", "about"}
    words = {"over": "brief.over", "about": "brief.about_sign"}
    notes = [say(key, lang) for sign, key in words.items() if sign in signs]
    if len(signs) > 1:
        notes.append(say("brief.both", lang))
    notes += [say("brief.comparable", lang), say("brief.absent", lang)]
    corrected = sum(int((frame["review"] == "corrected").sum()) for frame in shown)
    if corrected:
        notes.append(say("brief.corrected", lang, n=corrected))
    missing = _tell_missing(view, facts[0].indicator, shown[0])
    breaks = dict.fromkeys(
        words
        for fact, frame in zip(facts, shown, strict=True)
        for words in list_words(fact.indicator, sorted(set(frame["year"])), lang)
    )
    return [*notes, *missing, *(say("brief.break", lang, words=words) for words in breaks)]


def _tell_missing(view: View, indicator: str, frame: DataFrame) -> list[str]:
    """Say who has no report of which year; a ledger does not know."""
    reports = view.label(find_reports(view.asked))
    if reports.empty:
        return []
    parts = view.label(find_observations(view.asked, (indicator,)))
    cells = find_cells(frame, parts, reports, view.bodies, view.years, view.lang)
    return [missing_text(cells, view.years, view.lang)]


def write_filters(view: View, subject: str | None) -> str:
    """Write what was chosen in words: subject, place, years, bodies, genre."""
    lang, choice = view.lang, view.choice
    bodies = [cut(body, _KEPT) for body in choice.bodies]
    return " · ".join([
        say(f"page.{subject}" if subject else "brief.whole", lang),
        cut(join_regions(view.offer.regions, choice.regions, lang), 3 * _KEPT),
        span_text(view.years, lang) if view.years else "",
        join(bodies, lang, _NAMED) if bodies else say("all_bodies", lang, n=len(view.bodies)),
        say(f"genre.{choice.genre}.named" if choice.genre else "all_genres", lang),
    ])  # fmt: skip
