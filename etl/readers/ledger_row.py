"""One row of a ledger: its columns, and what each may hold.

Owns the rules for values. Refuses a row with the first cell that breaks one, and says which.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import TypeVar

from etl.model import Genre, LedgerFigure, Qualifier

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "region": ("地区",),
    "agency": ("单位",),
    "year": ("年度",),
    "genre": ("体裁",),
    "indicator": ("指标",),
    "value": ("数值",),
    "qualifier": ("限定",),
    "unit": ("计量单位",),
    "part": ("部分",),
    "published_on": ("发布日期",),
    "source_url": ("来源",),
}
FIRST_YEAR, LAST_YEAR = 1990, 2100

T = TypeVar("T")
Key = tuple[str, str, int, Genre, str, str | None]

_GENRES = {genre.value: genre for genre in Genre} | {
    "": Genre.UNKNOWN,
    "法治政府建设": Genre.ROL,
    "法治政府建设报告": Genre.ROL,
    "法治政府建设年度报告": Genre.ROL,
    "政府信息公开": Genre.DIS,
    "政府信息公开报告": Genre.DIS,
    "政府信息公开年度报告": Genre.DIS,
    "政府信息公开工作年度报告": Genre.DIS,
    "行政执法": Genre.ENF,
    "行政执法报告": Genre.ENF,
    "行政执法工作报告": Genre.ENF,
}
_QUALIFIERS = {qualifier.value: qualifier for qualifier in Qualifier} | {
    "": Qualifier.EXACT,
    "确切": Qualifier.EXACT,
    "准确": Qualifier.EXACT,
    "等于": Qualifier.EXACT,
    "以上": Qualifier.OVER,
    "超过": Qualifier.OVER,
    "多于": Qualifier.OVER,
    "约": Qualifier.ABOUT,
    "大约": Qualifier.ABOUT,
    "左右": Qualifier.ABOUT,
}
_PERCENT = "%"
_MOST_DIGITS = 18
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_YEAR = re.compile(r"(\d{4})年?度?")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?", re.IGNORECASE)


class BadCell(Exception):  # noqa: N818 - a verdict on a cell, caught by the ledger
    """A cell that breaks a rule: its column, what it holds, and why that cannot be."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.value = value
        self.reason = reason


def read_row(
    cells: Mapping[str, str], source: str, line: int, indicators: Mapping[str, Collection[str]]
) -> LedgerFigure:
    """Return the figure a row states, or raise BadCell for the first cell that is wrong."""
    indicator = _read_indicator(cells["indicator"], indicators)
    unit = _read_unit(cells["unit"], indicator, indicators[indicator])
    return LedgerFigure(
        source=source,
        line=line,
        region=_read_name("region", cells["region"]),
        agency=_read_name("agency", cells["agency"]),
        year=_read_year(cells["year"]),
        genre=_read_choice("genre", cells["genre"], _GENRES, "rol、dis、enf 或 unknown"),
        indicator=indicator,
        value=_read_value(cells["value"], unit),
        qualifier=_read_choice(
            "qualifier", cells["qualifier"], _QUALIFIERS, "exact、over 或 about"
        ),
        unit=unit,
        part=cells["part"] or None,
        published_on=_read_date(cells["published_on"]),
        source_url=_read_address(cells["source_url"]),
    )


def key_of(figure: LedgerFigure) -> Key:
    """Return what makes a figure the same fact as another."""
    return (
        figure.region,
        figure.agency,
        figure.year,
        figure.genre,
        figure.indicator,
        figure.part,
    )


def _read_name(column: str, value: str) -> str:
    if not value:
        raise BadCell(column, value, f"“{COLUMNS[column][0]}”不能为空")
    return value


def _read_year(value: str) -> int:
    match = _YEAR.fullmatch(unicodedata.normalize("NFKC", value))
    if match is None or not FIRST_YEAR <= int(match.group(1)) <= LAST_YEAR:
        raise BadCell("year", value, f"年度应为 {FIRST_YEAR} 至 {LAST_YEAR} 之间的四位数字")
    return int(match.group(1))


def _read_choice(column: str, value: str, choices: Mapping[str, T], known: str) -> T:
    choice = choices.get(value.lower())
    if choice is None:
        raise BadCell(column, value, f"“{COLUMNS[column][0]}”只能是 {known}")
    return choice


def _read_indicator(value: str, indicators: Mapping[str, Collection[str]]) -> str:
    if value not in indicators:
        raise BadCell("indicator", value, f"没有名为“{value}”的指标")
    return value


def _read_unit(value: str, indicator: str, units: Collection[str]) -> str:
    unit = unicodedata.normalize("NFKC", value)
    if unit not in units:
        known = "、".join(units)
        raise BadCell("unit", value, f"指标 {indicator} 的计量单位只能是：{known}")
    return unit


def _read_value(value: str, unit: str) -> Decimal:
    text = unicodedata.normalize("NFKC", value).replace(" ", "")
    if unit == _PERCENT:
        text = text.removesuffix(_PERCENT)
    if text.startswith("-"):
        raise BadCell("value", value, "数值不能为负")
    if _NUMBER.fullmatch(text) is None or len(text) > _MOST_DIGITS:
        raise BadCell("value", value, "数值应为数字，可用千位分隔符")
    number = Decimal(text.replace(",", ""))
    if unit == _PERCENT and number > 100:
        raise BadCell("value", value, "百分率应在 0 至 100 之间")
    return number


def _read_date(value: str) -> date | None:
    if not value:
        return None
    match = _DATE.fullmatch(value)
    if match is not None:
        year, month, day = (int(part) for part in match.groups())
        with suppress(ValueError):
            return date(year, month, day)
    raise BadCell("published_on", value, "发布日期应写作 2024-03-29 这样的日期")


def _read_address(value: str) -> str:
    if _ADDRESS.fullmatch(value) is None:
        raise BadCell("source_url", value, "来源应为 http:// 或 https:// 开头的网址")
    return value
