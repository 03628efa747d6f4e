"""A data set of Parquet files, one folder a view and one a year below it.

Owns the form that Spark, Trino, DuckDB and pandas all read: Hive partitions, zstd, types of the
format's first version (string, int32, boolean, date, decimal as fixed bytes). The year stands in
the name of the folder and not in the file. A view without rows has one file without rows, so
that its columns can be read all the same.
"""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from etl.export.manifest import File, Written
from etl.export.rows import Extract, Rows

YEAR = "year"
_NOWHERE = 0  # the year of a file without rows: readers cannot tell the type of none at all
_UNKNOWN = "__HIVE_DEFAULT_PARTITION__"  # Hive's name for a missing value


def write_parquet_files(folder: Path, extract: Extract) -> list[Written]:
    """Write every view into a folder of its own."""
    folder.mkdir()
    return [_write_table(folder, rows) for rows in extract.tables]


def _write_table(folder: Path, rows: Rows) -> Written:
    files = tuple(_write_year(folder, rows, year) for year in rows.years() or [_NOWHERE])
    return Written(rows.name, sum(file.rows for file in files), files, (YEAR,))


def _write_year(folder: Path, rows: Rows, year: int | None) -> File:
    path = folder / rows.name / f"{YEAR}={_UNKNOWN if year is None else year}" / "part-0.parquet"
    path.parent.mkdir(parents=True)
    schema = rows.schema.remove(rows.schema.get_field_index(YEAR))
    count = 0
    stamp = {"fazhi.table": rows.name, "fazhi.version": str(rows.edition.version)}
    with pq.ParquetWriter(path, schema.with_metadata(stamp), compression="zstd") as writer:
        for batch in rows.batches(year):
            writer.write_batch(_drop_year(batch, schema))
            count += batch.num_rows
    return File(path.relative_to(folder).as_posix(), count)


def _drop_year(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    columns = [batch.column(name) for name in schema.names]
    return pa.RecordBatch.from_arrays(columns, schema=schema)
