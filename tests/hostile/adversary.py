"""Texts that make a regular expression work as hard as it can, made of its own parts.

Owns the reading of a pattern for what it repeats: before each repeat the words that lead there,
then the repeated words over and over, then something that makes the match fail, so that every
way back is tried. Where two rows of the repeated words read the same, that row is repeated.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from re import _constants as op
from re import _parser as parser
from typing import Any

_GENERIC = "甲1a ，的\n-"
_FAILS = "\x01"
_MANY = 8  # a repeat of fewer rounds than this runs out before it costs anything
_WORDS = 240  # of one repeat
_CHARACTERS = 4  # of one class


@dataclass(frozen=True, slots=True)
class Attack:
    """`before`, then `pump` as often as the length allows, then `after`."""

    before: str
    pump: str
    after: str

    def write(self, length: int) -> str:
        """Return the text of about that many characters."""
        return self.before + self.pump * max(length // len(self.pump), 1) + self.after


def find_attacks(pattern: str | bytes, flags: int = 0, pumps: int = 40) -> list[Attack]:
    """Return the texts to try on a pattern, each once; `pumps` words of a repeat at most."""
    parsed = parser.parse(pattern, flags & ~re.UNICODE if isinstance(pattern, bytes) else flags)
    reader = _Reader(_characters(parsed), pumps)
    attacks = dict.fromkeys([*reader.read_repeats(parsed, "", ""), *reader.read_whole(parsed)])
    return list(attacks)


class _Reader:
    """Reads a parsed pattern; `alphabet` are the characters tried for its classes."""

    def __init__(self, alphabet: str, pumps: int) -> None:
        self._alphabet = alphabet
        self._pumps = pumps
        self._classes: dict[str, list[str]] = {}

    def read_whole(self, items: Sequence[Any]) -> Iterator[Attack]:
        """Yield near matches in a row, and runs of one character."""
        for word in islice(filter(None, self._words(items)), 6):
            yield from (Attack("", word[:cut], _FAILS) for cut in (len(word) - 1, 1) if cut > 0)
            yield Attack("", word, _FAILS)
        for character in self._alphabet[:12]:
            yield from (Attack("", character, after) for after in (_FAILS, ""))

    def read_repeats(self, items: Sequence[Any], before: str, after: str) -> Iterator[Attack]:
        """Yield what wears out each repeat of a sequence, and those within it."""
        for place, (operator, argument) in enumerate(items):
            ahead = before + self._first(items[:place])
            behind = self._first(items[place + 1 :]) + after
            if operator in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
                _, most, inner = argument
                if most >= _MANY:
                    yield from self._wear_out(inner, ahead, behind)
                yield from self.read_repeats(inner, ahead, behind)
            else:
                for inner in _parts(operator, argument):
                    yield from self.read_repeats(inner, ahead, behind)

    def _wear_out(self, inner: Sequence[Any], ahead: str, behind: str) -> Iterator[Attack]:
        words = list(dict.fromkeys(islice(filter(None, self._words(inner)), _WORDS)))
        step = -(-len(words) // self._pumps) or 1
        twins = _first_twins(tuple(words))
        for pump in [*twins, *words[::step]]:
            for after in dict.fromkeys((_FAILS, "", behind[:-1] + _FAILS)):
                yield Attack(ahead, pump, after)
        for word in words[:3]:
            yield Attack("", ahead + word, _FAILS)

    def _first(self, items: Sequence[Any]) -> str:
        return next(self._words(items), "")

    def _words(self, items: Sequence[Any]) -> Iterator[str]:
        """Yield texts a sequence takes, for each of its choices one at least."""
        choices = [list(islice(self._of_item(*item), _WORDS)) or [""] for item in items]
        firsts = [each[0] for each in choices]
        yield "".join(firsts)
        for place, each in enumerate(choices):
            for choice in each[1:]:
                yield "".join([*firsts[:place], choice, *firsts[place + 1 :]])

    def _of_item(self, operator: Any, argument: Any) -> Iterator[str]:
        if operator is op.LITERAL:
            yield chr(argument)
        elif operator in (op.NOT_LITERAL, op.IN, op.ANY):
            yield from self._of_class(operator, argument)
        elif operator in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, inner = argument
            for count in sorted({max(least, 1), least, min(least + 2, most)}, key=lambda n: n < 1):
                yield from (word * count for word in self._words(inner))
        elif operator not in (op.ASSERT, op.ASSERT_NOT):
            for inner in _parts(operator, argument):
                yield from self._words(inner)

    def _of_class(self, operator: Any, argument: Any) -> list[str]:
        key = f"{operator}{argument}"
        if key not in self._classes:
            item = parser.SubPattern(parser.State(), [(operator, argument)])
            fits = re._compiler.compile(item).match  # type: ignore[attr-defined]
            self._classes[key] = list(islice(filter(fits, self._alphabet), _CHARACTERS))
        return self._classes[key]


def _parts(operator: Any, argument: Any) -> Iterable[Sequence[Any]]:
    """Return the sequences within an item that is no repeat."""
    if operator is op.SUBPATTERN:
        return [argument[3]]
    if operator is op.BRANCH:
        return argument[1]
    if operator is op.ATOMIC_GROUP:
        return [argument]
    if operator in (op.ASSERT, op.ASSERT_NOT):
        return [argument[1]]
    if operator is op.GROUPREF_EXISTS:
        return [each for each in argument[1:] if each]
    return []


def _characters(items: Sequence[Any]) -> str:
    """Return the characters a pattern names, the usual ones before them."""
    found: dict[str, None] = dict.fromkeys(_GENERIC)
    pending = [items]
    while pending:
        for operator, argument in pending.pop():
            if operator in (op.LITERAL, op.NOT_LITERAL):
                found.setdefault(chr(argument))
            elif operator is op.IN:
                found.update(dict.fromkeys(_of_set(argument)))
            elif operator in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
                pending.append(argument[2])
            else:
                pending.extend(_parts(operator, argument))
    return "".join(found)


def _of_set(members: Sequence[tuple[Any, Any]]) -> Iterator[str]:
    for operator, argument in members:
        if operator is op.LITERAL:
            yield chr(argument)
        elif operator is op.RANGE:
            yield from map(chr, argument)


@lru_cache(maxsize=256)
def _first_twins(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(islice(find_twins(words), 6))


def find_twins(words: Sequence[str]) -> Iterator[str]:
    """Yield texts that are rows of `words` in two ways (Sardinas and Patterson).

    Repeated n times, such a text can be read in 2 ** n ways.
    """
    known = set(words)
    pending: list[tuple[str, str]] = []  # what the longer row has in advance, and that row
    for short, long in product(words, repeat=2):
        if short != long and long.startswith(short):
            pending.append((long[len(short) :], long))
    seen: set[str] = set()
    while pending:
        ahead, row = pending.pop()
        if ahead in known:
            yield row
        if ahead in seen:
            continue
        seen.add(ahead)
        for word in words:
            if word != ahead and word.startswith(ahead):
                pending.append((word[len(ahead) :], row + word[len(ahead) :]))
            elif word != ahead and ahead.startswith(word):
                pending.append((ahead[len(word) :], row))
