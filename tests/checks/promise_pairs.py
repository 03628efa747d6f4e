"""The labelled plans and the reports of the year after, read as the project reads real ones."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from etl.extract.contents import find_contents
from etl.model import Genre, Span
from etl.record import ContentRecord, ReportRecord
from etl.text.sections import split_sections

_FILE = Path(__file__).with_name("promise_pairs.yml")


@dataclass(frozen=True)
class Item:
    """Words of a plan, and what became of them by our reading."""

    words: str
    state: str


@dataclass(frozen=True)
class Pair:
    """A plan, the report of the year after, and the labels; `held` ones were kept aside."""

    body: str
    year: int
    plan: str
    next: str
    items: tuple[Item, ...]
    held: str


def read_pairs() -> list[Pair]:
    """Return every labelled pair."""
    return [_read_pair(each) for each in yaml.safe_load(_FILE.read_text(encoding="utf-8"))]


def _read_pair(entry: dict[str, Any]) -> Pair:
    items = tuple(Item(each["words"], each["state"]) for each in entry["items"])
    texts = entry["plan"], entry["next"]
    return Pair(entry["body"], entry["year"], *texts, items, entry.get("held", ""))


def make_records(pair: Pair) -> tuple[ReportRecord, ReportRecord]:
    """Return both reports of a pair, their contents found by the extraction."""
    return (
        make_record(pair.body, pair.year, pair.plan),
        make_record(pair.body, pair.year + 1, pair.next),
    )


def make_record(body: str, year: int, text: str, region: str = "") -> ReportRecord:
    """Return a report of these words."""
    title = f"{body}{year}年法治政府建设工作报告\n"
    whole = title + text
    span = Span(0, len(whole))
    found = find_contents(whole, span, split_sections(whole, year), Genre.ROL)
    contents = tuple(
        ContentRecord(each.kind, each.span, each.span.cut(whole)[:120]) for each in found
    )
    return ReportRecord(
        report_id=f"{body}-{year}",
        dataset="own",
        region=region,
        agency=body,
        year=year,
        genre=Genre.ROL,
        title=title.strip(),
        source=f"{body}-{year}.txt",
        body=span,
        contents=contents,
        text=whole,
    )
