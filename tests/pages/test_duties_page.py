"""The page of duties on the sample city, read as any report is: what it says, and its ways on."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest

from etl.catalog import load_catalog
from etl.checks.duties import check_duties, read_duties
from etl.pipeline import load
from etl.warehouse.queries import Filter, Warehouse
from etl.warehouse.records import read_records
from etl.warehouse.sought import find_places, read_words
from tests.factories import SAMPLES
from tests.pages.conftest import Show
from tests.pages.visit import Reader, Shown

CASE = "rol.2021.云岫市.云岫市教育局"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not SAMPLES.is_dir():
        pytest.skip("the sample data set is not here")
    folder = tmp_path_factory.mktemp("city")
    load([SAMPLES], warehouse=folder, dataset="sample", catalog=load_catalog())
    return folder


def list_cells(shown: Shown, genre: int = 0) -> dict[tuple[str, str], dict[str, str]]:
    grid = shown.parts["verdict_grid"][genre]
    return {
        (row["body"], year): cell
        for row in grid["rows"]
        for year, cell in zip(grid["columns"], row["cells"], strict=True)
    }


def test_the_title_is_what_was_found(show: Show, city: Path) -> None:
    assert show(city, "duties").heading == "2020–2024 年：2 份报告逾期公开、6 项必备内容缺失"
    english = show(city, "duties", lang="en", year="2021").heading
    assert english == "2021: 2 reports published late, 3 required contents missing"


def test_where_nothing_was_found_the_title_says_no_more(show: Show, city: Path) -> None:
    shown = show(city, "duties", body="云岫市司法局")
    assert shown.heading == "2020–2024 年没有认定逾期或缺失的报告"


def test_a_cell_says_it_by_sign_word_and_fill(show: Show, city: Path) -> None:
    cells = list_cells(show(city, "duties"))
    late = cells["教育局", "2021"]
    assert (late["state"], late["sign"], late["word"]) == ("accused", "✕", "逾期 221 天")
    assert cells["生态环境局", "2021"]["word"] == "2 项"
    assert cells["交通运输局", "2020"]["sign"] == "?"
    assert cells["司法局", "2020"]["sign"] == "✓"
    assert len({cell["state"] for cell in cells.values()}) == 3


def test_filters_narrow_what_is_shown_and_not_what_is_looked_at(show: Show, city: Path) -> None:
    """The witness that the site was not moved is a report of another year."""
    cells = list_cells(show(city, "duties", year="2021", body="云岫市教育局"))
    assert {key: cell["word"] for key, cell in cells.items()} == {("教育局", "2021"): "逾期 221 天"}


def test_a_link_opens_a_cell_with_the_words_of_its_verdicts(show: Show, city: Path) -> None:
    shown = show(city, "duties", case=CASE)
    opened = shown.parts["verdicts"][0]
    assert opened["rows"][0]["sentence"].startswith(
        "2022年11月8日才公开，比期限2022年4月1日晚 221 天"
    )
    assert opened["rows"][0]["passages"][0]["quote"] == "2022-11-08 11:05"
    assert "《法治政府建设与责任落实督察工作规定》" in opened["rows"][0]["law"]


def test_a_case_that_is_none_falls_back(show: Show, city: Path) -> None:
    shown = show(city, "duties", case="rol.1999.某地.某局")
    assert shown.exceptions == ()
    assert shown.parts["verdicts"][0]["rows"]


def test_every_passage_is_found_where_its_link_looks_for_it(city: Path) -> None:
    opened = Warehouse.open(city)
    records = {each.report_id: each for each in read_records(opened, Filter("sample"), text=True)}
    opened.close()
    for outcome in check_duties(records.values(), read_duties()):
        for passage in outcome.passages:
            if passage.span is None:
                continue
            record = records[passage.report_id]
            places = find_places(record.text or "", read_words(passage.find), record.body)
            assert passage.span.start in {place.start for place in places}


def test_a_passage_leads_to_its_report(show: Show, city: Path) -> None:
    row = show(city, "duties").parts["verdicts"][1]["rows"][0]
    query = parse_qs(row["passages"][0]["address"].partition("?")[2])
    shown = show(city, "report", id=query["id"][0], find=query["find"][0])
    marked = [
        piece["t"]
        for block in shown.part("reading")["blocks"]
        for piece in block.get("pieces", [])
        if "p" in piece
    ]
    assert "".join(marked).replace(" ", "") == row["passages"][0]["quote"].replace(" ", "")


def test_what_was_in_time_stands_beside_published_figures(show: Show, city: Path) -> None:
    groups = show(city, "duties").part("duty_share")["groups"]
    rows = {row["label"]: row["text"] for row in groups[0]["rows"]}
    assert rows["2021"] == "按期 4 · 逾期 2"
    assert groups[0]["references"][0]["text"] == "31 家中 4 家按期公开"
    assert groups[1]["references"] == []


def test_without_a_roster_nobody_is_missing_a_report(show: Show, city: Path) -> None:
    shown = show(city, "duties")
    assert "没有名单" in shown.text
    assert "份报告未见" not in shown.heading


def test_a_roster_in_the_folder_tells_who_has_none(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "region,agency,genres,from,to\n云岫市,云岫市水利局,rol,2023,\n", encoding="utf-8"
    )
    monkeypatch.setenv("FAZHI_ROSTER", str(roster))
    shown = Reader(city).open("duties")
    assert "2 份报告未见" in shown.heading
    assert "水利局：2023–2024 年没有法治政府建设报告。" in shown.text
    assert list_cells(shown)["水利局", "2023"]["state"] == "absent"


def test_a_roster_with_a_mistake_is_told_and_the_page_goes_on(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("region,agency,genres,from,to\n云岫市,,rol,,\n", encoding="utf-8")
    monkeypatch.setenv("FAZHI_ROSTER", str(roster))
    shown = Reader(city).open("duties")
    assert shown.exceptions == ()
    assert "第 2 行：agency（单位全称）是空的" in shown.text
    assert shown.parts["verdict_grid"]


def test_a_data_set_without_reports_is_a_designed_state(show: Show, small: Path) -> None:
    shown = show(small, "duties", data="own", year="1999")
    assert shown.exceptions == ()
    assert shown.heading
