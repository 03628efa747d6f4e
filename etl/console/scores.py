"""How `fazhi evaluate` shows its scores: sums in tables, then every error with its sentence.

Owns the layout. Refuses to count anything (`etl.evaluation.score` does).
"""

from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.console.report import show_value
from etl.evaluation.gold import Label
from etl.evaluation.matching import Reason
from etl.evaluation.score import DocumentScore, Evaluation, FactCheck, FalseAlarm, Miss
from etl.evaluation.tally import Tally

REASONS = {
    Reason.UNREAD: "文件没有读出",
    Reason.QUOTE_NOT_IN_TEXT: "正文里找不到标注的原文",
    Reason.VALUE: "数值不同",
    Reason.QUALIFIER: "限定词不同（余、约）",
    Reason.PART: "没有读作分项",
    Reason.EVIDENCE: "依据的原文不同",
    Reason.INDICATOR: "归入了另一指标",
    Reason.NOT_FOUND: "没有读到",
    Reason.NOT_LABELLED: "标注里没有",
}


def show_evaluation(evaluation: Evaluation, console: Console) -> None:
    """Print errors first and sums last, where the eye ends up."""
    for document in evaluation.documents:
        show_errors(document, console)
    console.print(tally_table(evaluation))
    if evaluation.facts:
        console.print(facts_table(evaluation))


def show_errors(document: DocumentScore, console: Console) -> None:
    """Print what went wrong in one document, nothing where nothing did."""
    wrong = [check for check in document.facts if not check.right]
    if not (document.misses or document.false_alarms or wrong):
        return
    console.print(Text(document.file, style="bold"))
    if document.failure is not None:
        console.print(Text(f"  没有读出：{document.failure}", style="red"))
        return
    for line in error_lines(document.misses, document.false_alarms, wrong):
        console.print(line, soft_wrap=True)


def error_lines(
    misses: Iterable[Miss], alarms: Iterable[FalseAlarm], wrong: Iterable[FactCheck]
) -> Iterator[Text]:
    """Yield a line for every error and one for its sentence."""
    for check in wrong:
        yield Text(f"  题头 {check.name}：应为 {check.expected}，读成 {check.found}")
    for miss in misses:
        label = miss.label
        near = f"；最接近的是 {show_value(miss.near)}“{miss.near.quote}”" if miss.near else ""
        yield Text(f"  漏 miss {show_label(label)} — {REASONS[miss.reason]}{near}", style="yellow")
        yield Text(f"      {miss.sentence or label.quote}", style="dim")
    for alarm in alarms:
        found = alarm.observation
        figure = f"{found.indicator} {show_value(found)}" + (
            f"（{found.part}）" if found.part else ""
        )
        yield Text(f"  误 false alarm {figure} — {REASONS[alarm.reason]}", style="magenta")
        yield Text(f"      {alarm.sentence}", style="dim")


def show_label(label: Label) -> str:
    """Return a label in one phrase."""
    part = f"（{label.part}）" if label.part else ""
    return f"{label.indicator} {label.value} {label.qualifier.value}{part}"


def tally_table(evaluation: Evaluation) -> Table:
    """Return the scores per indicator and genre, and in all."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("指标 indicator")
    for name in ("标注 labelled", "读到 found", "相符 matched", "P", "R", "F1"):
        table.add_column(name, justify="right", no_wrap=True)
    for indicator, tally in evaluation.indicators.items():
        table.add_row(indicator, *tally_cells(tally))
    table.add_section()
    for genre, tally in evaluation.genres.items():
        table.add_row(f"体裁 {genre.value}", *tally_cells(tally))
    table.add_section()
    table.add_row("合计 total", *tally_cells(evaluation.total), style="bold")
    return table


def tally_cells(tally: Tally) -> tuple[str, ...]:
    """Return counts and ratios as cells."""
    counts = (str(tally.labelled), str(tally.found), str(tally.matched))
    ratios = (tally.precision, tally.recall, tally.f1)
    return counts + tuple("—" if ratio is None else f"{ratio:.3f}" for ratio in ratios)


def facts_table(evaluation: Evaluation) -> Table:
    """Return how often each header fact was right."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("题头 header")
    table.add_column("相符 right", justify="right")
    table.add_column("份数 of", justify="right")
    for name, (right, of) in evaluation.facts.items():
        table.add_row(name, str(right), str(of))
    return table
