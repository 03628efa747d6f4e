"""What short reports state: zeros, lists, parts and totals, named firms, exact evidence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from short_reports import TITLE, catalog, check_evidence, named, names, parts, read_short, stated

from etl.errors import Rejected
from etl.extract import read_report
from etl.extract.report import read_figures
from etl.model import Genre, Header, Qualifier
from tests.cpu_limit import cpu_limit
from tests.makers import make_document
from tests.text.numeral_styles import Written, counts, large, rates


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("全年行政复议0件。", ["reconsiderations 0"]),
        ("全年行政处罚零件。", ["penalties 0"]),
        ("行政复议、行政诉讼均为0。", ["lawsuits 0", "reconsiderations 0"]),
        ("行政复议和行政诉讼案件均为零。", ["lawsuits 0", "reconsiderations 0"]),
        ("未发生行政复议、行政诉讼案件。", ["lawsuits 0", "reconsiderations 0"]),
        ("无行政复议、行政诉讼案件。", ["lawsuits 0", "reconsiderations 0"]),
        ("未收到政府信息公开申请。", ["disclosure_requests_received 0"]),
        ("未采取行政强制措施。", ["coercive_measures 0"]),
        (
            "行政规范性文件制定0 修订0 废止0。",
            ["normative_documents_issued 0", "normative_documents_repealed 0"],
        ),
        pytest.param(
            "未发生一起行政诉讼案件。",
            ["lawsuits 0"],
        ),
        pytest.param(
            "未发生1起行政复议案件。",
            ["reconsiderations 0"],
        ),
        pytest.param("无一件行政复议案件。", ["reconsiderations 0"]),
        pytest.param(
            "行政处罚、行政强制均未发生。",
            ["coercive_measures 0", "penalties 0"],
        ),
        pytest.param("行政检查开展0—5次。", []),
    ],
)
def test_a_stated_nothing_is_an_exact_zero(body: str, expected: list[str]) -> None:
    assert stated(body) == expected


def test_silence_states_nothing() -> None:
    assert stated("认真落实行政处罚、行政检查、行政复议和信息公开各项制度。") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "制定、修订、废止规范性文件分别为2件、1件、4件。",
            ["normative_documents_issued 2", "normative_documents_repealed 4"],
        ),
        ("行政复议、行政诉讼分别为3件和5件。", ["lawsuits 5", "reconsiderations 3"]),
        (
            "行政检查、行政处罚、行政强制分别为40次、5件、2件。",
            ["coercive_measures 2", "inspections 40", "penalties 5"],
        ),
        ("全年行政复议、行政诉讼各2件。", ["lawsuits 2", "reconsiderations 2"]),
        ("全年立案12起，罚款3万元。", ["enforcement_cases 12", "penalty_amount 30000"]),
        (
            "收到政府信息公开申请5件，办结4件。",
            ["disclosure_requests_answered 4", "disclosure_requests_received 5"],
        ),
        (
            "受理并按期办结依申请公开5件。",
            ["disclosure_requests_answered 5", "disclosure_requests_received 5"],
        ),
        ("水利、渔政、水土保持等领域共检查企业40家次。", ["inspections 40"]),
        ("党组会、局务会、办公会学法共12次。", ["study_sessions 12"]),
        ("行政复议、行政诉讼共5件。", []),
        ("办理10件人大建议和28件政协提案。", ["proposals_handled 10", "proposals_handled 28"]),
        (
            "宣布废止的规范性文件28件、限期予以修改的规范性文件13件。",
            ["normative_documents_repealed 28"],
        ),
        (
            "收到政府信息公开申请3项，无上年结转政府信息公开申请。",
            ["disclosure_requests_received 3"],
        ),
    ],
)
def test_lists_give_each_thing_its_number(body: str, expected: list[str]) -> None:
    assert stated(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("开展行政检查40次，其中联合检查12次。", {"inspections 40": ["12"]}),
        ("开展行政检查40次，含联合检查12次。", {"inspections 40": ["12"]}),
        ("作出行政处罚50件（一般程序30件、简易程序20件）。", {"penalties 50": ["30", "20"]}),
        (
            "公开政府信息320条，其中门户网站200条、政务新媒体120条。",
            {"disclosures_proactive 320": ["200", "120"]},
        ),
        (
            "通过网站公开信息200条，通过新媒体公开信息120条，共计公开信息320条。",
            {"disclosures_proactive 320": ["200", "120"]},
        ),
        (
            "合法性审查128件，其中合同61件。",
            {"legality_reviews 128": [], "contracts_reviewed 61": []},
        ),
        (
            "承办建议提案25件，其中代表建议11件（主办1件、协办10件）、政协提案14件。",
            {"proposals_handled 25": ["11", "1", "10", "14"]},
        ),
        (
            "公开政府信息343条，具体为门户网站198条、其他媒体145条。",
            {"disclosures_proactive 343": ["198", "145"]},
        ),
        # Small numbers add up by chance: 1 and 2 are no parts of 3.
        (
            "召开依法行政推进会1次，党组会专题研究法治建设3次，法治工作例会2次。",
            {
                "meetings_on_rule_of_law 1": [],
                "meetings_on_rule_of_law 3": [],
                "meetings_on_rule_of_law 2": [],
            },
        ),
        pytest.param(
            "一般程序处罚30件，简易程序处罚20件，合计50件。",
            {"penalties 50": ["30", "20"]},
        ),
    ],
)
def test_parts_hang_under_a_stated_total(body: str, expected: dict[str, list[str]]) -> None:
    assert parts(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "通过门户网站公开信息200条，通过政务新媒体公开信息120条。",
            {"门户网站": "disclosures_proactive 200", "政务新媒体": "disclosures_proactive 120"},
        ),
        (
            "举办法治讲座、执法培训各2场次。",
            {"法治讲座": "study_sessions 2", "执法培训": "study_sessions 2"},
        ),
        (
            "举办执法轮训班，执法轮训班参训210人次。75名干部参加全县学法用法考试。",
            {"执法轮训班": "people_trained 210", "全县学法用法考试": "people_trained 75"},
        ),
    ],
)
def test_a_split_without_a_total_names_its_parts(body: str, expected: dict[str, str]) -> None:
    assert named(body) == expected


def test_different_measure_words_are_no_split() -> None:
    report = read_short("全年开展行政检查120次，检查企业340家次。")
    units = {(each.value, each.unit, each.part) for each in report.observations}
    assert units == {(120, "次", None), (340, "家次", None)}


@pytest.mark.parametrize(
    ("body", "firms", "evidence"),
    [
        ("与松石律师事务所签订法律顾问合同。", 1, ["松石律师事务所"]),
        ("续聘松石（青岚）律师事务所为法律顾问。", 1, ["松石（青岚）律师事务所"]),
        (
            "聘请松石律师事务所、清泉律师事务所担任法律顾问。",
            2,
            ["松石律师事务所", "清泉律师事务所"],
        ),
    ],
)
def test_firms_named_as_hired_are_counted(body: str, firms: int, evidence: list[str]) -> None:
    (figure,) = read_short(body).observations
    assert (figure.indicator, figure.value) == ("legal_counsel_firms", firms)
    assert all(name in figure.quote for name in evidence)


def test_a_firm_beside_its_lawyer_and_a_stated_number_of_firms() -> None:
    body = "与松石律师事务所签订法律顾问合同，委派1名律师。"
    assert stated(body) == ["legal_counsel_firms 1", "legal_counsel_lawyers 1"]
    assert stated("聘请2家律师事务所，即松石律师事务所等。") == ["legal_counsel_firms 2"]


@pytest.mark.parametrize(
    ("body", "digits"), [("检查10余次。", "10余次"), ("检查１２家次。", "１２家次")]
)
def test_the_number_covers_its_bound_and_its_measure_word(body: str, digits: str) -> None:
    report = read_short(f"全年开展行政{body}")
    assert [each.number.cut(report.document.text) for each in report.observations] == [digits]


def test_a_quote_starts_with_its_words() -> None:
    (figure,) = read_short("依托315体系，办理投诉举报30件。").observations
    assert figure.quote == "办理投诉举报30件"


@pytest.mark.parametrize(
    ("before", "unit", "after", "written"),
    [
        ("全年开展行政检查", "次", "。", counts()),
        ("全年罚没款", "元", "。", large("元")),
        ("行政执法处理结果满意率", "%", "。", rates()),
    ],
    ids=("counts", "amounts", "rates"),
)
def test_every_style_of_number_in_a_report(
    before: str, unit: str, after: str, written: st.SearchStrategy[Written]
) -> None:
    @given(written)
    @settings(deadline=None, max_examples=60)
    def check(number: Written) -> None:
        (figure,) = read_short(f"{before}{number.text}{after}").observations
        assert (figure.value, figure.qualifier) == (number.value, number.qualifier)
        assert figure.unit == unit and figure.quote.endswith(number.text)

    check()


WORDS = """
开展 检查 行政 处罚 3件 12次 〔2023〕5号 第 《 》 （ ） ， 。 ； ： 、 其中 分别为 各 均为 0 零 未发生 无
2022年 二〇二三年 同比 累计 百分之 九成 万 亿 余 多 约 点 一 两 百 松石律师事务所 聘请 委派 律师 规范性文件
政府信息 公开 申请 复议 诉讼 % ‰ 下一步 一、 （二） 全省 每季度 共计 等 1,000 首位 法治 培训 — 至
""".split()  # noqa: SIM905 - words read better as words
PIECES = st.sampled_from([*WORDS, "\n", "\t", "\u3000", "\r", "\ufeff"]) | st.text(max_size=3)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(deadline=None, max_examples=200)
def test_any_text_is_read_with_exact_quotes(body: str) -> None:
    document = make_document(f"{TITLE}\n{body}")
    try:
        report = read_report(document, catalog(), names())
    except Rejected:
        return
    for observation in report.observations:
        check_evidence(observation, document.text)
        assert observation.value >= 0 and observation.qualifier in Qualifier


def test_a_rate_of_endless_digits_loses_no_document() -> None:
    assert stated(f"执法满意率百分之{'一' * 5000}。\n全年作出行政处罚5件。")[-1] == "penalties 5"


SPARSE = [
    "检查",
    "、",
    "行政处罚",
    "律师事务所",
    "《",
    "（",
    "，",
    "。",
    "1",
    " ",
    "\n",
    "全省",
    "其中",
]
DENSE = ["1、", "检查1次。", "1,000,", "其中1件，", "分别为1件、", "（1", "1—", "1\n"]


def read_repeated(unit: str, length: int) -> None:
    text = f"{TITLE}\n一、举措\n开展行政检查{unit * (length // len(unit))}"
    header = Header(Genre.ROL, agency="青岚县水利局", region="青岚县", year=2023)
    read_figures(make_document(text), header, catalog())


@pytest.mark.parametrize("unit", SPARSE)
def test_adversarial_lengths_without_numbers(unit: str) -> None:
    with cpu_limit(20):
        read_repeated(unit, 200_000)


@pytest.mark.parametrize("unit", DENSE)
def test_adversarial_rows_of_numbers(unit: str) -> None:
    with cpu_limit(5):
        read_repeated(unit, 4_000)
