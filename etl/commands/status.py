"""`fazhi status`: what the warehouse holds."""

import json
from dataclasses import asdict
from pathlib import Path

from etl.console.holdings import show_counts
from etl.console.terminal import open_console, show_sentence, write_exact
from etl.warehouse.queries import Warehouse


def status(warehouse: Path, as_json: bool) -> int:
    """Print the counts of the served version; a missing warehouse is an error of its own."""
    opened = Warehouse.open(warehouse)
    counts = opened.counts()
    if opened.notice:
        show_sentence(opened.notice)
    if as_json:
        form = asdict(counts) | {"warehouse": str(warehouse)}
        write_exact(json.dumps(form, ensure_ascii=False, default=str) + "\n")
    else:
        show_counts(counts, warehouse, open_console())
    return 0
