"""No regular expression of the project can be worn out, whatever it reads.

For each pattern its own words are put together to wear it out (`adversary`), at growing lengths:
what is asked of whole documents far beyond where a quadratic one would show, what is asked of the
words around a number at twice their reach, where one that tries 2 ** n ways would never end.
Processor time alone is measured, against bounds a hundred times as long as what is usual.
`make test` tries a part of the ways to wear each out, `make prove` all of them.
"""

import re
import time

import pytest

from etl.extract.wording import FILLER
from etl.text.clauses import LONGEST_PARAGRAPH
from tests.cpu_limit import cpu_limit
from tests.hostile.adversary import Attack, find_attacks, find_twins
from tests.hostile.patterns import Found, find_patterns

LIMIT = 3.0  # seconds at any length below
LENGTHS = (60, 240, 960, 16_000)
WINDOWED = (60, LONGEST_PARAGRAPH, 2 * LONGEST_PARAGRAPH)
# Quadratic, and only ever asked of a clause, a label, the head of a sentence, or a few characters
# before a name.
ASKED_OF_LITTLE = {
    "etl.extract.agency._PLACES_LAST",
    "etl.extract.named.inspections._tail",
    "etl.extract.parts._FILLER",
    "etl.text.openers._LACKING",
    "etl.text.openers._SEEN_CLEARLY",
}
PUMPS, PUMPS_OF_WORDING = 24, 8
FEW = 16  # one part of so many in `make test`
SOON = 2e-4  # seconds: whatever took longer at its length before is tried at the next one
NOTICED = 0.05  # seconds: below, the clock of processor time tells nothing
CUBIC = 6.5  # twice the length: 4 times as long where quadratic, 8 times where cubic


def find_slowness(found: Found, limit: float = LIMIT, part: int = 1) -> str | None:
    """Return the text, shortened, that wears a pattern out; None where there is none."""
    pumps = max(1, (PUMPS_OF_WORDING if found.windowed else PUMPS) // part)
    for attack in find_attacks(found.pattern.pattern, found.pattern.flags, pumps):
        if (length := wear_out(found, attack, limit)) is not None:
            return f"{found.name} ({found.pattern.pattern!r}) on {attack} of length {length}"
    return None


def wear_out(found: Found, attack: Attack, limit: float = LIMIT) -> int | None:
    """Return the length at which an attack takes too long, or as the cube of the length."""
    little = found.windowed or found.name in ASKED_OF_LITTLE
    lengths = WINDOWED if little else LENGTHS
    for length in lengths:
        try:
            seconds = measure(found, attack.write(length), limit)
        except AssertionError:
            return length
        if length == lengths[-2] and seconds < SOON:
            return None
    return lengths[-1] if grows_cubic(found, attack, lengths[-1], seconds) else None


def grows_cubic(found: Found, attack: Attack, length: int, seconds: float) -> bool:
    """Tell whether half the length takes less than a sixth of the time, again and again."""
    if seconds < NOTICED:
        return False
    halves = [measure(found, attack.write(length // 2)) for _ in range(3)]
    wholes = [measure(found, attack.write(length)) for _ in range(3)]
    return min(wholes) > CUBIC * max(halves)


def measure(found: Found, text: str, limit: float = LIMIT) -> float:
    """Return the seconds a pattern takes; raises AssertionError beyond the limit."""
    subject = (
        text.encode("latin-1", "replace") if isinstance(found.pattern.pattern, bytes) else text
    )
    ask = found.pattern.match if found.anchored else found.pattern.search
    with cpu_limit(limit):
        began = time.process_time()
        ask(subject)
        return time.process_time() - began


@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", [FEW, pytest.param(1, marks=pytest.mark.long)])
def test_no_pattern_can_be_worn_out(part: int) -> None:
    patterns = find_patterns()
    filler = Found("filler words", re.compile(f"检查{FILLER}$"))
    assert len(patterns) > 500
    told = [find_slowness(found, part=part) for found in [*patterns, filler]]
    assert [slow for slow in told if slow is not None] == []


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:约为|约|为)*$",
        "(?:a+)+$",
        "(?:甲|甲甲)*乙",
        "(?:[^，]{1,9}的|的)*$",
        r"\s*\s*\s*$",
        r"[^\n]*\S[^\n]*",
        "(?:以[^，]{1,14}名义|全年)*发文",
        "(?:20[0-9]{2}年?|年|上)*措施",
    ],
)
def test_a_pattern_that_can_be_worn_out_is_found(pattern: str) -> None:
    assert find_slowness(Found("bad", re.compile(pattern)), 0.1) is not None


@pytest.mark.parametrize(
    "pattern",
    ["(?:约|为){1,9}次", "[^，]{0,20}的(?:甲|乙){0,9}$", r"^[^\S\n]*\S[^\n]*", "检查|抽查"],
)
def test_a_sound_pattern_is_left_alone(pattern: str) -> None:
    assert find_slowness(Found("good", re.compile(pattern))) is None


@pytest.mark.parametrize(
    ("words", "twin"),
    [
        (("约为", "约", "为"), "约为"),
        (("ab", "c", "a", "bc"), "abc"),
        (("甲", "甲乙", "乙丙", "丙"), "甲乙丙"),
    ],
)
def test_words_that_read_in_two_ways_are_found(words: tuple[str, ...], twin: str) -> None:
    assert twin in set(find_twins(words))


def test_words_that_read_in_one_way_have_no_twins() -> None:
    assert list(find_twins(("达到", "达", "共收到", "共"))) == []
