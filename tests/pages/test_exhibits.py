"""Every chart of every page: told in words, with a table twin of exactly its marks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pages.shared.words import say
from tests.pages.conftest import Show
from tests.pages.visit import LANGUAGES, SUBJECTS, Reader, Shown

# Page and what is asked of it: every kind of chart is among them.
ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    **{subject: (subject, {}) for subject in SUBJECTS},
    "ranking": ("inspections", {"year": "2024"}),
    "bounds": ("disclosures", {"indicator": "disclosures_proactive"}),
    "lines": ("compare", {}),
    "several": ("compare", {"indicator": ["inspections", "penalties"]}),
    "change": ("compare", {"mode": "change"}),
    "share": ("compare", {"mode": "share"}),
    "slope": ("compare", {"chart": "slope"}),
    "bump": ("compare", {"chart": "bump", "indicator": "disclosures_proactive"}),
    "one year": ("compare", {"year": "2024"}),
}
asked = pytest.mark.parametrize("name", ASKED)
langs = pytest.mark.parametrize("lang", LANGUAGES)
_NUMBER = re.compile(r"[≥≈≤]?([\d,]+(?:\.\d+)?)")


def open_asked(show: Show, sample: Path, name: str, lang: str) -> Shown:
    """Open a page as asked for."""
    page, query = ASKED[name]
    return show(sample, page, lang=lang, **query)


def find_pairs(shown: Shown) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield every chart with its twin."""
    yield from zip(shown.charts, shown.parts["chart_twin"], strict=True)


def find_marks(chart: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Return token, x and y of every mark a reader can hit."""
    return [
        mark
        for trace in chart["data"]
        if trace.get("customdata")
        for mark in zip(trace["customdata"], trace["x"], trace["y"], strict=True)
    ]


@asked
@langs
def test_every_chart_has_alternative_text_tools_and_a_twin(
    show: Show, sample: Path, name: str, lang: str
) -> None:
    shown = open_asked(show, sample, name, lang)
    assert shown.exceptions == ()
    assert shown.charts
    assert len(shown.parts["chart_tools"]) == len(shown.charts)
    for chart, twin in find_pairs(shown):
        for _, year, text, _, _ in twin["rows"][-1:]:
            assert f"{year} {text}" in chart["alt"]


@asked
def test_a_twin_has_a_row_for_each_mark_and_leads_to_the_same_quotes(
    show: Show, sample: Path, name: str
) -> None:
    for chart, twin in find_pairs(open_asked(show, sample, name, "zh")):
        tokens = sorted(token for token, _, _ in find_marks(chart))
        assert tokens
        assert sorted(row[-1] for row in twin["rows"]) == tokens


@pytest.mark.parametrize("name", [*SUBJECTS, "bounds", "lines", "several", "slope"])
def test_a_twin_says_what_the_chart_draws(show: Show, sample: Path, name: str) -> None:
    for chart, twin in find_pairs(open_asked(show, sample, name, "zh")):
        if twin["columns"][2] not in ("数值", "合计"):
            continue
        drawn = {(token, year): value for token, year, value in find_marks(chart)}
        for _, year, text, _, token in twin["rows"]:
            number = _NUMBER.match(text)
            assert number
            assert float(number[1].replace(",", "")) == drawn[token, year]


def test_bounds_are_open_in_the_chart_and_marked_in_its_twin(show: Show, sample: Path) -> None:
    chart, twin = next(find_pairs(open_asked(show, sample, "bounds", "zh")))
    signs = [row[2][0] in "≥≈" for row in twin["rows"]]
    fills = [
        fill
        for trace in chart["data"]
        if trace["mode"] == "markers" and not trace.get("customdata")
        for fill in trace["marker"]["color"]
    ]
    assert any(signs)
    assert [fill == "#FFFFFF" for fill in fills] == signs


def test_a_row_of_a_twin_chooses_what_the_mark_would(sample: Path) -> None:
    reader = Reader(sample)
    twin = reader.open("inspections").parts["chart_twin"][0]
    token = twin["rows"][0][-1]
    reader.app.session_state["chosen"] = token
    shown = reader.run()
    assert shown.parts["chart_twin"][0]["chosen"] == token
    quotes = shown.part("quote_card")["quotes"]
    assert {quote["id"] for quote in quotes} == set(token.split("+"))


@langs
def test_a_picture_says_what_it_is_and_that_the_sample_is_made_up(
    show: Show, sample: Path, lang: str
) -> None:
    shown = open_asked(show, sample, "inspections", lang)
    for tools in shown.parts["chart_tools"]:
        picture = tools["picture"]
        assert picture["origin"] == say("origin.sample", lang)
        assert say("data.sample", lang) in picture["made"]
        assert "2020–2024" in picture["facts"][-1]
        assert picture["title"]
        assert re.fullmatch(r"[^<>:\"/\\|?*\s.]+", picture["file"])


def test_every_picture_of_a_page_has_a_name_of_its_own(show: Show, sample: Path) -> None:
    shown = open_asked(show, sample, "inspections", "zh")
    names = [tools["picture"]["file"] for tools in shown.parts["chart_tools"]]
    assert len(set(names)) == len(names) == 3
    assert names[0] == "行政检查_云岫市_2020-2024_可比口径合计"


def test_the_notes_of_a_chart_go_with_its_picture(show: Show, sample: Path) -> None:
    shown = open_asked(show, sample, "bump", "zh")
    (tools,) = shown.parts["chart_tools"]
    assert tools["picture"]["notes"]
    assert all(note in shown.text for note in tools["picture"]["notes"])
    assert tools["picture"]["facts"][0] in shown.text


def test_a_picture_names_its_measure_once(show: Show, sample: Path) -> None:
    (tools,) = open_asked(show, sample, "lines", "zh").parts["chart_tools"]
    assert "\n".join(tools["picture"]["facts"]).count("家次") == 1
    trend = open_asked(show, sample, "inspections", "zh").parts["chart_tools"][0]
    assert "计量单位：" in trend["picture"]["facts"][-1]
