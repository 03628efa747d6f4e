"""How `fazhi check` shows what was found: by check, a line a result; as JSON with all its words.

Owns the layout, the summary and the JSON. Refuses to choose what is listed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.checks.outcome import Verdict
from etl.console.terminal import strip_controls
from etl.oversight.finding import Check, Evidence, Finding, Level, Oversight
from etl.oversight.words import load_oversight

_STYLES = {Level.CERTAIN: "red", Level.LOOK: "yellow", Level.UNCLEAR: "dim", Level.KEPT: "green"}
_HEADS = ("结论 verdict", "单位 body", "年度 year", "体裁 genre")
_TOLD = "说明和文件 what was found, in which files"
_LEAST = 24  # columns for it, on the narrowest screen


def show_findings(
    listed: Sequence[Finding],
    found: Sequence[Oversight],
    checks: Iterable[Check],
    console: Console,
) -> None:
    """Print the results by check, then one line on all."""
    for check in checks:
        of_check = [each for each in listed if each.check is check]
        name = load_oversight().checks[check.value]
        title = f"{name['zh']} {name['en']}（{len(of_check):,}）"
        console.print(Text(title, style="bold"))
        if of_check:
            console.print(_table(of_check, console))
    console.print(Text(name_summary(found)), soft_wrap=True)


def _table(findings: Sequence[Finding], console: Console) -> Table:
    """Return the results, below each sentence the files its words stand in."""
    rows = [_cells(each) for each in findings]
    widths = [max(cell_len(cell) for cell in cells) for cells in zip(_HEADS, *rows, strict=True)]
    room = max(_LEAST, console.width - sum(widths) - 3 * (len(_HEADS) + 1))
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head in (*_HEADS, _TOLD):
        table.add_column(head, no_wrap=True, overflow="fold")
    for each, cells in zip(findings, rows, strict=True):
        told = Text(_fold(each.sentence, room))
        told.append("\n" + _fold(name_source(each), room), style="dim")
        table.add_row(Text(cells[0], style=_STYLES[each.level]), *map(Text, cells[1:]), told)
    return table


def _cells(finding: Finding) -> tuple[str, ...]:
    body = strip_controls(finding.agency)
    return name_verdict(finding), body, str(finding.year), finding.genre.value


def _fold(text: str, width: int) -> str:
    """Break a text at a width; Chinese has no spaces to break at, and numbers none to spare."""
    plain = strip_controls(" ".join(text.split()))
    return "\n".join(line.strip() for line in chop_cells(plain, width))


def name_verdict(finding: Finding) -> str:
    """Return the word of a verdict, or how far a result goes that has none; and if explained."""
    words = load_oversight()
    plain = finding.verdict is None or finding.level is Level.LOOK
    word = words.levels[finding.level.value]["zh"] if plain else words.name_verdict(finding.verdict)
    return f"{word}（已说明）" if finding.explained else word


def name_source(finding: Finding) -> str:
    """Return the files the words stand in, by their names."""
    names = dict.fromkeys(
        each.source.replace("\\", "/").rpartition("/")[2] for each in finding.evidence
    )
    return "、".join(names) or "—"


def name_summary(found: Sequence[Oversight]) -> str:
    """Return what was found in one line; what is not listed is counted too."""
    counts = Counter(
        "explained" if each.explained else each.level.value
        for part in found
        for each in part.findings
        if each.explained is None or each.level in (Level.CERTAIN, Level.LOOK)
    )
    reports = sum(each.reports for each in found)
    datasets = "、".join(each.dataset for each in found)
    told = (
        f"核对 {reports:,} 份报告（数据集 {datasets}）：认定 {counts[Level.CERTAIN]:,} 项，"
        f"值得关注 {counts[Level.LOOK]:,} 项，待核 {counts[Level.UNCLEAR]:,} 项"
    )
    return told + (f"，已说明 {counts['explained']:,} 项。" if counts["explained"] else "。")


def form_finding(finding: Finding) -> dict[str, Any]:
    """Return a result as JSON tells it; likeness and plans have no verdict."""
    mark = finding.explained
    return {
        "check": finding.check.value,
        "rule": finding.rule,
        "rule_name": finding.rule_name,
        "verdict": _name(finding.verdict),
        "certain": finding.certain,
        "level": finding.level.value,
        "dataset": finding.dataset,
        "region": finding.region,
        "agency": finding.agency,
        "year": finding.year,
        "genre": finding.genre.value,
        "sentence": finding.sentence,
        "law": finding.law or None,
        "values": dict(finding.values),
        "passages": [_form_evidence(each) for each in finding.evidence],
        "key": finding.key,
        "explained": mark and {"who": mark.who, "when": mark.when, "reason": mark.reason},
    }


def _name(verdict: Verdict | None) -> str | None:
    return verdict.value if verdict else None


def _form_evidence(each: Evidence) -> dict[str, Any]:
    return {
        "report_id": each.report_id,
        "source": each.source,
        "source_url": each.url,
        "year": each.year,
        "genre": each.genre.value,
        "start": each.span.start if each.span else None,
        "end": each.span.end if each.span else None,
        "quote": each.quote,
        "note": each.note or None,
    }
