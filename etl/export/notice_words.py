"""The words of the notice: data/notice.yml, typed and checked once.

Owns the form of the file. Refuses to fill a blank with anything but what it is given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from etl.errors import CatalogError
from etl.oversight.finding import Topic

_FILE = Path(__file__).resolve().parents[2] / "data" / "notice.yml"
_SECTION = {"title", "sheet", "lead", "none"}


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """All words of the file."""

    title: str
    lead: str
    lead_agencies: str
    notice_date: str
    sample: str
    numerals: tuple[str, ...]
    sections: Mapping[str, Mapping[str, str]]
    more_unclear: str
    more_look: str
    parts: Mapping[str, str]
    heads: Mapping[str, str]
    states: Mapping[str, str]
    proof: Mapping[str, str]
    method: Mapping[str, Any]


@lru_cache(maxsize=1)
def load_notice() -> NoticeWords:
    """Read the file; raises CatalogError where it breaks its own rules."""
    try:
        words = NoticeWords(**yaml.safe_load(_FILE.read_text(encoding="utf-8")))
        if set(words.sections) != set(Topic) or len(words.numerals) < len(words.sections):
            raise ValueError(f"sections：应有 {'、'.join(Topic)}，numerals 不少于它们")
        if any(set(each) != _SECTION for each in words.sections.values()):
            raise ValueError(f"sections：各有 {'、'.join(sorted(_SECTION))}")
        return words
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise CatalogError(f"{_FILE.name} 不合格式：{error}") from error
