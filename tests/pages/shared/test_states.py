"""The states of a cell: absent is not zero, and each state has its own sign and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame

from pages.shared.states import (
    Cell,
    State,
    find_cells,
    missing_text,
    order_bodies,
    ramp_step,
)
from tests.pages.frames import make_figures, make_reports

YEARS = (2021, 2022)


def read_cells(
    *lines: str,
    parts: DataFrame | None = None,
    reports: DataFrame | None = None,
    lang: str = "zh",
) -> dict[tuple[str, int], Cell]:
    """Return the cells of 甲 and 乙 over two years."""
    figures = make_figures(*lines)
    parts = figures if parts is None else parts
    reports = figures[["body", "year"]] if reports is None else reports
    return find_cells(figures, parts, reports, ["甲", "乙"], YEARS, lang)


@pytest.mark.parametrize(
    ("line", "state", "sign", "words"),
    [
        ("甲 2022 1420次", State.EXACT, "1,420", "1,420 次"),
        ("甲 2022 ≥400次", State.OVER, "≥400", "≥400 次（至少）"),
        ("甲 2022 ≈420次", State.ABOUT, "≈420", "≈420 次（约）"),
        ("甲 2022 0次", State.ZERO, "0", "0 次（写明没有）"),
        ("甲 2022 ≈0次", State.ABOUT, "≈0", "≈0 次（约）"),
    ],
)
def test_a_stated_figure(line: str, state: State, sign: str, words: str) -> None:
    cell = read_cells(line)["甲", 2022]
    assert (cell.state, cell.sign, cell.words) == (state, sign, words)
    assert cell.id == "甲-2022"


def test_silence_a_missing_report_and_parts_are_three_states() -> None:
    parts = make_figures("甲 2022 9次", "乙 2022 5次")
    reports = make_reports(("甲", 2021), ("甲", 2022), ("乙", 2022))
    cells = read_cells("甲 2022 9次", parts=parts, reports=reports)
    assert cells["甲", 2021].state is State.SILENT
    assert cells["乙", 2021].state is State.NO_REPORT
    assert cells["乙", 2022].state is State.PARTS
    assert {cell.id for key, cell in cells.items() if key != ("甲", 2022)} == {None}


def test_a_ledger_knows_nothing_of_silence() -> None:
    cells = read_cells("甲 2022 9次", reports=make_reports())
    assert cells["甲", 2021].state is State.UNLISTED


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_state_reads_differently(lang: str) -> None:
    parts = make_figures("乙 2022 5次")
    reports = make_reports(("甲", 2021), ("甲", 2022), ("乙", 2022))
    cells = [
        *read_cells("甲 2022 0次", parts=parts, reports=reports, lang=lang).values(),
        read_cells("甲 2022 ≥4次", lang=lang)["甲", 2022],
        read_cells("甲 2022 ≈4次", lang=lang)["甲", 2022],
        read_cells("甲 2022 4次", lang=lang)["甲", 2022],
    ]
    assert len({cell.state for cell in cells}) == 7
    assert len({cell.words for cell in cells}) == 7
    assert len({cell.sign for cell in cells}) == 7
    assert all(cell.words for cell in cells)


def test_an_absent_figure_is_never_drawn_as_a_value() -> None:
    cells = read_cells("甲 2022 900次", reports=make_reports(("甲", 2022)))
    absent = [cell for key, cell in cells.items() if key != ("甲", 2022)]
    assert {cell.step for cell in absent} == {0}
    assert not any(char.isdigit() for cell in absent for char in cell.sign)


def test_a_long_figure_is_shortened_with_its_sign() -> None:
    cell = read_cells("甲 2022 ≥1234000次")["甲", 2022]
    assert cell.sign == "≥123.4万"
    assert "1,234,000" in cell.words


def test_measure_words_are_named_where_they_differ() -> None:
    both = read_cells("甲 2022 9人", "乙 2022 5人次")
    assert (both["甲", 2022].unit, both["乙", 2022].unit) == ("人", "人次")
    assert read_cells("甲 2022 9人", "乙 2022 5人")["甲", 2022].unit == ""


def test_measure_words_of_one_group_are_named_too() -> None:
    both = read_cells("甲 2022 9次", "乙 2022 5家次")
    assert (both["甲", 2022].unit, both["乙", 2022].unit) == ("次", "家次")


def test_each_measure_has_its_own_ramp() -> None:
    both = read_cells("甲 2022 9人", "乙 2022 90000人次")
    assert both["甲", 2022].step == both["乙", 2022].step == 4


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_the_ramp_has_five_steps_and_never_falls(one: float, other: float) -> None:
    peak = max(one, other)
    steps = [ramp_step(value, peak) for value in sorted((one, other))]
    assert 0 <= steps[0] <= steps[1] <= 4


@pytest.mark.parametrize(("value", "step"), [(0, 0), (3, 0), (4, 1), (16, 2), (36, 3), (64, 4)])
def test_the_ramp_goes_by_square_root(value: float, step: int) -> None:
    assert ramp_step(value, 100) == step


def test_bodies_with_large_latest_figures_come_first() -> None:
    figures = make_figures("甲 2021 900次", "甲 2022 5次", "乙 2022 50次")
    assert order_bodies(figures, ["甲", "乙", "丙", "丁"]) == ["乙", "甲", "丁", "丙"]


def test_missing_reports_are_named() -> None:
    cells = read_cells("甲 2021 9次", "甲 2022 9次", "乙 2021 1次")
    assert missing_text(cells, YEARS, "zh") == "还没有报告：乙（2022）。"
    assert "乙" in missing_text(cells, YEARS, "en")


def test_nothing_is_missing_where_everybody_reports() -> None:
    cells = read_cells("甲 2021 9次", "甲 2022 9次", "乙 2021 1次", "乙 2022 1次")
    assert missing_text(cells, YEARS, "zh") == "每个单位每年都有报告。"


def test_a_year_without_any_report_is_not_complete() -> None:
    cells = read_cells("甲 2022 9次", "乙 2022 1次")
    assert missing_text(cells, YEARS, "zh") != "每个单位每年都有报告。"


def test_a_cell_goes_to_the_browser_as_plain_data() -> None:
    data = read_cells("甲 2022 ≥400次")["甲", 2022].data()
    assert data["state"] == "over"
    assert {type(value) for value in data.values()} <= {str, int, type(None)}
