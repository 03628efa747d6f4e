"""Counts of many pairs of versions, made beside the requests that ask for them.

Owns the one thread that counts and how long a request waits for it. What is not counted yet is
said to be open, and is there for the next request. Refuses to keep more than what was asked last.
"""

import threading
from collections.abc import Sequence

from pages.shared.changed import Counted, History, count_pair, name_pair

_Pair = tuple[int, int]

_CHANGED = threading.Condition()
_DONE: dict[object, Counted | None] = {}
_WORK: list[threading.Thread] = []


def find_counts(
    history: History, pairs: Sequence[_Pair], patience: float
) -> tuple[dict[_Pair, Counted | None], bool]:
    """Return the counts of these pairs that are there within so many seconds, and if all are.

    None stands for what cannot be read; what is not counted yet is left out.
    """
    keys = {pair: name_pair(history, *pair) for pair in pairs}
    with _CHANGED:
        for key in _DONE.keys() - set(keys.values()):
            del _DONE[key]
        missing = [pair for pair in pairs if keys[pair] not in _DONE]
        if missing and not any(thread.is_alive() for thread in _WORK):
            _WORK[:] = [threading.Thread(target=_count, args=(history, missing), daemon=True)]
            _WORK[0].start()
        complete = _CHANGED.wait_for(lambda: all(key in _DONE for key in keys.values()), patience)
        return {pair: _DONE[key] for pair, key in keys.items() if key in _DONE}, complete


def _count(history: History, pairs: Sequence[_Pair]) -> None:
    for pair in pairs:
        counted: Counted | None = None
        try:
            counted = count_pair(history, *pair)
        finally:  # whatever went wrong, nobody waits for it again
            with _CHANGED:
                _DONE[name_pair(history, *pair)] = counted
                _CHANGED.notify_all()
