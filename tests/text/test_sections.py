"""Which sentences of a report belong to measures, shortcomings, the plan (texts invented)."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.model import SectionKind
from etl.text.sections import ChapterKinds, find_reporting_year, split_sections

M = SectionKind.MEASURES
S = SectionKind.SHORTCOMINGS
F = SectionKind.FIRST_RESPONSIBLE_PERSON
P = SectionKind.NEXT_YEAR_PLAN
O = SectionKind.OTHER  # noqa: E741 - beside its four siblings the letter is plain


def kind_at(text: str, words: str, year: int | None = None) -> SectionKind:
    return ChapterKinds(split_sections(text, year)).at(text.index(words))


TITLE = "青岚县水利局2023年法治政府建设年度报告\n"

HEADED = [
    ("一、主要做法和成效", M),
    ("一、2023年度推进法治政府建设的主要举措和成效", M),
    ("一、工作开展情况", M),
    ("一、总体情况", M),
    ("第一部分 2023年工作总结", M),
    ("二、存在的不足及原因", S),
    ("二、存在的问题", S),
    ("二、存在问题", S),
    ("二、主要问题和薄弱环节", S),
    ("二、工作中的短板和困难", S),
    ("二、法治政府建设工作存在的主要困难和问题", S),
    ("二、2023年推进法治政府建设存在的不足和原因", S),
    ("二、面临的困难与挑战及其原因", S),
    ("二、存在 的主要 问题", S),
    ("三、下一步工作打算", P),
    ("三、下步打算", P),
    ("三、下一年度主要安排", P),
    ("三、2024年工作计划", P),
    ("三、2024年主要工作", P),
    ("三、2024年推进法治政府建设工作安排", P),
    ("三、二〇二四年工作思路", P),
    ("三、今后努力方向", P),
    ("三、今后一段时期工作思路和措施", P),
    ("三、工作打算", P),
    ("三、改进措施", P),
    ("三、努力方向", P),
    ("三、明年工作思路", P),
    ("三、下一阶段重点工作", P),
    ("三、法治政府建设下一步重点任务", P),
    ("三、改进措施和下一步打算", P),
    ("第三部分 2024年工作打算", P),
    ("四、党政主要负责人履行推进法治建设第一责任人职责情况", F),
    ("四、主要负责人履职情况", F),
    ("四、主要领导履行法治建设第一责任人职责,加强法治政府建设的有关情况", F),
    ("六、其他需要报告的事项", O),
    ("贰、存在的不足和原因", S),
    ("叁　2024年工作打算", P),
    ("二、反思与检视", S),
    ("三、2024展望", P),
]


@pytest.mark.parametrize(("heading", "kind"), HEADED)
@pytest.mark.parametrize("style", ["{}\n全局开展工作若干。\n", "{}。全局开展工作若干。\n"])
def test_chapter_of_a_heading(heading: str, kind: SectionKind, style: str) -> None:
    text = TITLE + "各项工作有序推进。\n" + style.format(heading)
    assert kind_at(text, "若干") is kind


@pytest.mark.parametrize(
    "heading",
    [
        "（三）聚焦突出问题，提升执法效能",
        "（二）查找存在问题，补齐短板",
        "（二）科学制定年度工作计划",
        "（二）坚持问题导向",
        "（一）谋划下一步工作，压实责任",
        "（一）落实2022年问题整改",
        "（三）化解矛盾纠纷，回应群众困难",
        "1.破解难点堵点问题",
        "（四）推进普法规划，明确重点任务",
        "（五）加强普法工作安排部署",
        "（一）2023年学法计划",
    ],
)
def test_measures_whose_heading_names_problems_or_plans(heading: str) -> None:
    text = f"{TITLE}一、举措和成效\n（一）前一项\n甲。\n{heading}\n开展检查若干次。\n"
    assert kind_at(text, "若干") is M


@pytest.mark.parametrize(
    "heading",
    ["三、聚焦突出问题，推动整改", "二、坚持问题导向，补齐短板", "二、着力解决执法不规范问题"],
)
def test_top_heading_that_mends_problems_is_a_measure(heading: str) -> None:
    text = f"{TITLE}一、强化领导\n甲。\n{heading}\n开展检查若干次。\n三、下一步打算\n乙。\n"
    assert kind_at(text, "若干") is M


def test_formal_numerals_number_chapters_above_all_others() -> None:
    lines = (
        "壹　主要举措",
        "一、巡查",
        "巡查若干。",
        "二、普法",
        "宣讲若干。",
        "贰　不足",
        "人手少。",
    )
    chapters = split_sections(TITLE + "\n".join(lines) + "\n", 2023)
    kinds = ChapterKinds(chapters)
    text = TITLE + "\n".join(lines)
    told = [kinds.at(text.index(words)) for words in ("巡查若干", "宣讲若干", "人手少")]
    assert told == [M, M, S]


def test_year_of_a_heading_is_judged_by_the_reporting_year() -> None:
    text = "一、2023年主要工作\n甲事。\n二、2024年主要工作\n乙事。\n"
    assert kind_at(text, "甲事", 2023) is M
    assert kind_at(text, "乙事", 2023) is P
    assert kind_at("一、2023年工作计划完成情况\n甲事。", "甲事", 2023) is M


def test_headings_on_one_line_with_their_text() -> None:
    text = (
        "报告如下：一、主要做法（一）健全机制。召开会议。二、存在问题一是人手少。二是经费紧。"
        "三、下一步工作 2024年，我局将培训十期。"
    )
    assert kind_at(text, "召开会议", 2023) is M
    assert kind_at(text, "经费紧", 2023) is S
    assert kind_at(text, "十期", 2023) is P


def test_headings_without_numbers() -> None:
    text = (
        TITLE
        + "主要做法和成效\n一是召开会议。\n存在的问题和不足\n人手偏少。\n"
        + "下一步工作打算\n一是培训十期。\n"
    )
    assert [kind_at(text, w) for w in ("召开会议", "人手偏少", "十期")] == [M, S, P]


def test_numbering_starts_anew_below_a_heading_without_number() -> None:
    text = (
        TITLE + "一、强化领导\n甲。\n二、规范执法\n乙。\n下一步工作打算\n一、加强学习\n丙。\n"
        "二、规范执法\n丁。\n"
    )
    assert [kind_at(text, w) for w in ("甲", "乙", "丙", "丁")] == [M, M, P, P]


def test_numbering_that_goes_on_ends_a_heading_without_number() -> None:
    text = (
        TITLE + "一、举措和成效\n甲。\n二、存在的问题\n乙。\n下一步打算\n丙。\n"
        "三、主要负责人履行第一责任人职责情况\n丁。\n"
    )
    assert [kind_at(text, w) for w in ("甲", "乙", "丙", "丁")] == [M, S, P, F]


@pytest.mark.parametrize(
    "opener",
    [
        "下一步，我局将",
        "2024年，我局将",
        "今后，我们将",
        "针对以上问题，下一步将",
        "明年，将",
        "我局将继续",
    ],
)
def test_combined_heading_turns_to_the_plan_at_its_opener(opener: str) -> None:
    text = (
        f"{TITLE}一、举措\n甲。\n二、存在的不足及下一步打算\n执法力量偏少。普法形式单一。\n"
        f"{opener}举办培训十期。\n同时建成平台一个。\n"
    )
    assert kind_at(text, "单一") is S
    assert kind_at(text, "十期") is P
    assert kind_at(text, "平台一个") is P


def test_shortcomings_item_by_item_with_their_remedy() -> None:
    text = (
        TITLE + "一、举措\n甲。\n二、存在的问题及改进措施\n（一）人手少。下一步，招聘三人。\n"
        "（二）经费紧。下一步，争取预算。\n"
    )
    assert [kind_at(text, w) for w in ("人手少", "三人", "经费紧", "预算")] == [S, P, S, P]


def test_disclosure_chapter_of_problems_and_improvement() -> None:
    text = (
        "五、存在的主要问题及改进情况\n主要问题：一是栏目更新慢；二是解读少。\n"
        "改进情况：针对上述问题，2024年将建立提醒制度，开展培训两次。\n六、其他需要报告的事项\n无。\n"
    )
    assert kind_at(text, "解读少", 2023) is S
    assert kind_at(text, "两次", 2023) is P
    assert kind_at(text, "无。", 2023) is O


@pytest.mark.parametrize(
    "plan",
    [
        "下一步，我局将开展培训十期。\n并建设平台。\n",
        "2024年，我局将开展培训十期。\n并建设平台。\n",
        "在今后的工作中，我局将开展培训十期。\n并建设平台。\n",
        "新的一年，我局将开展培训十期。\n并建设平台。\n",
    ],
)
def test_plan_without_heading_at_the_end(plan: str) -> None:
    text = TITLE + "2023年，全局检查企业三十家。\n加强普法。\n" + plan
    assert kind_at(text, "三十家") is O
    assert kind_at(text, "十期") is P
    assert kind_at(text, "平台") is P


def test_plan_without_heading_ends_with_its_part_of_the_measures() -> None:
    text = (
        TITLE + "一、举措\n（一）执法\n检查五次。下一步，将检查十次。\n另查案卷若干。\n"
        "（二）普法\n宣传三场。\n"
    )
    assert [kind_at(text, w) for w in ("五次", "十次", "若干", "三场")] == [M, P, M, M]


def test_list_announced_by_a_plan_sentence_belongs_to_it() -> None:
    text = (
        TITLE + "一、举措\n（一）执法\n检查五次。\n二、存在问题\n人手少。\n"
        "下一步，重点抓好以下工作：\n（一）检查十次。\n（二）培训八期。\n"
    )
    assert [kind_at(text, w) for w in ("五次", "人手少", "十次", "八期")] == [M, S, P, P]


def test_first_person_chapter_after_the_plan_ends_it() -> None:
    text = (
        TITLE + "一、举措\n甲。\n二、不足\n乙。\n三、下一年度安排\n（一）培训十期。\n"
        "四、主要负责人履行第一责任人职责情况\n主持会议六次。\n"
    )
    assert kind_at(text, "十期") is P
    assert kind_at(text, "六次") is F


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年，我局将法治建设纳入年度考核，检查五次。",
        "及时研究部署下一步工作，检查五次。",
        "2024年1月25日前检查五次。",
        "针对存在的问题，立行立改，检查五次。",
        "将法治工作列入重要日程，检查五次。",
        "2024年1—2月，组织检查五次。",
        "2024年一季度，组织检查五次。",
        "下半年，组织检查五次。",
        "后续，执法人员复查五次。",
        "针对存在的问题，我局已要求整改，检查五次。",
        "针对存在的问题，我局将整改任务分解到人，检查五次。",
    ],
)
def test_sentences_that_are_no_plan(sentence: str) -> None:
    text = f"{TITLE}一、举措\n{sentence}\n"
    assert kind_at(text, "五次") is M


def test_wrapped_lines_do_not_open_a_plan() -> None:
    text = (
        TITLE + "一、举措\n局党组多次召开会议听取法治建设情况汇报，认真分析形势，及时研究部署\n"
        "下一步工作任务，全年共召开会议五次。\n"
    )
    assert kind_at(text, "五次") is M


def test_rows_of_the_national_table_are_no_headings() -> None:
    text = (
        "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\t1\t0\n"
        "三、本年度办理结果\t（一）予以公开\t1\n（七）总计\t1\n四、结转下年度继续办理\t0\n"
        "四、政府信息公开行政复议、行政诉讼情况\n无。\n"
    )
    assert [c.heading for c in split_sections(text) if c.level == 1] == [
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]


def test_spans_cover_heading_and_content_and_nest() -> None:
    text = TITLE + "一、举措\n（一）执法\n甲。\n（二）普法\n乙。\n二、下一步打算\n丙。\n"
    outer, first, second, plan = split_sections(text)
    assert outer.span.cut(text).startswith("一、举措\n（一）") and outer.level == 1
    assert first.span.cut(text) == "（一）执法\n甲。\n" and first.level == 2
    assert second.span.end == outer.span.end == plan.span.start
    assert plan.span.end == len(text)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("青岚县水利局2023年度法治政府建设报告", 2023),
        ("青岚县水利局二〇二三年法治政府建设报告", 2023),
        ("发布时间：2024年2月1日\n现将2023年依法行政工作报告如下", 2023),
        ("发布时间：2024年2月1日", None),
    ],
)
def test_reporting_year_of_the_opening(text: str, year: int | None) -> None:
    assert find_reporting_year(text) == year


UNITS = (
    *(
        [
            "下一步",
            "一、",
            "（一）",
            "问题和",
            "一、存在",
            "2024年",
            "针对以上",
            "一是。",
            "一、主要工作和",
            "但我局还有",
            "将",
        ]
    ),
    *("一、\n", "下一步，\n", "一、问题\t", "一、一、\n（一）", "第一责任人", "\t", " "),
)


@pytest.mark.parametrize("unit", UNITS)
def test_adversarial_lengths_take_linear_time(unit: str) -> None:
    text = (unit * (120_000 // len(unit)))[:120_000]
    start = time.process_time()
    split_sections(text)
    assert time.process_time() - start < 3


def test_adversarial_heading_of_ambiguous_words() -> None:
    line = "一、" + "法治政府工作的和与" * 6 + "啊\n"
    start = time.process_time()
    split_sections(line * 500)
    assert time.process_time() - start < 2


SIGNS = (
    *(*UNITS, "一、主要做法\n", "（二）执法\n", "三、存在的问题\n", "四、下一步打算\n"),
    *("2024年，我局将继续加强检查。", "全年检查12次。", "\n"),
)


@given(st.lists(st.sampled_from(SIGNS), max_size=40))
def test_the_kind_of_an_offset_is_that_of_its_innermost_chapter(pieces: list[str]) -> None:
    text = "".join(pieces)
    chapters = split_sections(text, 2023)
    kinds = ChapterKinds(chapters)
    for offset in range(len(text) + 1):
        holding = [each for each in chapters if each.span.start <= offset < each.span.end]
        innermost = max(holding, key=lambda each: each.level, default=None)
        assert kinds.at(offset) is (innermost.kind if innermost else O)
