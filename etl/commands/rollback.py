"""`fazhi rollback`: an earlier version back into service."""

from pathlib import Path

from etl.console.terminal import open_console
from etl.console.versions import name_rollback
from etl.warehouse.publish import rollback as roll_back


def rollback(warehouse: Path, version: int | None) -> int:
    """Put a version back into service, by default the one the served was built on."""
    console = open_console()
    for sentence in name_rollback(roll_back(warehouse, version)):
        console.print(sentence, soft_wrap=True)
    return 0
