"""A folder of CSV files, one a view, that a spreadsheet opens as what they are.

Owns the form of a file: UTF-8 with its mark and CRLF between rows, because Excel takes other
files for another encoding or breaks cells; text is no formula, numbers are numbers, what is
missing is empty. Line breaks in a text stay as they are, in quotes.
"""

import csv
from pathlib import Path

import pyarrow as pa

from etl.export.manifest import File, Written
from etl.export.rows import Extract, Rows
from etl.export.spreadsheet import disarm, write_numbers


def write_csv_files(folder: Path, extract: Extract) -> list[Written]:
    """Write every view into a file of its own."""
    folder.mkdir()
    return [_write_table(folder, rows) for rows in extract.tables]


def _write_table(folder: Path, rows: Rows) -> Written:
    path = folder / f"{rows.name}.csv"
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(rows.schema.names)
        for batch in rows.all_batches():
            columns = [_show(column).to_pylist() for column in batch.columns]
            writer.writerows(zip(*columns, strict=True))
            count += batch.num_rows
    return Written(rows.name, count, (File(path.name, count),))


def _show(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_string(kind):
        return disarm(column)
    if pa.types.is_decimal(kind):
        return write_numbers(column)
    return column.cast(pa.string()) if pa.types.is_boolean(kind) else column
