"""Plans followed from report to report: which reports are paired, and which words are rare.

Owns the pairing and the sample that rarity is told by. Refuses to follow (`etl.checks.deeds`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from etl.checks.deeds import follow
from etl.checks.followed import Followed
from etl.checks.grams import Rarity, find_rarity
from etl.checks.promises import find_promises
from etl.model import Genre
from etl.record import ReportRecord
from etl.warehouse.records import count_reports, read_records
from etl.warehouse.served import Served
from etl.warehouse.views import Filter

_SAMPLE = 400  # reports that are enough to tell rare words from common ones


@dataclass(frozen=True, slots=True)
class Pair:
    """A report with a plan and the report of the year after, if there is one, and what it tells."""

    record: ReportRecord
    later: ReportRecord | None
    followed: tuple[Followed, ...] = ()


def sample_rarity(served: Served, dataset: str) -> Rarity:
    """Return how rare words are in a data set: of all bodies, so that no filter moves a verdict."""
    wanted = Filter(dataset, genres=(Genre.ROL.value,))
    agencies = _choose(count_reports(served, wanted))
    return find_rarity(read_records(served, replace(wanted, agencies=agencies), text=True))


def _choose(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return every n-th body; none means all."""
    bodies = sorted(counts)
    each = max(1, round(sum(counts.values()) / len(bodies))) if bodies else 1
    step = max(1, len(bodies) * each // _SAMPLE)
    return tuple(bodies[::step]) if step > 1 else ()


def follow_plans(
    records: Sequence[ReportRecord], rarity: Rarity, last: int | None = None
) -> Iterator[Pair]:
    """Yield every report, up to the year `last`, that announces anything.

    Reports are those of the rule of law in force, with their text.
    """
    following = {(*each.body_key, each.year): each for each in records}
    for record in records:
        promises = find_promises(record) if last is None or record.year <= last else ()
        later = following.get((*record.body_key, record.year + 1))
        if promises:
            yield Pair(record, later, follow(promises, later, rarity) if later else ())
