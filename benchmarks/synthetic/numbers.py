"""Numbers as reports write them: 12, 十二, 十余, 1,234, 120余, 约120, 3.2万, 百分之百.

Owns the ranges of the slots and the notations. Refuses to judge which are read rightly.
"""

from collections.abc import Callable, Mapping
from random import Random

_DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """Return a number below a hundred in Chinese."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def draw_one(random: Random) -> str:
    """Return a number from 1 to 9."""
    number = random.randint(1, 9)
    if random.random() < 0.8:
        return str(number)
    return "两" if number == 2 else spell(number)


def draw_few(random: Random) -> str:
    """Return a number up to 30, now and then a base: 十余."""
    number, style = random.randint(2, 30), random.random()
    if style < 0.75 or number < 11:
        return str(number)
    if style < 0.88:
        return spell(number)
    return f"{spell(number // 10 * 10)}余"


def draw_some(random: Random) -> str:
    """Return a number up to 400: 86, 120余, 80多, 约130, 近90."""
    number, style = random.randint(10, 400), random.random()
    if style < 0.7:
        return str(number)
    rounded = max(number // 10 * 10, 10)
    if style < 0.9:
        return f"{rounded}{'余' if style < 0.83 else '多'}"
    return f"{'约' if style < 0.96 else '近'}{rounded}"


def draw_many(random: Random) -> str:
    """Return a number up to 90,000: 4213, 4,213, 4200余, 3.2万, 3.2万余."""
    number, style = int(300 * 300 ** random.random()), random.random()
    if number >= 10_000 and style < 0.5:
        return f"{number / 10_000:.1f}万{'余' if style < 0.15 else ''}"
    if style < 0.6:
        return str(number)
    if style < 0.85:
        return f"{number:,}"
    return f"{number // 100 * 100}余"


def draw_rate(random: Random) -> str:
    """Return a percentage."""
    style = random.random()
    if style < 0.3:
        return "100%" if style < 0.2 else "百分之百"
    return f"{random.randint(850, 999) / 10:.1f}%"


def draw_money(random: Random) -> str:
    """Return a sum: 128.6万元, 36万元, 12,500元."""
    style = random.random()
    if style < 0.6:
        return f"{random.randint(15, 4000) / 10:.1f}万元"
    if style < 0.85:
        return f"{random.randint(2, 600)}万元"
    return f"{random.randint(10, 999) * 100:,}元"


SLOTS: Mapping[str, Callable[[Random], str]] = {
    "one": draw_one,
    "few": draw_few,
    "some": draw_some,
    "many": draw_many,
    "rate": draw_rate,
    "money": draw_money,
}
