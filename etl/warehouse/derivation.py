"""What a build derives from all its rows: what supersedes what, and THE figures.

Owns the grouping; the choice itself is resolution.py. Works on an open, writable build, and never
holds more than one body's series: a version may have ten million figures.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from etl.model import Genre, Qualifier
from etl.warehouse.pouring import Pouring, Slices, pour
from etl.warehouse.resolution import Choice, Statement, prefer_units, resolve_figure

_FETCH = 50_000
_SLICE = 1_000_000  # figures put in order at a time
_CHOSEN, _OF_GENRES = "chosen", "genre_figures"  # where figures go

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
FROM placed_rows
QUALIFY count(*) OVER (PARTITION BY key) > 1
ORDER BY key, loaded_version, published_on NULLS FIRST, source, document_id, line
"""

# Series (a body and an indicator over the years) in which no year leaves a choice …
_PLAIN = """
CREATE TEMP TABLE plain AS
SELECT dataset, region, agency, indicator FROM (
    SELECT dataset, region, agency, indicator, count(*) AS stated, count(part) AS parted
    FROM statements WHERE in_force AND parent_id IS NULL
    GROUP BY dataset, region, agency, indicator, year
)
GROUP BY ALL HAVING max(stated) = 1 AND max(parted) = 0
"""

# … are taken as they stand; this is what resolve_figure says of a single statement.
_TAKE_PLAIN = """
INSERT INTO chosen BY NAME
SELECT s.dataset, s.region, s.agency, s.year, s.indicator, s.value, s.qualifier, s.unit,
       CASE WHEN s.report_no IS NULL THEN 'ledger' ELSE 'stated' END AS basis,
       FALSE AS conflict, s.genre, s.report_no, s.observation_id, NULL AS note, [] AS others
FROM statements AS s SEMI JOIN plain USING (dataset, region, agency, indicator)
WHERE s.in_force AND s.parent_id IS NULL
"""

_STATEMENTS = """
SELECT dataset, region, agency, indicator, year, observation_id, genre, report_no, position,
       value, qualifier, unit, part, review
FROM statements ANTI JOIN plain USING (dataset, region, agency, indicator)
WHERE in_force AND parent_id IS NULL
ORDER BY dataset, region, agency, indicator, year, observation_id
"""

# Regions that follow each other, so many to a slice that it holds some $size statements.
_REGIONS = """
CREATE TEMP TABLE region_slices AS
SELECT dataset, region, (sum(stated) OVER (ORDER BY dataset, region) // $size)::INTEGER AS slice_no
FROM (SELECT dataset, region, count(*) AS stated FROM chosen GROUP BY ALL)
"""

_SUPERSEDED = """
SELECT o.report_id, n.report_id, o.agency, o.year, o.genre, o.source, n.source,
       o.published_on, n.published_on, NULL
FROM reports AS o JOIN reports AS n ON n.report_id = o.superseded_by
WHERE NOT o.in_force
UNION ALL
SELECT o.document_id, n.document_id, NULL, NULL, NULL, any_value(o.source), any_value(n.source),
       NULL, NULL, count(*)
FROM ledger_rows AS o JOIN ledger_rows AS n ON n.row_id = o.superseded_by
WHERE NOT o.in_force
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
        ("genre", pa.string()),
        ("report_no", pa.int32()),
        *[(name, pa.string()) for name in ("observation_id", "note")],
        ("others", pa.list_(pa.string())),
    ]
)


_Found = tuple[str, tuple[Any, ...]]  # where a figure goes, and its row


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
        connection.register("derived", pa.table({"id": ids, "superseded_by": winners}))
        connection.execute("INSERT INTO supersessions BY NAME SELECT * FROM derived")
        connection.unregister("derived")


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


def derive_figures(connection: duckdb.DuckDBPyConnection, scratch: Path) -> None:
    """Choose THE figure of every body, year and indicator; `scratch` is a folder to work in."""
    connection.execute(_PLAIN)
    connection.execute("CREATE TEMP TABLE chosen AS SELECT * FROM figures LIMIT 0")
    connection.execute(_TAKE_PLAIN)
    kinds = {
        row[0]: (row[1], row[2])
        for row in connection.execute("SELECT id, units, kind FROM indicators").fetchall()
    }
    # Into a file, because one connection cannot be read from and written to at once.
    files = {name: scratch / f"{name}.parquet" for name in (_CHOSEN, _OF_GENRES)}
    _write_figures(_resolve_all(connection, kinds), files)
    for name, file in files.items():
        query = f"INSERT INTO {name} BY NAME SELECT * FROM read_parquet($file)"
        connection.execute(query, {"file": str(file)})
    _order_figures(connection, scratch)


def _write_figures(found: Iterator[_Found], files: Mapping[str, Path]) -> None:
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(pq.ParquetWriter(file, _FIGURE))
            for name, file in files.items()
        }
        while some := list(islice(found, _FETCH)):
            for name, writer in writers.items():
                rows = [row for where, row in some if where == name]
                if rows:
                    columns = zip(zip(*rows, strict=True), _FIGURE, strict=True)
                    arrays = [pa.array(values, type=field.type) for values, field in columns]
                    writer.write_table(pa.Table.from_arrays(arrays, schema=_FIGURE))


def _order_figures(connection: duckdb.DuckDBPyConnection, scratch: Path) -> None:
    connection.execute(_REGIONS, {"size": _SLICE})
    [(last,)] = connection.execute("SELECT max(slice_no) FROM region_slices").fetchall()
    order = "dataset, region, agency, indicator, year"
    join = "JOIN region_slices AS s USING (dataset, region)"
    slices = Slices("s.slice_no", (last or 0) + 1, scratch, join)
    rows = "SELECT * FROM chosen"
    chosen = Pouring("figures", rows, (rows,), "SELECT * FROM {rows}", order)
    pour(connection, chosen, slices)


def _resolve_all(
    connection: duckdb.DuckDBPyConnection, kinds: dict[str, tuple[tuple[str, ...], str]]
) -> Iterator[_Found]:
    for (*body, indicator), rows in groupby(_read_statements(connection), key=lambda r: r[:4]):
        units, kind = kinds.get(indicator, ((), "rate"))
        yield from _resolve_series((*body, indicator), list(rows), units, kind)


def _read_statements(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    answer = connection.execute(_STATEMENTS)
    while rows := answer.fetchmany(_FETCH):
        yield from rows


def _resolve_series(
    key: tuple[str, ...], rows: list[tuple[Any, ...]], units: tuple[str, ...], kind: str
) -> Iterator[_Found]:
    """Resolve all years of one body and indicator: its units are preferred as a whole."""
    years = {year: list(group) for year, group in groupby(rows, _year)}
    used = [unit for stated in years.values() for unit in {row[11] for row in stated}]
    preferred = prefer_units(used, units)
    for year, stated in years.items():
        places = {row[5]: row[7] for row in stated}
        statements = [_statement(row) for row in stated]
        choice = resolve_figure(statements, preferred, summable=kind != "rate")
        if choice is None:
            continue
        yield _CHOSEN, _figure_row(key, year, choice, places[choice.taken.id])
        for genre in sorted({each.genre for each in statements} - {choice.taken.genre}):
            own = [each for each in statements if each.genre is genre]
            choice = resolve_figure(own, preferred, summable=kind != "rate")
            if choice is not None:
                yield _OF_GENRES, _figure_row(key, year, choice, places[choice.taken.id])


def _year(row: tuple[Any, ...]) -> int:
    return int(row[4])


def _statement(row: tuple[Any, ...]) -> Statement:
    return Statement(
        id=row[5],
        genre=Genre(row[6]),
        ledger=row[7] is None,
        order=row[8],
        value=row[9],
        qualifier=Qualifier(row[10]),
        unit=row[11],
        part=row[12],
        decision=row[13],
    )


def _figure_row(
    key: tuple[str, ...], year: int, choice: Choice, report_no: int | None
) -> tuple[Any, ...]:
    dataset, region, agency, indicator = key
    return (
        *(dataset, region, agency, year, indicator),
        *(choice.value, choice.qualifier.value, choice.taken.unit, choice.basis.value),
        *(choice.conflict, choice.taken.genre.value, report_no, choice.taken.id),
        *(choice.note.value if choice.note else None, list(choice.others)),
    )
