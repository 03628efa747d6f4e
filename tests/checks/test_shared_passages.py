"""Shortcomings and plans that several bodies state word for word."""

import pytest

from etl.checks.shared_passages import find_shared_passages
from etl.likeness_rules import load_likeness
from etl.model import SectionKind
from tests.checks.alike import make_record
from tests.checks.test_likeness import city  # noqa: F401 - a fixture

RULES = load_likeness()
WEAK = "一是汛前演练走过场的现象还在，个别值班员说不清闸门启闭的先后次序。"
SLOW = "二是取水计量设施更新偏慢，老旧水表误差大而用水户不愿配合拆换。"
PLAN = "一是把取水口门全部接入监测平台，按旬通报超计划用水的单位名单。"


def write(shortcomings, plan="一是修订值班规则并逐站考试，不合格的先离岗培训后上岗。"):
    return f"一、举措\n堤防巡护照常开展。\n二、存在的不足\n{shortcomings}\n三、下年安排\n{plan}"


def find(*texts):
    records = [
        make_record(text, f"望川市{sign}局")
        for text, sign in zip(texts, "甲乙丙丁戊己庚辛", strict=False)
    ]
    return find_shared_passages(records, RULES)


def test_bodies_with_the_same_words_are_a_group():
    (group,) = find(write(WEAK + SLOW, "先办实事。"), write(WEAK + SLOW, "再办实事。"))
    assert group.kind is SectionKind.SHORTCOMINGS
    assert group.size == 2
    assert group.alike == 1.0
    assert [member.share for member in group.members] == [1.0, 1.0]


def test_a_plan_is_a_group_of_its_own():
    groups = find(write(WEAK, PLAN), write(SLOW, PLAN))
    assert [group.kind for group in groups] == [SectionKind.NEXT_YEAR_PLAN]


def test_a_word_exchanged_leaves_a_passage_what_it_is():
    (group,) = find(write(WEAK, "甲。"), write(WEAK.replace("值班员", "操作工"), "乙。"))
    assert 0.85 < group.alike < 1


def test_passages_are_where_they_are_said():
    texts = write(WEAK + SLOW, "甲。"), write("总的看，差距不小。" + SLOW + WEAK, "乙。")
    (group,) = find(*texts)
    for text, member in zip(texts, group.members, strict=True):
        assert {span.cut(text)[2:6] for span in member.passages} == {WEAK[2:6], SLOW[2:6]}


@pytest.mark.parametrize(
    "other", [SLOW, "一是演练不够。", "一是汛前演练做得扎实，值班员都能说清闸门启闭的先后次序。"]
)
def test_other_words_are_no_group(other):
    assert find(write(WEAK, "甲。"), write(other, "乙。")) == []


def test_one_body_is_no_group():
    records = [make_record(write(WEAK), year=2023), make_record(write(WEAK), year=2022)]
    assert find_shared_passages(records, RULES) == []


def test_what_most_bodies_say_is_a_formula():
    assert find(*[write(WEAK, f"{sign}。") for sign in "子丑寅卯辰巳午未"]) == []


def test_the_sample_city_has_one_group(city):  # noqa: F811
    (group,) = find_shared_passages(city.values(), RULES)
    assert group.kind is SectionKind.SHORTCOMINGS
    names = {city[member.report_id].source.split("yunxiu-")[1][:8] for member in group.members}
    assert names == {"keji-rol", "shengtai"}
    assert group.year == 2023
    assert 0.95 <= group.alike <= 0.98
