"""A filter as conditions of a query, with the values of their parameters."""

from collections.abc import Mapping, Sequence
from typing import Any

from etl.warehouse.views import Filter

_COLUMNS = {"regions": "region", "agencies": "agency", "genres": "genre"}


def bind_filter(
    filter: Filter, more: Mapping[str, Sequence[str]] | None = None
) -> tuple[str, dict[str, Any]]:
    """Return the conditions of a filter, and the values of their parameters.

    Only what is asked for becomes a condition, and as plain comparisons: DuckDB then passes over
    the parts of a table that hold nothing of it.
    """
    lists = {_COLUMNS[name]: getattr(filter, name) for name in _COLUMNS}
    chosen, values = choose({**lists, **(more or {})})
    conditions = ["dataset = $dataset", chosen]
    values["dataset"] = filter.dataset
    if filter.years is not None:
        conditions.append("year BETWEEN $first AND $last")
        values["first"], values["last"] = filter.years
    return " AND ".join(conditions), values


def choose(lists: Mapping[str, Sequence[str]]) -> tuple[str, dict[str, Any]]:
    """Return the condition that columns hold one of the values listed; an empty list asks nothing."""
    conditions, values = ["TRUE"], dict[str, Any]()
    for column, wanted in lists.items():
        names = [f"{column}_{place}" for place, _ in enumerate(wanted)]
        if names:
            conditions.append(f"{column} IN ({', '.join(f'${name}' for name in names)})")
            values.update(zip(names, wanted, strict=True))
    return " AND ".join(conditions), values
