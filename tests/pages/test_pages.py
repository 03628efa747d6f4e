"""Every page on every state of the warehouse, in both languages."""

from pathlib import Path

import pytest

from pages.shared.words import say
from tests.pages.conftest import Show
from tests.pages.visit import LANGUAGES, PAGES, SUBJECTS, Reader, find_words

FICTIONAL = {"zh": "虚构样例", "en": "Fictional sample"}
NO_DATA = {"zh": "还没有装入报告", "en": "No reports loaded yet"}
MISSING = {"zh": "还没有数据", "en": "There is no data yet"}
DAMAGED = {"zh": "数据文件损坏，打不开", "en": "The data files are damaged"}
pages = pytest.mark.parametrize("page", PAGES)
langs = pytest.mark.parametrize("lang", LANGUAGES)


def first_report(show: Show, directory: Path, **query: str) -> str:
    """Return the id of the newest report in the list."""
    return show(directory, "report", **query).part("report_list")["rows"][0]["id"]


# Page → the components that must be there, each with what of its data must not be empty.
SHOWN = {
    "report": [("report_list", "rows")],
    "data": [("table_twin", "rows")],
    "indicators": [("indicators", "groups")],
    "duties": [("verdict_grid", "rows")],
    "brief": [("brief", "charts")],
    "likeness": [("likeness_rows", "rows")],
    "compare": [("quote_card", "quotes"), ("compare_table", "rows")],
}


@pages
@langs
@pytest.mark.parametrize(("name", "data"), [("sample", "sample"), ("small", "own")])
def test_a_page_shows_its_data(
    show: Show, request: pytest.FixtureRequest, name: str, data: str, page: str, lang: str
) -> None:
    shown = show(request.getfixturevalue(name), page, lang=lang, data=data)
    assert shown.exceptions == ()
    assert shown.heading
    assert shown.parts["copy_link"]
    if page in SHOWN:
        assert all(shown.part(part)[rows] for part, rows in SHOWN[page])
    elif page == "search":
        assert bool(shown.parts.get("names_table")) == (name == "small")
    elif page == "agreement":
        assert len(find_words(shown, "fz-tally")) == 1
    elif page == "changes":  # these two warehouses hold one version each
        assert shown.heading == say("changes.first", lang, version=1)
    elif page == "promises":  # these two warehouses hold no chapter of a plan
        assert "promises" not in shown.parts
    elif (name, page) == ("small", "decisions"):  # nobody states any there
        assert "quote_card" not in shown.parts
    else:
        assert shown.part("quote_card")["quotes"]
        assert shown.part("table_twin")["rows"]


@langs
def test_a_report_shows_its_text_with_the_figures_marked(
    show: Show, small: Path, lang: str
) -> None:
    figure = show(small, "inspections", lang=lang).part("table_twin")["rows"][0]
    report = figure["address"].partition("&id=")[2].partition("&")[0]
    shown = show(small, "report", id=report, figure=figure["id"], lang=lang)
    assert shown.exceptions == ()
    reading = shown.part("reading")
    assert reading["figure"] == figure["id"]
    pieces = [piece for block in reading["blocks"] for piece in block["pieces"]]
    number = "".join(piece["t"] for piece in pieces if figure["id"] in piece["f"] and piece["n"])
    assert number == figure["pieces"][1]


@langs
def test_a_report_of_the_samples(show: Show, sample: Path, lang: str) -> None:
    shown = show(sample, "report", id=first_report(show, sample), lang=lang)
    assert shown.exceptions == ()
    assert len(shown.part("reading")["blocks"]) > 5


@langs
def test_a_report_that_is_not_there(show: Show, small: Path, lang: str) -> None:
    shown = show(small, "report", id="0123456789ab", lang=lang)
    assert shown.exceptions == ()
    assert shown.heading == {"zh": "没有找到这份报告", "en": "This report is not here"}[lang]


@pages
@langs
@pytest.mark.parametrize(
    ("name", "sentences"), [("empty", NO_DATA), ("missing", MISSING), ("damaged", DAMAGED)]
)
def test_a_page_without_data_says_so(
    show: Show,
    request: pytest.FixtureRequest,
    name: str,
    sentences: dict[str, str],
    page: str,
    lang: str,
) -> None:
    shown = show(request.getfixturevalue(name), page, lang=lang)
    assert shown.exceptions == ()
    assert find_words(shown, "fz-title") == [sentences[lang]]
    assert "fazhi load" in shown.text
    assert shown.parts == {}


@pytest.mark.parametrize("name", ["missing", "damaged", "empty"])
def test_an_english_reader_is_not_answered_in_chinese(
    show: Show, request: pytest.FixtureRequest, name: str
) -> None:
    text = show(request.getfixturevalue(name), lang="en").text
    assert not any("\u4e00" <= char <= "\u9fff" for char in text)


@pytest.mark.parametrize(
    ("page", "lang"), [*((page, "zh") for page in PAGES), ("overview", "en"), ("report", "en")]
)
def test_an_older_version_is_shown_with_a_notice(
    show: Show, mended: Path, page: str, lang: str
) -> None:
    shown = show(mended, page, lang=lang)
    assert shown.exceptions == ()
    assert any({"zh": "损坏", "en": "damaged"}[lang] in text for text in shown.markdown)
    assert shown.parts["copy_link"]


@pages
@langs
def test_samples_are_called_fictional(show: Show, sample: Path, page: str, lang: str) -> None:
    (banner,) = find_words(show(sample, page, lang=lang, data="sample"), "fz-banner")
    assert FICTIONAL[lang] in banner


@langs
@pytest.mark.parametrize("query", [{"id": "unknown"}, {"year": "2024", "body": "nobody"}])
def test_samples_are_called_fictional_in_every_state(
    show: Show, sample: Path, query: dict[str, str], lang: str
) -> None:
    shown = show(sample, "report", lang=lang, **query)
    assert FICTIONAL[lang] in "".join(find_words(shown, "fz-banner"))


@pages
def test_own_figures_are_not_called_fictional(show: Show, small: Path, page: str) -> None:
    assert find_words(show(small, page, lang="zh", data="own"), "fz-banner") == []


def test_a_sample_report_is_called_fictional_beside_own_data(show: Show, small: Path) -> None:
    report = first_report(show, small, data="sample")
    banners = find_words(show(small, "report", id=report), "fz-banner")
    assert [banner for banner in banners if FICTIONAL["zh"] in banner]


def test_an_own_report_is_not_called_fictional(show: Show, small: Path) -> None:
    report = first_report(show, small, data="own")
    assert find_words(show(small, "report", id=report, data="sample"), "fz-banner") == []


@langs
@pytest.mark.parametrize("page", SUBJECTS)
def test_a_subject_without_figures(show: Show, small: Path, page: str, lang: str) -> None:
    body = "望川市城市管理局" if page == "study" else "望川市教育局"
    shown = show(small, page, lang=lang, body=body)
    assert shown.exceptions == ()
    assert {"zh": "当前筛选下没有", "en": "match these filters"}[lang] in shown.heading
    assert "quote_card" not in shown.parts


@pytest.mark.parametrize(
    "query",
    [
        {"year": "2021"},
        {"region": "青屿县"},
        {"body": ["望川市水利局", "青屿县水利局"], "year": ["2022", "2023"]},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "page", ["overview", "inspections", "compare", "report", "data", "indicators"]
)
def test_filters_break_no_page(
    show: Show, small: Path, page: str, query: dict[str, object]
) -> None:
    shown = show(small, page, **query)
    assert shown.exceptions == ()
    assert shown.heading
    assert {name: shown.query.get(name) for name in query} == query


def test_a_cold_link_opens_the_view_it_names(small: Path) -> None:
    shown = Reader(small).open(lang="en", year=["2020", "2022"], region="望川市")
    assert shown.exceptions == ()
    assert "2022" in shown.heading
    assert shown.query == {"lang": "en", "year": ["2020", "2022"], "region": "望川市"}
    assert shown.part("matrix")["columns"] == ["2020", "2021", "2022"]


def test_unknown_values_fall_back_with_a_notice(show: Show, small: Path) -> None:
    shown = show(small, "inspections", region="无名市", lang="fr", indicator="nothing")
    assert shown.exceptions == ()
    assert shown.heading == show(small, "inspections", data="own").heading
    (notice,) = [text for text in shown.markdown if "无名市" in text]
    assert "fr" in notice
    assert "region" not in shown.query


@langs
def test_every_button_says_what_it_does(show: Show, small: Path, lang: str) -> None:
    reports = show(small, "report", lang=lang, body="望川市水利局").part("report_list")["rows"]
    shown = show(small, "report", id=reports[0]["id"], lang=lang)
    assert shown.buttons
    assert all(label.strip() not in ("", "年") for label in shown.buttons)


@pytest.mark.parametrize("page", ["overview", *SUBJECTS, "compare"])
def test_more_bodies_than_a_page_can_show_ask_for_a_region(
    small: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setattr("pages.shared.view.WIDEST", 1)
    shown = Reader(small).open(page)
    assert "请先选地区或单位" in shown.text
    assert not shown.charts
    assert not shown.exceptions


def test_a_region_narrows_them_and_searching_needs_none(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(small)
    everything = len(reader.open("search", data="own").parts["names_table"][0]["rows"])
    monkeypatch.setattr("pages.shared.view.WIDEST", 2)
    assert len(reader.open("search", data="own").parts["names_table"][0]["rows"]) == everything
    shown = reader.open("inspections", data="own", region="青屿县")
    assert "请先选地区或单位" not in shown.text
    assert shown.charts
