"""Figures that stand at the same place of two wordings."""

from decimal import Decimal

import pytest

from etl.checks.figure_pairs import align, pair_figures, read_value
from etl.model import Span


def line_up(own, other):
    lined = align(own, Span(0, len(own)), other, Span(0, len(other)))
    told = [(each.own.cut(own), each.other.cut(other), each.changed) for each in lined.figures]
    changes = [each.cut(own) for each in lined.own_changes]
    return told, changes, [each.cut(other) for each in lined.other_changes]


@pytest.mark.parametrize(
    ("own", "other", "told"),
    [
        ("巡堤120次。", "巡堤98次。", [("120", "98", True)]),
        ("巡堤1,200次。", "巡堤１２００次。", [("1,200", "１２００", False)]),
        ("巡堤十二次。", "巡堤12次。", [("十二", "12", False)]),
        ("水费1.8万元。", "水费18000元。", [("1.8万", "18000", False)]),
        ("整改率100%。", "整改率98.5%。", [("100%", "98.5%", True)]),
        ("开会三次。", "开会五次。", [("三", "五", True)]),
        ("推行三项制度。", "推行三项制度。", []),
        ("2023年巡堤9次。", "2022年巡堤9次。", [("9", "9", False)]),
        ("3.巡堤9次。", "2.巡堤9次。", [("9", "9", False)]),
        ("12月底前完成，共40处。", "11月底前完成，共40处。", [("40", "40", False)]),
    ],
)
def test_figures_by_pairs(own, other, told):
    assert line_up(own, other)[0] == told
    ends = Span(0, len(own)), Span(0, len(other))
    paired = pair_figures(own, ends[0], other, ends[1])
    assert paired is not None
    assert [(each.own.cut(own), each.other.cut(other), each.changed) for each in paired] == told


def test_changed_words_are_told_and_their_figures_are_no_pair():
    own = "对城区12个泵站逐个试车，排涝能力提升，清淤40公里。"
    other = "对3座水厂逐个试车，排涝能力提升，清淤52公里。"
    told, ours, theirs = line_up(own, other)
    assert ("40", "52", True) in told
    assert not any("12" in pair[0] for pair in told)
    assert ours and theirs


def test_a_sentence_with_one_number_more_is_not_paired_blindly():
    own, other = "巡堤9次，除险2处。", "巡堤9次，除险若干。"
    assert pair_figures(own, Span(0, len(own)), other, Span(0, len(other))) is None
    assert line_up(own, other)[0] == [("9", "9", False)]


@pytest.mark.parametrize(
    ("words", "value"),
    [("二十三", 23), ("一百零五", 105), ("十余", 10), ("3.2亿", 320_000_000), ("5多", 5)],
)
def test_numbers_are_read(words, value):
    assert read_value(words) == Decimal(value)


@pytest.mark.parametrize("words", ["二三", "十百千", "百", "1.2.3"])
def test_what_is_no_number_is_not_guessed(words):
    assert read_value(words) in (None, Decimal(100), Decimal(1110))
