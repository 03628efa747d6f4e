"""Measures followed, as outcomes like those of every other check, for marking and export.

Owns the rule's name and which states accuse: only silence does. Refuses to search.
"""

from collections.abc import Sequence

from etl.checks.followed import Followed, State
from etl.checks.outcome import Outcome, Passage, Verdict
from etl.record import ReportRecord

CHECK = "promises"
_RULE = "carried_out"
_VERDICTS = {
    State.DONE: Verdict.KEPT,
    State.SILENT: Verdict.MISSING,
    State.MENTIONED: Verdict.UNCLEAR,
    State.UNCLEAR: Verdict.UNCLEAR,
}


def list_outcomes(record: ReportRecord, followed: Sequence[Followed]) -> tuple[Outcome, ...]:
    """Return the outcomes of a report's plan, each with the words announced and those found."""
    return tuple(_write(record, each) for each in followed)


def _write(record: ReportRecord, each: Followed) -> Outcome:
    promise, answer = each.promise, each.answer
    passages = [Passage(promise.report_id, promise.quote, promise.span)]
    if answer is not None:
        passages.append(Passage(answer.report_id, answer.quote, answer.span))
    return Outcome(
        check=CHECK,
        rule=_RULE,
        verdict=_VERDICTS[each.state],
        dataset=record.dataset,
        region=record.region,
        agency=record.agency,
        year=record.year,
        genre=record.genre,
        reason=each.reason,
        values=dict(each.values),
        passages=tuple(passages),
        side=str(promise.span.start),
    )
