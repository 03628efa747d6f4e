"""The rule that chooses THE figure: order of genres, contradictions, units, parts."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.corrections import Decision
from etl.model import Genre, Qualifier
from etl.warehouse.resolution import Basis, Note, Statement, agree, prefer_units, resolve_figure

UNITS = ("次", "家次", "户次")


def state(value: object, **changes: Any) -> Statement:
    fields: dict[str, Any] = {
        "id": f"{changes.get('genre', 'rol')}-{changes.get('order', 1)}-{value}",
        "genre": Genre.ROL,
        "ledger": False,
        "order": 1,
        "value": Decimal(str(value)),
        "qualifier": Qualifier.EXACT,
        "unit": "次",
        "part": None,
    }
    return Statement(**{**fields, **changes})


def resolve(*statements: Statement, units: tuple[str, ...] = UNITS, summable: bool = True) -> Any:
    return resolve_figure(statements, units, summable=summable)


def test_nothing_stated_is_no_figure() -> None:
    assert resolve() is None


def test_a_stated_zero_is_a_figure() -> None:
    choice = resolve(state(0))
    assert (choice.value, choice.basis, choice.conflict) == (0, Basis.STATED, False)


def test_genres_have_an_order_and_a_difference_is_noted() -> None:
    rol, dis, enf = state(74), state(78, genre=Genre.DIS), state(74, genre=Genre.ENF)
    choice = resolve(enf, dis, rol)
    assert (choice.taken, choice.note, choice.conflict) == (rol, Note.GENRES_DIFFER, False)
    assert choice.others == (dis.id,)
    assert resolve(enf, dis).taken is dis


def test_a_report_comes_before_a_ledger() -> None:
    ledger = state(70, ledger=True)
    assert resolve(ledger, state(71, genre=Genre.ENF)).value == 71
    assert resolve(ledger).basis is Basis.LEDGER


def test_two_totals_are_a_conflict_and_the_later_stated_is_taken() -> None:
    choice = resolve(state(703, order=2), state(730, order=9))
    assert (choice.value, choice.conflict, choice.note) == (730, True, Note.CONFLICT_LATER)
    assert choice.others == (state(703, order=2).id,)


def test_another_genre_confirms_one_of_two_totals() -> None:
    choice = resolve(state(730, order=2), state(703, order=9), state(730, genre=Genre.DIS, order=4))
    assert (choice.value, choice.taken.genre) == (730, Genre.ROL)
    assert (choice.conflict, choice.note) == (True, Note.CONFLICT_CONFIRMED)


def test_a_genre_that_states_neither_total_confirms_nothing() -> None:
    choice = resolve(state(730, order=2), state(703, order=9), state(5, genre=Genre.DIS))
    assert (choice.value, choice.note) == (703, Note.CONFLICT_LATER)


def test_what_a_person_corrected_is_taken_before_what_was_read_elsewhere() -> None:
    corrected = state(90, order=1, decision=Decision.CORRECTED)
    choice = resolve(corrected, state(100, order=9))
    assert (choice.value, choice.conflict, choice.note) == (90, True, Note.CONFLICT_DECIDED)
    rough = state(1200, qualifier=Qualifier.OVER, order=9)
    assert resolve(state(1100, decision=Decision.CORRECTED), rough).value == 1100
    assert resolve(state(1300, decision=Decision.CORRECTED), rough).value == 1300
    another = state(4, unit="次", order=1)
    assert resolve(another, state(875, unit="家次", decision=Decision.CORRECTED)).value == 875


def test_of_two_totals_the_accepted_one_is_taken() -> None:
    accepted = state(703, order=2, decision=Decision.ACCEPTED)
    choice = resolve(accepted, state(730, order=9), state(730, genre=Genre.DIS))
    assert (choice.value, choice.note) == (703, Note.CONFLICT_DECIDED)
    both = resolve(accepted, state(730, order=9, decision=Decision.CORRECTED))
    assert both.value == 730


def test_an_accepted_rough_wording_gives_way_to_the_exact_one_it_agrees_with() -> None:
    rough = state(1200, qualifier=Qualifier.OVER, decision=Decision.ACCEPTED)
    assert resolve(rough, state(1234)).value == 1234


def test_a_corrected_part_counts_in_the_sum_of_parts() -> None:
    parts = [
        state(30, part="甲", order=1, decision=Decision.CORRECTED),
        state(35, part="甲", order=5),
        state(50, part="乙", order=2),
    ]
    assert resolve(*parts).value == 80


def test_the_same_total_twice_is_one_figure_with_the_first_words() -> None:
    choice = resolve(state(12, order=5), state(12, order=2))
    assert (choice.taken.order, choice.conflict, choice.others) == (2, False, ())


@pytest.mark.parametrize(
    ("rough", "qualifier", "exact", "agrees"),
    [
        (1200, Qualifier.OVER, 1234, True),
        (1200, Qualifier.OVER, 1199, False),
        (10, Qualifier.OVER, 500, False),
        (420, Qualifier.ABOUT, 430, True),
        (420, Qualifier.ABOUT, 300, False),
        (0, Qualifier.OVER, 7, False),
    ],
)
def test_a_rough_and_an_exact_wording_agree_or_contradict(
    rough: int, qualifier: Qualifier, exact: int, agrees: bool
) -> None:
    one, other = state(rough, qualifier=qualifier, order=1), state(exact, order=2)
    assert agree(one, other) is agree(other, one) is agrees
    choice = resolve(one, other)
    assert choice.conflict is not agrees
    assert choice.taken is other  # the exact wording, or the later-stated


def test_units_are_never_mixed() -> None:
    choice = resolve(state(4, unit="次", order=1), state(875, unit="家次", order=2))
    assert (choice.value, choice.taken.unit, choice.note) == (4, "次", Note.UNITS_DIFFER)
    assert choice.conflict is False
    preferred = resolve(state(4, unit="次"), state(875, unit="家次"), units=("家次", "次", "户次"))
    assert preferred.value == 875


def test_an_unknown_unit_still_gives_a_figure() -> None:
    assert resolve(state(4, unit="趟")).value == 4


def test_a_body_prefers_the_unit_it_uses_in_most_years() -> None:
    assert prefer_units(["家次", "家次", "次"], UNITS) == ("家次", "次", "户次")
    assert prefer_units(["家次", "次"], UNITS)[0] == "次"
    assert prefer_units(["趟", "趟"], UNITS)[0] == "趟"
    assert prefer_units([], UNITS) == UNITS


def test_parts_without_a_total_are_summed_as_a_lower_bound() -> None:
    choice = resolve(state(6, part="党组", order=1), state(13, part="机关", order=2))
    assert (choice.value, choice.qualifier, choice.basis) == (19, Qualifier.OVER, Basis.PARTS)
    assert len(choice.others) == 2


def test_parts_never_stand_beside_a_whole_even_of_a_later_genre() -> None:
    choice = resolve(state(6, part="党组"), state(13, part="机关"), state(25, genre=Genre.ENF))
    assert (choice.value, choice.basis) == (25, Basis.STATED)


def test_a_part_stated_twice_counts_once() -> None:
    choice = resolve(
        state(6, part="党组", order=1), state(6, part="党组", order=7), state(1, part="机关")
    )
    assert (choice.value, choice.conflict) == (7, False)


def test_a_part_with_two_values_is_a_conflict() -> None:
    choice = resolve(state(6, part="党组", order=1), state(8, part="党组", order=7))
    assert (choice.value, choice.conflict) == (8, True)


def test_parts_of_a_rate_or_in_several_units_are_not_summed() -> None:
    assert resolve(state(98, part="市"), state(100, part="县"), summable=False) is None
    assert resolve(state(9, part="甲", unit="次"), state(1, part="乙", unit="家次")) is None


def test_a_rate_stated_as_a_whole_is_taken() -> None:
    assert resolve(state("98.6", unit="%"), summable=False).value == Decimal("98.6")


statements = st.lists(
    st.builds(
        state,
        st.integers(0, 40),
        genre=st.sampled_from(list(Genre)),
        ledger=st.booleans(),
        order=st.integers(1, 9),
        qualifier=st.sampled_from(list(Qualifier)),
        unit=st.sampled_from(UNITS),
        part=st.sampled_from([None, None, "甲", "乙"]),
    ),
    max_size=6,
    unique_by=lambda s: (s.genre, s.ledger, s.order),
)


@given(statements, st.randoms())
def test_the_choice_does_not_depend_on_the_order_of_the_input(
    stated: list[Statement], random: Any
) -> None:
    shuffled = list(stated)
    random.shuffle(shuffled)
    assert resolve(*stated) == resolve(*shuffled)


@given(statements)
def test_a_choice_rests_on_what_was_stated(stated: list[Statement]) -> None:
    choice = resolve(*stated)
    wholes = [s for s in stated if s.part is None]
    if choice is None:
        assert not wholes
        return
    assert choice.taken in stated
    assert set(choice.others) <= {s.id for s in stated}
    if choice.basis is Basis.PARTS:
        assert not wholes
        assert choice.qualifier is Qualifier.OVER
    else:
        assert choice.value == choice.taken.value
        assert choice.taken.rank == min(s.rank for s in wholes)


@given(statements)
def test_a_conflict_always_has_a_second_side(stated: list[Statement]) -> None:
    choice = resolve(*stated)
    if choice is not None and choice.conflict and choice.basis is not Basis.PARTS:
        values = {(s.value, s.qualifier) for s in stated if s.rank == choice.taken.rank}
        assert len(values) > 1
