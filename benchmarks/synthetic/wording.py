"""The sentences of wording.yml, cut at their slots once so that filling them is quick.

Owns loading and filling. Refuses to choose between sentences.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from benchmarks.synthetic.numbers import SLOTS

_FILE = Path(__file__).with_name("wording.yml")
_SLOT = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Literal text and names of slots by turns, literal text first and last."""

    pieces: tuple[str, ...]

    def fill(self, random: Random, names: Mapping[str, str]) -> str:
        """Return the sentence with its numbers drawn and its names put in."""
        words = list(self.pieces)
        for at in range(1, len(words), 2):
            slot = words[at]
            words[at] = SLOTS[slot](random) if slot in SLOTS else names[slot]
        return "".join(words)


Choice = Sequence[Sentence]


@dataclass(frozen=True, slots=True)
class Theme:
    """One item under the year's measures: its headings, prose, figures and traps."""

    headings: Choice
    filler: Choice
    figures: tuple[Choice, ...]
    traps: Choice


@cache
def load_parts(genre: str) -> Mapping[str, Choice]:
    """Return the sentences of a genre by the part of a report they stand in."""
    parts = _load()[genre]
    return {name: _cut(texts) for name, texts in parts.items() if isinstance(texts, list)}


@cache
def load_figures() -> Mapping[str, Choice]:
    """Return the sentences with figures of disclosure reports."""
    return {name: _cut(texts) for name, texts in _load()["dis"]["figures"].items()}


@cache
def load_names() -> Mapping[str, Sequence[str]]:
    """Return what reports name, by slot."""
    names: Mapping[str, Sequence[str]] = _load()["names"]
    return names


@cache
def load_themes() -> Sequence[Theme]:
    """Return the themes of rule-of-law reports."""
    return [
        Theme(
            _cut(theme["headings"]),
            _cut(theme["filler"]),
            tuple(map(_cut, theme["figures"].values())),
            _cut(theme["traps"]),
        )
        for theme in _load()["themes"]
    ]


@cache
def _load() -> Any:
    return yaml.safe_load(_FILE.read_text(encoding="utf-8"))


def _cut(texts: Sequence[str]) -> Choice:
    return [Sentence(tuple(_SLOT.split(text))) for text in texts]
