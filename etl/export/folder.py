"""What stands in an exported folder beside the tables: manifest, schema, dictionary, a README.

Owns the README's form. The manifest is written last.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from etl.export.csv_files import write_csv_files
from etl.export.dictionary import write_dictionary_csv, write_dictionary_markdown
from etl.export.manifest import Written, write_manifest, write_schema
from etl.export.notes import CSV, PARQUET, Note, list_notes
from etl.export.parquet_files import write_parquet_files
from etl.export.rows import Extract
from etl.export.store_files import write_store

_TITLE = "法治 Fazhi 数据导出 data export"
_BESIDE: tuple[Note, ...] = (
    (
        "另有 beside",
        "dictionary.csv 和 dictionary.md 是数据字典，schema.json 写明各列类型，manifest.json 供程序读。",
        "dictionary.csv and dictionary.md are the data dictionary, schema.json holds the types of "
        "the columns, manifest.json is for programs.",
    ),
)


def write_csv_folder(folder: Path, extract: Extract) -> list[Written]:
    """Write all views as CSV, with all that belongs to them."""
    written = write_csv_files(folder, extract)
    _complete(folder, "csv", extract, written, CSV)
    return written


def write_parquet_folder(folder: Path, extract: Extract) -> list[Written]:
    """Write all views as Parquet, with all that belongs to them."""
    written = write_parquet_files(folder, extract)
    store = write_store(folder, extract.edition) if extract.selection.is_whole() else []
    _complete(folder, "parquet", extract, written, PARQUET, store)
    return written


def _complete(
    folder: Path,
    kind: str,
    extract: Extract,
    written: Sequence[Written],
    own: Iterable[Note],
    store: Sequence[Written] = (),
) -> None:
    write_dictionary_csv(folder / "dictionary.csv", extract)
    write_dictionary_markdown(folder / "dictionary.md", extract)
    write_schema(folder, extract, written)
    _write_readme(folder / "README.txt", [*list_notes(extract, written), *own, *_BESIDE])
    write_manifest(folder, kind, extract, written, store)


def _write_readme(path: Path, notes: Iterable[Note]) -> None:
    """Write for people on Windows too: a mark before the text, CRLF between lines."""
    lines = [_TITLE, ""]
    for heading, zh, en in notes:
        lines += [f"【{heading}】", *dict.fromkeys(text for text in (zh, en) if text), ""]
    path.write_text("\r\n".join(lines), encoding="utf-8-sig", newline="")
