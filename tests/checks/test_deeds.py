"""What the next report tells of a measure: done, mentioned, silent, or unclear."""

from dataclasses import replace

import pytest

from etl.checks.deeds import follow
from etl.checks.followed import State
from etl.checks.grams import find_rarity
from etl.checks.outcome import ACCUSING
from etl.checks.promise_outcomes import list_outcomes
from etl.checks.promises import find_promises
from tests.checks.promise_pairs import make_record

BODY = "苇桥县林业局"
# A year of other work: long enough that silence means something.
OTHER_WORK = (
    "（一）依法履职。全年办理采伐许可316件，平均用时两天，群众足不出户即可领取证照。对木材加工企业实行分级管理，"
    "守法企业减少检查，失信企业提高频次，全年检查企业74家次，立案9件，罚款11.6万元。\n"
    "（二）化解纠纷。受理山林权属争议23起，逐起到现场勘界，调处成功21起，未发生群体性事件。聘请退休干部担任"
    "调解员，在集镇设立接待日，当面听取诉求，当场答复疑问。对历史遗留争议建立档案，逐步化解。\n"
    "（三）信息公开。公开造林补助、采伐指标、征占用林地审批结果等内容208条，办理依申请公开4件，均在期限内答复。"
    "回应热线工单167件，满意率98.2%。邀请企业负责人参观林场，听取建议。\n"
    "（四）便民服务。开通苗木检疫预约通道，工作日随到随检，节假日电话预约；为偏远村组提供上门办证，往返里程由单位承担，"
    "全年上门112次。编发采伐指南一千余份，张贴在村务公开栏，方便群众对照准备材料。\n"
    "（五）队伍管理。执法队员参加省级统考，合格率百分之百；建立执法档案，记录培训、考核、奖惩情况。\n"
)


def tell(plan: str, deeds: str = "", shortcomings: str = "个别队员记录不规范。", ahead: str = ""):
    """Return what became of the first measure of a plan, and the records of both years."""
    first = make_record(BODY, 2022, f"一、主要举措\n{OTHER_WORK}二、2023年主要安排\n（一）{plan}\n")
    text = (
        f"一、主要举措\n{OTHER_WORK}（六）其他工作。{deeds}\n二、存在的不足\n（一）{shortcomings}\n"
        f"三、2024年主要安排\n（一）{ahead or '加强队伍建设。'}\n"
    )
    later = make_record(BODY, 2023, text)
    (found, *_) = follow(find_promises(first), later, find_rarity([first, later]))
    return found, first, later


@pytest.mark.parametrize(
    ("plan", "deeds"),
    [
        ("建成古树名木保护站。", "古树名木保护站于六月建成，配备养护人员。"),
        ("出台古树名木保护管理办法。", "《古树名木保护管理办法》经集体审议后印发。"),
        ("组织林区瞭望员轮训。", "举办林区瞭望员培训班，全部瞭望员参加。"),
        ("选聘护林监督员20名。", "面向社会选聘护林监督员20名。"),
        ("设立林权流转服务窗口。", "林权流转服务窗口在政务大厅挂牌。"),
        ("修订采伐作业设计规范。", "完成采伐作业设计规范修订。"),
        ("推行护林“码上巡”。", "在全部林场推行护林“码上巡”，巡护轨迹自动留存。"),
        ("开发林火预警小程序。", "林火预警小程序几经测试，已于九月上线。"),
    ],
)
def test_done(plan, deeds):
    found, first, later = tell(plan, deeds)
    assert found.state is State.DONE
    assert found.answer is not None
    for text, span, quote in (
        (first.text, found.promise.span, found.promise.quote),
        (later.text, found.answer.span, found.answer.quote),
    ):
        assert span.cut(text) == quote
    assert all(mark.cut(later.text) in found.answer.quote for mark in found.answer.marks)


@pytest.mark.parametrize(
    ("plan", "changes", "reason"),
    [
        ("建成古树名木保护站。", {"deeds": "古树名木保护站主体完工，正在装修。"}, "hindered"),
        (
            "出台古树名木保护管理办法。",
            {"deeds": "古树名木保护管理办法形成征求意见稿。"},
            "hindered",
        ),
        ("建成古树名木保护站。", {"shortcomings": "古树名木保护站尚未建成。"}, "again"),
        ("建成古树名木保护站。", {"ahead": "建成古树名木保护站。"}, "again"),
        ("新建林区瞭望塔12座。", {"deeds": "新建林区瞭望塔5座。"}, "fewer"),
        # Studying rules, or working by them, is not issuing them.
        ("出台古树名木保护管理办法。", {"deeds": "组织学习古树名木保护管理办法。"}, "mentioned"),
        ("建立林火监测预警平台。", {"deeds": "依托林火监测预警平台建立值守制度。"}, "mentioned"),
        ("制定古树名木认养规定。", {"deeds": "全年未制定古树名木认养规定。"}, "mentioned"),
    ],
)
def test_mentioned(plan, changes, reason):
    found, _, _ = tell(plan, **changes)
    assert (found.state, found.reason) == (State.MENTIONED, reason)
    assert found.answer is not None


@pytest.mark.parametrize(
    "plan",
    [
        "建成古树名木保护站。",
        "出台《湿地鸟类观测办法》。",
        "举办苗木花卉博览论坛。",
        "选聘护鸟志愿者60名。",
    ],
)
def test_silent(plan):
    found, first, _ = tell(plan)
    assert found.state is State.SILENT
    (outcome, *_) = list_outcomes(first, [found])
    assert outcome.verdict in ACCUSING
    assert outcome.passages[0].quote == found.promise.quote


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        ("持续加强法治学习。", "generic"),
        ("完善湿地鸟类观测机制。", "soft"),
        # Its words stand in the next report, of other things; the last may tell it in other words.
        ("建立采伐企业执法档案。", "soft"),
        ("组织采伐企业负责人到林场集中参观见学。", "near"),
    ],
)
def test_unclear(plan, reason):
    found, first, _ = tell(plan)
    assert (found.state, found.reason) == (State.UNCLEAR, reason)
    (outcome, *_) = list_outcomes(first, [found])
    assert outcome.verdict not in ACCUSING


def test_silence_needs_a_report_long_enough_and_a_report_at_all():
    plan = "一、主要举措\n加强巡护。\n二、2023年主要安排\n建成古树名木保护站。\n"
    promises = find_promises(make_record(BODY, 2022, plan))
    short = make_record(BODY, 2023, "一、主要举措\n全年办理采伐许可316件。\n")
    assert [each.reason for each in follow(promises, short)] == ["short"]
    assert [each.reason for each in follow(promises, None)] == ["no_next"]
    assert [each.reason for each in follow(promises, replace(short, text=None))] == ["no_next"]


def test_a_body_is_not_met_by_its_own_name():
    found, _, _ = tell(f"设立{BODY}鸟类救护站。", f"{BODY}办理许可316件。")
    assert found.state is not State.DONE
