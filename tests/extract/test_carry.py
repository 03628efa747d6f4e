"""Numbers that go on with the words of the one before, and numbers that must not."""

import pytest

from etl.catalog import load_catalog
from etl.extract.report import read_figures
from etl.model import Genre, Header
from tests.makers import make_document

CATALOG = load_catalog()


def stated(text: str) -> list[str]:
    header = Header(Genre.ROL, agency="青岚县水利局", region="青岚县", year=2023)
    found = read_figures(make_document(text), header, CATALOG).observations
    return [f"{each.indicator} {each.value:f}" for each in found]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("上年公开信息38条，今年47条。", ["disclosures_proactive 47"]),
        ("去年开展行政检查30次，今年达到42次。", ["inspections 42"]),
        ("负责人出庭应诉率提高5个百分点，达到95%。", ["court_attendance_rate 95"]),
        ("全县行政机关共办理行政诉讼20件，其中我局2件。", ["lawsuits 2"]),
    ],
)
def test_a_bare_number_goes_on(text: str, figures: list[str]) -> None:
    assert stated(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "上年公开信息38条，今年采购设备47台。",  # words of its own
        "上年公开信息38条。今年47条。",  # another sentence
        "上年公开信息38条，今年投入47万元。",  # another measure
        "全省行政机关办理行政诉讼20件，其中省直单位2件。",  # not ours
    ],
)
def test_other_numbers_do_not(text: str) -> None:
    assert stated(text) == []


def test_a_bare_total_takes_in_its_shares() -> None:
    header = Header(Genre.ROL, agency="青岚县水利局", region="青岚县", year=2023)
    text = "承办人大代表建议12件、政协提案23件，共35件。"
    (figure,) = read_figures(make_document(text), header, CATALOG).observations
    assert (figure.indicator, figure.value) == ("proposals_handled", 35)
    assert [part.value for part in figure.parts] == [12, 23]


def test_a_total_that_does_not_add_up_takes_in_nothing() -> None:
    assert len(stated("承办人大代表建议12件、政协提案23件，共36件。")) == 2
