"""Full-text search finds what a plain reading of every text finds, and shows it as published."""

import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.model import Report, Span
from etl.warehouse.queries import Filter, Warehouse
from etl.warehouse.sought import find_places, read_words
from etl.warehouse.stretches import STRETCH
from etl.warehouse.views import TextFound
from tests.factories import build_warehouse, make_document, make_report
from tests.warehouse.test_dataset import export

OWN = Filter("own")
WRITTEN = {
    ("甲局", 2020): "全年开展行政检查12次。\n全年未开展行政处罚。",
    ("甲局", 2021): "全年开展行政 检查１２次，又行政检\n查3次。\n另有行政检查\t4",
    ("乙局", 2021): "印发云环〔2023〕5号和云环（2022）5号。\n开通ＷiFi。",
    ("乙局", 2022): "处罚行政相对人，检查 20\t23 年的台账，数量12 345件。",
    ("丙局", 2022): "“放管服”改革。" + "行政检查，" * 6 + "行政处罚。",
}


def write(agency: str, year: int, text: str, **header: Any) -> Report:
    """Return a report of nothing but this text."""
    report = make_report(agency, year, **header)
    document = make_document(text, f"{agency}-{year}-{len(text)}.txt")
    return replace(report, document=document, header=replace(report.header, sections=()))


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    reports = [write(agency, year, text) for (agency, year), text in WRITTEN.items()]
    opened = Warehouse.open(build_warehouse(tmp_path_factory.mktemp("texts"), reports))
    yield opened
    opened.close()


def list_found(found: TextFound) -> list[tuple[str, int]]:
    return [(report.agency, report.year) for report in found.reports]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("行政检查", [("丙局", 2022), ("甲局", 2021), ("甲局", 2020)]),
        ("行政检查 行政处罚", [("丙局", 2022), ("甲局", 2020)]),
        ("检查12次", [("甲局", 2021), ("甲局", 2020)]),
        ("[2023]5号", [("乙局", 2021)]),
        ("〔2022〕5号", [("乙局", 2021)]),
        ("wifi", [("乙局", 2021)]),
        ('"放管服"', [("丙局", 2022)]),
        ("2023年", []),  # two cells of a table
        ("12345件", []),  # white space parts numbers
        ("没有这个词", []),
        ("龘", []),
        ("服", [("丙局", 2022)]),
        ("", []),
        (" \u3000", []),
        ("' OR 1=1 --", []),
        ("行.检查", []),
    ],
)
def test_words_are_found_however_they_are_written(
    warehouse: Warehouse, typed: str, expected: list[tuple[str, int]]
) -> None:
    found = warehouse.find_texts(OWN, typed)
    assert list_found(found) == expected
    assert (found.total, found.exact) == (len(expected), True)


def test_what_is_shown_stands_in_the_report_as_published(warehouse: Warehouse) -> None:
    for typed in ("行政检查", "行政检查 行政处罚", "wifi", "检查12次"):
        for report in warehouse.find_texts(OWN, typed).reports:
            view = warehouse.report(report.report_id)
            assert view is not None and report.lines
            for line in report.lines:
                assert view.text[line.start : line.start + len(line.words)] == line.words
                for place in line.places:
                    assert fold(place.cut(line.words)) in read_words(typed)


def test_every_place_is_counted_and_three_lines_are_shown(warehouse: Warehouse) -> None:
    report = warehouse.find_texts(OWN, "行政检查").reports[1]
    assert (report.places, len(report.lines)) == (3, 3)
    assert [place.cut(line.words) for line in report.lines for place in line.places] == [
        *("行政 检查", "行政检\n查", "行政检查"),
    ]


def test_the_filter_narrows_a_search(warehouse: Warehouse) -> None:
    assert list_found(warehouse.find_texts(Filter("own", years=(2020, 2020)), "行政检查")) == [
        ("甲局", 2020)
    ]
    assert warehouse.find_texts(Filter("own", agencies=("乙局",)), "行政检查").total == 0
    assert warehouse.find_texts(Filter("nobody"), "行政检查").total == 0


def test_a_report_superseded_is_not_found(tmp_path: Path) -> None:
    old, new = (
        write("甲局", 2020, f"全年开展行政检查{n}次。", published_on=date(2021, 1, len(n)))
        for n in ("1", "22")
    )
    with_both = Warehouse.open(build_warehouse(tmp_path, [old, new]))
    assert with_both.find_texts(OWN, "行政检查").total == 1


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """More reports than are read at first: three stretches of them."""
    reports = [
        write(f"{number:04d}局", 2020 + number % 3, f"第{number}号，行政检查。")
        for number in range(2 * STRETCH + 3)
    ]
    return Warehouse.open(build_warehouse(tmp_path_factory.mktemp("many"), reports))


def test_the_newest_are_found_first_and_the_rest_is_not_counted(many: Warehouse) -> None:
    found = many.find_texts(OWN, "行政检查", 10)
    assert (found.total, found.exact) == (2 * STRETCH, False)
    assert [report.agency for report in found.reports] == [f"{n:04d}局" for n in range(2, 32, 3)]
    assert {report.year for report in found.reports} == {2022}


def test_a_rare_word_is_found_wherever_it_stands_and_counted(many: Warehouse) -> None:
    for number in (0, STRETCH, 2 * STRETCH + 2):
        found = many.find_texts(OWN, f"第{number}号")
        assert [report.agency for report in found.reports] == [f"{number:04d}局"]
        assert (found.total, found.exact) == (1, True)


def test_an_exported_data_set_is_searched_alike(tmp_path: Path) -> None:
    reports = [write("甲局", 2020, "全年开展行政 检查12次。")]
    warehouse = build_warehouse(tmp_path / "warehouse", reports)
    published = Warehouse.open(export(warehouse, tmp_path / "published"))
    assert published.find_texts(OWN, "行政检查") == Warehouse.open(warehouse).find_texts(
        OWN, "行政检查"
    )
    assert published.find_texts(OWN, "行政检查").total == 1


ALPHABET = "行政检查abA12Ａ１\n \u3000\t〔[〕。"
texts = st.lists(st.text(ALPHABET, min_size=1, max_size=30), min_size=1, max_size=12)


def fold(text: str) -> str:
    """Fold as a reader would: plain forms, one kind of bracket; what parts words stays."""
    plain = unicodedata.normalize("NFKC", text.replace("\t", "\x01")).lower()
    plain = re.sub(r"[\[(]", "〔", plain)
    plain = re.sub(r"(?<=[a-z0-9])\s+(?=[a-z0-9])", "\x02", plain)
    return re.sub(r"\s", "", plain).replace("\x01", "\t")


@given(text=st.text(ALPHABET, max_size=40), word=st.text("行政检查ab12〔", min_size=1, max_size=4))
def test_places_are_those_of_a_plain_reading(text: str, word: str) -> None:
    places = find_places(text, [word])
    assert bool(places) == (word in fold(text))
    assert all(fold(place.cut(text)) == word for place in places)
    assert places == sorted(places, key=lambda place: (place.start, place.end))
    assert all(one.end <= other.start for one, other in zip(places, places[1:], strict=False))


def test_a_place_within_another_is_one_place() -> None:
    assert find_places("行政检查", ["检查", "行政检查"]) == [Span(0, 4)]


@pytest.fixture(scope="module")
def random_texts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Warehouse, list[str]]:
    """Small texts of all kinds, 300 of them: five blocks."""
    chance = random.Random(7)
    written = [
        "".join(chance.choices(ALPHABET, k=chance.randint(1, 30))) + f"末{number}"
        for number in range(300)
    ]
    reports = [write(f"{number:03d}局", 2020, text) for number, text in enumerate(written)]
    return Warehouse.open(build_warehouse(tmp_path_factory.mktemp("random"), reports)), written


@settings(max_examples=30)
@given(words=st.lists(st.text("行政检查ab12〔。", min_size=1, max_size=4), min_size=1, max_size=2))
def test_the_warehouse_finds_what_a_plain_scan_finds(
    random_texts: tuple[Warehouse, list[str]], words: list[str]
) -> None:
    warehouse, written = random_texts
    found = warehouse.find_texts(OWN, " ".join(words), most=300)
    texts = {report.agency: report.report_id for report in found.reports}
    expected = {
        f"{number:03d}局"
        for number, text in enumerate(written)
        if all(word in fold(text) for word in words)
    }
    assert set(texts) == expected
    assert found.total == len(expected)
