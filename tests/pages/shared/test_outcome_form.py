"""One report's form as rows of cells: a blank, a dash, a 0 and a missing row look different."""

from pathlib import Path

import pytest

from etl.warehouse.queries import Filter, Warehouse
from pages.shared.outcome_form import read_rows
from pages.shared.outcome_grid import GridRow
from pages.shared.states import State
from tests.factories import build_warehouse
from tests.request_forms import EMPTY, TOTAL, UNDIVIDED, WHOLE, make_form_report

ROWS = {
    "granted": "9 3 0 1 1 0 14",
    "state_secret": EMPTY,
    "third_party_rights": "— — — — — — —",
    "internal_affairs": None,
    TOTAL: "9 3 0 1 1 0 14",
}


@pytest.fixture
def read(tmp_path: Path):
    """Read the form of a made-up report by way of the warehouse."""

    def read_one(rows: dict[str, str | None], lang: str = "zh") -> dict[str, GridRow]:
        report = make_form_report("望川市水利局", 2023, rows)
        cells = Warehouse.open(build_warehouse(tmp_path, [report])).request_form(Filter("own"))
        return {row.label: row for row in read_rows(cells, lang)}

    return read_one


def test_cells_are_shown_as_published_by_applicant(read) -> None:
    rows = read(ROWS)
    assert [cell.sign for cell in rows["予以公开"].cells] == ROWS["granted"].split(" ")
    assert rows["予以公开"].cells[0].words == "予以公开 · 自然人：9 件"
    assert all(cell.id for cell in rows["予以公开"].cells)
    assert rows["总计"].kind == "total"
    assert list(rows)[-1] == "总计"


def test_states_of_a_cell(read) -> None:
    rows = read(ROWS)
    first = {label: row.cells[0] for label, row in rows.items() if row.cells}
    assert first["予以公开"].state is State.EXACT
    assert first["部分公开"].state is State.ZERO
    assert (first["属于国家秘密"].state, first["属于国家秘密"].sign) == (State.SILENT, "")
    assert first["属于国家秘密"].words.endswith("留空")
    assert first["保护第三方合法权益"].sign == "—"
    assert first["保护第三方合法权益"].state is State.SILENT
    assert first["属于三类内部事务信息"].state is State.UNREAD
    assert first["属于三类内部事务信息"].id is None


def test_totals_are_not_shaded_beside_their_parts(read) -> None:
    rows = read(ROWS)
    assert rows["予以公开"].cells[0].step == 4
    assert rows["予以公开"].cells[-1].step is None
    assert {cell.step for cell in rows["总计"].cells} == {None}


def test_groups_head_their_outcomes(read) -> None:
    rows = read(ROWS)
    kinds = [row.kind for row in rows.values()]
    assert kinds.count("outcome") == 19
    assert [label for label, row in rows.items() if row.kind == "group"] == [
        *("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
    ]
    assert rows["不予公开"].cells == ()
    assert [row.swatch for row in rows.values() if row.kind == "group"] == list(range(6))


def test_the_form_of_2019_counts_one_group_undivided(read) -> None:
    rows = read({**UNDIVIDED, WHOLE: "2 0 0 0 0 0 2", TOTAL: "2 0 0 0 0 0 2"})
    assert [cell.sign for cell in rows["其他处理"].cells] == list("2000002")
    assert [row.kind for row in rows.values()].count("outcome") == 16
    assert list(rows)[-2:] == ["其他处理", "总计"]


def test_a_form_without_any_number(read) -> None:
    rows = read({"granted": EMPTY, TOTAL: EMPTY}, "en")
    assert rows["Granted"].cells[0].state is State.SILENT
    assert rows["Total"].cells[0].words == "Total · Natural persons: blank"
