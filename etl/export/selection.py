"""Which rows are asked for: views, data sets, years, bodies, indicators.

Owns the condition that picks rows and the check that what is asked for exists: a slip in a name
must not come back as an empty file. Refuses to read rows (`etl.export.rows` does).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from etl.errors import UsageError
from etl.export.edition import Edition

TABLES = (
    *("figures", "observations", "documents_named", "request_outcomes", "findings", "reports"),
)
WITH_INDICATOR = ("figures", "observations", "findings")
NAMES = {
    "dataset": "数据集",
    "region": "地区",
    "agency": "单位",
    "genre": "体裁",
    "indicator": "指标",
}
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Selection:
    """What is exported: views, years (both included), asked values by column (none means all).

    With `text` the view of reports carries their whole texts; `said` is in words what else picked
    the rows.
    """

    tables: tuple[str, ...] = TABLES
    years: tuple[int, int] | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    text: bool = False
    said: Mapping[str, str] = field(default_factory=dict)

    def is_whole(self) -> bool:
        """Tell whether nothing of the version is left out, but for texts."""
        return self.tables == TABLES and not self.years and not self.values

    def condition(self) -> str:
        """Return the condition on the columns of a view `v`."""
        parts = [f'list_contains(${column}, v."{column}")' for column in self.values]
        if self.years:
            parts.append('v."year" BETWEEN $first AND $last')
        return " AND ".join(parts) or "true"

    def parameters(self) -> dict[str, Any]:
        """Return what the condition is bound to."""
        bound: dict[str, Any] = {column: list(asked) for column, asked in self.values.items()}
        return bound | (dict(zip(("first", "last"), self.years, strict=True)) if self.years else {})

    def describe(self) -> dict[str, str]:
        """Return what was asked for in words, by the name of the filter."""
        asked = {NAMES[column]: "、".join(values) for column, values in self.values.items()}
        years = {"年度": f"{self.years[0]}–{self.years[1]}"} if self.years else {}
        return asked | years | dict(self.said)


def choose_tables(asked: Sequence[str], by_indicator: bool) -> tuple[str, ...]:
    """Return the views to export; views without indicators cannot be picked by indicator."""
    if not by_indicator:
        return tuple(name for name in TABLES if name in asked or not asked)
    for name in asked:
        if name not in WITH_INDICATOR:
            raise UsageError(
                f"表 {name} 里没有指标，不能用 --indicator 筛选：请分两次导出，或去掉其中一项。"
            )
    return tuple(name for name in WITH_INDICATOR if name in asked or not asked)


def list_years(text: str) -> range:
    """Return every year of 2023 or 2021-2023."""
    first, last = parse_years(text)
    return range(first, last + 1)


def parse_years(text: str) -> tuple[int, int]:
    """Return the first and last year of 2023 or 2021-2023."""
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{4}))?", text)
    years = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if years[0] > years[1]:
        raise UsageError(f"年度“{text}”看不懂：请写成 2023 或 2021-2023（前小后大）。")
    return years


def check_selection(edition: Edition, selection: Selection) -> None:
    """Raise UsageError where a value that is asked for stands in none of the views."""
    for column, asked in selection.values.items():
        there = _list_values(edition, selection.tables, column)
        for value in asked:
            if value not in there:
                raise UsageError(_tell_missing(edition, column, value, there))


def _list_values(edition: Edition, tables: Sequence[str], column: str) -> list[str]:
    union = " UNION ".join(f'SELECT "{column}" FROM door."{name}"' for name in tables)
    query = f'SELECT "{column}" FROM ({union}) WHERE "{column}" IS NOT NULL ORDER BY 1'
    return [row[0] for row in edition.rows(query)]


def _tell_missing(edition: Edition, column: str, value: str, there: list[str]) -> str:
    near = get_close_matches(value, there, _NEAR) or [name for name in there if value in name]
    known = there if len(there) <= _NEAR * 3 else []
    hint = "是不是" if near else "有数据的是" if known else ""
    advice = f"{hint}：{'、'.join((near or known)[: _NEAR * 3])}？" if hint else "请检查写法。"
    name = NAMES[column]
    return f"第 {edition.version} 版里没有{name}“{value}”的数据，没有导出。{advice}"
