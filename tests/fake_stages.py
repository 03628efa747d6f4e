"""Stages that read a plain form of reports and ledgers, to test loads without the real readers."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from etl.errors import Rejected, RejectionKind, demand_body_and_year
from etl.model import Document, Genre, Header, Media, Report, Span
from etl.pipeline import LoadSummary
from etl.stages import Stages
from etl.warehouse.queries import Filter, Warehouse
from etl.warehouse.rows import Entry, Origin, PlacedFigure, split_report
from tests.makers import Stated, make_ledger_figure, observe

Loader = Callable[..., LoadSummary]


@dataclass(frozen=True)
class Ledger:
    figures: tuple[PlacedFigure, ...]
    errors: tuple[Any, ...]
    sha256: str


@dataclass(frozen=True)
class BadRow:
    line: int
    column: str
    value: str
    reason: str


def write_report(
    folder: Path,
    name: str,
    value: int = 5,
    *,
    agency: str = "望川市水利局",
    year: str = "2023",
    published: str = "2024-03-01",
    remark: str = "",
) -> Path:
    """Write a file in the plain form that `read_report` of these tests understands."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    head = f"{agency}|{year}|{published}"
    path.write_text(f"{head}\n全年检查{value}次。{remark}\n", encoding="utf-8")
    return path


def read(path: Path, *, source: str) -> Document:
    if not path.exists():
        raise Rejected(RejectionKind.NOT_FOUND, f"找不到 {source}。")
    raw = path.read_bytes()
    if raw.startswith(b"%PDF"):
        raise Rejected(RejectionKind.UNSUPPORTED, f"{source} 是 PDF。")
    text = raw.decode()
    return Document(source, hashlib.sha256(raw).hexdigest(), Media.TEXT, text, Span(0, len(text)))


def read_report(document: Document) -> Report:
    if "崩溃" in document.text:
        raise RuntimeError("a fault of the extractor")
    if "解读" in document.text:
        raise Rejected(RejectionKind.NOT_A_REPORT, f"{document.source} 是解读文章。")
    agency, year, published = document.text.split("\n")[0].split("|")
    value = document.text.split("检查")[1].split("次")[0]
    stated = Stated("inspections", f"检查{value}次", value, "次")
    header = Header(
        Genre.ROL,
        agency=agency or None,
        region="望川市",
        year=int(year) if year else None,
        published_on=date.fromisoformat(published) if published else None,
    )
    return Report(document, header, (observe(document.text, stated),))


def read_ledger(path: Path, source: str) -> Ledger:
    """Read lines `agency,year,value`; anything else is a bad row."""
    figures, errors = [], []
    for line, row in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], 2):
        agency, year, value = row.split(",")
        if value.isdigit():
            changes = {"agency": agency, "year": int(year), "value": Decimal(value)}
            figure = make_ledger_figure(line=line, source=source, **changes)
            figures.append(PlacedFigure(figure, figure.region.removeprefix("云省")))
        else:
            errors.append(BadRow(line, "value", value, "不是数字，请改成数字。"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Ledger(tuple(figures), tuple(errors), digest)


def reading(
    read_report: Callable[[Document], Report],
) -> Callable[[Path, str, Origin], Entry | Ledger]:
    """Return a stage that reads a ledger by its ending, and reports as `read_report` does."""

    def read_file(path: Path, source: str, origin: Origin) -> Entry | Ledger:
        if path.suffix == ".csv":
            return read_ledger(path, source)
        report = read_report(read(path, source=source))
        demand_body_and_year(source, report.header.agency, report.header.year)
        return split_report(report, replace(origin, sha256=report.document.sha256))

    return read_file


def files_below(paths: Any) -> list[Path]:
    below = [sorted(path.rglob("*")) if path.is_dir() else [path] for path in paths]
    return [path for found in below for path in found if not path.is_dir()]


STAGES = Stages(
    files_below=files_below,
    read_ledger=read_ledger,
    read_file=reading(read_report),
    read_again=lambda document, source, origin: split_report(read_report(document), origin),
    reader="1",
    engine="1",
)


def newer(engine: str, read_report: Callable[[Document], Report] = read_report) -> Stages:
    """Return the stages with other rules: files are turned into texts as before."""

    def read_again(document: Document, source: str, origin: Origin) -> Entry:
        report = read_report(document)
        demand_body_and_year(source, report.header.agency, report.header.year)
        return split_report(report, origin)

    return replace(STAGES, engine=engine, read_file=reading(read_report), read_again=read_again)


def write_ledger(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["agency,year,value", *rows]) + "\n", encoding="utf-8")
    return path


def count(summary: LoadSummary) -> tuple[int, int, int, int, int]:
    return (summary.read, summary.new, summary.changed, summary.unchanged, summary.rejected)


def values(summary: LoadSummary, dataset: str = "own") -> dict[int, float]:
    warehouse = Warehouse.open(summary.warehouse)
    figures = warehouse.figures(Filter(dataset))
    warehouse.close()
    return dict(zip(figures["year"], figures["value"], strict=True))


def values_of(summary: LoadSummary, agency: str) -> list[float]:
    figures = Warehouse.open(summary.warehouse).figures(Filter("own", agencies=(agency,)))
    return list(figures["value"])
