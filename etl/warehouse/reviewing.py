"""Decisions of people, applied to the statements of a version in the making.

Owns which statement a decision is about: the one of its indicator at its place in the text it was
made on (heirs.py), or the only one with its words, should the reading of the file have moved
them. Refuses to change what was read: the view `reviewed` lays decisions over it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from etl.corrections import Review, find_standing
from etl.warehouse.heirs import find_heirs, follow

_GIVEN = pa.schema(
    [
        *[(name, pa.string()) for name in ("review_id", "report_id", "indicator", "quote")],
        ("number_start", pa.int32()),
        ("decision", pa.string()),
        ("value", pa.decimal128(24, 6)),
        *[(name, pa.string()) for name in ("qualifier", "unit")],
        ("old_value", pa.decimal128(24, 6)),
        *[(name, pa.string()) for name in ("old_qualifier", "old_unit")],
        *[(name, pa.string()) for name in ("reviewer", "reviewed_at", "reason")],
    ]
)
# Without the number's own words at its place, or the very words that were looked at, nothing is
# applied; nor does an approval vouch for anything but the value that was approved.
_APPLY = """
INSERT INTO reviews BY NAME
SELECT g.* EXCLUDE (indicator, quote, number_start, old_value, old_qualifier, old_unit),
       o.report_no, o.observation_id
FROM given AS g
JOIN observations AS o ON o.report_id = g.report_id AND o.indicator = g.indicator AND (
    o.quote = g.quote
    OR o.number_start = g.number_start AND o.number_end > o.number_start AND contains(
        g.quote, substring(o.quote, o.number_start - o.span_start + 1, o.number_end - o.number_start)))
JOIN indicators AS i ON i.id = o.indicator
WHERE (g.unit IS NULL OR (
        list_contains(i.units, g.unit) AND g.value >= 0
        AND (i.kind <> 'count' OR g.value = floor(g.value))
        AND (i.kind <> 'rate' OR g.value <= 100)))
    AND (g.decision <> 'accepted' OR (
        (o.value, o.qualifier, o.unit) = (g.old_value, g.old_qualifier, g.old_unit)))
QUALIFY (o.number_start = g.number_start OR count(*) OVER (PARTITION BY g.review_id) = 1)
    AND row_number() OVER (
        PARTITION BY g.review_id ORDER BY abs(o.number_start - g.number_start), o.position) = 1
    AND row_number() OVER (
        PARTITION BY o.report_no, o.observation_id
        ORDER BY abs(o.number_start - g.number_start), g.reviewed_at DESC, g.review_id) = 1
ORDER BY o.report_no, o.observation_id
"""
_AT_WORK = """
SELECT review_id FROM reviews JOIN observations USING (report_no, observation_id) WHERE in_force
"""


def apply_reviews(
    connection: duckdb.DuckDBPyConnection, reviews: Sequence[Review], previous: bool
) -> tuple[Review, ...]:
    """Fill the table of reviews; return the decisions that change nothing any more.

    Their text was replaced by another, or today's rules read the number as something else.
    `previous` says that the version before is attached.
    """

    def ask(query: str, bound: Mapping[str, object]) -> list[Any]:
        return connection.execute(query, bound).fetchall()

    heirs = find_heirs(ask, reviews, previous)
    standing = tuple(find_standing(follow(reviews, heirs)).values())
    if not standing:
        return ()
    connection.register("given", pa.Table.from_pylist(_rows(standing), schema=_GIVEN))
    connection.execute(_APPLY)
    connection.unregister("given")
    at_work = {id for (id,) in connection.execute(_AT_WORK).fetchall()}
    return tuple(each for each in standing if each.id not in at_work)


def _rows(reviews: Sequence[Review]) -> list[dict[str, object]]:
    return [
        {
            "review_id": each.id,
            "report_id": each.report_id,
            "indicator": each.indicator,
            "quote": each.quote,
            "number_start": each.number_start,
            "decision": each.decision.value,
            "value": each.new.value if each.new else None,
            "qualifier": each.new.qualifier.value if each.new else None,
            "unit": each.new.unit if each.new else None,
            "old_value": each.old.value,
            "old_qualifier": each.old.qualifier.value,
            "old_unit": each.old.unit,
            "reviewer": each.who,
            "reviewed_at": each.at,
            "reason": each.why,
        }
        for each in reviews
    ]
