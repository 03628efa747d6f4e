"""What the checks are told of reports, from a real little warehouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.model import Genre, SectionKind
from etl.warehouse.queries import Filter, Warehouse
from etl.warehouse.records import count_reports, read_records
from tests.factories import sample_warehouse, small_warehouse


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The bundled sample city."""
    opened = Warehouse.open(sample_warehouse(tmp_path_factory.mktemp("samples")))
    yield opened
    opened.close()


def test_a_report_comes_with_its_dates_and_contents(samples: Warehouse) -> None:
    found = read_records(samples, Filter("sample", (2021, 2021), (), ("云岫市教育局",)))
    assert [(each.genre, each.year) for each in found] == [(Genre.ROL, 2021)]
    report = found[0]
    assert str(report.published_on) == "2022-11-08"
    assert report.signed_on is not None
    assert report.text is None
    assert report.content(SectionKind.SHORTCOMINGS) is not None


def test_spans_count_in_the_text_and_openings_begin_there(tmp_path: Path) -> None:
    opened = Warehouse.open(small_warehouse(tmp_path))
    found = read_records(opened, Filter("own"), text=True)
    opened.close()
    assert found
    for report in found:
        assert report.text is not None
        passages = [content.span.cut(report.text) for content in report.contents]
        assert [each.opening for each in report.contents] == [words[:120] for words in passages]
        assert all(passages)


def test_superseded_publications_are_told_too(tmp_path: Path) -> None:
    opened = Warehouse.open(small_warehouse(tmp_path))
    states = {each.in_force for each in read_records(opened, Filter("own"))}
    opened.close()
    assert states == {True, False}


def test_reports_are_counted_by_body(samples: Warehouse) -> None:
    counts = count_reports(samples, Filter("sample", genres=("rol",)))
    assert len(counts) == 6
    assert set(counts.values()) == {5}
