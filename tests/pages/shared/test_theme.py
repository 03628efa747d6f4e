"""The palettes: contrast as DESIGN.md measures it, and no information in hue alone."""

import pytest

from pages.shared.theme import DARK, LIGHT, Palette, variables

palettes = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
TEXT, MARK = 4.5, 3.0


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast_is_measured_as_the_design_does() -> None:
    assert measure_contrast("#1B2430", "#FFFFFF") == pytest.approx(15.7, abs=0.05)


@palettes
@pytest.mark.parametrize("ground", ["page", "surface", "wash", "absent", "unread"])
@pytest.mark.parametrize("ink", ["ink", "quiet"])
def test_text_can_be_read(palette: Palette, ink: str, ground: str) -> None:
    assert measure_contrast(getattr(palette, ink), getattr(palette, ground)) >= TEXT


@palettes
def test_links_and_marked_words_can_be_read(palette: Palette) -> None:
    assert measure_contrast(palette.main, palette.page) >= TEXT
    assert measure_contrast(palette.main, palette.surface) >= TEXT
    assert measure_contrast(palette.mark_ink, palette.mark) >= TEXT


@palettes
@pytest.mark.parametrize("step", range(5))
def test_figures_on_the_ramp_can_be_read(palette: Palette, step: int) -> None:
    assert measure_contrast(palette.ramp[step], palette.ramp_ink[step]) >= TEXT


@palettes
def test_marks_can_be_seen(palette: Palette) -> None:
    for colour in (*palette.series, palette.evidence):
        assert measure_contrast(colour, palette.page) >= MARK


@palettes
def test_the_ramp_goes_one_way(palette: Palette) -> None:
    shades = [_luminance(colour) for colour in palette.ramp]
    assert shades in (sorted(shades), sorted(shades, reverse=True))


@palettes
def test_no_two_lines_share_a_colour(palette: Palette) -> None:
    assert len(set(palette.series)) == 6


@palettes
def test_the_style_sheet_knows_the_palette(palette: Palette) -> None:
    assert f"--fz-ink:{palette.ink};" in variables(palette)
    assert "<" not in variables(palette)
