"""A small made-up data set with every case that pages and queries must cope with."""

from datetime import date
from decimal import Decimal

from etl.model import Deed, Finding, Genre, LedgerFigure, NamedKind, Report, Span
from tests.makers import Naming, Stated, make_ledger_figure, make_report

STALLS = Naming(
    NamedKind.NORMATIVE_DOCUMENT,
    "印发《望川市摊点管理办法》（望政办发〔2023〕7号）",
    "《望川市摊点管理办法》（望政办发〔2023〕7号）",
    "望川市摊点管理办法",
    "望政办发〔2023〕7号",
    "望川市人民政府办公室",
    Deed.ISSUED,
)
FEES = Naming(
    NamedKind.NORMATIVE_DOCUMENT, "废止《望川市占道收费规定》", "《望川市占道收费规定》",
    "望川市占道收费规定", issuer="望川市城市管理局", deed=Deed.REPEALED,
)  # fmt: skip
PENALTY_LAW = Naming(
    NamedKind.LAW, "集体学习《行政处罚法》", "《行政处罚法》", "中华人民共和国行政处罚法"
)
FIRM = Naming(NamedKind.LAW_FIRM, "续聘望川律师事务所", "望川律师事务所", "望川律师事务所")
STREETS = Naming(
    NamedKind.INSPECTION_FIELD, "在户外广告、渣土运输等领域开展检查", "渣土运输", "渣土运输"
)
SITE = Naming(NamedKind.PLATFORM, "通过市政府门户网站公开信息", "政府门户网站", "政府门户网站")
ACCOUNT = Naming(
    NamedKind.PLATFORM, "“望川城管”公众号推送信息", "“望川城管”公众号", "微信公众号“望川城管”"
)


def small_ledger() -> list[LedgerFigure]:
    """Return ledger rows: a body without reports, and one that also reports."""
    figures = (("望川市人民政府", 2021, "8410"), ("望川市人民政府", 2022, "9020"))
    rows = [
        make_ledger_figure(
            line=line,
            agency=agency,
            year=year,
            indicator="disclosures_proactive",
            value=Decimal(value),
            unit="条",
            source_url=f"https://wangchuan.example/open/{year}",
        )
        for line, (agency, year, value) in enumerate(figures, 2)
    ]
    return [*rows, make_ledger_figure(line=4, value=Decimal(77))]


def count_report(
    agency: str, region: str, year: int, indicator: str, words: str, number: str, unit: str
) -> Report:
    """Return a report that states one count."""
    stated = Stated(indicator, f"{words}{number}{unit}", number, unit)
    return make_report(agency, year, [stated], region=region)


def small_reports() -> list[Report]:
    """Return reports of two regions, five bodies and 2019-2023, with every case a page shows.

    望川市城市管理局: exact, over, about, stated zero, a total with parts; 2021 no report;
    2022 also published again (superseded). 望川市水利局: parts only (2022), two totals in
    conflict confirmed by the disclosure report (2023). 望川市教育局: silent on inspections.
    青屿县城市管理局, 青屿县水利局: another region, other measure words; rates and money.
    """
    return [*_wangchuan_reports(), *_qingyu_reports()]


def _wangchuan_reports() -> list[Report]:
    city, water = "望川市城市管理局", "望川市水利局"
    parts = (
        Stated("inspections", "日间检查300次", "300", "次", part="日间"),
        Stated("inspections", "夜间检查120次", "120", "次", part="夜间"),
    )
    contradiction = Finding(
        "conflict", "报告前后写有两个不同的总数：61 次与 16 次。", (Span(0, 4),), "inspections"
    )
    reports = [
        make_report(
            city,
            2019,
            [
                Stated("inspections", "开展行政检查520次", "520", "次"),
                Stated("normative_documents_issued", "制定行政规范性文件3件", "3", "件"),
                Stated("penalty_amount", "罚没款12.5万元", "125000", "元"),
            ],
        ),
        make_report(
            city,
            2020,
            [
                Stated("inspections", "开展行政检查480余次", "480", "次", "over"),
                Stated("legal_counsel_lawyers", "聘请法律顾问2名", "2", "名"),
                Stated("disclosures_proactive", "主动公开政府信息305条", "305", "条"),
            ],
        ),
        make_report(
            city,
            2022,
            [Stated("inspections", "开展行政检查约410次", "410", "次", "about")],
            published_on=date(2023, 3, 1),
            named=[FIRM],
        ),
        make_report(
            city,
            2022,
            [
                Stated("inspections", "开展行政检查约430次", "430", "次", "about"),
                Stated("normative_documents_issued", "制定行政规范性文件0件", "0", "件"),
                Stated("disclosures_proactive", "主动公开政府信息近400条", "400", "条", "about"),
            ],
            published_on=date(2023, 5, 9),
            remark="本报告为更正后重新公布。",
            named=[STREETS, SITE],
        ),
        make_report(
            city,
            2023,
            [
                Stated("inspections", "开展行政检查420次", "420", "次", parts=parts),
                Stated("legal_counsel_lawyers", "聘请法律顾问3名", "3", "名"),
                Stated("court_attendance_rate", "负责人出庭应诉率100%", "100", "%"),
                Stated("disclosures_proactive", "主动公开政府信息512条", "512", "条"),
            ],
            named=[STALLS, FEES, PENALTY_LAW, FIRM, STREETS, SITE, ACCOUNT],
        ),
        make_report(
            city,
            2023,
            [
                Stated("disclosures_proactive", "主动公开政府信息517条", "517", "条"),
                Stated("disclosure_requests_received", "收到申请0件", "0", "件"),
            ],
            genre=Genre.DIS,
        ),
        make_report(
            water,
            2022,
            [
                Stated("inspections", "河道检查30次", "30", "次", part="河道"),
                Stated("inspections", "工地检查12次", "12", "次", part="工地"),
            ],
        ),
        make_report(
            water,
            2023,
            [
                Stated("inspections", "开展检查61次", "61", "次"),
                Stated("inspections", "全年检查16次", "16", "次"),
            ],
            findings=[contradiction],
        ),
        make_report(
            water, 2023, [Stated("inspections", "年度检查61次", "61", "次")], genre=Genre.DIS
        ),
    ]
    reports += [
        count_report("望川市教育局", "望川市", year, "study_sessions", "组织集体学法", str(n), "次")
        for year, n in ((2019, 4), (2020, 6), (2021, 6), (2022, 9), (2023, 11))
    ]
    return reports


def _qingyu_reports() -> list[Report]:
    city, water = "青屿县城市管理局", "青屿县水利局"
    reports = [
        count_report(city, "青屿县", year, "inspections", "检查经营单位", str(n), "家次")
        for year, n in ((2019, 1200), (2020, 1310), (2021, 990), (2022, 875))
    ]
    reports += [
        make_report(
            city,
            2023,
            [
                Stated("inspections", "检查经营单位1.8万余家次", "18000", "家次", "over"),
                Stated("inspections", "联合检查4次", "4", "次"),
                Stated("penalty_amount", "罚款5.99亿元", "599000000", "元"),
                Stated("normative_documents_issued", "出台规范性文件12件", "12", "件"),
            ],
            region="青屿县",
        ),
        make_report(
            water,
            2023,
            [
                Stated("inspections", "行政检查0次", "0", "次"),
                Stated("court_attendance_rate", "出庭应诉率98.6%", "98.6", "%"),
                Stated("legal_counsel_lawyers", "聘请律师2名", "2", "名"),
            ],
            region="青屿县",
        ),
    ]
    return reports
