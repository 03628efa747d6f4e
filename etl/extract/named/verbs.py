"""The verb that governs a row of titles, found among words of known roles.

Owns the nearest verb and the run of verbs it belongs to (修订完善, 学习宣传贯彻). Refuses to know
any verb: readers bring their words.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_JOINTS = frozenset(("", "了", "并", "、", "和", "后", "与", "及", "并且", "及时", "了并"))


@dataclass(frozen=True, slots=True)
class Run:
    """Verbs side by side: their roles in order, and where they stand in the clause."""

    roles: tuple[str, ...]
    start: int
    end: int


class Verbs:
    """Words by role, as one pattern."""

    def __init__(self, roles: Mapping[str, Iterable[str]]) -> None:
        self._role = {word: role for role, words in roles.items() for word in words}
        longest = sorted(self._role, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest)))

    def last_run(self, clause: str) -> Run | None:
        """Return the last run of verbs in `clause`, None where there is no verb."""
        found = list(self._pattern.finditer(clause))
        if not found:
            return None
        first = len(found) - 1
        while first and clause[found[first - 1].end() : found[first].start()] in _JOINTS:
            first -= 1
        roles = tuple(self._role[each[0]] for each in found[first:])
        return Run(roles, found[first].start(), found[-1].end())
