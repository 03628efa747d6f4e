"""Made-up reports for the tests of likeness: records with text, their chapters found by heading."""

from etl.model import Genre, SectionKind, Span
from etl.record import ContentRecord, ReportRecord

_KINDS = {"不足": SectionKind.SHORTCOMINGS, "安排": SectionKind.NEXT_YEAR_PLAN}


def make_record(
    text: str,
    agency: str = "望川市水利局",
    year: int = 2023,
    *,
    region: str = "望川市",
    genre: Genre = Genre.ROL,
    in_force: bool = True,
) -> ReportRecord:
    """Return a record of this text; chapters begin at lines 一、 二、 …"""
    return ReportRecord(
        report_id=f"{agency}-{year}-{genre}-{in_force}",
        dataset="own",
        region=region,
        agency=agency,
        year=year,
        genre=genre,
        in_force=in_force,
        source=f"{agency}-{year}.txt",
        body=Span(0, len(text)),
        contents=tuple(_find_contents(text)),
        text=text,
    )


def _find_contents(text: str) -> list[ContentRecord]:
    heads, at = [], 0
    for line in text.split("\n"):
        kinds = [kind for word, kind in _KINDS.items() if word in line and line[1:2] == "、"]
        if line[1:2] == "、":
            heads.append((at, kinds[0] if kinds else None))
        at += len(line) + 1
    ends = [*(start for start, _ in heads[1:]), len(text)][: len(heads)]
    return [
        ContentRecord(kind, Span(start, end), text[start : start + 20])
        for (start, kind), end in zip(heads, ends, strict=True)
        if kind
    ]
