"""Numbered headings of a text: 一、 (一) 1. (1) 第一部分, and the items 一是 · 第一， · 其一，

Owns the styles of numbering. Refuses to judge a heading's words (`etl.text.heading_kinds`) and
to nest headings (`etl.text.sections`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.text.characters import CharacterMap
from etl.text.heading_kinds import compact

# One character for one character, so that offsets hold: full-width forms to half-width ones.
_BLANKS = (0xA0, 0x202F, 0x205F, 0x3000, 0xFEFF, *range(0x2000, 0x200E))
_HALF_WIDTH = CharacterMap(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        **dict.fromkeys(map(chr, _BLANKS), " "),
        **dict.fromkeys("○●", "〇"),
        "﹕": ":",
    }
)

_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_NOT_A_LIST = "(?![二三四][、季级类线产审月期年])"  # 一、二季度 and 一、二级 are no headings


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered heading: where it starts, how deep its style is, which number it carries."""

    start: int
    rank: int
    ordinal: int
    heading: str


def plain(text: str) -> str:
    """Return `text` with full-width forms made half-width; every offset stays the same."""
    return _HALF_WIDTH.apply(text)


_RANKS = (
    # (rank, pattern of the marker with the ordinal as its only group)
    (0, rf"第({_NUMERAL})(?:部分|章)[、,:.\s]?"),
    (1, rf"({_NUMERAL})[ ]*[、.,]{_NOT_A_LIST}"),
    (1, rf"({_NUMERAL})[ ]+(?=[^\s、])"),
    (2, rf"\([ ]*({_NUMERAL})[ ]*\)[、.]?"),
    (3, r"([0-9]{1,2})[ ]*[.、](?![0-9])"),
    (4, r"\([ ]*([0-9]{1,2})[ ]*\)[、.]?|([①②③④⑤⑥⑦⑧⑨⑩])"),
    (0, f"([{_FORMAL}])(?:[ ]*[、.,]|[ ]+)"),
)
_MARKER = re.compile(
    "(?:^|(?<=[。;:!?”]))[ \t]*(?:" + "|".join(pattern for _, pattern in _RANKS) + ")", re.MULTILINE
)
_ITEM = re.compile(
    f"(?:^|(?<=[。;:,!?]))[ \t]*(?:({_NUMERAL})是|第({_NUMERAL})[,、]|其({_NUMERAL})[,、])",
    re.MULTILINE,
)
_ITEM_RANK = 5
_GROUP_RANKS = (0, 1, 1, 2, 3, 4, 4, 0)
_ONES = "一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
# Rows of the national disclosure table look like headings when a table lost its lines.
_TABLE_ROW = re.compile(
    "本年新收政府信息|上年结转政府信息|本年度办理结果|结转下年度|予以公开|部分公开|不予公开"
    "|无法提供|不予处理|其他处理|总计"
)
# Text that lost its line ends runs on: 三、存在的问题一是… · 一、主要做法(一)…
_HEADING_END = re.compile(r"[。;:!?\n\t]|\(一\)|一是")


def find_marks(text: str) -> Iterator[Mark]:
    """Yield the numbered headings and the items (一是 …) of `text` (plain), in any order."""
    for match in _MARKER.finditer(text):
        if mark := _read_mark(text, match):
            yield mark
    for match in _ITEM.finditer(text):
        numeral = next(group for group in match.groups() if group)
        start = match.end() - len(match.group().lstrip())
        yield Mark(start, _ITEM_RANK, read_ordinal(numeral), "")


def _read_mark(text: str, match: re.Match[str]) -> Mark | None:
    index, numeral = next((i, group) for i, group in enumerate(match.groups()) if group)
    end = _HEADING_END.search(text, match.end())
    stop = end.start() if end else len(text)
    heading = text[match.end() : stop].strip()
    if _is_row(text, stop) or not heading or _TABLE_ROW.match(compact(heading[:16])):
        return None
    if index == 2 and (stop - match.start() > 40 or text[stop : stop + 1] != "\n"):
        return None  # 一 总体情况: a numeral and a space number a heading only on a line of its own
    start = match.end() - len(match.group().lstrip())
    return Mark(start, _GROUP_RANKS[index], read_ordinal(numeral), heading)


def _is_row(text: str, tab: int) -> bool:
    """Tell whether a cell ends here and another with words or figures follows in its line."""
    if text[tab : tab + 1] != "\t":
        return False
    end = text.find("\n", tab)
    return text[tab : end if end >= 0 else len(text)].strip() != ""


def read_ordinal(numeral: str) -> int:
    """Return the number of an ordinal: 十二, 12, ⑩ or 叁."""
    if numeral.isdecimal():
        return int(numeral)
    for signs in (_CIRCLED, _FORMAL):
        if numeral in signs:
            return signs.index(numeral) + 1
    tens, ten, units = numeral.rpartition("十")
    if not ten:
        return _ONES.index(units[-1]) + 1
    return 10 * (_ONES.find(tens[-1:]) + 1 if tens else 1) + _ONES.find(units or " ") + 1
