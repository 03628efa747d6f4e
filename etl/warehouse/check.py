"""Promises a finished version must keep before anybody sees it.

Owns the list of promises. Refuses nothing quietly: each broken one is named.
"""

import duckdb

from etl.errors import WarehouseError, WarehouseFault

# Each query counts rows that break the promise. Keys, foreign keys and CHECKs are in the schema.
PROMISES = {
    "every quote stands in its text": """
        SELECT count(*) FROM observations o JOIN reports r USING (report_id)
        WHERE substring(r.text, o.span_start + 1, o.span_end - o.span_start) <> o.quote""",
    "every sentence stands in its text": """
        SELECT count(*) FROM observations o JOIN reports r USING (report_id)
        WHERE substring(r.text, o.sentence_start + 1, length(o.sentence)) <> o.sentence""",
    "every number lies in its quote": """
        SELECT count(*) FROM observations
        WHERE number_start < span_start OR number_end > span_end""",
    "every name stands in its text": """
        SELECT count(*) FROM named_things n JOIN reports r USING (report_id)
        WHERE substring(r.text, n.span_start + 1, n.span_end - n.span_start) <> n.quote
           OR substring(r.text, n.sentence_start + 1, length(n.sentence)) <> n.sentence
           OR n.span_start < n.sentence_start""",
    "every part hangs under a total of its report": """
        SELECT count(*) FROM observations o LEFT JOIN observations p
            ON p.observation_id = o.parent_id AND p.report_id = o.report_id
        WHERE o.parent_id IS NOT NULL AND p.observation_id IS NULL""",
    "every cell of a form lies in its row": """
        SELECT count(*) FROM form_cells c JOIN reports r USING (report_id)
        WHERE c.span_start < c.words_start OR c.span_end > c.words_end
            OR c.words_end > length(r.text)""",
    "every passage lies in its text": """
        SELECT count(*) FROM sections s JOIN reports r USING (report_id)
        WHERE s.span_end > length(r.text)""",
    "every body lies in its text": """
        SELECT count(*) FROM reports WHERE body_end > length(text)""",
    "every document holds a report or a ledger": """
        SELECT count(*) FROM documents d
        WHERE (d.media = 'ledger') = (d.document_id IN (SELECT report_id FROM reports))""",
    "what supersedes is itself in force": """
        SELECT count(*) FROM supersessions
        WHERE superseded_by IN (SELECT id FROM supersessions)""",
    "every figure rests on a statement in force": """
        SELECT count(*) FROM figures f LEFT JOIN statements s USING (observation_id)
        WHERE s.observation_id IS NULL OR NOT s.in_force""",
    "the version is stamped": """
        SELECT abs(count(*) - 1) FROM build""",
}


def check_version(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise WarehouseError where the version breaks a promise."""
    for promise, query in PROMISES.items():
        row = connection.execute(query).fetchone()
        if row is None or row[0] != 0:
            raise WarehouseError(
                WarehouseFault.DAMAGED,
                f"新版数据没有通过检查（{promise}：{row}），没有发布；原有数据不变。",
            )
