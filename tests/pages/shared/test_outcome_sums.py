"""What may be summed of requests' outcomes: rows that exclude one another, the same bodies."""

import pandas as pd
import pytest
from pandas import DataFrame

from etl.disclosure_form import load_forms
from pages.shared.numbers import Amount
from pages.shared.outcome_sums import (
    Composition,
    Group,
    find_composition,
    index_cells,
    read_layout,
    sum_group,
)
from tests.request_forms import FORM, TOTAL, WHOLE

LAYOUT = read_layout()
GROUPS = {group.id: group for group in LAYOUT.groups}
UNAVAILABLE = ("not_held", "would_need_making", "still_unclear")


def make_form(body: str, year: int, **rows: float | None) -> DataFrame:
    """Return a form's column of all applicants: outcomes by name; None is a blank."""
    known = {row.outcome: row.key for row in FORM.rows if row.outcome}
    named = {"whole": WHOLE, "total": TOTAL}
    return DataFrame(
        {
            "body": body,
            "agency": body,
            "year": year,
            "outcome": [None if name in named else name for name in rows],
            "row_name": [named.get(name) or known[name] for name in rows],
            "applicant": LAYOUT.everybody,
            "value": pd.Series(list(rows.values()), dtype=float),
            "cell_id": [f"{body}-{year}-{name}" for name in rows],
        }
    )


def make_full(body: str, year: int, **rows: float | None) -> DataFrame:
    """Return a form with 0 in every outcome but those named."""
    nothing = {each: 0.0 for group in LAYOUT.groups for each in group.outcomes}
    return make_form(body, year, **{**nothing, **rows})


def sum_rows(group: str, **rows: float | None) -> Amount | None:
    return sum_group(index_cells(make_form("甲局", 2023, **rows)), GROUPS[group]).amount


def compose(*forms: DataFrame) -> Composition:
    found = find_composition(pd.concat(forms, ignore_index=True))
    assert found is not None
    return found


def test_the_groups_hold_the_outcomes_of_the_form_as_it_groups_them() -> None:
    form = next(form for form in load_forms() if form.id == "requests")
    heads: dict[str, list[str]] = {}
    for row in form.rows:
        if row.outcome:
            heads.setdefault(row.key.split("|")[0], []).append(row.outcome)
    assert [list(group.outcomes) for group in LAYOUT.groups] == list(heads.values())
    keys = {row.key for row in form.rows}
    assert {group.whole for group in (*LAYOUT.groups, LAYOUT.total) if group.whole} <= keys
    assert LAYOUT.applicants == form.rows[0].layouts[0]
    assert LAYOUT.everybody == LAYOUT.applicants[-1]


@pytest.mark.parametrize(
    ("rows", "amount"),
    [
        ((3, 1, 0), Amount(4)),
        ((0, 0, 0), Amount(0)),
        ((3, None, 0), Amount(3, "over")),
        ((0, None, 0), None),
        ((None, None, None), None),
        ((3, -1, 0), Amount(3, "over")),
    ],
)
def test_a_blank_row_is_not_nothing(rows: tuple, amount: Amount | None) -> None:
    assert sum_rows("unavailable", **dict(zip(UNAVAILABLE, rows, strict=True))) == amount


def test_a_row_that_is_not_there_is_not_nothing_either() -> None:
    assert sum_rows("unavailable", not_held=3, still_unclear=1) == Amount(4, "over")


@pytest.mark.parametrize(
    ("rows", "amount"),
    [
        ({"whole": 2}, Amount(2)),
        ({"whole": None}, None),
        ({"whole": 5, "not_completed": 2, "fee_unpaid": None, "other": None}, Amount(5)),
        ({"whole": 5, "not_completed": 2, "fee_unpaid": 3, "other": 1}, Amount(6)),
        ({"whole": None, "not_completed": 2}, Amount(2, "over")),
    ],
)
def test_a_group_counted_undivided_is_taken_as_stated_and_never_twice(
    rows: dict, amount: Amount | None
) -> None:
    assert sum_rows("otherwise", **rows) == amount


def test_the_total_is_the_forms_own() -> None:
    cells = index_cells(make_full("甲局", 2023, granted=4, total=9))
    assert sum_group(cells, LAYOUT.total).amount == Amount(9)
    assert sum_group(index_cells(make_full("甲局", 2023)), LAYOUT.total).amount is None
    assert sum_group({}, Group("none", ())).amount is None


@pytest.mark.parametrize(
    ("rows", "years"),
    [
        ({"granted": 4, "total": 4}, ()),
        ({"granted": 4, "total": 9}, (2023,)),
        ({"granted": 4, "not_held": None, "total": 9}, ()),
        ({"granted": 4, "not_held": None, "total": 3}, (2023,)),
        ({"granted": 4, "total": None}, ()),
    ],
)
def test_groups_that_cannot_add_up_to_the_stated_total_are_told(rows: dict, years: tuple) -> None:
    assert compose(make_full("甲局", 2023, **rows)).contradicted == years


def test_only_bodies_with_the_form_in_every_year_are_summed() -> None:
    found = compose(
        *(make_full(body, year, granted=2) for body in ("甲局", "乙局") for year in (2022, 2023)),
        make_full("丙局", 2023, granted=50),
    )
    assert (found.years, found.bodies, found.stated_by) == ((2022, 2023), ("乙局", "甲局"), 3)
    assert found.parts[2023, "granted"].amount == Amount(4)


def test_a_blank_of_one_body_bounds_the_sum() -> None:
    found = compose(
        make_full("甲局", 2023, granted=2, partly_granted=1),
        make_full("乙局", 2023, granted=3, partly_granted=None),
    )
    assert found.parts[2023, "granted"].amount == Amount(5)
    assert found.parts[2023, "partly_granted"].amount == Amount(1, "over")
    names = [cell.cell_id for cell in found.parts[2023, "granted"].cells]
    assert sorted(names) == ["乙局-2023-granted", "甲局-2023-granted"]


def test_a_government_is_not_added_to_the_bodies_inside_it() -> None:
    found = compose(
        *(make_full(body, 2023, granted=2) for body in ("甲局", "乙局")),
        make_full("望川市人民政府", 2023, granted=40),
    )
    assert found.bodies == ("乙局", "甲局")
    assert found.apart
    assert found.parts[2023, "granted"].amount == Amount(4)


def test_without_bodies_of_two_years_it_is_one_year_that_many_have_forms_of() -> None:
    found = compose(
        make_full("甲局", 2022, granted=1),
        make_full("乙局", 2022, granted=1),
        make_full("丁局", 2022, granted=1),
        make_full("丙局", 2023, granted=7),
    )
    assert (found.years, found.bodies) == ((2022,), ("丁局", "乙局", "甲局"))


def test_a_form_without_any_number_is_no_form() -> None:
    blank = make_form("甲局", 2023, granted=None, not_held=None, total=None)
    assert find_composition(blank) is None
    assert find_composition(blank.head(0)) is None
    assert compose(blank, make_full("乙局", 2023)).bodies == ("乙局",)
