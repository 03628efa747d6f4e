"""How `fazhi extract --explain` shows every number of a report: taken as what, or left and why.

Owns the layout and the reasons in words. Refuses to judge (`etl.extract.scope` does).
"""

import re
from collections.abc import Iterator, Mapping

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.console.report import show_value
from etl.extract.prose import Prose
from etl.extract.reasons import Reason
from etl.indicator import Indicator
from etl.model import Document, Observation, Span

REASONS = {
    Reason.NO_NUMBER: "不是确数（数次、若干）",
    Reason.ORDINAL: "是序数或名次",
    Reason.RANGE: "是范围",
    Reason.POINTS: "是百分点，即变化幅度",
    Reason.UPPER_BOUND: "是上限",
    Reason.PLAN: "是计划、目标或要求",
    Reason.OTHER_YEAR: "是别的年度",
    Reason.CHANGE: "是增减的数量",
    Reason.CUMULATIVE: "是多年累计",
    Reason.FREQUENCY: "是频次（每季度几次、人均）",
    Reason.OTHER_BODY: "是别的机关或更大范围",
    Reason.PART: "是某个合计的其中数，列在合计之下",
    Reason.REPEATED: "同一事项已另处写明",
    Reason.NO_WORDING: "不是目录中任何指标的写法",
    Reason.SET_PHRASE: "是固定说法（三项制度）",
    Reason.SHORTCOMING: "写在不足一章",
    Reason.SHARED: "一个数说几件事，分不开",
    Reason.OTHER_GENRE: "在这类报告里另有所指",
    Reason.DENIED: "被否定，即写明没有",
    Reason.LISTED: "是清单里的事项数",
}
_AROUND = 32  # characters looked back for what a number's words follow
_MARK = re.compile("[，。；：、,;:]")
_DATE_UNITS = frozenset(("年", "月", "日", "号"))


def show_explanation(
    document: Document, prose: Prose, indicators: Mapping[str, Indicator], console: Console
) -> None:
    """Print every number in the order of the text, dates apart."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("数字与前文", ratio=3, overflow="fold")
    table.add_column("结果", ratio=3, overflow="fold")
    for _, words, verdict in sorted(_lines(document, prose, indicators), key=lambda line: line[0]):
        table.add_row(words, verdict)
    console.print(table)


def _lines(
    document: Document, prose: Prose, indicators: Mapping[str, Indicator]
) -> Iterator[tuple[Span, Text, Text]]:
    for figure in prose.observations:
        yield figure.number, _words(document, figure.span), _taken(figure, indicators)
    for candidate, span in prose.left:
        if candidate.reason is Reason.NO_WORDING and candidate.unit in _DATE_UNITS:
            continue
        reason = REASONS[candidate.reason] if candidate.reason else "未取"
        name = indicators[candidate.indicator].name_zh if candidate.indicator else ""
        verdict = f"✗ {name}：{reason}" if name else f"✗ {reason}"
        yield span, _words(document, span), Text(verdict, style="dim")


def _taken(figure: Observation, indicators: Mapping[str, Indicator]) -> Text:
    name = indicators[figure.indicator].name_zh
    part = f"（{figure.part}）" if figure.part else ""
    return Text(f"✓ {name}{part} {show_value(figure)} · {figure.rule}", style="bold")


def _words(document: Document, span: Span) -> Text:
    """The words of a number, and dimmed before them those they follow, from the nearest mark on."""
    first = max(0, span.start - _AROUND)
    line, *rest = reversed(document.text[first : span.start].split("\n"))
    cut = first > 0 and not rest and document.text[first - 1] != "\n"
    before = _MARK.split(line, maxsplit=1)[-1] if cut else line
    words = Text(" ".join(before.split()), style="dim")
    return words.append(" ".join(span.cut(document.text).split()), style="not dim")
