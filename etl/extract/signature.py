"""The signature of a report: who signed it, and when.

Owns the shapes of the closing lines (body above date, date above body, both in one line, the
date under the title). Refuses to judge the body's name (`etl.extract.agency` does).
"""

import re
from dataclasses import dataclass
from datetime import date

from etl.extract.report_dates import read_date
from etl.extract.title import squeeze
from etl.text.headings import plain

_TAIL_LINES = 30
_HEAD_LINES = 8
_HEAD, _TAIL = 1000, 2500
_WIDEST = 44
_DATE_LINE = re.compile(
    r"[(\[]?(?:日期:|时间:|成文日期:)?"
    "(?:20[0-9]{2}|二[〇零OoО0][〇零OoО0一二三四五六七八九]{2})(?:年|[-./])"
    "[0-9一二三四五六七八九十元]{1,3}(?:月|[-./])[0-9一二三四五六七八九十]{1,3}日?[)\\]]?"
)
_DATE_LAST = re.compile(_DATE_LINE.pattern + "$")
_BODY_END = (
    "局|委员会|委|厅|部|署|办公室|政府办|政府|街道|办事处|镇|乡|中心|管委会|党组|党委|党工委"
    "|支队|总队|大队|分局|院|社|处|协会|联合会|总会|总工会"
)
_BODY_LINE = re.compile(
    f"(?:落款:|单位:|发布机构:)?[\\u4e00-\\u9fff()、]{{2,60}}(?:{_BODY_END})"
    "(?:\\((?:盖?章|印章|公章)\\))?"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """The bodies named over (or under) the date, and the date; either may be missing."""

    bodies: tuple[str, ...] = ()
    day: date | None = None


def find_signature(text: str) -> Signature:
    """Return the signature that closes `text`, else a date in brackets under its title."""
    lines = [squeeze(line) for line in plain(text[-_TAIL:]).split("\n") if line.strip()]
    lines = lines[-_TAIL_LINES:]
    signatures = [_read_at(lines, at) for at in range(len(lines) - 1, -1, -1)]
    found = [signature for signature in signatures if signature]
    named = [signature for signature in found if signature.bodies]
    if named or found:
        return (named or found)[0]
    return _read_head(text)


def _read_at(lines: list[str], at: int) -> Signature | None:
    line = lines[at]
    if len(line) > _WIDEST + 20:
        return None
    if _DATE_LINE.fullmatch(line):
        bodies = _bodies_around(lines, at)
        return Signature(bodies, read_date(line))
    match = _DATE_LAST.search(line) if len(line) > 8 and line[-1] in "日)]0123456789" else None
    if match and _BODY_LINE.fullmatch(line[: match.start()]):
        return Signature(_split_bodies(line[: match.start()]), read_date(match.group()))
    return None


def _bodies_around(lines: list[str], at: int) -> tuple[str, ...]:
    above: list[str] = []
    for line in reversed(lines[max(0, at - 3) : at]):
        if not _is_body(line):
            break
        above.insert(0, line)
    if above:
        return tuple(body for line in above for body in _split_bodies(line))
    below = lines[at + 1 : at + 2]
    return _split_bodies(below[0]) if below and _is_body(below[0]) else ()


def _is_body(line: str) -> bool:
    return len(line) <= _WIDEST and _BODY_LINE.fullmatch(line) is not None


def _split_bodies(line: str) -> tuple[str, ...]:
    line = re.sub(r"^(?:落款|单位|发布机构):|\((?:盖?章|印章|公章)\)$", "", line)
    return tuple(part for part in re.split("、", line) if part)


def _read_head(text: str) -> Signature:
    lines = [squeeze(line) for line in plain(text[:_HEAD]).split("\n") if line.strip()]
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if re.fullmatch(r"\(.*\)", line) and _DATE_LINE.fullmatch(line):
            return Signature(_bodies_around(lines, at), read_date(line))
    return Signature()
