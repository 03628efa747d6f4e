"""Titles in 《》: with the document number beside them, and the rows in which they stand.

Owns the shape of titles, numbers and rows. Refuses to say what a title is (documents, laws).
Numbers stand in （诸政办发〔2023〕5号）, with round brackets inside, or with brackets lost
(云市监202218号); a title may hold another one in 〈〉 or 《》.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TITLE = re.compile(r"《([^《》\n]{0,120}(?:《[^《》\n]{1,80}》[^《》\n]{0,80})*)》")
_CODE = (
    r"(?P<code>[\u4e00-\u9fa5]{1,14}?)(?:〔(?P<a>(?:19|20)\d\d)年?〕|（(?P<b>(?:19|20)\d\d)年?）"
    r"|(?P<c>(?:19|20)\d\d)年?)第?(?P<number>\d{1,4})号"
)
_ORDER = r"(?P<order>[\u4e00-\u9fa5]{2,16}(?:令第?\d{1,4}号|第\d{1,4}号令?))"
_BEHIND = re.compile(rf"（?(?:{_CODE}|{_ORDER})(?:，[^（）\n]{{0,40}})?）?")
_BEFORE = re.compile(rf"(?:以|[（，])?{_CODE}(?:文件?)?(?:印发|出台|发布|下发|公布)?(?:了|的)?$")
_ASIDE = re.compile(r"（[^（）\n]{1,30}）")
_BETWEEN = re.compile(
    r"等?[、，]?(?:和|及|与|以及|及其|还有)?(?:新?(?:修订|修正|颁布|出台|实施|施行|公布|修改|制定)后?的?|新)?"
)
_WIDEST_GAP = 14
_WIDEST_NUMBER = 32
_NEAR = 8  # what may stand between a number and the title behind it: 号文件印发了


@dataclass(frozen=True, slots=True)
class Title:
    """A title: `start`..`end` with its marks, `reach` with the number and asides behind it."""

    name: str
    start: int
    end: int
    reach: int
    number: str | None


def find_rows(text: str) -> Iterator[tuple[Title, ...]]:
    """Yield the titles of normalised text, those of one row (《…》《…》和《…》) together."""
    row: list[Title] = []
    for found in _TITLE.finditer(text):
        title = _read_title(text, found)
        if row and not _goes_on(text, row[-1].reach, title.start):
            yield tuple(row)
            row = []
        row.append(title)
    if row:
        yield tuple(row)


def _goes_on(text: str, end: int, start: int) -> bool:
    gap = start - end
    return gap <= _WIDEST_GAP and _BETWEEN.fullmatch(text, end, start) is not None


def _read_title(text: str, found: re.Match[str]) -> Title:
    start, end = found.span()
    behind = _find_behind(text, end)
    number = _write_number(behind) if behind else None
    reach = behind.end() if behind else end
    if number is None and "号" in text[max(start - _NEAR, 0) : start]:
        before = _BEFORE.search(text, max(start - _WIDEST_NUMBER, 0), start)
        number = _write_number(before) if before else None
    aside = _ASIDE.match(text, reach)
    return Title(found[1], start, end, aside.end() if aside else reach, number)


def _find_behind(text: str, end: int) -> re.Match[str] | None:
    """Return the number behind a title, its bracket whole."""
    if "号" not in text[end : end + _WIDEST_NUMBER]:
        return None
    found = _BEHIND.match(text, end)
    if found is None or found[0].startswith("（") != found[0].endswith("）"):
        return None
    return found


def _write_number(found: re.Match[str]) -> str:
    """Return the number in its usual form, brackets restored."""
    fields = found.groupdict()
    if fields.get("order"):
        return str(fields["order"])
    year = fields["a"] or fields["b"] or fields["c"]
    return f"{fields['code']}〔{year}〕{fields['number']}号"
