"""The Word file of a brief: text, a table, charts of Word's own; read back by python-docx."""

import io
import zipfile
from datetime import datetime

import docx
import openpyxl
from lxml import etree
from PIL import Image

from pages.shared.brief_docx import write_docx
from pages.shared.brief_docx_chart import write_workbook
from pages.shared.brief_link import find_modules
from tests.pages.shared.briefs import EVIL, make_brief, make_ranks, make_trend

DAY = datetime(2026, 1, 3)
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def write(brief):
    file = write_docx(brief, DAY)
    return docx.Document(io.BytesIO(file)), zipfile.ZipFile(io.BytesIO(file))


def all_text(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def read_charts(archive):
    names = sorted(name for name in archive.namelist() if name.startswith("word/charts/chart"))
    return [etree.fromstring(archive.read(name)) for name in names]


def test_it_opens_as_a4_with_headings_a_table_and_its_words():
    document, _ = write(make_brief())
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.paragraphs[0].style.name == "Heading 1"
    assert document.paragraphs[0].text == "望川市行政检查减少 37%"
    assert len(document.tables[0].columns) == 4
    text = all_text(document)
    for words in ("≥1,234,567", "虚构样例", "筛选", "第 2 版", "2026-01-03", "说明2"):
        assert words in text
    assert document.core_properties.language == "zh-CN"


def test_its_fonts_are_told_for_chinese_too():
    document, _ = write(make_brief())
    for name in ("Normal", "Heading 1", "Heading 2"):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(docx.oxml.ns.qn("w:eastAsia"))


def test_each_chart_is_words_own_with_a_workbook_that_opens():
    _, archive = write(make_brief())
    charts = read_charts(archive)
    assert len(charts) == 3
    books = [name for name in archive.namelist() if name.startswith("word/embeddings/")]
    assert len(books) == 3
    sheet = openpyxl.load_workbook(io.BytesIO(archive.read(sorted(books)[0]))).active
    assert [cell.value for cell in sheet["A"]][1:] == ["2019", "2020", "2021", "2022", "2023"]
    assert [cell.value for cell in sheet["B"]][1:] == [520, 480, None, 430, 420]


def test_what_is_not_exact_is_hollow_and_says_so():
    _, archive = write(make_brief())
    trend, ranks, _ = read_charts(archive)
    series = trend.find(f".//{C}ser")
    points = series.findall(f"{C}dPt")
    assert [point.find(f"{C}idx").get("val") for point in points] == ["1", "3"]
    assert all("FFFFFF" in etree.tostring(point).decode() for point in points)
    shapes = [point.find(f".//{C}symbol").get("val") for point in points]
    assert shapes == ["circle", "diamond"]
    labels = "".join(series.find(f"{C}dLbls").itertext())
    assert "≥480" in labels and "≈430" in labels
    assert [point.find(f"{C}idx").get("val") for point in ranks.iter(f"{C}dPt")] == ["0"]


def test_a_year_without_a_value_is_a_gap():
    _, archive = write(make_brief())
    trend = read_charts(archive)[0]
    assert trend.find(f".//{C}dispBlanksAs").get("val") == "gap"
    cached = trend.find(f".//{C}numCache").findall(f"{C}pt")
    assert [point.get("idx") for point in cached] == ["0", "1", "3", "4"]


def test_hostile_words_stay_words():
    document, archive = write(make_brief(EVIL))
    assert document.paragraphs[0].text == f"{EVIL}行政检查减少 37%"
    document_xml = archive.read("word/document.xml").decode()
    assert "<img" not in document_xml and "w:hyperlink" not in document_xml
    assert "w:instrText" not in document_xml
    assert EVIL in "".join(read_charts(archive)[0].itertext())


def test_no_name_becomes_a_formula_in_the_workbook():
    for chart in (make_trend("=HYPERLINK(1)"), make_ranks("=1+1"), make_ranks("http://a.example")):
        sheet = openpyxl.load_workbook(io.BytesIO(write_workbook(chart))).active
        assert {cell.data_type for row in sheet.rows for cell in row} <= {"s", "n"}
        assert not any(cell.hyperlink for row in sheet.rows for cell in row)


def test_signs_that_xml_cannot_hold_are_left_out():
    document, _ = write(make_brief("望\x00川\x0b市\ud800"))
    assert document.paragraphs[0].text == "望川市行政检查减少 37%"


def test_the_code_is_whole_within_its_cell_and_keeps_its_white_border():
    document, archive = write(make_brief())
    cell, picture = document.tables[-1].rows[0].cells[1], document.inline_shapes[-1]
    margins = 2 * docx.shared.Mm(1.91)
    assert picture.width <= cell.width - margins
    name = next(name for name in archive.namelist() if name.startswith("word/media/"))
    image = Image.open(io.BytesIO(archive.read(name))).convert("L")
    left, top, right, bottom = image.point(lambda light: 255 - light).getbbox()
    modules = len(find_modules(make_brief().link))
    quiet = 4 * (right - left) / modules  # what ISO 18004 asks for
    assert min(left, top, image.width - right, image.height - bottom) >= quiet
