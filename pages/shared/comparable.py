"""What may be summed and compared: comparable sets, totals, changes.

Owns the arithmetic of the pages. A trend is computed over bodies that state the figure in
every year drawn; a change over bodies that state it in both years. Only measure words that
count the same thing meet in a sum, and it is named by all of them (measures.py); rates are
never summed; a sum keeps the ≥ or ≈ of its parts.

Figures come as a DataFrame, one row per body, year and indicator, `body` being a short name
and `measure` what a sum of its unit is named.
"""

from collections import defaultdict
from dataclasses import dataclass

from pandas import DataFrame

from pages.shared.numbers import Amount, Change, combine, compare

_FULL_RANGE = 0.7  # the whole range is kept while it holds this share of the best window


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of one year; `unit` names its measure words, `ids` the figures it was summed from."""

    year: int
    unit: str
    amount: Amount
    bodies: tuple[str, ...]
    ids: tuple[str, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """Totals over the years of one comparable set; `stated_by` counts all who use the unit."""

    unit: str
    bodies: tuple[str, ...]
    totals: tuple[Total, ...]
    stated_by: int

    @property
    def years(self) -> tuple[int, ...]:
        """The years drawn."""
        return tuple(total.year for total in self.totals)

    @property
    def telling(self) -> bool:
        """Whether the set speaks for those who state the figure: several, and half of them."""
        return len(self.bodies) > 1 and speaks_for(len(self.bodies), self.stated_by)


@dataclass(frozen=True, slots=True)
class BodyChange:
    """What one body stated in two years, in measure words that may be compared."""

    body: str
    units: tuple[str, str]
    change: Change
    id: str


@dataclass(frozen=True, slots=True)
class SetChange:
    """Change of a total between two years over the bodies that state both exactly enough.

    `bounded` names bodies left out because one of their figures is only a lower bound.
    """

    unit: str
    before: Total
    after: Total
    change: Change
    bounded: tuple[str, ...]


def speaks_for(compared: int, stated: int) -> bool:
    """Tell whether a comparable set is large enough to speak for all who state the figure."""
    return compared > 0 and 2 * compared >= stated


def find_totals(figures: DataFrame, year: int) -> tuple[Total, ...]:
    """Return the plain totals of a year, one per measure, the most used first."""
    by_unit: dict[str, list] = defaultdict(list)
    for row in figures[figures["year"] == year].itertuples():
        by_unit[row.measure].append(row)
    totals = [_total(year, unit, rows) for unit, rows in by_unit.items()]
    return tuple(sorted(totals, key=lambda total: (-len(total.bodies), -total.amount.value)))


def _total(year: int, unit: str, rows: list) -> Total:
    rows = sorted(rows, key=lambda row: (-row.value, row.body))
    amount = Amount(sum(row.value for row in rows), combine([row.qualifier for row in rows]))
    bodies = tuple(row.body for row in rows)
    ids = tuple(row.observation_id for row in rows)
    return Total(year, unit, amount, bodies, ids, rows[-1].value, rows[0].value)


def find_lines(figures: DataFrame) -> tuple[Line, ...]:
    """Return one line of comparable totals per measure; without two years there is none."""
    by_unit: dict[str, dict[str, dict[int, object]]] = defaultdict(lambda: defaultdict(dict))
    for row in figures.itertuples():
        by_unit[row.measure][row.body][row.year] = row
    lines = [_line(unit, bodies) for unit, bodies in by_unit.items()]
    found = [line for line in lines if line]
    return tuple(sorted(found, key=lambda line: (-len(line.bodies), line.unit)))


def _line(unit: str, bodies: dict[str, dict[int, object]]) -> Line | None:
    window = _best_window({body: set(rows) for body, rows in bodies.items()})
    if window is None:
        return None
    years, members = window
    totals = tuple(_total(year, unit, [bodies[body][year] for body in members]) for year in years)
    return Line(unit, members, totals, len(bodies))


def _best_window(stated: dict[str, set[int]]) -> tuple[tuple[int, ...], tuple[str, ...]] | None:
    """Find the years and bodies of the largest full rectangle, the whole range preferred."""
    years = sorted(set().union(*stated.values()))
    best: tuple[tuple[int, ...], tuple[str, ...]] | None = None
    best_score = 0.0
    for first in range(len(years)):
        for last in range(first + 1, len(years)):
            span = years[first : last + 1]
            members = [body for body, has in stated.items() if has.issuperset(span)]
            score = len(members) * len(span)
            if len(span) == len(years):
                score = score / _FULL_RANGE
            if members and score >= best_score:
                best, best_score = (tuple(span), tuple(sorted(members))), score
    return best


def latest_comparable_year(figures: DataFrame) -> int:
    """Return the latest year that many bodies can be compared in: an early report is no trend."""
    years = sorted(set(figures["year"]), reverse=True)
    pairs = {int(year): len(_pairs(figures, year - 1, year)) for year in years}
    most = max(pairs.values())
    return next(year for year, count in pairs.items() if 2 * count >= most)


def find_body_changes(figures: DataFrame, year: int) -> tuple[BodyChange, ...]:
    """Return the change of each body against the year before, the largest fall first."""
    pairs = _pairs(figures, year - 1, year)
    changes = [
        BodyChange(
            now.body,
            (then.unit, now.unit),
            compare(_amount(then), _amount(now)),
            now.observation_id,
        )
        for then, now in pairs
    ]
    return tuple(sorted(changes, key=_change_order))


def _change_order(item: BodyChange) -> tuple[bool, float, str]:
    percent = item.change.percent
    gap = item.change.after.value - item.change.before.value
    return (percent is None, gap if percent is None else percent, item.body)


def find_set_change(figures: DataFrame, before: int, after: int) -> tuple[SetChange, ...]:
    """Return the change of the totals per measure, the one with most bodies first."""
    by_unit: dict[str, list[tuple]] = defaultdict(list)
    for then, now in _pairs(figures, before, after):
        by_unit[now.measure].append((then, now))
    changes = [_set_change(unit, pairs, before, after) for unit, pairs in by_unit.items()]
    return tuple(sorted(changes, key=lambda item: -len(item.after.bodies)))


def _set_change(unit: str, pairs: list[tuple], before: int, after: int) -> SetChange:
    exact = [pair for pair in pairs if "over" not in (pair[0].qualifier, pair[1].qualifier)]
    kept = exact or pairs
    names = {now.body for _, now in kept}
    first = _total(before, unit, [then for then, _ in kept])
    last = _total(after, unit, [now for _, now in kept])
    bounded = tuple(now.body for _, now in pairs if now.body not in names)
    return SetChange(unit, first, last, compare(first.amount, last.amount), bounded)


def _pairs(figures: DataFrame, before: int, after: int) -> list[tuple]:
    """Pair the rows of bodies whose measure words of both years count the same thing."""
    earlier = {row.body: row for row in figures[figures["year"] == before].itertuples()}
    later = figures[figures["year"] == after].itertuples()
    return [
        (earlier[row.body], row)
        for row in later
        if row.body in earlier and earlier[row.body].measure == row.measure
    ]


def _amount(row: object) -> Amount:
    return Amount(row.value, row.qualifier)  # type: ignore[attr-defined]
