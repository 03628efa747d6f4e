"""Headings: true for the figures shown, silent where nothing is certain."""

from itertools import pairwise

import pytest

from pages.shared.comparable import find_set_change
from pages.shared.findings import (
    find_overview_title,
    find_subject_title,
    span_text,
    spans_text,
)
from pages.shared.words import say
from tests.pages.frames import make_figures

NAME = "行政检查"
SILENT = "2021–2022 年行政检查"


def title(*lines: str, kind: str = "count", lang: str = "zh") -> str:
    """Return the heading over figures."""
    return find_subject_title(NAME, kind, make_figures(*lines), lang).text


def squeeze(text: str) -> str:
    """Return the text without spaces: what is said, not how it is set."""
    return text.replace(" ", "")


def overview(*lines: str, lang: str = "zh") -> str:
    """Return the heading of the overview over one indicator's change 2021–2022."""
    changes = find_set_change(make_figures(*lines), 2021, 2022)
    return find_overview_title([(NAME, changes[0] if changes else None)], 2022, lang)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("甲 2021 200次", "甲 2022 150次"), "2022 年行政检查比上年减少 25%"),
        (("甲 2021 200次", "甲 2022 300次"), "2022 年行政检查比上年增加 50%"),
        (("甲 2021 200次", "甲 2022 200次"), "2022 年行政检查与上年持平"),
        (("甲 2021 2次", "甲 2022 1次"), "2022 年行政检查比上年：2 → 1 次"),
        (("甲 2021 ≈200次", "甲 2022 100次"), "2022 年行政检查比上年减少约 50%"),
        (("甲 2021 200次", "甲 2022 ≥300次"), "2022 年行政检查比上年：200 → ≥300 次"),
        (("甲 2020 200次", "甲 2022 100次"), "2020–2022 年行政检查减少 50%"),
    ],
)
def test_a_heading_states_what_is_certain(lines: tuple[str, ...], text: str) -> None:
    assert squeeze(title(*lines)) == squeeze(text)


@pytest.mark.parametrize(
    ("lines", "never"),
    [
        (("甲 2021 ≈200次", "甲 2022 100次"), "减少 约"),
        (("甲 2021 9人", "甲 2022 8人", "乙 2021 9人次", "乙 2022 7人次"), "年2"),
    ],
)
def test_numbers_stand_clear_of_words_everywhere(lines: tuple[str, ...], never: str) -> None:
    assert never not in title(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("甲 2021 ≥200次", "甲 2022 250次"),
        ("甲 2021 ≈400次", "甲 2022 ≈420次"),
        ("甲 2021 200次", "乙 2022 250次"),
        ("甲 2021 2次", "甲 2022 3次", "乙 2022 9次", "丙 2022 8次"),
        ("甲 2021 20人", "甲 2022 30人", "乙 2022 9人次"),
    ],
    ids=["lower bound", "approximations", "nobody twice", "one of three", "two measures"],
)
def test_a_heading_is_silent_where_nothing_is_certain(lines: tuple[str, ...]) -> None:
    assert title(*lines) == SILENT


def test_a_heading_rests_on_the_comparable_set() -> None:
    figures = make_figures("甲 2021 100次", "甲 2022 50次", "乙 2022 9000次")
    finding = find_subject_title(NAME, "count", figures, "zh")
    assert finding.text.endswith("行政检查比上年减少 50%")
    assert finding.basis is not None
    assert finding.basis.after.bodies == ("甲",)


def test_a_heading_names_the_body_most_of_it_comes_from() -> None:
    lines = ("甲 2021 1000次", "甲 2022 100次", "乙 2021 500次", "乙 2022 400次")
    source = say("title.source.down", "zh", body="甲")
    assert title(*lines) == f"2022 年行政检查比上年减少 67%{source}"


def test_a_heading_names_no_body_where_all_share() -> None:
    lines = ("甲 2021 100次", "甲 2022 50次", "乙 2021 100次", "乙 2022 50次")
    assert title(*lines) == "2022 年行政检查比上年减少 50%"


def test_a_heading_speaks_for_no_more_bodies_than_are_left() -> None:
    bounded = [f"{body} {year}" for body in "乙丙丁" for year in ("2021 500次", "2022 ≥400次")]
    text = title("甲 2021 100次", "甲 2022 150次", *bounded)
    assert text == SILENT or "甲" in text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (
            ("甲 2021 9人", "甲 2022 8人", "乙 2021 9人", "乙 2022 7人", "丙 2021 90人次"),
            "2022 年 2 个可比单位的行政检查都比 2021 年少",
        ),
        (
            ("甲 2021 9人", "甲 2022 8人", "乙 2021 9人", "乙 2022 11人", "丙 2022 90人次"),
            "2022 年与 2021 年相比，行政检查有 1 个单位减少、1 个增加",
        ),
    ],
)
def test_over_several_measures_a_heading_counts_bodies(lines: tuple[str, ...], text: str) -> None:
    assert squeeze(title(*lines)) == squeeze(text)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("甲 2022 98.6%", "乙 2022 100%"), "2022 年行政检查在 98.6%–100% 之间"),
        (("甲 2022 100%", "乙 2022 100%"), "2022 年 2 个写明行政检查的单位都是 100%"),
        (("甲 2021 100%", "甲 2022 ≥98%"), SILENT),
    ],
)
def test_a_rate_is_told_by_its_range(lines: tuple[str, ...], text: str) -> None:
    assert squeeze(title(*lines, kind="rate")) == squeeze(text)


def test_more_is_neither_good_nor_bad() -> None:
    verdicts = ("改善", "恶化", "好转", "better", "worse", "improve")
    for lang in ("zh", "en"):
        for before, after in pairwise((100, 50, 100)):
            text = title(f"甲 2021 {before}次", f"甲 2022 {after}次", lang=lang)
            assert not [word for word in verdicts if word in text]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("甲 2021 200次", "甲 2022 150次"), "2022 年行政检查比上年减少 25%"),
        (("甲 2021 200次", "甲 2022 300次"), "2022 年行政检查比上年增加 50%"),
        (("甲 2021 ≥200次", "甲 2022 300次"), "2022 年法治政府建设数字一览"),
        (("甲 2021 2次", "甲 2022 3次"), "2022 年法治政府建设数字一览"),
        (("甲 2022 3次",), "2022 年法治政府建设数字一览"),
    ],
)
def test_the_overview_tells_what_changed(lines: tuple[str, ...], text: str) -> None:
    assert overview(*lines) == text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_overview_tells_no_change_between_close_approximations(lang: str) -> None:
    text = overview("甲 2021 ≈400次", "甲 2022 ≈420次", lang=lang)
    assert text == {"zh": "2022 年法治政府建设数字一览", "en": "2022 at a glance"}[lang]


def test_the_overview_without_a_year() -> None:
    assert find_overview_title([], None, "zh") == "数字一览"
    assert find_overview_title([], None, "en") == "At a glance"


def test_the_largest_changes_come_first_and_only_two() -> None:
    pairs = [("甲", 100, 90), ("乙", 100, 20), ("丙", 100, 150)]
    facts = []
    for name, before, after in pairs:
        figures = make_figures(f"甲 2021 {before}次", f"甲 2022 {after}次")
        facts.append((name, find_set_change(figures, 2021, 2022)[0]))
    assert find_overview_title(facts, 2022, "zh") == "2022 年乙比上年减少 80%，丙增加 50%"


def test_years_are_written_as_ranges() -> None:
    assert span_text([2021, 2019], "zh") == "2019–2021 年"
    assert span_text([2021], "en") == "2021"
    assert spans_text([2012, 2013, 2016, 2025], "zh") == "2012–2013、2016、2025 年"
