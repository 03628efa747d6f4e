"""How versions are shown: the list of them, what a rollback did, what was removed.

Owns the layout, the sentences and the JSON of `fazhi versions`. Refuses to read or change
anything (`etl.warehouse` does).
"""

from collections.abc import Iterator
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.console.holdings import DATASETS
from etl.console.terminal import strip_controls
from etl.warehouse.history import FAULTS, History, State, Version, name_versions
from etl.warehouse.publish import Rollback
from etl.warehouse.retention import Pruned

UNKNOWN = "—"
_SHOWN_SOURCES = 2
_MIB = 2**20


def show_history(history: History, console: Console) -> None:
    """Print a row for every version, newest first."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("版本", justify="right", no_wrap=True)
    table.add_column("状态", overflow="fold")
    table.add_column("建于", no_wrap=True)
    table.add_column("装入自 from", ratio=1, overflow="fold")
    for name in ("基于", "报告", "原文记录", "数据", "大小"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("引擎 engine", overflow="fold")
    for each in history.versions:
        table.add_row(*row_cells(each, history), style="bold" if is_served(each, history) else "")
    console.print(Text(f"数据仓库 {history.directory}"), soft_wrap=True)
    console.print(table)


def row_cells(version: Version, history: History) -> Iterator[Text]:
    """Yield what is told of one version."""
    yield Text(str(version.version))
    yield Text(name_state(version, history))
    yield Text(show_moment(version))
    yield Text(strip_controls(name_origin(version)))
    for count in (version.base, version.reports, version.observations, version.figures):
        yield Text(UNKNOWN if count is None else f"{count:,}")
    yield Text(show_size(version.size))
    yield Text(version.engine or UNKNOWN)


def is_served(version: Version, history: History) -> bool:
    """Tell whether pages show this version."""
    return version.version == history.served


def name_state(version: Version, history: History) -> str:
    """Return the standing of a version in words."""
    if version.state is not State.USABLE:
        return FAULTS[version.state]
    if is_served(version, history):
        return "正在使用"
    return "已撤回" if version.withdrawn else ""


def show_moment(version: Version) -> str:
    """Return when a version was built, in the time of this machine."""
    if version.built_at is None:
        return UNKNOWN
    return version.built_at.astimezone().strftime("%Y-%m-%d %H:%M")


def name_origin(version: Version) -> str:
    """Return what was loaded."""
    names = "、".join(version.sources[:_SHOWN_SOURCES])
    if len(version.sources) > _SHOWN_SOURCES:
        names += f" 等 {len(version.sources)} 处"
    dataset = DATASETS.get(version.dataset or "", version.dataset)
    return "：".join(part for part in (dataset, names) if part) or UNKNOWN


def show_size(size: int) -> str:
    """Return a number of bytes in mebibytes."""
    return f"{size / _MIB:,.1f} MiB"


def form_version(version: Version, history: History) -> dict[str, Any]:
    """Return one version as JSON tells it."""
    built = version.built_at
    return {
        "version": version.version,
        "state": version.state.value,
        "served": is_served(version, history),
        "withdrawn": version.withdrawn,
        "built_at": built.isoformat(timespec="seconds") if built else None,
        "base": version.base,
        "dataset": version.dataset,
        "sources": list(version.sources),
        "documents": version.documents,
        "reports": version.reports,
        "observations": version.observations,
        "figures": version.figures,
        "engine": version.engine,
        "catalog_digest": version.catalog_digest,
        "schema_version": version.schema_version,
        "size": version.size,
    }


def name_pruned(pruned: Pruned) -> Iterator[str]:
    """Yield what was removed, and what could not be."""
    if pruned.removed:
        yield f"已删除{name_versions(pruned.removed)}，腾出 {show_size(pruned.freed)}。"
    elif not pruned.held:
        yield "没有可以删除的版本。"
    if pruned.held:
        yield f"{name_versions(pruned.held)}正被读取，这次没有删除；以后装入时再删。"


def name_rollback(done: Rollback) -> Iterator[str]:
    """Yield what a rollback did, and how to undo it."""
    if not done.changed:
        yield f"第 {done.version} 版正在使用，没有改动。"
        return
    origin = "" if done.before in (None, done.version) else f"从第 {done.before} 版"
    yield f"已{origin}回到第 {done.version} 版；页面随即显示这一版，下次装入以它为底。"
    if done.withdrawn:
        yield name_withdrawn(done.withdrawn)


def name_withdrawn(versions: tuple[int, ...]) -> str:
    """Return which versions are out of service, and how to have one back."""
    return f"{name_versions(versions)}已撤回，仍然保留：fazhi rollback 版本号 可以恢复。"
