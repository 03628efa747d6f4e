"""Words without which a pattern cannot match: a cheap question before a dear one.

Owns the reading of a regular expression for literals: of a sequence the most telling piece, of
alternatives all of them. Refuses to guess: where a pattern may match without any fixed word,
there are none, and the pattern itself must be asked.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

try:  # the parser behind `re`, as it is called since Python 3.11
    from re import _constants, _parser  # type: ignore[attr-defined]
except ImportError:  # another Python: every pattern is asked
    _constants = _parser = None

_MOST = 120  # more words than this ask longer than the pattern would

Needles = frozenset[str]


@lru_cache(maxsize=4096)
def find_needles(pattern: str) -> Needles | None:
    """Return words of which every match of `pattern` holds at least one; None: cannot be told."""
    if _parser is None:
        return None
    parsed = _parser.parse(pattern)
    if parsed.state.flags & re.IGNORECASE:
        return None
    found = _of_sequence(parsed)
    if found is None or len(found) > _MOST or not all(found):
        return None
    # A word within another tells no less: 检查 stands for 执法检查 too.
    return frozenset(each for each in found if not any(o != each and o in each for o in found))


def _of_sequence(items: Sequence[Any]) -> Needles | None:
    """Return the best piece: the one whose shortest word is longest, then with fewest words."""
    pieces: list[Needles] = []
    literal = ""
    for operator, argument in items:
        if operator is _constants.LITERAL:
            literal += chr(argument)
            continue
        if literal:
            pieces.append(frozenset((literal,)))
            literal = ""
        piece = _of_item(operator, argument)
        if piece is not None:
            pieces.append(piece)
    if literal:
        pieces.append(frozenset((literal,)))
    return max(pieces, key=_worth, default=None)


def _worth(piece: Needles) -> tuple[int, int]:
    return min(map(len, piece)), -len(piece)


def _of_item(operator: Any, argument: Any) -> Needles | None:
    if operator is _constants.SUBPATTERN:
        _, added, _, inner = argument
        return None if added & re.IGNORECASE else _of_sequence(inner)
    if operator is _constants.BRANCH:
        return _of_branches(argument[1])
    if operator in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        least, _, inner = argument
        return _of_sequence(inner) if least > 0 else None
    return None


def _of_branches(branches: Iterable[Sequence[Any]]) -> Needles | None:
    found: set[str] = set()
    for branch in branches:
        words = _of_sequence(branch)
        if words is None:
            return None
        found |= words
    return frozenset(found)
