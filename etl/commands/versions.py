"""`fazhi versions`: which versions there are, and which one is in use; removes old ones."""

import json
from pathlib import Path

from etl.console.terminal import open_console, show_sentence, write_exact
from etl.console.versions import form_version, name_pruned, show_history
from etl.warehouse.history import read_history
from etl.warehouse.publish import prune as prune_versions


def versions(warehouse: Path, as_json: bool) -> int:
    """Print every version with its facts."""
    history = read_history(warehouse)
    if history.notice:
        show_sentence(history.notice)
    if as_json:
        forms = (form_version(each, history) for each in history.versions)
        write_exact("".join(f"{json.dumps(form, ensure_ascii=False)}\n" for form in forms))
    else:
        show_history(history, open_console())
    return 0


def prune(warehouse: Path, keep: int) -> int:
    """Remove all but the version in use and the newest few."""
    console = open_console()
    for sentence in name_pruned(prune_versions(warehouse, keep)):
        console.print(sentence, soft_wrap=True)
    return 0
