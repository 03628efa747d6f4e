"""Numbers written the ways reports write them, for the tests of numerals, quantities and prose.

Every style is a function from a whole number to its characters; what they mean is known before
they are read, so that a test never asks the code under test for the answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from etl.model import Qualifier

DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_TENS = {2: "廿", 3: "卅"}

Style = Callable[[int], str]


def write_chinese(number: int) -> str:
    """Return the Chinese numeral of a whole number below a trillion (一万二千零五)."""
    if number == 0:
        return DIGITS[0]
    written = _write_large(number)
    return written.removeprefix("一") if written.startswith("一十") else written


def _write_large(number: int) -> str:
    for power, name in ((10**8, "亿"), (10**4, "万")):
        if number >= power:
            head, rest = divmod(number, power)
            gap = "零" if 0 < rest < power // 10 else ""
            return _write_large(head) + name + gap + (_write_large(rest) if rest else "")
    return _write_small(number)


def _write_small(number: int) -> str:
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + _PLACES[place]
        gap = digit == 0 if written else False
    return written


def write_short_tens(number: int) -> str:
    """Return 20 to 39 in the old short form (廿三, 卅)."""
    return _TENS[number // 10] + (DIGITS[number % 10] if number % 10 else "")


def write_full_width(number: int) -> str:
    """Return full-width digits (１７２０)."""
    return str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})


STYLES: dict[str, Style] = {
    "plain": str,
    "full_width": write_full_width,
    "comma": lambda number: f"{number:,}",
    "full_width_comma": lambda number: f"{number:,}".replace(",", "，"),
    "space": lambda number: f"{number:,}".replace(",", " "),
    "wide_space": lambda number: f"{number:,}".replace(",", "\u3000"),
    "broken": lambda number: " ".join(str(number)),
    "chinese": write_chinese,
}


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound around a number: words before, between numeral and measure word, and after."""

    qualifier: Qualifier
    before: str = ""
    inner: str = ""
    after: str = ""

    def write(self, numeral: str, unit: str) -> str:
        """Return the bounded quantity as a report writes it."""
        return f"{self.before}{numeral}{self.inner}{unit}{self.after}"


_OVER, _ABOUT = Qualifier.OVER, Qualifier.ABOUT
EXACT = Bound(Qualifier.EXACT)
OUTER_BOUNDS = (
    EXACT,
    *(Bound(_OVER, before=word) for word in ("超", "超过", "逾", "突破", "不少于")),
    *(Bound(_ABOUT, before=word) for word in ("约", "近", "将近")),
    Bound(_OVER, after="以上"),
    Bound(_ABOUT, after="左右"),
)
INNER_BOUNDS = (Bound(_OVER, inner="余"), Bound(_OVER, inner="多"))

WHOLE = st.integers(0, 9) | st.integers(10, 9_999) | st.integers(10_000, 99_999_999)
ROUND = st.integers(1, 9_999).map(lambda number: number * 10)


@dataclass(frozen=True, slots=True)
class Written:
    """A quantity in words, and what it must be read as."""

    text: str
    value: Decimal
    qualifier: Qualifier


@st.composite
def counts(draw: st.DrawFn, unit: str = "次") -> Written:
    """Draw a count in any style with any bound (余 and 多 only after round numbers)."""
    bound = draw(st.sampled_from(OUTER_BOUNDS + INNER_BOUNDS))
    number = draw(ROUND if bound.inner else WHOLE)
    written = draw(st.sampled_from(sorted(STYLES)))
    return Written(bound.write(STYLES[written](number), unit), Decimal(number), bound.qualifier)


@st.composite
def large(draw: st.DrawFn, unit: str = "次") -> Written:
    """Draw digits before 万 or 亿, with or without a fraction (1.8万余, 5.99亿)."""
    bound = draw(st.sampled_from(OUTER_BOUNDS + INNER_BOUNDS))
    hundredths = draw(st.integers(1, 999_999))
    name, power = draw(st.sampled_from((("万", 10**4), ("亿", 10**8))))
    numeral = f"{Decimal(hundredths) / 100:f}{name}"
    value = Decimal(hundredths) * power / 100
    return Written(bound.write(numeral, unit), value, bound.qualifier)


@st.composite
def rates(draw: st.DrawFn) -> Written:
    """Draw a percentage with up to two decimals, in digits or in words."""
    bound = draw(st.sampled_from(OUTER_BOUNDS))
    hundredths = draw(st.integers(0, 100)) * 100 or draw(st.integers(1, 9_999))
    value = Decimal(hundredths) / 100
    numeral = draw(st.sampled_from((f"{value:f}%", f"{value:f}％", f"百分之{_in_words(value)}")))
    return Written(bound.write(numeral, ""), value, bound.qualifier)


def _in_words(value: Decimal) -> str:
    if value == 100:
        return "百"
    whole, _, fraction = f"{value:f}".partition(".")
    tail = "点" + "".join(DIGITS[int(digit)] for digit in fraction) if fraction else ""
    return write_chinese(int(whole)) + tail
