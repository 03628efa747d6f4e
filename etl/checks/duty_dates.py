"""Whether a report was public in time, and whether the date of its page can be believed.

Owns the reasons for which a late date is no lateness: a site that moved has re-dated its pages.
A late date is believed where it came soon after the signing, or where an older page of the body
still bears a date of its own: a move would have re-dated that one too. The thresholds are data
(data/duties.yml, `dates`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from etl.checks.days import show_published, show_signed
from etl.checks.duty_rules import DateLimits, Rule
from etl.checks.filing import Around, Filing, conclude, find_site, name_report
from etl.checks.outcome import Outcome, Passage, Verdict
from etl.record import ReportRecord

_LAST_MONTH = 12  # a report may be public in the last month of its year, not earlier

Values = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class _Doubt:
    """Why a late date is not believed: the reason, its blanks, the words it rests on."""

    reason: str
    values: Values
    passages: tuple[Passage | None, ...] = ()


def check_public(
    filing: Filing, rule: Rule, around: Around, limits: DateLimits, *, bound: bool
) -> Outcome:
    """Return whether a report was public by the due date; `bound` bodies alone can be late."""
    first, due = filing.first_dated, rule.due_on(filing.head.year)
    if first is None or first.published_on is None:
        return conclude(rule, filing.head, Verdict.UNCLEAR, "no_date", {}, _papers(filing))
    published = first.published_on
    values: Values = {"published": published.isoformat(), "due": due.isoformat()}
    doubt = _doubt_order(filing, published, due)
    if doubt is None and published <= due:
        return conclude(rule, first, Verdict.KEPT, "in_time", values, [show_published(first)])
    if doubt is None:
        doubt = _doubt_lateness(filing, around, published, due, limits)
    if doubt is None and not bound:
        doubt = _Doubt("not_bound", {})
    if doubt is not None:
        passages = (*_papers(filing), *doubt.passages)
        return conclude(rule, first, Verdict.UNCLEAR, doubt.reason, values | doubt.values, passages)
    witnesses = _list_witnesses(filing, around, published, limits)
    told = witnesses[:1] if _gap(filing, published, due) > limits.prompt_days else []
    reason = "late_witnessed" if told else "late"
    values["days"] = (published - due).days
    passages = (*_papers(filing), *(show_published(each.first_dated) for each in told))
    return conclude(rule, first, Verdict.LATE, reason, values, passages)


def _papers(filing: Filing) -> tuple[Passage | None, ...]:
    """Return the words of both dates, of the publication that was first."""
    first = filing.first_dated or filing.head
    signed = next((each for each in filing.records if each.signed_on == filing.signed_on), first)
    found = (show_published(first), show_signed(signed))
    return found if any(found) else (name_report(filing.head),)


def _doubt_order(filing: Filing, published: date, due: date) -> _Doubt | None:
    """Tell of a date that cannot be the day of publication, in time or not."""
    year, signed = filing.head.year, filing.signed_on
    if published < date(year, _LAST_MONTH, 1):
        return _Doubt("before_year_end", {"year": year})
    if signed and published < signed and max(signed, published) > due:
        return _Doubt("before_signing", {"signed": signed.isoformat()})
    return None


def _doubt_lateness(
    filing: Filing, around: Around, published: date, due: date, limits: DateLimits
) -> _Doubt | None:
    """Return why a date after the due day may not be the day of publication."""
    if any(each.published_on is None for each in filing.records):
        return _Doubt("other_undated", {})
    gap = _gap(filing, published, due)
    doubts = (
        _doubt_years(filing, around, published, limits),
        _doubt_batch(filing, around, gap, limits),
        _doubt_next(filing, around, published),
    )
    found = next((doubt for doubt in doubts if doubt), None)
    if found or gap <= limits.prompt_days:
        return found
    if gap > limits.longest_days:
        return _Doubt("too_long", {"gap": gap, "most": limits.longest_days})
    if len(_list_witnesses(filing, around, published, limits)) < limits.witnesses:
        return _Doubt("no_witness", {"gap": gap})
    return None


def _gap(filing: Filing, published: date, due: date) -> int:
    """Return the days since the signing, since the due day where no signing is known."""
    return (published - (filing.signed_on or due)).days


def _doubt_years(
    filing: Filing, around: Around, published: date, limits: DateLimits
) -> _Doubt | None:
    near = [
        other
        for other in around.others(filing)
        if other.head.year != filing.head.year
        and any(abs((day - published).days) <= limits.batch_near_days for day in _list_days(other))
    ]
    years = {filing.head.year, *(other.head.year for other in near)}
    if len(years) < limits.batch_years:
        return None
    values: Values = {"years": len(years), "near": limits.batch_near_days}
    return _Doubt("batch_years", values, _show_days(near))


def _doubt_batch(filing: Filing, around: Around, gap: int, limits: DateLimits) -> _Doubt | None:
    reports = around.count_same_day(filing)
    soon = filing.signed_on is not None and gap <= limits.batch_days
    if soon or reports < limits.batch_reports:
        return None
    return _Doubt("batch_reports", {"reports": reports})


def _doubt_next(filing: Filing, around: Around, published: date) -> _Doubt | None:
    """Tell of a date on or after the day on which a later year's report was public."""
    head = filing.head
    later = [
        other
        for other in around.others(filing)
        if other.head.genre is head.genre
        and other.head.year > head.year
        and other.published_on is not None
        and other.published_on <= published
    ]
    if not later:
        return None
    first = min(later, key=lambda other: other.head.year)
    return _Doubt("after_next", {"later": str(first.published_on)}, _show_days([first]))


def _list_witnesses(
    filing: Filing, around: Around, published: date, limits: DateLimits
) -> list[Filing]:
    """Return older filings of the body whose page still bears the date it was put up."""
    return [
        other
        for other in around.others(filing)
        if other.published_on
        and other.published_on < published
        and other.head.year < filing.head.year
        and _same_site(filing, other)
        and 0 <= _age(other) <= limits.prompt_days
        and _doubt_years(other, around, other.published_on, limits) is None
    ]


def _age(filing: Filing) -> int:
    """Return the days from signing (unsigned: from the end of the year) to publication."""
    started = filing.signed_on or date(filing.head.year, 12, 31)
    return (filing.published_on - started).days if filing.published_on else -1


def _same_site(one: Filing, other: Filing) -> bool:
    """Tell whether two filings may be from one site: only two known hosts can differ."""
    first, second = one.first_dated or one.head, other.first_dated or other.head
    if not (first.url and second.url):
        return True
    return find_site(first) == find_site(second)


def _list_days(filing: Filing) -> Iterable[date]:
    return (each.published_on for each in filing.records if each.published_on)


def _show_days(filings: Iterable[Filing]) -> tuple[Passage | None, ...]:
    first: list[ReportRecord | None] = [filing.first_dated for filing in filings]
    return tuple(show_published(each) for each in first[:3])
