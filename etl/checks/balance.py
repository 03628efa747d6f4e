"""Identities of the standard tables: I1 to I4 sum cells, I6 looks at each.

Owns what a blank cell means in a sum. Where a form writes 0 anywhere, a blank says nothing: it
may hold any count, and only a sum that is too large without it is broken. Where a form writes
no 0 at all, blanks stand for nothing. A total left blank is never taken for 0.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from etl.checks.identities import (
    DIFFERS,
    KEPT,
    UNCLEAR,
    Equation,
    FormIdentity,
    Key,
    read_identities,
)
from etl.checks.outcome import Outcome
from etl.checks.told import make_outcome, quote_cells, write_number, write_sum
from etl.compared import CellRecord, StatedReport
from etl.model import CellMeaning


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an equation: at least `low`, and more where it is `open`."""

    low: Decimal
    open: bool
    cells: tuple[CellRecord, ...]

    @property
    def values(self) -> list[Decimal]:
        """The numbers written."""
        return [cell.value for cell in self.cells if cell.value is not None]


@dataclass(frozen=True, slots=True)
class Weighed:
    """An equation with both sides read; `level` is what they say."""

    side: str
    left: Side
    right: Side
    level: str

    @property
    def tells(self) -> bool:
        """Tell whether there is anything but zeros in it."""
        return bool(self.left.low or self.right.low)


def check_forms(report: StatedReport) -> Iterator[Outcome]:
    """Yield what the identities of the tables say of one report."""
    weighed: dict[str, list[tuple[FormIdentity, list[Weighed]]]] = {}
    for identity in read_identities().forms:
        cells = find_cells(report, identity.form)
        if cells:
            found = [each for each in _weigh_all(identity, cells) if each is not None]
            weighed.setdefault(identity.form, []).append((identity, found))
    for several in weighed.values():
        doubtful = _is_doubtful([each for _, found in several for each in found])
        for identity, found in several:
            yield from _tell(report, identity, found, doubtful=doubtful)
    yield from _check_counts(report)


def find_cells(report: StatedReport, form: str) -> dict[Key, CellRecord]:
    """Return the cells of a form by row and column."""
    return {(cell.row, cell.column): cell for cell in report.cells if cell.form == form}


def is_silent(cells: Iterable[CellRecord]) -> bool:
    """Tell whether a form leaves out its zeros: no 0 anywhere, and blanks or dashes."""
    meanings = {cell.meaning for cell in cells}
    empty = meanings & {CellMeaning.BLANK, CellMeaning.NOT_APPLICABLE}
    return CellMeaning.ZERO not in meanings and bool(empty)


def weigh(cells: Sequence[CellRecord | None], *, silent: bool) -> Side:
    """Return one side; a cell not read, or blank among zeros, leaves it open."""
    there = tuple(cell for cell in cells if cell is not None)
    values = [cell.value for cell in there if cell.value is not None]
    is_open = len(there) < len(cells) or (len(values) < len(there) and not silent)
    return Side(sum(values, Decimal(0)), is_open, there)


def compare(left: Side, right: Side) -> str | None:
    """Return what two sides say of each other; None where neither holds a number."""
    values = [*left.values, *right.values]
    if not values:
        return None
    if any(value < 0 for value in values):
        return UNCLEAR
    if left.low == right.low:
        return KEPT
    less = left if left.low < right.low else right
    return UNCLEAR if less.open or not less.values else DIFFERS


def _weigh_all(identity: FormIdentity, cells: Mapping[Key, CellRecord]) -> Iterator[Weighed | None]:
    silent = is_silent(cells.values())
    for equation in identity.equations:
        yield _weigh(equation, cells, silent=silent)


def _weigh(equation: Equation, cells: Mapping[Key, CellRecord], *, silent: bool) -> Weighed | None:
    keys = list(equation.left)
    for key, replaced in equation.instead:
        if key in cells and not any(each in cells for each in replaced):
            keys = [key, *(each for each in keys if each not in replaced)]
    left = weigh([cells.get(key) for key in keys], silent=silent)
    right = weigh([cells.get(key) for key in equation.right], silent=silent)
    level = compare(left, right)
    return None if level is None else Weighed(equation.side, left, right, level)


def _is_doubtful(found: Sequence[Weighed]) -> bool:
    """Tell whether so much of a table fails that it was more likely read wrongly."""
    telling = [each for each in found if each.tells]
    broken = sum(each.level == DIFFERS for each in telling)
    return broken >= read_identities().doubtful and 2 * broken > len(telling)


def _tell(
    report: StatedReport, identity: FormIdentity, found: Sequence[Weighed], *, doubtful: bool
) -> Iterator[Outcome]:
    for each in found:
        if each.level == DIFFERS and not doubtful:
            yield make_outcome(
                identity.id,
                DIFFERS,
                report,
                quote_cells(report, _telling(each)),
                side=each.side,
                sum=f"{write_sum(each.left.values)} ≠ {write_sum(each.right.values)}",
            )
    for level, wanted in (
        (KEPT, {KEPT}),
        (UNCLEAR, {UNCLEAR} | ({DIFFERS} if doubtful else set())),
    ):
        same = [each for each in found if each.level in wanted]
        if same:
            passages = quote_cells(report, same[0].right.cells or same[0].left.cells)
            yield make_outcome(identity.id, level, report, passages, n=len(same))


def _telling(weighed: Weighed) -> list[CellRecord]:
    """Return the cells that make the sums: all of a short one, else those above 0."""
    cells = [*weighed.left.cells, *weighed.right.cells]
    return cells if len(cells) <= 4 else [cell for cell in cells if cell.value]


def _check_counts(report: StatedReport) -> Iterator[Outcome]:
    counts = read_identities().counts
    for cell in report.cells:
        columns = counts.get(cell.form)
        if columns is None or cell.value is None or (columns and cell.column not in columns):
            continue
        if cell.value < 0 or cell.value % 1:
            yield make_outcome(
                "I6",
                DIFFERS,
                report,
                quote_cells(report, [cell]),
                side=f"{cell.row} · {cell.column}",
                value=write_number(cell.value),
            )
