"""Names in context: whose they are, of which year, each once, with the words that name them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.catalog import load_catalog
from etl.extract import read_report
from etl.extract.names import load_names
from etl.model import Cell, Deed, Document, Genre, Header, Media, NamedKind, Span, Table
from etl.named_vocabulary import load_vocabulary
from tests.extract.naming import BUREAU, read_names
from tests.extract.short_reports import make_document

GOVERNMENT = Header(Genre.ROL, agency="泉涞市人民政府", region="泉涞市", year=2023)
TOWN = Header(Genre.ROL, agency="林台县云岭镇人民政府", region="林台县", year=2023)
REPORT = """青岚县水利局2023年度法治政府建设工作报告

　　一、主要举措和成效
　　（一）加强学习。集体学法6次，重点学习《水法》
《行政处罚法》。
　　（二）依法决策。印发《青岚县河道采砂管理办法》(青水〔2023〕5号)，与澄波律师事务
所签订法律顾问合同。
　　（三）规范执法。涉及河道采砂、取水许可等领域开展行政检查20次，通过县政府门户网站公开信息47条。
　　二、存在的不足
　　未能及时出台配套的《青岚县水闸管理办法》，对养老机构开展检查不够。
　　三、下一年度安排
　　出台《青岚县节水奖励办法》，学习《防洪法》，聘请岚山律师事务所，通过视频号公开信息。
"""


def names(text: str, kind: NamedKind, header: Header = BUREAU) -> list[str]:
    return [each.name for each in read_names(text, kind, header)]


def test_a_report_carries_what_it_names() -> None:
    report = read_report(make_document(REPORT), load_catalog(), load_names())
    assert [(each.kind.value, each.name) for each in report.named] == [
        ("law", "中华人民共和国水法"),
        ("law", "中华人民共和国行政处罚法"),
        ("normative_document", "青岚县河道采砂管理办法"),
        ("law_firm", "澄波律师事务所"),
        ("inspection_field", "河道采砂"),
        ("inspection_field", "取水许可"),
        ("platform", "政府门户网站"),
    ]
    document = next(each for each in report.named if each.deed)
    assert (document.number, document.issuer) == ("青水〔2023〕5号", "青岚县水利局")
    for each in report.named:
        assert each.span.cut(report.document.text) == each.quote


def test_a_name_broken_by_a_line_keeps_its_quote_as_published() -> None:
    firm = next(each for each in read_names(REPORT) if each.kind is NamedKind.LAW_FIRM)
    assert (firm.name, firm.quote) == ("澄波律师事务所", "澄波律师事务\n所")


@pytest.mark.parametrize(
    "number",
    ["（青水〔2023〕16号）", "(青水[2023]16号)", "（青水【2023】16号）", "（青水（2023）16号）",
     "（青水202316号）", "青水〔2023〕16号", "（青水〔2023〕第16号）", "（青水〔２０２３〕１６号，以下简称《办法》）"],
)  # fmt: skip
def test_a_number_is_read_however_its_brackets_stand(number: str) -> None:
    (found,) = read_names(f"印发《水闸管理办法》{number}。", NamedKind.NORMATIVE_DOCUMENT)
    assert found.number == "青水〔2023〕16号"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("以青水〔2023〕17号印发《水闸管理制度》。", "青水〔2023〕17号"),
        ("青政发〔2023〕3号文件印发了《水闸管理制度》。", "青政发〔2023〕3号"),
        ("公布《水闸管理规定》（县政府令第12号）。", "县政府令第12号"),
        ("印发《水闸管理制度》等3件。", None),
        ("印发《水闸管理制度》（试行）。", None),
    ],
)
def test_a_number_stands_before_or_behind(text: str, number: str | None) -> None:
    (found,) = read_names(text, NamedKind.NORMATIVE_DOCUMENT)
    assert found.number == number


@pytest.mark.parametrize(
    ("header", "text", "issuer"),
    [
        (BUREAU, "县政府印发《水网建设规划》。", "青岚县人民政府"),
        (BUREAU, "市政府印发《水网建设规划》。", "-"),
        (BUREAU, "省水利厅出台《水网建设规划》。", "-"),
        (BUREAU, "县人大常委会审议《水网建设条例》。", "-"),
        (BUREAU, "县教育局印发《校车安全方案》。", "-"),
        (BUREAU, "县水利局印发《水网建设规划》。", "青岚县水利局"),
        (BUREAU, "我局会同县财政局制定《水网建设规划》。", "青岚县水利局、青岚县财政局"),
        (BUREAU, "报请县政府印发《水网建设规划》。", "青岚县人民政府"),
        (BUREAU, "经县政府同意，印发《水网建设规划》。", "青岚县水利局"),
        (GOVERNMENT, "市财政局印发《资金管理办法》。", "泉涞市财政局"),
        (GOVERNMENT, "出台《资金管理办法》。", None),
        (GOVERNMENT, "出台《资金管理办法》（泉政发〔2023〕2号）。", "泉涞市人民政府"),
        (GOVERNMENT, "省政府出台《资金管理办法》。", "-"),
        (TOWN, "印发《云岭镇河长制方案》。", "林台县云岭镇人民政府"),
        (TOWN, "县政府印发《河长制实施方案》。", "-"),
    ],
)  # fmt: skip
def test_an_issuer_is_told_by_the_words_before(
    header: Header, text: str, issuer: str | None
) -> None:
    found = read_names(text, NamedKind.NORMATIVE_DOCUMENT, header)
    assert [each.issuer for each in found] == ([] if issuer == "-" else [issuer])


def test_of_several_mentions_the_deed_that_says_most_is_kept() -> None:
    text = "代拟《青岚县水网规划》。审议《青岚县水网规划》。印发《青岚县水网规划》（青政发〔2023〕8号）。"
    (found,) = read_names(text, NamedKind.NORMATIVE_DOCUMENT)
    assert (found.deed, found.number) == (Deed.ISSUED, "青政发〔2023〕8号")


def test_a_thing_is_named_once() -> None:
    assert names("学习《水法》，专题学习《中华人民共和国水法》。", NamedKind.LAW) == [
        "中华人民共和国水法"
    ]
    text = "通过政府门户网站公开信息20条，在政府网站公示许可6件。"
    assert names(text, NamedKind.PLATFORM) == ["政府门户网站"]


@pytest.mark.parametrize(
    "text",
    [
        "2022年印发《青岚县水网规划》，学习《水法》，与澄波律师事务所签订合同。",
        "去年印发《青岚县水网规划》。",
        "自2019年以来，先后印发《青岚县水网规划》。",
        "下一步，将印发《青岚县水网规划》。",
        "全省印发《水网建设规划》等文件12件。",
        "拟印发《青岚县水网规划》。",
    ],
)
def test_what_is_not_of_the_own_year_and_body_is_not_named(text: str) -> None:
    assert read_names(text) == []


def test_words_of_time_in_a_title_are_not_of_the_sentence() -> None:
    text = "印发《青岚县2024年水利工作计划》，修订《青岚县2021—2035年水网规划》。"
    assert len(read_names(text, NamedKind.NORMATIVE_DOCUMENT)) == 2


def test_a_doctrine_is_no_law() -> None:
    assert names("专题学习习近平法治思想、民法典。", NamedKind.LAW) == ["中华人民共和国民法典"]


def test_the_longest_name_of_the_register_is_taken() -> None:
    text = "学习食品安全法实施条例、预防未成年人犯罪法、学前教育法。"
    assert names(text, NamedKind.LAW) == [
        "中华人民共和国食品安全法实施条例",
        "中华人民共和国预防未成年人犯罪法",
        "中华人民共和国学前教育法",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“青岚水利”公众号发布信息5条。", "微信公众号“青岚水利”"),
        ("微信公众号“青岚水利”发布信息5条。", "微信公众号“青岚水利”"),
        ('"青岚水利"微信公众号发布信息5条。', "微信公众号“青岚水利”"),
        ("“青岚水利”抖音号发布信息5条。", "抖音号“青岚水利”"),
        ("“”公众号发布信息5条。", "微信公众号"),
        ("公众号“发布信息5条。", "微信公众号"),
    ],
)
def test_an_account_goes_by_its_own_name(text: str, expected: str) -> None:
    assert expected in names(text, NamedKind.PLATFORM)


def test_tables_name_nothing() -> None:
    line = "印发《青岚县水网规划》"
    cell = Cell(0, 0, 1, 1, Span(0, len(line)), line)
    whole = Span(0, len(line))
    table = Document("a.html", "x", Media.HTML, line, whole, tables=(Table(whole, (cell,)),))
    assert read_names(table) == []


def test_an_empty_text_names_nothing() -> None:
    assert read_names("") == []


SENTENCES = [example.text for words in load_vocabulary().values() for example in words.examples] + [
    text for words in load_vocabulary().values() for text in words.counter_examples
]
MARKS = "《》“”（）()[]〔〕，。；、：\n 　号第年等在对与的新202 "


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(SENTENCES), st.text(alphabet=MARKS, max_size=12)), max_size=12
    )
)
def test_a_quote_is_always_the_words_at_its_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = read_names(text)
    for each in found:
        assert each.quote and text[each.span.start : each.span.end] == each.quote
    assert len({(each.kind, each.name) for each in found}) == len(found)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for each in read_names(text):
        assert text[each.span.start : each.span.end] == each.quote


@pytest.mark.parametrize(
    "piece",
    [
        "《",
        "》",
        "“",
        "市局",
        "《a》、",
        "对",
        "等领域检查",
        "开展、",
        "检查对",
        "检查a、b1家次",
        "，其中",
        "学习法、",
        "律师事务所",
        "号《a办法》",
    ],
)
def test_hostile_repetition_is_read_in_no_time(piece: str) -> None:
    assert isinstance(read_names("印发《水闸管理办法》" + piece * 2000), list)
