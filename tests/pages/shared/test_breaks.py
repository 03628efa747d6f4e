"""Breaks in series: drawn and named between the years they part, said where there is no room."""

import plotly.graph_objects as go

from pages.shared.breaks import add_breaks, find_breaks, headroom, list_words
from pages.shared.theme import LIGHT


def test_a_break_stands_between_the_years_it_parts() -> None:
    assert [item["year"] for item in find_breaks("inspections", (2024, 2025))] == [2025]
    assert find_breaks("inspections", (2020, 2024)) == []
    assert find_breaks("inspections", (2025, 2025)) == []


def test_two_breaks_stand_in_rows_of_their_own() -> None:
    years = (2023, 2024, 2025, 2026)
    figure = go.Figure()
    add_breaks(figure, "inspections", years, "zh", LIGHT)
    rows = [note.yshift for note in figure.layout.annotations]
    assert len(set(rows)) == len(rows) == 2
    assert max(rows) <= headroom("inspections", years)


def test_a_break_is_said_in_the_readers_language() -> None:
    assert list_words("reconsiderations", (2023, 2024), "en") == (
        "2024 reconsideration law revised",
    )
