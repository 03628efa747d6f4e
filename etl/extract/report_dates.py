"""When a report was published and signed, and which year it reports on.

Owns the notations of dates in page facts, signatures and titles. Refuses dates that do not
exist, and never takes the year of publication for the year reported on without need.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from etl.text.headings import plain

_FIRST_YEAR, _LAST_YEAR = 2003, 2049
_DIGIT = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")}
_DIGIT |= dict.fromkeys("零OoО", "0")
_Y = "(20[0-9]{2}|二[〇零OoО0][〇零OoО0一二三四五六七八九]{2})"
_N = "([0-9]{1,2}|[一二三四五六七八九十〇零元]{1,3})"
_DATE = re.compile(rf"{_Y}\s*(?:年|[-./])\s*{_N}\s*(?:月|[-./])\s*{_N}(?:\s*日|(?![0-9]))")
_COMPACT = re.compile("(20[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])(?![0-9])")

_MONTH = r"\s*[0-9一二三四五六七八九十]{1,3}\s*月"
_IN_TITLE = re.compile(f"{_Y}(?=年|度|[^0-9〔〕\\-—–年]|$)(?!年{_MONTH})")
_IN_TEXT = re.compile(f"{_Y}\\s*年(?!{_MONTH})")
_RANGE = re.compile(
    r"20[0-9]{2}\s*+年?度?\s*+[-—–~至到]+\s*20[0-9]{2}\s*年?|《[^》]{0,200}》|[〔\[(（]20[0-9]{2}[〕\])）]"
)
_STATED = (
    re.compile(f"现[将就][^。\\n]{{0,60}}?{_Y}\\s*年"),
    re.compile(f"[自从]\\s*{_Y}\\s*年\\s*1\\s*月\\s*1\\s*日"),
    re.compile(
        f"{_Y}\\s*年度?[^。,\\n]{{0,24}}(?:法治政府|依法行政|法治建设|信息公开|政务公开|执法)"
    ),
    re.compile(f"^[^\\S\\n]*{_Y}\\s*年(?!{_MONTH})", re.MULTILINE),
)
_OPENING = 1200
_LATE_MONTH = 10  # signed in October or later: the year itself; before: the year before


def read_date(text: str | None) -> date | None:
    """Return the first date written in `text`; None where it names none, or one that is not."""
    if not text:
        return None
    flat = plain(text)
    match = _DATE.search(flat) or _DATE.search("".join(flat.split())) or _COMPACT.search(flat)
    return _make(*match.groups()) if match else None


def find_year(
    title: str | None, text: str, signed: date | None = None, published: date | None = None
) -> int | None:
    """Return the year a report is about: by its title, its opening, its dates, its years.

    A year that no report could be about yet (after the signature, 2087) is passed over.
    """
    latest = min((day.year for day in (signed, published) if day), default=_LAST_YEAR)
    for year in _told_years(title, text):
        if _FIRST_YEAR <= year <= latest:
            return year
    for day in (signed, published):
        if day:
            return day.year if day.month >= _LATE_MONTH else day.year - 1
    return _commonest_year(text)


def _told_years(title: str | None, text: str) -> Iterator[int]:
    """Yield the years a report says it is about, the surest first."""
    yield from sorted(_years(_IN_TITLE, _RANGE.sub("", plain(title or ""))))
    opening = _RANGE.sub("", plain(text[:_OPENING]))
    for pattern in _STATED:
        yield from _years(pattern, opening)


def _years(pattern: re.Pattern[str], text: str) -> list[int]:
    return [_year(match.group(1)) for match in pattern.finditer(text)]


def _commonest_year(text: str) -> int | None:
    years = Counter(_years(_IN_TEXT, _RANGE.sub("", plain(text[: 20 * _OPENING]))))
    years = Counter({year: n for year, n in years.items() if _FIRST_YEAR <= year <= _LAST_YEAR})
    return years.most_common(1)[0][0] if years else None


def _make(year: str, month: str, day: str) -> date | None:
    try:
        made = date(_year(year), _number(month), _number(day))
    except ValueError:
        return None
    return made if _FIRST_YEAR <= made.year <= _LAST_YEAR else None


def _year(text: str) -> int:
    return int("".join(_DIGIT.get(char, char) for char in text))


def _number(text: str) -> int:
    """Return the number of a month or a day: 12, 十二, 元, 二十九."""
    if text.isdecimal():
        return int(text)
    tens, ten, units = text.replace("元", "一").rpartition("十")
    ones = int("".join(_DIGIT.get(char, "") for char in units) or "0")
    return 10 * int(_DIGIT.get(tens[-1:], "1")) + ones if ten else ones
