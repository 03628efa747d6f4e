"""The columns that documents fill, in the order in which rows hold them.

Owns their Arrow types, and the form of a part: a file of rows on their way from the readers to a
version. Refuses to know what a row means (see rows.py).
"""

from collections.abc import Sequence
from itertools import accumulate, chain

import pyarrow as pa

from etl.warehouse.rows import Entry, Row

_VALUE = pa.decimal128(24, 6)
_SPANS = pa.list_(pa.struct([("span_start", pa.int32()), ("span_end", pa.int32())]))
_TEXT, _INT, _DATE = pa.string(), pa.int32(), pa.date32()
_NUMBER = [("indicator", _TEXT), ("value", _VALUE), ("qualifier", _TEXT), ("unit", _TEXT)]

COLUMNS: dict[str, list[tuple[str, pa.DataType]]] = {
    "documents": [
        *[(name, _TEXT) for name in ("document_id", "dataset", "sha256", "source", "location")],
        *[(name, _TEXT) for name in ("media", "reader", "engine", "reading")],
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
        ("tables", _SPANS),
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


STRUCTS = {name: pa.struct(columns) for name, columns in COLUMNS.items()}
PART = pa.schema([(name, pa.list_(kind)) for name, kind in STRUCTS.items()])


def part_table(entries: Sequence[Entry]) -> pa.Table:
    """Return documents as one table of Arrow: a row a document, a column a table of rows.

    One file holds all there is of a document, so that a part is there whole or not at all.
    """
    columns = [
        _nest([entry.rows.get(name, []) for entry in entries], name, kind)
        for name, kind in STRUCTS.items()
    ]
    return pa.Table.from_arrays(columns, schema=PART)


def _nest(rows: list[list[Row]], name: str, kind: pa.StructType) -> pa.ListArray:
    offsets = pa.array([0, *accumulate(map(len, rows))], type=pa.int32())
    flat = list(chain.from_iterable(rows))
    columns = zip(*flat, strict=True) if flat else ([] for _ in COLUMNS[name])
    arrays = [
        pa.array(values, type=each)
        for values, (_, each) in zip(columns, COLUMNS[name], strict=True)
    ]
    structs = pa.StructArray.from_arrays(arrays, fields=list(kind))
    return pa.ListArray.from_arrays(offsets, structs)
