"""`fazhi status`: what the warehouse holds."""

import json
from dataclasses import asdict
from pathlib import Path

from etl.console.holdings import show_counts
from etl.console.terminal import open_console, show_sentence, write_exact
from etl.console.versions import name_withdrawn
from etl.warehouse.history import read_history
from etl.warehouse.queries import Warehouse


def status(warehouse: Path, as_json: bool) -> int:
    """Print the counts of the served version; a missing warehouse is an error of its own."""
    opened = Warehouse.open(warehouse)
    counts = opened.counts()
    withdrawn = read_history(warehouse).withdrawn
    if opened.notice:
        show_sentence(opened.notice)
    if as_json:
        form = asdict(counts) | {"warehouse": str(warehouse), "withdrawn": withdrawn}
        write_exact(json.dumps(form, ensure_ascii=False, default=str) + "\n")
    else:
        console = open_console()
        show_counts(counts, warehouse, console)
        if withdrawn:
            console.print(name_withdrawn(withdrawn), soft_wrap=True)
    return 0
