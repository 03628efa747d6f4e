"""Numerals as reports write them: digits, Chinese numerals, and mixtures with 万 and 亿.

Owns the value of a numeral. Says nothing of units, bounds or meaning.
"""

import re
from decimal import Decimal

from etl.model import LARGEST

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
CHINESE = r"[零〇一二三四五六七八九十百千万亿两廿卅卌]+(?:点[零〇一二三四五六七八九]+)?"
MULTIPLIER = r"万亿|千万|百万|十万|亿|万|千|百"

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_LONGEST = 40
_POSITIONAL = re.compile(r"[零〇一二三四五六七八九]+")


def read_numeral(numeral: str, multiplier: str = "") -> Decimal:
    """Return the value of `numeral` times `multiplier` (e.g. "1.8" and "万" → 18000).

    Raises ValueError where the characters form no number, or one beyond any report's.
    """
    if len(numeral) > _LONGEST:
        raise ValueError(f"too long for a number: {numeral[:_LONGEST]}…")
    value = _read_digits(numeral) if numeral[0].isdigit() else read_chinese(numeral)
    for character in multiplier:
        value *= _SMALL.get(character) or _LARGE[character]
    if value >= LARGEST:
        raise ValueError(f"too large for a report: {value}")
    return value


def _read_digits(numeral: str) -> Decimal:
    return Decimal(numeral.replace(",", ""))


def read_chinese(numeral: str) -> Decimal:
    """Return the value of a Chinese numeral (二十三, 一百零五, 两, 廿二, 九千六百三十, 二〇二四)."""
    whole, _, fraction = numeral.partition("点")
    value = Decimal(_read_whole(whole))
    if fraction:
        value += Decimal("0." + "".join(str(_DIGIT[c]) for c in fraction))
    return value


def _read_whole(numeral: str) -> int:
    if len(numeral) > 1 and _POSITIONAL.fullmatch(numeral):
        return int("".join(str(_DIGIT[c]) for c in numeral))
    total = section = digit = 0
    for character in numeral:
        if character in _DIGIT:
            digit = _DIGIT[character]
        elif character in _TENS:
            section, digit = section + _TENS[character], 0
        elif character in _SMALL:
            # 百余次 and 十二 start without a digit: the bare power counts once.
            section += (digit or 1) * _SMALL[character]
            digit = 0
        elif character == "亿":  # 一万亿: what stands before it counts as a whole
            total = (total + section + digit or 1) * _LARGE[character]
            section = digit = 0
        elif character in _LARGE:
            total += (section + digit or 1) * _LARGE[character]
            section = digit = 0
        else:
            raise ValueError(f"not a numeral: {numeral}")
    return total + section + digit
