"""What counts as taken over, and what is said of it: data/likeness.yml, typed and checked once.

Owns the thresholds. Refuses to compare anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from etl.errors import CatalogError

_FILE = Path(__file__).resolve().parents[1] / "data" / "likeness.yml"
_LANGUAGES = {"zh", "en"}


@dataclass(frozen=True, slots=True)
class PassageRules:
    """Which words of a report count, and when two sentences are one; hundredths and characters."""

    shortest: int
    heading: int
    near: int
    paragraph: int
    least: int


@dataclass(frozen=True, slots=True)
class FormulaRule:
    """In how many bodies' reports a sentence stands that is a formula of the genre."""

    bodies: int
    share: int
    certain: int

    def limit(self, bodies: int) -> int:
        """Return from how many bodies on, among so many."""
        return max(self.bodies, min(self.certain, -(-bodies * self.share // 100)))


@dataclass(frozen=True, slots=True)
class PeerRules:
    """How reports of different bodies are found that may be alike."""

    clauses: int
    share: int
    clause: int
    wide: int


@dataclass(frozen=True, slots=True)
class GroupRules:
    """When a passage of a chapter is shared, and by how many bodies it is a formula."""

    shortest: int
    near: int
    most: int
    bodies: int

    def limit(self, bodies: int) -> int:
        """Return how many bodies, among so many, may have a passage at most."""
        return max(self.bodies, bodies * self.most // 100)


@dataclass(frozen=True, slots=True)
class LikenessRules:
    """All of data/likeness.yml; `levels` from much to little, each with its least share."""

    passages: PassageRules
    formula: FormulaRule
    peers: PeerRules
    groups: GroupRules
    levels: tuple[tuple[str, int], ...]
    listed: int
    reasons: Mapping[str, Mapping[str, str]]
    formulas: tuple[str, ...]
    slogans: tuple[str, ...]

    def level(self, share: float) -> str:
        """Return the name of how much a share is; the last level is from nothing on."""
        return next(name for name, least in self.levels if share * 100 >= least)


@lru_cache(maxsize=1)
def load_likeness() -> LikenessRules:
    """Read the settings; raises CatalogError where the file breaks its own rules."""
    try:
        return _read(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise CatalogError(f"{_FILE.name} 不合格式：{error}") from error


def _read(entries: Mapping[str, Any]) -> LikenessRules:
    levels = tuple((str(each["id"]), int(each["from"])) for each in entries["levels"])
    reasons = entries["reasons"]
    told = {f"{kind}.{name}" for kind in ("earlier", "peer") for name, _ in levels} | {"unclear"}
    if told != set(reasons) or any(set(each) != _LANGUAGES for each in reasons.values()):
        raise ValueError("reasons: one for each level, in both languages")
    if sorted(levels, key=lambda each: -each[1]) != list(levels) or levels[-1][1] != 0:
        raise ValueError("levels: from much to little, the last one from 0")
    return LikenessRules(
        passages=PassageRules(**entries["passages"]),
        formula=FormulaRule(**entries["formula"]),
        peers=PeerRules(**entries["peers"]),
        groups=GroupRules(**entries["groups"]),
        levels=levels,
        listed=int(entries["listed"]),
        reasons=reasons,
        formulas=tuple(entries["formulas"]),
        slogans=tuple(entries["slogans"]),
    )
