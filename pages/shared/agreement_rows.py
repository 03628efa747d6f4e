"""Findings of the check of agreement as rows of a page: sentence, sum, words of both sides.

Owns sorting them into certain ones, those worth a look, and explained ones, and the address each
passage leads to. Refuses to judge, and to draw.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.checks.agreement import count_places
from etl.checks.identities import KEPT, is_soft, read_identities, tell
from etl.checks.outcome import ACCUSING, Passage, Verdict
from pages.shared.agreed import Agreed, Mark, Outcome, Place, find_agreed
from pages.shared.evidence import CELL_GAP
from pages.shared.prepared import per_view
from pages.shared.view import View
from pages.shared.words import say

_KEPT_VIEWS = 16


@dataclass(frozen=True, slots=True)
class Sorted:
    """The findings of a view, by what a reader does with them."""

    certain: tuple[Outcome, ...]
    soft: tuple[Outcome, ...]
    explained: tuple[Outcome, ...]

    @property
    def all(self) -> tuple[Outcome, ...]:
        """Every finding shown."""
        return (*self.certain, *self.soft, *self.explained)


@dataclass(frozen=True, slots=True)
class Tally:
    """How the tests of one kind came out."""

    kind: str
    tested: int
    kept: int
    differs: int
    soft: int
    unclear: int


@per_view(_KEPT_VIEWS)
def find_agreement(view: View) -> Agreed:
    """Return what the check finds in a view."""
    return find_agreed(view.asked)


def list_kinds() -> tuple[str, ...]:
    """Return the kinds of tests in their order."""
    return tuple(read_identities().kinds)


def name_kind(kind: str, lang: str) -> str:
    """Return what a kind of tests is called."""
    return read_identities().kind_names[kind][lang]


def kind_of(outcome: Outcome) -> str:
    """Return the kind an outcome is listed under."""
    return read_identities().kind_of(outcome.rule)


def sort_findings(agreed: Agreed, marks: Mapping[str, Mark], kind: str) -> Sorted:
    """Return the findings of a kind (of all, where it is empty), newest year first."""
    wanted = [each for each in agreed.outcomes if not kind or kind_of(each) == kind]
    shown = [each for each in wanted if each.verdict in ACCUSING or is_soft(each)]
    order = {each: place for place, each in enumerate(list_kinds())}
    shown.sort(key=lambda each: (-each.year, each.region, each.agency, order[kind_of(each)]))
    open_ones = [each for each in shown if each.key not in marks]
    return Sorted(
        certain=tuple(each for each in open_ones if each.verdict in ACCUSING),
        soft=tuple(each for each in open_ones if is_soft(each)),
        explained=tuple(each for each in shown if each.key in marks),
    )


def count_kinds(agreed: Agreed) -> list[Tally]:
    """Return how many places were tested, and how they came out, by kind."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in list_kinds()}
    for outcome in agreed.outcomes:
        level = "soft" if is_soft(outcome) else outcome.verdict.value
        counts[kind_of(outcome)][level] += count_places(outcome)
    return [_tell_tally(kind, each, agreed.count) for kind, each in counts.items()]


def _tell_tally(kind: str, counts: Counter[str], reports: int) -> Tally:
    """Return a tally; what only tells of what it finds was looked for in every report."""
    rules, reasons = read_identities().kinds[kind], read_identities().reasons
    differs, soft, unclear = counts[Verdict.DIFFERS], counts["soft"], counts[Verdict.UNCLEAR]
    kept = counts[Verdict.KEPT]
    if not any(f"{rule}.{KEPT}" in reasons for rule in rules):
        kept = max(0, reports - differs)
    return Tally(kind, kept + differs + soft + unclear, kept, differs, soft, unclear)


def name_body(outcome: Outcome, view: View) -> str:
    """Return the short name of the body, as the other pages have it."""
    return view.names.get((outcome.region, outcome.agency), outcome.agency)


def read_row(
    outcome: Outcome, agreed: Agreed, marks: Mapping[str, Mark], view: View
) -> dict[str, Any]:
    """Return a finding as plain data for its component."""
    mark = marks.get(outcome.key)
    return {
        "key": outcome.key,
        "body": name_body(outcome, view),
        "year": outcome.year,
        "kind": name_kind(kind_of(outcome), view.lang),
        "told": tell(outcome, view.lang),
        "sum": str(outcome.values.get("sum", "")),
        "sources": _read_sources(outcome, agreed, view),
        "mark": None
        if mark is None
        else {"who": mark.who, "when": mark.when[:10], "reason": mark.reason},
    }


def _read_sources(outcome: Outcome, agreed: Agreed, view: View) -> list[dict[str, Any]]:
    """Return the passages by report, each with its words and where they lead."""
    by_report: dict[str, list[Passage]] = {}
    for passage in outcome.passages:
        by_report.setdefault(passage.report_id, []).append(passage)
    return [
        {
            "name": _name_report(*agreed.reports[report], view.lang),
            "quotes": [_read_quote(each, outcome.side, agreed, view) for each in several],
        }
        for report, several in by_report.items()
    ]


def _name_report(year: int, genre: str, lang: str) -> str:
    return say("agreement.report", lang, year=year, genre=say(f"genre.{genre}", lang))


def _read_quote(passage: Passage, side: str, agreed: Agreed, view: View) -> dict[str, Any]:
    assert passage.span is not None  # every passage of this check stands in the text
    place = agreed.places.get((passage.report_id, passage.span))
    own = find_step(passage, place)
    query = view.query(**{name: [value] for name, value in own.items()})
    return {
        "pieces": _cut(passage, place, side),
        "report": passage.report_id,
        "step": own,
        "address": f"report?{query}",
    }


def find_step(passage: Passage, place: Place | None) -> dict[str, str]:
    """Return the report page's parameters: at the figure or cell, else where the words stand."""
    if place is not None:
        return {"id": passage.report_id, "figure": place.figure}
    return {"id": passage.report_id, "find": passage.quote.strip()[:40]}


def _cut(passage: Passage, place: Place | None, side: str) -> list[str]:
    """Return the words before the number, the number, and the words behind it."""
    text, span = passage.quote, passage.span
    if place is not None and span is not None and span.contains(place.number):
        start, end = place.number.start - span.start, place.number.end - span.start
    else:  # a year stands in its words as it is named
        start = max(text.find(side), 0)
        end = start + len(side) if side and side in text else start
    pieces = [text[:start], text[start:end], text[end:]]
    return [piece.replace("\t", CELL_GAP) for piece in pieces]
