"""Characters replaced one for one, so that every offset stays the same.

Owns the quick way: report text is mostly Han characters that no table maps, and
`str.translate` looks each of them up.
"""

import re
from collections.abc import Mapping


class CharacterMap:
    """Single characters and what each is written as."""

    def __init__(self, written: Mapping[str, str]) -> None:
        self._written = dict(written)
        self._any = re.compile(f"[{''.join(map(re.escape, self._written))}]")

    def apply(self, text: str) -> str:
        """Return `text`, of the same length, with every character written as the map says."""
        return self._any.sub(lambda found: self._written[found[0]], text)
