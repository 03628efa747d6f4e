"""Duties: what the law asks of each annual report, and whether the report keeps it.

Owns the order of the checks and the counts of what was in time. The rules are data
(data/duties.yml), each test has its file: duty_dates, duty_contents, duty_papers, absent.
Wants reports with their text: without it nothing is ever missing, only "cannot tell".
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from etl.checks.absent import find_absent
from etl.checks.duty_contents import check_chapters, check_content
from etl.checks.duty_dates import check_public
from etl.checks.duty_papers import check_signed, check_year
from etl.checks.duty_rules import DutyRules, Rule, Test, read_duties
from etl.checks.filing import Around, Filing, conclude, file_records, look_around, name_report
from etl.checks.outcome import Outcome, Verdict
from etl.checks.roster import Roster
from etl.model import Genre
from etl.record import ReportRecord

__all__ = ["InTime", "check_duties", "read_duties", "share_in_time"]

_PUBLIC = ".public"  # in the id of every rule on a due date


@dataclass(frozen=True, slots=True)
class InTime:
    """Of one year's reports: how many were in time, late, and of how many it cannot be told."""

    kept: int = 0
    late: int = 0
    unclear: int = 0

    @property
    def known(self) -> int:
        """How many it can be told of."""
        return self.kept + self.late


def check_duties(
    records: Iterable[ReportRecord], rules: DutyRules, roster: Roster | None = None
) -> list[Outcome]:
    """Return an outcome for every rule and report it covers, and for every report not there."""
    filings = file_records(records)
    around = look_around(filings)
    outcomes = [each for filing in filings for each in _check(filing, rules, around)]
    return [*outcomes, *find_absent(filings, rules, roster or Roster())]


def share_in_time(outcomes: Iterable[Outcome], genre: Genre | None = None) -> Mapping[int, InTime]:
    """Return by reporting year how many reports were public in time, of one genre or of all."""
    counts: dict[int, Counter[Verdict]] = {}
    for each in outcomes:
        if _PUBLIC in each.rule and genre in (None, each.genre):
            counts.setdefault(each.year, Counter())[each.verdict] += 1
    return {
        year: InTime(of_year[Verdict.KEPT], of_year[Verdict.LATE], of_year[Verdict.UNCLEAR])
        for year, of_year in sorted(counts.items())
    }


def _check(filing: Filing, rules: DutyRules, around: Around) -> Iterator[Outcome]:
    head = filing.head
    kind = rules.kind_of(head.agency)
    covering = [rule for rule in rules.rules if rule.covers(head.genre, head.year)]
    dated = _choose_due([rule for rule in covering if rule.test is Test.PUBLIC], kind)
    if dated is not None:
        bound = kind in dated.bodies
        yield check_public(filing, dated, around, rules.dates, bound=bound)
    chapters = [rule for rule in covering if rule.test is Test.CHAPTER]
    if chapters:
        bound = kind in chapters[0].bodies
        yield from check_chapters(head, chapters, rules.reading, bound=bound)
    for rule in covering:
        found = _apply(rule, filing, rules, bound=kind in rule.bodies)
        if found is not None:
            yield found


def _apply(rule: Rule, filing: Filing, rules: DutyRules, *, bound: bool) -> Outcome | None:
    """Return the outcome of a rule that is applied by itself; None for the others."""
    if rule.test is Test.CONTENT:
        return check_content(filing, rule, rules.reading, bound=bound)
    if rule.test is Test.SIGNED:
        return check_signed(filing, rule, rules.reading, bound=bound)
    if rule.test is Test.YEAR:
        return check_year(filing, rule)
    if rule.test is Test.FILED:
        head = filing.head
        values = {"year": head.year}
        return conclude(rule, head, Verdict.KEPT, "filed", values, [name_report(head)])
    return None


def _choose_due(rules: list[Rule], kind: object) -> Rule | None:
    """Return the rule on the due date of a kind of body; of one the law does not name, the first.

    What is public by the earliest day is in time whatever day holds for it.
    """
    naming = [rule for rule in rules if kind in rule.bodies]
    return min(naming or rules, key=lambda rule: rule.due or (0, 0), default=None)
