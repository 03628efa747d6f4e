"""What a brief says: totals as they may be summed, sets by name, signs kept, nothing mixed."""

from datetime import date
from pathlib import Path

import pytest

from pages.shared import brief_content
from pages.shared.brief_charts import make_chart
from pages.shared.brief_content import CHARTS, FIGURES, list_subjects, make_brief
from pages.shared.brief_drawing import Dot, Stroke, Words, draw_chart
from pages.shared.link import Choice
from pages.shared.prepared import find_frames
from pages.shared.store import find_offer
from pages.shared.view import View, make_view
from tests.pages.shared.briefs import make_ranks, make_trend

DAY = date(2026, 1, 3)


@pytest.fixture
def view(small: Path, monkeypatch: pytest.MonkeyPatch):
    """Make a view of the small warehouse."""
    monkeypatch.setenv("FAZHI_WAREHOUSE", str(small))

    def make(lang: str = "zh", **choice) -> View:
        return make_view(Choice(lang, "own", **choice), find_offer("own"), "own")

    return make


def test_it_keeps_its_measures(view):
    brief = make_brief(view(), None, "", DAY)
    assert 0 < len(brief.figures) <= FIGURES and 0 < len(brief.charts) <= CHARTS
    assert brief.made.startswith("2026-01-03") and "第" in brief.version
    assert "全部 2 个地区" in brief.filters


def test_other_measures_stand_apart(view):
    """望川市 counts 次, 青屿县 家次: the brief names both or keeps them apart."""
    figure = next(
        each for each in make_brief(view(), "inspections", "", DAY).figures if each.number
    )
    assert figure.number in ("≥18,485", "≥1.84万", "≥1.8万") or "≥" in figure.number
    assert "家次" in figure.unit + figure.others


def test_lower_bounds_and_approximations_are_explained(view):
    brief = make_brief(view(), "inspections", "", DAY)
    notes = " ".join(brief.notes)
    assert "≥ 是下限" in notes and "≈ 是约数" in notes and "可比口径" in notes
    assert "还没有报告" in notes


def test_figures_corrected_by_people_are_counted(view, monkeypatch):
    frames = find_frames(view())
    first = frames["inspections"]
    decided = first.assign(review=["corrected", *[None] * (len(first) - 1)])
    monkeypatch.setattr(
        brief_content, "find_frames", lambda *_args: {**frames, "inspections": decided}
    )
    assert "其中 1 个数经人工更正" in " ".join(make_brief(view(), "inspections", "", DAY).notes)


def test_rates_are_ranked_and_never_summed(view):
    frame = find_frames(view())["court_attendance_rate"]
    chart = make_chart("出庭应诉率", "rate", frame, "zh")
    assert chart.years == ()
    assert [row.marks[0].text for row in chart.rows] == ["100%", "98.6%"]


def test_one_body_has_its_own_line_with_its_gap(view):
    one = view(bodies=("望川市城市管理局",))
    chart = make_brief(one, "inspections", "", DAY).charts[0]
    assert chart.years == (2019, 2020, 2021, 2022, 2023)
    assert [(mark.year, mark.text) for mark in chart.rows[0].marks] == [
        (2019, "520"), (2020, "≥480"), (2022, "≈430"), (2023, "420"),
    ]  # fmt: skip


def test_one_body_that_changed_its_measure_word_has_both_in_the_heading(view):
    frame = find_frames(view(bodies=("望川市城市管理局",)))["inspections"]
    words = ["家次", *["户次"] * (len(frame) - 1)]
    chart = make_chart("行政检查", "count", frame.assign(unit=words, measure="户次、家次"), "zh")
    assert len(chart.rows) == 1
    assert "户次" in chart.heading and "家次" in chart.heading


def test_every_subject_in_both_languages(view):
    for lang in ("zh", "en"):
        shown = view(lang)
        for subject in list_subjects(shown):
            brief = make_brief(shown, subject, "", DAY)
            assert brief.title and brief.charts and brief.figures


def test_a_missing_year_breaks_the_line_and_what_is_not_exact_is_hollow():
    drawing = draw_chart(make_trend(), 500, 150, "zh")
    lines = [mark for mark in drawing.marks if isinstance(mark, Stroke) and mark.width > 1]
    dots = [mark for mark in drawing.marks if isinstance(mark, Dot)]
    assert len(lines) == 2  # 2019–2020 and 2022–2023
    assert [(dot.shape, dot.hollow) for dot in dots] == [
        ("round", False), ("round", True), ("diamond", True), ("round", False),
    ]  # fmt: skip


@pytest.mark.parametrize("width", [511, 244])
@pytest.mark.parametrize("chart", [make_trend("很长的名字" * 12, lines=3), make_ranks("名" * 60)])
def test_nothing_is_drawn_beside_the_field(chart, width):
    drawing = draw_chart(chart, width, 138, "zh")
    for mark in drawing.marks:
        if isinstance(mark, Words):
            assert 0 <= mark.x <= width and 0 <= mark.y <= 141
        elif isinstance(mark, Dot):
            assert 0 <= mark.x <= width and -1 <= mark.y <= 139


def test_lines_differ_without_colour():
    drawing = draw_chart(make_trend(lines=3), 511, 150, "zh")
    dashes = {mark.dash for mark in drawing.marks if isinstance(mark, Stroke) and mark.width > 1}
    assert len(dashes) == 3
