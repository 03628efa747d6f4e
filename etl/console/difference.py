"""How `fazhi diff` shows what sets two versions apart: each figure with the words of both.

Owns the layout and the JSON. Refuses to compare anything (`etl.warehouse.difference` does).
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

from etl.console.report import show_amount
from etl.console.terminal import strip_controls
from etl.json_form import show_value
from etl.warehouse.difference import Difference, Kind, Statement, Tally
from etl.warehouse.report_difference import ReportChange, ReportKind, ReportTally

KINDS = {
    Kind.CORRECTED: ("更正 corrected", "yellow"),
    Kind.WITHDRAWN: ("撤下 withdrawn", "red"),
    Kind.NEW: ("新增 new", "green"),
}


REPORTS = {
    ReportKind.NEW: "新增",
    ReportKind.SUPERSEDED: "被取代",
    ReportKind.RESTORED: "恢复采用",
    ReportKind.GONE: "移出",
}


def show_differences(differences: Iterable[Difference], tally: Tally, console: Console) -> None:
    """Print the figures given, those of a kind together under their exact number."""
    for kind, group in groupby(differences, key=lambda each: each.kind):
        title, style = KINDS[kind]
        console.print(Text(f"{title}（{count_kind(tally, kind):,}）", style=f"bold {style}"))
        for difference in group:
            for line in difference_lines(difference, style):
                console.print(line, soft_wrap=True)


def count_kind(tally: Tally, kind: Kind) -> int:
    """Return how many figures of a kind differ."""
    return {
        Kind.CORRECTED: tally.corrected,
        Kind.WITHDRAWN: tally.withdrawn,
        Kind.NEW: tally.new,
    }[kind]


def difference_lines(difference: Difference, style: str) -> Iterator[Text]:
    """Yield which figure it is and its values, then the words of each version."""
    place = (difference.region, difference.agency)
    where = " · ".join(each for each in (difference.dataset, *place) if each)
    values = " → ".join(name_value(each) for each in told(difference))
    name = f"{difference.indicator_name} {difference.indicator}"
    yield Text(strip_controls(f"  {where} · {difference.year} · {name}：{values}"), style=style)
    sides = (("原 ", difference.before), ("现 ", difference.after))
    for label, statement in sides:
        if statement is not None:
            yield Text(f"      {label}{strip_controls(name_evidence(statement))}", style="dim")


def told(difference: Difference) -> Iterator[Statement]:
    """Yield the one statement of a figure, or both."""
    yield from (each for each in (difference.before, difference.after) if each is not None)


def name_value(statement: Statement) -> str:
    """Return the value as people write it."""
    return show_amount(statement.value, statement.qualifier, statement.unit)


def name_evidence(statement: Statement) -> str:
    """Return the exact words on one line, or the address of a ledger's row; then the file."""
    if statement.quote is None:
        words = statement.source_url or "台账没有写来源"
    else:
        words = f"“{' '.join(statement.quote.split())}”"
    return f"{words} — {statement.source}"


def name_tally(versions: tuple[int, int], tally: Tally) -> str:
    """Return the comparison in one line."""
    older, newer = versions
    head = f"第 {older} 版 → 第 {newer} 版"
    if not tally.differing and not tally.unchanged:
        return f"{head}：两版里都没有符合条件的数据。"
    if not tally.differing:
        return f"{head}：没有差别，{tally.unchanged:,} 个数据未变。"
    return (
        f"{head}：更正 {tally.corrected:,}，撤下 {tally.withdrawn:,}，新增 {tally.new:,}，"
        f"未变 {tally.unchanged:,}。"
    )


def show_reports(changes: Iterable[ReportChange], tally: ReportTally, console: Console) -> None:
    """Print the reports given under their exact numbers; nothing where none differs."""
    if not tally.differing:
        return
    counts = "，".join(
        f"{name} {getattr(tally, kind.value):,}"
        for kind, name in REPORTS.items()
        if getattr(tally, kind.value)
    )
    console.print(Text(f"报告 reports（{counts}）", style="bold"))
    for each in changes:
        place = (each.dataset, each.region, each.agency, str(each.year), each.title)
        where = " · ".join(name for name in place if name)
        line = f"{REPORTS[each.kind]} {each.kind.value} · {where} — {each.source}"
        console.print(Text(f"  {strip_controls(' '.join(line.split()))}"), soft_wrap=True)


def form_report(change: ReportChange) -> dict[str, Any]:
    """Return one report that differs as JSON tells it."""
    return {
        "kind": f"report_{change.kind.value}",
        "dataset": change.dataset,
        "region": change.region,
        "agency": change.agency,
        "year": change.year,
        "genre": change.genre,
        "title": change.title,
        "source": change.source,
        "source_url": change.source_url,
        "report_id": change.report_id,
        "in_force": change.in_force,
        "superseded_by": change.superseded_by,
    }


def form_tally(
    versions: tuple[int, int], tally: Tally, reports: ReportTally | None = None
) -> dict[str, Any]:
    """Return the comparison as JSON tells it; of `reports` where they were asked for."""
    older, newer = versions
    counts = {kind.value: count_kind(tally, kind) for kind in Kind}
    return {
        "kind": "summary",
        "older": older,
        "newer": newer,
        **counts,
        "unchanged": tally.unchanged,
        **(
            {"reports": {kind.value: getattr(reports, kind.value) for kind in ReportKind}}
            if reports
            else {}
        ),
    }


def form_difference(difference: Difference) -> dict[str, Any]:
    """Return one figure that differs as JSON tells it."""
    return {
        "kind": difference.kind.value,
        "dataset": difference.dataset,
        "region": difference.region,
        "agency": difference.agency,
        "year": difference.year,
        "indicator": difference.indicator,
        "indicator_name": difference.indicator_name,
        "before": form_statement(difference.before),
        "after": form_statement(difference.after),
    }


def form_statement(statement: Statement | None) -> dict[str, Any] | None:
    """Return what one version states as JSON tells it; null where it states nothing."""
    if statement is None:
        return None
    return {
        "value": show_value(statement.value),
        "qualifier": statement.qualifier.value,
        "unit": statement.unit,
        "basis": statement.basis,
        "quote": statement.quote,
        "source": statement.source,
        "source_url": statement.source_url,
        "report_id": statement.report_id,
    }
