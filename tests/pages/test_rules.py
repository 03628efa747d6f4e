"""DESIGN.md's rules as a reader meets them on a page: sums, gaps, absence, words.

Each case is a made-up county of one warehouse, looked at by its region's filter.
"""

import json
from pathlib import Path

import pytest

from etl.model import Finding, Genre, Report, Span
from pages.shared.words import say
from tests.factories import build_warehouse, small_warehouse
from tests.makers import Stated, make_ledger_figure, make_report
from tests.pages.conftest import Show
from tests.pages.visit import Reader, Shown, find_words

CITY = "望川市"


def report_inspections(agency: str, year: int, text: str, region: str) -> Report:
    """Return a report that states inspections: `≥480次`."""
    sign, rest = (text[0], text[1:]) if text[0] in "≥≈" else ("", text)
    number = rest.rstrip("次家")
    unit = rest.removeprefix(number)
    words = {"": "检查{}{}", "≥": "检查{}余{}", "≈": "检查约{}{}"}[sign].format(number, unit)
    qualifier = {"": "exact", "≥": "over", "≈": "about"}[sign]
    stated = Stated("inspections", words, number, unit, qualifier)
    return make_report(agency, year, [stated], region=region)


COUNTIES = {
    "近县": ["甲局 2021 ≈400次", "甲局 2022 ≈420次"],
    "缺县": ["甲局 2019 100次", "甲局 2021 90次", "乙局 2019 50次", "乙局 2021 40次"],
    "混县": [f"{body} {year} {value}" for body, value in (("甲局", "≥400次"), ("乙局", "≈100次"))
             for year in (2021, 2022)],
    "词县": [f"{body} {year} {value}" for body, value in (("甲局", "400次"), ("乙局", "9家次"))
             for year in (2021, 2022)],
    "新县": ["甲局 2021 100次", "甲局 2022 90次", "乙局 2021 100次", "乙局 2022 60次",
             "丙局 2022 5000次"],
    "空县": [],
    "": ["无处局 2022 5次"],
}  # fmt: skip


def read_counties() -> list[Report]:
    """Return the reports of all counties."""
    reports = [
        report_inspections(agency, int(year), text, region)
        for region, lines in COUNTIES.items()
        for agency, year, text in (line.split() for line in lines)
    ]
    reports.append(make_report("静局", 2022, [], region="空县"))
    named = Stated("fair_competition_reviews", "公平竞争审查7件", "7", "件")
    finding = Finding("contradiction", "同一事项出现不同的数字", (Span(0, 4),), "inspections")
    reports.append(
        make_report("丁局", 2023, [named], region="词县", genre=Genre.ROL, findings=[finding])
    )
    return reports


@pytest.fixture(scope="module")
def counties(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ledger = [make_ledger_figure(agency="台账局", region="缺县", year=2021)]
    return build_warehouse(tmp_path_factory.mktemp("counties"), read_counties(), ledger=ledger)


def read_trend(shown: Shown) -> dict[str, object]:
    """Return the first line of the first chart."""
    return next(trace for trace in shown.charts[0]["data"] if trace["mode"] == "lines")


def test_a_total_is_drawn_over_the_comparable_set_with_its_size(show: Show, counties: Path) -> None:
    shown = show(counties, "inspections", region="新县")
    assert read_trend(shown)["y"] == [200, 150]
    assert "每年都写明的 2 个单位：乙局、甲局" in shown.text
    assert shown.heading == "2022 年行政检查比上年减少 25%" + say(
        "title.source.down", "zh", body="乙局"
    )
    assert "标题按 2 个可比单位计算" in shown.text


def test_a_plain_total_stands_in_a_tile_with_its_coverage(show: Show, counties: Path) -> None:
    (tile,) = show(counties, region="新县").part("tiles")["tiles"]
    assert (tile["number"], tile["unit"], tile["coverage"]) == ("5,150", "次", "3/3 个单位写明")
    assert tile["change"] == "比上年 −25%"
    assert "2 个可比单位" in tile["basis"]


def test_a_sum_names_its_measure_words(show: Show, counties: Path) -> None:
    shown = show(counties, region="词县", year=["2021", "2022"])
    unit = shown.part("tiles")["tiles"][0]["unit"]
    assert sorted(unit.split("、")) == sorted(("次", "家次"))


def test_a_missing_year_is_a_gap_in_the_line(show: Show, counties: Path) -> None:
    line = read_trend(show(counties, "inspections", region="缺县", body=["甲局", "乙局"]))
    assert (line["x"], line["y"]) == ([2019, 2020, 2021], [150, None, 130])
    assert line["connectgaps"] is False


def test_years_nobody_states_are_not_said_to_be_stated(show: Show, counties: Path) -> None:
    shown = show(counties, "inspections", region="缺县", body=["甲局", "乙局"])
    (scope,) = [text for text in find_words(shown, "fz-section") if "每年都写明" in text]
    assert "2019–2021" not in scope


def test_a_year_without_reports_is_not_called_complete(show: Show, counties: Path) -> None:
    shown = show(counties, region="缺县", body=["甲局", "乙局"])
    assert "每个单位每年都有报告" not in shown.text


def test_a_heading_does_not_tell_a_rise_as_a_fall(show: Show, counties: Path) -> None:
    assert "减少" not in show(counties, region="近县").heading


def test_a_subject_is_silent_over_close_approximations(show: Show, counties: Path) -> None:
    assert show(counties, "inspections", region="近县").heading == "2021–2022 年行政检查"


def test_a_mixed_sum_carries_the_lower_bound(show: Show, counties: Path) -> None:
    (tile,) = show(counties, region="混县").part("tiles")["tiles"]
    assert tile["number"] == "≥500"


def test_a_mixed_sum_says_that_it_holds_an_approximation(show: Show, counties: Path) -> None:
    shown = show(counties, "inspections", region="混县")
    trend = json.dumps(shown.charts[0]["data"], ensure_ascii=False)
    notes = find_words(shown, "fz-facts") + find_words(shown, "fz-note") + [trend]
    assert any("≈" in text or "约数" in text for text in notes)


def test_silence_and_a_missing_report_are_told_apart(show: Show, small: Path) -> None:
    matrix = show(small, lang="zh", data="own").part("matrix")
    states = {
        (row["body"], int(year)): cell["state"]
        for row in matrix["rows"]
        for year, cell in zip(matrix["columns"], row["cells"], strict=True)
    }
    assert states["望川市城市管理局", 2021] == "no_report"
    assert states["望川市教育局", 2021] == "silent"
    assert states["青屿县水利局", 2023] == "zero"
    assert states["望川市城市管理局", 2020] == "over"
    assert states["望川市城市管理局", 2022] == "about"


def test_a_ledger_is_no_proof_that_there_is_no_report(show: Show, small: Path) -> None:
    matrix = show(small, lang="zh", data="own").part("matrix")
    (row,) = [row for row in matrix["rows"] if row["body"] == "望川市人民政府"]
    at = matrix["columns"].index("2021")
    assert row["cells"][at]["state"] == "unlisted"


def test_every_figure_of_the_table_has_its_words(show: Show, small: Path) -> None:
    rows = show(small, "inspections", lang="zh", data="own").part("table_twin")["rows"]
    told = {(row["body"], row["year"]): "".join(row["pieces"]) for row in rows}
    assert "开展行政检查480余次" in told["望川市城市管理局", 2020]
    assert all(row["address"] for row in rows)


def test_the_superseded_report_states_nothing(show: Show, small: Path) -> None:
    rows = show(small, "inspections", lang="zh", data="own").part("table_twin")["rows"]
    (row,) = [r for r in rows if (r["body"], r["year"]) == ("望川市城市管理局", 2022)]
    assert row["text"] == "≈430 次"


def test_parts_never_stand_beside_their_whole(show: Show, small: Path) -> None:
    rows = show(small, "inspections", lang="zh", data="own").part("table_twin")["rows"]
    (row,) = [r for r in rows if (r["body"], r["year"]) == ("望川市城市管理局", 2023)]
    assert row["text"] == "420 次"


def test_reports_without_figures_are_listed_all_the_same(show: Show, counties: Path) -> None:
    assert "没有" in show(counties, region="空县").heading
    shown = show(counties, "report", region="空县")
    assert [row["figures"] for row in shown.part("report_list")["rows"]] == [0]
    reading = show(counties, "report", id=shown.part("report_list")["rows"][0]["id"])
    assert reading.part("reading")["figures"] == []


def test_the_selector_shows_names_as_they_are(counties: Path) -> None:
    reader = Reader(counties)
    reader.open(lang="en", region="词县")
    options = reader.app.selectbox[-1].options
    assert "Fair-competition reviews" in options


def test_remarks_are_said_in_the_language_of_the_page(show: Show, counties: Path) -> None:
    rows = show(counties, "report", region="词县", body="丁局").part("report_list")["rows"]
    (note,) = find_words(show(counties, "report", id=rows[0]["id"], lang="en"), "fz-note")
    assert not any("\u4e00" <= char <= "\u9fff" for char in note)


def test_a_ledger_alone_shows_figures_and_no_reports(
    show: Show, tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [make_ledger_figure(line=year - 2000, year=year) for year in (2021, 2022)]
    ledger = build_warehouse(tmp_path_factory.mktemp("ledger"), [], dataset="public", ledger=rows)
    shown = show(ledger)
    assert shown.exceptions == ()
    assert "公开数据" in find_words(shown, "fz-banner")[0]
    assert shown.part("quote_card")["quotes"][0]["source"].startswith("https://")
    assert show(ledger, "report").heading == "这份数据没有报告全文"


def test_a_new_version_is_noticed(tmp_path: Path) -> None:
    region = "近县"
    first = [report_inspections("甲局", 2021, "5次", region)]
    reader = Reader(build_warehouse(tmp_path, first))
    assert reader.open("inspections").part("table_twin")["rows"][0]["text"] == "5 次"
    build_warehouse(tmp_path, [report_inspections("甲局", 2021, "6次", region)])
    shown = reader.run()
    assert shown.exceptions == ()
    assert shown.part("table_twin")["rows"][0]["text"] == "6 次"


def test_a_filter_that_is_gone_with_the_old_version_falls_back(tmp_path: Path) -> None:
    reader = Reader(small_warehouse(tmp_path))
    reader.open("inspections", region="青屿县")
    build_warehouse(tmp_path, [report_inspections("甲局", 2021, "6次", "近县")])
    shown = reader.run()
    assert shown.exceptions == ()
    assert shown.part("table_twin")["rows"][0]["text"] == "6 次"
    assert "region" not in shown.query
