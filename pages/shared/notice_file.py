"""The door to the notice (通报): what the checks find of a region and year, as a file for Word or Excel.

Owns that the notice is of the whole region and year, whichever bodies a reader looks at, and that
explained findings stay out. Refuses to draw.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from etl.checks.roster import Roster
from etl.errors import CatalogError
from etl.explained import read_marks
from etl.export.notice import Notice, Origin, make_notice
from etl.export.notice_docx import write_notice_docx
from etl.export.notice_xlsx import write_notice_xlsx
from etl.oversight.gather import gather
from pages.shared.files import write_file
from pages.shared.overseen import read_roster_file
from pages.shared.store import Filter, find_reports, open_warehouse, warehouse_directory

MOST = 4_000  # reports of a region whose texts one notice reads
WORD, EXCEL = "docx", "xlsx"
_WRITERS: dict[str, Callable[[Path, Notice], None]] = {
    WORD: write_notice_docx,
    EXCEL: write_notice_xlsx,
}


def can_make(asked: Filter) -> bool:
    """Tell whether the region has few enough reports, of all years, for a page to read."""
    return len(find_reports(Filter(asked.dataset, regions=asked.regions))) <= MOST


def make_notice_file(asked: Filter, kind: str, dashboard: str) -> bytes:
    """Return the notice of the region and year asked for; links lead to the dashboard's address."""
    warehouse = open_warehouse()
    whole = replace(asked, agencies=(), genres=())
    marks = read_marks(warehouse_directory())
    found = gather(warehouse, whole, roster=_read_roster(), marks=marks)
    notice = make_notice(found, Origin(warehouse.version, warehouse.built_at, dashboard))
    return write_file(kind, lambda path: _WRITERS[kind](path, notice))


def _read_roster() -> Roster:
    """Return the roster; the page says by itself what is wrong with one that cannot be read."""
    try:
        return read_roster_file()
    except CatalogError:
        return Roster()
