"""How `fazhi evaluate` shows its scores: sums in tables, then every error with its sentence.

Owns the layout. Refuses to count anything (`etl.evaluation.score` does).
"""

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.console.report import show_value
from etl.evaluation.cells import CellError
from etl.evaluation.gold import Label
from etl.evaluation.intervals import CONFIDENCE, DRAWS, Bootstrap, Estimate, Interval
from etl.evaluation.matching import Reason
from etl.evaluation.named import NamedError
from etl.evaluation.score import DocumentScore
from etl.evaluation.sums import (
    Division,
    Evaluation,
    ScoredSet,
    by_form,
    by_format,
    by_genre,
    by_indicator,
    by_name,
    in_all,
    in_cells,
    pool,
)

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


def show_scores(sets: Sequence[ScoredSet], console: Console) -> None:
    """Print errors first and sums last, where the eye ends up."""
    for scored in sets:
        documents = [each for each in scored.evaluation.documents if has_errors(each)]
        if documents and len(sets) > 1:
            console.print(Text(f"── {scored.name}", style="bold cyan"))
        for document in documents:
            show_errors(document, console)
    evaluation = pool(sets)
    bootstrap = Bootstrap(evaluation.documents)
    console.print(tally_table(bootstrap))
    if evaluation.cells:
        console.print(cells_table(bootstrap))
    if evaluation.facts:
        console.print(facts_table(evaluation))
    if evaluation.sum_by(by_name):
        console.print(named_table(bootstrap))
    if len(sets) > 1:
        console.print(sets_table(sets))
    for line in total_lines(bootstrap.estimate(in_all)["total"]):
        console.print(line)


def has_errors(document: DocumentScore) -> bool:
    """Tell whether anything of a document is wrong."""
    cells = document.cells is not None and document.cells.errors
    facts = any(not check.right for check in document.facts)
    names = document.named is not None and document.named.errors
    wrong = document.misses or document.false_alarms or cells or names or facts
    return bool(wrong or document.failure)


def show_errors(document: DocumentScore, console: Console) -> None:
    """Print what went wrong in one document."""
    console.print(Text(document.file, style="bold"))
    if document.failure is not None:
        console.print(Text(f"  没有读出：{document.failure}", style="red"))
        return
    for line in error_lines(document):
        console.print(line, soft_wrap=True)


def error_lines(document: DocumentScore) -> Iterator[Text]:
    """Yield a line for every error and one for its sentence."""
    for check in document.facts:
        if not check.right:
            yield Text(f"  题头 {check.name}：应为 {check.expected}，读成 {check.found}")
    for error in document.cells.errors if document.cells else ():
        yield Text(f"  {show_cell_error(error)}")
    for wrong in document.named.errors if document.named else ():
        yield Text(f"  {show_named_error(wrong)}")
    for miss in document.misses:
        label = miss.label
        near = f"；最接近的是 {show_value(miss.near)}“{miss.near.quote}”" if miss.near else ""
        yield Text(f"  漏 miss {show_label(label)} — {REASONS[miss.reason]}{near}", style="yellow")
        yield Text(f"      {miss.sentence or label.quote}", style="dim")
    for alarm in document.false_alarms:
        found = alarm.observation
        figure = f"{found.indicator} {show_value(found)}" + (
            f"（{found.part}）" if found.part else ""
        )
        yield Text(f"  误 false alarm {figure} — {REASONS[alarm.reason]}", style="magenta")
        yield Text(f"      {alarm.sentence}", style="dim")


def show_cell_error(error: CellError) -> str:
    """Return what is wrong of one table cell."""
    expected = "没有标注" if error.label is None else f"应为“{error.label.content}”"
    found = "没有读到" if error.found is None else f"读成“{error.found.raw}”"
    return f"表格 {error.form} {error.key}：{expected}，{found}"


def show_named_error(error: NamedError) -> str:
    """Return what is wrong of one name."""
    if error.label is not None:
        return f"名称 {error.kind} {error.label.name}：没有读到（{error.label.quote}）"
    return f"名称 {error.kind} {error.found.name if error.found else ''}：标注里没有"


def show_label(label: Label) -> str:
    """Return a label in one phrase."""
    part = f"（{label.part}）" if label.part else ""
    return f"{label.indicator} {label.value} {label.qualifier.value}{part}"


def open_table(title: str) -> Table:
    """Return a table of scores without rows, its first column named."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(title)
    for name in ("标注 labelled", "读到 found", "相符 matched", "P", "R", "F1", "F1 95%"):
        table.add_column(name, justify="right", no_wrap=True)
    return table


def tally_table(bootstrap: Bootstrap) -> Table:
    """Return the scores per indicator, genre and format, and in all."""
    table = open_table("指标 indicator")
    add_rows(table, bootstrap, by_indicator)
    table.add_section()
    add_rows(table, bootstrap, by_genre, "体裁 ")
    table.add_section()
    add_rows(table, bootstrap, by_format, "格式 ")
    table.add_section()
    table.add_row("合计 total", *score_cells(bootstrap.estimate(in_all)["total"]), style="bold")
    return table


def cells_table(bootstrap: Bootstrap) -> Table:
    """Return the scores of the standard tables, cell by cell, which no other sum holds."""
    table = open_table("表格单元格 cells")
    add_rows(table, bootstrap, by_form)
    table.add_section()
    table.add_row("合计 cells", *score_cells(bootstrap.estimate(in_cells)["cells"]), style="bold")
    return table


def named_table(bootstrap: Bootstrap) -> Table:
    """Return the scores of named things by kind, which no other sum holds."""
    table = open_table("名称 names")
    add_rows(table, bootstrap, by_name)
    return table


def sets_table(sets: Sequence[ScoredSet]) -> Table:
    """Return a line a gold set, with its documents and table cells, and the total."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("标注集 set", overflow="fold")
    for name in ("份数", "标注", "读到", "相符", "P", "R", "F1", "F1 95%", "单元格"):
        table.add_column(name, justify="right", no_wrap=True)
    for scored in sets:
        table.add_row(scored.name, *set_cells(scored.evaluation))
    table.add_section()
    table.add_row("合计 total", *set_cells(pool(sets)), style="bold")
    return table


def set_cells(evaluation: Evaluation) -> tuple[str, ...]:
    """Return the number of documents and the scores of one gold set as cells."""
    total = Bootstrap(evaluation.documents).estimate(in_all)["total"]
    cells = evaluation.cells
    tables = f"{cells.matched}/{cells.labelled}" if cells else "—"
    return (str(len(evaluation.documents)), *score_cells(total), tables)


def add_rows(table: Table, bootstrap: Bootstrap, division: Division, prefix: str = "") -> None:
    """Add a row for every group of a division."""
    for name, estimate in bootstrap.estimate(division).items():
        table.add_row(prefix + name, *score_cells(estimate))


def score_cells(estimate: Estimate) -> tuple[str, ...]:
    """Return counts, ratios and the interval of F1 as cells."""
    tally = estimate.tally
    counts = (str(tally.labelled), str(tally.found), str(tally.matched))
    ratios = tuple(map(show_ratio, (tally.precision, tally.recall, tally.f1)))
    return counts + ratios + (show_interval(estimate.f1),)


def show_ratio(ratio: float | None) -> str:
    """Return a ratio with three decimals."""
    return "—" if ratio is None else f"{ratio:.3f}"


def show_interval(interval: Interval | None) -> str:
    """Return both bounds with three decimals."""
    return "—" if interval is None else f"{interval[0]:.3f}–{interval[1]:.3f}"


def total_lines(total: Estimate) -> Iterator[str]:
    """Yield the ratios in all with their intervals, and how those were found."""
    tally = total.tally
    ratios = (
        ("P", tally.precision, total.precision),
        ("R", tally.recall, total.recall),
        ("F1", tally.f1, total.f1),
    )
    yield "合计 total  " + "   ".join(
        f"{name} {show_ratio(ratio)}（{show_interval(bounds)}）" for name, ratio, bounds in ratios
    )
    yield (
        f"括号内为 {CONFIDENCE:.0%} 置信区间：以文件为单位自助抽样 {DRAWS:,} 次（bootstrap，百分位法，"
        "种子固定）。"
    )


def facts_table(evaluation: Evaluation) -> Table:
    """Return how often each header fact was right."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("题头 header")
    table.add_column("相符 right", justify="right")
    table.add_column("份数 of", justify="right")
    for name, (right, of) in evaluation.facts.items():
        table.add_row(name, str(right), str(of))
    return table
