"""The door to the review of figures: what is worth a look, and where decisions are written down.

Owns the way from the figures of a view to the queue, and from a reviewer's words to a decision.
Refuses to write on a server that was not started for it, and to draw.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st
from pandas import DataFrame

from etl.by_command import Published, load_again
from etl.checks.queue import Candidate, Known, Queued, find_queue
from etl.checks.review_precision import Judged, count_judged
from etl.corrections import (
    Amount,
    Decision,
    Review,
    add_review,
    check_review,
    find_standing,
    make_id,
    read_reviews,
)
from etl.errors import FazhiError
from etl.measured import BLIND
from etl.model import Qualifier
from etl.review import is_allowed
from etl.review_faults import ReviewFault, Undecidable
from etl.warehouse.heirs import follow
from etl.warehouse.queries import Warehouse
from pages.shared.prepared import SMALL, per_view
from pages.shared.store import (
    Filter,
    can_ask,
    find_figures,
    find_indicators,
    find_quality,
    find_report,
    name_version,
    open_warehouse,
    warehouse_directory,
)
from pages.shared.view import View
from pages.shared.words import known as is_word
from pages.shared.words import say

_WHOSE = ("dataset", "region", "agency", "year", "genre", "report_id", "source")

Standing = Mapping[tuple[str, str, int], Review]


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a reviewer says of a figure: the decision, his name, his reason, the new amount."""

    decision: Decision
    who: str
    why: str = ""
    new: Amount | None = None


@st.cache_data(max_entries=32, show_spinner=False)
def _findings(_warehouse: Warehouse, key: tuple[str, int], asked: Filter) -> DataFrame:
    return _warehouse.findings(asked)


@st.cache_data(max_entries=8, show_spinner=False)
def _wordings(_warehouse: Warehouse, key: tuple[str, int], dataset: str) -> dict[str, int]:
    return _warehouse.wordings(dataset)


def find_decisions() -> tuple[Review, ...]:
    """Return every decision there is, in the order in which they count."""
    return read_reviews(warehouse_directory())


def place_decisions(decisions: Sequence[Review]) -> tuple[Review, ...]:
    """Return decisions at the place they are about in the served version, in their order."""
    return follow(decisions, open_warehouse().heirs(decisions))


def find_decided(decisions: Sequence[Review]) -> Mapping[tuple[str, str, int], str]:
    """Return the ids of the statements that placed decisions are about, where they are there."""
    return open_warehouse().decided([each.place for each in decisions])


def choose_decisions(decisions: Sequence[Review], dataset: str) -> tuple[Review, ...]:
    """Return the decisions on figures of one data set."""
    return tuple(each for each in decisions if each.dataset == dataset)


def find_judged(dataset: str) -> Mapping[str, Judged]:
    """Return what people decided of each indicator; nothing where the file cannot be read.

    The page of reviews says what is wrong with it.
    """
    try:
        return count_judged(choose_decisions(place_decisions(find_decisions()), dataset))
    except FazhiError:
        return {}


def find_review_queue(view: View, decisions: Sequence[Review]) -> list[Queued]:
    """Return the figures in view that are worth a look and undecided, the most pressing first."""
    warehouse, key = open_warehouse(), name_version()
    measured = find_quality().get(BLIND)
    known = Known(
        wordings=_wordings(warehouse, key, view.choice.data),
        findings=_find_messages(view),
        precision=measured.indicators if measured else {},
        reviews=tuple(find_standing(decisions).values()),
    )
    # What is far from the other years is so whichever years are in view.
    queue = find_queue(_find_candidates(view), known)
    years = view.asked.years
    return [each for each in queue if not years or years[0] <= each.figure.year <= years[1]]


def _find_messages(view: View) -> Mapping[tuple[str, str], Sequence[str]]:
    """Return what was found of figures, in the reader's language, by report and indicator."""
    messages: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _findings(open_warehouse(), name_version(), view.asked).itertuples():
        if row.kind != "contradiction":  # the figure itself says so
            key = f"finding.{row.kind}"
            told = say(key, view.lang) if view.lang != "zh" and is_word(key) else row.message
            messages[row.report_id, row.indicator].append(told)
    return messages


@per_view(SMALL)
def _find_candidates(view: View) -> list[Candidate]:
    figures = find_figures(replace(view.asked, years=None))
    stated = figures[figures["report_id"].notna()]
    return [_candidate(row) for row in stated.itertuples()]


def _candidate(row: Any) -> Candidate:
    return Candidate(
        region=row.region,
        agency=row.agency,
        year=int(row.year),
        genre=row.genre,
        indicator=row.indicator,
        value=Decimal(str(row.value)),
        unit=row.unit,
        conflict=bool(row.conflict),
        note=None if pd.isna(row.note) else row.note,
        rule=row.rule,
        report_id=row.report_id,
        observation_id=row.observation_id,
        number_start=int(row.number_start),
        qualifier=row.qualifier,
        summed=row.basis == "parts",
    )


def find_one(view: View, figure: str) -> DataFrame:
    """Return the labelled row of a statement by its id, with its data set; empty where none is.

    One that is not THE figure, was rejected, or is out of view is looked up in its report; so is
    a part of a sum, as a decision is about what the words state, never about the sum.
    """
    if not view.wide:
        figures = find_figures(view.asked)
        here = (figures["observation_id"] == figure) & figures["report_id"].notna()
        here &= figures["basis"] != "parts"
        found = view.label(figures[here]).head(1)
        if len(found):
            return found.assign(dataset=view.choice.data)
    return _find_stated(view, figure)


def _find_stated(view: View, figure: str) -> DataFrame:
    report = find_report(figure.rpartition("-")[0])  # ids count the statements of a report
    if report is None or not report.in_force:
        return DataFrame()
    rows = report.observations
    known = rows["indicator"].isin(find_indicators().index)
    return rows[(rows["observation_id"] == figure) & known].assign(
        body=view.names.get((report.region, report.agency), report.agency),
        **{name: getattr(report, name) for name in _WHOSE},
        source_url=report.url,
    )


def may_review() -> bool:
    """Tell whether figures can be decided upon here."""
    return is_allowed() and can_ask()


def list_units(indicator: str) -> list[str]:
    """Return the measure words of an indicator, the usual one first."""
    catalogue = find_indicators()
    return list(catalogue.loc[indicator, "units"]) if indicator in catalogue.index else []


def decide(row: Any, ruling: Ruling, seen: str | None) -> Review:
    """Write a decision down and return it; raises `FazhiError` where it cannot be taken.

    `row` is the figure as it is shown, `seen` the decision that the reviewer knew of.
    """
    if not is_allowed():
        raise Undecidable(ReviewFault.CLOSED)
    if ruling.decision is Decision.ACCEPTED and row.review == Decision.CORRECTED:
        raise Undecidable(ReviewFault.CORRECTED)
    review = _make_review(row, ruling)
    catalogue = find_indicators()
    kind = str(catalogue.loc[row.indicator, "kind"])
    check_review(review, list_units(row.indicator), kind)
    add_review(warehouse_directory(), review, seen, place_decisions)
    return review


def _make_review(row: Any, ruling: Ruling) -> Review:
    part = getattr(row, "part", None)
    corrected = isinstance(row.review, str) and row.review == Decision.CORRECTED
    old = (
        (row.value_read, row.qualifier_read, row.unit_read)
        if corrected
        else (row.value, row.qualifier, row.unit)
    )
    return Review(
        id=make_id(),
        decision=ruling.decision,
        who=" ".join(ruling.who.split()),
        at=_now(),
        why=ruling.why.strip(),
        dataset=row.dataset,
        region=row.region,
        agency=row.agency,
        year=int(row.year),
        genre=row.genre,
        indicator=row.indicator,
        part=part if isinstance(part, str) else None,
        report_id=row.report_id,
        source=row.source,
        number_start=int(row.number_start),
        quote=row.quote,
        old=Amount(Decimal(str(old[0])), Qualifier(old[1]), old[2]),
        new=ruling.new,
    )


def take_back(review: Review, who: str) -> None:
    """Open a figure again that was decided upon."""
    if not is_allowed():
        raise Undecidable(ReviewFault.CLOSED)
    back = replace(
        review,
        decision=Decision.REOPENED,
        new=None,
        id=make_id(),
        who=" ".join(who.split()),
        at=_now(),
        why="",
    )
    check_review(back, (), "count")
    add_review(warehouse_directory(), back, review.id, place_decisions)


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="milliseconds")


def publish_decisions() -> Published:
    """Have every decision taken up in a new version; raises `CommandError` where that fails."""
    return load_again(warehouse_directory())
