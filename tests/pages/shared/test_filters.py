"""The filter line in a session: switches, widgets and address keep step, whatever happens."""

from pathlib import Path
from typing import Any

import pytest

from etl.errors import WarehouseError, WarehouseFault
from pages.shared import filters, report_page
from pages.shared.link import Choice, Offer
from pages.shared.store import find_indicators, find_report
from pages.shared.view import make_view
from tests.pages.conftest import Show
from tests.pages.visit import Reader

CITY = "望川市城市管理局"


def test_a_widget_moved_rewrites_the_address(small: Path) -> None:
    reader = Reader(small)
    reader.open()
    reader.app.selectbox(key="filter.first").set_value(2020)
    reader.app.multiselect(key="filter.regions").set_value(["望川市"])
    shown = reader.run()
    assert shown.exceptions == ()
    assert shown.query == {"year": ["2020", "2023"], "region": "望川市"}
    assert "青屿县城市管理局" not in {row["body"] for row in shown.part("matrix")["rows"]}


def test_a_range_turned_round_is_read_as_meant(small: Path) -> None:
    reader = Reader(small)
    reader.open()
    reader.app.selectbox(key="filter.first").set_value(2022)
    reader.app.selectbox(key="filter.last").set_value(2020)
    assert reader.run().query == {"year": ["2020", "2022"]}


def test_leaving_a_region_drops_its_bodies(small: Path) -> None:
    reader = Reader(small)
    reader.open(region="望川市", body=CITY)
    reader.app.multiselect(key="filter.regions").set_value(["青屿县"])
    shown = reader.run()
    assert shown.exceptions == ()
    assert shown.query == {"region": "青屿县"}


def test_reset_shows_everything(small: Path) -> None:
    reader = Reader(small)
    reader.open(region="望川市", body=CITY, year="2022", lang="en")
    reader.app.button(key="reset").click()
    shown = reader.run()
    assert shown.query == {"lang": "en"}
    assert not [button for button in shown.buttons if button == "Reset"]


def test_the_other_data_set_starts_without_filters(small: Path) -> None:
    reader = Reader(small)
    reader.open(region="青屿县")
    reader.app.segmented_control(key="filter.data").set_value("sample")
    shown = reader.run()
    assert shown.exceptions == ()
    assert shown.query == {"data": "sample"}
    assert {row["body"] for row in shown.part("matrix")["rows"]} == {"档案局"}


def test_the_language_switch_keeps_the_filters(small: Path) -> None:
    reader = Reader(small)
    reader.open("inspections", region="望川市")
    reader.app.segmented_control(key="filter.lang").set_value("en")
    shown = reader.run()
    assert shown.query == {"region": "望川市", "lang": "en"}
    assert "Inspections" in shown.heading


def test_filters_follow_to_the_next_page(small: Path) -> None:
    reader = Reader(small)
    reader.open(region="望川市", year="2022", lang="en")
    shown = reader.open("inspections")
    assert shown.exceptions == ()
    assert shown.query == {"region": "望川市", "year": "2022", "lang": "en"}


def test_a_pages_own_parameter_does_not_follow(small: Path) -> None:
    reader = Reader(small)
    assert reader.open("report", id="unknown").query["id"] == "unknown"
    assert "id" not in reader.open("inspections", lang="en").query


def test_copy_link_names_the_data_set_so_that_it_keeps(show: Show, small: Path) -> None:
    assert show(small, region="望川市").part("copy_link")["query"] == (
        "region=%E6%9C%9B%E5%B7%9D%E5%B8%82&data=own"
    )


@pytest.mark.parametrize(
    ("lang", "done"), [("zh", "已复制（含访问口令）"), ("en", "Copied, access key included")]
)
def test_what_is_copied_from_a_shared_dashboard_opens_elsewhere(
    small: Path, monkeypatch: pytest.MonkeyPatch, lang: str, done: str
) -> None:
    monkeypatch.setenv("FAZHI_KEY", "one-key-for-the-whole-year")
    monkeypatch.setenv("FAZHI_SHARED_URL", "http://10.0.0.7:8501")
    shown = Reader(small).open("inspections", region="望川市", lang=lang)
    part = shown.part("copy_link")
    assert part["query"].endswith("&data=own&key=one-key-for-the-whole-year")
    assert (part["shared"], part["done"]) == ("http://10.0.0.7:8501", done)
    assert part["note"]
    # The address of the page itself, and every way to another page, keep none.
    others = {name: data for name, data in shown.parts.items() if name != "copy_link"}
    assert "one-key" not in str((shown.query, shown.html, others))


def test_what_is_copied_on_this_machine_alone_names_no_key(show: Show, small: Path) -> None:
    part = show(small, region="望川市").part("copy_link")
    assert (part["shared"], "note" in part, "key=" in part["query"]) == ("", False, False)


def test_a_reader_gets_on_after_the_data_could_not_be_read(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_data: str) -> Offer:
        raise WarehouseError(WarehouseFault.DAMAGED, "数据损坏")

    reader = Reader(small)
    with monkeypatch.context() as patch:
        patch.setattr(filters, "find_offer", refuse)
        assert reader.open().heading == "数据文件损坏，打不开"
    shown = reader.run()
    assert shown.exceptions == ()
    assert shown.parts["quote_card"]


def test_the_way_to_a_series_keeps_the_language(
    show: Show, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = show(small, "inspections", data="own").part("table_twin")["rows"][0]
    steps: list[dict[str, Any]] = []
    monkeypatch.setenv("FAZHI_WAREHOUSE", str(small))
    monkeypatch.setattr(
        report_page.st, "switch_page", lambda _page, query_params: steps.append(query_params)
    )
    report = find_report(row["address"].partition("&id=")[2].partition("&")[0])
    assert report is not None
    report_page._open_series(row["id"], report, find_indicators(), "en")
    assert steps[0]["body"] == report.agency
    reader = Reader(small)
    reader.open(lang="en")
    shown = reader.open("inspections", **steps[0])
    assert shown.query.get("lang") == "en"


def test_calendar_years_keep_their_gaps() -> None:
    view = make_view(Choice(), Offer((2019, 2022), (("甲县", "甲局"),)), "own")
    assert view.years == (2019, 2020, 2021, 2022)


def test_a_body_is_looked_for_in_the_chosen_regions_alone() -> None:
    offer = Offer((2022,), (("甲县", "水利局"), ("乙县", "水利局"), ("乙县", "教育局")))
    view = make_view(Choice(regions=("乙县",), bodies=("水利局",)), offer, "own")
    assert view.names == {("乙县", "水利局"): "水利局"}
    assert view.narrowed
    assert not make_view(Choice(), offer, "own").narrowed
