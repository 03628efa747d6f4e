"""Pictures of what the pages draw as tables: the matrix of the overview, outcomes of requests."""

import re
from pathlib import Path
from typing import Any

import pytest

from pages.shared import matrix
from pages.shared.words import say
from tests.factories import Stated, build_warehouse
from tests.makers import make_report
from tests.pages.conftest import Show
from tests.pages.test_outcomes import CITY, forms
from tests.pages.visit import LANGUAGES, Reader

__all__ = ["forms"]
langs = pytest.mark.parametrize("lang", LANGUAGES)


def read_signs(table: dict[str, Any]) -> dict[str, list[str]]:
    """Return the signs of a picture by row."""
    return {row["label"]: [cell["sign"] for cell in row["cells"]] for row in table["rows"]}


@langs
def test_the_matrix_says_what_it_is_and_that_the_sample_is_made_up(
    show: Show, sample: Path, lang: str
) -> None:
    shown = show(sample, lang=lang)
    (tools,) = shown.parts["table_tools"]
    picture, name = tools["picture"], {"zh": "行政检查", "en": "Inspections"}[lang]
    assert picture["title"].startswith(name)
    assert say("section.who", lang) in picture["title"]
    assert picture["origin"] == say("origin.sample", lang)
    assert say("data.sample", lang) in picture["made"]
    assert "2020–2024" in picture["facts"][-1]
    assert re.fullmatch(r"[^<>:\"/\\|?*\s.]+", picture["file"])
    assert all(note in shown.text for note in picture["notes"])
    drawn = {row["body"]: [c["sign"] for c in row["cells"]] for row in shown.part("matrix")["rows"]}
    assert read_signs(tools["table"]) == drawn
    for body, signs in drawn.items():
        assert f"{body} 2020 {signs[0]}" in tools["alt"] or not signs[0][0].isdigit()


@langs
def test_the_matrix_of_one_year_names_its_indicators(show: Show, sample: Path, lang: str) -> None:
    shown = show(sample, matrix="indicators", lang=lang)
    (tools,) = shown.parts["table_tools"]
    heads, named = tools["table"]["columns"], shown.part("matrix")["columns"]
    assert [head.startswith(name) for head, name in zip(heads, named, strict=True)]
    assert "2024" in tools["picture"]["title"]
    assert "2020" not in " ".join(tools["picture"]["facts"])
    assert "_2024_" in tools["picture"]["file"]
    assert all(name in tools["alt"] for name in named)


def test_a_phone_takes_away_every_year(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "is_phone", lambda: True)
    monkeypatch.setattr(matrix, "PHONE", 2)
    shown = Reader(small).open(data="own")
    assert shown.part("matrix")["columns"] == ["2022", "2023"]
    assert shown.part("table_tools")["table"]["columns"] == ["2019", "2020", "2021", "2022", "2023"]


def test_a_picture_of_many_bodies_says_how_many_it_leaves_out(tmp_path: Path) -> None:
    stated = [Stated("inspections", "检查12次", "12", "次")]
    reports = [make_report(f"望川市第{number}局", 2023, stated) for number in range(90)]
    tools = Reader(build_warehouse(tmp_path, reports)).open().part("table_tools")
    assert len(tools["table"]["rows"]) == 80
    assert tools["picture"]["notes"][-1] == "图中只画前 80 个单位，另有 10 个见数据文件"


@langs
def test_outcomes_are_taken_away_with_bars_and_every_state(
    show: Show, forms: Path, lang: str
) -> None:
    shown = show(forms, "disclosures", lang=lang)
    years, _ = shown.parts["table_tools"]
    blank, none = say("outcomes.unknown.sign", lang), say("outcomes.no_form.sign", lang)
    signs = read_signs(years["table"])
    assert signs[say("outcomes.group.granted", lang)] == ["4", none, "5", "16"]
    assert signs[say("outcomes.group.total", lang)] == [blank, none, "5", "≥2"]
    assert [bar["year"] for bar in years["table"]["bars"]] == [2020, 2021, 2022, 2023]
    legend = {entry["state"]: entry["sign"] for entry in years["table"]["legend"]}
    assert legend == {"over": "≥", "zero": "0", "silent": blank, "no_report": none}
    assert years["picture"]["title"].endswith(say("section.outcomes", lang))
    assert not any(say("outcomes.note.click", lang) in note for note in years["picture"]["notes"])
    assert say("outcomes.group.granted", lang) in years["alt"]


def test_one_form_says_whose_it_is(show: Show, forms: Path) -> None:
    asked = {"form_body": "城市管理局", "form_year": "2023", "lang": "zh"}
    _, form = show(forms, "disclosures", **asked).parts["table_tools"]
    picture = form["picture"]
    assert picture["title"] == "公开申请的办理结果：城市管理局 2023 年"
    assert picture["facts"][-1].startswith(f"望川市 · 2023 年 · {CITY}")
    assert "出自《" in picture["notes"][0]
    assert picture["file"].startswith("公开申请的办理结果_望川市_2023_")
    assert form["table"]["published"]
    assert len(form["table"]["columns"]) == 7
    assert "<b>2" in str(read_signs(form["table"]))  # as text: the drawing has no markup


def test_a_cell_not_read_has_a_sign_in_the_picture(show: Show, forms: Path) -> None:
    asked = {"form_body": "城市管理局", "form_year": "2020", "lang": "zh"}
    _, form = show(forms, "disclosures", **asked).parts["table_tools"]
    cells = [cell for row in form["table"]["rows"] for cell in row["cells"]]
    assert {cell["sign"] for cell in cells if cell["state"] == "unread"} == {"未读出"}
    assert all(cell["sign"] for cell in cells)
