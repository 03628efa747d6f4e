"""The rule by which old versions are kept, and the removal of those it lets go.

The rule: what is in use stays, and so do the newest few by number, withdrawn ones included. A
load also spares the version it built on, which only after a rollback is not among the newest.
Owns counting what was freed. Refuses to decide what is in use (see publish.py).
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from etl.warehouse.versions import list_versions, name_version

KEEP = 5
LEAST = 2  # a load that kept one alone would leave nothing to go back to


@dataclass(frozen=True, slots=True)
class Pruned:
    """The versions removed, the bytes that gave, and those a reader holds (Windows)."""

    removed: tuple[int, ...]
    freed: int
    held: tuple[int, ...]


def choose_removed(versions: Collection[int], keep: int, in_use: Collection[int]) -> list[int]:
    """Return the versions the rule lets go, newest first."""
    older = sorted(versions, reverse=True)[keep:]
    return [version for version in older if version not in in_use]


def remove_versions(directory: Path, keep: int, in_use: Collection[int]) -> Pruned:
    """Remove what the rule lets go; what cannot be removed now goes with a later load."""
    removed, held, freed = [], [], 0
    for version in choose_removed(list_versions(directory), keep, in_use):
        path = directory / name_version(version)
        try:
            size = path.stat().st_size
            path.unlink()
        except OSError:  # on Windows a reader holds it
            held.append(version)
        else:
            removed.append(version)
            freed += size
    return Pruned(tuple(removed), freed, tuple(held))
