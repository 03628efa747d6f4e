"""Reports as filed: all publications of one report together, and what else its body and site have.

Owns the grouping, and the making of an outcome on one filing. Refuses to judge.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from etl.checks.duty_rules import Rule
from etl.checks.outcome import Outcome, Passage, Verdict
from etl.model import Genre
from etl.record import ReportRecord

CHECK = "duties"
BodyKey = tuple[str, str, str]  # data set, region, agency


@dataclass(frozen=True, slots=True)
class Filing:
    """One report in all its publications, the one in force first."""

    records: tuple[ReportRecord, ...]

    @property
    def head(self) -> ReportRecord:
        """The publication in force."""
        return self.records[0]

    @property
    def body(self) -> BodyKey:
        """Data set, region and name of the body."""
        return self.head.dataset, *self.head.body_key

    @property
    def first_dated(self) -> ReportRecord | None:
        """The publication with the earliest date; None where none bears one."""
        dated = [each for each in self.records if each.published_on]
        return min(dated, key=lambda each: each.published_on or date.max, default=None)

    @property
    def published_on(self) -> date | None:
        """The earliest date of publication."""
        first = self.first_dated
        return first.published_on if first else None

    @property
    def signed_on(self) -> date | None:
        """The earliest date of signing."""
        return min((each.signed_on for each in self.records if each.signed_on), default=None)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside a filing: the others of its body, and each day's of its site or place."""

    of_body: Mapping[BodyKey, Sequence[Filing]]
    on_day: Mapping[tuple[str, str, date], int]

    def others(self, filing: Filing) -> list[Filing]:
        """Return the body's other filings, of whatever genre."""
        return [each for each in self.of_body[filing.body] if each is not filing]

    def count_same_day(self, filing: Filing) -> int:
        """Return how many reports of the site (of the place, where no site is known) bear its date."""
        first = filing.first_dated
        if first is None or first.published_on is None:
            return 0
        return self.on_day[first.dataset, find_site(first), first.published_on]


def find_site(record: ReportRecord) -> str:
    """Return the host a report is from, else its region."""
    host = None
    if record.url:
        try:
            host = urlsplit(record.url).hostname
        except ValueError:
            host = None
    return host or record.region


def file_records(records: Iterable[ReportRecord]) -> list[Filing]:
    """Put the publications of each report together, in the order of the records."""
    groups: dict[tuple[BodyKey, int, Genre], list[ReportRecord]] = defaultdict(list)
    for each in records:
        groups[(each.dataset, *each.body_key), each.year, each.genre].append(each)
    return [
        Filing(tuple(sorted(group, key=lambda each: not each.in_force)))
        for group in groups.values()
    ]


def look_around(filings: Sequence[Filing]) -> Around:
    """Return what stands beside each of these filings."""
    of_body: dict[BodyKey, list[Filing]] = defaultdict(list)
    on_day: dict[tuple[str, str, date], int] = defaultdict(int)
    for filing in filings:
        of_body[filing.body].append(filing)
        first = filing.first_dated
        if first and first.published_on:
            on_day[first.dataset, find_site(first), first.published_on] += 1
    return Around(of_body, on_day)


def conclude(
    rule: Rule,
    record: ReportRecord,
    verdict: Verdict,
    reason: str,
    values: Mapping[str, str | int] | None = None,
    passages: Iterable[Passage | None] = (),
) -> Outcome:
    """Return the outcome of a rule on a report; passages that were not found are left out."""
    return Outcome(
        CHECK,
        rule.id,
        verdict,
        record.dataset,
        record.region,
        record.agency,
        record.year,
        record.genre,
        reason,
        values or {},
        tuple(passage for passage in passages if passage),
    )


def name_report(record: ReportRecord) -> Passage | None:
    """Return the title as the passage a verdict rests on where no other words can be shown."""
    return Passage(record.report_id, record.title) if record.title else None
