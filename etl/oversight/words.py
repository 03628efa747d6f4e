"""The words of data/oversight.yml, checked once: what checks, levels and verdicts are called.

Owns the form of the file, and the sentences of what has no file of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from etl.checks.outcome import Verdict
from etl.errors import CatalogError
from etl.oversight.finding import Check, Level

_FILE = Path(__file__).resolve().parents[2] / "data" / "oversight.yml"
NOTED = "noted"
_TOLD = ("figures", "shared.shortcomings", "shared.next_year_plan", "promise", "standing")

Named = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class OversightWords:
    """All words of the file; names by language, rules and sentences in Chinese."""

    checks: Named
    levels: Named
    verdicts: Named
    rules: Mapping[str, str]
    told: Mapping[str, str]
    notes: Mapping[str, str]

    def name_verdict(self, verdict: Verdict | None, lang: str = "zh") -> str:
        """Return the word of a verdict, and of a fact that has none."""
        return self.verdicts[verdict.value if verdict else NOTED][lang]


@lru_cache(maxsize=1)
def load_oversight() -> OversightWords:
    """Read the file; raises CatalogError where it breaks its own rules."""
    try:
        told = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        words = OversightWords(**told)
        _demand(words.checks, Check)
        _demand(words.levels, Level)
        _demand(words.verdicts, (*Verdict, NOTED))
        if set(words.told) != set(_TOLD):
            raise ValueError(f"told：应有 {'、'.join(_TOLD)}")
        return words
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise CatalogError(f"{_FILE.name} 不合格式：{error}") from error


def _demand(named: Named, keys: Iterable[str]) -> None:
    wanted = set(map(str, keys))
    if set(named) != wanted or any(set(each) != {"zh", "en"} for each in named.values()):
        raise ValueError(f"应有 {'、'.join(sorted(wanted))}，各有 zh 和 en")
