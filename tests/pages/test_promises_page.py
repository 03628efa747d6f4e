"""The page of plans and deeds, on the sample city's reports as the real readers read them."""

import shutil
from pathlib import Path

import pytest

from pages.shared.promise_rows import find_text
from pages.shared.words import say
from tests.checks.sample_reports import SAMPLES, build_rol_warehouse
from tests.pages.conftest import Show
from tests.pages.visit import LANGUAGES, Reader

BODY = "云岫市司法局"
langs = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not SAMPLES.exists():
        pytest.skip("the sample data set is not here")
    return build_rol_warehouse(tmp_path_factory.mktemp("promises"), "[js]*")


@langs
def test_a_plan_is_shown_item_by_item_with_both_texts(show: Show, city: Path, lang: str) -> None:
    shown = show(city, "promises", body=[BODY], plan="2022", lang=lang)
    assert shown.exceptions == ()
    items = shown.part("promises")["items"]
    assert [each["state"] for each in items] == ["done", "done", "silent"]
    assert [each["word"] for each in items][-1] == say("promises.state.silent", lang)
    assert all(each["confidence"] and each["reason"] for each in items)
    assert "".join(items[0]["answer"]).startswith("整合行政复议")
    assert "行政执法监督员管理办法" in items[2]["promise"]
    assert "%" in items[2]["answer_note"]


def test_every_verdict_leads_to_its_words(show: Show, city: Path) -> None:
    shown = show(city, "promises", body=[BODY], plan="2022")
    way = shown.part("promises")["items"][0]["answer_way"]
    report = show(city, "report", id=way["report"], find=way["find"])
    pieces = [piece for block in report.part("reading")["blocks"] for piece in block["pieces"]]
    assert "".join(piece["t"] for piece in pieces).replace("\n", "").count(way["find"]) >= 1
    assert report.part("reading")["find"] == way["find"]


@langs
def test_bodies_of_a_year_are_counted_and_one_is_open(show: Show, city: Path, lang: str) -> None:
    shown = show(city, "promises", plan="2022", lang=lang)
    table = shown.part("promise_bodies")
    counts = {row["body"]: row["counts"] for row in table["rows"]}
    assert counts["司法局"] == [2, 0, 1, 0]
    assert table["chosen"] in {row["id"] for row in table["rows"]}
    assert str(sum(row[0] for row in counts.values())) in shown.heading


def test_the_newest_year_with_a_later_report_opens_first(show: Show, city: Path) -> None:
    assert "2023" in show(city, "promises").heading
    assert "2023" in show(city, "promises", plan="1999").heading


def test_shortcomings_that_stand_are_shown_with_their_years(show: Show, city: Path) -> None:
    shown = show(city, "promises", body=["云岫市交通运输局"])
    standing = [each for each in shown.parts["promises"] if "standing" in each]
    assert [len(each["told"]) for each in standing[0]["standing"]] == [2, 2, 2]
    assert {told["year"] for told in standing[0]["standing"][0]["told"]} == {2021, 2022}


@langs
def test_one_year_alone_is_followed_into_the_next(show: Show, city: Path, lang: str) -> None:
    shown = show(city, "promises", body=[BODY], year=["2022"], lang=lang)
    assert [each["state"] for each in shown.part("promises")["items"]][-1] == "silent"


@langs
def test_where_nothing_can_be_compared_it_says_so(show: Show, city: Path, lang: str) -> None:
    shown = show(city, "promises", body=[BODY], year=["2024"], lang=lang)
    assert shown.exceptions == ()
    assert shown.heading == say("promises.none", lang)


@langs
def test_too_many_reports_ask_for_a_choice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, city: Path, lang: str
) -> None:
    monkeypatch.setattr("pages.shared.promises._MOST", 3)
    copied = tmp_path / "copied"
    shutil.copytree(city, copied)
    reader = Reader(copied)
    reader.open()
    shown = reader.open("promises", lang=lang)
    assert shown.exceptions == ()
    assert "promises" not in shown.parts


def test_a_way_asks_for_words_that_white_space_does_not_part() -> None:
    assert find_text("办结许可34  905件，群众满\n意") == "905件，群众满意"
    assert len(find_text("字" * 200)) == 70
