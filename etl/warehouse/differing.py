"""What a comparison of two versions is asked with and answers in: plain frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from etl.model import Qualifier


class Kind(StrEnum):
    """What became of a figure, in the order in which differences are told."""

    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which figures to compare; an empty choice means all. Indicators by id or Chinese name."""

    datasets: Sequence[str] = ()
    indicators: Sequence[str] = ()
    agencies: Sequence[str] = ()
    years: Sequence[int] = ()
    regions: Sequence[str] = ()
    genres: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure as one version has it. A row of a ledger has no quote but a `source_url`.

    `review` is what people decided of it; `value_read` is what was read where they corrected it.
    """

    value: Decimal
    qualifier: Qualifier
    unit: str
    basis: str
    quote: str | None
    source: str
    source_url: str | None
    report_id: str | None
    observation_id: str
    review: str | None = None
    value_read: Decimal | None = None
    reviewer: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that differs; `before` is None of a new one, `after` of a withdrawn one."""

    kind: Kind
    dataset: str
    region: str
    agency: str
    year: int
    indicator: str
    indicator_name: str
    before: Statement | None
    after: Statement | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many figures of each kind there are."""

    corrected: int
    withdrawn: int
    new: int
    unchanged: int

    @property
    def differing(self) -> int:
        """Return how many differ."""
        return self.corrected + self.withdrawn + self.new
