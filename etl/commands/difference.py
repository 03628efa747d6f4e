"""`fazhi diff`: which figures are new, corrected or withdrawn between two versions; which reports.

Reports are told where no indicator is asked for: a report is of none.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from etl.console.difference import (
    form_difference,
    form_report,
    form_tally,
    name_tally,
    show_differences,
    show_reports,
)
from etl.console.terminal import open_console, write_exact
from etl.errors import UsageError, WarehouseError, WarehouseFault
from etl.warehouse.difference import Comparison, Narrowing
from etl.warehouse.history import History, demand_usable, find_previous, name_usable, read_history

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Request:
    """What to compare and how to tell it; `limit` None means 50 on a page, all in JSON."""

    warehouse: Path
    versions: Sequence[int]
    narrowing: Narrowing = field(default_factory=Narrowing)
    limit: int | None = None
    as_json: bool = False


def diff(request: Request) -> int:
    """Print what sets two versions apart; no difference is no error."""
    older, newer = choose_versions(read_history(request.warehouse), request.versions)
    with Comparison(request.warehouse, older, newer, request.narrowing) as comparison:
        if request.as_json:
            print_lines(comparison, request.limit, reports=not request.narrowing.indicators)
        else:
            limit = SHOWN if request.limit is None else request.limit
            print_page(comparison, limit, reports=not request.narrowing.indicators)
    return 0


def choose_versions(history: History, given: Sequence[int]) -> tuple[int, int]:
    """Return the versions to compare: those given, else one against the served one."""
    if len(given) > 2:
        raise UsageError("最多给两个版本号：fazhi diff 旧版 新版。")
    if len(given) == 2:
        older, newer = given
    else:
        newer = choose_served(history)
        older = given[0] if given else choose_previous(history, newer)
    return demand_usable(history, older).version, demand_usable(history, newer).version


def choose_served(history: History) -> int:
    """Return the version that pages show."""
    if history.served is None:
        raise WarehouseError(WarehouseFault.DAMAGED, history.notice or "没有正在使用的版本。")
    return history.served


def choose_previous(history: History, served: int) -> int:
    """Return the version before the served one."""
    previous = find_previous(history, served)
    if previous is None:
        reason = f"第 {served} 版之前没有可以比较的版本；{name_usable(history)}。"
        raise WarehouseError(WarehouseFault.MISSING, reason)
    return previous


def print_page(comparison: Comparison, limit: int, *, reports: bool) -> None:
    """Print the first differences and the sums of all."""
    console = open_console()
    if reports:
        show_reports(comparison.report_changes(limit), comparison.reports, console)
    show_differences(comparison.differences(limit), comparison.tally, console)
    left = comparison.tally.differing - limit
    if left > 0:
        console.print(f"另有 {left:,} 处没有列出：用 --limit 多列，或用 --json 全部列出。")
    console.print(name_tally(comparison.versions, comparison.tally), soft_wrap=True)


def print_lines(comparison: Comparison, limit: int | None, *, reports: bool) -> None:
    """Print the sums, then the differences as they come, an object a line; reports come last."""
    told = comparison.report_changes(limit) if reports else []
    tally = form_tally(
        comparison.versions, comparison.tally, comparison.reports if reports else None
    )
    figures = (form_difference(each) for each in comparison.differences(limit))
    for form in chain([tally], figures, map(form_report, told)):
        write_exact(f"{json.dumps(form, ensure_ascii=False)}\n")
