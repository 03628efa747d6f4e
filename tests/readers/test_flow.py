"""What breaks a line, what is joined, what is not shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.readers.flow import clean, parse, read_flow


def lines(html: str, *, show_hidden: bool = False) -> list[str]:
    return [line.text for line in read_flow(parse(html, "a"), show_hidden=show_hidden).lines]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>合同1</span><span>7份</p>", ["合同17份"]),
        ("<p>检<b>查</b><font>十</font><a href=x>二</a>次</p>", ["检查十二次"]),
        ("甲<br>乙<br/><br>丙<hr>丁", ["甲", "乙", "丙", "丁"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<p>规范性\n      文件</p>", ["规范性文件"]),
        ("<p>检查 12\n次</p>", ["检查 12 次"]),
        ("<p>&emsp;&emsp;第一&nbsp;条　甲</p>", ["\u2003\u2003第一\xa0条　甲"]),
        ("<p>&nbsp;</p><p> \n </p><p>甲&nbsp;&nbsp;</p>", ["甲"]),
        ("<pre>甲\n  乙\n丙</pre>", ["甲", "乙", "丙"]),
        ("<ul><li>甲<li>乙</ul><dl><dt>丙<dd>丁</dl>", ["甲", "乙", "丙", "丁"]),
        ("<p>1,000&lt;2,000&#20214;</p>", ["1,000<2,000件"]),
        ("<p>甲<!-- 注 -->乙</p>", ["甲乙"]),
        ("甲<select><option>丙</select><textarea>丁</textarea><button>戊</button>乙", ["甲乙"]),
        ("<body><script>甲</script><style>乙</style><noscript>丙</noscript>丁", ["丁"]),
        ("<p>甲<span style='display: NONE'>丙</span>乙</p><p hidden>丁</p>", ["甲乙"]),
        ("<div style='font-size:0'><span style='font-size:12px'>甲</span></div>", ["甲"]),
        ("<p>甲<span style='font-size:0px'>丙</span><i style='font-size:0.8em'>乙</i>", ["甲乙"]),
    ],
)
def test_lines(html: str, expected: list[str]) -> None:
    assert lines(html) == expected


def test_hidden_lines_come_when_asked_for() -> None:
    html = "<div style='display:none'>甲<p style='visibility:hidden'>乙</p></div>"
    assert lines(html) == []
    assert lines(html, show_hidden=True) == ["甲", "乙"]


def test_boxes_hold_their_lines() -> None:
    flow = read_flow(parse("<div id=A class='B c'><p>甲</p><ul><li>乙<li>丙</ul></div>丁", "a"))
    found = [(box.tag, box.marks, box.first, box.end) for box in flow.boxes]
    assert found == [
        ("body", "", 0, 4),
        ("div", "b c a", 0, 3),
        ("p", "", 0, 1),
        ("ul", "", 1, 3),
        ("li", "", 1, 2),
        ("li", "", 2, 3),
    ]
    assert flow.boxes[flow.around(0, 1)].tag == "div"
    assert flow.boxes[flow.around(1, 2)].tag == "ul"
    assert flow.around(0, 3) == 0


def test_links_are_counted_and_anchors_are_not() -> None:
    flow = read_flow(parse("<p><a href=x>甲乙</a>丙<p><a name=top>丁<p>戊", "a"))
    assert [line.linked for line in flow.lines] == [2, 0, 0]


TAGS = ("p", "div", "b", "table", "tr", "td", "br", "li", "ul", "a", "pre", "script", "form")
PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        "甲",
        "乙",
        "<!-- -->",
        "\n",
        "<",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_boxes_always_nest(html: str) -> None:
    flow = read_flow(parse(html, "a"))
    for box in flow.boxes:
        assert 0 <= box.first <= box.end <= len(flow.lines)
        if box.parent >= 0:
            around = flow.boxes[box.parent]
            assert around.first <= box.first and box.end <= around.end
    for number, line in enumerate(flow.lines):
        box = flow.boxes[line.box]
        assert box.first <= number < box.end
        assert line.text == clean(line.text) != ""
