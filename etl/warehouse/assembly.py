"""Raw rows → the tables of a version, in the order in which pages ask for them.

Owns places of one name, the numbering of reports and what is filled from it. Works on an open,
writable build with the views of parts.py in place; what supersedes what is derived in between
(derivation.py).
"""

from pathlib import Path

import duckdb

from etl.warehouse.views import BARE

REGISTER = Path(__file__).resolve().parents[2] / "data" / "regions.csv"

_REGISTERED = """
CREATE TEMP TABLE registered AS
SELECT code, name, since, until FROM read_csv($register, header = true, columns = {
    'code': 'VARCHAR', 'name': 'VARCHAR', 'level': 'VARCHAR', 'parent': 'VARCHAR',
    'since': 'INTEGER', 'until': 'INTEGER', 'pinyin': 'VARCHAR'})
"""

_PLACES = """
CREATE TEMP TABLE places AS
WITH seen AS (
    SELECT DISTINCT d.dataset, r.region, r.region_code, r.year
    FROM raw_reports AS r JOIN raw_documents AS d ON d.document_id = r.report_id
    WHERE r.region_code IS NOT NULL AND r.region <> ''
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
SELECT r.report_id, d.dataset, COALESCE(p.label, r.region) AS region, r.region AS place,
       r.region_code, r.agency, r.year, r.genre, r.published_on, r.signed_on,
       d.source, d.sha256, d.media, d.loaded_version
FROM raw_reports AS r
JOIN raw_documents AS d ON d.document_id = r.report_id
LEFT JOIN places AS p
    ON p.dataset = d.dataset AND p.region = r.region AND p.region_code = r.region_code
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

_REPORTS = """
INSERT INTO reports BY NAME
SELECT n.* EXCLUDE (loaded_version), r.* EXCLUDE (
    report_id, genre, agency, region, region_code, year, published_on, signed_on)
FROM raw_reports AS r JOIN numbered AS n ON n.report_id = r.report_id
ORDER BY report_no
"""

_ROWS = """
INSERT INTO ledger_rows BY NAME
SELECT p.* EXCLUDE (loaded_version), s.id IS NULL AS in_force, s.superseded_by
FROM placed_rows AS p LEFT JOIN supersessions AS s ON s.id = p.row_id
ORDER BY dataset, region, agency, year, document_id, line
"""

_WHOSE = "n.report_no, n.dataset, n.region, n.agency, n.year, n.genre, n.in_force"
_SEARCHED = (
    "regexp_replace(lower(concat_ws('|', t.name, t.number, t.issuer, t.quote)), $bare, '', 'g')"
)
# Table → what stands beside its raw rows, and their order within a report.
_BELOW = {
    "sections": ("n.report_no", "position"),
    "observations": (_WHOSE, "position"),
    "named_things": (f"{_WHOSE}, {_SEARCHED} AS searched", "position"),
    "findings": ("n.report_no", "position"),
    "table_cells": ("n.report_no", "table_no, row_no, column_no"),
    "form_cells": ("n.report_no", "form, span_start"),
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


def place_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """Tell apart regions that share a name by their code, and name all rows accordingly."""
    connection.execute(_REGISTERED, {"register": str(REGISTER)})
    for query in (_PLACES, _PLACED, _PLACED_ROWS):
        connection.execute(query)


def fill_tables(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """Fill every table of documents, in order; what is superseded must be known."""
    connection.execute(_NUMBERED)
    connection.execute(_DOCUMENTS, {"version": version})
    connection.execute(_REPORTS)
    connection.execute(_ROWS)
    for table, (beside, order) in _BELOW.items():
        query = (
            f"INSERT INTO {table} BY NAME SELECT {beside}, t.* FROM raw_{table} AS t"
            f" JOIN numbered AS n ON n.report_id = t.report_id ORDER BY n.report_no, {order}"
        )
        connection.execute(query, {"bare": BARE} if "$bare" in query else None)


def count_bodies(connection: duckdb.DuckDBPyConnection) -> None:
    """Note who spoke in which year, and how much; figures must be chosen."""
    connection.execute(_BODY_YEARS)
