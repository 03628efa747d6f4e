"""Whatever the bytes, reading gives a document or a rejection with a sentence."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_pages import SHAPES

from etl.errors import Rejected
from etl.readers import read_bytes

STARTS = (
    b"",
    b"<html>",
    b"<!DOCTYPE html><body>",
    b"%PDF-",
    b"PK\x03\x04",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
)
PAGES = [shape().html for shape in SHAPES.values()]


def read(data: bytes) -> None:
    try:
        document = read_bytes(data, "a")
    except Rejected as verdict:
        assert verdict.message.startswith("a：")
        assert verdict.message.endswith("。")
    else:
        assert 0 <= document.body.start < document.body.end <= len(document.text)
        assert document.body.cut(document.text).strip()
        for table in document.tables:
            assert all(cell.span.cut(document.text) == cell.text for cell in table.cells)


@given(st.sampled_from(STARTS), st.binary(max_size=300))
@settings(max_examples=300)
def test_any_bytes(start: bytes, data: bytes) -> None:
    read(start + data)


@given(st.sampled_from(PAGES), st.data())
@settings(max_examples=200)
def test_pages_with_a_piece_lost_or_doubled(page: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, len(page)))
    read((page[:start] + page[end:]).encode())
    read((page[:end] + page[start:]).encode("gb18030"))


@pytest.mark.parametrize(
    "text",
    [
        "打印" * 60_000,
        "发布时间" * 40_000,
        "上一篇" * 40_000 + "<",
        "微信朋友圈" * 15 + "甲",
        "<td>" * 50_000,
        "<table><tr><td>" * 900 + "甲",
        "<p>索引号</p>" * 5_000,
        "<p>相关链接</p><div>" * 900,
        "<a>" * 50_000,
        "<h1>甲报告</h1>" * 20_000,
        "<p>" + "2020-01-01 " * 20_000,
        "<p>附件" + "一" * 100_000,
        " " * 300_000 + "甲",
        "甲\n" + " " * 300_000,
        "<p>" + "&nbsp; " * 100_000 + "甲",
        "甲\n" * 100_000,
        "<div class='b'>" + "<div class='b'>文，字，检查</div>" * 20_000,
    ],
    ids=range(17),
)
def test_no_length_makes_reading_slow(text: str) -> None:
    start = time.process_time()
    read(("<html>" + text if "<" in text else text).encode())
    assert time.process_time() - start < 5
