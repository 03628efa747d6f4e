"""Changes body by body: what is drawn, and what is left to its two values."""

import pytest

from pages.shared.bodies import _stick
from pages.shared.change import Stick
from pages.shared.comparable import find_body_changes
from pages.shared.words import say
from tests.pages.frames import make_figures


def read_sticks(*lines: str, kind: str = "count", lang: str = "zh") -> dict[str, Stick]:
    """Return the sticks of changes 2021–2022 by body."""
    changes = find_body_changes(make_figures(*lines), 2022)
    sticks = [_stick(item, kind, 2022, lang) for item in changes]
    return {stick.name: stick for stick in sticks}


@pytest.mark.parametrize(
    ("before", "after", "text", "way"),
    [
        ("8,940", "5,217", "−42%  8,940 → 5,217", "down"),
        ("100", "150", "+50%  100 → 150", "up"),
        ("100", "100", "0%  100 → 100", "same"),
        ("≈200", "100", "≈−50%  ≈200 → 100", "down"),
        ("≥480", "430", "≥480 → 430", "down"),
        ("≥480", "500", "≥480 → 500", "open"),
    ],
)
def test_a_change_is_a_sign_and_a_word(before: str, after: str, text: str, way: str) -> None:
    lines = [f"甲 {y} {v.replace(',', '')}次" for y, v in ((2021, before), (2022, after))]
    stick = read_sticks(*lines, "乙 2021 10次", "乙 2022 9次")["甲"]
    change = f"{before} 次 → {after} 次"
    assert stick.text == text
    assert stick.words == say(f"point.{way}", "zh", body="甲", year=2022, change=change)


def test_a_small_base_has_no_percentage() -> None:
    sticks = read_sticks("甲 2021 2次", "甲 2022 1次", "乙 2021 100次", "乙 2022 90次")
    assert (sticks["甲"].text, sticks["甲"].length) == ("2 → 1", None)
    assert (sticks["甲"].stated.text, sticks["甲"].stated.aside) == ("—", "2 次 → 1 次")


def test_a_lower_bound_has_no_stick() -> None:
    sticks = read_sticks("甲 2021 100次", "甲 2022 ≥150次", "乙 2021 100次", "乙 2022 90次")
    assert (sticks["甲"].length, sticks["甲"].text) == (None, "100 → ≥150")


@pytest.mark.parametrize(("before", "after"), [("≈200", "100"), ("100", "≈200")])
def test_an_approximate_change_is_open_whichever_figure_is(before: str, after: str) -> None:
    sticks = read_sticks(f"甲 2021 {before}次", f"甲 2022 {after}次", "乙 2021 9次", "乙 2022 9次")
    assert sticks["甲"].stated.qualifier == "about"


def test_a_change_leads_to_both_figures() -> None:
    sticks = read_sticks("甲 2021 100次", "甲 2022 90次", "乙 2021 9次", "乙 2022 9次")
    assert sticks["甲"].token == "甲-2021+甲-2022"


def test_a_lower_bound_leaves_the_change_of_a_rate_open() -> None:
    stick = read_sticks("甲 2021 ≥98%", "甲 2022 90%", kind="rate")["甲"]
    assert (stick.length, stick.text) == (None, "≥98 → 90")


def test_a_change_that_cannot_be_told_has_no_stick() -> None:
    stick = read_sticks("甲 2021 ≈430次", "甲 2022 420次")["甲"]
    assert (stick.length, stick.text) == (None, "≈430 → 420")


def test_a_rate_changes_in_points() -> None:
    stick = read_sticks("甲 2021 98.6%", "甲 2022 100%", kind="rate")["甲"]
    assert stick.text == "+1.4 个百分点  98.6 → 100"
    assert "98.6% → 100%" in stick.words


def test_both_measure_words_are_named() -> None:
    stick = read_sticks("甲 2021 100次", "甲 2022 90家次")["甲"]
    assert "100 次 → 90 家次" in stick.words


def test_words_in_english() -> None:
    stick = read_sticks("甲 2021 100次", "甲 2022 90次", lang="en")["甲"]
    assert stick.words == "甲, 2022: down, 100 times → 90 times"
