"""The page 简报 under its filters: what it is about stands in the link, the sheet is plain data."""

from pathlib import Path

import pytest

from pages.shared import view as views
from tests.pages.conftest import Show
from tests.pages.test_hostile_text import AGENCIES, EVIL, hostile  # noqa: F401  # a fixture
from tests.pages.visit import Reader


def test_the_sheet_says_that_the_sample_is_made_up(show: Show, sample: Path) -> None:
    sheet = show(sample, "brief", data="sample").part("brief")
    assert "虚构样例" in sheet["origin"]
    assert sheet["title"] and sheet["figures"] and sheet["notes"]
    assert 0 < len(sheet["charts"]) <= 3


def test_what_it_is_about_stands_in_the_link(small: Path) -> None:
    reader = Reader(small)
    whole = reader.open("brief", data="own")
    assert "about" not in whole.query
    reader.app.selectbox(key="brief.about").set_value("inspections")
    shown = reader.run()
    assert shown.query["about"] in ("inspections", ["inspections"])
    assert shown.part("brief")["filters"].startswith("筛选：行政检查")
    assert shown.part("copy_link")["query"].endswith("about=inspections")


def test_an_unknown_subject_is_the_whole_view(show: Show, small: Path) -> None:
    shown = show(small, "brief", about="nothing", lang="zh", data="own")
    assert shown.exceptions == () and "总体" in shown.part("brief")["filters"]


def test_an_empty_view_names_the_filter_to_leave_out(show: Show, small: Path) -> None:
    shown = show(small, "brief", year="2021", body="青屿县水利局")
    assert shown.exceptions == ()
    assert "brief" not in shown.parts
    assert "简报" in shown.heading


def test_too_many_bodies_are_asked_to_be_narrowed(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "WIDEST", 2)
    shown = Reader(small).open("brief", data="own")
    assert "brief" not in shown.parts
    assert "请先选地区" in shown.heading


def test_hostile_words_are_data_on_the_sheet(show: Show, hostile: Path) -> None:  # noqa: F811
    sheet = show(hostile, "brief", body=AGENCIES[0], about="inspections").part("brief")
    assert EVIL[:12] in str(sheet["charts"]) and EVIL[:12] in sheet["filters"]
