"""The rows behind a view, a page at a time: THE figures, or every statement in force.

Owns which rows those are, for the page that lists them and the file that holds them alike: both
ask by one `Listing`. A page first finds which rows it shows in narrow columns, and reads the
words of those alone. Refuses to hold more than a page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from etl.warehouse.conditions import bind_filter
from etl.warehouse.queries import CHOSEN, CHOSEN_OF_GENRES
from etl.warehouse.served import Served
from etl.warehouse.views import Filter

_SEARCHED = "lower(concat_ws(chr(10), region, agency, indicator_name, indicator, quote, source))"

# As door.figures, of the figures that are chosen among the reports of some genres.
_FIGURES_OF_GENRES = f"""
WITH f AS ({CHOSEN_OF_GENRES}), taken AS (
    SELECT f.*, o.quote, o.sentence, r.source, r.page_url AS source_url, r.published_on,
           r.report_id, o.review, o.value_read, o.reviewer
    FROM f
    JOIN main.reviewed AS o
        ON o.report_no = f.report_no AND o.observation_id = f.observation_id
    JOIN main.reports AS r ON r.report_no = f.report_no
    UNION ALL
    SELECT f.*, NULL, NULL, l.source, l.source_url, l.published_on, NULL, NULL, NULL, NULL
    FROM f JOIN main.ledger_rows AS l ON l.row_id = f.observation_id
    WHERE f.report_no IS NULL
)
SELECT t.dataset, t.region, t.agency, t.year, t.indicator, i.name_zh AS indicator_name,
       t.value, t.qualifier, t.unit, t.basis, t.conflict, t.note, t.genre,
       t.quote, t.sentence, t.source, t.source_url, t.published_on, t.report_id, t.observation_id,
       t.review, t.value_read, t.reviewer
FROM taken AS t LEFT JOIN main.indicators AS i ON i.id = t.indicator
"""

# A part may count something else than its total, and has then no indicator of its own.
_WITH_PARTS = """
(list_contains($indicators, indicator) OR indicator = '' AND parent_id IN (
    SELECT observation_id FROM main.observations
    WHERE dataset = $dataset AND list_contains($indicators, indicator)))
"""

_KEYS = """
SELECT k.observation_id FROM ({rows}) AS k LEFT JOIN main.indicators AS i ON i.id = k.indicator
ORDER BY {order} LIMIT $most OFFSET $start
"""

_STATED = """
WITH s AS (
    SELECT o.dataset, o.region, o.agency, o.year, o.indicator, o.value, o.qualifier, o.unit,
           o.part, o.genre, o.observation_id, o.report_id, o.quote, o.sentence,
           o.span_start AS "start", o.number_start, o.number_end,
           o.span_start - o.sentence_start AS quote_in_sentence,
           o.review, o.reviewer, o.reviewed_at, o.review_reason, o.value_read, o.qualifier_read,
           o.unit_read, r.source, r.page_url AS source_url, r.published_on
    FROM main.reviewed AS o JOIN main.reports AS r USING (report_no)
    WHERE o.dataset = $dataset AND list_contains($ids, o.observation_id)
    UNION ALL BY NAME
    SELECT dataset, region, agency, year, indicator, value, qualifier, unit, part, genre,
           row_id AS observation_id, source, source_url, published_on
    FROM main.ledger_rows
    WHERE dataset = $dataset AND list_contains($ids, row_id)
)
"""
_WORDS = """
    s.report_id, s.quote, s.sentence, s."start", s.number_start, s.number_end,
    s.quote_in_sentence, s.source, s.source_url, s.published_on, s.review, s.reviewer,
    s.reviewed_at, s.review_reason, s.value_read, s.qualifier_read, s.unit_read
"""
_OF_STATEMENTS = f"""
{_STATED}
SELECT s.region, s.agency, s.year, s.indicator, s.value, s.qualifier, s.unit,
       CASE WHEN s.report_id IS NULL THEN 'ledger' ELSE 'stated' END, false, NULL, s.part,
       s.genre, s.observation_id, {_WORDS}
FROM s
"""
_OF_FIGURES = f"""
{_STATED}
SELECT f.region, f.agency, f.year, f.indicator, f.value, f.qualifier, f.unit, f.basis,
       f.conflict, f.note, NULL, f.genre, f.observation_id, {_WORDS}
FROM ({{rows}}) AS f JOIN s ON s.observation_id = f.observation_id
"""


class Order(StrEnum):
    """What the rows can be sorted by; by year the newest stand first."""

    YEAR = "year"
    BODY = "body"
    INDICATOR = "indicator"
    VALUE = "value"


_PLACE, _THING = "k.region, k.agency", "i.position, k.indicator"
_ORDERS = {
    Order.YEAR: ("k.year {way}", _PLACE, _THING),
    Order.BODY: ("k.region {way}, k.agency {way}", _THING, "k.year DESC"),
    Order.INDICATOR: ("i.position {way}, k.indicator {way}", _PLACE, "k.year DESC"),
    Order.VALUE: ("k.value {way}", _PLACE, _THING, "k.year DESC"),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """Which rows: of a view and of some indicators (all, where none are named).

    With `statements` every stated figure in force, else THE figures; every one of `words` stands
    in the row; `ids` picks rows by name.
    """

    filter: Filter
    statements: bool = False
    indicators: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The documented view that the rows are of."""
        return "observations" if self.statements else "figures"

    def pick(self, ids: Sequence[str]) -> "Listing":
        """Return the listing of some of its rows."""
        return replace(self, ids=tuple(ids))

    def select(self) -> tuple[str, dict[str, Any]]:
        """Return the query for all columns of the documented view, and what it is bound to."""
        where, bound = self._bind()
        if self.statements:
            query = f"SELECT * FROM door.observations WHERE in_force AND {where}"
        elif self.filter.genres:
            query = _FIGURES_OF_GENRES.replace("{where}", where)
        else:
            query = f"SELECT * FROM door.figures WHERE {where}"
        return self._narrow(query, bound)

    def select_keys(self) -> tuple[str, dict[str, Any]]:
        """Return a query for the same rows that passes over their words, where none are asked."""
        if self.words:
            return self.select()
        where, bound = self._bind()
        chosen = CHOSEN_OF_GENRES if self.filter.genres else CHOSEN
        stated = "SELECT * FROM main.statements WHERE in_force AND {where}"
        query = (stated if self.statements else chosen).replace("{where}", where)
        return self._narrow(query, bound)

    def _bind(self) -> tuple[str, dict[str, Any]]:
        if not (self.statements and self.indicators):
            return bind_filter(self.filter, {"indicator": self.indicators})
        where, bound = bind_filter(self.filter)
        return f"{where} AND {_WITH_PARTS}", bound | {"indicators": list(self.indicators)}

    def _narrow(self, query: str, bound: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        held: dict[str, Any] = {
            f"word_{place}": word.lower() for place, word in enumerate(self.words)
        }
        conditions = [f"contains({_SEARCHED}, ${name})" for name in held]
        if self.ids:
            conditions.append("list_contains($ids, observation_id)")
            held["ids"] = list(self.ids)
        if not conditions:
            return query, bound
        return f"SELECT * FROM ({query}) WHERE {' AND '.join(conditions)}", bound | held


@dataclass(frozen=True, slots=True)
class Listed:
    """One row, its value exact; `start` and the like are places in the report's text."""

    region: str
    agency: str
    year: int
    indicator: str
    value: Decimal
    qualifier: str
    unit: str
    basis: str
    conflict: bool
    note: str | None
    part: str | None
    genre: str
    observation_id: str
    report_id: str | None
    quote: str | None
    sentence: str | None
    start: int | None
    number_start: int | None
    number_end: int | None
    quote_in_sentence: int | None
    source: str
    source_url: str | None
    published_on: date | None
    review: str | None = None
    reviewer: str | None = None
    reviewed_at: str | None = None
    review_reason: str | None = None
    value_read: Decimal | None = None
    qualifier_read: str | None = None
    unit_read: str | None = None


def count_rows(warehouse: Served, listing: Listing) -> int:
    """Return how many rows there are."""
    query, bound = listing.select_keys()
    return int(warehouse.rows(f"SELECT count(*) FROM ({query})", bound)[0][0])


def read_page(
    warehouse: Served, listing: Listing, order: Order, down: bool, start: int, most: int
) -> list[Listed]:
    """Return the rows of a page in their order."""
    query, bound = listing.select_keys()
    way = "DESC" if down else "ASC"
    ordered = ", ".join((*_ORDERS[order], "k.observation_id")).replace("{way}", way)
    keys = _KEYS.replace("{rows}", query).replace("{order}", ordered)
    found = warehouse.rows(keys, bound | {"start": start, "most": most})
    return _read_rows(warehouse, listing, [key for (key,) in found])


def _read_rows(warehouse: Served, listing: Listing, ids: list[str]) -> list[Listed]:
    """Read the rows of these ids, in their order."""
    if not ids:
        return []
    if listing.statements:
        query, bound = _OF_STATEMENTS, {"dataset": listing.filter.dataset, "ids": ids}
    else:
        rows, bound = replace(listing, words=(), ids=tuple(ids)).select_keys()
        query = _OF_FIGURES.replace("{rows}", rows)
    places = {key: place for place, key in enumerate(ids)}
    read = [Listed(*row) for row in warehouse.rows(query, bound)]
    return sorted(read, key=lambda row: places[row.observation_id])
