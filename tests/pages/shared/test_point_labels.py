"""Words beside points: none covers another, none says another year's value without saying so."""

import plotly.graph_objects as go
import pytest

from pages.shared.chart import Point
from pages.shared.chart_table import make_stated
from pages.shared.point_labels import (
    Field,
    Labelled,
    add_ends,
    add_values,
    find_room,
    find_start,
    spread,
)

FIELD = Field(0, 1000, 280)


def make_line(name: str, *values: tuple[int, float]) -> Labelled:
    """Return a line with a name at its end."""
    points = tuple(
        Point(year, value, "exact", f"{value:g}", "t", "", make_stated(value, "exact", "次", "zh"))
        for year, value in values
    )
    return Labelled(points, name, "#000000")


def read_labels(*lines: Labelled, field: Field = FIELD) -> list[tuple[int, str]]:
    """Return year and text of the values beside points."""
    figure = go.Figure()
    add_values(figure, lines, field)
    return [(each.x, each.text) for each in figure.layout.annotations]


def read_ends(*lines: Labelled, field: Field = FIELD, last: bool = True) -> list[str]:
    """Return the texts at the ends."""
    figure = go.Figure()
    add_ends(figure, lines, field, 2022, last=last)
    return [each.text for each in figure.layout.annotations]


def test_every_point_but_the_last_has_its_value() -> None:
    line = make_line("甲", (2020, 100), (2021, 500), (2022, 900))
    assert read_labels(line) == [(2020, "100"), (2021, "500")]


def test_of_many_points_the_first_alone_has_its_value() -> None:
    line = make_line("甲", *((year, 500) for year in range(2010, 2022)))
    assert read_labels(line) == [(2010, "500")]


def test_a_value_that_would_cover_another_line_is_left_out() -> None:
    lines = [make_line("甲", (2021, 500), (2022, 500)), make_line("乙", (2021, 560), (2022, 540))]
    assert read_labels(*lines) == [(2021, "560")]


def test_values_far_from_one_another_all_stand() -> None:
    lines = [make_line("甲", (2021, 100), (2022, 500)), make_line("乙", (2021, 900), (2022, 600))]
    assert read_labels(*lines) == [(2021, "100"), (2021, "900")]


def test_an_end_has_value_and_name() -> None:
    assert read_ends(make_line("甲局", (2021, 5), (2022, 7))) == ["<b>7</b> 甲局"]


def test_a_line_that_ends_before_the_others_says_when() -> None:
    assert read_ends(make_line("甲局", (2020, 5), (2021, 7))) == ["<b>7</b> 甲局 (2021)"]


def test_a_start_has_its_value_alone() -> None:
    assert read_ends(make_line("甲局", (2021, 5), (2022, 7)), last=False) == ["<b>5</b>"]


def test_a_hostile_name_is_text() -> None:
    (text,) = read_ends(make_line("<a href='x'>$x$", (2022, 7)))
    assert text == "<b>7</b> ＜a href='x'＞＄x＄"


@pytest.mark.parametrize("values", [[5, 5, 5, 5], [0, 1, 2, 90], [100, 99, 98, 1], [40]])
def test_labels_stand_apart_and_inside(values: list[float]) -> None:
    placed = sorted(spread(values, 0, 100, 20))
    assert placed[0] >= 0
    assert placed[-1] <= 100
    assert all(b - a >= 20 for a, b in zip(placed, placed[1:], strict=False))


def test_the_order_of_labels_is_the_order_of_values() -> None:
    placed = spread([30, 10, 20], 0, 100, 20)
    assert placed[1] < placed[2] < placed[0]


def test_room_grows_with_names_and_with_the_year_of_an_early_end() -> None:
    short = find_room([make_line("甲", (2022, 7))], 2022, two_lines=False)
    long = find_room([make_line("甲乙丙丁戊", (2022, 7))], 2022, two_lines=False)
    early = find_room([make_line("甲", (2021, 7))], 2022, two_lines=False)
    assert short < long
    assert short < early
    assert find_start([make_line("甲", (2022, 12345678))]) > find_start(
        [make_line("甲", (2022, 1))]
    )
