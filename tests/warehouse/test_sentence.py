"""The sentence around a quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.model import Span
from etl.warehouse.sentence import find_sentence

CASES = [
    ("前一句。　　全年检查30次，成效明显。后一句。", "检查30次", "全年检查30次，成效明显。"),
    ("标题\n　　检查30次\n下一段", "检查30次", "检查30次"),
    ("甲事办结；检查30次；乙事办结。", "检查30次", "检查30次；"),
    ("检查30次", "检查30次", "检查30次"),
    ("先说一句！检查30次。再说", "检查30次。", "检查30次。"),
    ("跨句的引文。检查30次，罚款5元。", "引文。检查30次", "跨句的引文。检查30次，罚款5元。"),
    ("跨行引\n文30次的句子。尾", "引\n文30次", "跨行引\n文30次的句子。"),
    ("，" * 1000 + "检查30次" + "，" * 1000, "检查30次", "，" * 300 + "检查30次" + "，" * 300),
]


@pytest.mark.parametrize(("text", "quote", "sentence"), CASES)
def test_a_quote_is_shown_in_its_sentence(text: str, quote: str, sentence: str) -> None:
    start = text.index(quote)
    assert find_sentence(text, Span(start, start + len(quote))).cut(text) == sentence


@given(st.text("检查30次，。；\n　", min_size=1), st.data())
def test_the_sentence_always_holds_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = Span(start, end)
    sentence = find_sentence(text, quote)
    assert sentence.contains(quote)
    assert sentence.end <= len(text)
