"""Made-up documents, reports and ledger rows. Nothing here comes from a real report."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from etl.model import (
    Deed,
    Document,
    Finding,
    Genre,
    Header,
    LedgerFigure,
    Media,
    NamedKind,
    NamedThing,
    Observation,
    PageFacts,
    Qualifier,
    Report,
    Section,
    SectionKind,
    Span,
)


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure to be stated in a made-up report: `text` is the quote, words and number."""

    indicator: str
    text: str
    value: str
    unit: str
    qualifier: str = "exact"
    part: str | None = None
    parts: tuple["Stated", ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """A thing to be named in a made-up report: `text` is the sentence, `quote` what names it."""

    kind: NamedKind
    text: str
    quote: str
    name: str
    number: str | None = None
    issuer: str | None = None
    deed: Deed | None = None


def name_thing(text: str, naming: Naming, after: int = 0) -> NamedThing:
    """Return the named thing whose sentence `text` holds at or after an offset."""
    start = text.index(naming.quote, text.index(naming.text, after))
    span = Span(start, start + len(naming.quote))
    own = (naming.number, naming.issuer, naming.deed)
    return NamedThing(naming.kind, naming.name, span, naming.quote, *own)


def make_document(text: str, source: str = "made-up.txt", **facts: Any) -> Document:
    """Return a text document; `facts` are PageFacts."""
    sha = hashlib.sha256(f"{source}\n{text}".encode()).hexdigest()
    return Document(source, sha, Media.TEXT, text, Span(0, len(text)), PageFacts(**facts))


def observe(text: str, stated: Stated, after: int = 0) -> Observation:
    """Return the observation of a figure that `text` states at or after an offset."""
    start = text.index(stated.text, after)
    number = re.search(r"[0-9][0-9,.]*", stated.text)
    digits = number.span() if number else (0, len(stated.text))
    return Observation(
        indicator=stated.indicator,
        value=Decimal(stated.value),
        qualifier=Qualifier(stated.qualifier),
        unit=stated.unit,
        span=Span(start, start + len(stated.text)),
        number=Span(start + digits[0], start + digits[1]),
        quote=stated.text,
        rule="test",
        part=stated.part,
        parts=tuple(observe(text, part, start) for part in stated.parts),
    )


def make_report(
    agency: str = "望川市城市管理局",
    year: int = 2023,
    stated: Sequence[Stated] = (),
    *,
    region: str | None = "望川市",
    genre: Genre = Genre.ROL,
    published_on: date | None = None,
    findings: Sequence[Finding] = (),
    remark: str = "",
    named: Sequence[Naming] = (),
    **header: Any,
) -> Report:
    """Return a report whose text states `stated` and names `named`, one sentence each.

    `remark` stands at the end.
    """
    title = f"{agency}{year}年度{_GENRE_NAMES[genre]}"
    text = f"{title}\n一、主要举措和成效\n"
    observations = []
    for item in stated:
        start = len(text)
        sub = "，其中" + "、".join(part.text for part in item.parts) if item.parts else ""
        text += f"　　围绕年度任务，{item.text}{sub}。\n"
        observations.append(observe(text, item, start))
    things = []
    for naming in named:
        start = len(text)
        text += f"　　{naming.text}。\n"
        things.append(name_thing(text, naming, start))
    measures = Section(SectionKind.MEASURES, Span(len(title) + 1, len(text)))
    text += f"二、存在的不足\n　　工作还有不足。{remark}\n"
    document = make_document(text, f"{agency}-{year}-{genre.value}.txt")
    return Report(
        document,
        Header(
            genre=genre,
            title=title,
            agency=agency,
            region=region,
            year=year,
            published_on=published_on or date(year + 1, 3, 20),
            sections=(measures,),
            **header,
        ),
        tuple(observations),
        tuple(findings),
        named=tuple(things),
    )


_GENRE_NAMES = {
    Genre.ROL: "法治政府建设情况报告",
    Genre.DIS: "政府信息公开工作年度报告",
    Genre.ENF: "行政执法工作报告",
    Genre.UNKNOWN: "工作情况报告",
}


def make_ledger_figure(**changes: Any) -> LedgerFigure:
    """Return a good ledger row, with `changes`."""
    fields: dict[str, Any] = {
        "source": "figures.csv",
        "line": 2,
        "region": "望川市",
        "agency": "望川市城市管理局",
        "year": 2022,
        "genre": Genre.ROL,
        "indicator": "inspections",
        "value": Decimal(77),
        "qualifier": Qualifier.EXACT,
        "unit": "次",
        "part": None,
        "published_on": date(2023, 3, 1),
        "source_url": "https://wangchuan.example/report/2022",
    }
    return LedgerFigure(**{**fields, **changes})
