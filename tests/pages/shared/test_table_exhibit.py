"""A table of cells as it leaves the page: every state told, every cell a row, long ones cut."""

import pytest

from pages.shared.chart_table import Row
from pages.shared.matrix import explain
from pages.shared.matrix_picture import make_table, name_measured
from pages.shared.states import Cell, State, find_cells
from pages.shared.table_exhibit import MOST, CellTable, Legend, TableRow, make_rows, tell
from tests.pages.frames import make_figures, make_reports

YEARS = (2021, 2022)
BODIES = ("甲", "乙", "丙", "丁")


def read_cells(lang: str = "zh") -> dict[tuple[str, int], Cell]:
    """Return cells of every state."""
    figures = make_figures("甲 2021 1420次", "甲 2022 ≥400次", "乙 2021 ≈30次", "乙 2022 0次")
    parts = make_figures("丙 2022 9次")
    reports = make_reports(*(pair for pair in ((b, y) for b in "甲乙" for y in YEARS)))
    reports = make_reports(*zip(reports["body"], reports["year"], strict=True), ("丙", 2022))
    reports = make_reports(*zip(reports["body"], reports["year"], strict=True), ("丁", 2022))
    return find_cells(figures, parts, reports, BODIES, YEARS, lang, {("丙", 2021)})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_two_states_look_and_read_the_same(lang: str) -> None:
    cells = read_cells(lang)
    drawn = make_table(cells, BODIES, {year: str(year) for year in YEARS}, lang).data()
    legend = {entry["state"]: entry for entry in drawn["legend"]}
    assert set(legend) == {cell.state.value for cell in cells.values()}
    assert len({entry["words"] for entry in legend.values()}) == len(legend) == 8
    signs = [entry["sign"] for entry in legend.values()]
    assert len(set(signs)) == len(signs)
    assert [name for name, entry in legend.items() if entry["ramp"]] == ["exact"]
    assert {name for name, entry in legend.items() if entry["step"] is not None} == {
        "exact",
        "over",
        "about",
    }


def test_a_picture_holds_what_the_cells_say() -> None:
    drawn = make_table(read_cells(), BODIES, {year: str(year) for year in YEARS}, "zh").data()
    assert drawn["columns"] == ["2021", "2022"]
    assert [row["label"] for row in drawn["rows"]] == list(BODIES)
    signs = [[cell["sign"] for cell in row["cells"]] for row in drawn["rows"]]
    assert signs[:2] == [["1,420", "≥400"], ["≈30", "0"]]
    assert {"id", "words"} & set(drawn["rows"][0]["cells"][0]) == set()


def test_every_cell_is_a_row_of_the_file_and_an_absent_one_states_no_number() -> None:
    cells = read_cells()
    rows = [Row(cell.body, cell.year, cell.stated, cell.id or "") for cell in cells.values()]
    frame = make_rows(tell(("行政检查", row) for row in rows), "样例", "zh")
    assert len(frame) == len(BODIES) * len(YEARS)
    told = {(row["单位"], row["年份"]): row for _, row in frame.iterrows()}
    over = told["甲", 2022]
    assert [over[name] for name in ("数值", "符号", "计量单位", "写法", "数字编号")] == [
        400,
        "≥",
        "次",
        "≥400 次（至少）",
        "甲-2022",
    ]
    assert told["乙", 2022]["数值"] == 0
    absent = {key: row for key, row in told.items() if key[0] in "丙丁"}
    assert [row["数值"] for row in absent.values()] == [None] * 4
    assert {row["写法"] for row in absent.values()} == {
        "有文件，未能读出",
        "只写了分项，不能相加",
        "没有报告",
        "有报告，未提及",
    }
    assert set(frame["数据来源"]) == {"样例"}


def test_a_long_table_is_drawn_in_part() -> None:
    rows = tuple(TableRow(str(number), ()) for number in range(MOST + 7))
    drawn = CellTable(("2022",), rows, ()).data()
    assert [row["label"] for row in drawn["rows"]] == [str(number) for number in range(MOST)]


def test_a_column_names_the_measure_that_all_its_figures_share() -> None:
    cells = list(read_cells().values())
    assert name_measured("行政检查", cells, "zh") == "行政检查（次）"
    assert name_measured("行政检查", cells[-2:], "zh") == "行政检查"
    figures = make_figures("甲 2022 4次", "乙 2022 5家次")
    found = find_cells(figures, figures, figures, ["甲", "乙"], [2022], "zh")
    assert name_measured("行政检查", list(found.values()), "zh") == "行政检查"


def test_what_does_not_occur_is_not_explained() -> None:
    assert [entry.state for entry in explain(read_cells(), "zh")][0] is State.EXACT
    assert State.UNLISTED not in {entry.state for entry in explain(read_cells(), "zh")}
    assert Legend(State.EXACT, "", "深浅").data()["ramp"] is False
