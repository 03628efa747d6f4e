"""A report says the same in every format: page, Word document, PDF."""

from collections.abc import Callable
from functools import cache

import pytest
from renditions import CHOSEN, find_browser, make_docx, make_page, print_pdf, read_sample

from etl.catalog import load_catalog
from etl.extract import read_report
from etl.extract.names import load_names
from etl.model import Document, Report
from etl.readers import read_bytes

needs_browser = pytest.mark.skipif(find_browser() is None, reason="no browser to print with")
FORMATS = [
    pytest.param(make_docx, id="docx"),
    pytest.param(lambda document: print_pdf(make_page(document)), id="pdf", marks=needs_browser),
]


@cache
def read(name: str) -> Report:
    return read_report(read_sample(name), load_catalog(), load_names())


def show_figures(report: Report) -> list[tuple[object, ...]]:
    return [(each.indicator, each.value, each.qualifier) for each in report.observations]


def show_cells(report: Report) -> list[tuple[object, ...]]:
    return [(c.form, c.row, c.column, c.raw, c.meaning, c.value) for c in report.cells]


@pytest.mark.parametrize("make", FORMATS)
@pytest.mark.parametrize(
    "name", [CHOSEN[0], *(pytest.param(name, marks=pytest.mark.long) for name in CHOSEN[1:])]
)
def test_the_same_figures_cells_and_facts(name: str, make: Callable[[Document], bytes]) -> None:
    page = read(name)
    document = read_bytes(make(page.document), "甲")
    report = read_report(document, load_catalog(), load_names())
    assert len(page.observations) > 5
    assert show_figures(report) == show_figures(page)
    assert show_cells(report) == show_cells(page)
    assert (len(report.cells) > 150) == ("-dis-" in name)
    for fact in ("genre", "title", "agency", "region", "year", "signed_on"):
        assert getattr(report.header, fact) == getattr(page.header, fact)
    assert all(each.span.cut(document.text) == each.quote for each in report.observations)


@pytest.mark.parametrize("make", FORMATS)
def test_the_same_paragraphs(make: Callable[[Document], bytes]) -> None:
    page = read(CHOSEN[0]).document
    document = read_bytes(make(page), "甲")
    lines = [
        [line.strip("\u3000 ") for line in each.body.cut(each.text).split("\n")]
        for each in (page, document)
    ]
    assert lines[0] == lines[1]
