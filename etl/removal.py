"""Documents whose file is gone: which they are, and when that may be believed.

Owns the caution: a folder that cannot be opened, a share that is not mounted, or a storage that
gives no answer, loses nothing.
"""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from etl.readers import Remote, name_path
from etl.readers.remote import is_address
from etl.warehouse.inventory import Known

_INSIDE = "!/"


def find_lost(
    others: Iterable[Known], roots: Collection[Path | Remote], rejected: Collection[str]
) -> Iterator[Known]:
    """Yield the documents that lie below a root no more.

    `others` are documents not met in this load, `rejected` the names of what it could not read.
    """
    places = [(name_path(root.resolve()), root) for root in roots]
    for known in others:
        archive, inside, _ = known.location.partition(_INSIDE)
        root = _find_root(archive, places)
        if root is None or known.source in rejected:
            continue
        if _is_gone(archive, root, bool(inside), rejected):
            yield known


def is_still_there(source: str, roots: Collection[Path | Remote]) -> bool:
    """Tell whether a file that was rejected before may still stand where it stood."""
    place = source.partition(_INSIDE)[0]
    if not is_address(place):
        return Path(place).exists()
    root = _find_root(place, [(name_path(root), root) for root in roots])
    return root is None or _look(place, root) is not False


def _find_root(
    place: str, roots: Iterable[tuple[str, Path | Remote]]
) -> tuple[str, Path | Remote] | None:
    """Return the root that a place lies below, with its name."""
    below = (each for each in roots if place == each[0] or place.startswith(_close(each[0])))
    return next(below, None)


def _close(name: str) -> str:
    return name if name.endswith("/") else f"{name}/"


def _is_gone(
    place: str, root: tuple[str, Path | Remote], archived: bool, rejected: Collection[str]
) -> bool:
    """Tell whether nothing stands at a place; what cannot be looked at is not gone."""
    there = _look(place, root)
    if there is None:
        return False
    # A member is gone with its archive, or from an archive that could be read through.
    return not there or (archived and not any(name.endswith(Path(place).name) for name in rejected))


def _look(place: str, root: tuple[str, Path | Remote]) -> bool | None:
    """Tell whether something stands at a place below a root; None where that cannot be told.

    At an address only the storage can say: there is no path of that name on any disk.
    """
    name, at = root
    try:
        if isinstance(at, Path):
            return Path(place).exists()
        inside = place.removeprefix(name).lstrip("/")
        return (at.join(inside) if inside else at).is_there()
    except OSError:
        return None
