"""Figures that stand at the same place of a passage in two reports, and the words changed there.

Owns lining two wordings of one sentence up, numbers counting as one sign. Refuses to say which
figure is right: an unchanged one may be true of both years.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rapidfuzz.distance import Indel

from etl.checks.paragraphs import NUMBER, skip_marker
from etl.model import Span

_DATES = tuple("年月日号届")  # numbers of dates and documents are no figures
_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_TIMES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMBER_SIGN = "\0"  # no report holds it
_SHORTEST = 2  # characters in common between two changes; fewer are chance


@dataclass(frozen=True, slots=True)
class FigurePair:
    """A figure and the one that stands in its place; `changed` tells by their values."""

    own: Span
    other: Span
    changed: bool

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes as quickly as a `Span`."""
        return FigurePair, (self.own, self.other, self.changed)


@dataclass(frozen=True, slots=True)
class Alignment:
    """What of two wordings of a sentence is alike: figures by pairs, and words not in the other."""

    figures: tuple[FigurePair, ...]
    own_changes: tuple[Span, ...] = ()
    other_changes: tuple[Span, ...] = ()


_NOTHING = Alignment(())


@dataclass(frozen=True, slots=True)
class _Step:
    """A stretch of signs in which both wordings are alike; `other` is where theirs begins."""

    start: int
    end: int
    other: int


@dataclass(frozen=True, slots=True)
class _Masked:
    """A sentence in which every number is one sign, and where each sign stands in the text."""

    words: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, first: int, last: int) -> Span:
        """Return the place of signs that follow each other."""
        return Span(self.starts[first], self.ends[last - 1])


def align(own_text: str, own: Span, other_text: str, other: Span) -> Alignment:
    """Line two sentences up that are nearly one."""
    ours = _mask(own_text, skip_marker(own_text, own))
    theirs = _mask(other_text, skip_marker(other_text, other))
    same = ours.words == theirs.words
    if same and _NUMBER_SIGN not in ours.words:
        return _NOTHING
    steps = [_Step(0, len(ours.words), 0)] if same else []
    changes: tuple[list[Span], list[Span]] = [], []
    for tag, start, end, other_start, other_end in () if same else _compare(ours, theirs):
        if tag == "equal":
            steps.append(_Step(start, end, other_start))
        if tag != "equal" and start < end:
            changes[0].append(ours.span(start, end))
        if tag != "equal" and other_start < other_end:
            changes[1].append(theirs.span(other_start, other_end))
    figures = tuple(_pair(ours, theirs, steps, own_text, other_text))
    return Alignment(figures, tuple(changes[0]), tuple(changes[1]))


def pair_figures(
    own_text: str, own: Span, other_text: str, other: Span
) -> tuple[FigurePair, ...] | None:
    """Return the figures of two sentences that differ in nothing but numbers and punctuation.

    None where they do not have as many numbers: they must be lined up.
    """
    own, other = skip_marker(own_text, own), skip_marker(other_text, other)
    ours = [Span(*each.span()) for each in NUMBER.finditer(own_text, own.start, own.end)]
    theirs = [Span(*each.span()) for each in NUMBER.finditer(other_text, other.start, other.end)]
    if len(ours) != len(theirs):
        return None
    pairs = (_judge(own_text, a, other_text, b) for a, b in zip(ours, theirs, strict=True))
    return tuple(pair for pair in pairs if pair)


def _judge(own_text: str, own: Span, other_text: str, other: Span) -> FigurePair | None:
    """Return two numbers as figures that stand for each other; None where they are no figures."""
    changed = _differs(own_text, own, other_text, other)
    if changed is None or (not changed and _is_set(own.cut(own_text))):
        return None
    return FigurePair(own, other, changed)


def _mask(text: str, span: Span) -> _Masked:
    words, starts, ends, at = [], [], [], span.start
    for match in (*NUMBER.finditer(text, span.start, span.end), None):
        until = match.start() if match else span.end
        places = [place for place in range(at, until) if not text[place].isspace()]
        words += [text[place] for place in places]
        starts += places
        ends += [place + 1 for place in places]
        if match:
            words.append(_NUMBER_SIGN)
            starts.append(match.start())
            ends.append(match.end())
            at = match.end()
    return _Masked("".join(words), starts, ends)


def _compare(ours: _Masked, theirs: _Masked) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield the steps from one wording to the other, those that touch put together.

    One character in common between two changes is chance: it is part of the change. So is a number
    with other words on both sides (12个泵站, 3座水厂): the figures stand for different things.
    """
    held: tuple[int, int, int, int] | None = None
    for step in Indel.opcodes(ours.words, theirs.words):
        start, end = step.src_start, step.src_end
        inside = held is not None and end < len(ours.words)
        chance = end - start < _SHORTEST and inside
        if step.tag == "equal" and not chance:
            if held:
                yield "replace", *held
            held = None
            yield step.tag, start, end, step.dest_start, step.dest_end
        else:
            first = held or (start, start, step.dest_start, step.dest_start)
            held = first[0], end, first[2], step.dest_end
    if held:
        yield "replace", *held


def _pair(
    ours: _Masked, theirs: _Masked, steps: Sequence[_Step], own_text: str, other_text: str
) -> Iterator[FigurePair]:
    """Yield the numbers that stand at the same place and are figures."""
    for step in steps:
        place = ours.words.find(_NUMBER_SIGN, step.start, step.end)
        while place >= 0:
            across = place - step.start + step.other
            own, other = ours.span(place, place + 1), theirs.span(across, across + 1)
            if pair := _judge(own_text, own, other_text, other):
                yield pair
            place = ours.words.find(_NUMBER_SIGN, place + 1, step.end)


def _differs(own_text: str, own: Span, other_text: str, other: Span) -> bool | None:
    """Tell whether two numbers differ; None where they are no figures, or cannot be read."""
    if own_text[own.end : own.end + 1] in _DATES or other_text[other.end : other.end + 1] in _DATES:
        return None
    values = read_value(own.cut(own_text)), read_value(other.cut(other_text))
    if None in values:
        return None
    return values[0] != values[1]


def _is_set(words: str) -> bool:
    """Tell whether a number is one spelt sign: 三项制度 and 一件事 state no figure."""
    return len(words) == 1 and not words.isdecimal()


def read_value(words: str) -> Decimal | None:
    """Return the value of a number as written; None where it is none."""
    plain = words.translate(_WIDE).replace(",", "").rstrip("%").replace("余", "").replace("多", "")
    times = _TIMES.get(plain[-1:], Decimal(1))
    plain = plain.rstrip("万亿")
    try:
        return Decimal(plain) * times
    except InvalidOperation:
        spelt = _read_spelt(plain)
        return None if spelt is None else spelt * times


def _read_spelt(words: str) -> Decimal | None:
    """Return the value of a number below ten thousand in Chinese numerals."""
    total, digit = 0, None
    for sign in words:
        if sign in _TENS:
            total += (1 if digit is None else digit) * _TENS[sign]
            digit = None
        elif sign in _DIGITS and digit in (None, 0):
            digit = _DIGITS[sign]
        else:
            return None
    return Decimal(total + (digit or 0)) if words else None
