"""A whole report: header, figures, findings and names of one document.

Owns the order of reading: what the report is decides how its sentences are read.
"""

from collections.abc import Sequence
from functools import lru_cache

from etl.catalog import Catalog
from etl.extract.candidates import Reader
from etl.extract.form_figures import add_form_figures
from etl.extract.forms import read_forms
from etl.extract.header import read_opening
from etl.extract.named.reader import read_named
from etl.extract.names import Names
from etl.extract.prose import Prose, read_prose
from etl.extract.reporter import reporter_of
from etl.extract.table_rows import read_rows
from etl.model import Document, FormCell, Header, Report
from etl.text.sections import Chapter, ChapterKinds, split_sections


def read_report(document: Document, catalog: Catalog, names: Names) -> Report:
    """Return everything `document` states; raises Rejected where it is no report."""
    header, chapters = read_opening(document, names)
    cells = read_forms(document)
    prose = read_figures(document, header, catalog, cells, chapters)
    figures, conflicts = add_form_figures(prose.observations, cells, document.text, catalog)
    named = read_named(
        document, prose.copy, prose.masked, header, reporter_of(header), ChapterKinds(chapters).at
    )
    return Report(document, header, figures, (*prose.findings, *conflicts), cells, named)


def read_figures(
    document: Document,
    header: Header,
    catalog: Catalog,
    cells: Sequence[FormCell] = (),
    chapters: Sequence[Chapter] | None = None,
) -> Prose:
    """Return the figures of `document`'s prose and ordinary tables under what its header says."""
    if chapters is None:
        chapters = split_sections(document.text, header.year)

    rows = read_rows(document, cells, header.year)
    cuts = [cell.words for cell in cells]  # forms typed as text
    kind_at = ChapterKinds(chapters).at
    return read_prose(document, _reader(catalog), reporter_of(header), kind_at, rows, cuts)


@lru_cache(maxsize=4)
def _reader(catalog: Catalog) -> Reader:
    """Compile a catalogue's wording once per process."""
    return Reader(catalog)
