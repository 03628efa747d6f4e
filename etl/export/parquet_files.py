"""A data set of Parquet files, one folder a view and one a year below it.

Owns the form that Spark, Trino, DuckDB and pandas all read: Hive partitions, zstd, types of the
format's first version (string, int32, boolean, date, decimal as fixed bytes). The year stands in
the name of the folder and not in the file. A view without rows has one file without rows, so
that its columns can be read all the same.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from etl.export.manifest import File, Written
from etl.export.rows import Extract, Rows

YEAR = "year"
_NOWHERE = 0  # the year of a file without rows: readers cannot tell the type of none at all


def write_parquet_files(folder: Path, extract: Extract) -> list[Written]:
    """Write every view into a folder of its own."""
    folder.mkdir()
    return [_write_table(folder, rows) for rows in extract.tables]


def _write_table(folder: Path, rows: Rows) -> Written:
    parts = (part for batch in rows.batches() for part in _split_years(batch))
    years = groupby(parts, key=itemgetter(0))
    files = [_write_year(folder, rows, year, (part for _, part in found)) for year, found in years]
    files = files or [_write_year(folder, rows, _NOWHERE, ())]
    return Written(rows.name, sum(file.rows for file in files), tuple(files), (YEAR,))


def _split_years(batch: pa.RecordBatch) -> Iterator[tuple[int, pa.RecordBatch]]:
    """Yield the runs of a batch, which is in the order of years, without their year."""
    years = batch.column(YEAR)
    start = 0
    for run in pc.run_end_encode(years).run_ends.to_pylist():
        yield years[start].as_py(), batch.slice(start, run - start).drop_columns([YEAR])
        start = run


def _write_year(folder: Path, rows: Rows, year: int, parts: Iterable[pa.RecordBatch]) -> File:
    path = folder / rows.name / f"{YEAR}={year}" / "part-0.parquet"
    path.parent.mkdir(parents=True)
    stamp = {"fazhi.table": rows.name, "fazhi.version": str(rows.edition.version)}
    schema = rows.schema.remove(rows.schema.get_field_index(YEAR)).with_metadata(stamp)
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for part in parts:
            writer.write_batch(part.replace_schema_metadata(stamp))
            count += part.num_rows
    return File(path.relative_to(folder).as_posix(), count)
