"""What may be summed and compared: comparable sets, totals, changes.

Owns the arithmetic of the pages. A trend is computed over bodies that state the figure in
every year drawn; a change over bodies that state it in both years. Only measure words that
count the same thing, and bodies that speak for the same kind of area, meet in a sum
(measures.py); rates are never summed; a sum keeps the ≥ or ≈ of its parts.

Figures come as a DataFrame, one row per body, year and indicator, `body` being a short name,
`measure` what a sum of its unit is named and `scope` what its body speaks for.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pandas import DataFrame

from pages.shared.measures import OWN, MeasuredRow, name_units
from pages.shared.numbers import Amount, Change, combine, compare

_COMPARED = [
    *("body", "year", "value", "qualifier", "unit", "measure", "scope", "observation_id"),
]
_FULL_RANGE = 0.7  # the whole range is kept while it holds this share of the best window

_Pair = tuple[MeasuredRow, MeasuredRow]  # of one body: the earlier year, the later


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of one year; `unit` names the measure words in it, `ids` the figures summed."""

    year: int
    unit: str
    scope: str
    amount: Amount
    bodies: tuple[str, ...]
    ids: tuple[str, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """Totals over the years of one comparable set; `stated_by` counts all who use the unit."""

    unit: str
    scope: str
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
    ids: tuple[str, str]


@dataclass(frozen=True, slots=True)
class SetChange:
    """Change of a total between two years over the bodies that state both exactly enough.

    `bounded` names bodies left out because one of their figures is only a lower bound.
    """

    unit: str
    scope: str
    before: Total
    after: Total
    change: Change
    bounded: tuple[str, ...]


def speaks_for(compared: int, stated: int) -> bool:
    """Tell whether a comparable set is large enough to speak for all who state the figure."""
    return compared > 0 and 2 * compared >= stated


def find_totals(figures: DataFrame, year: int) -> tuple[Total, ...]:
    """Return the plain totals of a year, one per measure and scope, the most used first."""
    groups: dict[tuple[str, str], list[MeasuredRow]] = defaultdict(list)
    for row in _walk(figures, year):
        groups[row.measure, row.scope].append(row)
    totals = [_total(year, rows) for rows in groups.values()]
    return tuple(sorted(totals, key=_total_order))


def _total_order(total: Total) -> tuple[int, bool, float]:
    return -len(total.bodies), total.scope != OWN, -total.amount.value


def _total(year: int, rows: list[MeasuredRow]) -> Total:
    unit, scope = name_units([row.unit for row in rows]), rows[0].scope
    rows = sorted(rows, key=lambda row: (-row.value, row.body))
    amount = Amount(sum(row.value for row in rows), combine([row.qualifier for row in rows]))
    bodies = tuple(row.body for row in rows)
    ids = tuple(row.observation_id for row in rows)
    return Total(year, unit, scope, amount, bodies, ids, rows[-1].value, rows[0].value)


def find_lines(figures: DataFrame) -> tuple[Line, ...]:
    """Return one line of comparable totals per measure and scope; each reaches the present.

    Without two years there is none.
    """
    groups: dict[tuple[str, str], dict[str, dict[int, MeasuredRow]]]
    groups = defaultdict(lambda: defaultdict(dict))
    for row in _walk(figures):
        groups[row.measure, row.scope][row.body][row.year] = row
    lines = [_line(unit, scope, bodies) for (unit, scope), bodies in groups.items()]
    found = [line for line in lines if line]
    return tuple(sorted(found, key=lambda line: (-len(line.bodies), line.scope != OWN, line.unit)))


def _line(unit: str, scope: str, bodies: dict[str, dict[int, MeasuredRow]]) -> Line | None:
    window = _best_window({body: set(rows) for body, rows in bodies.items()})
    if window is None:
        return None
    years, members = window
    totals = tuple(_total(year, [bodies[body][year] for body in members]) for year in years)
    return Line(unit, scope, members, totals, len(bodies))


def find_telling_year(stated: dict[str, set[int]]) -> int:
    """Return the latest year that at least half as many bodies state as the best year has."""
    counts = Counter(year for years in stated.values() for year in years)
    most = max(counts.values())
    return max(year for year, count in counts.items() if 2 * count >= most)


def _best_window(stated: dict[str, set[int]]) -> tuple[tuple[int, ...], tuple[str, ...]] | None:
    """Find the years and bodies of the largest full rectangle, the whole range preferred.

    One that ends before the latest telling year would pass old news off as the present.
    """
    years = sorted(set().union(*stated.values()))
    latest = years.index(find_telling_year(stated))
    best: tuple[tuple[int, ...], tuple[str, ...]] | None = None
    best_score = 0.0
    for first in range(len(years)):
        for last in range(max(first + 1, latest), len(years)):
            span = years[first : last + 1]
            members = [body for body, has in stated.items() if has.issuperset(span)]
            score = float(len(members) * len(span))
            if len(span) == len(years):
                score = score / _FULL_RANGE
            if members and score >= best_score:
                best, best_score = (tuple(span), tuple(sorted(members))), score
    return best


def latest_comparable_year(figures: DataFrame) -> int:
    """Return the latest year, or the one before it where few have reported on the latest yet."""
    last = int(figures["year"].max())
    pairs = {year: len(_pairs(figures, year - 1, year)) for year in (last, last - 1)}
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
            (then.observation_id, now.observation_id),
        )
        for then, now in pairs
    ]
    return tuple(sorted(changes, key=_change_order))


def _change_order(item: BodyChange) -> tuple[bool, float, str]:
    percent = item.change.percent
    gap = item.change.after.value - item.change.before.value
    return (percent is None, gap if percent is None else percent, item.body)


def find_set_change(figures: DataFrame, before: int, after: int) -> tuple[SetChange, ...]:
    """Return the change of the totals per measure and scope, the one with most bodies first."""
    groups: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for then, now in _pairs(figures, before, after):
        groups[now.measure, now.scope].append((then, now))
    changes = [_set_change(pairs, before, after) for pairs in groups.values()]
    return tuple(sorted(changes, key=lambda item: (-len(item.after.bodies), item.scope != OWN)))


def _set_change(pairs: list[_Pair], before: int, after: int) -> SetChange:
    exact = [pair for pair in pairs if "over" not in (pair[0].qualifier, pair[1].qualifier)]
    kept = exact or pairs
    names = {now.body for _, now in kept}
    first = _total(before, [then for then, _ in kept])
    last = _total(after, [now for _, now in kept])
    bounded = tuple(now.body for _, now in pairs if now.body not in names)
    change = compare(first.amount, last.amount)
    return SetChange(last.unit, last.scope, first, last, change, bounded)


def _pairs(figures: DataFrame, before: int, after: int) -> list[_Pair]:
    """Pair the rows of bodies whose measure words of both years count the same thing."""
    earlier = {row.body: row for row in _walk(figures, before)}
    return [
        (earlier[row.body], row)
        for row in _walk(figures, after)
        if row.body in earlier and earlier[row.body].measure == row.measure
    ]


def _walk(figures: DataFrame, year: int | None = None) -> Iterator[MeasuredRow]:
    """Yield the rows, of one year if that is asked, with no more columns than are compared."""
    kept = figures if year is None else figures[figures["year"] == year]
    rows: Iterator[MeasuredRow] = kept[_COMPARED].itertuples(index=False)
    return rows


def _amount(row: MeasuredRow) -> Amount:
    return Amount(row.value, row.qualifier)
