"""Labels for `fazhi evaluate`: a JSON line per document, what its reader should find.

Owns the format of a gold file and says which line breaks it. Refuses to read documents and
to score anything (`etl.evaluation.score` does). Only facts a line states are asked for.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from etl.errors import UsageError
from etl.evaluation.gold_cells import CellLabel, parse_tables
from etl.model import REQUIRED_SECTIONS, Genre, Qualifier

HEADER_FIELDS = ("genre", "title", "agency", "region", "year", "published_on", "signed_on")
GOLD_NAME = "gold.jsonl"
TABLE_PREFIX = "table:"
NAMED_KINDS = ("normative_document", "law", "law_firm", "inspection_field", "platform")

Fact = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Label:
    """One figure the document states, with a literal quote or `table:<row>|<column>`."""

    indicator: str
    value: Decimal
    qualifier: Qualifier
    quote: str
    part: str | None = None

    @property
    def cell(self) -> str | None:
        """Return the cell's key where the evidence is a table cell."""
        found = self.quote.startswith(TABLE_PREFIX)
        return self.quote.removeprefix(TABLE_PREFIX) if found else None


@dataclass(frozen=True, slots=True)
class NamedLabel:
    """One thing the document calls by its name, with a literal quote.

    `unsure` marks what careful readers may see either way.
    """

    kind: str
    name: str
    number: str | None
    issuer: str | None
    quote: str
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The labels of one document and the header facts its line states.

    `named` is None where the line does not speak of named things, empty where there are none.
    `only` are the indicators of which every figure is labelled; None where that is all of them.
    """

    file: str
    genre: Genre
    labels: tuple[Label, ...]
    facts: Mapping[str, Fact]
    cells: tuple[CellLabel, ...] = ()
    named: tuple[NamedLabel, ...] | None = None
    only: frozenset[str] | None = None


def find_gold_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the gold files, every gold.jsonl below a folder among them, each once.

    Raises `UsageError` for a folder that holds none.
    """
    files: dict[Path, Path] = {}
    for path in paths:
        found = sorted(path.rglob(GOLD_NAME)) if path.is_dir() else [path]
        if not found:
            raise UsageError(f"文件夹 {path} 里没有 {GOLD_NAME}，请给出标注文件或其文件夹。")
        for file in found:
            files.setdefault(file.resolve(), file)
    return tuple(files.values())


def read_gold(path: Path) -> tuple[GoldDocument, ...]:
    """Read a gold file; raises `UsageError` naming the first line that is none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"标注文件 {path} 无法读取（{name_cause(error)}），请检查路径。"
        ) from error
    documents = tuple(parse_lines(lines, path))
    if not documents:
        raise UsageError(f"标注文件 {path} 是空的，每行应为一份文件的 JSON 标注。")
    return documents


def parse_lines(lines: list[str], path: Path) -> Iterator[GoldDocument]:
    """Yield the document of every line that is not blank."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield parse_document(json.loads(line, parse_float=Decimal))
        except (ValueError, KeyError, TypeError, ArithmeticError) as error:
            raise UsageError(
                f"标注文件 {path} 第 {number} 行不是有效的标注（{name_cause(error)}），请改正。"
            ) from error


def parse_document(row: Mapping[str, Any]) -> GoldDocument:
    """Return the document of one decoded line."""
    if not isinstance(row, dict):
        raise TypeError("应为 JSON 对象")
    facts: dict[str, Fact] = {name: row[name] for name in HEADER_FIELDS if name in row}
    sections = row.get("sections", {})
    facts |= {f"sections.{kind}": sections[kind] for kind in REQUIRED_SECTIONS if kind in sections}
    labels = tuple(parse_label(each) for each in row["labels"])
    return GoldDocument(
        file=str(row["file"]),
        genre=Genre(row.get("genre") or Genre.UNKNOWN),
        labels=labels,
        facts=facts,
        cells=parse_tables(row.get("tables", {})),
        named=tuple(map(parse_named, row["named"])) if "named" in row else None,
        only=parse_only(row["only"], labels) if "only" in row else None,
    )


def parse_only(listed: Any, labels: Iterable[Label]) -> frozenset[str]:
    """Return the indicators that alone are scored; a label of another one is a mistake."""
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        raise TypeError("only 应为指标 id 的列表")
    strange = sorted({each.indicator for each in labels} - set(listed))
    if strange:
        raise ValueError(f"labels 里的 {'、'.join(strange)} 不在 only 里")
    return frozenset(listed)


def parse_label(row: Mapping[str, Any]) -> Label:
    """Return one label."""
    return Label(
        indicator=str(row["indicator"]),
        value=Decimal(row["value"]),
        qualifier=Qualifier(row.get("qualifier", Qualifier.EXACT)),
        quote=str(row["quote"]),
        part=row.get("part"),
    )


def parse_named(row: Mapping[str, Any]) -> NamedLabel:
    """Return one named thing; raises `ValueError` where a field is not what it should be."""
    if not isinstance(row, dict):
        raise TypeError("named 应为 JSON 对象的列表")
    if row["kind"] not in NAMED_KINDS:
        raise ValueError(f"named 的 kind {row['kind']!r} 应为 {'、'.join(NAMED_KINDS)} 之一")
    for field in ("name", "quote"):
        if not isinstance(row[field], str) or not row[field].strip():
            raise ValueError(f"named 的 {field} 应为不空的文字")
    for field in ("number", "issuer"):
        if not isinstance(row.get(field), str | None):
            raise ValueError(f"named 的 {field} 应为文字或 null")
    if not isinstance(row.get("unsure", False), bool):
        raise ValueError("named 的 unsure 应为 true 或 false")
    return NamedLabel(
        row["kind"],
        row["name"],
        row.get("number"),
        row.get("issuer"),
        row["quote"],
        row.get("unsure", False),
    )


def name_cause(error: Exception) -> str:
    """Return a short cause for a sentence: the missing key, or what Python says of it."""
    if isinstance(error, KeyError):
        return f"缺少 {error.args[0]}"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(error) or type(error).__name__
