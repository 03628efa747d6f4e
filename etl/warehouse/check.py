"""Promises a finished version must keep before anybody sees it.

Owns the list of promises. Refuses nothing quietly: each broken one is named. Where a promise
compares rows with texts it is looked at in slices of reports, so that no machine need hold them
all.
"""

from collections.abc import Collection
from pathlib import Path

import duckdb

from etl.errors import WarehouseError, WarehouseFault
from etl.warehouse.parts import keep_ids, quote_name

_SLICE = 20_000  # reports looked at together

# Keys that an index would have to be held in memory for: table → columns that tell rows apart.
KEYS = {
    "documents": "document_id",
    "reports": "report_id",
    "ledger_rows": "row_id",
    "reviews": "report_no, observation_id",
    "body_years": "dataset, region, agency, year",
    "bodies": "dataset, region, agency",
    "supersessions": "id",
    "text_pairs": "pair, stretch",
    "figures": "dataset, region, agency, indicator, year",
    "genre_figures": "dataset, region, agency, indicator, year, genre",
}
# The same within the reports of a slice.
KEYS_BELOW = {
    "sections": "report_no, position",
    "observations": "report_no, position",
    "named_things": "report_no, position",
    "findings": "report_no, position",
    "table_cells": "report_no, table_no, row_no, column_no",
    "form_cells": "report_no, form, row_name, column_name",
}

# Each query counts rows that break the promise; CHECKs are in the schema.
PROMISES = {
    "every content is one document of its data set": """
        SELECT count(*) - count(DISTINCT (dataset, sha256)) FROM documents""",
    "every report is numbered once": """
        SELECT count(*) - count(DISTINCT report_no) FROM reports""",
    "every report is a document": """
        SELECT count(*) FROM reports AS r
        ANTI JOIN documents AS d ON d.document_id = r.report_id AND d.dataset = r.dataset""",
    "every number lies in its quote": """
        SELECT count(*) FROM observations
        WHERE number_start < span_start OR number_end > span_end""",
    "every indicator is in the catalogue, in one of its units": """
        SELECT count(*) FROM observations AS o LEFT JOIN indicators AS i ON i.id = o.indicator
        WHERE o.parent_id IS NULL AND (i.id IS NULL OR NOT list_contains(i.units, o.unit))""",
    "every count is whole and every rate a share": """
        SELECT count(*) FROM observations AS o JOIN indicators AS i ON i.id = o.indicator
        WHERE (i.kind = 'count' AND o.value <> floor(o.value))
           OR (i.kind = 'rate' AND o.value NOT BETWEEN 0 AND 100) OR o.value < 0""",
    "every decision is about a statement, and a correction in a unit of its indicator": """
        SELECT count(*) FROM reviews AS v
        LEFT JOIN observations AS o USING (report_no, observation_id)
        LEFT JOIN indicators AS i ON i.id = o.indicator
        WHERE o.report_id IS DISTINCT FROM v.report_id
           OR (v.unit IS NOT NULL AND NOT list_contains(i.units, v.unit))""",
    "every document holds a report or a ledger": """
        SELECT count(*) FROM documents AS d
        WHERE (d.media = 'ledger') = (d.document_id IN (SELECT report_id FROM reports))""",
    "every row of a ledger has its document": """
        SELECT count(*) FROM ledger_rows AS l
        ANTI JOIN documents AS d ON d.document_id = l.document_id AND d.dataset = l.dataset""",
    "what supersedes is itself in force": """
        SELECT count(*) FROM supersessions
        WHERE superseded_by IN (SELECT id FROM supersessions)""",
    "every figure of a ledger rests on a row in force": """
        SELECT count(*) FROM (FROM figures UNION ALL FROM genre_figures) AS f
        ANTI JOIN ledger_rows AS l ON l.row_id = f.observation_id AND l.in_force
        WHERE f.report_no IS NULL""",
    "every figure of a genre stands beside another genre's": """
        SELECT count(*) FROM genre_figures AS g
        ANTI JOIN figures AS f
            ON (f.dataset, f.region, f.agency, f.indicator, f.year)
             = (g.dataset, g.region, g.agency, g.indicator, g.year) AND f.genre <> g.genre""",
    "every stretch of reports can be searched": """
        SELECT count(*) FROM (SELECT DISTINCT (report_no - 1) // 2048 AS stretch FROM reports)
        ANTI JOIN (SELECT DISTINCT stretch FROM text_pairs) USING (stretch)""",
    "the version is stamped": """
        SELECT abs(count(*) - 1) FROM build""",
}

# The same, of a slice of reports.
PROMISES_BELOW = {
    "every part hangs under a total of its report": """
        SELECT count(*) FROM (SELECT * FROM observations WHERE {slice}) AS o
        ANTI JOIN (SELECT * FROM observations WHERE {slice}) AS p
            ON p.report_no = o.report_no AND p.observation_id = o.parent_id
        WHERE o.parent_id IS NOT NULL""",
    "every figure rests on a statement in force": """
        SELECT count(*) FROM (
            SELECT * FROM figures WHERE {slice} UNION ALL SELECT * FROM genre_figures WHERE {slice}
        ) AS f
        ANTI JOIN (SELECT * FROM observations WHERE {slice} AND in_force) AS o
            ON o.report_no = f.report_no AND o.observation_id = f.observation_id""",
    "every quote stands in its text": """
        SELECT count(*) FROM observations AS o JOIN reports AS r USING (report_no)
        WHERE {slice} AND (
            substring(r.text, o.span_start + 1, o.span_end - o.span_start) <> o.quote
            OR substring(r.text, o.sentence_start + 1, length(o.sentence)) <> o.sentence)""",
    "every name stands in its text": """
        SELECT count(*) FROM named_things AS n JOIN reports AS r USING (report_no)
        WHERE {slice} AND (
            substring(r.text, n.span_start + 1, n.span_end - n.span_start) <> n.quote
            OR substring(r.text, n.sentence_start + 1, length(n.sentence)) <> n.sentence
            OR n.span_start < n.sentence_start)""",
    "every cell of a form lies in its row": """
        SELECT count(*) FROM form_cells AS c JOIN reports AS r USING (report_no)
        WHERE {slice} AND (c.span_start < c.words_start OR c.span_end > c.words_end
            OR c.words_end > length(r.text))""",
    "every passage lies in its text": """
        SELECT count(*) FROM sections AS s JOIN reports AS r USING (report_no)
        WHERE {slice} AND s.span_end > length(r.text)""",
    "every body lies in its text": """
        SELECT count(*) FROM reports AS r
        WHERE {slice} AND body_end > length(text)""",
}

# What a load took out it can account for: by name (`leave`), not by silence.
LOSSES = {
    "every document of the version before is here or was taken out by name": """
        SELECT count(*) FROM previous.documents AS p
        ANTI JOIN documents AS d ON d.document_id = p.document_id
        WHERE p.document_id NOT IN (SELECT id FROM leave)""",
    "every document that was read alike states what it stated": """
        SELECT count(*) FROM (
            SELECT report_id, count(*) AS stated FROM previous.observations GROUP BY ALL
        ) AS old
        JOIN previous.documents AS p ON p.document_id = old.report_id
        JOIN documents AS d ON d.document_id = p.document_id AND d.reading = p.reading
        LEFT JOIN (
            SELECT report_id, count(*) AS stated FROM observations GROUP BY ALL
        ) AS new ON new.report_id = old.report_id
        WHERE new.stated IS DISTINCT FROM old.stated""",
}


def check_version(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise WarehouseError where the version breaks a promise."""
    for table, key in KEYS.items():
        _demand_key(connection, table, key, "TRUE")
    for promise, query in PROMISES.items():
        _demand(connection, promise, query)
    [last] = connection.execute("SELECT max(report_no) FROM reports").fetchall()
    for first in range(1, (last[0] or 0) + 1, _SLICE):
        _check_slice(connection, f"report_no BETWEEN {first} AND {first + _SLICE - 1}")


def _check_slice(connection: duckdb.DuckDBPyConnection, numbers: str) -> None:
    for table, key in KEYS_BELOW.items():
        _demand_key(connection, table, key, numbers)
    for promise, query in PROMISES_BELOW.items():
        _demand(connection, promise, query.format(slice=numbers))


def _demand_key(connection: duckdb.DuckDBPyConnection, table: str, key: str, which: str) -> None:
    query = f"SELECT count(*) - count(DISTINCT ({key})) FROM {table} WHERE {which}"
    _demand(connection, f"rows of {table} are told apart by {key}", query)


def check_losses(
    connection: duckdb.DuckDBPyConnection, previous: Path, leave: Collection[str]
) -> None:
    """Raise WarehouseError where something of the version before is gone without a reason."""
    keep_ids(connection, "leave", leave)
    connection.execute(f"ATTACH '{quote_name(previous)}' AS previous (READ_ONLY)")
    for promise, query in LOSSES.items():
        _demand(connection, promise, query)


def _demand(connection: duckdb.DuckDBPyConnection, promise: str, query: str) -> None:
    [row] = connection.execute(query).fetchall()
    if row[0] != 0:
        raise WarehouseError(
            WarehouseFault.DAMAGED,
            f"新版数据没有通过检查（{promise}：{row}），没有发布；原有数据不变。",
        )
