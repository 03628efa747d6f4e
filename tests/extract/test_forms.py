"""The standard tables of disclosure reports: every cell of the samples, however they are saved."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from etl.catalog import load_catalog
from etl.disclosure_form import load_forms
from etl.extract import load_names, read_report
from etl.extract.forms import read_cell, read_forms
from etl.model import CellMeaning, Document
from etl.readers import read, read_bytes

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
DISPUTES = load_forms()[2].rows[0].layouts[0]
LABELLED = [
    labels
    for line in (SAMPLES / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    if (labels := json.loads(line)).get("tables")
]


def expected(tables):
    cells = {("proactive", *key.split("|")): value for key, value in tables["proactive"].items()}
    for row, values in tables["requests"].items():
        for column, value in zip(APPLICANTS, values, strict=True):
            cells["requests", row, column] = value
    for column, value in zip(DISPUTES, tables["remedies"], strict=True):
        cells["remedies", "", column] = value
    return cells


def found(document: Document):
    return {
        (cell.form, cell.row, cell.column): cell.raw if cell.value is None else cell.value
        for cell in read_forms(document)
    }


def as_decimals(cells):
    return {
        key: Decimal(str(value)) if isinstance(value, int | float) else value
        for key, value in cells.items()
    }


@pytest.mark.parametrize("labels", LABELLED, ids=lambda each: each["file"])
def test_every_cell_of_a_saved_page_is_read(labels) -> None:
    assert found(read(SAMPLES / labels["file"])) == as_decimals(expected(labels["tables"]))


def torn(document: Document, tear) -> Document:
    """Return the document as a plain text whose tables were typed, or torn, into lines."""
    pieces, position = [], 0
    for table in document.tables:
        pieces += [document.text[position : table.span.start], tear(table.span.cut(document.text))]
        position = table.span.end
    pieces.append(document.text[position:])
    return read_bytes("".join(pieces).encode(), "typed.txt")


WAYS = {
    "a row a line": lambda text: text.replace("\t", "  "),
    "a cell a line": lambda text: text.replace("\t", "\n"),
    "labels broken": lambda text: re.sub(
        r"([^\s\d]{12})(?=[^\s\d])", r"\1\n", text.replace("\t", " ")
    ),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("labels", LABELLED[::3], ids=lambda each: each["file"])
def test_tables_typed_as_text_are_read_and_never_misread(labels, way: str) -> None:
    whole = found(read(SAMPLES / labels["file"]))
    cells = found(torn(read(SAMPLES / labels["file"]), WAYS[way]))
    told = {key: value for key, value in whole.items() if value != ""}
    assert cells == told


def test_a_typed_table_gives_its_figures_once() -> None:
    """The rows are cells, and no prose beside them (上年结转 0, 其他处理 0 …)."""
    labels = LABELLED[0]
    document = torn(read(SAMPLES / labels["file"]), WAYS["a row a line"])
    report = read_report(document, load_catalog(), load_names())
    told = sorted((each["indicator"], Decimal(str(each["value"]))) for each in labels["labels"])
    assert sorted((each.indicator, each.value) for each in report.observations) == told


@pytest.mark.parametrize(
    ("raw", "meaning", "value"),
    [
        ("12", CellMeaning.NUMBER, 12),
        ("1,284", CellMeaning.NUMBER, 1284),
        ("36.52", CellMeaning.NUMBER, Decimal("36.52")),
        ("-3", CellMeaning.NUMBER, -3),
        ("+2", CellMeaning.NUMBER, 2),
        ("0", CellMeaning.ZERO, 0),
        ("", CellMeaning.BLANK, None),
        ("/", CellMeaning.NOT_APPLICABLE, None),
        ("—", CellMeaning.NOT_APPLICABLE, None),
        ("不适用", CellMeaning.NOT_APPLICABLE, None),
        ("9" * 19, CellMeaning.NOT_APPLICABLE, None),
    ],
)
def test_blank_slash_and_zero_are_different_cells(raw, meaning, value) -> None:
    assert read_cell(raw) == (meaning, value)


def test_the_layout_of_2019_has_columns_of_its_own() -> None:
    text = (
        "青岚县水利局2019年政府信息公开工作年度报告\n\n二、主动公开政府信息情况\n"
        "信息内容 本年新制作数量 本年新公开数量 对外公开总数量\n规范性文件 2 3 9\n"
        "信息内容 上一年项目数量 本年增/减 处理决定数量\n行政许可 12 -1 86\n"
    )
    cells = found(read_bytes(text.encode(), "a.txt"))
    assert cells["proactive", "规范性文件", "本年新制作数量"] == 2
    assert cells["proactive", "行政许可", "处理决定数量"] == 86
    assert ("proactive", "行政规范性文件", "本年制发件数") not in cells


def test_a_row_with_a_value_too_few_is_left_out() -> None:
    text = (
        "三、收到和处理政府信息公开申请情况\n自然人 商业企业 科研机构 社会公益组织 法律服务机构"
        " 其他 总计\n一、本年新收政府信息公开申请数量 3 1 0 0 0 4\n"
    )
    assert found(read_bytes(text.encode(), "a.txt")) == {}


def test_prose_and_table_that_differ_both_stay_and_are_told() -> None:
    path = SAMPLES / "yunxiu-shengtai-dis-2024.html"
    report = read_report(read(path), load_catalog(), load_names())
    received = [o for o in report.observations if o.indicator == "disclosure_requests_received"]
    assert [each.value for each in received] == [13, 14]
    (finding,) = [each for each in report.findings if each.kind == "prose_table"]
    assert "13" in finding.message and "14" in finding.message


def test_a_cells_figure_quotes_its_row() -> None:
    report = read_report(read(SAMPLES / "yunxiu-scjg-dis-2023.html"), load_catalog(), load_names())
    (figure,) = [each for each in report.observations if each.indicator == "penalties"]
    assert figure.rule == "table:行政处罚|本年处理决定数量"
    assert figure.quote == "行政处罚\t730"
    assert figure.span.cut(report.document.text) == figure.quote
