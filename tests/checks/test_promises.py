"""Which words of a plan are measures: one an item, with what can be looked for."""

import pytest

from etl.checks.promises import Grade, find_promises
from etl.checks.quantities import read_quantities
from etl.promise_words import load_promise_words
from tests.checks.promise_pairs import make_record

BODY = "苇桥县林业局"


def find(plan: str):
    """Return the measures of a report whose plan holds these words."""
    text = f"一、主要举措\n（一）加强巡护。全年巡护林区30次。\n二、2024年主要安排\n{plan}\n"
    return find_promises(make_record(BODY, 2023, text))


@pytest.mark.parametrize(
    ("plan", "cores"),
    [
        ("（一）建成古树保护站，下半年投入使用。", ["建成古树保护站"]),
        ("一是编印护林手册；二是设立举报热线。", ["编印护林手册", "设立举报热线"]),
        (
            "计划从两方面推进：一是新建瞭望塔3座，二是选聘护林员40名。",
            ["新建瞭望塔3座", "选聘护林员40名"],
        ),
        (
            "出台《古树管理办法》，组建无人机巡护分队。",
            ["出台《古树管理办法》", "组建无人机巡护分队"],
        ),
        # What goes on with the same thing is no measure of its own.
        ("出台《护林监督员办法》，选聘护林监督员20名。", ["出台《护林监督员办法》"]),
        ("举办采伐许可培训班，提升窗口服务水平。", ["举办采伐许可培训班"]),
        ("与邻县共同设立联防哨卡2处。", ["与邻县共同设立联防哨卡2处"]),
        ("对木材加工厂开展专项检查。", ["对木材加工厂开展专项检查"]),
        ("1.编制防火预案\n2.购置灭火水泵6台", ["编制防火预案", "购置灭火水泵6台"]),
    ],
)
def test_a_plan_is_split_into_measures(plan, cores):
    found = find(plan)
    assert [each.core for each in found] == cores
    assert {each.grade for each in found} == {Grade.FIRM}


@pytest.mark.parametrize(
    "plan",
    [
        "持续加强法治学习，不断提升依法行政能力。",
        "强化责任担当，推动各项工作落地见效。",
        "加大普法宣传力度，营造良好氛围。",
        "全面落实主体责任，统筹推进各项任务。",
    ],
)
def test_a_general_arrangement_has_nothing_to_check(plan):
    assert [each.grade for each in find(plan)] == [Grade.GENERIC]


@pytest.mark.parametrize(
    "plan",
    ["完善林权纠纷联合调处机制。", "推进“林长制”信息平台应用。", "深化采伐许可“一件事”改革。"],
)
def test_an_effort_with_an_object_is_no_deed(plan):
    assert [each.grade for each in find(plan)] == [Grade.SOFT]


def test_headings_and_signatures_are_no_measures():
    assert find(f"（一）建成苗圃检疫站。\n{BODY}\n2024年1月8日")[0].core == "建成苗圃检疫站"
    assert len(find(f"（一）建成苗圃检疫站。\n{BODY}\n2024年1月8日")) == 1


def test_words_are_those_of_the_report_and_numbers_are_read():
    record = make_record(
        BODY,
        2023,
        "一、主要举措\n加强巡护。\n二、2024年主要安排\n（一）新增瞭望\u3000塔１２座，覆盖\n全部林场。\n",
    )
    (promise,) = find_promises(record)
    assert record.text is not None
    assert promise.span.cut(record.text) == promise.quote
    assert [(each.value, each.unit) for each in promise.quantities] == [(12, "座")]


def test_without_a_plan_or_a_text_there_are_no_measures():
    assert find_promises(make_record(BODY, 2023, "一、主要举措\n加强巡护。\n")) == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("培训3期", [(3, "次")]),
        ("参训1,200人次", [(1200, "人")]),
        ("评查案卷两百卷", [(200, "份")]),
        ("十二名", [(12, "人")]),
        ("1.5万册", [(15000, "册")]),
        ("第3次、每年2次", []),
    ],
)
def test_quantities(words, told):
    assert [(each.value, each.unit) for each in read_quantities(words)] == told


def test_every_bound_and_reason_is_told_in_both_languages():
    words = load_promise_words()
    told = [*(each.why for each in words.thresholds.values()), *words.reasons.values()]
    assert all(text["zh"] and text["en"] for text in told)
    assert 0 < words.bound("silent") < words.bound("mentioned") <= words.bound("done") < 1
