"""The traps of DOMAIN: numbers beside the wording of an indicator that are no figures of it."""

import pytest
from short_reports import CITY_TITLE, read_short, stated

KEPT = "全年作出行政处罚5件。"
PENALTIES = "penalties 5"


def unmet(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


# Each sentence stands below a sentence with a figure: that one alone may be read.
SILENT = [
    # document numbers, titles, articles
    "印发《青岚县水政检查工作办法》（青水发〔2023〕12号）。",
    "根据国务院令第711号公开信息。",
    "按照青政办202526号文件开展检查。",
    "依据《行政处罚法》第二十四条实施处罚。",
    "学习《青岚县规范性文件3件清理办法》。",
    # dates and periods
    "在12·4宪法日开展宣传。",
    "1—12月持续开展行政检查。",
    "落实2023年度检查要求。",
    "12月4日开展普法宣传。",
    # set phrases
    "落实行政执法三项制度。",
    "推进八五普法。",
    "落实十四五规划检查要求。",
    "深化双随机一公开检查。",
    "公布行政处罚三张清单。",
    "健全315体系检查机制。",
    "深化行政许可最多跑一次。",
    "完善三重一大决策45项。",
    "推进行政许可一网通办。",
    "开展双减专项检查。",
    # last year
    "2022年开展行政检查35次。",
    "上年开展行政检查35次。",
    "去年同期行政检查35次。",
    "二〇二二年开展行政检查35次。",
    "行政检查同比增长14%。",
    "行政检查较上年增加5次。",
    "比2022年多开展行政检查20次。",
    "较上年减少行政处罚12件。",
    "行政检查同比减少12次。",
    # targets and plans
    "力争开展行政检查60次。",
    "计划开展行政检查60次。",
    "到2027年，开展行政检查500次。",
    "2024年开展行政检查60次。",
    "明年开展行政检查60次。",
    "下一步将开展行政检查60次。",
    "预计出台规范性文件3件。",
    "确保执法满意率达到98%以上。",
    pytest.param("力争全年开展行政检查60次以上。"),
    pytest.param("要求各科室学法不少于4次。"),
    # another body
    "全省开展行政检查5000次。",
    "全国开展行政检查90000次。",
    "全系统开展行政检查800次。",
    "全省法院受理行政诉讼案件900件。",
    # over several years
    "自2019年以来累计开展行政检查500次。",
    "五年来开展行政检查500次。",
    "历年来开展行政检查500次。",
    "近三年共开展执法培训12次。",
    "“八五”普法以来，累计开展普法宣传80场。",
    pytest.param("历年开展行政检查500次。"),
    pytest.param("“八五”普法以来开展普法宣传80场。"),
    pytest.param("2019年至2023年开展行政检查500次。"),
    pytest.param("2019—2023年，累计办理行政复议30件。"),
    # frequency
    "每季度开展行政检查1次。",
    "每月一次开展行政检查。",
    "每半年开展一次专项检查。",
    "人均办理行政许可12件。",
    "平均每月开展检查3次。",
    # negation of something else
    "未发生较大事故。",
    "行政诉讼无一败诉。",
    "无败诉、无被纠错案件。",
    "行政复议案件无一被撤销。",
    "创建无废城市。",
    "全面清理无证车辆。",
    # satisfaction of something else
    "提案办理满意率100%。",
    "信访办理满意率95%。",
    # no number, ranks, points, ranges
    "开展行政检查多次。",
    "开展行政检查数十次。",
    "开展行政检查若干次。",
    "开展行政检查3—5次。",
    "第3次开展行政检查。",
    "执法满意率位居全市前十。",
    "执法满意率提高4.4个百分点。",
    # impossible
    "2087年开展行政检查12次。",
    # not applicable is neither zero nor silence
    "本单位无行政强制职责。",
    "行政许可不涉及。",
    "行政许可/件。",
]


@pytest.mark.parametrize("sentence", SILENT)
def test_a_trap_gives_no_figure(sentence: str) -> None:
    assert stated(f"{KEPT}\n{sentence}") == [PENALTIES]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("开展行政检查40次，较上年的35次增加5次。", "inspections 40"),
        ("开展行政检查40次（2022年为35次）。", "inspections 40"),
        ("开展行政检查40次，同比增长14%。", "inspections 40"),
        ("2022年检查35次，2023年开展行政检查40次。", "inspections 40"),
        ("行政检查从35次增加到40次。", "inspections 40"),
        ("行政检查由2022年的35次增加到40次。", "inspections 40"),
        pytest.param(
            "上年公开信息38条，今年47条。",
            "disclosures_proactive 47",
        ),
        ("全省率先推行，开展行政检查40次。", "inspections 40"),
        ("全省开展检查5000次，我局开展行政检查40次。", "inspections 40"),
        ("围绕三项制度，开展行政检查40次。", "inspections 40"),
        ("依据国务院令第711号，开展行政检查40次。", "inspections 40"),
        ("在水利、渔政、水土保持等领域共开展行政检查40次。", "inspections 40"),
        ("（二）开展行政检查40次。", "inspections 40"),
        ("2.开展行政检查40次。", "inspections 40"),
        ("一是开展行政检查40次。", "inspections 40"),
        ("1—12月，开展行政检查40次。", "inspections 40"),
        ("今年累计开展行政检查40次。", "inspections 40"),
        ("今年以来开展行政检查40次。", "inspections 40"),
        pytest.param(
            "今年以来，开展行政检查40次。",
            "inspections 40",
        ),
        pytest.param(
            "今年以来，累计开展行政检查40次。",
            "inspections 40",
        ),
        ("截至2023年底，现行有效规范性文件15件。", "normative_documents_in_force 15"),
        ("自2016年起聘请律师3名。", "legal_counsel_lawyers 3"),
        ("提案办理满意率100%，行政执法满意率99%。", "enforcement_satisfaction 99"),
        pytest.param(
            "负责人出庭应诉率提高5个百分点，达到95%。",
            "court_attendance_rate 95",
        ),
        pytest.param(
            "全县行政机关共办理行政诉讼20件，其中我局2件。",
            "lawsuits 2",
        ),
    ],
)
def test_the_own_figure_beside_a_trap_is_read(body: str, expected: str) -> None:
    assert stated(body) == [expected]


def test_the_own_area_is_no_other_body_in_a_citys_report() -> None:
    body = "全市开展行政检查500次，全省开展行政检查9000次。"
    assert stated(body, CITY_TITLE) == ["inspections 500"]
    assert stated("全市行政机关办理行政诉讼20件。", CITY_TITLE) == ["lawsuits 20"]


def test_everything_under_next_years_arrangements_is_a_plan() -> None:
    body = f"{KEPT}\n二、下一年度主要安排\n开展行政检查60次，举办执法培训4期。"
    assert stated(body) == [PENALTIES]


@pytest.mark.parametrize(
    "body",
    [
        "全年出台规范性　文件2件。",
        "全年出台规 范 性 文 件2件。",
        "全年出台规范性\u00a0文件2件。",
        "　　我局认真履行推进法治建设的各项职责，全年出台规范性文\n件2件。",
        pytest.param("出台规范性文\n件2件。", marks=unmet("a short line is never joined")),
    ],
)
def test_split_words_are_read_whole_and_quoted_as_published(body: str) -> None:
    (figure,) = read_short(body).observations
    assert (figure.indicator, figure.value) == ("normative_documents_issued", 2)
    assert figure.quote in body and figure.quote.endswith("2件")


def test_a_repeat_is_one_figure() -> None:
    body = "全年开展行政检查40次。\n（二）规范执法。全年开展行政检查40次，整改到位。"
    report = read_short(body)
    assert stated(body) == ["inspections 40"]
    assert not report.findings


def test_two_totals_stay_and_are_told() -> None:
    body = "全年开展行政检查40次。\n（二）规范执法。全年开展行政检查42次，整改到位。"
    report = read_short(body)
    assert stated(body) == ["inspections 40", "inspections 42"]
    (finding,) = report.findings
    assert finding.indicator == "inspections"
    words = {span.cut(report.document.text) for span in finding.spans}
    assert words == {"全年开展行政检查40次", "全年开展行政检查42次"}


def test_a_bound_and_the_number_that_meets_it_are_one_fact() -> None:
    body = "全年开展行政检查40余次。\n（二）规范执法。全年开展行政检查42次，整改到位。"
    assert stated(body) == ["inspections 42"]
    assert not read_short(body).findings
