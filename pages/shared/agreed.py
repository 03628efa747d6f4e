"""The door to the check of agreement: what it finds in a view, and what people say of findings.

Owns the places on report pages at which its words stand. Refuses to draw, and to write but for an
operator's server.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from etl.checks.outcome import Outcome
from etl.compared import Stated
from etl.explained import MOST_NAME, MOST_REASON, Mark, MarkError, mark_explained, read_marks
from etl.model import Span
from etl.oversight.compared import compare_stated
from etl.review import is_allowed
from pages.shared.store import Filter, open_warehouse, warehouse_directory

__all__ = ["MOST_NAME", "MOST_REASON", "Mark", "MarkError", "Outcome"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: the figure or cell they are of on the report page, and its number."""

    figure: str
    number: Span


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was found in a view, the places its words stand at, and what reports they are of.

    `count` is how many reports are in view; those they are set against may be beyond it.
    """

    outcomes: tuple[Outcome, ...]
    places: Mapping[tuple[str, Span], Place]
    reports: Mapping[str, tuple[int, str]]
    count: int


def find_agreed(asked: Filter) -> Agreed:
    """Return what the check says of the reports in view; takes as long as reading them."""
    stated, found = compare_stated(open_warehouse(), asked)
    reports = {each.report_id: (each.year, each.genre.value) for each in stated.reports}
    words = {(each.report_id, each.span) for outcome in found for each in outcome.passages}
    places = {key: place for key, place in _find_places(stated).items() if key in words}
    places |= _find_rows(stated, words - places.keys())
    count = sum(
        asked.lets(each.region, each.agency, each.year, each.genre) for each in stated.reports
    )
    return Agreed(tuple(found), places, reports, count)


def _find_places(stated: Stated) -> dict[tuple[str, Span], Place]:
    found = {}
    for report in stated.reports:
        own = report.report_id
        for cell in report.cells:
            found[own, cell.words] = Place(f"{own}-c{cell.span.start}", cell.span)
        for figure in report.figures:
            if not figure.from_table:
                found[own, figure.span] = Place(figure.id, figure.number)
    return found


def _find_rows(
    stated: Stated, missing: set[tuple[str, Span | None]]
) -> dict[tuple[str, Span], Place]:
    """Return the places of rows that stand for several cells: at the last of them."""
    found = {}
    for report in stated.reports:
        spans = [span for own, span in missing if own == report.report_id and span is not None]
        for span in spans:
            ends = (cell.span for cell in report.cells if cell.span.end == span.end)
            if (last := next(ends, None)) is not None and span.contains(last):
                found[report.report_id, span] = Place(f"{report.report_id}-c{last.start}", last)
    return found


def find_marks() -> dict[str, Mark]:
    """Return what people explained, by key of the finding."""
    return read_marks(warehouse_directory())


def may_mark() -> bool:
    """Tell whether this server takes marks."""
    return is_allowed()


def explain(key: str, who: str, reason: str, *, withdrawn: bool = False) -> None:
    """Mark a finding as explained, or open it again; raises `MarkError`."""
    if not is_allowed():
        raise MarkError("这台服务器不接受标注：请用 fazhi serve --review 启动。")
    mark_explained(warehouse_directory(), key, who, reason, withdrawn=withdrawn)
