"""Numbers that Word sets before paragraphs by itself: 一、 （一） 1. — no text holds them.

Owns counting in lists and writing the counters out. Refuses bullets: they say nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from etl.readers.docx_package import is_on, name, parse_part, read_value
from etl.readers.docx_styles import NumberedAs

_LAYOUT, _LAYOUT_ID = name("abstractNum"), name("abstractNumId")
_LIST, _LIST_ID = name("num"), name("numId")
_LEVEL, _LEVEL_NUMBER, _OVERRIDE = name("lvl"), name("ilvl"), name("lvlOverride")
_START, _START_OVERRIDE = name("start"), name("startOverride")
_TEXT, _FORM, _STYLE, _IN_DIGITS = map(name, ("lvlText", "numFmt", "pStyle", "isLgl"))

_PLACE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_LEVELS = 9


@dataclass(slots=True)
class _Level:
    """One level of a list: how its number is written, and where it starts."""

    text: str = ""
    form: str = "decimal"
    start: int = 1
    style: str = ""
    digits: bool = False  # 第一章 is 1.1 below, whatever form its own level has


@dataclass(slots=True)
class _Layout:
    """A list's levels, and how far each has been counted."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through the lists of one document, in the order its paragraphs come."""

    def __init__(self, data: bytes) -> None:
        self._layouts: dict[str, _Layout] = {}
        self._layout_of: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._unread = data  # most documents number nothing

    def next_label(self, numbered: NumberedAs, style: str) -> str:
        """Count one paragraph and return what Word sets before it; '' where nothing."""
        if self._unread:
            self._read(parse_part(self._unread))
            self._unread = b""
        layout = self._layouts.get(self._layout_of.get(numbered.list_id, ""))
        if layout is None:
            return ""
        number = _choose_level(layout, numbered.level, style)
        level = layout.levels.get(number)
        if level is None or level.form == "bullet":
            return ""
        self._count(layout, numbered.list_id, number, level)
        return _PLACE.sub(
            lambda place: _write_place(layout, int(place[1]) - 1, level.digits), level.text
        )

    def _read(self, root: etree._Element) -> None:
        for layout in root.iterchildren(_LAYOUT):
            self._layouts[layout.get(_LAYOUT_ID) or ""] = _Layout(_read_levels(layout))
        for each in root.iterchildren(_LIST):
            key, layout_id = each.get(_LIST_ID) or "", read_value(each, _LAYOUT_ID)
            if key != "0" and layout_id is not None:
                self._layout_of[key] = layout_id
                self._restarts[key] = dict(_read_restarts(each))

    def _count(self, layout: _Layout, list_id: str, number: int, level: _Level) -> None:
        restart = self._restarts.get(list_id, {}).pop(number, None)
        if restart is not None:
            layout.counts[number] = restart
        elif number in layout.counts:
            layout.counts[number] += 1
        else:
            layout.counts[number] = level.start
        for deeper in [each for each in layout.counts if each > number]:
            del layout.counts[deeper]


def _read_restarts(element: etree._Element) -> Iterator[tuple[int, int]]:
    for override in element.iterchildren(_OVERRIDE):
        start = read_value(override, _START_OVERRIDE)
        if start is not None:
            yield _to_int(override.get(_LEVEL_NUMBER), 0), _to_int(start, 1)


def _read_levels(layout: etree._Element) -> dict[int, _Level]:
    levels = layout.iterchildren(_LEVEL)
    return {_to_int(each.get(_LEVEL_NUMBER), 0): _read_level(each) for each in levels}


def _read_level(element: etree._Element) -> _Level:
    return _Level(
        text=read_value(element, _TEXT) or "",
        form=read_value(element, _FORM) or "decimal",
        start=_to_int(read_value(element, _START), 1),
        style=read_value(element, _STYLE) or "",
        digits=is_on(element, _IN_DIGITS),
    )


def _to_int(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default


def _choose_level(layout: _Layout, level: int | None, style: str) -> int:
    """A style that numbers names no level: the list's level names the style."""
    if level is not None:
        return level
    linked = (number for number, each in layout.levels.items() if style and each.style == style)
    return next(linked, 0)


def _write_place(layout: _Layout, number: int, digits: bool) -> str:
    level = layout.levels.get(number)
    if level is None:
        return ""
    form = "decimal" if digits else level.form
    return write_number(layout.counts.get(number, level.start), form)


def write_number(number: int, form: str) -> str:
    """Write a counter in one of Word's number formats; unknown ones in digits."""
    writer = _WRITERS.get(form)
    return writer(number) if writer is not None and number > 0 else str(number)


def _write_chinese(number: int) -> str:
    if number >= 1000:
        return _write_digits(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def _write_digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _write_formal(number: int) -> str:
    pairs = [*zip(_DIGITS, _FORMAL, strict=True), ("十", "拾"), ("百", "佰")]
    text = _write_chinese(number)
    text = f"一{text}" if text.startswith("十") else text  # 壹拾贰, where plain numbers say 十二
    return text.translate({ord(plain): formal for plain, formal in pairs})


def _from_row(row: str) -> Callable[[int], str]:
    return lambda number: row[number - 1] if number <= len(row) else str(number)


def _write_roman(number: int) -> str:
    marks = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, mark in marks:
        times, number = divmod(number, value)
        text += mark * min(times, 20)
    return text


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WRITERS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            *("chineseCounting", "chineseCountingThousand", "japaneseCounting"),
            *("taiwaneseCounting", "taiwaneseCountingThousand"),
        ),
        _write_chinese,
    ),
    **dict.fromkeys(
        ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _write_digits
    ),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional"), _write_formal),
    **dict.fromkeys(
        ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"),
        _from_row("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    ),
    "decimalEnclosedParen": _from_row("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽"),
    "decimalEnclosedFullstop": _from_row("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑"),
    "ideographEnclosedCircle": _from_row("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "ideographTraditional": _from_row("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _from_row("子丑寅卯辰巳午未申酉戌亥"),
    "decimalFullWidth": lambda number: "".join(chr(ord(d) + 0xFEE0) for d in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord(d) + 0xFEE0) for d in str(number)),
    "decimalZero": lambda number: f"{number:02d}",
    "upperLetter": _from_row(_LETTERS),
    "lowerLetter": _from_row(_LETTERS.lower()),
    "upperRoman": _write_roman,
    "lowerRoman": lambda number: _write_roman(number).lower(),
    "none": lambda number: "",
}
