"""Tables of data: every cell in its place, in the grid and in the text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.model import Document
from etl.readers import read_bytes

INTRO = "<p>2019年，我局依法履行职责，公开政府信息，办理各类申请，现将有关统计情况列表报告如下，请予审阅监督。</p>"


def read(table: str) -> Document:
    html = f"<html><body>{INTRO}{table}<p>以上数据截至2019年12月31日，由各科室报送，办公室统一汇总核对。</p></body></html>"
    return read_bytes(html.encode(), "a.html")


def places(document: Document) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text)
        for cell in document.tables[0].cells
    ]


def test_merged_cells_keep_the_grid() -> None:
    table = """<table><thead><tr><td rowspan=2 colspan=2>事项</td><td colspan=2>数量</td></tr>
<tr><td>本年</td><td>上年</td></tr></thead><tbody><tr><td rowspan=2>处罚</td><td>罚款</td><td>1</td>
<td>2</td></tr><tr></tr><tr><td>警告</td><td>3</td><td>4</td></tr></tbody></table>"""
    assert places(read(table)) == [
        (0, 0, 2, 2, "事项"),
        (0, 2, 1, 2, "数量"),
        (1, 2, 1, 1, "本年"),
        (1, 3, 1, 1, "上年"),
        (2, 0, 2, 1, "处罚"),
        (2, 1, 1, 1, "罚款"),
        (2, 2, 1, 1, "1"),
        (2, 3, 1, 1, "2"),
        (3, 1, 1, 1, "警告"),
        (3, 2, 1, 1, "3"),
        (3, 3, 1, 1, "4"),
    ]


def test_rows_are_lines_and_cells_are_between_tabs() -> None:
    document = read(
        "<table><tr><th>项<br>目</th><th>数</th></tr><tr><td><p>处罚</p><p>（件）</p></td><td>&nbsp;</td></tr>"
        "<tr><td></td><td> /\n</td></tr></table>"
    )
    assert document.tables[0].span.cut(document.text) == "项 目\t数\n处罚 （件）\t\n\t/"


@pytest.mark.parametrize("span", ["0", "-1", "x", "", "1e9", "99999999999", "²"])
def test_senseless_spans_do_no_harm(span: str) -> None:
    cell = f'<td colspan="{span}" rowspan="{span}">'
    document = read(
        f"<table><tr>{cell}甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    )
    assert [place[4] for place in places(document)] == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>{}</td><td>{}</td></tr><tr><td>{}</td><td>一</td></tr></table>".format(
            *[
                "<p>{0}</p><p>{0}</p>".format(
                    "第一段叙述文字，说明有关工作开展的具体情况和取得的成效，以及下一步打算怎样做好。"
                )
            ]
            * 3
        ),
        "<table><tr><td>单列一行</td></tr><tr><td>单列二行</td></tr></table>",
        "<table><tr><td>甲</td><td><table><tr><td>乙</td></tr></table></td></tr><tr><td>丙</td><td>丁</td></tr></table>",
    ],
    ids=["prose", "one column", "nested"],
)
def test_layout_is_read_as_paragraphs(table: str) -> None:
    document = read(table)
    assert document.tables == ()
    wanted = re.sub(r"<[^>]+>", "", table)
    assert re.sub(r"\s", "", document.body.cut(document.text)).count(wanted) == 1


CELLS = st.tuples(st.sampled_from(["", "3", "行政处罚", "a<br>b", "<p>1</p><p>2</p>", "&nbsp;", "　12　"]),
                  st.integers(0, 4), st.integers(0, 4))  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=2, max_size=6))
def test_every_cell_lies_where_it_says(rows: list[list[tuple[str, int, int]]]) -> None:
    html = "".join(
        "<tr>" + "".join(f"<td rowspan={r} colspan={c}>{t}</td>" for t, r, c in row) + "</tr>"
        for row in rows
    )
    document = read(f"<table>{html}</table>")
    for table in document.tables:
        cells = table.cells
        assert all(cell.span.cut(document.text) == cell.text for cell in cells)
        assert all(a.span.end < b.span.start for a, b in zip(cells, cells[1:], strict=False))
        starts = [(cell.row, cell.column) for cell in cells]
        assert starts == sorted(set(starts))
        assert len(cells) == sum(map(len, rows))
        assert table.span.cut(document.text).count("\n") == len(rows) - 1
