"""Labels made of decisions: which figures make one, and which indicators a line speaks of."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from etl.corrections import Decision, Review
from etl.evaluation.gold import parse_document
from etl.evaluation.reviewed import Labelled, Left, make_labels, states
from etl.model import Qualifier
from etl.warehouse.judged import JudgedFigure, JudgedReport
from tests.deciding import amount, decision

TEXT = "全年检查1次，\n检查2次，其中现场检查3次，办理许可8件（上年5件）。"


def read(number: int, **changes: Any) -> JudgedFigure:
    """Return the figure that `decision(number)` is about."""
    made = JudgedFigure("inspections", 10 * number, TEXT, sub=False, in_table=False, review_id=None)
    return replace(made, **changes)


def label(figures: Sequence[JudgedFigure], *reviews: Review, text: str = TEXT) -> Labelled:
    [made] = make_labels([JudgedReport("text1", "a.txt", text, tuple(figures))], reviews)
    return made


def values(made: Labelled) -> list[tuple[str, int]]:
    return [(each["indicator"], each["value"]) for each in made.labels]


def test_accepted_figures_are_labels_with_their_words() -> None:
    made = label([read(1), read(2)], decision(1), decision(2))
    assert made.row == {
        "file": "text1.txt",
        "only": ["inspections"],
        "labels": [
            {"indicator": "inspections", "value": 1, "qualifier": "exact", "quote": "检查1次"},
            {"indicator": "inspections", "value": 2, "qualifier": "exact", "quote": "检查2次"},
        ],
    }
    assert (made.text, made.left) == (TEXT, ())
    assert parse_document(made.row).only == {"inspections"}


def test_an_indicator_with_a_figure_that_nobody_looked_at_is_not_spoken_of() -> None:
    made = label([read(1), read(2), read(8, indicator="permits")], decision(1))
    assert (made.only, made.labels, made.left) == ((), (), (Left.UNDECIDED,))


def test_a_rejected_figure_is_no_label_and_counts_as_a_false_alarm_where_it_is_read() -> None:
    made = label([read(1), read(2)], decision(1), decision(2, Decision.REJECTED))
    assert (made.only, values(made)) == (("inspections",), [("inspections", 1)])
    made = label([read(1)], decision(1, Decision.REJECTED))
    assert (made.only, values(made)) == (("inspections",), [])


def test_a_corrected_figure_is_labelled_with_what_the_words_say() -> None:
    permits = {"indicator": "permits", "quote": "办理许可8件（上年5件）"}
    wrong = decision(8, Decision.CORRECTED, "8", old=amount(5, "件"), **permits)
    made = label([read(8, indicator="permits")], wrong)
    assert values(made) == [("permits", 8)]


def test_words_beside_the_quote_may_hold_the_number() -> None:
    wrong = decision(5, Decision.CORRECTED, "8", indicator="permits", quote="上年5件")
    made = label([read(5, indicator="permits")], wrong)
    assert (values(made), made.labels[0]["quote"]) == ([("permits", 8)], TEXT)


def test_a_value_that_is_not_in_the_words_is_not_asked_of_a_reader_of_words() -> None:
    made = label([read(1)], decision(1, Decision.CORRECTED, "731"))
    assert (made.only, made.labels, made.left) == ((), (), (Left.WORDS,))
    made = label([read(1)], decision(1), text="换了文字。")
    assert made.left == (Left.WORDS,)


def test_a_figure_of_a_table_is_left_out_as_a_text_keeps_no_table() -> None:
    made = label([read(1), read(2, in_table=True)], decision(1), decision(2))
    assert (made.only, made.left) == ((), (Left.TABLE,))


def test_sub_counts_are_neither_asked_for_nor_labelled() -> None:
    figures = [read(1), read(3, sub=True)]
    assert values(label(figures, decision(1))) == [("inspections", 1)]
    assert values(label(figures, decision(1), decision(3))) == [("inspections", 1)]
    assert label(figures, decision(3)).left == (Left.UNDECIDED,)


def test_what_is_not_read_any_more_stays_a_label() -> None:
    """This is what the labels are for: a later rule that loses the figure is told."""
    assert values(label([], decision(1))) == [("inspections", 1)]


def test_a_figure_that_moved_is_decided_by_the_decision_that_is_applied() -> None:
    moved, old = read(1, number_start=77), decision(1)
    assert label([moved], old).left == (Left.UNDECIDED,)
    assert values(label([replace(moved, review_id=old.id)], old)) == [("inspections", 1)]
    again = replace(old, id="again", number_start=77)
    assert values(label([moved], old, again)) == [("inspections", 1)]  # not twice


@pytest.mark.parametrize(
    ("words", "qualifier", "stated"),
    [
        ("检查1,234次", Qualifier.EXACT, True),
        ("检查１２３４次", Qualifier.EXACT, True),
        ("检查1234余次", Qualifier.EXACT, False),
        ("检查1234余次", Qualifier.OVER, True),
        ("检查11234次", Qualifier.EXACT, False),
        ("", Qualifier.EXACT, False),
    ],
)
def test_words_state_a_number_as_exact_as_it_is(
    words: str, qualifier: Qualifier, stated: bool
) -> None:
    assert states(words, replace(amount(1234), qualifier=qualifier)) is stated
