"""Documents whose file is gone: which they are, and when that may be believed.

Owns the caution: a folder that cannot be opened, or a share that is not mounted, loses nothing.
"""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from etl.readers import name_path
from etl.warehouse.inventory import Known

_INSIDE = "!/"


def find_lost(
    others: Iterable[Known], roots: Collection[Path], rejected: Collection[str]
) -> Iterator[Known]:
    """Yield the documents that lie below a root no more.

    `others` are documents not met in this load, `rejected` the names of what it could not read.
    """
    places = [name_path(root.resolve()) for root in roots]
    for known in others:
        archive, inside, _ = known.location.partition(_INSIDE)
        below = any(archive == place or archive.startswith(f"{place}/") for place in places)
        if below and known.source not in rejected and _is_gone(archive, bool(inside), rejected):
            yield known


def _is_gone(place: str, archived: bool, rejected: Collection[str]) -> bool:
    """Tell whether nothing stands at a place; what cannot be looked at is not gone."""
    try:
        there = Path(place).exists()
    except OSError:
        return False
    # A member is gone with its archive, or from an archive that could be read through.
    return not there or (archived and not any(name.endswith(Path(place).name) for name in rejected))
