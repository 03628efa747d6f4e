"""Reports that people decided figures of, each with its text and every figure that was read in it.

Owns the questions. What was read is told, not what it was corrected to; texts that were replaced
since are told, too: a decision is about a text. Refuses to interpret.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from etl.warehouse.served import Served

_REPORTS = """
SELECT report_no, report_id, source, text FROM reports
WHERE report_id = $report_id AND list_contains($datasets, dataset)
"""
_FIGURES = """
SELECT o.indicator, o.number_start, o.sentence, o.parent_id IS NOT NULL,
       starts_with(o.rule, 'table:'), v.review_id
FROM observations AS o LEFT JOIN reviews AS v USING (report_no, observation_id)
WHERE o.report_no = $report_no
ORDER BY o.position
"""


@dataclass(frozen=True, slots=True)
class JudgedFigure:
    """A figure as it was read; `review_id` names the decision that is applied to it.

    A `sub` count hangs under a total.
    """

    indicator: str
    number_start: int
    sentence: str
    sub: bool
    in_table: bool
    review_id: str | None


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """A report with every figure that was read in it."""

    report_id: str
    source: str
    text: str
    figures: tuple[JudgedFigure, ...]


def read_judged(
    served: Served, report_ids: Iterable[str], datasets: Iterable[str]
) -> Iterator[JudgedReport]:
    """Yield the reports of these ids that are there, in their order."""
    among = list(datasets)
    for report_id in report_ids:
        asked = {"report_id": report_id, "datasets": among}
        for number, known_as, source, text in served.rows(_REPORTS, asked):
            figures = served.rows(_FIGURES, {"report_no": number})
            yield JudgedReport(known_as, source, text, tuple(JudgedFigure(*row) for row in figures))
