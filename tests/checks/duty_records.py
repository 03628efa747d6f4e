"""Made-up reports as the checks of duties are told of them: complete unless a test says otherwise."""

from dataclasses import replace
from datetime import date
from typing import Any

from etl.checks.duties import check_duties, read_duties
from etl.checks.outcome import Outcome
from etl.checks.roster import Roster
from etl.model import Genre, SectionKind, Span
from etl.record import ContentRecord, ReportRecord

REGION = "望川市"
AGENCY = "望川市水务局"
HEADINGS = {
    SectionKind.MEASURES: "一、做了哪些事",
    SectionKind.SHORTCOMINGS: "二、哪些没做好",
    SectionKind.FIRST_RESPONSIBLE_PERSON: "三、局长怎样履职",
    SectionKind.NEXT_YEAR_PLAN: "四、往后怎么做",
}
FILLER = "河道巡查按片区排班，水尺读数逐日登记，用水户名册按户核对。"
_NUMBERS = iter(range(1, 1_000_000))


def day(text: str | None) -> date | None:
    """Return a date written as 2022-04-15."""
    return date.fromisoformat(text) if text else None


def make_record(
    year: int = 2021,
    published: str | None = "2022-03-01",
    signed: str | None = "2022-02-01",
    *,
    lacking: tuple[SectionKind, ...] = (),
    extra: str = "",
    paragraphs: int = 8,
    opening: str = "",
    **fields: Any,
) -> ReportRecord:
    """Return a report with all contents but those `lacking`; `extra` stands in its measures."""
    title = f"{fields.get('agency', AGENCY)}{year}年度法治政府建设情况报告"
    lines = [title, opening or "水务工作情况如下。"]
    places: list[tuple[SectionKind, int, int]] = []
    for kind, heading in HEADINGS.items():
        if kind in lacking:
            continue
        passage = "\n".join([heading, *[FILLER] * paragraphs])
        if kind is SectionKind.MEASURES and extra:
            passage += "\n" + extra
        start = sum(len(line) + 1 for line in lines)
        places.append((kind, start, start + len(passage)))
        lines.append(passage)
    if signed:
        made = date.fromisoformat(signed)
        lines += ["望川市水务局", f"{made.year}年{made.month}月{made.day}日"]
    text = "\n".join(lines)
    contents = tuple(
        ContentRecord(kind, Span(start, end), text[start:end][:120]) for kind, start, end in places
    )
    record = ReportRecord(
        report_id=f"r{next(_NUMBERS)}",
        dataset="own",
        region=REGION,
        agency=AGENCY,
        year=year,
        genre=Genre.ROL,
        title=title,
        published_on=day(published),
        signed_on=day(signed),
        page_published=published,
        page_titles=(title,),
        source="made-up.html",
        body=Span(0, len(text)),
        contents=contents,
        text=text,
    )
    return replace(record, **fields)


def make_disclosure(text: str, **fields: Any) -> ReportRecord:
    """Return a disclosure report of this text."""
    title = f"{fields.get('agency', AGENCY)}2022年政府信息公开工作年度报告"
    whole = f"{title}\n{text}"
    base = make_record(2022, "2023-01-20", "2023-01-10")
    record = replace(
        base, genre=Genre.DIS, title=title, page_titles=(title,), text=whole,
        body=Span(0, len(whole)), contents=(),
    )  # fmt: skip
    return replace(record, **fields)


def judge(*records: ReportRecord, roster: Roster | None = None) -> list[Outcome]:
    """Return every outcome on these reports."""
    return check_duties(records, read_duties(), roster)


def only(outcomes: list[Outcome], rule: str, year: int | None = None) -> Outcome:
    """Return the one outcome of a rule (on a year)."""
    found = [each for each in outcomes if each.rule == rule and year in (None, each.year)]
    assert len(found) == 1, found
    return found[0]
