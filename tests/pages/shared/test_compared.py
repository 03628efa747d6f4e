"""What is set side by side: as it stands, as change, as share; and what is left open."""

import pytest

from pages.shared.compared import Compared, Mode, Told, find_compared, find_set
from tests.pages.frames import make_figures


def compare(mode: Mode, *lines: str, kind: str = "count") -> Compared:
    return find_compared(make_figures(*lines), kind, mode, "zh")


def read(compared: Compared, body: str) -> list[Told]:
    return [told for track in compared.tracks if track.body == body for told in track.told]


def test_figures_stand_as_they_are_stated() -> None:
    told = read(compare(Mode.ABSOLUTE, "甲局 2021 ≥480次", "甲局 2022 430次"), "甲局")
    assert [(each.year, each.text, each.value) for each in told] == [
        (2021, "≥480", 480.0),
        (2022, "430", 430.0),
    ]


def test_two_measures_never_meet_on_one_scale() -> None:
    compared = compare(
        Mode.ABSOLUTE, "甲局 2022 40人次", "乙局 2022 30人次", "丙局 2022 9人", "丙局 2021 9人"
    )
    assert {track.body for track in compared.drawn} == {"甲局", "乙局"}
    assert {track.body for track in compared.tracks} == {"甲局", "乙局", "丙局"}


@pytest.mark.parametrize(
    ("before", "after", "text", "value"),
    [
        ("40次", "50次", "+25%", 25.0),
        ("2次", "1次", "2 → 1", None),
        ("≥400次", "420次", "≥400 → 420", None),
        ("≈100次", "150次", "≈+50%", 50.0),
        ("≈100次", "≈102次", "≈100 → ≈102", None),
    ],
)
def test_a_change_says_what_the_reports_allow(
    before: str, after: str, text: str, value: float | None
) -> None:
    compared = compare(Mode.CHANGE, f"甲局 2021 {before}", f"甲局 2022 {after}")
    (told,) = read(compared, "甲局")
    assert (told.year, told.text, told.value) == (2022, text, value)
    assert told.token == "甲局-2021+甲局-2022"


def test_a_change_spans_no_missing_year_and_no_other_measure() -> None:
    assert compare(Mode.CHANGE, "甲局 2020 40次", "甲局 2022 50次").tracks == ()
    assert compare(Mode.CHANGE, "甲局 2021 40人", "甲局 2022 50人次").tracks == ()


def test_a_rate_changes_by_points() -> None:
    (told,) = read(compare(Mode.CHANGE, "甲局 2021 90%", "甲局 2022 95%", kind="rate"), "甲局")
    assert told.value == 5.0
    assert "个百分点" in told.text


def test_a_share_is_one_of_the_comparable_set() -> None:
    compared = compare(
        Mode.SHARE,
        *("甲局 2021 30次", "乙局 2021 70次", "甲局 2022 50次", "乙局 2022 50次"),
        "丙局 2022 900次",  # silent in 2021: no part of the total
    )
    assert [told.text for told in read(compared, "甲局")] == ["30%", "50%"]
    assert read(compared, "丙局") == []
    assert compared.basis and compared.basis.bodies == ("乙局", "甲局")


@pytest.mark.parametrize(
    ("own", "other", "text"),
    [
        ("≥30次", "70次", "≥30%"),
        ("30次", "≥70次", "≤30%"),
        ("≈30次", "70次", "≈30%"),
        ("≥30次", "≥70次", "不能确定"),
    ],
)
def test_a_lower_bound_leaves_shares_open_the_right_way(own: str, other: str, text: str) -> None:
    compared = compare(Mode.SHARE, f"甲局 2022 {own}", f"乙局 2022 {other}")
    (told,) = read(compared, "甲局")
    assert told.text == text
    assert (told.value is None) == (text == "不能确定")


def test_nothing_has_a_share_of_nothing() -> None:
    (told,) = read(compare(Mode.SHARE, "甲局 2022 0次", "乙局 2022 0次"), "甲局")
    assert (told.value, told.text) == (None, "0/0")


def test_a_small_total_gets_no_percentage() -> None:
    (told,) = read(compare(Mode.SHARE, "甲局 2022 1件", "乙局 2022 3件"), "甲局")
    assert (told.value, told.text) == (None, "1/4")


def test_rates_and_a_body_alone_have_no_share() -> None:
    assert compare(Mode.SHARE, "甲局 2022 90%", "乙局 2022 80%", kind="rate").tracks == ()
    assert compare(Mode.SHARE, "甲局 2021 9次", "甲局 2022 8次").tracks == ()


def test_a_government_is_no_part_beside_its_departments() -> None:
    compared = compare(Mode.SHARE, "望川市人民政府 2022 900次", "甲局 2022 30次", "乙局 2022 70次")
    assert {track.body for track in compared.tracks} == {"甲局", "乙局"}
    assert [told.text for told in read(compared, "甲局")] == ["30%"]


def test_bodies_that_never_meet_in_a_year_are_no_set() -> None:
    assert find_set(make_figures("甲局 2021 30次", "乙局 2022 70次")) is None
