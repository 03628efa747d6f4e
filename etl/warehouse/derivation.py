"""What a build derives from all its rows: places of one name, supersessions, THE figures.

Owns the grouping; the choice itself is resolution.py. Works on an open, writable build.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import duckdb
import pyarrow as pa

from etl.model import Genre, Qualifier
from etl.warehouse.resolution import Choice, Statement, prefer_units, resolve_figure

_FETCH = 50_000

_PLACES = """
INSERT INTO places
WITH seen AS (
    SELECT DISTINCT d.dataset, r.region, r.region_code, r.year
    FROM reports AS r JOIN documents AS d ON d.document_id = r.report_id
    WHERE r.region_code IS NOT NULL AND r.region <> ''
),
-- A place may change its code over the years; two codes in one year, or in two provinces, are
-- two places.
shared AS (
    SELECT dataset, region FROM seen
    GROUP BY dataset, region HAVING count(DISTINCT left(region_code, 2)) > 1
    UNION
    SELECT dataset, region FROM seen
    GROUP BY dataset, region, year HAVING count(DISTINCT region_code) > 1
)
SELECT DISTINCT dataset, region, region_code, region || '（' || region_code || '）'
FROM seen JOIN shared USING (dataset, region)
"""

_REPORTS = """
SELECT [dataset, genre, region, agency, year::VARCHAR] AS key, report_id, report_id, published_on,
       signed_on, loaded_version, source
FROM placed_reports
QUALIFY count(*) OVER (PARTITION BY key) > 1
ORDER BY key, loaded_version, published_on NULLS FIRST, signed_on NULLS FIRST, source, report_id
"""

_LEDGERS = """
SELECT [dataset, genre, region, agency, year::VARCHAR, indicator, unit,
        (part IS NULL)::VARCHAR, part] AS key,
       row_id, document_id, published_on, NULL::DATE, loaded_version, source
FROM placed_ledger_rows
QUALIFY count(*) OVER (PARTITION BY key) > 1
ORDER BY key, loaded_version, published_on NULLS FIRST, source, document_id, line
"""

_STATEMENTS = """
SELECT dataset, region, agency, indicator, year, observation_id, genre, report_id IS NULL,
       position, value, qualifier, unit, part
FROM statements
WHERE in_force AND parent_id IS NULL
ORDER BY dataset, region, agency, indicator, year, observation_id
"""

_SUPERSEDED = """
SELECT o.report_id, n.report_id, o.agency, o.year, o.genre, o.source, n.source,
       o.published_on, n.published_on, NULL
FROM supersessions AS s
JOIN placed_reports AS o ON o.report_id = s.id
JOIN placed_reports AS n ON n.report_id = s.superseded_by
UNION ALL
SELECT o.document_id, n.document_id, NULL, NULL, NULL, any_value(d.source), any_value(e.source),
       NULL, NULL, count(*)
FROM supersessions AS s
JOIN ledger_rows AS o ON o.row_id = s.id
JOIN ledger_rows AS n ON n.row_id = s.superseded_by
JOIN documents AS d ON d.document_id = o.document_id
JOIN documents AS e ON e.document_id = n.document_id
GROUP BY o.document_id, n.document_id
ORDER BY ALL
"""

_FIGURE = pa.schema(
    [
        *[(name, pa.string()) for name in ("dataset", "region", "agency")],
        ("year", pa.int32()),
        ("indicator", pa.string()),
        ("value", pa.decimal128(24, 6)),
        *[(name, pa.string()) for name in ("qualifier", "unit", "basis")],
        ("conflict", pa.bool_()),
        *[(name, pa.string()) for name in ("genre", "observation_id", "note")],
        ("others", pa.list_(pa.string())),
    ]
)


@dataclass(frozen=True, slots=True)
class Supersession:
    """A report, or `rows` of a ledger, that another document took the place of."""

    old: str
    new: str
    agency: str | None
    year: int | None
    genre: str | None
    old_source: str
    new_source: str
    old_published_on: date | None
    new_published_on: date | None
    rows: int | None


@dataclass(frozen=True, slots=True)
class _Claim:
    """One report, or ledger row, that wants to speak for its body and year."""

    id: str
    document: str
    published_on: date | None


def derive_places(connection: duckdb.DuckDBPyConnection) -> None:
    """Tell apart regions that share a name by their code."""
    connection.execute(_PLACES)


def derive_supersessions(connection: duckdb.DuckDBPyConnection) -> None:
    """Of several claims to one body and year, mark all but the winner as superseded.

    The later published wins; where that cannot be told, the later loaded. Within one load the
    order is that of dates, then of file names, so that it never depends on chance.
    """
    pairs: list[tuple[str, str]] = []
    for query in (_REPORTS, _LEDGERS):
        rows = connection.execute(query).fetchall()
        for _, group in groupby(rows, key=lambda row: row[0]):
            pairs.extend(_judge([_Claim(row[1], row[2], row[3]) for row in group]))
    if pairs:
        ids, winners = zip(*sorted(pairs), strict=True)
        _insert(connection, "supersessions", pa.table({"id": ids, "superseded_by": winners}))


def read_supersessions(connection: duckdb.DuckDBPyConnection) -> tuple[Supersession, ...]:
    """Return which document took the place of which."""
    return tuple(Supersession(*row) for row in connection.execute(_SUPERSEDED).fetchall())


def _judge(claims: list[_Claim]) -> Iterator[tuple[str, str]]:
    winner = claims[0]
    for claim in claims[1:]:
        dates = (winner.published_on, claim.published_on)
        earlier = dates[0] is not None and dates[1] is not None and dates[1] < dates[0]
        if not earlier:
            winner = claim
    # Two rows of one ledger do not supersede each other: they contradict each other.
    return ((claim.id, winner.id) for claim in claims if claim.document != winner.document)


def derive_figures(connection: duckdb.DuckDBPyConnection) -> None:
    """Choose THE figure of every body, year and indicator."""
    kinds = {
        row[0]: (row[1], row[2])
        for row in connection.execute("SELECT id, units, kind FROM indicators").fetchall()
    }
    found: list[tuple[Any, ...]] = []
    for (*body, indicator), rows in groupby(_read_statements(connection), key=lambda r: r[:4]):
        units, kind = kinds.get(indicator, ((), "rate"))
        found.extend(_resolve_series((*body, indicator), list(rows), units, kind))
    if found:
        columns = [
            pa.array(values, type=field.type)
            for values, field in zip(zip(*found, strict=True), _FIGURE, strict=True)
        ]
        _insert(connection, "figures", pa.Table.from_arrays(columns, schema=_FIGURE))


def _read_statements(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    cursor = connection.cursor().execute(_STATEMENTS)
    while rows := cursor.fetchmany(_FETCH):
        yield from rows


def _resolve_series(
    key: tuple[str, ...], rows: list[tuple[Any, ...]], units: tuple[str, ...], kind: str
) -> Iterator[tuple[Any, ...]]:
    """Resolve all years of one body and indicator: its units are preferred as a whole."""
    years = {year: [_statement(row) for row in group] for year, group in groupby(rows, _year)}
    used = [unit for stated in years.values() for unit in {s.unit for s in stated}]
    preferred = prefer_units(used, units)
    for year, stated in years.items():
        choice = resolve_figure(stated, preferred, summable=kind != "rate")
        if choice is not None:
            yield _figure_row(key, year, choice)


def _year(row: tuple[Any, ...]) -> int:
    return int(row[4])


def _statement(row: tuple[Any, ...]) -> Statement:
    return Statement(
        id=row[5],
        genre=Genre(row[6]),
        ledger=row[7],
        order=row[8],
        value=row[9],
        qualifier=Qualifier(row[10]),
        unit=row[11],
        part=row[12],
    )


def _figure_row(key: tuple[str, ...], year: int, choice: Choice) -> tuple[Any, ...]:
    dataset, region, agency, indicator = key
    return (
        *(dataset, region, agency, year, indicator),
        *(choice.value, choice.qualifier.value, choice.taken.unit, choice.basis.value),
        *(choice.conflict, choice.taken.genre.value, choice.taken.id),
        *(choice.note.value if choice.note else None, list(choice.others)),
    )


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    connection.register("derived", rows)
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM derived")
    connection.unregister("derived")
