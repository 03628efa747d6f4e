"""The indicator chosen on one page is shown on the others that have it, and waits where none has."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.factories import build_warehouse
from tests.makers import Stated, make_report
from tests.pages.visit import Reader, Shown

PERMITS, PENALTIES = "permits", "penalties"
RECEIVED = "disclosure_requests_received"


def choose(reader: Reader, indicator: str) -> Shown:
    """Choose an indicator in the filter line."""
    reader.app.selectbox(key="filter.indicator").set_value(indicator)
    return reader.run()


def find_shown(reader: Reader) -> str:
    """Return the indicator that the filter line names."""
    return str(reader.app.selectbox(key="filter.indicator").value)


@pytest.fixture
def reader(sample: Path) -> Reader:
    """A reader who chose permits on the overview."""
    reader = Reader(sample)
    reader.open()
    assert choose(reader, PERMITS).query == {"indicator": PERMITS}
    return reader


def test_it_follows_to_every_page_that_has_it(reader: Reader) -> None:
    shown = reader.open("enforcement")
    assert shown.exceptions == ()
    assert (shown.query, find_shown(reader)) == ({"indicator": PERMITS}, PERMITS)
    compared = reader.open("compare")
    assert compared.query == {"indicator": PERMITS}
    assert [row["indicator"] for row in compared.part("compare_table")["rows"]][0] == "行政许可"
    assert reader.open("data").query == {"indicator": PERMITS}
    assert reader.open().query == {"indicator": PERMITS}


def test_a_page_that_has_none_of_it_shows_its_own_and_the_choice_waits(reader: Reader) -> None:
    for page in ("disclosures", "inspections", "report", "search", "duties", "indicators"):
        shown = reader.open(page)
        assert shown.exceptions == ()
        assert shown.query == {}
        assert "indicator" not in parse_qs(shown.part("copy_link")["query"])
    assert reader.open("enforcement").query == {"indicator": PERMITS}


def test_what_a_page_opens_with_is_left_out_of_its_link(reader: Reader) -> None:
    assert choose(reader, PENALTIES).query == {"indicator": PENALTIES}
    shown = reader.open("enforcement")
    assert (shown.query, find_shown(reader)) == ({}, PENALTIES)
    assert reader.open().query == {"indicator": PENALTIES}
    assert choose(reader, "inspections").query == {}
    assert reader.open("enforcement").query == {}
    assert reader.open().query == {}


def test_a_later_choice_takes_the_place_of_an_earlier_one(reader: Reader) -> None:
    reader.open("disclosures")
    assert choose(reader, RECEIVED).query == {"indicator": RECEIVED}
    assert reader.open().query == {"indicator": RECEIVED}
    assert reader.open("enforcement").query == {}


def test_a_link_is_the_whole_choice(reader: Reader) -> None:
    assert reader.open("enforcement", year="2024").query == {"year": "2024"}
    assert reader.open().query == {"year": "2024"}
    asked = {"indicator": "legal_opinions", "lang": "en"}
    assert reader.open("legal_counsel", **asked).query == asked
    assert reader.open("compare").query == asked


def test_other_filters_keep_it(reader: Reader) -> None:
    reader.app.selectbox(key="filter.first").set_value(2022)
    years = ["2022", "2024"]
    assert reader.run().query == {"indicator": PERMITS, "year": years}
    assert reader.open("enforcement").query == {"indicator": PERMITS, "year": years}
    reader.app.segmented_control(key="filter.lang").set_value("en")
    assert reader.run().query == {"indicator": PERMITS, "year": years, "lang": "en"}


def test_several_compared_come_back_and_a_page_of_one_shows_the_first(reader: Reader) -> None:
    several = [PERMITS, PENALTIES]
    reader.open("compare")
    reader.app.multiselect(key="compare-indicator").set_value(several)
    assert reader.run().query == {"indicator": several}
    assert reader.open().query == {"indicator": PERMITS}
    assert reader.open("enforcement").query == {"indicator": PERMITS}
    assert reader.open("data").query == {"indicator": several}
    assert reader.open("compare").query == {"indicator": several}


@pytest.mark.parametrize(
    ("page", "widget"), [("compare", "compare-indicator"), ("data", "rows.things")]
)
def test_a_choice_taken_back_is_gone_everywhere(reader: Reader, page: str, widget: str) -> None:
    assert reader.open(page).query == {"indicator": PERMITS}
    reader.app.multiselect(key=widget).set_value([])
    assert reader.run().query == {}
    assert reader.open("enforcement").query == {}


def test_rows_of_many_indicators_choose_none(reader: Reader) -> None:
    rows = ["inspections", PENALTIES, RECEIVED]
    assert reader.open("data", indicator=rows).query == {"indicator": rows}
    assert reader.open().query == {"indicator": PERMITS}
    assert reader.open("data", subject="study").query == {"subject": "study"}
    assert reader.open("data", part="sql").query == {"part": "sql"}
    assert reader.open("data", indicator=PENALTIES).query == {"indicator": PENALTIES}
    assert reader.open().query == {"indicator": PENALTIES}


def test_indicators_picked_from_the_rows_follow(reader: Reader) -> None:
    reader.open("data")
    reader.app.multiselect(key="rows.things").set_value([PENALTIES, PERMITS])
    reader.run()
    assert reader.open("compare").query == {"indicator": [PENALTIES, PERMITS]}


@pytest.mark.parametrize("strange", ["moons", "<b>", ""])
def test_an_unknown_one_is_no_choice(sample: Path, strange: str) -> None:
    reader = Reader(sample)
    reader.open(indicator=strange)
    assert reader.open("enforcement").query == {}
    assert reader.open("data").query == {}


def test_one_that_no_body_in_view_states_waits(tmp_path: Path) -> None:
    checks = Stated("inspections", "检查12次", "12", "次")
    permits = Stated(PERMITS, "许可7件", "7", "件")
    reports = [make_report("甲局", 2023, [checks, permits]), make_report("乙局", 2023, [checks])]
    reader = Reader(build_warehouse(tmp_path, reports))
    reader.open(indicator=PERMITS)
    reader.app.multiselect(key="filter.bodies").set_value(["乙局"])
    assert reader.run().exceptions == ()
    assert reader.open("compare").query == {"body": "乙局"}
    reader.app.multiselect(key="filter.bodies").set_value([])
    assert reader.run().query == {"indicator": PERMITS}


def test_what_was_copied_shows_a_stranger_the_same(reader: Reader, sample: Path) -> None:
    for page in ("overview", "enforcement", "compare", "disclosures"):
        shown = reader.open(page)
        stranger = Reader(sample).open(page, **parse_qs(shown.part("copy_link")["query"]))
        assert stranger.heading == shown.heading
        assert stranger.charts == shown.charts
