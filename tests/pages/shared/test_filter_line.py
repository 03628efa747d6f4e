"""The filter line: typed years, genre, indicator, and the way out of an empty view."""

from pathlib import Path

import pytest

from pages.shared.filter_line import read_span
from pages.shared.link import Choice, Offer
from pages.shared.loosening import find_loosenings
from pages.shared.view import make_view
from tests.pages.visit import Reader

CITY = "望川市城市管理局"
YEARS = (2019, 2020, 2022, 2023)


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("2022", (2022, 2022)),
        ("2020-2022", (2020, 2022)),
        ("2023—2020", (2020, 2023)),
        ("２０２０年至2022年", (2020, 2022)),
        (" 2020 2022 ", (2020, 2022)),
        ("2010-2020", (2019, 2020)),
        ("2021-2022", (2022, 2022)),
        ("2021", None),
        ("1990-1999", None),
        ("20222", None),
        ("2019 2020 2022", None),
        ("去年", None),
        ("", None),
    ],
)
def test_years_are_typed_as_people_write_them(typed: str, span: tuple[int, int] | None) -> None:
    assert read_span(typed, YEARS) == span


def test_typed_years_set_the_view_and_its_address(small: Path) -> None:
    reader = Reader(small)
    reader.open()
    reader.app.text_input(key="filter.typed").set_value("2020—2022")
    shown = reader.run()
    assert shown.query == {"year": ["2020", "2022"]}
    assert reader.app.text_input(key="filter.typed").value == ""


def test_years_that_cannot_be_read_change_nothing_and_are_answered(small: Path) -> None:
    reader = Reader(small)
    reader.open(year="2022")
    reader.app.text_input(key="filter.typed").set_value("明年")
    shown = reader.run()
    assert shown.query == {"year": "2022"}
    assert any("2019–2023" in text for text in shown.markdown)
    assert not any("2019–2023" in text for text in reader.run().markdown)


def test_a_genre_narrows_figures_and_reports_and_stands_in_the_link(small: Path) -> None:
    reader = Reader(small)
    everything = reader.open("report").part("report_list")["rows"]
    reader.app.radio(key="filter.genre").set_value("dis")
    shown = reader.run()
    assert shown.query == {"genre": "dis"}
    rows = shown.part("report_list")["rows"]
    assert 0 < len(rows) < len(everything)
    assert {row["genre"] for row in rows} == {"政府信息公开报告"}
    shown = reader.open("inspections", genre="dis")
    assert {row["body"] for row in shown.part("table_twin")["rows"]} == {"望川市水利局"}


def test_an_unknown_genre_is_told_and_all_is_shown(small: Path) -> None:
    shown = Reader(small).open(genre="诗")
    assert shown.query == {}
    assert any("诗" in text for text in shown.markdown)


def test_the_indicator_of_a_page_is_chosen_in_its_filter_line(small: Path) -> None:
    reader = Reader(small)
    reader.open()
    reader.app.selectbox(key="filter.indicator").set_value("disclosures_proactive")
    shown = reader.run()
    assert shown.query == {"indicator": "disclosures_proactive"}
    assert "各单位写明情况  主动公开政府信息" in shown.text


def test_the_filter_that_empties_a_page_is_named_and_left_out_by_a_click(small: Path) -> None:
    reader = Reader(small)
    shown = reader.open("inspections", body="望川市教育局", year="2023")
    assert "当前筛选下没有" in shown.heading
    offers = [label for label in shown.buttons if label.startswith("不限")]
    assert [label.partition("（")[0] for label in offers] == ["不限单位"]
    reader.app.button(key="loosen-bodies").click()
    shown = reader.run()
    assert shown.query == {"year": "2023"}
    assert shown.part("table_twin")["rows"]


def test_each_filter_is_left_out_in_turn_and_offered_where_that_helps() -> None:
    offer = Offer(YEARS, (("甲县", "水利局"), ("乙县", "教育局")), ("dis", "rol"))
    choice = Choice(
        data="own", years=(2019, 2019), regions=("甲县",), bodies=("水利局",), genre="dis"
    )
    view = make_view(choice, offer, "own")
    assert find_loosenings(view, lambda question: 0) == []
    assert [each.name for each in find_loosenings(view, lambda question: 3)] == [
        "years", "bodies", "regions", "genre",
    ]  # fmt: skip
    assert [
        each.name for each in find_loosenings(view, lambda question: int(not question.genres))
    ] == ["genre"]
