"""Texts about a report are no reports; a report's own voice is heard (texts invented)."""

import pytest

from etl.errors import Rejected, RejectionKind
from etl.extract.header import read_header
from etl.extract.names import load_names
from etl.model import Document, Media, PageFacts, Span

NAMES = load_names()
REPORT = (
    "各项工作按照要求有序推进，现将有关情况报告如下。\n一、主要举措和成效\n（一）加强领导。"
    "我局召开会议若干次，认真研究有关事项。\n二、存在的不足\n人手偏少。\n三、下一步打算\n"
    "我局将加强培训。\n望川市水利局\n2024年1月5日"
)


def read(title: str, text: str, *, page: bool) -> None:
    whole = f"{title}\n\n{text}" if title else text
    facts = PageFacts(titles=(title,)) if page and title else PageFacts()
    read_header(Document("t", "0" * 64, Media.TEXT, whole, Span(0, len(whole)), facts), NAMES)


ABOUT = [
    (
        "《望川市2023年度法治政府建设情况报告》政策解读",
        "为便于理解，现解读如下：\n一、起草背景\n按照要求。",
    ),
    (
        "【文字解读】《望川市人民政府关于2024年法治政府建设情况的报告》文件解读",
        "一、背景依据\n按照要求。二、目标任务。",
    ),
    ("一图读懂望川市2023年法治政府建设年度报告", "图片"),
    ("望川市召开会议听取2023年度法治政府建设情况报告", "近日，会议指出。"),
    ("读望川市2023年法治政府建设年度报告有感", "这份报告写得很实。"),
    (
        "望川市发布2023年法治政府建设年度报告",
        "近日，望川市发布2023年法治政府建设年度报告。报告显示，全年检查五百次。（记者 某某）",
    ),
    (
        "我市晒出法治政府建设成绩单",
        "本报讯 近日，市政府发布《2023年法治政府建设年度报告》。报告显示，全年办理复议案件一百件。",
    ),
    ("关于印发《2024年法治政府建设工作要点》的通知", "各单位：现将工作要点印发给你们。"),
    ("望川市2024年法治政府建设工作要点", "一、总体要求。二、主要任务。"),
    ("学习《望川市2023年法治政府建设年度报告》的几点体会", "笔者认真读完了报告。"),
    ("望川市司法局局长就2023年法治政府建设年度报告答记者问", "问：答："),
    ("望川市2023年法治政府建设年度报告解读", "报告共分五个部分。"),
    ("法治政府建设年度报告阅读笔记", "读完这份报告，印象最深的是数字。"),
    (
        "望川市水利局2023年法治政府建设年度报告公布",
        "日前，市水利局向社会公布了法治政府建设年度报告。据了解，报告分五个部分。",
    ),
    ("市政府常务会议审议通过2023年度法治政府建设情况报告", "会议强调。"),
    ("望川市人大常委会听取和审议市政府关于2023年度法治政府建设情况的报告", ""),
    (
        "2023年度法治政府建设情况报告",
        "近日，市政府网站公开了《法治政府建设情况报告》。报告指出，全年检查一千家次。",
    ),
]
REPORTS = [
    ("望川市水利局2023年度法治政府建设情况报告", REPORT),
    ("望川市水利局关于公布2023年度法治政府建设情况报告的公告", REPORT),
    ("望川市水利局2023年度法治政府建设情况报告公示", REPORT),
    ("望川市水利局关于2023年开展依法行政工作情况的报告", REPORT),
    ("关于印发《望川市水利局2023年度法治政府建设情况报告》的通知", REPORT),
    ("", "全年开展行政检查35次，办理行政处罚案件3件。"),
    ("", "近日，我局开展行政检查35次，办理行政处罚案件3件。"),
    ("", "2023年，我局开展普法宣传12场，会议强调要依法行政。记者节当天走访媒体。"),
    (
        "望川市水利局2023年法治政府建设年度报告",
        "2023年，工作有序推进。\n一、举措\n召开座谈会三次。近日又开展检查。\n二、不足\n少。",
    ),
    (
        "望川市水利局2023年度政府信息公开工作年度报告",
        "2023年，工作有序推进。召开座谈会三次，近日又收到申请一件。",
    ),
    ("望川市水利局2024年度法治政府建设工作总结和2025年工作要点", REPORT),
    ("望川市司法局2023年法治宣传教育和依法治市工作情况汇报", REPORT),
    ("望川市法治政府建设工作情况报告（2023年度）", REPORT),
]


@pytest.mark.parametrize("page", [True, False])
@pytest.mark.parametrize(("title", "text"), ABOUT)
def test_texts_about_a_report_are_rejected(title: str, text: str, page: bool) -> None:
    with pytest.raises(Rejected) as caught:
        read(title, text, page=page)
    assert caught.value.kind is RejectionKind.NOT_A_REPORT
    assert caught.value.message.endswith("。")


@pytest.mark.parametrize("page", [True, False])
@pytest.mark.parametrize(("title", "text"), REPORTS)
def test_reports_and_passages_are_kept(title: str, text: str, page: bool) -> None:
    read(title, text, page=page)
