"""Whether a report is dated, and whether it is of the year it claims.

Owns the years that titles and the opening of a text claim. Refuses to guess a year from figures.
"""

import re
from collections.abc import Iterator, Sequence

from etl.checks.days import show_published, show_signed
from etl.checks.duty_rules import ReadingLimits, Rule
from etl.checks.filing import Filing, conclude, name_report
from etl.checks.outcome import Outcome, Passage, Verdict
from etl.checks.wording import quote, read_bare
from etl.model import Span
from etl.record import ReportRecord

_OPENING, _ENDS = 1500, 500  # characters in which a claim of the year, any date may stand
_NUMERAL = "〇○零O一二三四五六七八九"
_YEAR = re.compile(
    f"(20[0-9]{{2}}|二[{_NUMERAL}]{{3}})(?=年|度|法治|政府)(?!年[0-9一二三四五六七八九十]{{1,3}}月)"
)
# 现将2023年度法治政府建设情况报告如下; what stands before 报告 may name one year only.
_CLAIM = re.compile(r"现[将就][^。；;\n]{0,80}?报告")
_PERIOD = re.compile("(20[0-9]{2})年1月1日(?:起)?至(20[0-9]{2})年12月31日")
_ANY_DAY = re.compile(
    "年[0-9一二三四五六七八九十元]{1,3}月|20[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}"
)
_DIGIT = {char: str(number) for number, char in enumerate("〇一二三四五六七八九")}
_DIGIT |= dict.fromkeys("○零O", "0")


def check_signed(filing: Filing, rule: Rule, limits: ReadingLimits, *, bound: bool) -> Outcome:
    """Return whether the text is dated; a text whose ends hold any date at all is not undated."""
    signed = next((each for each in filing.records if each.signed_on), None)
    if signed is not None:
        values = {"signed": str(signed.signed_on)}
        shown = [show_signed(signed) or name_report(signed)]
        return conclude(rule, signed, Verdict.KEPT, "signed", values, shown)
    head, title = filing.head, [name_report(filing.head)]
    if head.text is None or not bound or not _is_whole(head, limits) or _holds_day(head):
        return conclude(rule, head, Verdict.UNCLEAR, "unsigned_unread", {}, title)
    first = filing.first_dated
    if first is not None:
        values = {"published": str(first.published_on)}
        shown = [show_published(first) or name_report(first)]
        return conclude(rule, head, Verdict.UNCLEAR, "unsigned_page", values, shown)
    return conclude(rule, head, Verdict.MISSING, "unsigned", {}, title)


def _is_whole(record: ReportRecord, limits: ReadingLimits) -> bool:
    bare = read_bare(record.text or "", record.body)
    return len(bare.text) >= limits.shortest.get(record.genre, 0)


def _holds_day(record: ReportRecord) -> bool:
    """Tell whether a date of any notation stands near the ends of the text."""
    text, body = record.text or "", record.body
    ends = (Span(body.start, min(body.end, body.start + _ENDS)),
            Span(max(body.start, body.end - _ENDS), body.end))  # fmt: skip
    return any(_ANY_DAY.search(read_bare(text, end).text) for end in ends)


def check_year(filing: Filing, rule: Rule) -> Outcome:
    """Return whether title, text and dates are of one reporting year."""
    record = filing.head
    titled = _years_of_title(record.title)
    claimed = _claim_year(record)
    year = titled or record.year
    title = name_report(record)
    if titled and claimed and titled != claimed[0]:
        values = {"title": titled, "text": claimed[0]}
        return conclude(rule, record, Verdict.DIFFERS, "year_differs", values, [title, claimed[1]])
    other = next((each for each in _other_titles(record) if each[0] != titled), None)
    if titled and other:
        values = {"one": titled, "other": other[0]}
        return conclude(rule, record, Verdict.UNCLEAR, "year_titles", values, [title, other[1]])
    return _check_dates(rule, record, year, titled, claimed)


def _check_dates(
    rule: Rule,
    record: ReportRecord,
    year: int,
    titled: int | None,
    claimed: tuple[int, Passage] | None,
) -> Outcome:
    title, signed = name_report(record), record.signed_on
    values: dict[str, str | int] = {"year": year, "signed": str(signed)}
    dated = [show_signed(record), title]
    if signed and signed.year <= year:
        return conclude(rule, record, Verdict.UNCLEAR, "signed_early", values, dated)
    if signed and signed.year > year + 1:
        return conclude(rule, record, Verdict.UNCLEAR, "signed_wide", values, dated)
    if titled and claimed:
        shown = [title, claimed[1]]
        return conclude(rule, record, Verdict.KEPT, "year_agrees", {"year": year}, shown)
    if titled and signed:
        return conclude(rule, record, Verdict.KEPT, "year_dated", values, [title, *dated[:1]])
    published = record.published_on
    if titled and published and published.year == year + 1:
        told: dict[str, str | int] = {"year": year, "published": published.isoformat()}
        shown = [title, show_published(record)]
        return conclude(rule, record, Verdict.KEPT, "year_published", told, shown)
    return conclude(rule, record, Verdict.UNCLEAR, "year_untold", {}, [title])


def _years_of_title(title: str | None) -> int | None:
    """Return the one year a title names; None where it names none, or several."""
    years = set(_read_years("".join((title or "").split())))
    return years.pop() if len(years) == 1 else None


def _other_titles(record: ReportRecord) -> Iterator[tuple[int, Passage]]:
    for title in record.page_titles:
        year = _years_of_title(title)
        if year is not None:
            yield year, Passage(record.report_id, title)


def _claim_year(record: ReportRecord) -> tuple[int, Passage] | None:
    """Return the one year that the opening says the report is of, with the words that say so."""
    if record.text is None:
        return None
    end = min(record.body.end, record.body.start + _OPENING)
    bare = read_bare(record.text, Span(record.body.start, end))
    for pattern in (_CLAIM, _PERIOD):
        found = pattern.search(bare.text)
        years = set(_claimed_years(pattern, found)) if found else set()
        if found and len(years) == 1:
            span = bare.span(*found.span())
            return years.pop(), quote(record.report_id, record.text, span)
    return None


def _claimed_years(pattern: re.Pattern[str], found: re.Match[str]) -> Sequence[int]:
    if pattern is _PERIOD:
        return [int(year) for year in found.groups()]
    return list(_read_years(found.group()))


def _read_years(text: str) -> Iterator[int]:
    for match in _YEAR.finditer(text):
        yield int("".join(_DIGIT.get(char, char) for char in match.group(1)))
