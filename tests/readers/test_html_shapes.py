"""Every shape of page gives the same report: its title, its lines and nothing else."""

import pytest
from report_pages import SHAPES, Shape

from etl.model import Document, Media
from etl.readers import read_bytes


@pytest.fixture(params=SHAPES)
def shape(request: pytest.FixtureRequest) -> Shape:
    return SHAPES[request.param]()


@pytest.fixture
def document(shape: Shape) -> Document:
    return read_bytes(shape.html.encode(shape.encoding), "page")


def test_body_is_the_report_and_nothing_else(shape: Shape, document: Document) -> None:
    assert document.media is Media.HTML
    lines = document.body.cut(document.text).split("\n")
    assert [line.lstrip("\u3000\xa0 ") for line in lines] == list(shape.lines)


def test_title_stands_first(shape: Shape, document: Document) -> None:
    assert document.page.titles[0] == shape.title
    assert document.text.startswith(shape.title + "\n")


def test_page_facts(shape: Shape, document: Document) -> None:
    page = document.page
    assert (page.published, page.signed) == (shape.published, shape.signed)
    assert page.publisher == shape.publisher


def test_cells_lie_where_they_say(shape: Shape, document: Document) -> None:
    assert len(document.tables) == shape.tables
    for table in document.tables:
        assert document.body.contains(table.span)
        for cell in table.cells:
            assert cell.span.cut(document.text) == cell.text
