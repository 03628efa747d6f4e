"""Documents whose file is gone: which they are, and when that may be believed.

Owns the caution: a folder that cannot be opened, or a share that is not mounted, loses nothing.
"""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

from etl.readers import find_members, locate
from etl.warehouse.inventory import Known

_INSIDE = "!/"


def find_reached(roots: Iterable[Path], folders: Collection[str]) -> list[str]:
    """Return the roots below which a file was read; `folders` are those that hold such files.

    A root that is suddenly empty is a share that is not mounted, until the contrary is shown.
    """
    places = map(locate, roots)
    return [place for place in places if any(_is_below(folder, place) for folder in folders)]


def find_lost(
    others: Iterable[Known], roots: Collection[str], unread: Collection[str]
) -> Iterator[Known]:
    """Yield the documents that lie below a root no more.

    `others` are documents not met in this load, `unread` the places of what it could not read.
    """
    for known in others:
        archive, _, inside = known.location.partition(_INSIDE)
        below = any(_is_below(archive, root) for root in roots)
        if below and not _is_unread(known.location, unread) and _is_gone(archive, inside):
            yield known


def _is_below(place: str, root: str) -> bool:
    return place == root or place.startswith(f"{root.rstrip('/')}/")


def _is_unread(location: str, unread: Collection[str]) -> bool:
    """Tell whether a file, its archive or a folder it lies in could not be read."""
    archive = location.partition(_INSIDE)[0]
    places = (location, archive, *map(str, PurePosixPath(archive).parents))
    return any(place in unread for place in places)


def _is_gone(place: str, inside: str) -> bool:
    """Tell whether nothing stands at a place; what cannot be looked at is not gone."""
    path = Path(place)
    try:
        there = path.exists()
    except OSError:
        return False
    if not there or not inside:
        return not there
    members = find_members(path)
    return members is not None and all(member.label != inside for member in members)
