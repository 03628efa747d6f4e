"""Figures of trends, small multiples and changes: gaps, signs, targets, harmless text."""

import json
import re
from typing import Any

import plotly.graph_objects as go
import pytest

from pages.shared import chart
from pages.shared.breaks import read_breaks
from pages.shared.change import Stick, make_sticks
from pages.shared.chart import Point, Series, make_targets
from pages.shared.chart_table import Stated, make_stated
from pages.shared.multiples import MOST, make_multiples
from pages.shared.numbers import full
from pages.shared.theme import DARK, LIGHT, Palette
from pages.shared.trend import make_trend

HOSTILE = "<a href='javascript:x'>go</a> $x^2$ <script>"
YEARS = list(range(2019, 2024))
# Plotly reads only these of our labels; everything else with angles would be a tag of a stranger.
OURS = re.compile(r"</?b>|<br>|<extra></extra>")


def make_series(name: str, *stated: tuple[int, float, str]) -> Series:
    """Return a line of (year, value, qualifier)."""
    return Series(name, tuple(make_point(name, *each) for each in stated))


def make_point(name: str, year: int, value: float, qualifier: str) -> Point:
    """Return a point as the pages make it."""
    label = full(value, qualifier)
    stated = make_stated(value, qualifier, "次", "zh")
    words = f"{name} {label}\n点开看原文"
    return Point(year, value, qualifier, label, f"{name}-{year}", words, stated)


def draw_trend(*series: Series, indicator: str = "study_sessions", **options: Any) -> go.Figure:
    """Return the figure of a trend over five years."""
    return make_trend(series, YEARS, indicator, "zh", LIGHT, **options)


def draw_multiples(*series: Series, one_scale: bool = False) -> go.Figure:
    """Return the figure of small multiples over five years."""
    return make_multiples(series, YEARS, 3, LIGHT, one_scale=one_scale)


def find_lines(figure: go.Figure) -> list[go.Scatter]:
    """Return the traces that are lines."""
    return [trace for trace in figure.data if trace.mode == "lines"]


def find_marks(figure: go.Figure) -> list[go.Scatter]:
    """Return the visible marks, one trace a line."""
    traces = (trace for trace in figure.data if trace.mode == "markers")
    return [trace for trace in traces if trace.customdata is None]


def find_targets(figure: go.Figure) -> list[go.Scatter]:
    """Return the traces a reader can hit."""
    return [trace for trace in figure.data if trace.customdata is not None]


def find_texts(figure: go.Figure) -> list[str]:
    """Return every text Plotly would interpret."""
    shown = json.loads(figure.to_json())
    notes = [item.get("text", "") for item in shown["layout"].get("annotations", [])]
    hover = [text for trace in shown["data"] for text in trace.get("text") or []]
    axes = [axis for name, axis in shown["layout"].items() if name[1:].startswith("axis")]
    return [*notes, *hover, *(text for axis in axes for text in axis.get("ticktext") or [])]


GAPPED = make_series("甲", (2019, 520, "exact"), (2020, 480, "over"), (2022, 430, "about"))
draws = pytest.mark.parametrize("draw", [draw_trend, draw_multiples])


@draws
def test_a_missing_year_is_a_gap(draw: Any) -> None:
    (line,) = find_lines(draw(GAPPED))
    assert list(line.x) == YEARS
    assert list(line.y) == [520, 480, None, 430, None]
    assert line.connectgaps is False


@draws
def test_a_missing_year_has_no_mark_and_no_target(draw: Any) -> None:
    figure = draw(GAPPED)
    for trace in (*find_marks(figure), *find_targets(figure)):
        assert list(trace.x) == [2019, 2020, 2022]


def test_a_missing_year_keeps_its_tick() -> None:
    axis = draw_trend(GAPPED).layout.xaxis
    assert list(axis.tickvals) == YEARS
    assert list(axis.ticktext) == [str(year) for year in YEARS]


@draws
def test_an_open_mark_is_no_exact_value(draw: Any) -> None:
    (marks,) = find_marks(draw(GAPPED))
    assert list(marks.marker.color) == [LIGHT.main, LIGHT.page, LIGHT.page]
    assert list(marks.marker.symbol) == ["circle", "circle", "diamond"]


def test_a_label_keeps_its_sign() -> None:
    texts = find_texts(draw_trend(GAPPED))
    assert {"520", "≥480", "<b>≈430</b>"} <= set(texts)


def test_a_small_multiple_keeps_its_sign() -> None:
    assert "<b>≈430</b>" in find_texts(draw_multiples(GAPPED))


@draws
def test_a_click_leads_to_the_figure(draw: Any) -> None:
    (target,) = find_targets(draw(GAPPED))
    assert list(target.customdata) == ["甲-2019", "甲-2020", "甲-2022"]
    assert target.marker.opacity == 0
    assert target.marker.size >= 24


@draws
def test_hostile_names_and_words_are_shown_as_text(draw: Any) -> None:
    series = [make_series(f"{HOSTILE}{n}", (2019, 5, "exact"), (2020, 6, "exact")) for n in (1, 2)]
    texts = [OURS.sub("", text) for text in find_texts(draw(*series))]
    assert any("go" in text for text in texts)
    assert not [text for text in texts if set(text) & set("<>$")]


def test_hovering_words_cannot_bring_a_line_break_of_their_own() -> None:
    point = Point(2020, 1, "exact", "1", "t", "<br>甲\n乙", make_stated(1, "exact", "次", "zh"))
    target = make_targets([point], LIGHT.main)
    assert list(target.text) == ["＜br＞甲<br>乙"]


def test_the_value_axis_starts_at_zero() -> None:
    axis = draw_trend(GAPPED).layout.yaxis
    assert axis.range[0] == 0
    assert axis.range[1] > 520


@pytest.mark.parametrize("value", [0, 1, 10**9])
@draws
def test_any_height_can_be_drawn(draw: Any, value: int) -> None:
    assert find_lines(draw(make_series("甲", (2019, value, "exact"))))


def test_small_multiples_share_a_scale_only_when_asked() -> None:
    series = (make_series("甲", (2019, 100, "exact")), make_series("乙", (2019, 4, "exact")))
    own, one = draw_multiples(*series), draw_multiples(*series, one_scale=True)
    assert own.layout.yaxis.range != own.layout.yaxis2.range
    assert one.layout.yaxis.range == one.layout.yaxis2.range


def test_small_multiples_stop_where_a_reader_does() -> None:
    series = [make_series(str(n), (2019, n, "exact")) for n in range(MOST + 5)]
    assert len(find_lines(draw_multiples(*series))) == MOST


def test_a_break_in_the_series_is_drawn_and_named() -> None:
    figure = make_trend([GAPPED], [2023, 2024, 2025], "inspections", "zh", LIGHT)
    assert [shape.x0 for shape in figure.layout.shapes] == [2024.5]
    assert any("2025 年起" in text for text in find_texts(figure))


def test_no_break_outside_the_years_or_of_another_indicator() -> None:
    assert not draw_trend(GAPPED, indicator="inspections").layout.shapes
    assert not make_trend([GAPPED], [2024, 2025], "penalties", "zh", LIGHT).layout.shapes


def test_breaks_are_said_in_both_languages() -> None:
    assert all(item["zh"] and item["en"] and item["indicators"] for item in read_breaks())


def make_stick(
    name: str, length: float | None, text: str, token: str, qualifier: str = "exact"
) -> Stick:
    """Return a stick of 2024."""
    return Stick(name, length, text, token, text, 2024, Stated(length, qualifier, "%", text))


STICKS = [
    make_stick("甲", -42.0, "−42%  8,940 → 5,217", "a"),
    make_stick("乙", 30.0, "≈+30%  ≈10 → 13", "b", "about"),
    make_stick("丙", None, "2 → 1", "c"),
    make_stick("丁", 1900.0, "+1,900%  10 → 200", "d"),
    make_stick("戊", 5.0, "≥5", "e", "over"),
]


def test_a_change_without_a_length_has_its_words_and_no_stick() -> None:
    figure = make_sticks(STICKS, LIGHT)
    assert len(find_marks(figure)) == 4
    assert len([shape for shape in figure.layout.shapes if shape.layer == "below"]) == 4
    assert "2 → 1" in find_texts(figure)
    assert list(find_targets(figure)[0].customdata) == ["a", "b", "c", "d", "e"]


def test_an_open_change_has_an_open_mark() -> None:
    marks = [trace.marker for trace in find_marks(make_sticks(STICKS, LIGHT))]
    fills = [list(mark.color) for mark in marks]
    assert fills == [[LIGHT.main], [LIGHT.page], [LIGHT.main], [LIGHT.page]]
    assert [marks[1].symbol, marks[3].symbol] == [("diamond",), ("circle",)]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_change_has_no_red_or_green(palette: Palette) -> None:
    drawn = make_sticks(STICKS, palette).to_json()
    colours = set(re.findall(r"#[0-9A-Fa-f]{6}", drawn))
    plain = {palette.main, palette.page, palette.ink, palette.quiet, palette.rule}
    template = set(re.findall(r"#[0-9A-Fa-f]{6}", go.Figure().to_json()))
    assert colours - template <= plain | {palette.surface}


def test_a_change_beyond_the_edge_is_an_arrow_at_it() -> None:
    marks = find_marks(make_sticks(STICKS, LIGHT))[2]
    assert (marks.x[0], marks.marker.symbol) == (150, "triangle-right")


@pytest.mark.parametrize("phone", [True, False])
def test_hostile_sticks_are_shown_as_text(phone: bool) -> None:
    sticks = [make_stick(HOSTILE, 5.0, HOSTILE, "a")]
    texts = [OURS.sub("", text) for text in find_texts(make_sticks(sticks, LIGHT, phone=phone))]
    assert texts
    assert not [text for text in texts if set(text) & set("<>$")]


def test_charts_cannot_be_dragged_zoomed_or_told_to_fetch() -> None:
    layout = draw_trend(GAPPED).layout
    assert layout.dragmode is False
    assert layout.xaxis.fixedrange and layout.yaxis.fixedrange
    assert chart.CONFIG["displayModeBar"] is False
