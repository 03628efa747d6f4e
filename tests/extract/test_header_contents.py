"""Required contents by heading and by substance, dates, signatures, years (texts invented)."""

from datetime import date

import pytest

from etl.extract.header import read_header
from etl.extract.names import load_names
from etl.extract.report_dates import find_year, read_date
from etl.extract.signature import find_signature
from etl.model import Document, Media, PageFacts, Span

NAMES = load_names()
TITLE = "望川市水利局2023年度法治政府建设报告"

CONTENTS = [
    (
        "一、举措\n局党组书记、局长全年听取执法汇报四次，牵头清理合同，旁听庭审一次。\n二、不足\n少。\n三、下一步打算\n学。",
        "measu first short next_",
    ),
    (
        "一、举措\n局党组书记、局长主持召开党组会，研究部署、谋划考核法治工作。\n二、不足\n少。\n三、下一步打算\n学。",
        "measu short next_",
    ),
    (
        "一、举措\n调整法治建设领导小组，由局长任组长，定期研究。\n二、不足\n少。\n三、下一步打算\n学。",
        "measu short next_",
    ),
    (
        "一、举措\n分管副局长主持普法，研究合同，旁听庭审，督办案件。\n各科室负责人带头学法、研究案件、旁听庭审。\n二、不足\n少。\n三、下一步打算\n学。",
        "measu short next_",
    ),
    (
        "一、举措\n认真学习《党政主要负责人履行推进法治建设第一责任人职责规定》，全局开展学习六次。各项工作有序推进。\n二、不足\n人手少。\n三、打算\n培训。",
        "measu short next_",
    ),
    (
        "一、举措\n召开会议六次。\n二、不足\n个别科室第一责任人职责落实不到位。\n三、下一步打算\n压实主要负责人法治建设第一责任人职责。",
        "measu short next_",
    ),
    (
        "一、举措\n要求各科室负责人切实履行法治建设第一责任人职责。落实安全生产第一责任人责任。\n二、不足\n少。\n三、下一步打算\n学。",
        "measu short next_",
    ),
    (
        "一、举措\n局党组书记、局长对法治建设重要工作亲自部署、重大问题亲自过问。\n二、不足\n少。\n三、下一步打算\n学。",
        "measu first short next_",
    ),
    (
        "一、举措\n局主要领导切实履行法治建设第一责任人职责，主持会议六次。\n二、不足\n少。",
        "measu first short",
    ),
    (
        "2023年，望川市水利局坚持依法行政，全年开展执法检查三十五次，办理案件三件，组织培训六次，各项工作取得新进展，群众满意度稳步提升，没有发生行政复议和行政诉讼案件。\n但也存在人员偏少等问题。\n下一步，我局将加强培训。",
        "measu short next_",
    ),
    (
        "一、举措\n（一）执法\n检查五次。下一步，将继续加强。\n（二）普法\n宣传三场。\n（三）公开\n公开信息五条，全年答复两件，没有收费，没有复议诉讼案件发生，群众满意。\n二、不足\n人手少，经费少，培训少。",
        "measu short",
    ),
    (
        "一、举措\n检查五次。\n二、存在的不足和下一步打算\n人手偏少。今后将加强培训。",
        "measu short next_",
    ),
    (
        "一、主要做法\n检查五次。\n二、主要成效\n满意。\n三、主要负责人履行推进法治建设第一责任人职责情况\n主持会议。\n四、其他需要报告的事项\n无。",
        "measu first",
    ),
    (
        "一、强化领导\n检查五次。\n二、规范执法\n满意。\n三、短板弱项\n少。\n四、2024年工作谋划\n学。",
        "measu short next_",
    ),
    (
        "一、强化领导\n检查五次。\n二、规范执法\n满意。\n三、差距与不足\n少。\n四、二〇二四年重点工作\n学。",
        "measu short next_",
    ),
    (
        "第一部分\u30002023年工作总结\n一、强化领导\n甲。\n第二部分\u3000存在问题\n少。\n第三部分\u30002024年工作打算\n学。",
        "measu short next_",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONTENTS)
def test_required_contents(text: str, expected: str) -> None:
    whole = f"{TITLE}\n{text}"
    document = Document("t", "0" * 64, Media.TEXT, whole, Span(0, len(whole)))
    sections = read_header(document, NAMES).sections
    assert " ".join(section.kind.value[:5] for section in sections) == expected


def test_the_passage_that_shows_a_content() -> None:
    text = f"{TITLE}\n一、举措\n甲。局长履行法治建设第一责任人职责。乙。\n二、不足\n少。\n"
    document = Document("t", "0" * 64, Media.TEXT, text, Span(len(TITLE) + 1, len(text)))
    passages = [section.span.cut(text) for section in read_header(document, NAMES).sections]
    assert passages[1] == "局长履行法治建设第一责任人职责。"
    assert passages[2] == "二、不足\n少。\n"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("二〇二四年二月二日", date(2024, 2, 2)),
        ("二○二三年十二月三十一日", date(2023, 12, 31)),
        ("二Ｏ二四年一月十日", date(2024, 1, 10)),
        ("二零二二年元月九日", date(2022, 1, 9)),
        ("２０２４年１月５日", date(2024, 1, 5)),
        ("2 0 2 4 年 1 月 2 5 日", date(2024, 1, 25)),
        ("2024年1月 9 日", date(2024, 1, 9)),
        ("发布时间：2024年01月05日 10:20", date(2024, 1, 5)),
        ("2024-01-05", date(2024, 1, 5)),
        ("2024.1.5", date(2024, 1, 5)),
        ("2024/1/5", date(2024, 1, 5)),
        ("20240105", date(2024, 1, 5)),
        ("2024-02-30", None),
        ("2024年13月1日", None),
        ("2087年1月1日", None),
        ("无", None),
        (None, None),
    ],
)
def test_notations_of_a_date(written: str | None, expected: date | None) -> None:
    assert read_date(written) == expected


@pytest.mark.parametrize(
    ("text", "bodies", "day"),
    [
        ("正文。\n望川市水利局\n2024年1月25日", ("望川市水利局",), date(2024, 1, 25)),
        ("正文。\n　　望川市水利局　　2024年1月25日", ("望川市水利局",), date(2024, 1, 25)),
        (
            "正文。\n望川市水利局（盖章）\n二〇二四年一月二十五日\n附件：统计表",
            ("望川市水利局",),
            date(2024, 1, 25),
        ),
        ("正文。\n2024年1月25日\n望川市水利局", ("望川市水利局",), date(2024, 1, 25)),
        ("正文。\n望 川 市 水 利 局\n2024 年 1 月 25 日", ("望川市水利局",), date(2024, 1, 25)),
        ("标题\n望川市水利局\n（2024年1月25日）\n正文。", ("望川市水利局",), date(2024, 1, 25)),
        ("2023年12月31日前完成。\n正文至2024年1月1日。", (), None),
    ],
)
def test_signatures(text: str, bodies: tuple[str, ...], day: date | None) -> None:
    signature = find_signature(text)
    assert (signature.bodies, signature.day) == (bodies, day)


@pytest.mark.parametrize(
    ("title", "text", "signed", "published", "year"),
    [
        ("望川市水利局2023年度法治政府建设报告", "", None, date(2025, 11, 2), 2023),
        ("望川市水利局二〇二三年法治政府建设报告", "", None, None, 2023),
        ("望川市水利局2023法治政府建设报告", "", None, None, 2023),
        ("望川市水利局法治政府建设报告（2023年度）", "", None, None, 2023),
        ("2024年1月关于2023年度依法行政的报告", "", None, None, 2023),
        ("2021年工作总结及2022年工作计划", "", None, None, 2021),
        ("法治政府建设报告", "自2022年1月1日起至2022年12月31日止", None, None, 2022),
        ("法治政府建设报告", "《纲要（2021—2025年）》，现将2022年度情况报告如下", None, None, 2022),
        ("法治政府建设报告", "2021年5月出台。\n2022年，检查五次。", None, None, 2022),
        ("法治政府建设报告", "各项工作有序推进。", date(2023, 1, 9), None, 2022),
        ("法治政府建设报告", "各项工作有序推进。", date(2022, 12, 30), None, 2022),
        ("法治政府建设报告", "各项工作有序推进。", None, date(2023, 3, 9), 2022),
        ("法治政府建设报告", "到2087年，建成。", date(2023, 1, 9), None, 2022),
        ("法治政府建设报告", "各项工作有序推进。", None, None, None),
    ],
)
def test_reporting_year(
    title: str, text: str, signed: date | None, published: date | None, year: int | None
) -> None:
    assert find_year(title, text, signed, published) == year


def test_dates_of_the_page_and_of_the_signature_are_two() -> None:
    text = f"{TITLE}\n各项工作有序推进。\n望川市水利局\n2024年1月25日"
    facts = PageFacts(published="2024-02-26 10:13", signed="2024-01-30")
    document = Document("t", "0" * 64, Media.HTML, text, Span(0, len(text)), facts)
    header = read_header(document, NAMES)
    assert (header.published_on, header.signed_on) == (date(2024, 2, 26), date(2024, 1, 25))
