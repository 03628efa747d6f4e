"""What became of requests for disclosure: the groups of the national form, and their sums.

Owns the groups (outcomes.yml is data), a group's number in one form, and whose forms meet in a
sum: the same bodies in every year drawn, that speak for the same kind of area. Only what the form
states for all applicants enters, from rows that exclude one another. A row left blank is not
nothing: a group with such a row is known from below (≥), one without any number is a gap.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from pandas import DataFrame

from pages.shared.comparable import (
    find_lines,
    find_telling_year,
    find_totals,
    speaks_for,
)
from pages.shared.measures import name_measures
from pages.shared.numbers import Amount

UNIT = "件"
_FILE = Path(__file__).with_name("outcomes.yml")


@dataclass(frozen=True, slots=True)
class Group:
    """Ways of ending that the form puts under one head; `whole` is a row that counts them all."""

    id: str
    outcomes: tuple[str, ...]
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The form's groups in their order, its own sum, and the column of all applicants."""

    groups: tuple[Group, ...]
    total: Group
    applicants: tuple[str, ...]
    everybody: str


@dataclass(frozen=True, slots=True)
class Part:
    """A group's number and the cells it rests on; `amount` is None where nothing is known."""

    amount: Amount | None
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """The groups of each year over the same bodies, `stated_by` counting all who have forms.

    `apart` tells that others have forms, too, that must not be added to these.
    """

    years: tuple[int, ...]
    bodies: tuple[str, ...]
    stated_by: int
    apart: bool
    parts: Mapping[tuple[int, str], Part]

    @property
    def contradicted(self) -> tuple[int, ...]:
        """The years in which the groups cannot add up to the total that the forms state."""
        return tuple(year for year in self.years if self._contradicts(year))

    def _contradicts(self, year: int) -> bool:
        layout = read_layout()
        total = self.parts[year, layout.total.id].amount
        amounts = [self.parts[year, group.id].amount for group in layout.groups]
        known = [amount for amount in amounts if amount]
        if total is None or total.qualifier != "exact":
            return False
        value = sum(amount.value for amount in known)
        complete = len(known) == len(amounts) and all(each.qualifier == "exact" for each in known)
        return value != total.value if complete else value > total.value


@lru_cache(maxsize=1)
def read_layout() -> Layout:
    """Return what outcomes.yml holds."""
    with _FILE.open(encoding="utf-8") as file:
        entries = yaml.safe_load(file)
    groups = tuple(
        Group(each["id"], tuple(each["outcomes"]), each.get("whole")) for each in entries["groups"]
    )
    total = Group("total", (), entries["total"]["row"])
    return Layout(groups, total, tuple(entries["applicants"]), entries["total"]["applicant"])


def index_cells(cells: DataFrame) -> dict[str, Any]:
    """Return the cells of one column of a form by their outcome, by their row where they have none."""
    return {
        row.row_name if pd.isna(row.outcome) else row.outcome: row for row in cells.itertuples()
    }


def sum_group(cells: Mapping[str, Any], group: Group) -> Part:
    """Return a group's number in one form, from `index_cells` of one column."""
    stated = tuple(cells[each] for each in group.outcomes if _is_count(cells.get(each)))
    whole = cells.get(group.whole or "")
    if _is_count(whole) and len(stated) < max(len(group.outcomes), 1):
        stated, complete = (whole,), True
    else:
        complete = len(stated) == len(group.outcomes)
    return _part([Amount(float(cell.value)) for cell in stated], stated, complete=complete)


def _is_count(cell: Any) -> bool:
    return cell is not None and not pd.isna(cell.value) and cell.value >= 0


def add_parts(parts: Sequence[Part]) -> Part:
    """Return the sum of one group over several forms."""
    amounts = [part.amount for part in parts if part.amount]
    exact = all(amount.qualifier == "exact" for amount in amounts)
    cells = tuple(cell for part in parts for cell in part.cells)
    return _part(amounts, cells, complete=exact and len(amounts) == len(parts))


def _part(amounts: Sequence[Amount], cells: tuple[Any, ...], *, complete: bool) -> Part:
    value = sum(amount.value for amount in amounts)
    if not cells or not (complete or value):  # "at least none" says nothing
        return Part(None, ())
    return Part(Amount(value, "exact" if complete else "over"), cells)


def find_composition(cells: DataFrame) -> Composition | None:
    """Return the groups by year; `cells` are labelled, of the column of all applicants.

    Without two years of bodies that speak for the others it is one year alone, a late one that
    many have forms of.
    """
    known = _keep_known(cells)
    if known.empty:
        return None
    reporters = known.drop_duplicates(["body", "year"])
    reporters = reporters.assign(indicator="", unit=UNIT, qualifier="exact", observation_id="")
    reporters = name_measures(reporters)
    lines = find_lines(reporters)
    told = next((line for line in lines if speaks_for(len(line.bodies), line.stated_by)), None)
    years = told.years if told else (_latest_year(reporters),)
    bodies = told.bodies if told else find_totals(reporters, years[0])[0].bodies
    return Composition(
        years,
        bodies,
        reporters["body"].nunique(),
        reporters["scope"].nunique() > 1,
        _sum_years(known, years, bodies),
    )


def _latest_year(reporters: DataFrame) -> int:
    return find_telling_year({body: set(rows["year"]) for body, rows in reporters.groupby("body")})


def _keep_known(cells: DataFrame) -> DataFrame:
    """Keep the rows of the layout, of forms that state at least one number in them."""
    layout = read_layout()
    wholes = [group.whole for group in (*layout.groups, layout.total) if group.whole]
    kept = cells[cells["outcome"].notna() | cells["row_name"].isin(wholes)]
    return kept[kept.groupby(["body", "year"])["value"].transform("count") > 0]


def _sum_years(
    cells: DataFrame, years: Sequence[int], bodies: Sequence[str]
) -> dict[tuple[int, str], Part]:
    layout = read_layout()
    drawn = cells[cells["year"].isin(years) & cells["body"].isin(bodies)]
    forms = {key: index_cells(form) for key, form in drawn.groupby(["year", "body"])}
    return {
        (year, group.id): add_parts([sum_group(forms[year, body], group) for body in bodies])
        for year in years
        for group in (*layout.groups, layout.total)
    }
