"""The door to what checks are told: reports as records, and the roster of who owes them.

Owns keeping them by version. A check compares a report with its neighbours, so the years, bodies
and genre a reader chose narrow what is shown, never what is looked at: records are of the whole
data set, or of the regions chosen. Refuses to judge.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from etl.checks.roster import FILE_NAME, GIVEN, Roster, find_roster
from etl.record import ReportRecord
from etl.warehouse.queries import Filter
from etl.warehouse.records import read_records
from pages.shared.shelf import Shelf
from pages.shared.store import name_version, open_warehouse, warehouse_directory
from pages.shared.view import View

Around = tuple[tuple[str, int], str, tuple[str, ...]]  # version, data set, regions

_RECORDS: Shelf[tuple[ReportRecord, ...]] = Shelf(4)


def name_around(view: View) -> Around:
    """Return what tells the reports looked at from all others: a key for what is made of them."""
    return name_version(), view.choice.data, view.choice.regions


def find_records(view: View) -> Sequence[ReportRecord]:
    """Return the reports around a view, without their text; nobody may change them."""
    return _RECORDS.get(name_around(view), lambda: tuple(_read(view, text=False)))


def read_texts(view: View) -> list[ReportRecord]:
    """Return the reports around a view with their text; not kept, as texts are large."""
    return _read(view, text=True)


def _read(view: View, *, text: bool) -> list[ReportRecord]:
    asked = Filter(view.choice.data, regions=view.choice.regions)
    return read_records(open_warehouse(), asked, text=text)


def stamp_roster() -> tuple[str, int]:
    """Return which roster holds now, and when it was changed: part of every key it matters for."""
    given = os.environ.get(GIVEN)
    path = Path(given) if given else warehouse_directory() / FILE_NAME
    try:
        return str(path), path.stat().st_mtime_ns
    except OSError:
        return given or "", 0


def read_roster_file() -> Roster:
    """Return the operator's roster, an empty one where there is none.

    Raises `CatalogError` that names file, line and mistake.
    """
    given = os.environ.get(GIVEN)
    return find_roster(warehouse_directory(), Path(given) if given else None)
