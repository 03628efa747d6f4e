"""Documents that do to their reader what no document should, among documents that do not."""

import os
import re
from pathlib import Path

from etl import jobs
from etl.catalog import Catalog
from etl.jobs import PlacedLedger
from etl.warehouse.rows import Entry, Origin

DIES, HANGS, EATS = "DIES", "HANGS", "EATS"


def read_file(catalog: Catalog, file: Path, source: str, origin: Origin) -> Entry | PlacedLedger:
    """Read a report as a load does, unless its text says what to do instead."""
    text = file.read_text(encoding="utf-8", errors="replace")
    if DIES in text:
        os.abort()
    if HANGS in text:
        re.match("(?:a+)+$", "a" * 60 + "b")
    if EATS in text:
        bytearray(4 * 1024**3)
    return jobs.read_file(catalog, file, source, origin)
