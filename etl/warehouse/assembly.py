"""Raw rows → the tables of a version, in the order in which pages ask for them.

Owns places of one name, the numbering of reports and what is filled from it. Works on an open,
writable build with the views of parts.py in place; what supersedes what is derived in between
(derivation.py).
"""

from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb

from etl.warehouse.pouring import Pouring, Slices, pour
from etl.warehouse.views import BARE

SLICE = 16_384  # reports put in order at a time: as many as are packed together (build.py)
REGISTER = Path(__file__).resolve().parents[2] / "data" / "regions.csv"

_REGISTERED = """
CREATE TEMP TABLE registered AS
SELECT code, name, since, until FROM read_csv($register, header = true, columns = {
    'code': 'VARCHAR', 'name': 'VARCHAR', 'level': 'VARCHAR', 'parent': 'VARCHAR',
    'since': 'INTEGER', 'until': 'INTEGER', 'pinyin': 'VARCHAR'})
"""

# Once for all that follows: a part is read whole, its texts too.
_HEADS = """
CREATE TEMP TABLE heads AS
SELECT d.dataset, r.report_id, r.region, r.region_code, r.agency, r.year, r.genre,
       r.published_on, r.signed_on, d.source, d.sha256, d.media, d.loaded_version
FROM raw_reports AS r JOIN raw_documents AS d ON d.document_id = r.report_id
"""

_PLACES = """
CREATE TEMP TABLE places AS
WITH seen AS (
    SELECT DISTINCT dataset, region, region_code, year
    FROM heads WHERE region_code IS NOT NULL AND region <> ''
),
-- A place may change its code over the years; two codes in one year, in two provinces, or that
-- stood for the name side by side, are two places.
shared AS (
    SELECT dataset, region FROM seen
    GROUP BY dataset, region HAVING count(DISTINCT left(region_code, 2)) > 1
    UNION
    SELECT dataset, region FROM seen
    GROUP BY dataset, region, year HAVING count(DISTINCT region_code) > 1
    UNION
    SELECT a.dataset, a.region
    FROM seen AS a JOIN seen AS b ON b.dataset = a.dataset AND b.region = a.region
    JOIN registered AS r ON r.code = a.region_code
    JOIN registered AS s ON s.code = b.region_code AND s.name = r.name AND s.code <> r.code
    WHERE (r.until IS NULL OR s.since IS NULL OR s.since < r.until)
      AND (s.until IS NULL OR r.since IS NULL OR r.since < s.until)
)
SELECT DISTINCT dataset, region, region_code, region || '（' || region_code || '）' AS label
FROM seen JOIN shared USING (dataset, region)
"""

# Reports as they are shown, without their text: with data set and file, the region told apart.
_PLACED = """
CREATE TEMP TABLE placed_reports AS
SELECT h.* REPLACE (COALESCE(p.label, h.region) AS region), h.region AS place
FROM heads AS h
LEFT JOIN places AS p
    ON p.dataset = h.dataset AND p.region = h.region AND p.region_code = h.region_code
"""

# Rows of ledgers: a region that also reports goes by the name its reports are filed under.
_PLACED_ROWS = """
CREATE TEMP TABLE placed_rows AS
SELECT d.dataset, d.source, d.loaded_version, l.* EXCLUDE (region),
       l.region AS written, COALESCE(r.region, l.region) AS region
FROM raw_ledger_rows AS l
JOIN raw_documents AS d ON d.document_id = l.document_id
LEFT JOIN (SELECT DISTINCT dataset, region FROM placed_reports) AS r
    ON r.dataset = d.dataset AND r.region = l.place
"""

_NUMBERED = """
CREATE TEMP TABLE numbered AS
SELECT (row_number() OVER (ORDER BY dataset, region, agency, year, genre, report_id))::INTEGER
           AS report_no,
       p.*, s.id IS NULL AS in_force, s.superseded_by
FROM placed_reports AS p LEFT JOIN supersessions AS s ON s.id = p.report_id
"""

_DOCUMENTS = """
INSERT INTO documents BY NAME
SELECT d.* REPLACE (
    CASE WHEN d.document_id IN (SELECT id FROM lost) THEN $version
         WHEN d.document_id IN (SELECT id FROM found) THEN NULL
         ELSE d.missing_since END AS missing_since)
FROM raw_documents AS d
ORDER BY dataset, location, document_id
"""

_RAW = """
SELECT n.report_no, t.* FROM ({rows}) AS t JOIN numbered AS n ON n.report_id = t.report_id
"""
_REPORTS = """
SELECT n.* EXCLUDE (loaded_version), t.* EXCLUDE (
    report_no, report_id, genre, agency, region, region_code, year, published_on, signed_on)
FROM {rows} AS t JOIN (SELECT * FROM numbered WHERE {slice}) AS n ON n.report_no = t.report_no
"""

_ROWS = """
INSERT INTO ledger_rows BY NAME
SELECT p.* EXCLUDE (loaded_version), s.id IS NULL AS in_force, s.superseded_by
FROM placed_rows AS p LEFT JOIN supersessions AS s ON s.id = p.row_id
ORDER BY dataset, region, agency, year, document_id, line
"""

_WHOSE = "n.dataset, n.region, n.agency, n.year, n.genre, n.in_force"
_SEARCHED = (
    "regexp_replace(lower(concat_ws('|', t.name, t.number, t.issuer, t.quote)), $bare, '', 'g')"
)
_ROWS_BELOW = """
SELECT t.*{beside}
FROM {{rows}} AS t JOIN (SELECT * FROM numbered WHERE {{slice}}) AS n ON n.report_no = t.report_no
"""
# Table → what stands beside its raw rows, and their order within a report.
_BELOW = {
    "sections": ("", "position"),
    "observations": (f", {_WHOSE}", "position"),
    "named_things": (f", {_WHOSE}, {_SEARCHED} AS searched", "position"),
    "findings": ("", "position"),
    "table_cells": ("", "table_no, row_no, column_no"),
    "form_cells": ("", "form, span_start"),
}

_BODY_YEARS = """
INSERT INTO body_years
SELECT dataset, region, agency, year, sum(reports), sum(superseded), sum(listed), sum(stated),
       sum(chosen)
FROM (
    SELECT dataset, region, agency, year, in_force::INTEGER AS reports,
           (NOT in_force)::INTEGER AS superseded, 0 AS listed, 0 AS stated, 0 AS chosen
    FROM reports
    UNION ALL
    SELECT dataset, region, agency, year, 0, 0, 1, in_force::INTEGER, 0 FROM ledger_rows
    UNION ALL
    SELECT dataset, region, agency, year, 0, 0, 0, count(*), 0 FROM observations WHERE in_force
    GROUP BY ALL
    UNION ALL
    SELECT dataset, region, agency, year, 0, 0, 0, 0, count(*) FROM figures GROUP BY ALL
)
GROUP BY ALL ORDER BY ALL
"""


_BODIES = """
INSERT INTO bodies SELECT DISTINCT dataset, region, agency FROM body_years ORDER BY ALL
"""
_SIZES = """
INSERT INTO sizes
SELECT dataset, sum(reports), sum(superseded), sum(listed),
       count(DISTINCT region) FILTER (region <> ''), any_value(b.bodies), min(year), max(year),
       sum(stated), sum(chosen), list_sort(list(DISTINCT year)),
       (SELECT list_sort(list(DISTINCT genre))
        FROM (SELECT dataset, genre FROM reports UNION SELECT dataset, genre FROM ledger_rows) AS g
        WHERE g.dataset = body_years.dataset)
FROM body_years JOIN (SELECT dataset, count(*) AS bodies FROM bodies GROUP BY ALL) AS b
    USING (dataset)
GROUP BY dataset ORDER BY dataset
"""


def place_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """Tell apart regions that share a name by their code, and name all rows accordingly."""
    connection.execute(_REGISTERED, {"register": str(REGISTER)})
    for query in (_HEADS, _PLACES, _PLACED, _PLACED_ROWS):
        connection.execute(query)


def fill_tables(
    connection: duckdb.DuckDBPyConnection,
    version: int,
    groups: Callable[[str], Iterable[str]],
    scratch: Path,
) -> None:
    """Fill every table of documents, in order; what is superseded must be known.

    `groups` gives the raw rows of a table a few at a time, `scratch` is a folder to work in.
    """
    connection.execute(_NUMBERED)
    connection.execute(_DOCUMENTS, {"version": version})
    connection.execute(_ROWS)
    for table in ("heads", "placed_reports", "placed_rows"):
        connection.execute(f"DROP TABLE {table}")  # they are in it now
    [(last,)] = connection.execute("SELECT max(report_no) FROM numbered").fetchall()
    slices = Slices(f"(report_no - 1) // {SLICE}", (last or 0) // SLICE + 1, scratch)
    for table, (shown, order) in {"reports": (_REPORTS, ""), **_list_below()}.items():
        bound = {"bare": BARE} if "$bare" in shown else {}
        whole = _RAW.format(rows=f"FROM raw_{table}")
        some = (_RAW.format(rows=rows) for rows in groups(table))
        pour(connection, Pouring(table, whole, some, shown, f"report_no{order}", bound), slices)


def _list_below() -> dict[str, tuple[str, str]]:
    """Return how the rows of a report are shown and in which order, table by table."""
    return {
        table: (_ROWS_BELOW.format(beside=beside), f", {order}")
        for table, (beside, order) in _BELOW.items()
    }


def count_bodies(connection: duckdb.DuckDBPyConnection) -> None:
    """Note who spoke in which year, and how much; figures must be chosen."""
    for query in (_BODY_YEARS, _BODIES, _SIZES):
        connection.execute(query)
