"""What an exported folder says of itself to programs: manifest.json and schema.json.

Owns both forms; their `format_version` rises when a reader would have to change. A folder with
such a manifest is an export of ours, and another export may replace it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.export.meanings import find_meaning
from etl.export.rows import Extract, Rows
from etl.warehouse.dataset import MANIFEST, STORE
from etl.warehouse.dictionary import read_views
from etl.warehouse.versions import SCHEMA_VERSION

SCHEMA = "schema.json"
FORMAT, FORMAT_VERSION = "fazhi-export", 1


@dataclass(frozen=True, slots=True)
class File:
    """A written file, named below the folder, and its rows."""

    path: str
    rows: int


@dataclass(frozen=True, slots=True)
class Written:
    """What was written of one view."""

    name: str
    rows: int
    files: tuple[File, ...] = ()
    partitions: tuple[str, ...] = ()


def is_export(folder: Path) -> bool:
    """Tell whether a folder is an export of ours."""
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("format") == FORMAT


def write_manifest(
    folder: Path,
    kind: str,
    extract: Extract,
    written: Sequence[Written],
    store: Sequence[Written] = (),
) -> None:
    """Write what the folder holds: the version, what was asked for, tables and files.

    `store` are the files a dashboard is served from.
    """
    edition, selection = extract.edition, extract.selection
    tables = zip(extract.tables, written, strict=True)
    _dump(
        folder / MANIFEST,
        {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "kind": kind,
            "version": edition.version,
            "built_at": edition.built_at.isoformat(timespec="seconds"),
            "engine": edition.engine,
            "exported_at": extract.exported_at.isoformat(timespec="seconds"),
            "filters": {
                "years": list(selection.years) if selection.years else None,
                **{column: list(asked) for column, asked in selection.values.items()},
            },
            "tables": {rows.name: _describe_files(folder, rows, done) for rows, done in tables},
            STORE: _describe_store(store),
        },
    )


def write_schema(folder: Path, extract: Extract, written: Sequence[Written]) -> None:
    """Write the columns of every table: type, whether a value may be missing, meaning."""
    tables = zip(extract.tables, written, strict=True)
    described = {rows.name: _describe_table(rows, done) for rows, done in tables}
    _dump(folder / SCHEMA, {"format_version": FORMAT_VERSION, "tables": described})


def _describe_store(store: Sequence[Written]) -> dict[str, Any] | None:
    if not store:
        return None
    return {"schema_version": SCHEMA_VERSION, "tables": {each.name: each.rows for each in store}}


def _describe_files(folder: Path, rows: Rows, done: Written) -> dict[str, Any]:
    return {
        "rows": done.rows,
        "columns": rows.schema.names,
        "partitioned_by": list(done.partitions),
        "files": [
            {"path": each.path, "rows": each.rows, "bytes": (folder / each.path).stat().st_size}
            for each in done.files
        ],
    }


def _describe_table(rows: Rows, done: Written) -> dict[str, Any]:
    meaning = read_views()[rows.name]
    columns = []
    for field in rows.schema:
        words = find_meaning(rows.name, field.name)
        column = {"name": field.name, "type": name_type(field.type), "nullable": field.nullable}
        columns.append(column | {"zh": words.zh, "en": words.en})
    return {
        "zh": meaning.zh,
        "en": meaning.en,
        "partitioned_by": list(done.partitions),
        "columns": columns,
    }


def name_type(kind: Any) -> str:
    """Return the name of a type as SQL engines write it: decimal(24,6), int, list<string>."""
    name = str(kind).replace("decimal128", "decimal").replace(", ", ",").replace("[day]", "")
    return {"date32": "date", "bool": "boolean"}.get(name, name.replace("element: ", ""))


def _dump(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
