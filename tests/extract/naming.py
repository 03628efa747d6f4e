"""Reads the names of a short text as those of a county's bureau of water, or of another body."""

from functools import cache

from etl.catalog import load_catalog
from etl.extract.named.reader import read_named
from etl.extract.report import read_figures
from etl.extract.reporter import reporter_of
from etl.model import Document, Genre, Header, NamedKind, NamedThing
from etl.text.sections import ChapterKinds, split_sections
from tests.makers import make_document

_catalog = cache(load_catalog)
BUREAU = Header(Genre.ROL, agency="青岚县水利局", region="青岚县", year=2023)


def read_names(
    text: str | Document, kind: NamedKind | None = None, header: Header = BUREAU
) -> list[NamedThing]:
    """Return what `text` names, of one kind where one is given."""
    document = make_document(text) if isinstance(text, str) else text
    prose = read_figures(document, header, _catalog())
    chapters = ChapterKinds(split_sections(document.text, header.year)).at
    reporter = reporter_of(header)
    found = read_named(document, prose.copy, prose.masked, header, reporter, chapters)
    return [each for each in found if kind in (None, each.kind)]
