"""Scores of table cells: the place, and a number or the words that stand for none."""

from decimal import Decimal

import pytest
from scored import counted

from etl.evaluation.cells import CellScore, score_cells
from etl.evaluation.gold_cells import CellLabel
from etl.evaluation.sums import Evaluation, by_form
from etl.evaluation.tally import Tally
from etl.extract.forms import read_cell
from etl.model import FormCell, Span


def cell(raw, row="行政许可", column="本年处理决定数量", form="proactive"):
    meaning, value = read_cell(raw)
    return FormCell(form, row, column, raw, meaning, value, Span(0, 1), Span(0, 1))


def label(content, key="行政许可|本年处理决定数量", form="proactive"):
    content = content if isinstance(content, str) else Decimal(str(content))
    return CellLabel(form, key, content)


@pytest.mark.parametrize(
    ("content", "raw", "right"),
    [
        (30975, "30,975", True),
        (16.82, "16.82", True),
        (30975, "30957", False),
        (0, "0", True),
        (0, "", False),
        (0, "/", False),
        ("", "", True),
        ("", "0", False),
        ("", "/", False),
        ("/", "/", True),
        ("/", "—", False),
        ("+2", "+2", True),
        ("312.6万元", "312.6 万元", True),
        ("312.6万元", "312.6", False),
    ],
)
def test_a_cell_is_right_where_it_says_the_same(content, raw, right):
    scored = score_cells("a", [label(content)], [cell(raw)])
    assert scored.forms == {"proactive": Tally(1, 1, int(right))}
    assert len(scored.errors) == (not right)


def test_a_cell_in_another_place_is_missed_and_not_labelled():
    scored = score_cells("a", [label(5)], [cell("5", row="行政处罚")])
    assert scored.forms == {"proactive": Tally(1, 1, 0)}
    missed, extra = scored.errors
    assert (missed.key, missed.found) == ("行政许可|本年处理决定数量", None)
    assert (extra.key, extra.label) == ("行政处罚|本年处理决定数量", None)


def test_only_labelled_tables_are_scored():
    cells = [cell("5"), cell("1", row="（七）总计", column="总计", form="requests")]
    assert score_cells("a", [label(5)], cells) == CellScore({"proactive": Tally(1, 1, 1)}, ())


def test_cells_are_a_sum_of_their_own():
    tables = CellScore({"proactive": Tally(2, 2, 1), "remedies": Tally(1, 0, 0)}, ())
    evaluation = Evaluation((counted(3, cells=tables), counted(1), counted(1, cells=tables)))
    assert evaluation.cells == Tally(6, 4, 2)
    assert evaluation.sum_by(by_form) == {"proactive": Tally(4, 4, 2), "remedies": Tally(2, 0, 0)}
    assert evaluation.total == Tally(5, 5, 5)
    assert Evaluation((counted(1),)).cells is None
