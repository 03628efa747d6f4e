"""Figures as the pages know them, written as lines: `甲局 2022 ≥480次`."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd
from pandas import DataFrame

from pages.shared.measures import name_measures

_LINE = re.compile(r"(\S+) (\d{4}) ([≥≈]?)([\d.]+)(\S+)")
_SIGNS = {"": "exact", "≥": "over", "≈": "about"}


def make_figures(*lines: str, indicator: str = "inspections") -> DataFrame:
    """Return figures of one indicator, one line each: body, year, sign, value, unit."""
    return name_measures(DataFrame([_row(line, indicator) for line in lines]))


def _row(line: str, indicator: str) -> dict[str, Any]:
    match = _LINE.fullmatch(line)
    assert match, line
    body, year, sign, number, unit = match.groups()
    quote = f"检查{number}{unit}"
    return {
        "region": "望川市",
        "agency": body,
        "body": body,
        "year": int(year),
        "indicator": indicator,
        "value": float(number),
        "qualifier": _SIGNS[sign],
        "unit": unit,
        "observation_id": f"{body}-{year}",
        "note": None,
        "report_id": f"r-{body}-{year}",
        "quote": quote,
        "sentence": f"全年{quote}。",
        "start": 100,
        "quote_in_sentence": 2,
        "number_start": 102,
        "number_end": 102 + len(number),
        "source_url": None,
        "rule": "prose",
        **dict.fromkeys(("review", "reviewer", "reviewed_at", "review_reason", "value_read")),
        **dict.fromkeys(("qualifier_read", "unit_read")),
    }


def make_reports(*pairs: tuple[str, int]) -> DataFrame:
    """Return reports, one for each body and year."""
    return DataFrame(list(pairs), columns=["body", "year"])


def read_row(figures: DataFrame, changes: Mapping[str, Any] | None = None) -> Any:
    """Return the first figure as the pages iterate over it."""
    return next(pd.DataFrame(figures.assign(**(changes or {}))).itertuples())
