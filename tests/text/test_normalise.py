"""The normalised copy: one form for every style, and the way back to each published character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.model import Span
from etl.text.normalise import normalise
from tests.cpu_limit import cpu_limit

PIECES = st.sampled_from(
    [
        *"1２,，.。;；:：()（）[]【】%％﹪○○ \n\t\r\u3000\u00a0\u200b\ufeff\u00ad—–-~～·‧甲乙",
        "规范性",
        "\n　　",
    ]
)
TEXTS = st.lists(PIECES | st.characters(), max_size=40).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("检查１７２０次", "检查1720次"),
        ("检查1,720次", "检查1,720次"),
        ("检查１，７２０次", "检查1,720次"),
        ("检查1，720次", "检查1,720次"),
        ("检查1 720次", "检查1720次"),
        ("检查1\u3000720次", "检查1720次"),
        ("公开信息4 7条", "公开信息47条"),
        ("检查12次，1,720家次", "检查12次，1,720家次"),
        ("检查12 次,处罚3 件", "检查12次，处罚3件"),
        ("检查5次,3,处罚", "检查5次，3，处罚"),
        ("满意率98.5％", "满意率98.5%"),
        ("满意率98﹪", "满意率98%"),
        ("二○二三年", "二〇二三年"),
        ("(二)规范执法:检查", "（二）规范执法：检查"),
        ("青水[2023]5号", "青水〔2023〕5号"),
        ("青水［2023］5号", "青水〔2023〕5号"),
        ("1–12月", "1—12月"),
        ("3～5次", "3—5次"),
        ("12‧4宪法日", "12·4宪法日"),
    ],
)
def test_one_form_for_every_style(text: str, expected: str) -> None:
    assert normalise(text).text == expected


@pytest.mark.parametrize(
    "blank", [" ", "  ", "\t", "\u3000", "\u00a0", "\u200b", "\ufeff", "\u00ad", "\u2060"]
)
def test_blanks_inside_a_word_are_dropped(blank: str) -> None:
    text = f"规范性文{blank}件5件"
    copy = normalise(text)
    assert copy.text == "规范性文件5件"
    assert copy.span(0, 5).cut(text) == f"规范性文{blank}件"


LONG = "　　我局认真履行推进法治建设的各项职责，全年出台行政规范性文"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG}\n件5件。", f"{LONG.strip()}件5件。"),
        (f"{LONG} \n件5件。", f"{LONG.strip()}件5件。"),
        (f"{LONG}\r\n件5件。", f"{LONG.strip()}件5件。"),
    ],
)
def test_a_wrapped_line_goes_on(text: str, expected: str) -> None:
    assert normalise(text).text == expected


@pytest.mark.xfail(strict=True, reason="a line shorter than 18 characters is never joined")
@pytest.mark.parametrize("text", ["出台规范性文\n件2件。", "全年开展行政检\n查12次。"])
def test_a_word_broken_in_a_short_line_is_joined(text: str) -> None:
    assert normalise(text).text == text.replace("\n", "")


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}件5件。\n全年检查12次。",
        f"{LONG}件5件\n　　全年检查12次。",
        f"{LONG}件5件\n\n全年检查12次。",
        f"{LONG}件5件\n二、存在的不足",
        f"{LONG}件5件\n（二）规范执法",
        f"{LONG}件5件\n2.规范执法",
        "一、主要举措和成效\n全年检查12次。",
    ],
)
def test_a_paragraph_ends_where_it_ends(text: str) -> None:
    assert "\n" in normalise(text).text


def test_spans_lead_back_to_the_published_characters() -> None:
    text = "一、举措\n全年检查 １，７２０ 次,公开信息4 7 条。"
    copy = normalise(text)
    for words, published in {
        "1,720次": "１，７２０ 次",
        "47条": "4 7 条",
        "检查1,720": "检查 １，７２０",
        "次，公开": "次,公开",
    }.items():
        start = copy.text.index(words)
        assert copy.span(start, start + len(words)).cut(text) == published


def test_the_body_alone_is_copied_and_offsets_stay_those_of_the_whole() -> None:
    text = "首页 > 公开\n全年检查12次。\n版权所有"
    body = Span(text.index("全年"), text.index("版权"))
    copy = normalise(text, body)
    assert copy.text.strip() == "全年检查12次。"
    assert copy.span(0, 4).cut(text) == "全年检查"


def test_a_cut_leaves_a_paragraph_break() -> None:
    text = "公开情况如下：规章\t3\t件公开信息47条。"
    table = Span(text.index("规章"), text.index("公开信息"))
    copy = normalise(text, None, [table])
    assert copy.text == "公开情况如下：\n公开信息47条。"
    start = copy.text.index("47条")
    assert copy.span(start, start + 3).cut(text) == "47条"


def test_cuts_in_any_order_and_overlapping() -> None:
    text = "甲乙丙丁戊己"
    copy = normalise(text, None, [Span(3, 5), Span(1, 2), Span(4, 5)])
    assert copy.text.replace("\n", "") == "甲丙己"


@given(TEXTS)
@settings(deadline=None)
def test_every_character_knows_where_it_came_from(text: str) -> None:
    copy = normalise(text)
    assert len(copy.origin) == len(copy.text)
    assert all(a < b for a, b in zip(copy.origin, copy.origin[1:], strict=False))
    for index, character in enumerate(copy.text):
        published = copy.span(index, index + 1).cut(text)
        assert len(published) == 1
        assert published.isspace() == character.isspace() or character == "\n"


@given(TEXTS, st.data())
@settings(deadline=None)
def test_every_span_maps_to_the_right_characters(text: str, data: st.DataObject) -> None:
    copy = normalise(text)
    if not copy.text:
        return
    start = data.draw(st.integers(0, len(copy.text) - 1))
    end = data.draw(st.integers(start + 1, len(copy.text)))
    published = copy.span(start, end).cut(text)
    again = normalise(published).text.replace("\n", "")
    # Thousands commas depend on what stands around them; all else is told by the span alone.
    assert again.replace("，", ",") == copy.text[start:end].replace("\n", "").replace("，", ",")


@given(TEXTS)
@settings(deadline=None)
def test_nothing_but_blanks_and_forms_changes(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text.replace("\n", "") == once.replace("\n", "")
    kept = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    assert [c for c in once if "\u4e00" <= c <= "\u9fff"] == kept


@given(TEXTS, st.data())
@settings(deadline=None)
def test_what_stands_outside_the_body_is_never_copied(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    body = Span(start, data.draw(st.integers(start, len(text))))
    copy = normalise(text, body)
    assert all(body.start <= origin < body.end for origin in copy.origin)


@pytest.mark.parametrize("unit", ["1，", "1,000,", " ", "\n", "规范性\n", "1 ", "甲", "，000"])
def test_adversarial_lengths_take_linear_time(unit: str) -> None:
    with cpu_limit(4):
        normalise((unit * (200_000 // len(unit)))[:200_000])
