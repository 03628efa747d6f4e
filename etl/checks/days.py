"""Dates as passages: the words that state when a report was published or signed.

Owns the notations of a known date and where they may stand. Refuses to read dates (the extractor
did) and to judge them.
"""

from collections.abc import Iterator
from datetime import date

from etl.checks.outcome import Passage
from etl.checks.wording import quote, read_bare
from etl.model import Span
from etl.record import ReportRecord

_TAIL, _HEAD = 800, 1200  # characters in which a signing date, a page line is looked for
_DIGITS = (
    "〇一二三四五六七八九",
    "○一二三四五六七八九",
    "零一二三四五六七八九",
    "O一二三四五六七八九",
)


def show_published(record: ReportRecord | None) -> Passage | None:
    """Return the words that date the publication: as the page writes them, or from the text."""
    if record is None or record.published_on is None:
        return None
    if record.page_published:
        return Passage(record.report_id, record.page_published)
    end = min(len(record.text or ""), record.body.start + _HEAD)
    return _find_day(record, record.published_on, Span(0, end))


def show_signed(record: ReportRecord) -> Passage | None:
    """Return the words that date the signing: from the text's end or opening, or the page."""
    day = record.signed_on
    if day is None:
        return None
    start, end = record.body.start, record.body.end
    ends = (Span(max(start, end - _TAIL), end), Span(start, min(end, start + _HEAD)))
    found = next((each for place in ends if (each := _find_day(record, day, place))), None)
    if found is None and record.page_signed:
        return Passage(record.report_id, record.page_signed)
    return found


def _find_day(record: ReportRecord, day: date, place: Span) -> Passage | None:
    if record.text is None:
        return None
    bare = read_bare(record.text, place)
    for words in write_day(day):
        at = bare.text.rfind(words)
        if at >= 0 and not bare.text[at + len(words) : at + len(words) + 1].isdecimal():
            return quote(record.report_id, record.text, bare.span(at, at + len(words)))
    return None


def write_day(day: date) -> Iterator[str]:
    """Yield the ways in which a date is written, without white space."""
    short, long = (str(day.month), str(day.day)), (f"{day.month:02}", f"{day.day:02}")
    for month, of_month in (long, short, (short[0], long[1]), (long[0], short[1])):
        yield f"{day.year}年{month}月{of_month}日"
        for mark in "-./":
            yield f"{day.year}{mark}{month}{mark}{of_month}"
    for digits in _DIGITS:
        year = "".join(digits[int(figure)] for figure in str(day.year))
        yield f"{year}年{_write_number(day.month)}月{_write_number(day.day)}日"
    yield f"{day:%Y%m%d}"


def _write_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    one = _DIGITS[0][ones] if ones else ""
    if not tens:
        return one
    return (_DIGITS[0][tens] if tens > 1 else "") + "十" + one
