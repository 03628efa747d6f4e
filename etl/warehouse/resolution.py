"""The rule that chooses THE figure of a body, a year and an indicator.

Owns the choice alone: pure values in, one value out, the same whatever the order of the
input. Refuses to add what must not be added: units that differ, rates, parts beside a whole.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from etl.corrections import Decision
from etl.model import Genre, Qualifier

_GENRES = (Genre.ROL, Genre.DIS, Genre.ENF, Genre.UNKNOWN)
_PRECISION = (Qualifier.EXACT, Qualifier.OVER, Qualifier.ABOUT)


class Basis(StrEnum):
    """What a figure rests on: a stated total, the sum of stated parts, or a ledger."""

    STATED = "stated"
    PARTS = "parts"
    LEDGER = "ledger"


class Note(StrEnum):
    """What a reader should know about the choice; pages put it into words."""

    CONFLICT_CONFIRMED = "conflict_confirmed"  # two totals, another genre states the one taken
    CONFLICT_LATER = "conflict_later"  # two totals, the later-stated one taken
    CONFLICT_DECIDED = "conflict_decided"  # two totals, the one a person decided of taken
    GENRES_DIFFER = "genres_differ"  # another genre of the year states another value
    UNITS_DIFFER = "units_differ"  # also stated in another measure word
    PARTS_SUMMED = "parts_summed"  # no total stated: the sum of the stated parts


@dataclass(frozen=True, slots=True)
class Statement:
    """One stated figure in force; `order` is its place in the report (or the ledger).

    `decision` is what a person decided of it: corrected, accepted, or nothing.
    """

    id: str
    genre: Genre
    ledger: bool
    order: int
    value: Decimal
    qualifier: Qualifier
    unit: str
    part: str | None = None
    decision: str | None = None

    @property
    def rank(self) -> tuple[bool, int]:
        """Place in the order of genres: reports before ledgers, then rol, dis, enf."""
        return (self.ledger, _GENRES.index(self.genre))


@dataclass(frozen=True, slots=True)
class Choice:
    """THE figure: the statement taken (or the first part summed) and what stands beside it."""

    taken: Statement
    value: Decimal
    qualifier: Qualifier
    basis: Basis
    conflict: bool
    note: Note | None
    others: tuple[str, ...]


def agree(one: Statement, other: Statement) -> bool:
    """Tell whether both can be true of one quantity (1,200余 and 1,234 can)."""
    low, high = _range(one)
    other_low, other_high = _range(other)
    return low <= other_high and other_low <= high


def _range(statement: Statement) -> tuple[Decimal, Decimal]:
    value = statement.value
    if statement.qualifier is Qualifier.OVER:
        return value, value * 2
    if statement.qualifier is Qualifier.ABOUT:
        return value * Decimal("0.9"), value * Decimal("1.1")
    return value, value


def resolve_figure(
    statements: Iterable[Statement], units: Sequence[str], *, summable: bool
) -> Choice | None:
    """Return THE figure of these statements of one body, year and indicator.

    `units` are the accepted units, the preferred one first. None where nothing was stated,
    or only the parts of something that cannot be summed.
    """
    ordered = sorted(statements, key=lambda s: (s.rank, s.order, s.id))
    wholes = [statement for statement in ordered if statement.part is None]
    if wholes:
        return _choose_whole(wholes, units)
    return _sum_parts(ordered, units) if ordered and summable else None


def prefer_units(used: Iterable[str], accepted: Sequence[str]) -> tuple[str, ...]:
    """Order the units of a body: the one it uses in most years first, so that its line is one.

    Among equals the order of the catalogue decides.
    """
    counts = Counter(used)
    known = [*accepted, *sorted(set(counts) - set(accepted))]
    return tuple(sorted(known, key=lambda unit: (-counts[unit], known.index(unit))))


def _choose_whole(wholes: list[Statement], units: Sequence[str]) -> Choice:
    best = [s for s in wholes if s.rank == wholes[0].rank]
    unit = _first_unit(_pick(best, Decision.CORRECTED) or best, units)
    rivals = [s for s in best if s.unit == unit]
    elsewhere = [s for s in wholes if s.rank != wholes[0].rank and s.unit == unit]
    conflict = not _all_agree(rivals)
    confirmed = [s for s in rivals if any(s.value == other.value for other in elsewhere)]
    decided = _prefer_decided(rivals, conflict=conflict)
    among = decided or (confirmed if conflict and confirmed else rivals)
    taken = _most_telling(among, conflict=conflict)
    return Choice(
        taken=taken,
        value=taken.value,
        qualifier=taken.qualifier,
        basis=Basis.LEDGER if taken.ledger else Basis.STATED,
        conflict=conflict,
        note=_note(taken, best, elsewhere, _why(decided, confirmed) if conflict else None),
        others=tuple(s.id for s in wholes if not _same(s, taken)),
    )


def _all_agree(statements: Sequence[Statement]) -> bool:
    return all(agree(one, other) for one in statements for other in statements)


def _pick(statements: Sequence[Statement], decision: Decision) -> list[Statement]:
    return [statement for statement in statements if statement.decision == decision]


def _prefer_decided(rivals: Sequence[Statement], *, conflict: bool) -> list[Statement]:
    """Return those a person decided of: a correction always counts, an approval among rivals.

    An approved 1,200余 is no reason to pass over the 1,234 that it agrees with.
    """
    corrected = _pick(rivals, Decision.CORRECTED)
    return corrected or (_pick(rivals, Decision.ACCEPTED) if conflict else [])


def _why(decided: Sequence[Statement], confirmed: Sequence[Statement]) -> Note:
    if decided:
        return Note.CONFLICT_DECIDED
    return Note.CONFLICT_CONFIRMED if confirmed else Note.CONFLICT_LATER


def _same(one: Statement, other: Statement) -> bool:
    return (one.value, one.qualifier, one.unit) == (other.value, other.qualifier, other.unit)


def _first_unit(statements: list[Statement], units: Sequence[str]) -> str:
    present = {statement.unit for statement in statements}
    ranked = [unit for unit in units if unit in present]
    return ranked[0] if ranked else min(present)


def _most_telling(rivals: list[Statement], *, conflict: bool) -> Statement:
    """Where all agree, the most precise wording; else the later-stated (body over summary)."""
    if conflict:
        return max(rivals, key=lambda s: (s.order, s.id))
    precise = min(_PRECISION.index(s.qualifier) for s in rivals)
    among = [s for s in rivals if _PRECISION.index(s.qualifier) == precise]
    return max(among, key=lambda s: (s.value, -s.order, s.id))


def _note(
    taken: Statement,
    best: list[Statement],
    elsewhere: list[Statement],
    contradicted: Note | None,
) -> Note | None:
    if contradicted:
        return contradicted
    if any(not agree(taken, other) for other in elsewhere):
        return Note.GENRES_DIFFER
    if any(s.unit != taken.unit for s in best):
        return Note.UNITS_DIFFER
    return None


def _sum_parts(parts: list[Statement], units: Sequence[str]) -> Choice | None:
    best = [s for s in parts if s.rank == parts[0].rank]
    if len({statement.unit for statement in best}) > 1:
        return None
    named: dict[str, list[Statement]] = {}
    for statement in best:
        named.setdefault(statement.part or "", []).append(statement)
    conflict = not all(map(_all_agree, named.values()))
    summed = [
        _most_telling(_prefer_decided(group, conflict=conflict) or group, conflict=conflict)
        for group in named.values()
    ]
    summed.sort(key=lambda s: (s.order, s.id))
    return Choice(
        taken=summed[0],
        value=sum((s.value for s in summed), Decimal(0)),
        # What was listed need not be everything: a sum of parts is a lower bound.
        qualifier=Qualifier.OVER,
        basis=Basis.PARTS,
        conflict=conflict,
        note=Note.PARTS_SUMMED,
        others=tuple(s.id for s in summed),
    )
