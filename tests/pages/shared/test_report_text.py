"""A report's text in blocks and pieces: nothing lost, each figure marked in its place."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame

from pages.shared.report_text import Mark, read_marks, read_name_marks, split_blocks
from tests.makers import Stated, make_report
from tests.small_city import FIRM

UNHURRIED = settings(deadline=None)
TITLE = "望川市水利局2023年度法治政府建设情况报告"


def split(text: str, *marks: Mark, title: str | None = None) -> list[dict[str, Any]]:
    """Return the blocks of a whole text."""
    return split_blocks(text, 0, len(text), title, marks)


def find_pieces(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return all pieces of blocks, those of cells included."""
    rows = [
        read_cells(block) if block["kind"] == "table" else [[block["pieces"]]] for block in blocks
    ]
    return [piece for block in rows for row in block for cell in row for piece in cell]


def read_cells(block: dict[str, Any]) -> list[list[list[dict[str, Any]]]]:
    """Return the pieces of each cell of a table, with or without its spans beside them."""
    return [
        [cell if isinstance(cell, list) else cell["pieces"] for cell in row]
        for row in block["rows"]
    ]


def read_text(blocks: list[dict[str, Any]]) -> str:
    """Return the text of blocks without white space."""
    return "".join("".join(piece["t"] for piece in find_pieces(blocks)).split())


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (TITLE, "title"),
        ("望川市水利局 2023年度法治政府建设情况报告", "title"),
        ("一、主要举措和成效", "heading"),
        ("十二、其他", "heading"),
        ("（一）行政检查", "subheading"),
        ("(二)普法", "subheading"),
        ("一、全年检查9次。", "paragraph"),
        ("一、" + "长" * 60, "paragraph"),
        ("全年检查9次。", "paragraph"),
        ("一是检查", "paragraph"),
    ],
)
def test_kinds_of_lines(line: str, kind: str) -> None:
    (block,) = split(line, title=TITLE)
    assert block["kind"] == kind


def test_lines_with_tabs_are_one_table() -> None:
    blocks = split("前\n甲\t1\n\t2\t3\n后")
    assert [block["kind"] for block in blocks] == ["paragraph", "table", "paragraph"]
    cells = [
        ["".join(piece["t"] for piece in cell) for cell in row] for row in read_cells(blocks[1])
    ]
    assert cells == [["甲", "1"], ["", "2", "3"]]


@pytest.mark.parametrize("row", ["第二十条第（一）项\t\t", "\t2"])
def test_a_row_with_empty_cells_stays_in_its_table(row: str) -> None:
    (block,) = split(f"甲\t1\t2\n{row}\n乙\t3\t4")
    assert len(block["rows"]) == 3


def test_blank_lines_and_indents_are_no_text() -> None:
    blocks = split("\u3000\u3000甲 \n\n \u3000\n\xa0乙\r\n")
    assert [block["pieces"][0]["t"] for block in blocks] == ["甲", "乙"]


def test_only_the_body_is_shown() -> None:
    text = "首页\n甲\n乙\n页脚"
    assert read_text(split_blocks(text, 3, 6, None, [])) == "甲乙"


def test_a_figure_is_marked_and_its_number_within() -> None:
    (block,) = split("全年检查480余次。", Mark("a", 2, 9, 4, 7))
    assert block["pieces"] == [
        {"t": "全年", "f": [], "n": False},
        {"t": "检查", "f": ["a"], "n": False},
        {"t": "480", "f": ["a"], "n": True},
        {"t": "余次", "f": ["a"], "n": False},
        {"t": "。", "f": [], "n": False},
    ]


def test_a_part_within_its_whole_comes_first() -> None:
    (block,) = split("检查9次，其中夜间2次", Mark("whole", 0, 11, 2, 3), Mark("part", 7, 11, 9, 10))
    marked = {piece["t"]: piece["f"] for piece in block["pieces"]}
    assert marked["2"] == ["part", "whole"]
    assert marked["9"] == ["whole"]


def test_a_figure_over_two_lines_is_marked_in_both() -> None:
    blocks = split("检查\n9次", Mark("a", 0, 5, 3, 4))
    assert [piece["f"] for piece in find_pieces(blocks)] == [["a"]] * 3


def test_the_marks_of_a_made_up_report_stand_on_its_words() -> None:
    report = make_report(stated=[Stated("inspections", "检查480余次", "480", "次", "over")])
    (seen,) = report.observations
    mark = Mark("a", seen.span.start, seen.span.end, seen.number.start, seen.number.end)
    pieces = find_pieces(split(report.document.text, mark, title=report.header.title))
    assert "".join(piece["t"] for piece in pieces if piece["f"]) == "检查480余次"
    assert [piece["t"] for piece in pieces if piece["n"]] == ["480"]


def test_marks_are_read_from_observations() -> None:
    class Rows:
        """Observations as a data frame gives them."""

        @staticmethod
        def itertuples() -> list[Any]:
            row = type("Row", (), {"observation_id": "a", "start": 1, "end": 5})
            row.number_start, row.number_end = 2, 3
            return [row]

    assert read_marks(Rows) == [Mark("a", 1, 5, 2, 3)]


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """Return a text with marks anywhere, overlapping as they will."""
    text = draw(st.text(alphabet="甲一、（）9次。<&$\t\n\r \u3000", min_size=1, max_size=80))
    ends = st.integers(0, len(text))
    marks = []
    for number in range(draw(st.integers(0, 4))):
        start, number_start, number_end, end = sorted(draw(st.tuples(ends, ends, ends, ends)))
        marks.append(Mark(str(number), start, end, number_start, number_end))
    return text, marks


@UNHURRIED
@given(marked_texts())
def test_no_character_is_lost_or_changed(given_text: tuple[str, list[Mark]]) -> None:
    text, marks = given_text
    assert read_text(split(text, *marks)) == "".join(text.split())


@UNHURRIED
@given(marked_texts())
def test_every_figure_keeps_its_words(given_text: tuple[str, list[Mark]]) -> None:
    text, marks = given_text
    pieces = find_pieces(split(text, *marks))
    for mark in marks:
        own = "".join(piece["t"] for piece in pieces if mark.id in piece["f"])
        assert "".join(own.split()) == "".join(text[mark.start : mark.end].split())


def test_a_name_is_marked_and_gives_way_to_a_figure() -> None:
    text = "与望川律师事务所签订合同1份。"
    figure = Mark("f", 0, 12, 12, 13)
    name = Mark("n", 1, 8, 1, 1, is_name=True)
    pieces = find_pieces(split(text, figure, name))
    (both,) = [piece for piece in pieces if piece["f"] == ["f", "n"]]
    assert (both["t"], "m" in both, both["n"]) == ("望川律师事务所", False, False)
    (alone,) = [piece for piece in find_pieces(split(text, name)) if "m" in piece]
    assert (alone["t"], alone["f"], alone["n"]) == ("望川律师事务所", ["n"], False)


def test_marks_of_names_stand_where_they_stand_in_the_report() -> None:
    report = make_report(named=[FIRM])
    (thing,) = report.named
    rows = [{"named_id": "n", "start": thing.span.start, "end": thing.span.end}]
    (mark,) = read_name_marks(DataFrame(rows))
    assert report.document.text[mark.start : mark.end] == thing.quote
    assert (mark.is_name, mark.number_start) == (True, mark.number_end)
