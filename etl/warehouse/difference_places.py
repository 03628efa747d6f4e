"""Where the figures that differ stand in the text of either version, and what ended one that fell away.

Owns what a page needs of a few figures and the documented views do not tell: the sentence with
the number's place in it, the decision of people behind it, and the state of its report. Asked of
the first rows alone. Refuses to compare (difference.py).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from etl.warehouse.difference import Comparison, Difference, Statement

Side = Literal["older", "newer"]
Place = tuple[str, str]  # of a report, and the figure's name in it

_WANTED = "(SELECT unnest($reports) AS report_id, unnest($figures) AS observation_id)"
_SENTENCES = f"""
SELECT o.report_id, o.observation_id, o.sentence, o.span_start - o.sentence_start,
       o.span_end - o.sentence_start, o.number_start - o.sentence_start,
       o.number_end - o.sentence_start
FROM {_WANTED} AS w
JOIN {{side}}.main.observations AS o USING (report_id, observation_id)
"""
# Figures are numbered anew by every reading: the same one is that of the same number in the text.
_ENDS = f"""
SELECT w.report_id, w.observation_id, r.in_force, v.decision, v.reviewer
FROM {_WANTED} AS w
LEFT JOIN newer.door.reports AS r USING (report_id)
LEFT JOIN older.main.observations AS o USING (report_id, observation_id)
LEFT JOIN newer.main.observations AS n
    ON n.report_id = o.report_id AND n.indicator = o.indicator AND n.number_start = o.number_start
LEFT JOIN newer.main.reviews AS v
    ON v.report_id = n.report_id AND v.observation_id = n.observation_id
ORDER BY v.review_id NULLS FIRST
"""


class Cause(StrEnum):
    """Why a figure differs, as far as the two versions tell."""

    BY_HAND = "by_hand"  # people corrected it
    LAPSED = "lapsed"  # a correction of theirs no longer applies: taken back, or its words are gone
    REJECTED = "rejected"  # people said that it is none
    REPLACED = "replaced"  # another publication took the place of its report
    GONE = "gone"  # its report was taken out
    LEDGER = "ledger"  # a row of a ledger
    OTHER_REPORT = "other_report"  # another report is taken for it
    READ_ANEW = "read_anew"  # the same report, read or weighed differently


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence of a figure: where in it the quote stands, and the number."""

    text: str
    quote: tuple[int, int]
    number: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """One difference with the sentences of both sides, why it came to be, and who decided so."""

    difference: Difference
    before: Sentence | None
    after: Sentence | None
    cause: Cause | None
    reviewer: str | None = None


@dataclass(frozen=True, slots=True)
class _End:
    in_force: bool | None
    decision: str | None
    reviewer: str | None


def tell(comparison: Comparison, differences: Iterable[Difference]) -> list[Told]:
    """Return differences with their sentences and causes, in their order."""
    given = list(differences)
    before = _read_sentences(comparison, "older", [each.before for each in given])
    after = _read_sentences(comparison, "newer", [each.after for each in given])
    ends = _read_ends(comparison, [each.before for each in given])
    told = []
    for each in given:
        cause, reviewer = _find_cause(each, ends.get(_place(each.before) or ("", "")))
        sentences = (before.get(_place(each.before)), after.get(_place(each.after)))
        told.append(Told(each, *sentences, cause, reviewer))
    return told


def _place(statement: Statement | None) -> Place | None:
    if statement is None or statement.report_id is None:
        return None
    return statement.report_id, statement.observation_id


def _bind(statements: Sequence[Statement | None]) -> dict[str, list[str]]:
    places = [place for place in map(_place, statements) if place is not None]
    return {"reports": [place[0] for place in places], "figures": [place[1] for place in places]}


def _read_sentences(
    comparison: Comparison, side: Side, statements: Sequence[Statement | None]
) -> dict[Place | None, Sentence]:
    wanted = _bind(statements)
    if not wanted["reports"]:
        return {}
    rows = comparison.ask(_SENTENCES.format(side=side), wanted)
    return {
        (report, figure): Sentence(text, (start, end), (first, last))
        for report, figure, text, start, end, first, last in rows
    }


def _read_ends(comparison: Comparison, statements: Sequence[Statement | None]) -> dict[Place, _End]:
    wanted = _bind(statements)
    if not wanted["reports"]:
        return {}
    rows = comparison.ask(_ENDS, wanted)
    return {(report, figure): _End(*rest) for report, figure, *rest in rows}


def _find_cause(difference: Difference, end: _End | None) -> tuple[Cause | None, str | None]:
    before, after = difference.before, difference.after
    if after is not None and after.review == "corrected" and _by_hand(before, after):
        return Cause.BY_HAND, after.reviewer
    if before is None:
        return None, None
    if before.report_id is None:
        return Cause.LEDGER, None
    return _find_end(before, after, end)


def _by_hand(before: Statement | None, after: Statement) -> bool:
    """A correction that held in the version before already is not what sets the two apart."""
    return before is None or _tell_apart(before) != _tell_apart(after)


def _tell_apart(side: Statement) -> tuple[object, ...]:
    return side.review, side.value, side.qualifier, side.unit


def _find_end(
    before: Statement, after: Statement | None, end: _End | None
) -> tuple[Cause, str | None]:
    if end is None or end.in_force is None:
        return Cause.GONE, None
    if not end.in_force:
        return Cause.REPLACED, None
    if end.decision == "rejected":
        return Cause.REJECTED, end.reviewer
    if after is not None and after.report_id != before.report_id:
        return Cause.OTHER_REPORT, None
    if before.review == "corrected" and end.decision != "corrected":
        return Cause.LAPSED, None
    return Cause.READ_ANEW, None
