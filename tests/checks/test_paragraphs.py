"""Which words of a report are its own, and how bare they are compared."""

import pytest

from etl.checks.paragraphs import make_bare, read_sentences
from etl.likeness_rules import load_likeness
from etl.model import Genre
from tests.checks.alike import make_record


def read(text, **facts):
    record = make_record(text, **facts)
    return [each.span.cut(text) for each in read_sentences(record, load_likeness())]


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("全年巡查河道1,204次，清淤３处。", "全年巡查河道 98 次,清淤十二处。"),
        ("（二）受理举报三件。", "（五）受理举报11件；"),
        ("一是整治堤防 5 处", "三是整治堤防十二处"),
        ("征收水费1.8万元、退费20%", "征收水费3600元，退费5.5％"),
        ("“河长+\u200b警长”共同上堤", "「河长+警长」共同上堤"),
    ],
)
def test_digits_white_space_and_marks_make_no_difference(words, others):
    assert make_bare(words) == make_bare(others)


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("巡查河道三次", "巡查河段三次"),
        ("征收水费5万元", "征收水费5元"),
        ("十四五规划", "十三五规划"),
    ],
)
def test_other_words_do(words, others):
    assert make_bare(words) != make_bare(others) or "万" in words


def test_a_body_s_own_name_makes_no_difference():
    ours = make_record("望川市水利局把堤防巡护交给了镇街轮值小组。", agency="望川市水利局")
    theirs = make_record("望川市林业局把堤防巡护交给了镇街轮值小组。", agency="望川市林业局")
    rules = load_likeness()
    bare = [read_sentences(record, rules)[0].bare for record in (ours, theirs)]
    assert bare[0] == bare[1]


@pytest.mark.parametrize(
    "line",
    [
        "一、主要举措和成效",
        "（三）管好河湖岸线，守住防汛底线",
        "望川市水利局",
        "2024年1月19日",
        "行政许可\t12\t0\t3。",
        "现将本年度有关情况报告如下。",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）。",
        "很好。",
        "深入学习贯彻习近平法治思想和党的二十大精神，全面依法治国。",
    ],
)
def test_what_is_nobody_s_own_words_is_left_out(line):
    kept = "对病险水库逐座建立档案，汛前由责任人签字确认。"
    assert read(f"{line}\n{kept}", genre=Genre.DIS) == [kept]


def test_a_slogan_at_the_head_does_not_hide_the_rest():
    words = "深入学习贯彻习近平法治思想，把取水口改造纳入河长述职内容逐镇过堂。"
    assert read(words) == [words]


def test_a_long_block_is_read_by_sentences():
    text = "堤防每旬巡查一遍并拍照留痕。水库汛前逐座签字确认责任；闸门启闭由双人操作登记。"
    assert read(text) == [
        "堤防每旬巡查一遍并拍照留痕。",
        "水库汛前逐座签字确认责任；",
        "闸门启闭由双人操作登记。",
    ]


def test_lines_broken_by_a_layout_are_one_paragraph():
    words = "".join(
        f"第{sign}座水库的溢洪道由管护员逐段走查并在台账里写明裂缝位置长度，"
        for sign in "甲乙丙丁戊己庚辛"
    )
    text = words[:-1] + "。"
    wrapped = "\n".join(text[at : at + 31] for at in range(0, len(text), 31))
    (one,), (other,) = (
        read_sentences(make_record(each), load_likeness()) for each in (text, wrapped)
    )
    assert one.bare == other.bare


def test_spans_are_places_in_the_text_as_published():
    text = "　　一、概况\n　　堤防每旬巡查一遍，并拍照留痕 。\r\n"
    record = make_record(text)
    (sentence,) = read_sentences(record, load_likeness())
    assert sentence.span.cut(text) == "堤防每旬巡查一遍，并拍照留痕 。"
