"""The comparing page as a reader meets it: modes, charts, what the link holds, empty states."""

from pathlib import Path
from typing import Any

import pytest

from tests.factories import build_warehouse
from tests.makers import Stated, make_report
from tests.pages.conftest import Show
from tests.pages.visit import Reader, Shown, find_words

YEARS = (2021, 2022)


def state(indicator: str, number: str, unit: str) -> Stated:
    sign, bare = (number[0], number[1:]) if number[0] in "≥≈" else ("", number)
    words = {"": "共{}{}", "≥": "共{}余{}", "≈": "共约{}{}"}[sign].format(bare, unit)
    return Stated(indicator, words, bare, unit, {"": "exact", "≥": "over", "≈": "about"}[sign])


COUNTY = {
    ("甲局", 2021): ("400", "3"),
    ("甲局", 2022): ("300", "2"),
    ("乙局", 2021): ("≥100", "2"),
    ("乙局", 2022): ("120", "1"),
    ("丙局", 2022): ("50", "4"),
}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reports = [
        make_report(
            body,
            year,
            [state("inspections", checks, "次"), state("legal_counsel_lawyers", lawyers, "名")],
            region="近县",
        )
        for (body, year), (checks, lawyers) in COUNTY.items()
    ]
    rate = Stated("court_attendance_rate", "出庭应诉率90%", "90", "%", "exact")
    reports.append(make_report("丁局", 2022, [rate], region="近县"))
    return build_warehouse(tmp_path_factory.mktemp("compared"), reports)


def read_cells(shown: Shown, key: str = "text") -> dict[tuple[str, int], Any]:
    """Return the cells of the table by body and year."""
    data = shown.part("compare_table")
    return {
        (row["body"], year): cell[key]
        for row in data["rows"]
        for year, cell in zip(data["years"], row["cells"], strict=True)
    }


def test_the_bare_page_compares_figures_and_leaves_the_address_bare(county: Path) -> None:
    shown = Reader(county).open("compare")
    assert read_cells(shown)["甲局", 2021] == "400"
    assert read_cells(shown)["乙局", 2021] == "≥100"
    assert read_cells(shown)["丙局", 2021] == "无报告"
    assert shown.query == {}
    assert "各单位数字" in shown.text


def test_every_cell_leads_to_its_quote(county: Path) -> None:
    reader = Reader(county)
    token = read_cells(reader.open("compare"), "token")["乙局", 2021]
    reader.app.session_state["chosen"] = token
    (quote,) = reader.run().part("quote_card")["quotes"]
    assert (quote["body"], quote["year"], quote["pieces"][1]) == ("乙局", 2021, "100")
    assert quote["address"]


def test_a_change_leads_to_both_of_its_quotes(county: Path) -> None:
    reader = Reader(county)
    shown = reader.open("compare", mode="change")
    assert read_cells(shown)["甲局", 2022] == "−25%"
    assert read_cells(shown)["乙局", 2022] == "≥100 → 120"
    assert read_cells(shown)["丙局", 2022] == "—"
    reader.app.session_state["chosen"] = read_cells(shown, "token")["甲局", 2022]
    card = reader.run().part("quote_card")
    assert [quote["year"] for quote in card["quotes"]] == [2022, 2021]
    assert card["words"]["of_several"] == "这一变化由以下两个数字比较得出"


def test_a_change_of_a_small_base_is_told_and_not_drawn(show: Show, county: Path) -> None:
    shown = show(county, "compare", region="近县", mode="change", indicator="legal_counsel_lawyers")
    assert read_cells(shown)["甲局", 2022] == "3 → 2"
    assert not shown.charts
    assert "没有单位连续两年" in shown.text


def test_a_share_says_of_which_set(show: Show, county: Path) -> None:
    shown = show(county, "compare", region="近县", mode="share")
    assert read_cells(shown)["甲局", 2022] == "71.4%"
    assert read_cells(shown)["甲局", 2021] == "≤80%"
    assert read_cells(shown)["丙局", 2022] == "—"
    assert "每年都写明的 2 个单位合计的比重（3 个写明" in shown.text
    assert shown.heading == "2022 年甲局占行政检查的 71.4%"


def test_a_rate_has_no_share(show: Show, county: Path) -> None:
    shown = show(county, "compare", region="近县", mode="share", indicator="court_attendance_rate")
    assert "比率不是合计的一部分" in shown.text
    assert not shown.charts


def test_places_are_those_of_the_comparable_set(show: Show, county: Path) -> None:
    shown = show(county, "compare", region="近县", chart="bump")
    texts = [trace["text"] for trace in shown.charts[0]["data"] if trace["mode"] == "markers+text"]
    assert sorted(texts) == [["1", "1"], ["2", "2"]]
    assert "2 个单位（3 个写明" in shown.text


def test_one_body_has_no_place(show: Show, county: Path) -> None:
    shown = show(county, "compare", region="近县", chart="bump", body="甲局")
    assert "排不出名次" in shown.text
    assert not shown.charts


def test_one_year_is_drawn_as_what_it_is(show: Show, county: Path) -> None:
    shown = show(county, "compare", region="近县", year="2022")
    assert "只有 2022 年有数字" in shown.text
    assert len(shown.charts) == 1
    assert shown.part("compare_table")["years"] == [2022]


def test_a_slope_runs_between_the_years_of_the_link(show: Show, county: Path) -> None:
    shown = show(county, "compare", region="近县", chart="slope")
    lines = [trace for trace in shown.charts[0]["data"] if trace["mode"] == "lines"]
    assert [line["x"] for line in lines] == [[2021, 2022]] * 2
    assert "2021 年和 2022 年都写明的 2 个单位" in shown.text


def test_several_indicators_stand_beside_each_other(show: Show, county: Path) -> None:
    chosen = ["inspections", "legal_counsel_lawyers"]
    shown = show(county, "compare", region="近县", indicator=chosen)
    assert len(shown.charts) == 2
    assert shown.query == {"indicator": chosen, "region": "近县"}
    rows = shown.part("compare_table")["rows"]
    assert {row["indicator"] for row in rows} == {"行政检查", "聘请律师"}


def test_a_highlighted_body_alone_has_colour(show: Show, county: Path) -> None:
    shown = show(county, "compare", region="近县", highlight="乙局")
    assert shown.part("compare_table")["highlight"] == "乙局"
    assert shown.part("quote_card")["quotes"][0]["body"] == "乙局"
    assert [note["text"].split()[-1] for note in shown.charts[0]["layout"]["annotations"][-1:]] == [
        "乙局"
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [("indicator", "nothing"), ("mode", "sideways"), ("chart", "pie"), ("highlight", "无名局")],
)
def test_what_nobody_knows_falls_back_with_a_notice(
    show: Show, county: Path, name: str, value: str
) -> None:
    shown = show(county, "compare", region="近县", **{name: value})
    assert shown.exceptions == ()
    assert [text for text in shown.markdown if value in text]
    assert shown.part("compare_table")["rows"]


def test_controls_write_the_address_and_leave_defaults_out(county: Path) -> None:
    reader = Reader(county)
    reader.open("compare")
    (mode,) = [each for each in reader.app.get("button_group") if each.key == "compare-mode"]
    mode.set_value("change")
    assert reader.run().query == {"mode": "change"}
    (mode,) = [each for each in reader.app.get("button_group") if each.key == "compare-mode"]
    mode.set_value("absolute")
    assert reader.run().query == {}


def test_a_filter_without_figures_says_so(show: Show, county: Path) -> None:
    shown = show(county, "compare", region="近县", body="丁局", year="2021")
    assert shown.exceptions == ()
    assert find_words(shown, "fz-title")
