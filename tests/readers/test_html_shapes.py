"""Every shape of page gives the same report: its title, its lines and nothing else."""

import pytest
from report_pages import LINES, SHAPES, SIGNATURE, TITLE, Shape

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


@pytest.mark.parametrize(
    ("below", "published"),
    [
        ("今日访问：3021　更新日期：2020年6月3日", None),
        ("发布时间：2020-02-18　更新时间：2020-06-03", "2020-02-18"),
    ],
)
def test_a_site_touched_later_did_not_publish_the_report_then(
    below: str, published: str | None
) -> None:
    text = "".join(f"<p>{line}</p>" for line in (*LINES, *SIGNATURE))
    page = f"<h1>{TITLE}</h1><div>{text}</div><div class='bottom'>{below}</div>"
    assert read_bytes(page.encode(), "page").page.published == published


def test_a_date_before_the_tools_of_a_page_is_that_of_publication() -> None:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    page = f"<h1>{TITLE}</h1><div>2024/04/22 15:40:08\u3000\u3000字体：大 中 小</div>{body}"
    assert read_bytes(page.encode(), "page").page.published == "2024/04/22 15:40:08"
