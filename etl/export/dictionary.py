"""The data dictionary: tables, columns, codes and indicators, each in Chinese and English.

Owns the entries and their forms as CSV and Markdown. Refuses to invent meanings: they come from
data/views.yml, data/codes.yml and the catalogue the version was built with.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from etl.export.manifest import name_type
from etl.export.meanings import find_meaning, load_codes
from etl.export.rows import Extract
from etl.export.spreadsheet import disarm_text
from etl.warehouse.dictionary import read_views

Entry = tuple[str, ...]
HEADER: Entry = ("section", "table", "name", "code", "type", "zh", "en", "units")
HEADER += ("definition_zh", "definition_en", "caveats")
_TITLES = {
    "table": "表 Tables",
    "column": "列 Columns",
    "code": "代码 Codes",
    "indicator": "指标 Indicators",
}


def list_entries(extract: Extract) -> Iterator[Entry]:
    """Yield the entries of what is exported, padded to the header."""
    for entry in (*_tables(extract), *_codes(extract), *_indicators(extract)):
        yield (*entry, *[""] * (len(HEADER) - len(entry)))


def _tables(extract: Extract) -> Iterator[Entry]:
    views = read_views()
    for rows in extract.tables:
        meaning = views[rows.name]
        yield ("table", rows.name, "", "", "", meaning.zh, meaning.en)
    for rows in extract.tables:
        for field in rows.schema:
            words = find_meaning(rows.name, field.name)
            kind = name_type(field.type)
            yield ("column", rows.name, field.name, "", kind, words.zh, words.en)


def _codes(extract: Extract) -> Iterator[Entry]:
    for column, codes in load_codes().items():
        holders = [rows.name for rows in extract.tables if column in rows.schema.names]
        for code, words in codes.items() if holders else ():
            yield ("code", "、".join(holders), column, code, "", words.zh, words.en)


def _indicators(extract: Extract) -> Iterator[Entry]:
    for key, zh, en, unit, kind, units, *defined in extract.edition.indicators():
        others = units.replace(f"{unit}、", "", 1) if units != unit else ""
        accepted = f"{unit}（{others}）" if others else unit
        yield ("indicator", "", "indicator", key, kind, zh, en, accepted, *defined)


def write_dictionary_csv(path: Path, extract: Extract) -> None:
    """Write the entries as a table."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(HEADER)
        writer.writerows(map(disarm_text, entry) for entry in list_entries(extract))


def write_dictionary_markdown(path: Path, extract: Extract) -> None:
    """Write the entries as a page to read."""
    entries = list(list_entries(extract))
    lines = ["# 数据字典 Data dictionary"]
    for section, title in _TITLES.items():
        found = [entry for entry in entries if entry[0] == section]
        used = [n for n in range(1, len(HEADER)) if any(entry[n] for entry in found)]
        lines += ["", f"## {title}", "", _line([HEADER[n] for n in used])]
        lines += [_line(["---"] * len(used))]
        lines += [_line([entry[n] for n in used]) for entry in found]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _line(cells: list[str]) -> str:
    plain = (" ".join(cell.split()).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(plain)} |"
