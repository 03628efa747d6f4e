"""Lines, paragraphs and tables from characters and rules, without any file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_files import EM, LEFT, PITCH, WIDTH, grid, set_line, set_page, set_paragraphs

from etl.readers.glyphs import restore
from etl.readers.paper import PaperTable
from etl.readers.pdf_lines import build_lines, join_cell
from etl.readers.pdf_page import Page, Rule
from etl.readers.pdf_paragraphs import build_blocks

LONG = (
    "芦汀县水利局全年出动执法人员若干人次，开展河道巡查，检查取水户三百余户次，立案查处涉水违法案件十七件，"
    "对情节轻微且及时改正的依法不予处罚。"
)
NEXT = (
    "全年主动公开政府信息二百余条，收到依申请公开四件，均按期答复；没有发生行政复议和行政诉讼案件。"
)


def texts(*pages: Page) -> list[str]:
    return [block for block in build_blocks(pages) if isinstance(block, str)]


def tables(*pages: Page) -> list[PaperTable]:
    return [block for block in build_blocks(pages) if not isinstance(block, str)]


def rows(table: PaperTable) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, []).append("|".join(map(str, cell.blocks)))
    return list(found.values())


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("⼀、⼯作情况", "一、工作情况"),
        ("⺠政局⻅⻓⻋⻔⻰", "民政局见长车门龙"),
        ("\uf967\uf9dd", "不利"),
        ("１２次（占５％）", "１２次（占５％）"),
        ("①②Ⅲ㎡", "①②Ⅲ㎡"),
    ],
)
def test_radicals_become_characters_and_nothing_else_changes(named: str, meant: str) -> None:
    assert restore(named) == meant


def test_a_line_is_put_together_from_left_to_right() -> None:
    glyphs = [*set_line("检查12次", 100, 200), *set_line("合　计 5 件", 100, 240)]
    assert [line.text for line in build_lines(reversed(glyphs))] == ["检查12次", "合 计5件"]


def test_bold_by_printing_twice_is_read_once() -> None:
    glyphs = [*set_line("检查11次", 100, 200), *set_line("检查11次", 100.4, 200)]
    assert [line.text for line in build_lines(glyphs)] == ["检查11次"]


@pytest.mark.parametrize("indent", [2 * EM, 0.0])
def test_paragraphs_come_back_whole(indent: float) -> None:
    page = set_page(set_paragraphs("一、主要做法", LONG, NEXT, indent=indent))
    assert texts(page) == ["一、主要做法", LONG, NEXT]


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = set_paragraphs(LONG, NEXT)
    first, second = lines[:2], [(t, x, 140 + n * PITCH) for n, (t, x, _) in enumerate(lines[2:])]
    assert texts(set_page(first), set_page(second)) == [LONG, NEXT]


def test_a_signature_stands_alone() -> None:
    signed = [("芦汀县水利局", 380.0, 400.0), ("2020年1月16日", 390.0, 428.0)]
    page = set_page([*set_paragraphs(LONG, NEXT), *signed])
    assert texts(page)[-2:] == ["芦汀县水利局", "2020年1月16日"]


def test_a_number_moved_to_the_next_line_does_not_end_a_paragraph() -> None:
    lines = [
        *set_paragraphs(LONG),
        ("一年以来，全局累计完成合法性审核的文件共有", LEFT + 2 * EM, 280),
    ]
    page = set_page([*lines, ("1234567件，审核率百分之百。", LEFT, 280 + PITCH)])
    assert texts(page)[-1].endswith("共有1234567件，审核率百分之百。")


@pytest.mark.parametrize("number", ["- {} -", "第 {} 页", "{}", "— {} —", "{}/3", "第{}页 共3页"])
def test_headers_footers_and_page_numbers_are_dropped(number: str) -> None:
    body = (LONG, NEXT, LONG)
    pages = [
        set_page(
            [("芦汀县水利局文件", 240, 40), *set_paragraphs(text), (number.format(n), 290, 800)]
        )
        for n, text in enumerate(body, start=1)
    ]
    assert texts(*pages) == list(body)


def test_a_page_without_a_partner_keeps_its_lines() -> None:
    page = set_page([("芦汀县水利局2019年度报告", 200, 100), *set_paragraphs(LONG)])
    assert texts(page) == ["芦汀县水利局2019年度报告", LONG]


XS, YS = (85.0, 200.0, 350.0, 510.0), (200.0, 230.0, 260.0, 290.0)


def test_a_ruled_table_with_merged_cells() -> None:
    across, down = grid(XS, YS)
    across = [rule for rule in across if abs(rule.at - YS[1]) > 1]
    across += [Rule(YS[1], XS[1], XS[3])]  # the first cell covers two rows
    down = [rule for rule in down if abs(rule.at - XS[2]) > 1]
    down += [Rule(XS[2], YS[1], YS[3])]  # the second cell covers two columns
    lines = [("类别", 90, 235), ("数量", 210, 220), ("本年", 210, 250), ("上年", 360, 250)]
    lines += [("处罚", 90, 280), ("17", 210, 280)]
    (table,) = tables(set_page(lines, across, down))
    places = [(c.row, c.column, c.row_span, c.column_span, *c.blocks) for c in table.cells]
    assert places == [
        *((0, 0, 2, 1, "类别"), (0, 1, 1, 2, "数量"), (1, 1, 1, 1, "本年"), (1, 2, 1, 1, "上年")),
        *((2, 0, 1, 1, "处罚"), (2, 1, 1, 1, "17"), (2, 2, 1, 1)),
    ]


def test_a_table_open_at_its_sides() -> None:
    across, down = grid(XS, YS)
    inner = [rule for rule in down if XS[0] + 1 < rule.at < XS[3] - 1]
    lines = [("事项", 90, 220), ("本年", 210, 220), ("上年", 360, 220), ("检查", 90, 250)]
    (table,) = tables(set_page(lines, across, inner))
    assert rows(table)[:2] == [["事项", "本年", "上年"], ["检查", "", ""]]


def test_a_table_over_two_pages_is_one_and_its_head_is_read_once() -> None:
    across, down = grid(XS, YS)
    head = [("事项", 90, 220), ("本年", 210, 220), ("上年", 360, 220)]
    first = set_page([*head, ("检查", 90, 250), ("12", 210, 250)], across, down)
    again = set_page([*head, ("处罚", 90, 250), ("5", 210, 250)], across, down)
    (table,) = tables(first, again)
    assert rows(table) == [
        *(
            ["事项", "本年", "上年"],
            ["检查", "12", ""],
            ["", "", ""],
            ["处罚", "5", ""],
            ["", "", ""],
        ),
    ]


def test_text_between_tables_keeps_them_apart() -> None:
    across, down = grid(XS, YS)
    head = [("事项", 90, 220), ("本年", 210, 220)]
    second = set_page([("二、另一张表", LEFT, 150), *head], across, down)
    assert len(tables(set_page(head, across, down), second)) == 2


def test_a_frame_around_a_text_is_no_table() -> None:
    across, down = grid((60.0, WIDTH - 60), (100.0, 700.0))
    assert texts(set_page(set_paragraphs(LONG), across, down)) == [LONG]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("行政许可", "及处罚"), "行政许可及处罚"),
        (("123456", "78"), "12345678"),
        (("1", "2"), "1\n2"),
    ],
)
def test_lines_in_a_cell(lines: tuple[str, ...], text: str) -> None:
    glyphs = [g for n, line in enumerate(lines) for g in set_line(line, 100, 200 + n * 20)]
    assert join_cell(glyphs, 100 + 3 * EM + 18) == text


@given(st.lists(st.tuples(st.floats(0, 600), st.floats(0, 600), st.floats(0, 600)), max_size=40))
def test_any_rules_give_cells_that_do_not_overlap(drawn: list[tuple[float, float, float]]) -> None:
    rules = [Rule(at, min(a, b), max(a, b)) for at, a, b in drawn if abs(a - b) > 5]
    half = len(rules) // 2
    for table in tables(set_page(set_paragraphs(LONG), rules[:half], rules[half:])):
        assert all(cell.row >= 0 and cell.column_span >= 1 for cell in table.cells)
        firsts = [(cell.row, cell.column) for cell in table.cells]
        assert len(firsts) == len(set(firsts))
