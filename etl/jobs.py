"""What a load has the other process do with one file: from its path to rows.

Owns the order of the steps for one document. Runs where readers and extraction are imported
already (`etl.worker_child`); refuses to know the warehouse beyond the form of its rows.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from etl.catalog import Catalog
from etl.errors import demand_body_and_year
from etl.extract import load_names
from etl.extract import read_report as read_stated
from etl.model import Document, Report
from etl.placing import place_figure
from etl.readers import File, RowError, is_ledger, read, read_bytes
from etl.readers import read_ledger as read_table
from etl.warehouse.rows import Entry, Origin, PlacedFigure, split_report


@dataclass(frozen=True, slots=True)
class PlacedLedger:
    """A table of figures: the good rows under the names reports go by, and the others."""

    figures: tuple[PlacedFigure, ...]
    errors: tuple[RowError, ...]
    sha256: str


def read_file(catalog: Catalog, file: File, source: str, origin: Origin) -> Entry | PlacedLedger:
    """Return the rows of a report, or of a table of figures; raises `Rejected`.

    Both carry the digest of what was read, should the file have changed meanwhile.
    """
    if is_ledger(file):
        return read_ledger(catalog, file, source)
    report = read_report(catalog, file, source)
    demand_body_and_year(source, report.header.agency, report.header.year)
    return split_report(report, replace(origin, sha256=report.document.sha256))


def read_again(catalog: Catalog, document: Document, source: str, origin: Origin) -> Entry:
    """Return the rows of a document that was read before; raises `Rejected`."""
    report = read_stated(document, catalog, load_names())
    demand_body_and_year(source, report.header.agency, report.header.year)
    return split_report(report, origin)


def read_ledger(catalog: Catalog, file: File, source: str) -> PlacedLedger:
    """Return the rows of a table of figures."""
    names = load_names()
    units: Mapping[str, Collection[str]] = {k: each.units for k, each in catalog.indicators.items()}
    ledger = read_table(file, units, source=source)
    return PlacedLedger(
        tuple(place_figure(figure, names) for figure in ledger.figures),
        ledger.errors,
        ledger.sha256,
    )


def read_report(catalog: Catalog, file: File | bytes, source: str) -> Report:
    """Return what a document states, whole or a passage; raises `Rejected`."""
    if isinstance(file, bytes):
        document = read_bytes(file, source)
    else:
        document = read(file, source=source)
    return read_stated(document, catalog, load_names())
