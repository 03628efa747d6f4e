"""Plain texts: title, page lines and body; every offset on the text as published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import Rejected
from etl.model import Document, Media
from etl.readers import read_bytes

BODY = "　　2019年，我局扎实推进依法行政，开展检查12次。\n　　一、主要做法\n　　制定文件1件。"


def read(text: str) -> Document:
    return read_bytes(text.encode(), "a.txt")


def body_of(text: str) -> str:
    document = read(text)
    return document.body.cut(document.text)


@pytest.mark.parametrize(
    ("head", "titles"),
    [
        ("芦汀县水利局2019年度法治政府建设报告\n\n", ("芦汀县水利局2019年度法治政府建设报告",)),
        ("芦汀县水利局\n2019年度法治政府建设\n工作报告\n", ("芦汀县水利局2019年度法治政府建设工作报告",)),
        ("　　芦汀县水利局\n\n　　2019年工作总结\n\n", ("芦汀县水利局2019年工作总结",)),
        ("芦水〔2020〕5号\n芦汀县水利局关于2019年度依法行政工作情况的报告\n",
         ("芦汀县水利局关于2019年度依法行政工作情况的报告",)),
        ("芦汀县水利局文件\n关于2019年工作情况的报告（公开稿）\n", ("关于2019年工作情况的报告（公开稿）",)),
        ("县水利局召开法治建设推进会\n\n", ("县水利局召开法治建设推进会",)),
        ("", ()),
        ("一、主要做法和成效\n", ()),
        ("开展检查30次\n\n", ()),
    ],
)  # fmt: skip
def test_title(head: str, titles: tuple[str, ...]) -> None:
    document = read(head + BODY)
    assert document.media is Media.TEXT
    assert document.page.titles == titles
    expected = BODY if titles else head + BODY
    assert document.body.cut(document.text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "2020-02-18 09:30 浏览次数: 78 信息来源:县水利局",
        "发布日期：2020-02-18 09:30    来源：县水利局    字号：【大 中 小】    访问量：9",
        "索引号：LT01/2020-1\n发布机构：县水利局\n公开日期：2020-02-18 09:30",
        "索引号\nLT01/2020-1\n发布机构\n县水利局\n公开日期\n2020-02-18 09:30",
        "当前位置：首页 > 政务公开\n来源：县水利局\n时间：2020-02-18 09:30",
    ],
)
def test_page_lines(line: str) -> None:
    document = read(f"县水利局2019年度法治政府建设报告\n\n{line}\n\n{BODY}")
    assert (document.page.published, document.page.publisher) == ("2020-02-18 09:30", "县水利局")
    assert document.body.cut(document.text) == BODY


def test_page_lines_around_the_title() -> None:
    text = f"当前位置：首页 > 正文\n2019年度法治报告\n{BODY}\n打印 关闭\n上一篇：关于放假的通知\n"
    document = read(text)
    assert document.page.titles == ("2019年度法治报告",)
    assert document.body.cut(document.text) == BODY


def test_signing_and_publishing_are_two_dates() -> None:
    page = read(f"2019年度法治报告\n成文日期：2020年1月3日\n发布日期：2020年2月5日\n{BODY}").page
    assert (page.signed, page.published) == ("2020年1月3日", "2020年2月5日")


@pytest.mark.parametrize("text", ["开展检查10次", "全年公开信息20条。", "2019年度报告"])
def test_a_passage_is_all_body(text: str) -> None:
    document = read(text)
    assert (document.page.titles, document.body.cut(document.text)) == ((), text)


def test_line_ends_become_one_and_nothing_else_changes() -> None:
    text = "2019年度报告\r\n\r\n　　开展　检查\u00a010次。\r\n罚款2件。\r"
    document = read(text)
    assert document.text == "2019年度报告\n\n　　开展　检查\u00a010次。\n罚款2件。\n"
    assert document.body.cut(document.text) == "　　开展　检查\u00a010次。\n罚款2件。"


@given(
    st.text(
        st.sampled_from("年报告一二、：。\n 检查10次来源发布日期2020-1打印关闭附件"), max_size=120
    )
)
def test_any_text_keeps_every_character(text: str) -> None:
    try:
        document = read(text)
    except Rejected:
        assert not text.strip()
        return
    assert document.text == text
    assert document.body.cut(text).strip()
