"""Reports against each other: of one body and year, of neighbouring years, of a region.

Owns which statements of two reports may be set against each other. A government speaks for
more than itself, and a number of a field is no total: neither is ever certain.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from etl.checks.balance import compare, find_cells, is_silent, weigh
from etl.checks.identities import DIFFERS, KEPT, SOFT, UNCLEAR, read_identities
from etl.checks.outcome import Outcome
from etl.checks.told import (
    agrees,
    are_alike,
    differ_in_step,
    find_step,
    find_wholes,
    is_government,
    is_limited,
    is_wide,
    make_outcome,
    name_values,
    quote,
    quote_cells,
    write_number,
    write_sum,
)
from etl.compared import CellRecord, FigureRecord, Stated, StatedReport
from etl.model import Genre, Qualifier

_Told = tuple[StatedReport, FigureRecord]  # where a figure stands, and the figure
_ORDER = (Genre.ROL, Genre.DIS, Genre.ENF)


def check_reports(same: Sequence[StatedReport], stated: Stated) -> Iterator[Outcome]:
    """Yield what reports of one body and year state of the same indicators."""
    known = sorted(
        (each for each in same if each.genre in _ORDER), key=lambda each: _ORDER.index(each.genre)
    )
    for one, other in combinations(known, 2):
        if one.genre is other.genre:
            continue
        named = dict.fromkeys(each.indicator for each in one.figures if each.indicator)
        for indicator in named:
            yield from _check_pair(one, other, indicator, stated)


def _check_pair(
    one: StatedReport, other: StatedReport, indicator: str, stated: Stated
) -> Iterator[Outcome]:
    firsts, seconds = find_wholes(one, indicator), find_wholes(other, indicator)
    pairs = [(a, b) for a in firsts for b in seconds if are_alike(a.unit, b.unit)]
    if not pairs:
        return
    level, (first, second) = _judge_pairs(one, other, pairs)
    values = name_values(indicator, stated.indicators)
    passages = [quote(one, first.span), quote(other, second.span)]
    yield make_outcome(
        "reports",
        level,
        one,
        passages,
        side=f"{indicator} {other.genre}",
        **values,
        one=one.genre.value,
        other=other.genre.value,
        first=write_number(first.value),
        second=write_number(second.value),
        sum=f"{write_number(first.value)} ≠ {write_number(second.value)}",
    )


def _judge_pairs(
    one: StatedReport, other: StatedReport, pairs: Sequence[tuple[FigureRecord, FigureRecord]]
) -> tuple[str, tuple[FigureRecord, FigureRecord]]:
    for pair in pairs:
        if agrees(*pair, max(find_step(one, pair[0]), find_step(other, pair[1]))):
            return KEPT, pair
    if any(each.qualifier is not Qualifier.EXACT for pair in pairs for each in pair):
        return UNCLEAR, pairs[0]
    first, second = pairs[0]
    low = (one, first) if first.value < second.value else (other, second)
    high = (other, second) if first.value < second.value else (one, first)
    if is_limited(*low) or is_wide(*high):
        return UNCLEAR, pairs[0]
    several = len({a.value for a, _ in pairs}) > 1 or len({b.value for _, b in pairs}) > 1
    certain = (
        first.indicator in read_identities().one_fact
        and not several
        and not is_government(one)
        and not differ_in_step((one, other), (first, second))
    )
    return (DIFFERS if certain else SOFT), pairs[0]


def check_years_apart(
    before: StatedReport, after: StatedReport, stated: Stated
) -> Iterator[Outcome]:
    """Yield what a disclosure report hands to that of the next year: I5 and I8."""
    yield from _check_carried(before, after)
    yield from _check_in_force(before, after)


def _check_carried(before: StatedReport, after: StatedReport) -> Iterator[Outcome]:
    rule = read_identities().carried
    left = _single(before, rule["form"], (rule["from"], rule["column"]))
    right = _single(after, rule["form"], (rule["to"], rule["column"]))
    if left is None or right is None:
        return
    sides = [
        weigh([cell], silent=is_silent(find_cells(report, rule["form"]).values()))
        for report, cell in ((before, left), (after, right))
    ]
    level = compare(*sides)
    if level is None:
        return
    passages = [*quote_cells(before, [left]), *quote_cells(after, [right])]
    was, now = (write_number(side.low) for side in sides)
    yield make_outcome("I5", level, after, passages, before=was, after=now, sum=f"{was} ≠ {now}")


def _single(report: StatedReport, form: str, key: tuple[str, str]) -> CellRecord | None:
    return find_cells(report, form).get(key)


def _check_in_force(before: StatedReport, after: StatedReport) -> Iterator[Outcome]:
    rule = read_identities().in_force
    for row in rule["rows"]:
        was = _single(before, rule["form"], (row, rule["total"]))
        now, plus, minus = (
            _single(after, rule["form"], (row, rule[each])) for each in ("total", "plus", "minus")
        )
        values = [cell.value for cell in (was, now, plus, minus) if cell and cell.value is not None]
        if len(values) < 4:
            continue
        expected = values[0] + values[2] - values[3]
        told = [write_number(each) for each in values]
        assert was is not None
        shown = [cell for cell in (plus, minus, now) if cell is not None]
        yield make_outcome(
            "I8",
            KEPT if expected == values[1] else SOFT,
            after,
            [*quote_cells(before, [was]), *quote_cells(after, shown)],
            side=row,
            before=told[0],
            issued=told[2],
            repealed=told[3],
            after=told[1],
            sum=f"{told[0]} + {told[2]} − {told[3]} ≠ {told[1]}",
        )


def check_jumps(
    before: Sequence[StatedReport], after: Sequence[StatedReport], stated: Stated
) -> Iterator[Outcome]:
    """Yield figures that are many times those of the year before, or a fraction of them."""
    rule = read_identities()
    olds, news = _find_totals(before), _find_totals(after)
    for indicator, (report, new) in news.items():
        record = stated.indicators.get(indicator)
        least = rule.jump_least.get(record.kind) if record else None
        if least is None or indicator not in olds:
            continue
        former, old = olds[indicator]
        low, high = sorted((old.value, new.value))
        if not are_alike(old.unit, new.unit) or not low or high - low < least:
            continue
        if high < low * rule.jump_times or not (
            _is_of_all(former, old) and _is_of_all(report, new)
        ):
            continue
        was, now = write_number(old.value), write_number(new.value)
        yield make_outcome(
            "jump",
            SOFT,
            report,
            [quote(former, old.span), quote(report, new.span)],
            side=indicator,
            **name_values(indicator, stated.indicators),
            before=was,
            after=now,
            times=int(high / low),
            sum=f"{was} → {now}",
        )


def _find_totals(
    reports: Sequence[StatedReport],
) -> Mapping[str, _Told]:
    """Return the one total of each indicator that reports state exactly."""
    found: dict[str, list[_Told]] = {}
    for report in reports:
        for figure in report.figures:
            if figure.indicator and figure.part is None and figure.parent is None:
                found.setdefault(figure.indicator, []).append((report, figure))
    return {
        indicator: several[0]
        for indicator, several in found.items()
        if len({figure.value for _, figure in several}) == 1
        and all(figure.qualifier is Qualifier.EXACT for _, figure in several)
    }


def _is_of_all(report: StatedReport, figure: FigureRecord) -> bool:
    """Tell whether a total is of the body, all of it and nothing more."""
    return not is_limited(report, figure) and not is_wide(report, figure)


def check_region(reports: Sequence[StatedReport], stated: Stated) -> Iterator[Outcome]:
    """Yield a government's totals, said to cover its departments, that these exceed together."""
    bodies: dict[str, list[StatedReport]] = {}
    for report in reports:
        bodies.setdefault(report.agency, []).append(report)
    totals = {agency: _find_totals(several) for agency, several in bodies.items()}
    for report in reports:
        others = {agency: each for agency, each in totals.items() if agency != report.agency}
        if not is_government(report) or not others:
            continue
        for figure in report.figures:
            if _covers(report, figure):
                yield from _check_sum(report, figure, others, stated)


def _covers(report: StatedReport, figure: FigureRecord) -> bool:
    before = report.text[figure.sentence.start : figure.number.start]
    return (
        figure.qualifier is Qualifier.EXACT
        and figure.part is None
        and figure.parent is None
        and read_identities().wording.covers.search(before) is not None
    )


def _check_sum(
    report: StatedReport,
    figure: FigureRecord,
    others: Mapping[str, Mapping[str, _Told]],
    stated: Stated,
) -> Iterator[Outcome]:
    record = stated.indicators.get(figure.indicator)
    told = [each.get(figure.indicator) for each in others.values()]
    known = [each for each in told if each is not None and are_alike(each[1].unit, figure.unit)]
    if record is None or record.kind == "rate" or len(known) < len(others) or len(known) < 2:
        return
    if not all(_is_of_all(*each) for each in known):
        return
    total = sum((each.value for _, each in known), Decimal(0))
    if total < figure.value:  # bodies that are not here may state the rest
        return
    shares = write_sum([each.value for _, each in known])
    yield make_outcome(
        "region",
        KEPT if total == figure.value else SOFT,
        report,
        [quote(report, figure.span), *(quote(each, own.span) for each, own in known)],
        side=figure.indicator,
        **name_values(figure.indicator, stated.indicators),
        sum=f"{write_number(figure.value)} < {shares}",
    )
