"""How `fazhi load` and `fazhi status` show what went into the warehouse and what it holds.

Owns the layout. Refuses to ask the warehouse anything itself.
"""

from collections.abc import Callable
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.console.terminal import name_rejection
from etl.pipeline import LoadSummary
from etl.warehouse.views import Counts, DatasetCounts

DATASETS = {"own": "自己的数据", "sample": "示例城市（虚构）", "public": "公开数据"}


def show_summary(summary: LoadSummary, console: Console, *, command: str) -> None:
    """Print what a load did: rejections with their reason, notes, counts, where to look."""
    for each in summary.rejections:
        reason = name_rejection(each.source, each.kind, each.message, each.line)
        console.print(Text(reason, style="yellow"), soft_wrap=True)
    for note in (*summary.superseded, *summary.notices):
        console.print(Text(note), soft_wrap=True)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("读取 read", "新增 new", "变更 changed", "未变 unchanged", "拒绝 rejected"):
        table.add_column(name, justify="right")
    counts = (summary.read, summary.new, summary.changed, summary.unchanged, summary.rejected)
    table.add_row(*map(str, counts))
    console.print(table)
    console.print(Text(f"由 {summary.readers} 个读取进程并行读取。"), soft_wrap=True)
    console.print(Text(name_result(summary, command)), soft_wrap=True)


def name_result(summary: LoadSummary, command: str) -> str:
    """Return the sentence that says where the loaded figures are now."""
    if not summary.version:
        return f"没有装入任何数据：{summary.warehouse} 仍是空的。"
    state = "已发布" if summary.published else "数据没有变化，仍是"
    return f"{state}第 {summary.version} 版：{summary.warehouse}。打开看板：{command}"


def show_counts(counts: Counts, warehouse: Path, console: Console) -> None:
    """Print what the warehouse holds, a column a data set."""
    built = counts.built_at.astimezone().strftime("%Y-%m-%d %H:%M:%S %z")
    console.print(Text(f"数据仓库 {warehouse}"), soft_wrap=True)
    console.print(Text(f"第 {counts.version} 版 · 建于 {built} · 引擎 {counts.engine}"))
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("数据集 dataset")
    for each in counts.datasets:
        table.add_column(f"{DATASETS.get(each.dataset, '')} {each.dataset}", justify="right")
    for name, read in ROWS:
        table.add_row(name, *(read(each) for each in counts.datasets))
    console.print(table)


def name_years(counts: DatasetCounts) -> str:
    """Return the first and last year a data set speaks of."""
    return "—" if counts.first_year is None else f"{counts.first_year}–{counts.last_year}"


ROWS: tuple[tuple[str, Callable[[DatasetCounts], str]], ...] = (
    ("报告 reports", lambda counts: str(counts.reports)),
    ("被更正的报告 superseded", lambda counts: str(counts.superseded)),
    ("台账数据 ledger rows", lambda counts: str(counts.ledger_rows)),
    ("地区 regions", lambda counts: str(counts.regions)),
    ("机关 bodies", lambda counts: str(counts.bodies)),
    ("年度 years", name_years),
    ("数据 figures", lambda counts: str(counts.figures)),
    ("原文记录 observations", lambda counts: str(counts.observations)),
    ("上次装入时拒绝 rejected", lambda counts: str(counts.rejected)),
)
