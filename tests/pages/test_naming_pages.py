"""What reports name, as a reader meets it: on subject pages, in a report, and by searching."""

from pathlib import Path
from typing import Any

import pytest

from tests.pages.conftest import Show
from tests.pages.visit import LANGUAGES, SUBJECTS, Reader, find_words
from tests.small_city import ACCOUNT, FEES, FIRM, PENALTY_LAW, SITE, STALLS, STREETS

langs = pytest.mark.parametrize("lang", LANGUAGES)


def list_rows(show: Show, directory: Path, page: str, **query: Any) -> list[tuple[str, int]]:
    rows = show(directory, page, **query).part("names_table")["rows"]
    return [(row["name"], row["year"]) for row in rows]


def test_documents_are_listed_with_number_issuer_deed_and_words(show: Show, small: Path) -> None:
    table = show(small, "normative_documents", data="own", lang="zh").part("names_table")
    first, second = table["rows"]
    assert (first["name"], first["number"], first["issuer"]) == (
        STALLS.name, STALLS.number, STALLS.issuer,
    )  # fmt: skip
    assert (first["deed"], second["name"], second["deed"]) == ("制定", FEES.name, "废止")
    assert first["pieces"][1] == STALLS.quote
    assert table["columns"] == ["name", "body", "year", "deed", "quote"]


def test_firms_are_listed_but_not_those_of_superseded_reports(show: Show, small: Path) -> None:
    assert list_rows(show, small, "legal_counsel", data="own") == [(FIRM.name, 2023)]


def test_fields_are_counted_by_year(show: Show, small: Path) -> None:
    shown = show(small, "inspections", data="own", lang="zh")
    grid = shown.part("names_grid")
    assert grid["years"] == [2022, 2023]
    assert grid["rows"] == [{"name": STREETS.name, "counts": [1, 1], "reports": 2}]
    (note,) = [text for text in find_words(shown, "fz-section") if "领域" in text]
    assert "19 份报告中 2 份写明，共 1 个" in note


def test_accounts_are_counted_under_their_kind_and_listed_by_name(show: Show, small: Path) -> None:
    shown = show(small, "disclosures", data="own")
    names = [row["name"] for row in shown.part("names_grid")["rows"]]
    assert names == [SITE.name, "微信公众号"]
    assert (ACCOUNT.name, 2023) in list_rows(show, small, "disclosures", data="own")


@langs
def test_a_chosen_name_shows_its_sources_alone(show: Show, small: Path, lang: str) -> None:
    shown = show(small, "disclosures", name="微信公众号", lang=lang)
    assert shown.part("names_grid")["chosen"] == "微信公众号"
    assert [row["name"] for row in shown.part("names_table")["rows"]] == [ACCOUNT.name]
    assert shown.query["name"] == "微信公众号"


def test_an_unknown_name_falls_back_to_all(show: Show, small: Path) -> None:
    shown = show(small, "inspections", name="没有这个", data="own")
    assert shown.part("names_grid")["chosen"] is None
    assert len(shown.part("names_table")["rows"]) == 2


@pytest.mark.parametrize("page", SUBJECTS)
def test_where_nothing_is_named_nothing_is_shown(show: Show, small: Path, page: str) -> None:
    shown = show(small, page, region="青屿县", data="own")
    assert shown.exceptions == ()
    assert not {"names_table", "names_grid"} & set(shown.parts)


@langs
def test_a_report_lists_and_marks_what_it_names(show: Show, small: Path, lang: str) -> None:
    row = show(small, "search", q=STALLS.name, lang=lang).part("names_table")["rows"][0]
    report = row["address"].partition("&id=")[2].partition("&")[0]
    shown = show(small, "report", id=report, figure=row["id"], lang=lang)
    assert shown.exceptions == ()
    reading = shown.part("reading")
    kinds = list(dict.fromkeys(thing["kind"] for thing in reading["names"]))
    assert len(reading["names"]) == 7 and len(kinds) == 5
    assert reading["figure"] == row["id"]
    pieces = [piece for block in reading["blocks"] for piece in block["pieces"]]
    marked = [piece["t"] for piece in pieces if row["id"] in piece["f"] and "m" in piece]
    assert "".join(marked) == STALLS.quote


@langs
def test_without_a_question_everything_is_listed(show: Show, small: Path, lang: str) -> None:
    shown = show(small, "search", data="own", lang=lang)
    assert shown.exceptions == ()
    title = {"zh": "查找报告原文与报告写明的名称", "en": "Search the reports and what they name"}
    assert shown.heading == title[lang]
    assert len(shown.part("names_table")["rows"]) == 9


def test_a_question_in_the_link_is_answered(show: Show, small: Path) -> None:
    shown = show(small, "search", q="行政处罚法", lang="zh")
    assert shown.heading == "“行政处罚法”见于 1 份报告"
    (row,) = shown.part("names_table")["rows"]
    assert (row["name"], row["kind"]) == (PENALTY_LAW.name, "学习的法律法规")
    assert row["pieces"][1] == PENALTY_LAW.quote
    assert row["address"].startswith("report?")
    assert shown.query["q"] == "行政处罚法"


def test_kinds_and_filters_narrow_a_search(show: Show, small: Path) -> None:
    found = list_rows(show, small, "search", kind="platform", data="own")
    assert {name for name, _ in found} == {SITE.name, ACCOUNT.name}
    assert {year for _, year in list_rows(show, small, "search", year="2022")} == {2022}
    every = list_rows(show, small, "search", kind="strange", data="own")
    assert len(every) == 9


@langs
def test_nothing_found_says_what_to_do(show: Show, small: Path, lang: str) -> None:
    shown = show(small, "search", q="没有这个名称", lang=lang)
    assert shown.exceptions == ()
    assert "没有这个名称" in shown.heading
    assert find_words(shown, "fz-note")
    assert "names_table" not in shown.parts


def test_what_is_typed_goes_to_the_address(small: Path) -> None:
    reader = Reader(small)
    reader.open("search", lang="zh")
    reader.app.text_input(key="search.text").set_value("城管")
    shown = reader.run()
    assert shown.query["q"] == "城管"
    assert [row["name"] for row in shown.part("names_table")["rows"]] == [ACCOUNT.name]
    reader.app.text_input(key="search.text").set_value("")
    assert "q" not in reader.run().query


def test_leaving_the_search_and_coming_back_starts_anew(small: Path) -> None:
    reader = Reader(small)
    reader.open("search", q="城管")
    reader.open("inspections")
    assert "q" not in reader.run().query
    shown = reader.open("search", q="行政处罚法")
    assert reader.app.text_input(key="search.text").value == "行政处罚法"
    assert len(shown.part("names_table")["rows"]) == 1
