"""The notice, opened again: every line has its words and a way there, text stays text."""

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from etl.catalog import load_catalog
from etl.checks.outcome import Verdict
from etl.errors import UsageError
from etl.explained import Mark
from etl.export.notice import Notice, Origin, make_notice
from etl.export.notice_docx import write_notice_docx
from etl.export.notice_proof import check_address, cut, find_base
from etl.export.notice_xlsx import write_notice_xlsx
from etl.model import Genre, Span
from etl.oversight.finding import Check, Evidence, Finding, Level, Oversight, Topic
from etl.oversight.gather import gather
from etl.pipeline import load
from etl.warehouse.queries import Filter, Warehouse
from tests.factories import SAMPLES

BUILT = datetime(2026, 1, 4, 8, tzinfo=UTC)
DAY = date(2026, 1, 5)
BASE = "https://fazhi.example.cn"
EVIL = '=HYPERLINK("https://evil.example","点")<w:t>&\x00\x1b[31m\ud800{quote}'


def make_finding(**changed: object) -> Finding:
    values: dict[str, object] = {
        "check": Check.AGREEMENT,
        "rule": "parts",
        "rule_name": "分项与总数",
        "topic": Topic.FIGURES,
        "level": Level.CERTAIN,
        "verdict": Verdict.DIFFERS,
        "dataset": "own",
        "region": "望川市",
        "agency": "望川市水利局",
        "year": 2023,
        "genre": Genre.ROL,
        "sentence": "分项之和不等于总数：9 + 7 ≠ 18。",
        "key": "0123456789abcdef",
        "evidence": (make_evidence(),),
    }
    return Finding(**(values | changed))  # type: ignore[arg-type]


def make_evidence(quote: str = "行政处罚18件", url: str | None = None) -> Evidence:
    return Evidence(
        "abc", "reports/a.html", url, 2023, Genre.ROL, quote, Span(0, len(quote)), quote
    )


def make(*findings: Finding, dataset: str = "own", dashboard: str = "") -> Notice:
    found = Oversight(findings, 2, dataset, 3)
    return make_notice(found, Origin(3, BUILT, dashboard), DAY)


def write_both(folder: Path, notice: Notice) -> tuple[Path, Path]:
    word, excel = folder / "n.docx", folder / "n.xlsx"
    write_notice_docx(word, notice)
    write_notice_xlsx(excel, notice)
    return word, excel


def read_tables(path: Path) -> list[list[list[str]]]:
    tables = docx.Document(str(path)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Oversight:
    if not SAMPLES.is_dir():
        pytest.skip("the sample data set is not here")
    folder = tmp_path_factory.mktemp("notice-city")
    load([SAMPLES], warehouse=folder, dataset="sample", catalog=load_catalog())
    return gather(Warehouse.open(folder), Filter("sample", (2021, 2021), ("云岫市",)))


def test_the_sections_are_in_their_order_and_numbered(city: Oversight, tmp_path: Path) -> None:
    notice = make_notice(city, Origin(1, BUILT, BASE), DAY)
    word, excel = write_both(tmp_path, notice)
    paragraphs = docx.Document(str(word)).paragraphs
    heads = [each.text for each in paragraphs if each.style and each.style.name == "Heading 1"]
    assert heads == [
        *("一、公开时间", "二、内容完整性", "三、数据一致性", "四、值得关注的情况"),
        "附：核对说明",
    ]
    text = "\n".join(each.text for each in paragraphs)
    assert "按期公开4份，逾期公开2份，未见报告0份" in text
    assert "认定应写而未写、或报告年度前后不一的共3项" in text
    assert "没有认定不一致的数据" in text
    assert "既不表示合规，也不表示违规" in text
    assert "数据版本：第1版" in text and "核对日期：2026年1月5日" in text
    assert "均为虚构" in text
    sheets = openpyxl.load_workbook(excel)
    assert sheets.sheetnames == ["说明", "公开时间", "内容完整性", "数据一致性", "值得关注"]


def test_every_line_of_the_city_has_words_and_a_way_there(city: Oversight, tmp_path: Path) -> None:
    notice = make_notice(city, Origin(1, BUILT, BASE), DAY)
    lines = [line for each in notice.sections for part in each.parts for line in part.lines]
    assert len(lines) == 11
    for line in lines:
        assert any(proof.quote for proof in line.proofs)
        assert all(proof.dashboard.startswith(f"{BASE}/report?id=") for proof in line.proofs)
    word, _ = write_both(tmp_path, notice)
    rows = [row for table in read_tables(word) for row in table[1:]]
    assert len(rows) == 11
    assert all("“" in row[-1] for row in rows)


def test_a_way_names_report_words_and_data_set(city: Oversight) -> None:
    notice = make_notice(city, Origin(1, BUILT, BASE), DAY)
    line = notice.sections[1].parts[0].lines[0]
    asked = parse_qs(urlsplit(line.proofs[0].dashboard).query)
    assert asked["data"] == ["sample"]
    assert asked["find"] == [line.proofs[0].quote]


def test_who_published_when_lists_reports_in_time_too() -> None:
    kept = make_finding(
        check=Check.DUTIES,
        rule="rol.public",
        topic=Topic.TIME,
        level=Level.KEPT,
        verdict=Verdict.KEPT,
        values={"published": "2024-03-01", "due": "2024-04-01"},
    )
    filed = make_finding(rule="rol.filed", topic=Topic.TIME, level=Level.KEPT, verdict=Verdict.KEPT)
    absent = make_finding(
        rule="dis.filed",
        topic=Topic.TIME,
        level=Level.CERTAIN,
        verdict=Verdict.MISSING,
        sentence="名单第 4 行列有这个单位。",
        values={"line": 4},
        evidence=(),
    )
    section = make(kept, filed, absent).sections[0]
    lines = section.parts[0].lines
    assert [line.cells["state"] for line in lines] == [
        "按期",
        "未见报告：名单第 4 行列有这个单位。",
    ]
    assert lines[0].cells["published"] == "2024-03-01"
    assert lines[1].proofs[0].source == "应报送单位名单第 4 行"
    assert "按期公开1份，逾期公开0份，未见报告1份" in section.lead


def test_what_is_only_worth_a_look_or_cannot_be_told_is_not_claimed() -> None:
    look = make_finding(level=Level.LOOK, verdict=Verdict.UNCLEAR, key="1")
    unclear = make_finding(level=Level.UNCLEAR, verdict=Verdict.UNCLEAR, key="2")
    section = make(look, unclear).sections[2]
    assert section.lead == (
        "没有认定不一致的数据。另列出请核实的1项，同样不作认定。另有1项待核，不作认定。"
    )
    assert [part.title for part in section.parts] == ["口径或范围可能不同、请有关单位核实的数据"]


def test_what_was_explained_is_counted_and_not_listed() -> None:
    mark = Mark("0123456789abcdef", "王某", "2026-01-04T08:00:00+08:00", "另有说明")
    notice = make(make_finding(explained=mark), make_finding(key="2"))
    assert len(notice.sections[2].parts[0].lines) == 1
    assert any("登记的共1项" in text for text in notice.method)
    assert not any("登记" in text for text in make(make_finding()).method)


def test_facts_are_said_to_be_no_judgement() -> None:
    fact = make_finding(
        check=Check.LIKENESS, topic=Topic.FACT, level=Level.LOOK, verdict=None, rule="earlier"
    )
    section = make(fact).sections[3]
    assert "不是对任何单位的评价" in section.lead
    assert section.parts[0].title == "文字相同或相近的报告"


def test_several_regions_or_years_are_refused() -> None:
    with pytest.raises(UsageError, match="2 个地区、1 个年度"):
        make(make_finding(), make_finding(region="云溪市"))
    with pytest.raises(UsageError, match="1 个地区、2 个年度"):
        make(make_finding(), make_finding(year=2022))


def test_hostile_words_stay_text(tmp_path: Path) -> None:
    evidence = make_evidence(EVIL, "javascript:alert(1)")
    hostile = make_finding(agency=EVIL, region=EVIL, sentence=EVIL, evidence=(evidence,))
    word, excel = write_both(tmp_path, make(hostile, dashboard=BASE))
    document = docx.Document(str(word))
    cell = document.tables[0].rows[1].cells[0]
    assert cell.text.startswith("=HYPERLINK(") and "<w:t>&" in cell.text
    external = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert external and all(each.startswith(f"{BASE}/report?") for each in external)
    fields = document.element.body.iter(qn("w:fldSimple"), qn("w:instrText"))
    assert list(fields) == []
    for sheet in openpyxl.load_workbook(excel):
        for row in sheet.iter_rows():
            for each in row:
                assert each.data_type != "f"
                if each.hyperlink:
                    assert each.hyperlink.target.startswith(f"{BASE}/report?")
    with zipfile.ZipFile(excel) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_tables_repeat_their_head_and_cut_no_row(city: Oversight, tmp_path: Path) -> None:
    word, _ = write_both(tmp_path, make_notice(city, Origin(1, BUILT), DAY))
    for table in docx.Document(str(word)).tables:
        first, *others = (row._tr.trPr for row in table.rows)
        assert first is not None and first.find(qn("w:tblHeader")) is not None
        for each in others:
            assert each is not None and each.find(qn("w:cantSplit")) is not None


def test_fonts_are_those_of_official_documents_with_a_second_name(tmp_path: Path) -> None:
    word, _ = write_both(tmp_path, make(make_finding()))
    styles = docx.Document(str(word)).styles
    fonts = {
        name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Notice Title", "Normal", "Heading 1", "Heading 2")
    }
    assert list(fonts.values()) == ["方正小标宋简体", "仿宋", "黑体", "楷体"]
    with zipfile.ZipFile(word) as parts:
        table = parts.read("word/fontTable.xml").decode()
    assert 'w:altName w:val="宋体"' in table and 'w:altName w:val="仿宋_GB2312"' in table
    section = docx.Document(str(word)).sections[0]
    assert section.page_width is not None and round(section.page_width.mm) == 210


def test_sheets_have_frozen_heads_and_filters(tmp_path: Path) -> None:
    _, excel = write_both(tmp_path, make(make_finding()))
    book = openpyxl.load_workbook(excel)
    for name in book.sheetnames[1:]:
        assert book[name].freeze_panes == "B2"
        assert book[name].auto_filter.ref
    sheet = book["数据一致性"]
    row = {head.value: cell.value for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["年度"], row["原文"], row["编号"]) == (2023, "“行政处罚18件”", "0123456789abcdef")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x", True),
        ("http://a.example/x?y=%E4%B8%80", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://a.example/a b", False),
        ('https://a.example/"x', True),
        ("https://a.example/" + "x" * 3000, False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_are_links(url: str, kept: bool) -> None:
    assert bool(check_address(url)) is kept


@pytest.mark.parametrize(
    ("dashboard", "base"),
    [
        ("https://fazhi.example.cn/?key=secretsecretsecret", "https://fazhi.example.cn"),
        ("https://user:word@fazhi.example.cn/sub/", "https://fazhi.example.cn/sub"),
        ("http://10.0.0.5:8501", "http://10.0.0.5:8501"),
        ("http://127.0.0.1:8501", ""),
        ("http://localhost:8501", ""),
        ("", ""),
    ],
)
def test_the_dashboard_is_named_without_key_and_only_where_others_reach_it(
    dashboard: str, base: str
) -> None:
    assert find_base(dashboard) == base


def test_a_long_quote_is_cut_with_a_mark_and_cells_are_set_apart() -> None:
    assert cut("一、新收\t17\t4") == "一、新收　17　4"
    assert cut("甲" * 200) == "甲" * 160 + "……"
    assert cut("甲\n乙\x00") == "甲 乙"
