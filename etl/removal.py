"""Documents whose file is gone: which they are, and when that may be believed.

Owns the caution: a folder that cannot be opened, a share that is not mounted, or a storage that
gives no answer, loses nothing.
"""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from etl.readers import Remote, find_members, locate, name_path
from etl.readers.address import is_address
from etl.warehouse.inventory import Known

_INSIDE = "!/"
Root = tuple[str, Path | Remote]  # a folder that is loaded, and what it is called


def find_reached(roots: Iterable[Path | Remote], folders: Collection[str]) -> list[Root]:
    """Return the roots below which a file was read; `folders` are those that hold such files.

    A root that is suddenly empty is a share that is not mounted, until the contrary is shown.
    """
    named = [(locate(root), root) for root in roots]
    return [root for root in named if any(_is_below(folder, root[0]) for folder in folders)]


def find_lost(
    others: Iterable[Known], roots: Collection[Root], unread: Collection[str]
) -> Iterator[Known]:
    """Yield the documents that lie below a root no more.

    `others` are documents not met in this load, `unread` the places of what it could not read.
    """
    for known in others:
        place, _, inside = known.location.partition(_INSIDE)
        root = next((root for root in roots if _is_below(place, root[0])), None)
        if root is None or _is_unread(known.location, unread):
            continue
        if _is_gone(place, inside, root):
            yield known


def is_still_there(source: str, roots: Collection[Path | Remote]) -> bool:
    """Tell whether a file that was rejected before may still stand where it stood."""
    place = source.partition(_INSIDE)[0]
    if not is_address(place):
        return _look(place, (place, Path(place))) is not False
    named = ((name_path(root), root) for root in roots)
    root = next((root for root in named if _is_below(place, root[0])), None)
    return root is None or _look(place, root) is not False


def _is_below(place: str, root: str) -> bool:
    return place == root or place.startswith(f"{root.rstrip('/')}/")


def _is_unread(location: str, unread: Collection[str]) -> bool:
    """Tell whether a file, its archive or a folder it lies in could not be read."""
    place = location
    while place and place not in unread:
        archive = place.rpartition(_INSIDE)[0]
        place = archive or place.rpartition("/")[0]
    return bool(place)


def _is_gone(place: str, inside: str, root: Root) -> bool:
    """Tell whether nothing stands at a place; what cannot be looked at is not gone."""
    there = _look(place, root)
    if not there or not inside:
        return there is False
    members = find_members(_reach(place, root))
    return members is not None and all(member.label != inside for member in members)


def _look(place: str, root: Root) -> bool | None:
    """Tell whether something stands at a place below a root; None where that cannot be told.

    At an address only the storage can say: there is no path of that name on any disk.
    """
    try:
        at = _reach(place, root)
        return at.is_there() if isinstance(at, Remote) else at.exists()
    except OSError:
        return None


def _reach(place: str, root: Root) -> Path | Remote:
    name, at = root
    if isinstance(at, Path):
        return Path(place)
    inside = place.removeprefix(name).lstrip("/")
    return at.join(inside) if inside else at
