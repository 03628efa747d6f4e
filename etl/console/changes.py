"""How `fazhi evaluate` tells what changed: gained and lost figures, and floors that moved.

Owns the layout and the sentences. Refuses to compare anything (`etl.evaluation` does).
"""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from rich.console import Console
from rich.text import Text

from etl.console.scores import REASONS, show_ratio
from etl.evaluation.changes import Change, Changes
from etl.evaluation.floors import ALL, CELLS, Move, Verdict
from etl.evaluation.matching import Reason


def show_changes(changes: Changes | None, console: Console) -> None:
    """Print what was gained and lost; `changes` is None where nothing earlier is known."""
    if changes is None:
        console.print("首次评测，没有可以比较的结果；下次评测会列出得失。")
        return
    if not changes.compared:
        console.print("与先前的结果没有共同的文件，无从比较。")
        return
    before, now = "先前", ""
    groups = (
        ("得 gained", changes.gained, before, "green"),
        ("失 lost", changes.lost, now, "red"),
        ("新误报 new false alarms", changes.new_alarms, now, "magenta"),
        ("不再误报 false alarms gone", changes.gone_alarms, before, "green"),
    )
    for title, group, when, style in groups:
        for line in change_lines(title, group, when, style):
            console.print(line, soft_wrap=True)
    console.print(sum_up(changes), soft_wrap=True)


def change_lines(title: str, group: Sequence[Change], when: str, style: str) -> Iterator[Text]:
    """Yield a heading with the number of changes, and two lines for each; nothing for none.

    `when` says whether the reasons and sentences of the errors are of before or of now.
    """
    if group:
        yield Text(f"{title}（{len(group)}）", style=f"bold {style}")
    for change in group:
        reason = f" — {when}{REASONS[Reason(change.reason)]}" if change.reason else ""
        file = PurePath(change.gold).parent / change.file
        yield Text(f"  {file.as_posix()}：{change.figure}{reason}", style=style)
        yield Text(f"      {change.sentence}", style="dim")


def sum_up(changes: Changes) -> str:
    """Return the comparison in one line."""
    if not changes.any:
        result = f"F1 {show_ratio(changes.now.f1)}，没有得失"
    else:
        result = (
            f"F1 {show_ratio(changes.before.f1)} → {show_ratio(changes.now.f1)}，"
            f"得 {len(changes.gained)}，失 {len(changes.lost)}，"
            f"新误报 {len(changes.new_alarms)}，不再误报 {len(changes.gone_alarms)}"
        )
    return f"与先前的结果相比（{changes.compared} 份文件）：{result}。{show_unpaired(changes)}"


def show_unpaired(changes: Changes) -> str:
    """Return what was not compared, nothing where all was."""
    counts = (("先前没有评测", changes.only_now), ("这次没有评测", changes.only_before))
    told = [f"{count} 份{what}" for what, count in counts if count]
    return f"另有 {'、'.join(told)}，不作比较。" if told else ""


def show_verdict(verdict: Verdict) -> Iterator[str]:
    """Yield a sentence for every floor that moved and every score below its floor."""
    for move in verdict.raised:
        yield f"下限提高：{show_move(move)}。"
    for move in verdict.lowered:
        yield f"下限降低：{show_move(move)}。"
    for breach in verdict.breaches:
        score = "没有可评的内容" if breach.score is None else f"F1 {breach.score:.4f}"
        yield f"低于下限：{breach.gold} {name_floor(breach.name)} {score}，下限 {breach.floor}。"
    if verdict.breaches:
        yield "请修复；确实要接受的，用 --lower-floors 降低下限。"


def show_move(move: Move) -> str:
    """Return one floor and its two values."""
    before = "无" if move.before is None else move.before
    return f"{move.gold} {name_floor(move.name)} {before} → {move.after}"


def name_floor(name: str) -> str:
    """Return what a floor is held against."""
    return {ALL: "全部数字", CELLS: "表格单元格"}.get(name, f"体裁 {name}")
