"""How `fazhi extract` shows one report: what it is, its figures and names, the words of each.

Owns the layout. Refuses to read or choose anything; the JSON form is `etl.json_form`.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from rich.box import ROUNDED, SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from etl.catalog import Indicator
from etl.console.terminal import mark
from etl.model import (
    REQUIRED_SECTIONS,
    Deed,
    Genre,
    Header,
    NamedKind,
    NamedThing,
    Observation,
    Qualifier,
    Report,
    SectionKind,
    Span,
)
from etl.warehouse.sentence import find_sentence

NOT_TOLD = "—"
GENRES = {
    Genre.ROL: "法治政府建设年度报告 rol",
    Genre.DIS: "政府信息公开工作年度报告 dis",
    Genre.ENF: "行政执法年度报告 enf",
    Genre.UNKNOWN: "不能确定 unknown",
}
SECTIONS = {
    SectionKind.MEASURES: "举措和成效",
    SectionKind.SHORTCOMINGS: "不足和原因",
    SectionKind.FIRST_RESPONSIBLE_PERSON: "第一责任人职责",
    SectionKind.NEXT_YEAR_PLAN: "下一年度安排",
}
KINDS = {
    NamedKind.NORMATIVE_DOCUMENT: "文件",
    NamedKind.LAW: "学习的法律法规",
    NamedKind.LAW_FIRM: "律师事务所",
    NamedKind.INSPECTION_FIELD: "检查领域",
    NamedKind.PLATFORM: "公开平台",
}
DEEDS = {
    Deed.ISSUED: "制定",
    Deed.REVISED: "修订",
    Deed.REPEALED: "废止",
    Deed.DRAFTED: "起草",
    Deed.REVIEWED: "审查",
    Deed.FILED: "备案",
    Deed.MENTIONED: "提及",
}
NEAR = 14  # characters shown each side of a name
SIGNS = {Qualifier.EXACT: "", Qualifier.OVER: "≥ ", Qualifier.ABOUT: "≈ "}


def show_report(report: Report, indicators: Mapping[str, Indicator], console: Console) -> None:
    """Print one report."""
    show_header(report, console)
    if report.observations:
        console.print(figures_table(report, indicators, console))
    else:
        console.print(Text("没有读到任何指标的数据。"))
    if report.named:
        console.print(names_table(report, console))
    for finding in report.findings:
        console.print(Text(f"提示：{finding.message}", style="yellow"))


def show_header(report: Report, console: Console) -> None:
    """Print what a report is."""
    title = Text(report.header.title or report.document.source, style="bold")
    console.print(
        Panel(
            Group(*header_lines(report.header, report.document.source)),
            title=title,
            title_align="left",
            box=ROUNDED,
        )
    )


def header_lines(header: Header, source: str) -> Iterator[RenderableType]:
    """Yield the header facts, a line for each group."""
    region = header.region or NOT_TOLD
    if header.region_code:
        region += f"（{header.region_code}）"
    year = NOT_TOLD if header.year is None else f"{header.year} 年"
    yield Text(f"{GENRES[header.genre]} · {header.agency or NOT_TOLD} · {region} · {year}")
    published, signed = header.published_on or NOT_TOLD, header.signed_on or NOT_TOLD
    yield Text(f"公布 {published} · 落款 {signed} · 文件 {source}")
    marks = ("✓" if header.has_section(kind) else "✗" for kind in REQUIRED_SECTIONS)
    names = (SECTIONS[kind] for kind in REQUIRED_SECTIONS)
    yield Text("  ".join(f"{sign} {name}" for sign, name in zip(marks, names, strict=True)))


def figures_table(
    report: Report, indicators: Mapping[str, Indicator], console: Console
) -> RenderableType:
    """Return the table of figures, sub-counts below their whole."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("指标 indicator", ratio=2, overflow="fold")
    table.add_column("数值", justify="right", no_wrap=True)
    table.add_column("原文 quote", ratio=5, overflow="fold")
    colour = console.color_system is not None
    for observation in report.observations:
        for depth, figure in walk(observation):
            name = name_part(figure, depth) if depth else name_figure(figure, indicators)
            words = show_words(report.document.text, figure.span, colour=colour)
            table.add_row(name, Text(show_value(figure), style="bold"), words)
    return table


def names_table(report: Report, console: Console) -> RenderableType:
    """Return the table of named things, those of a kind together."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("种类 kind", no_wrap=True)
    table.add_column("名称 name", ratio=4, overflow="fold")
    table.add_column("原文 quote", ratio=5, overflow="fold")
    colour = console.color_system is not None
    order = list(NamedKind)
    for thing in sorted(report.named, key=lambda each: order.index(each.kind)):
        words = show_words(report.document.text, thing.span, colour=colour, reach=NEAR)
        table.add_row(KINDS[thing.kind], name_thing(thing), words)
    return table


def name_thing(thing: NamedThing) -> Text:
    """Return a name, of a document with its number, deed and issuer."""
    name = Text(thing.name, style="bold")
    deed = DEEDS[thing.deed] if thing.deed else None
    facts = [fact for fact in (thing.number, deed, thing.issuer) if fact]
    if facts:
        name.append(f" {' · '.join(facts)}", style="dim")
    return name


def walk(observation: Observation, depth: int = 0) -> Iterator[tuple[int, Observation]]:
    """Yield an observation and the sub-counts below it with their depth."""
    yield depth, observation
    for part in observation.parts:
        yield from walk(part, depth + 1)


def name_part(figure: Observation, depth: int) -> Text:
    """Return the line name of a sub-count."""
    return Text(f"{'  ' * depth}└ 其中 {figure.part or ''}".rstrip())


def name_figure(figure: Observation, indicators: Mapping[str, Indicator]) -> Text:
    """Return the indicator's Chinese name with its id, and the part it counts."""
    indicator = indicators.get(figure.indicator)
    name = Text(indicator.name_zh if indicator else figure.indicator)
    if figure.part:
        name.append(f"：{figure.part}")
    if indicator:
        name.append(f" {figure.indicator}", style="dim")
    return name


def show_value(figure: Observation) -> str:
    """Return the value as people write it: ≥ 1,200 件."""
    return show_amount(figure.value, figure.qualifier, figure.unit)


def show_amount(value: Decimal, qualifier: Qualifier, unit: str) -> str:
    """Return a value with its sign and unit."""
    number = f"{value:,f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return f"{SIGNS[qualifier]}{number} {unit}"


def show_words(text: str, span: Span, *, colour: bool, reach: int | None = None) -> Text:
    """Return the sentence around a span on one line, the span set off.

    `reach` cuts the sentence to so many characters each side.
    """
    around = find_sentence(text, span)
    if reach is not None:
        first, last = span.start - reach, span.end + reach
        around = Span(max(around.start, first), min(around.end, last))
    sentence = "".join(" " if char.isspace() else char for char in around.cut(text))
    quote = Span(span.start - around.start, span.end - around.start)
    return mark(sentence, quote, colour=colour)
