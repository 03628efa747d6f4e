"""Labels made of what people decided: a line of gold for each report they looked at.

Owns which decisions make a label. A line speaks of those indicators `only` of which every figure
was decided upon: what nobody looked at is neither right nor wrong. Refuses labels that the text
does not bear out: a value that is not in the words was corrected by other knowledge than theirs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from etl.corrections import Amount, Decision, Review
from etl.evaluation.matching import SqueezedText
from etl.json_form import show_value
from etl.text.normalise import normalise
from etl.text.quantities import find_quantities
from etl.warehouse.judged import JudgedFigure, JudgedReport

_LONGEST = 300  # characters of a sentence that is quoted whole


class Left(StrEnum):
    """Why an indicator of a report is not labelled."""

    UNDECIDED = "undecided"  # a figure of it was not looked at
    TABLE = "table"  # a figure of it stands in a table, which a plain text does not keep
    WORDS = "words"  # the value is not in the words


@dataclass(frozen=True, slots=True)
class Labelled:
    """The labels of one report: `only` of these indicators; `left` says why of others not."""

    file: str
    text: str
    labels: tuple[Mapping[str, Any], ...]
    only: tuple[str, ...]
    left: tuple[Left, ...]

    @property
    def row(self) -> Mapping[str, Any]:
        """The line of gold."""
        return {"file": self.file, "only": list(self.only), "labels": list(self.labels)}


def make_labels(reports: Iterable[JudgedReport], standing: Sequence[Review]) -> Iterator[Labelled]:
    """Yield the labels of each report, from the decisions that stand."""
    decided: dict[str, dict[str, list[Review]]] = defaultdict(lambda: defaultdict(list))
    for each in standing:
        decided[each.report_id][each.indicator].append(each)
    ids = frozenset(each.id for each in standing)
    for report in reports:
        yield _label(report, decided[report.report_id], ids)


def _label(
    report: JudgedReport, decided: Mapping[str, Sequence[Review]], ids: frozenset[str]
) -> Labelled:
    text = SqueezedText(report.text)
    labels: list[Mapping[str, Any]] = []
    only, left = [], []
    for indicator, reviews in sorted(decided.items()):
        figures = [each for each in report.figures if each.indicator == indicator]
        made = _label_indicator(reviews, figures, ids, text)
        if isinstance(made, Left):
            left.append(made)
        else:
            only.append(indicator)
            labels.extend(made)
    return Labelled(f"{report.report_id}.txt", report.text, tuple(labels), tuple(only), tuple(left))


def _label_indicator(
    reviews: Sequence[Review],
    figures: Sequence[JudgedFigure],
    ids: frozenset[str],
    text: SqueezedText,
) -> list[Mapping[str, Any]] | Left:
    places = {each.number_start for each in reviews}
    totals = [each for each in figures if not each.sub]
    if not all(each.number_start in places or each.review_id in ids for each in totals):
        return Left.UNDECIDED
    if any(each.in_table for each in totals):
        return Left.TABLE
    labels: list[Mapping[str, Any]] = []
    for review in _order(reviews, figures):
        quote = _find_quote(review, totals, text)
        if quote is None:
            return Left.WORDS
        label = _write_label(review, quote)
        if label not in labels or _stands(review, totals):
            labels.append(label)
    return labels


def _order(reviews: Iterable[Review], figures: Sequence[JudgedFigure]) -> list[Review]:
    """Return what makes labels: no rejected figure, no sub-count; first what is read today."""
    subs = {each.number_start for each in figures if each.sub}
    kept = [
        each
        for each in reviews
        if each.decision is not Decision.REJECTED and each.number_start not in subs
    ]
    return sorted(kept, key=lambda each: (not _stands(each, figures), each.number_start))


def _stands(review: Review, figures: Iterable[JudgedFigure]) -> bool:
    return any(each.number_start == review.number_start for each in figures)


def _find_quote(review: Review, figures: Iterable[JudgedFigure], text: SqueezedText) -> str | None:
    """Return the words that state what was decided: those looked at, or their sentence."""
    around = [each.sentence for each in figures if each.number_start == review.number_start]
    for words in (review.quote, *around):
        if len(words) > _LONGEST or not text.find(words):
            continue
        if review.new is None or states(words, review.new):
            return words
    return None


def states(words: str, amount: Amount) -> bool:
    """Tell whether the words hold this number, as exact as that."""
    found = find_quantities(normalise(words).text)
    return any((each.value, each.qualifier) == (amount.value, amount.qualifier) for each in found)


def _write_label(review: Review, quote: str) -> Mapping[str, Any]:
    amount = review.new or review.old
    part = {"part": review.part} if review.part else {}
    return {
        "indicator": review.indicator,
        "value": show_value(amount.value),
        "qualifier": amount.qualifier.value,
        "quote": quote,
        **part,
    }
