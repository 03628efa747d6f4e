"""How decisions of people are shown: the list of them, what came of an exchange, how often right.

Owns the layout, the sentences and the JSON of `fazhi review`. Refuses to read or change anything.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.checks.review_precision import Judged, sum_judged
from etl.console.terminal import strip_controls
from etl.corrections import Amount, Decision, Review, write_line
from etl.evaluation.reviewed import Left
from etl.model import Qualifier

DECISIONS = {
    Decision.ACCEPTED: "认可",
    Decision.CORRECTED: "更正",
    Decision.REJECTED: "不采用",
    Decision.REOPENED: "撤回",
}
LEFT = {
    Left.UNDECIDED: "还有数没有复核",
    Left.TABLE: "数在表格里，纯文本保不住表格",
    Left.WORDS: "更正后的数不在原文里，或原文已查不到",
}
_SIGNS = {Qualifier.EXACT: "", Qualifier.OVER: "超过 ", Qualifier.ABOUT: "约 "}
_BIAS = "复核的数多是挑出来再看的，不是随机抽取：这个比例一般低于全部数据的准确率。"


def form_review(
    review: Review, standing: Collection[str], applied: Collection[str]
) -> Mapping[str, Any]:
    """Return a decision as JSON: as in the file, and whether it counts and is in the data."""
    stands = review.id in standing
    return {**write_line(review), "standing": stands, "applied": stands and review.id in applied}


def show_reviews(
    reviews: Sequence[Review],
    standing: Collection[str],
    applied: Collection[str],
    names: Mapping[str, str],
    console: Console,
) -> None:
    """Print a row for every decision; `names` are those of indicators."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("时间", "复核人", "处理", "状态"):
        table.add_column(name, no_wrap=name != "复核人", overflow="fold")
    for name in ("单位", "年份", "指标", "数值", "理由"):
        table.add_column(name, ratio=1 if name == "理由" else None, overflow="fold")
    for each in reviews:
        state = _name_state(each, standing, applied)
        table.add_row(*_cells(each, state, names.get(each.indicator, each.indicator)))
    console.print(table)


def _name_state(review: Review, standing: Collection[str], applied: Collection[str]) -> str:
    if review.decision is Decision.REOPENED:
        return ""
    if review.id not in standing:
        return "已被取代"
    return "已写入" if review.id in applied else "未写入"


def _cells(review: Review, state: str, indicator: str) -> Iterator[Text]:
    words = (
        review.at[:16].replace("T", " "),
        review.who,
        DECISIONS[review.decision],
        state,
        review.agency,
        str(review.year),
        indicator,
        _show_amounts(review),
        review.why,
    )
    for each in words:
        yield Text(strip_controls(" ".join(each.split())))


def _show_amounts(review: Review) -> str:
    amounts = [review.old, *([review.new] if review.new else [])]
    return " → ".join(map(_show_amount, amounts))


def _show_amount(amount: Amount) -> str:
    return f"{_SIGNS[amount.qualifier]}{amount.value.normalize():,f} {amount.unit}"


def name_imported(new: int, every: int) -> str:
    """Return the sentence on what an import added."""
    if not new:
        return f"{every} 条都已有，没有新的复核记录。"
    known = f"，{every - new} 条已有" if every > new else ""
    return f"新增 {new} 条复核记录{known}；下次装入时写入数据，也可在“复核”页写入。"


def name_gold(file: Path, reports: int, labels: int, left: Mapping[str, int]) -> Iterator[str]:
    """Yield the sentences on what was labelled, and what was not for which reason."""
    if reports:
        yield f"已写入 {file}：{reports} 份报告，{labels} 个标注。评测：fazhi evaluate {file}"
    else:
        yield "没有一份报告有可以标注的指标，没有写出任何文件。"
    for reason, count in sorted(left.items()):
        yield f"未标注 {count} 项（一份报告的一个指标为一项）：{LEFT[Left(reason)]}。"


def show_precision(
    judged: Mapping[str, Judged], names: Mapping[str, str], console: Console
) -> None:
    """Print a row for every indicator, and one for all."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("指标", overflow="fold")
    for name in ("复核", "认可", "更正", "不采用", "认可率", "95% 区间"):
        table.add_column(name, justify="right", no_wrap=True)
    for key, each in judged.items():
        table.add_row(strip_controls(names.get(key, key)), *_judged_cells(each))
    table.add_row("合计", *_judged_cells(sum_judged(judged.values())), style="bold")
    console.print(table)
    console.print(_BIAS, soft_wrap=True)


def _judged_cells(judged: Judged) -> Iterator[str]:
    for count in (judged.total, judged.accepted, judged.corrected, judged.rejected):
        yield f"{count:,}"
    yield f"{judged.precision:.3f}"
    low, high = judged.interval or (0, 0)
    yield f"{low:.3f}–{high:.3f}"


def form_precision(judged: Mapping[str, Judged]) -> Mapping[str, Any]:
    """Return the counts as JSON."""
    return {
        "total": _form_judged(sum_judged(judged.values())),
        "indicators": {key: _form_judged(each) for key, each in judged.items()},
    }


def _form_judged(judged: Judged) -> Mapping[str, Any]:
    interval = judged.interval
    return {
        "decided": judged.total,
        "accepted": judged.accepted,
        "corrected": judged.corrected,
        "rejected": judged.rejected,
        "precision": judged.precision,
        "interval": list(interval) if interval else None,
    }
