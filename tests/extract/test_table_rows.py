"""Tables of figures that are no standard form: read like sentences, columns of other years left."""

import pytest

from etl.catalog import load_catalog
from etl.extract import load_names, read_report
from etl.readers import read_bytes

CATALOG, NAMES = load_catalog(), load_names()
TITLE = "青岚县应急管理局2024年度行政执法工作报告"
PROSE = "2024年，本局依法履行职责，行政执法工作平稳有序，现将有关数据公布如下，请社会各界监督。"


def figures(*rows: str, prose: str = PROSE) -> list[str]:
    """Return the figures of a page with this table; cells are parted by |."""
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    page = f"<html><body><h1>{TITLE}</h1><p>{prose}</p><table>{table}</table></body></html>"
    report = read_report(read_bytes(page.encode(), "a.html"), CATALOG, NAMES)
    for each in report.observations:
        assert each.span.cut(report.document.text) == each.quote
    return sorted(f"{o.indicator} {o.value.normalize():f}" for o in report.observations)


def test_a_rows_label_says_what_is_counted() -> None:
    assert figures("项目|数量", "行政检查（家次）|1286", "行政处罚（件）|104") == [
        "inspections 1286",
        "penalties 104",
    ]


def test_money_is_in_yuan() -> None:
    assert figures("项目|数量", "罚没金额（万元）|312.6", "行政许可（件）|7") == [
        "penalty_amount 3126000",
        "permits 7",
    ]


def test_a_group_names_its_rows() -> None:
    rows = (
        "类别|项目|数量",
        "行政强制|强制措施及强制执行总数（件）|7",
        "行政许可|许可总数（件）|386",
    )
    assert figures(*rows) == ["coercive_measures 7", "permits 386"]


@pytest.mark.parametrize("head", ["项目|2024年|2023年", "项目|2023年|2024年", "项目|上年|本年"])
def test_a_column_of_another_year_is_left(head: str) -> None:
    own = 1 if head.startswith("项目|2024") else 2
    row = ["行政检查（次）", "90", "90"]
    row[own] = "120"
    assert figures(head, "|".join(row), "|".join(["行政许可（件）", "8", "8"])) == [
        "inspections 120",
        "permits 8",
    ]


def test_a_total_row_speaks_for_the_bodies_above_it() -> None:
    rows = ("单位|行政检查（次）|行政处罚（件）", "一大队|30|4", "二大队|50|5", "合计|80|9")
    assert figures(*rows) == ["inspections 80", "penalties 9"]


def test_a_list_of_bodies_without_a_total_gives_nothing() -> None:
    rows = [f"{name}镇|{count}" for count, name in enumerate("甲乙丙丁戊己庚辛壬癸", 10)]
    assert figures("乡镇|行政检查（次）", *rows) == []


def test_a_number_without_a_measure_word_is_left() -> None:
    assert figures("项目|数量", "行政检查|1286", "行政处罚|104") == []


def test_prose_and_table_that_say_the_same_are_one_figure() -> None:
    prose = f"{PROSE}全年开展行政检查120次。"
    assert figures("项目|数量", "行政检查（次）|120", prose=prose) == ["inspections 120"]


def test_a_number_in_a_head_costs_no_report() -> None:
    rows = ("项目|第二十条", "行政强制（件）|1286", "行政许可（件）|5", "行政处罚（件）|104")
    assert figures(*rows, prose=f"{PROSE}全年开展行政检查12次。") == ["inspections 12"]
