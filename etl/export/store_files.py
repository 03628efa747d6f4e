"""The tables behind the documented views, as files a dashboard can be served from.

Owns their writing; the layout is `etl.warehouse.dataset`'s. Only a whole version is written so:
of some rows the pages could not say what is missing.
"""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from etl.export.edition import Edition
from etl.export.manifest import File, Written
from etl.warehouse.dataset import STORE

_TABLES = """
SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND NOT temporary ORDER BY ALL
"""
# Rows read at once, and so a group of rows in the file: texts are long, and one is asked for.
_FEW, _MANY = 2_000, 50_000


def write_store(folder: Path, edition: Edition) -> list[Written]:
    """Write every table of a version below `folder`; return what was written."""
    (folder / STORE).mkdir()
    return [_write_table(folder, edition, name) for (name,) in edition.rows(_TABLES)]


def _write_table(folder: Path, edition: Edition, name: str) -> Written:
    query = f"SELECT * FROM main.{name}"
    path = folder / STORE / f"{name}.parquet"
    count = 0
    with pq.ParquetWriter(path, edition.schema(query), compression="zstd") as writer:
        size = _FEW if name == "reports" else _MANY
        for batch in edition.batches(query, {}, size):
            writer.write_table(pa.Table.from_batches([batch]), row_group_size=size)
            count += batch.num_rows
    return Written(name, count, (File(path.relative_to(folder).as_posix(), count),))
