"""The words by which plans announce and reports tell deeds (data/promises.yml), typed and checked.

Owns what the file must hold. Refuses to apply any word to a text (`etl.checks`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from etl.errors import CatalogError

_FILE = Path(__file__).resolve().parents[1] / "data" / "promises.yml"
_LISTS = (
    *("works", "finished", "final", "soft", "leads", "openers", "outcomes", "formula", "function"),
    *(
        "kept",
        "generic",
        "set_phrases",
        "artifacts",
        "loose",
        "hinders",
        "means",
        "denies",
        "no_verbs",
    ),
)
_THRESHOLDS = (
    *("done", "mentioned", "silent", "sure", "sure_silent", "scattered", "length"),
    *("beside", "broad", "words"),
    *("standing", "restated"),
)
_LANGUAGES = ("zh", "en")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound, and why it stands where it does, by language."""

    value: float
    why: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class PromiseWords:
    """All words of the file. `families` are the verbs that announce, `done` those that answer.

    Compared by identity: the file is read once.
    """

    families: Mapping[str, Words]
    done: Mapping[str, Words]
    lists: Mapping[str, Words]
    alike: Mapping[str, str]
    thresholds: Mapping[str, Threshold]
    reasons: Mapping[str, Mapping[str, str]]

    def bound(self, name: str) -> float:
        """Return the value of a threshold."""
        return self.thresholds[name].value


@lru_cache(maxsize=1)
def load_promise_words() -> PromiseWords:
    """Read the file; raises CatalogError where it breaks its own rules."""
    try:
        entries = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        _check_keys(
            entries, {"families", "alike", "thresholds", "reasons", *_LISTS}, "promises.yml"
        )
        _check_keys(entries["thresholds"], set(_THRESHOLDS), "thresholds")
        families = entries["families"]
        return PromiseWords(
            families={name: _read_words(each["promised"]) for name, each in families.items()},
            done={name: _read_words(each["done"]) for name, each in families.items()},
            lists={name: _read_words(entries[name]) for name in _LISTS},
            alike=_read_alike(entries["alike"]),
            thresholds={
                name: _read_threshold(each) for name, each in entries["thresholds"].items()
            },
            reasons={name: _read_languages(each) for name, each in entries["reasons"].items()},
        )
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise CatalogError(f"{_FILE.name} 不合格式：{error}") from error


def either(words: Iterable[str]) -> "re.Pattern[str]":
    """Return the pattern that finds any of these words, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def _check_keys(entry: Mapping[str, Any], known: set[str], where: str) -> None:
    if strange := set(entry) ^ known:
        raise KeyError(f"{where}：{'、'.join(sorted(strange))}")


def _read_words(words: list[Any]) -> Words:
    texts = tuple(map(str, words))
    if twice := {text for text in texts if texts.count(text) > 1}:
        raise ValueError(f"“{'、'.join(sorted(twice))}”写了两次")
    return texts


def _read_alike(rows: list[list[str]]) -> Mapping[str, str]:
    named: dict[str, str] = {}
    for row in rows:
        for word in row:
            if named.setdefault(word, row[0]) != row[0]:
                raise ValueError(f"“{word}”属于两组")
    return named


def _read_threshold(entry: Mapping[str, Any]) -> Threshold:
    return Threshold(float(entry["value"]), _read_languages(entry))


def _read_languages(entry: Mapping[str, Any]) -> Mapping[str, str]:
    return {lang: str(entry[lang]) for lang in _LANGUAGES}
