"""One report against itself: prose and table, two totals of one fact, shares, impossible years.

Owns when two statements of a report can only be one fact. Where a number may be of a part, of
another step, or is rough, nothing is certain.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from etl.checks.balance import find_cells
from etl.checks.identities import DIFFERS, KEPT, SOFT, UNCLEAR, read_identities
from etl.checks.outcome import Outcome
from etl.checks.told import (
    are_alike,
    are_transposed,
    differ_in_step,
    find_step,
    find_wholes,
    is_limited,
    is_wide,
    make_outcome,
    may_mean,
    name_values,
    quote,
    write_number,
    write_sum,
)
from etl.compared import CellRecord, FigureRecord, Stated, StatedReport
from etl.disclosure_form import cell_key, load_forms
from etl.model import Qualifier, Span

_DIGIT = "0-9０-９〇○零一二三四五六七八九"
_YEAR = re.compile(rf"(?<![{_DIGIT}])([{_DIGIT}]{{4}})(?=\s?年)")
_NUMBERED = re.compile(rf"[〔\[［【]([{_DIGIT}]{{4}})[〕\]］】]\s?[0-9０-９]{{1,5}}\s?号")
_VALUES = {**{mark: str(n) for n, mark in enumerate("〇一二三四五六七八九")}, "○": "0", "零": "0"}
_FULL = str.maketrans({**{chr(0xFF10 + n): str(n) for n in range(10)}, **_VALUES})
_NUMBER = re.compile(r"[0-9０-９]+")
_ENDS = "，。；！？\n\t"
_NEAR = 2199
_PLANNED = re.compile(r"[到至在于自从争〔（(\[]$")
_REACH = 60  # characters of a passage around a year


def check_prose(report: StatedReport, stated: Stated) -> Iterator[Outcome]:
    """Yield I7: what the prose states of a cell of a standard table."""
    for form in load_forms():
        cells = find_cells(report, form.id)
        for key, indicator in form.indicators.items():
            cell = next((each for k, each in cells.items() if cell_key(*k) == key), None)
            prose = [each for each in find_wholes(report, indicator) if not each.from_table]
            if cell is None or not prose:
                continue
            record = stated.indicators.get(indicator)
            alike = record is None or are_alike(prose[0].unit, record.unit)
            level = _judge_prose(report, indicator, prose, cell) if alike else UNCLEAR
            values = name_values(indicator, stated.indicators)
            if cell.value is not None:
                values["sum"] = f"{write_number(prose[0].value)} ≠ {write_number(cell.value)}"
            passages = [quote(report, prose[0].span), quote(report, cell.words)]
            yield make_outcome("I7", level, report, passages, side=indicator, **values)


def _judge_prose(
    report: StatedReport, indicator: str, prose: Sequence[FigureRecord], cell: CellRecord
) -> str:
    value = cell.value
    if value is None:
        return UNCLEAR
    if any(may_mean(each, value) for each in prose) or _is_meant(report, indicator, prose, cell):
        return KEPT
    exact = [each for each in prose if each.qualifier is Qualifier.EXACT]
    if len(exact) < len(prose) or is_wide(report, prose[0]):
        return UNCLEAR
    if is_limited(report, prose[0]) and prose[0].value < value:
        return UNCLEAR
    steps = differ_in_step([report], [prose[0]]) or _is_other_step(report, indicator, prose[0])
    several = len({each.value for each in exact}) > 1
    certain = indicator in read_identities().one_fact and not several and not steps
    return DIFFERS if certain else SOFT


def _is_other_step(report: StatedReport, indicator: str, figure: FigureRecord) -> bool:
    """What is 受理 may be less than what the table counts as 新收."""
    accepted = read_identities().wording.steps[1].search(figure.span.cut(report.text))
    return indicator in read_identities().meant and accepted is not None


def _is_meant(
    report: StatedReport, indicator: str, prose: Sequence[FigureRecord], cell: CellRecord
) -> bool:
    """Tell whether the prose states a sum of rows that its words may mean as well."""
    cells = find_cells(report, cell.form)
    for rows in read_identities().meant.get(indicator, ()):
        there = [(cells.get((row, cell.column)), sign) for row, sign in rows]
        values = [(each.value, sign) for each, sign in there if each and each.value is not None]
        total = sum((value * sign for value, sign in values), Decimal(0))
        if values and any(may_mean(each, total) for each in prose):
            return True
    return False


def check_rivals(report: StatedReport, stated: Stated) -> Iterator[Outcome]:
    """Yield the totals of one thing that contradict each other."""
    for found in (*_find_rivals(report), *_find_transposed(report)):
        level = _judge_rivals(report, found)
        values = name_values(found[0].indicator, stated.indicators)
        values["sum"] = " ≠ ".join(dict.fromkeys(write_number(each.value) for each in found))
        passages = [quote(report, each.span) for each in found]
        yield make_outcome(
            "contradiction", level, report, passages, side=found[0].indicator, **values
        )


def _find_rivals(report: StatedReport) -> Iterator[Sequence[FigureRecord]]:
    """Yield what extraction found contradicting each other."""
    places = {each.span: each for each in report.figures}
    for spans in report.rivals:
        found = [places[span] for span in spans if span in places]
        if len({each.value for each in found}) > 1:
            yield found


def _find_transposed(report: StatedReport) -> Iterator[Sequence[FigureRecord]]:
    """Yield pairs taken for shares, of which one is the other with its digits in another order."""
    told = {span for spans in report.rivals for span in spans}
    several: dict[str, list[FigureRecord]] = {}
    for each in report.figures:
        if each.indicator and not each.from_table and not each.parent and each.span not in told:
            several.setdefault(each.indicator, []).append(each)
    for figures in several.values():
        for one, other in pairwise(figures):
            apart = one.sentence.end <= other.sentence.start
            sure = apart and are_transposed(one.value, other.value)
            if sure and _judge_pair(report, one, other):
                yield (one, other)


def _judge_rivals(report: StatedReport, found: Sequence[FigureRecord]) -> str:
    low = min(found, key=lambda each: each.value)
    high = max(found, key=lambda each: each.value)
    known = found[0].indicator in read_identities().one_fact
    slip = are_transposed(low.value, high.value)
    steps = differ_in_step([report] * len(found), found)
    certain = (known or slip) and not steps and _judge_pair(report, low, high)
    return DIFFERS if certain and len(found) == 2 else SOFT


def _judge_pair(report: StatedReport, low: FigureRecord, high: FigureRecord) -> bool:
    """Tell whether two figures are exact, in one measure, and of the same: all of the year."""
    low, high = sorted((low, high), key=lambda each: each.value)
    step = max(find_step(report, low), find_step(report, high))
    return (
        low.qualifier is high.qualifier is Qualifier.EXACT
        and are_alike(low.unit, high.unit)
        and high.value - low.value >= step
        and not is_limited(report, low)
        and not is_wide(report, high)
    )


def check_parts(report: StatedReport, stated: Stated) -> Iterator[Outcome]:
    """Yield totals with their shares, where the shares are said to be all there are, or exceed it."""
    for whole in report.figures:
        parts = [each for each in report.figures if each.parent == whole.id]
        if len(parts) < 2 or whole.from_table:
            continue
        level = _judge_parts(report, whole, parts)
        if level is None:
            continue
        values = name_values(whole.indicator, stated.indicators)
        sign = "=" if level == KEPT else "≠"
        shares = write_sum([each.value for each in parts])
        values["sum"] = f"{shares} {sign} {write_number(whole.value)}"
        passages = [quote(report, each.span) for each in (whole, *parts)]
        yield make_outcome(
            "parts",
            level,
            report,
            passages,
            side=f"{whole.indicator} {whole.part or ''}".strip(),
            **values,
        )


def _judge_parts(
    report: StatedReport, whole: FigureRecord, parts: Sequence[FigureRecord]
) -> str | None:
    figures = [whole, *parts]
    exact = all(each.qualifier is Qualifier.EXACT for each in figures)
    if not exact or not all(are_alike(each.unit, whole.unit) for each in parts):
        return None
    total = sum((each.value for each in parts), Decimal(0))
    step = sum((find_step(report, each) for each in figures), Decimal(0))
    shares = [each for each in parts if not _is_no_share(report, each)]
    if len(shares) < len(parts):  # what is left out may have been one
        return None
    complete = _is_complete(report, whole, parts)
    if total == whole.value or abs(total - whole.value) < step:
        return KEPT if complete else None
    if complete:
        return DIFFERS
    return SOFT if total > whole.value and _is_whole_told(report, whole, parts) else None


def _is_no_share(report: StatedReport, figure: FigureRecord) -> bool:
    words = figure.part or figure.span.cut(report.text)
    return read_identities().wording.no_share.search(words) is not None


def _is_complete(report: StatedReport, whole: FigureRecord, parts: Sequence[FigureRecord]) -> bool:
    """Tell whether the shares are all there are, and every number among them was read."""
    wording = read_identities().wording
    names = [each.part or each.span.cut(report.text) for each in parts]
    rest = len(parts) > 1 and wording.rest.search(names[-1]) is not None
    known = any(
        len(shares) == len(names)
        and all(sum(bool(share.search(name)) for name in names) == 1 for share in shares)
        for shares in wording.partitions
    )
    return (rest or known) and _is_whole_told(report, whole, parts)


def _is_whole_told(
    report: StatedReport, whole: FigureRecord, parts: Sequence[FigureRecord]
) -> bool:
    numbers = [each.number for each in parts]
    first, last = min(numbers).start, max(numbers).end
    if not whole.sentence.start <= whole.number.end <= first or last > whole.sentence.end:
        return False
    between = report.text[whole.number.end : last]
    read = all(
        any(span.start <= whole.number.end + found.start() < span.end for span in numbers)
        for found in _NUMBER.finditer(between)
    )
    return read and read_identities().wording.untold.search(between) is None


def check_years(report: StatedReport, stated: Stated) -> Iterator[Outcome]:
    """Yield years that are neither past nor planned for, each at its first place."""
    years = read_identities().years
    latest = max(years.goal, report.year + years.reach)
    seen: set[int] = set()
    for span in _find_years(report):
        year = int(span.cut(report.text).translate(_FULL))
        if not latest < year <= years.last or year in seen or not _is_year(report.text, span):
            continue
        place = _find_words(report, span)
        if years.lasting.search(place.cut(report.text)):
            continue
        seen.add(year)
        yield make_outcome(
            "impossible_year", DIFFERS, report, [quote(report, place)], side=str(year)
        )


def _find_years(report: StatedReport) -> Iterator[Span]:
    for pattern in (_YEAR, _NUMBERED):
        for found in pattern.finditer(report.text, report.body.start, report.body.end):
            yield Span(*found.span(1))


def _is_year(text: str, span: Span) -> bool:
    """Tell whether four digits are a year, and no count of years: 距今2100年."""
    years = read_identities().years
    before = text[max(0, span.start - 2) : span.start]
    mark = text.find("年", span.end, span.end + 2)
    counted = any(each in before for each in years.before)
    if counted or (mark >= 0 and years.after.match(text, mark + 1) is not None):
        return False
    # 2206年底 is a slip, 栽于2500年 may be anything: of the far ones only what is planned for.
    near = int(span.cut(text).translate(_FULL)) <= _NEAR
    return near or _PLANNED.search(before) is not None


def _find_words(report: StatedReport, span: Span) -> Span:
    text, floor = report.text, max(report.body.start, span.start - _REACH)
    ceiling = min(report.body.end, span.end + _REACH)
    start = max(floor, max(text.rfind(mark, floor, span.start) for mark in _ENDS) + 1)
    ends = [found for mark in _ENDS if (found := text.find(mark, span.end, ceiling)) >= 0]
    return Span(start, min(ends, default=ceiling))
