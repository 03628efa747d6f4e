"""Files that were not read, as the bodies and years their names speak of.

Owns the reading of a file's name: a year and a body that is known otherwise. A name that could mean
two bodies, or two years, means none. Refuses to guess from anything else.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from etl.errors import RejectionKind

# What keeps a text from being read; the others say that there is no report in it.
UNREAD = frozenset(
    kind.value
    for kind in (
        *(RejectionKind.UNREADABLE, RejectionKind.EMPTY, RejectionKind.TOO_LARGE),
        *(RejectionKind.TOO_SLOW, RejectionKind.UNSUPPORTED, RejectionKind.NO_BODY),
    )
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def find_unread(
    rejected: Iterable[tuple[str, str]], names: Mapping[tuple[str, str], str]
) -> frozenset[tuple[str, int]]:
    """Return (short name, year) of what was not read.

    `rejected` are pairs of source and kind, `names` the short names of bodies by region and name.
    """
    read = (_read_name(source, names) for source, kind in rejected if kind in UNREAD)
    return frozenset(found for found in read if found)


def _read_name(source: str, names: Mapping[tuple[str, str], str]) -> tuple[str, int] | None:
    path = PurePosixPath(unicodedata.normalize("NFKC", source).replace("\\", "/"))
    stem = "".join(path.stem.split())
    years = set(_YEAR.findall(stem)) or set(_YEAR.findall(path.parent.as_posix()))
    bodies = _find_bodies(stem, path.parent.as_posix(), names)
    return (bodies[0], int(years.pop())) if len(bodies) == len(years) == 1 else None


def _find_bodies(stem: str, folder: str, names: Mapping[tuple[str, str], str]) -> list[str]:
    """Return the bodies named in full; else those named without their region, where one fits."""
    full = {names[key]: key[1] for key in names if key[1] in stem}
    if full:
        longest = max(map(len, full.values()))
        return [short for short, name in full.items() if len(name) == longest]
    bare = {key: key[1].removeprefix(key[0]) for key in names if key[0]}
    told = {key: name for key, name in bare.items() if len(name) > 1 and name in stem}
    if not told:
        return []
    longest = max(map(len, told.values()))
    told = {key: name for key, name in told.items() if len(name) == longest}
    placed = [key for key in told if key[0] in stem or key[0] in folder]
    shared = Counter(bare.values())
    alone = [key for key, name in told.items() if shared[name] == 1]
    return [names[key] for key in placed or alone]
