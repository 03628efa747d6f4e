"""The PDF of a brief: one sheet whatever it holds, real text, hostile words as words."""

import pypdfium2
import pytest

from pages.shared.brief_pdf import break_lines, write_pdf
from tests.pages.shared.briefs import EVIL, LONG, make_brief


def read(file: bytes) -> tuple[int, str, pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(file)
    return len(document), document[0].get_textpage().get_text_bounded(), document


@pytest.mark.parametrize(
    "brief",
    [make_brief(), make_brief(LONG, figures=5, notes=30), make_brief(EVIL * 3, figures=5, notes=9)],
    ids=["usual", "largest", "hostile"],
)
def test_it_is_one_sheet_of_a4_with_nothing_outside_its_margins(brief):
    count, _, document = read(write_pdf(brief))
    assert count == 1
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    boxes = [found.get_bounds() for found in document[0].get_objects()]
    assert min(box[0] for box in boxes) > 30 and max(box[2] for box in boxes) < width - 30
    assert min(box[1] for box in boxes) > 30 and max(box[3] for box in boxes) < height - 30


def test_its_words_are_text():
    _, text, document = read(write_pdf(make_brief()))
    for words in ("行政检查减少 37%", "≥480", "≈430", "虚构样例", "第 2 版", "2026-01-03", "筛选"):
        assert words in text
    assert document.get_metadata_dict()["Title"] == "望川市行政检查减少 37%"
    assert b"/Lang" in write_pdf(make_brief())


def test_what_does_not_fit_says_so_and_the_foot_stands():
    _, text, _ = read(write_pdf(make_brief(LONG, figures=5, notes=30)))
    assert "还有说明未印出" in text and "…" in text
    assert "第 2 版" in text and "虚构样例" in text


def test_hostile_words_are_printed_as_they_are():
    _, text, _ = read(write_pdf(make_brief(EVIL)))
    joined = "".join(text.split())
    assert "".join(EVIL.split()) in joined


def test_no_address_no_code():
    with_code = len(list(read(write_pdf(make_brief()))[2][0].get_objects()))
    without = len(list(read(write_pdf(make_brief(link="")))[2][0].get_objects()))
    assert with_code > without + 100


def test_the_same_brief_makes_the_same_file():
    assert write_pdf(make_brief()) == write_pdf(make_brief())


def test_lines_break_between_characters_and_not_within_words_or_before_a_stop():
    lines = break_lines("各单位写明行政检查次数，Administrative inspections of 2023", 10, 90, 9)
    assert (
        "".join(lines).replace(" ", "") == "各单位写明行政检查次数，Administrativeinspectionsof2023"
    )
    assert not any(line.startswith("，") for line in lines)
    assert any("Administrative" in line for line in lines)
    assert break_lines("很长" * 50, 10, 90, 2)[-1].endswith("…")


def test_signs_that_no_file_can_hold_are_left_out():
    _, text, _ = read(write_pdf(make_brief("望\x00川\x0b市\ud800")))
    assert "望川市行政检查减少 37%" in text
