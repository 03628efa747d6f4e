"""The columns of the tables that documents fill, in the order in which rows hold them.

Owns the Arrow types of schema.sql. Refuses to know what a row means (see rows.py).
"""

import pyarrow as pa

from etl.warehouse.rows import Row

_VALUE = pa.decimal128(24, 6)
_SPANS = pa.list_(pa.struct([("span_start", pa.int32()), ("span_end", pa.int32())]))
_TEXT, _INT, _DATE = pa.string(), pa.int32(), pa.date32()
_NUMBER = [("indicator", _TEXT), ("value", _VALUE), ("qualifier", _TEXT), ("unit", _TEXT)]

COLUMNS: dict[str, list[tuple[str, pa.DataType]]] = {
    "documents": [
        *[(name, _TEXT) for name in ("document_id", "dataset", "sha256", "source", "location")],
        *[(name, _TEXT) for name in ("media", "engine", "reading")],
        ("loaded_version", _INT),
    ],
    "reports": [
        *[(name, _TEXT) for name in ("report_id", "genre", "title", "agency", "region")],
        ("region_code", _TEXT),
        ("year", _INT),
        ("published_on", _DATE),
        ("signed_on", _DATE),
        ("page_titles", pa.list_(_TEXT)),
        *[(f"page_{name}", _TEXT) for name in ("publisher", "published", "signed", "site", "url")],
        ("text", _TEXT),
        ("body_start", _INT),
        ("body_end", _INT),
    ],
    "sections": [
        ("report_id", _TEXT),
        ("position", _INT),
        ("kind", _TEXT),
        ("span_start", _INT),
        ("span_end", _INT),
    ],
    "observations": [
        ("observation_id", _TEXT),
        ("report_id", _TEXT),
        ("position", _INT),
        ("parent_id", _TEXT),
        *_NUMBER,
        ("part", _TEXT),
        *[(name, _INT) for name in ("span_start", "span_end", "number_start", "number_end")],
        ("quote", _TEXT),
        ("sentence", _TEXT),
        ("sentence_start", _INT),
        ("rule", _TEXT),
    ],
    "named_things": [
        ("named_id", _TEXT),
        ("report_id", _TEXT),
        ("position", _INT),
        *[(name, _TEXT) for name in ("kind", "name", "number", "issuer", "deed")],
        *[(name, _INT) for name in ("span_start", "span_end")],
        ("quote", _TEXT),
        ("sentence", _TEXT),
        ("sentence_start", _INT),
    ],
    "findings": [
        ("report_id", _TEXT),
        ("position", _INT),
        ("kind", _TEXT),
        ("message", _TEXT),
        ("indicator", _TEXT),
        ("spans", _SPANS),
    ],
    "table_cells": [
        ("report_id", _TEXT),
        *[(name, _INT) for name in ("table_no", "row_no", "column_no", "row_span", "column_span")],
        ("span_start", _INT),
        ("span_end", _INT),
        ("raw", _TEXT),
    ],
    "form_cells": [
        *[(name, _TEXT) for name in ("report_id", "form", "row_name", "column_name")],
        *[(name, _TEXT) for name in ("raw", "meaning")],
        ("value", _VALUE),
        ("outcome", _TEXT),
        *[(name, _INT) for name in ("span_start", "span_end", "words_start", "words_end")],
    ],
    "ledger_rows": [
        ("row_id", _TEXT),
        ("document_id", _TEXT),
        ("line", _INT),
        ("region", _TEXT),
        ("place", _TEXT),
        ("agency", _TEXT),
        ("year", _INT),
        ("genre", _TEXT),
        *_NUMBER,
        ("part", _TEXT),
        ("published_on", _DATE),
        ("source_url", _TEXT),
    ],
}


def arrow_table(name: str, rows: list[Row]) -> pa.Table:
    """Return rows of one table, one at least, as Arrow columns for a bulk insert."""
    columns = zip(*rows, strict=True)
    arrays = [
        pa.array(values, type=kind)
        for values, (_, kind) in zip(columns, COLUMNS[name], strict=True)
    ]
    return pa.Table.from_arrays(arrays, names=[column for column, _ in COLUMNS[name]])
