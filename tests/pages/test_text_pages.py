"""Words of reports looked for: the page that lists where they stand, the report that marks them."""

from pathlib import Path

import pytest

from tests.pages.conftest import Show
from tests.pages.visit import LANGUAGES, Reader, find_words

langs = pytest.mark.parametrize("lang", LANGUAGES)
WORDS = "工作还有不足"  # in every report of the small warehouse


@langs
def test_reports_that_hold_the_words_are_listed_newest_first(
    show: Show, small: Path, lang: str
) -> None:
    shown = show(small, "search", q=WORDS, data="own", lang=lang)
    assert shown.exceptions == ()
    assert "19" in shown.heading and WORDS in shown.heading
    rows = shown.part("found_texts")["rows"]
    assert len(rows) == 19
    years = [row["year"] for row in rows]
    assert years == sorted(years, reverse=True)
    assert all(row["lines"][0][1] == WORDS for row in rows)
    assert "names_table" not in shown.parts


def test_a_row_leads_to_its_places_in_the_report(show: Show, small: Path) -> None:
    shown = show(small, "search", q="工作 不足", kind="text", data="own")
    row = shown.part("found_texts")["rows"][0]
    assert row["address"].startswith("report?") and "find=" in row["address"]
    report = show(small, "report", id=row["id"], find="工作 不足")
    reading = report.part("reading")
    assert reading["find"] == "工作 不足"
    marked = [
        (piece["p"], piece["t"])
        for block in reading["blocks"]
        for piece in block["pieces"]
        if "p" in piece
    ]
    assert [number for number, _ in marked] == list(range(len(marked)))
    assert {text for _, text in marked} == {"工作", "不足"}
    assert report.query["find"] == "工作 不足"


def test_a_report_without_the_words_says_so(show: Show, small: Path) -> None:
    row = show(small, "search", q=WORDS, data="own", lang="zh").part("found_texts")["rows"][0]
    reading = show(small, "report", id=row["id"], find="珊瑚礁", lang="zh").part("reading")
    assert not any("p" in piece for block in reading["blocks"] for piece in block["pieces"])
    assert reading["words"]["no_place"] == "这份报告里没有“珊瑚礁”"
    unasked = show(small, "report", id=row["id"], lang="zh").part("reading")
    assert unasked["find"] == ""


def test_the_filters_narrow_what_is_found(show: Show, small: Path) -> None:
    rows = show(small, "search", q=WORDS, data="own", year="2022").part("found_texts")["rows"]
    assert rows and {row["year"] for row in rows} == {2022}


@langs
def test_words_alone_without_a_question_say_what_can_be_asked(
    show: Show, small: Path, lang: str
) -> None:
    shown = show(small, "search", kind="text", data="own", lang=lang)
    assert shown.exceptions == ()
    assert not {"found_texts", "names_table"} & set(shown.parts)
    assert find_words(shown, "fz-note")


@langs
def test_words_found_nowhere_say_what_to_try(show: Show, small: Path, lang: str) -> None:
    shown = show(small, "search", q="珊瑚礁", kind="text", lang=lang)
    assert "珊瑚礁" in shown.heading
    assert find_words(shown, "fz-note")
    assert "found_texts" not in shown.parts


def test_the_switch_goes_to_the_address(small: Path) -> None:
    reader = Reader(small)
    reader.open("search", q=WORDS, data="own")
    reader.app.button_group(key="search.kind").set_value("text")
    assert reader.run().query["kind"] == "text"
    reader.app.button_group(key="search.kind").set_value("all")
    assert "kind" not in reader.run().query
