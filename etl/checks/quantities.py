"""Numbers with their measure word, as a plan announces them and a passage tells them.

Owns which measure words count one kind of thing: 3期 of training are met by 3次. Refuses to say
which number belongs to which measure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

NUMBER = re.compile(
    r"(?<![\d.,第每])(?<!每[年月季周所个名])(?<!每季度)(?<!每半年)(\d{1,3}(?:,\d{3}){1,3}|\d{1,7}(?:\.\d{1,3})?|[一二两三四五六七八九十百]{1,4})([万亿])?[余多]?"
    r"(人次|场次|家次|户次|批次|[个名人位期次场件份条家所辆处支台套册亩间户轮讲部项门种座栋卷宗起]|%)"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_ANY_KIND = frozenset("个家项条处所套支部种")
_DIGITS = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"两": 2}
_COUNTS = {  # measure words under which one kind of thing is counted
    **dict.fromkeys(("名", "位", "人次"), "人"),
    **dict.fromkeys(("场次", "场", "期", "轮", "讲"), "次"),
    **dict.fromkeys(("卷", "宗", "件"), "份"),
    **dict.fromkeys(("家次", "户次", "户"), "家"),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its measure word, as a plan or a passage states it.

    `noun` is the character behind it where the measure word counts many kinds of things.
    """

    value: float
    unit: str
    words: str
    noun: str = ""


def read_quantities(plain: str) -> tuple[Quantity, ...]:
    """Return the numbers with a measure word; what is told per month or per body is left out."""
    found = []
    for match in NUMBER.finditer(plain):
        value = _read_value(match.group(1))
        if value is not None:
            factor = {"万": 1e4, "亿": 1e8}.get(match.group(2) or "", 1)
            unit = _COUNTS.get(match.group(3), match.group(3))
            noun = plain[match.end() : match.end() + 1] if unit in _ANY_KIND else ""
            noun = noun if _HAN.match(noun) else ""
            found.append(Quantity(value * factor, unit, match.group(), noun))
    return tuple(found)


def _read_value(digits: str) -> float | None:
    if digits[0].isdigit():
        return float(digits.replace(",", ""))
    hundreds, hundred, rest = digits.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    parts = (hundreds, tens, ones)
    if any(len(part) > 1 or (part and part not in _DIGITS) for part in parts):
        return None
    value = _DIGITS.get(ones, 0) + (_DIGITS.get(tens, 1) * 10 if ten else 0)
    return float(value + (_DIGITS.get(hundreds, 1) * 100 if hundred else 0))


def reaches(planned: Sequence[Quantity], told: Sequence[Quantity]) -> bool:
    """Tell whether a number of the same kind is told that is as high as one planned."""
    return any(
        (one.unit, one.noun) == (other.unit, other.noun) and other.value >= one.value
        for one in planned
        for other in told
    )


def find_fewer(
    planned: Sequence[Quantity], told: Sequence[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """Return a number of the plan that the passage falls short of in every number of its kind."""
    for each in planned:
        same = [other for other in told if (other.unit, other.noun) == (each.unit, each.noun)]
        if same and all(other.value < each.value for other in same):
            return each, max(same, key=lambda other: other.value)
    return None
