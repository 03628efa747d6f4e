"""Numbers as reports tell them: how exact, in which measure, about what, and in which words.

Owns what makes two numbers comparable, and the making of outcomes with their words. Refuses
to know any identity.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from etl.checks.identities import CHECK, DIFFERS, KEPT, Wording, read_identities
from etl.checks.outcome import Outcome, Passage, Verdict
from etl.compared import CellRecord, FigureRecord, IndicatorRecord, StatedReport
from etl.model import Qualifier, Span

_PRECISE = re.compile(r"[.．]([0-9０-９]{1,6})")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年)")
_SCALES = {"亿": Decimal(10) ** 8, "万": Decimal(10) ** 4, "千": Decimal(10) ** 3}
_CLAUSE_ENDS = "，。；、：,;\n\t（("
_ROW = 80  # characters of a row of bare numbers
_TELLING = 3  # digits from which on another order is no chance
_ABOUT = Decimal("0.1")
_VERDICTS = {DIFFERS: Verdict.DIFFERS, KEPT: Verdict.KEPT}


def make_outcome(
    rule: str,
    level: str,
    report: StatedReport,
    passages: Iterable[Passage],
    *,
    side: str = "",
    **values: str | int,
) -> Outcome:
    """Return an outcome; what is only worth a look, or cannot be told, accuses nobody."""
    return Outcome(
        check=CHECK,
        rule=rule,
        verdict=_VERDICTS.get(level, Verdict.UNCLEAR),
        dataset=report.dataset,
        region=report.region,
        agency=report.agency,
        year=report.year,
        genre=report.genre,
        reason=f"{rule}.{level}",
        values=values,
        passages=tuple(passages),
        side=side,
    )


def quote(report: StatedReport, span: Span) -> Passage:
    """Return words of a report as a passage."""
    return Passage(report.report_id, span.cut(report.text), span)


def quote_cells(report: StatedReport, cells: Sequence[CellRecord]) -> list[Passage]:
    """Return the rows of cells, each up to its cell; a row without a label is quoted once."""
    bare = all(cell.words == cell.span for cell in cells)
    row = Span(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells))
    if bare and row.end - row.start <= _ROW:
        return [quote(report, row)]
    return [quote(report, cell.words) for cell in cells]


def name_values(indicator: str, known: Mapping[str, IndicatorRecord]) -> dict[str, str | int]:
    """Return the indicator's names as values of an outcome."""
    record = known.get(indicator)
    return {
        "indicator": indicator,
        "name_zh": record.name_zh if record else indicator,
        "name_en": record.name_en if record else indicator,
    }


def write_number(value: Decimal) -> str:
    """Write a number for people: no zeros behind the point, thousands set apart."""
    return format(value.normalize() if value % 1 else value.quantize(Decimal(1)), ",f")


def write_sum(values: Sequence[Decimal]) -> str:
    """Write addends, those that add nothing left out."""
    return " + ".join(write_number(each) for each in values if each) or "0"


def are_alike(one: str, other: str) -> bool:
    """Tell whether two measure words count the same things."""
    alike = read_identities().wording.alike
    return one == other or any(one in group and other in group for group in alike if one and other)


def find_step(report: StatedReport, figure: FigureRecord) -> Decimal:
    """Return how far a figure may be rounded by the way it is written: 1.8万 by 1,000."""
    words = figure.number.cut(report.text)
    scale = next((size for mark, size in _SCALES.items() if mark in words), None)
    found = _PRECISE.search(words)
    if scale is None and found is None and figure.unit not in ("元", "%"):
        return Decimal(0)
    return (scale or Decimal(1)).scaleb(-len(found[1]) if found else 0)


def agrees(
    one: FigureRecord, other: FigureRecord, step: Decimal, *, exact: bool = False
) -> bool | None:
    """Tell whether two figures may be the same; None where a rough one leaves it open."""
    if one.value == other.value or abs(one.value - other.value) < step:
        return True
    if one.qualifier is other.qualifier is Qualifier.EXACT:
        return False
    return may_mean(one, other.value) or may_mean(other, one.value) or (False if exact else None)


def may_mean(rough: FigureRecord, value: Decimal) -> bool:
    """Tell whether a figure as stated can be the value: 20,000余 may be 20,115."""
    if rough.qualifier is Qualifier.OVER:
        return rough.value <= value <= rough.value * 2
    if rough.qualifier is Qualifier.ABOUT:
        return abs(rough.value - value) <= rough.value * _ABOUT
    return rough.value == value


def find_wholes(report: StatedReport, indicator: str) -> list[FigureRecord]:
    """Return the figures of an indicator that are no shares."""
    return [
        each
        for each in report.figures
        if each.indicator == indicator and each.part is None and each.parent is None
    ]


def _clause(report: StatedReport, figure: FigureRecord) -> str:
    """Return the words from the last comma before the number (or its quote) to its end."""
    text, floor = report.text, max(figure.sentence.start, figure.number.start - 80)
    start = max(text.rfind(mark, floor, figure.number.start) for mark in _CLAUSE_ENDS) + 1
    start = min(max(start, floor), figure.span.start if figure.span.start >= floor else floor)
    return text[start : max(figure.number.end, figure.span.end)]


def is_limited(report: StatedReport, figure: FigureRecord) -> bool:
    """Tell whether a number is told of a part: a field, a campaign, a way of publishing.

    What is said before of a field counts no more once the year is named: 在…领域整治，全年处罚3件.
    """
    if figure.from_table:
        return False
    wording, clause = read_identities().wording, _clause(report, figure)
    before = report.text[figure.sentence.start : figure.number.start]
    if wording.limited.search(clause) or _names_other_year(report, before):
        return True
    if not figure.indicator.startswith("disclosure") and wording.published.search(clause):
        return True
    limited = [found.end() for found in wording.limited.finditer(before)]
    whole = [found.end() for found in wording.whole.finditer(before)]
    return bool(limited) and max(limited) > max(whole, default=-1)


def _names_other_year(report: StatedReport, words: str) -> bool:
    """Tell whether words before a number name a year that is not the report's."""
    years = {int(found[1]) for found in _YEAR.finditer(words)}
    return bool(years - {report.year})


def is_wide(report: StatedReport, figure: FigureRecord) -> bool:
    """Tell whether a number may be of more than the body itself."""
    if figure.from_table:
        return False
    before = report.text[figure.sentence.start : max(figure.number.end, figure.span.end)]
    return bool(read_identities().wording.wide.search(before))


def is_government(report: StatedReport) -> bool:
    """Tell whether a government reports: it may speak of its departments together."""
    return bool(read_identities().wording.government.search(report.agency))


def differ_in_step(reports: Sequence[StatedReport], figures: Sequence[FigureRecord]) -> bool:
    """Tell whether figures are told of different steps: received is not accepted."""
    wording = read_identities().wording
    told = {
        step
        for report, figure in zip(reports, figures, strict=True)
        if not figure.from_table
        and (step := _last_step(figure.span.cut(report.text), wording)) is not None
    }
    return len(told) > 1


def _last_step(words: str, wording: Wording) -> int | None:
    """Return the step told first in the words: what follows it is its object."""
    found = [
        (match.start(), number)
        for number, step in enumerate(wording.steps)
        if (match := step.search(words)) is not None
    ]
    return min(found)[1] if found else None


def are_transposed(one: Decimal, other: Decimal) -> bool:
    """Tell whether two numbers have the same digits in another order: 724 and 742."""
    first, second = (str(int(each)) for each in (one, other))
    whole = not (one % 1 or other % 1)
    return whole and first != second and len(first) >= _TELLING and sorted(first) == sorted(second)
