"""The sample city of ../shared/samples as reports, straight from its labels.

Needs no extractor: labels give the figures, the saved files the text. Used by page tests and
to look at pages while the extractor is being worked on.
"""

import hashlib
import html
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from etl.model import (
    Document,
    Genre,
    Header,
    Media,
    Observation,
    Qualifier,
    Report,
    Section,
    SectionKind,
    Span,
)

_BLOCKS = re.compile(r"</?(?:p|div|tr|h[1-6]|li|ul|table|br|section)\b[^>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style|head)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
_CHAPTERS = {
    "measures": SectionKind.MEASURES,
    "shortcomings": SectionKind.SHORTCOMINGS,
    "first_responsible_person": SectionKind.FIRST_RESPONSIBLE_PERSON,
    "next_year_plan": SectionKind.NEXT_YEAR_PLAN,
}


def read_labelled(folder: Path, units: dict[str, tuple[str, ...]]) -> Iterator[Report]:
    """Yield the labelled reports of a folder with gold.jsonl; `units` per indicator."""
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        yield _read_report(folder, json.loads(line), units)


def _read_report(folder: Path, gold: dict[str, Any], units: dict[str, tuple[str, ...]]) -> Report:
    path = folder / gold["file"]
    raw = path.read_bytes()
    markup = path.suffix == ".html"
    text = _strip(_decode(raw)) if markup else _decode(raw)
    start = _body_start(text, gold["title"])
    document = Document(
        gold["file"],
        hashlib.sha256(raw).hexdigest(),
        Media.HTML if markup else Media.TEXT,
        text,
        Span(start, len(text)),
    )
    found = [_observation(text, start, label, units) for label in gold["labels"]]
    header = Header(
        genre=Genre(gold["genre"]),
        title=gold["title"],
        agency=gold["agency"],
        region=gold["region"],
        year=gold["year"],
        published_on=_day(gold["published_on"]),
        signed_on=_day(gold["signed_on"]),
        sections=tuple(
            Section(kind, Span(start, start))
            for name, kind in _CHAPTERS.items()
            if gold["sections"][name]
        ),
    )
    return Report(document, header, tuple(item for item in found if item is not None))


def _decode(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    raise AssertionError("the samples are UTF-8 or GB18030")


def _strip(markup: str) -> str:
    text = _BLOCKS.sub("\n", _HIDDEN.sub("", markup))
    text = html.unescape(re.sub(r"<[^>]+>", "", text))
    return re.sub(r"\n\s*\n+", "\n", text).strip()


def _body_start(text: str, title: str) -> int:
    return max(text.rfind(title), 0)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _observation(
    text: str, start: int, label: dict[str, Any], units: dict[str, tuple[str, ...]]
) -> Observation | None:
    quote = label["quote"]
    span = _find_cell(text, label) if quote.startswith("table:") else _find(text, quote, start)
    if span is None:
        return None
    words = span.cut(text)
    digits = re.search(r"[0-9][0-9,.]*", words)
    number = digits.span() if digits else (0, len(words))
    known = units[label["indicator"]]
    return Observation(
        indicator=label["indicator"],
        value=Decimal(str(label["value"])),
        qualifier=Qualifier(label["qualifier"]),
        unit=next((u for u in sorted(known, key=len, reverse=True) if u in words), known[0]),
        span=span,
        number=Span(span.start + number[0], span.start + number[1]),
        quote=words,
        rule="label",
        part=label.get("part"),
    )


def _find(text: str, quote: str, start: int) -> Span | None:
    """Find a quote whose white space may differ."""
    pattern = r"\s*".join(map(re.escape, re.sub(r"\s+", "", quote)))
    match = re.compile(pattern).search(text, start) or re.search(pattern, text)
    return Span(*match.span()) if match else None


def _find_cell(text: str, label: dict[str, Any]) -> Span | None:
    row = label["quote"].removeprefix("table:").split("|")[0]
    value = re.escape(format(Decimal(str(label["value"])), "f"))
    match = re.search(rf"^\s*{row}\s*$.*?^\s*({value})\s*$", text, re.MULTILINE | re.DOTALL)
    return Span(*match.span(1)) if match else None
