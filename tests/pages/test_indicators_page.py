"""The dictionary of indicators: everything the catalogue says, measured quality with its counts."""

from pathlib import Path
from typing import Any

import pytest

from etl.catalog import load_catalog
from etl.measured import BLIND, read_quality
from tests.factories import build_warehouse
from tests.makers import Stated, make_report
from tests.pages.conftest import Show
from tests.pages.visit import LANGUAGES, Reader, Shown
from tests.stub_catalog import StubIndicator, stub_catalog

OWN = """\
indicators:
  - id: mediations
    name: {zh: 人民调解, en: Mediations}
    definition: {zh: 调解的纠纷件数。, en: Disputes mediated.}
    law: 《人民调解法》
    units: [件, 起]
    wordings: [{id: mediated, before: 调解纠纷}]
    examples:
      - {text: 全年调解纠纷320余件。, figures: [320 over]}
    counter_examples: [调解成功率98%。]
"""
langs = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports read with the bundled catalogue and an indicator of one's own."""
    stub = stub_catalog()
    stub.indicators["mediations"] = StubIndicator(
        "mediations", "人民调解", "Mediations", "件", ("件", "起"), subject="other",
        definition_zh="调解的纠纷件数。", definition_en="Disputes mediated.",
    )  # fmt: skip
    stated = [
        Stated("inspections", "检查40次", "40", "次", "exact"),
        Stated("mediations", "调解纠纷9件", "9", "件", "exact"),
    ]
    reports = [
        make_report(body, year, stated, region="近县")
        for body, year in (("甲局", 2021), ("甲局", 2022), ("乙局", 2022))
    ]
    return build_warehouse(tmp_path_factory.mktemp("dictionary"), reports, catalog=stub)


def read_entries(shown: Shown) -> dict[str, dict[str, Any]]:
    groups = shown.part("indicators")["groups"]
    return {entry["id"]: entry for group in groups for entry in group["entries"]}


@langs
def test_every_indicator_is_listed_with_what_the_data_holds(
    show: Show, loaded: Path, lang: str
) -> None:
    entries = read_entries(show(loaded, "indicators", lang=lang, region="近县"))
    assert set(entries) == {*stub_catalog().indicators, "mediations"}
    assert next(iter(entries)) == "inspections"
    assert ("3 个数字，2 个单位" if lang == "zh" else "figures: 3, bodies: 2") == entries[
        "inspections"
    ]["held"]


def test_an_entry_tells_law_wording_caveats_and_quality(show: Show, loaded: Path) -> None:
    shown = show(loaded, "indicators", region="近县", indicator="inspections")
    details, item = shown.part("indicators")["details"], load_catalog().indicators["inspections"]
    facts = {fact["name"]: fact["text"] for fact in details["facts"]}
    assert facts["依据"] == item.law_zh
    assert details["examples"][0]["text"] == item.examples[0].text
    assert details["counter"] == list(item.counter_examples)
    assert details["years"] == "2021–2022 年"
    quality = read_quality()[BLIND]
    counts = quality.indicators["inspections"]
    blind = details["measured"][0]
    assert blind["day"] == quality.day.isoformat()
    assert blind["labelled"] == str(counts.labelled)
    assert f"{counts.matched}/{counts.found}" in blind["precision"]
    assert f"{counts.matched}/{counts.labelled}" in blind["recall"]


def test_quotes_are_of_the_data_and_examples_are_called_ours(show: Show, loaded: Path) -> None:
    part = show(loaded, "indicators", region="近县", indicator="inspections").part("indicators")
    assert [(quote["body"], quote["year"]) for quote in part["quotes"]] == [
        ("乙局", 2022),
        ("甲局", 2022),
    ]
    assert part["quotes"][0]["pieces"][1] == "40"
    assert "编写" in part["words"]["examples.note"]
    assert "编写" in part["words"]["quality.note"]


@langs
def test_an_indicator_of_ones_own_is_told_and_not_measured(
    loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    (tmp_path / "own.yml").write_text(OWN, encoding="utf-8")
    monkeypatch.setenv("FAZHI_INDICATORS", str(tmp_path))
    shown = Reader(loaded).open("indicators", lang=lang, indicator="mediations")
    assert shown.exceptions == ()
    details = shown.part("indicators")["details"]
    assert details["examples"] == [{"text": "全年调解纠纷320余件。", "read": "≥320"}]
    assert "《人民调解法》" in [fact["text"] for fact in details["facts"]]
    assert details["measured"] == []
    assert (
        read_entries(shown)["mediations"]["quality"] == {"zh": "未测", "en": "not measured"}[lang]
    )


def test_an_indicator_this_server_has_no_file_of_keeps_what_was_loaded(
    show: Show, loaded: Path
) -> None:
    shown = show(loaded, "indicators", region="近县", indicator="mediations")
    details = shown.part("indicators")["details"]
    assert "FAZHI_INDICATORS" in details["foreign"]
    assert read_entries(shown)["mediations"]["definition"] == "调解的纠纷件数。"


@langs
def test_a_broken_catalogue_is_told_and_hides_nothing_else(
    loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    (tmp_path / "own.yml").write_text("indicators: [{id: Wrong}]", encoding="utf-8")
    monkeypatch.setenv("FAZHI_INDICATORS", str(tmp_path))
    shown = Reader(loaded).open("indicators", lang=lang)
    assert shown.exceptions == ()
    assert {"zh": "own.yml", "en": "FAZHI_INDICATORS"}[lang] in shown.text
    assert "penalties" in read_entries(shown)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"subject": "legal_counsel"}, "legal_opinions"),
        ({"q": "出庭应诉"}, "court_attendance_rate"),
        ({"q": "双随机"}, "inspections"),  # stands in its wording alone
        ({"q": "MEDIATIONS"}, "mediations"),
    ],
)
def test_a_word_or_a_subject_narrows_the_list(
    show: Show, loaded: Path, query: dict[str, str], found: str
) -> None:
    shown = show(loaded, "indicators", region="近县", **query)
    entries = read_entries(shown)
    assert found in entries
    assert len(entries) < 10
    assert {name: shown.query[name] for name in query} == query


def test_what_is_addressed_is_shown_whatever_is_searched(show: Show, loaded: Path) -> None:
    shown = show(loaded, "indicators", region="近县", q="没有这个词", indicator="inspections")
    assert list(read_entries(shown)) == ["inspections"]
    assert "没有符合的指标" in shown.text


def test_filters_count_what_is_in_view(show: Show, loaded: Path) -> None:
    entries = read_entries(show(loaded, "indicators", region="近县", year="2021"))
    assert entries["inspections"]["held"] == "1 个数字，1 个单位"
    assert entries["penalties"]["held"] == "当前数据没有写到"
