"""What became of requests, as a reader meets it on the page of disclosures and in the report."""

from pathlib import Path
from typing import Any

import pytest

from tests.factories import build_warehouse
from tests.pages.conftest import Show
from tests.pages.visit import LANGUAGES, Reader, Shown, find_words
from tests.request_forms import BLANK, EMPTY, TOTAL, UNDIVIDED, WHOLE, make_form_report

langs = pytest.mark.parametrize("lang", LANGUAGES)
CITY, WATER, HOSTILE = "望川市城市管理局", "望川市水利局", "<b>2</b>"


@pytest.fixture(scope="session")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two bodies with forms of 2020, 2022 and 2023, of both layouts, and one with a form of 2023."""
    reports = [
        make_form_report(CITY, 2020, {**UNDIVIDED, "granted": "3 0 0 0 0 0 3", WHOLE: EMPTY}),
        make_form_report(CITY, 2022, {"granted": "4 0 0 0 0 0 4", TOTAL: "4 0 0 0 0 0 4"}),
        make_form_report(
            CITY, 2023, {"granted": "9 3 0 1 1 0 14", "not_held": f"{HOSTILE} _ _ _ _ _ _"}
        ),
        make_form_report(
            WATER,
            2020,
            {**UNDIVIDED, "granted": "1 0 0 0 0 0 1", WHOLE: "2 0 0 0 0 0 2"},
        ),
        make_form_report(WATER, 2022, {"granted": "0 1 0 0 0 0 1", TOTAL: "0 1 0 0 0 0 1"}),
        make_form_report(WATER, 2023, {"granted": "2 0 0 0 0 0 2", TOTAL: "2 0 0 0 0 0 2"}),
        make_form_report("望川市教育局", 2023, {"granted": "50 0 0 0 0 0 50"}),
    ]
    return build_warehouse(tmp_path_factory.mktemp("forms"), reports)


def read_grids(shown: Shown) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the years show, and what the form shows."""
    years, form = shown.parts["outcomes"]
    return years, form


def read_signs(grid: dict[str, Any], label: str) -> list[str]:
    (row,) = [row for row in grid["rows"] if row["label"] == label]
    return [cell["sign"] for cell in row["cells"]]


@langs
def test_the_section_stands_on_the_page_in_both_languages(
    show: Show, forms: Path, lang: str
) -> None:
    shown = show(forms, "disclosures", lang=lang)
    assert shown.exceptions == ()
    heading = {"zh": "公开申请的办理结果", "en": "What became of requests"}[lang]
    assert any(heading in text for text in find_words(shown, "fz-section"))
    years, form = read_grids(shown)
    assert years["columns"] == ["2020", "2021", "2022", "2023"]
    assert len(form["columns"]) == 7
    if lang == "en":
        ours = [*(row["label"] for grid in (years, form) for row in grid["rows"]), *form["columns"]]
        assert not any("\u4e00" <= char <= "\u9fff" for text in ours for char in text)


def test_the_same_bodies_are_summed_every_year_and_a_gap_stays_a_gap(
    show: Show, forms: Path
) -> None:
    shown = show(forms, "disclosures", lang="zh")
    years, _ = read_grids(shown)
    assert read_signs(years, "予以公开") == ["4", "无表", "5", "16"]
    assert read_signs(years, "其他处理") == ["≥2", "无表", "0", "0"]
    assert read_signs(years, "无法提供") == ["0", "无表", "0", "未填"]
    assert read_signs(years, "总计") == ["未填", "无表", "5", "≥2"]
    scope = next(text for text in find_words(shown, "fz-section") if "办理结果" in text)
    assert "2020、2022–2023 年每年都有这张表的 2 个单位合计" in scope
    notes = " ".join(find_words(shown, "fz-note"))
    assert "有这张表的 3 个单位，合计其中 2 个" in notes
    assert "不等于 0" in notes


def test_bars_are_as_long_as_what_is_known(show: Show, forms: Path) -> None:
    years, _ = read_grids(show(forms, "disclosures", lang="zh"))
    bars = {bar["year"]: bar for bar in years["bars"]}
    assert [piece["share"] for piece in bars[2023]["segments"]] == [100]
    assert [piece["sign"] for piece in bars[2020]["segments"]] == ["4", "≥2"]
    assert sum(piece["share"] for piece in bars[2020]["segments"]) == pytest.approx(600 / 16)
    assert (bars[2021]["segments"], bars[2021]["total"]) == ([], "没有这张表")
    assert bars[2022]["total"] == "总计 5"


def test_the_form_shown_first_is_the_latest_and_largest(show: Show, forms: Path) -> None:
    shown = show(forms, "disclosures", lang="zh")
    assert read_signs(read_grids(shown)[1], "予以公开") == ["50", "0", "0", "0", "0", "0", "50"]
    shown = show(forms, "disclosures", lang="zh", year=["2020", "2022"])
    assert read_signs(read_grids(shown)[1], "予以公开") == ["4", "0", "0", "0", "0", "0", "4"]
    assert any(f"《{CITY}2022年" in note for note in find_words(shown, "fz-note"))


def test_the_form_of_the_link_is_shown(show: Show, forms: Path) -> None:
    shown = show(forms, "disclosures", lang="zh", form_body="水利局", form_year="2020")
    _, form = read_grids(shown)
    assert read_signs(form, "其他处理") == ["2", "0", "0", "0", "0", "0", "2"]
    assert (shown.query["form_body"], shown.query["form_year"]) == ("水利局", "2020")


@pytest.mark.parametrize("query", [{"form_body": "没有"}, {"form_year": "1999"}])
def test_a_form_that_is_not_there_falls_back(
    show: Show, forms: Path, query: dict[str, str]
) -> None:
    shown = show(forms, "disclosures", **query)
    assert shown.exceptions == ()
    assert len(read_grids(shown)) == 2


def test_what_is_picked_goes_to_the_address(forms: Path) -> None:
    reader = Reader(forms)
    reader.open("disclosures", lang="zh")
    body = next(box for box in reader.app.selectbox if box.key == "outcomes.form_body")
    body.set_value("水利局")
    shown = reader.run()
    assert shown.query["form_body"] == "水利局"
    year = next(box for box in reader.app.selectbox if box.key == "outcomes.form_year")
    assert year.options == ["2023", "2022", "2020"]
    year.set_value("2022")
    shown = reader.run()
    assert shown.query["form_year"] == "2022"
    assert read_signs(read_grids(shown)[1], "予以公开")[-1] == "1"


@langs
def test_a_chosen_sum_shows_the_cells_that_add_to_it(forms: Path, lang: str) -> None:
    reader = Reader(forms)
    reader.open("disclosures", lang=lang)
    reader.app.session_state["chosen"] = "outcomes:2023:granted"
    quotes = reader.run().parts["quote_card"][-1]["quotes"]
    assert [(quote["body"], quote["value"]) for quote in quotes] == [
        ("城市管理局", 14),
        ("水利局", 2),
    ]
    assert quotes[0]["pieces"] == ["（一）予以公开 │ 9 │ 3 │ 0 │ 1 │ 1 │ 0 │ ", "14", ""]


@langs
@pytest.mark.parametrize(
    ("applicant", "marked", "told"),
    [(0, HOSTILE, ("不是数字", "no number")), (1, "", ("留空", "blank"))],
)
def test_a_chosen_cell_leads_to_its_place_in_the_report(
    forms: Path, applicant: int, marked: str, told: tuple[str, str], lang: str
) -> None:
    reader = Reader(forms)
    _, form = read_grids(reader.open("disclosures", lang=lang, form_body="城市管理局"))
    (row,) = [
        row
        for row in form["rows"]
        if row["label"] in ("本机关不掌握相关政府信息", "not held by the body")
    ]
    reader.app.session_state["chosen"] = row["cells"][applicant]["id"]
    (quote,) = reader.run().parts["quote_card"][-1]["quotes"]
    assert (quote["pieces"][1], quote["text"]) == (marked, told[lang == "en"])
    assert "（四）无法提供 · 1.本机关不掌握相关政府信息" in quote["flag"]
    report = quote["address"].partition("&id=")[2].partition("&")[0]
    reading = reader.open("report", id=report, figure=quote["id"], lang=lang).part("reading")
    pieces = [
        piece
        for block in reading["blocks"]
        for cell in (c for row in block.get("rows", []) for c in row)
        for piece in cell["pieces"]
        if quote["id"] in piece["f"]
    ]
    assert pieces[0]["t"] == "1.本机关不掌握相关政府信息"
    assert "".join(piece["t"] for piece in pieces if piece["n"]) == marked


def test_the_forms_can_be_taken_away(forms: Path) -> None:
    reader = Reader(forms)
    reader.open("disclosures", lang="zh", body=[WATER])
    buttons = reader.app.get("download_button")
    labels = [each.proto.label for each in buttons if "-outcomes-download-" in each.proto.id]
    assert [label.split("（")[0] for label in labels] == ["CSV", "XLSX", "Parquet"]


@langs
def test_without_a_form_the_section_is_silent(show: Show, small: Path, lang: str) -> None:
    shown = show(small, "disclosures", data="own", lang=lang)
    assert shown.exceptions == ()
    assert "outcomes" not in shown.parts


@langs
def test_a_form_left_blank_is_no_form(tmp_path: Path, lang: str) -> None:
    blank = make_form_report(CITY, 2023, {TOTAL: " ".join(BLANK * 7)}, otherwise=EMPTY)
    shown = Reader(build_warehouse(tmp_path, [blank])).open("disclosures", lang=lang)
    assert shown.exceptions == ()
    assert "outcomes" not in shown.parts
