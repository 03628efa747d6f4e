"""The words by which reports name things (data/named_things.yml, data/laws.yml), typed and checked.

Owns what the two files must hold. Refuses to apply any word to a text (`etl.extract.named`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from etl.errors import CatalogError
from etl.model import NamedKind

_DATA = Path(__file__).resolve().parents[1] / "data"
_FILE = _DATA / "named_things.yml"
_LAWS = _DATA / "laws.yml"
_STATE = "中华人民共和国"
_ABSENT = "—"  # stands for nothing in an example

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedExample:
    """A text of our own and what it names: name, number, issuer, deed, each but the first or None."""

    text: str
    named: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one kind: lists by key, and groups (of deeds, of platforms) by name."""

    kind: NamedKind
    words: Mapping[str, Words]
    groups: Mapping[str, Words]
    examples: tuple[NamedExample, ...]
    counter_examples: Words


# Which section of the file speaks of which kind, and what it must hold.
_SECTIONS = {
    NamedKind.NORMATIVE_DOCUMENT: ("documents", "deeds", (
        "endings", "no_titles", "name_goes_on", "drafts", "others", "helping", "asked",
        "not_done", "nouns", "decisions",
    )),
    NamedKind.LAW: ("laws", None, ("endings", "studying", "others", "studied_after")),
    NamedKind.LAW_FIRM: ("law_firms", None, ("prefixes", "no_names")),
    NamedKind.INSPECTION_FIELD: ("inspection_fields", None, (
        "scopes", "openers", "covering", "inspecting", "overseeing", "campaigns", "kinds", "doing",
        "starters", "rows", "objects", "topics", "empty", "prefixes",
    )),
    NamedKind.PLATFORM: ("platforms", "kinds", ("columns", "publishing", "not_publishing")),
}  # fmt: skip
_EXAMPLES = ("examples", "counter_examples")


@lru_cache(maxsize=1)
def load_vocabulary() -> Mapping[NamedKind, Vocabulary]:
    """Return the words of every kind; raises CatalogError where the file breaks its own rules."""
    try:
        sections = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        if strange := set(sections) - {section for section, _, _ in _SECTIONS.values()}:
            raise KeyError("、".join(sorted(strange)))
        return {
            kind: _read_section(kind, sections[section], group, keys)
            for kind, (section, group, keys) in _SECTIONS.items()
        }
    except (yaml.YAMLError, KeyError, TypeError, ValueError, re.error) as error:
        raise CatalogError(f"{_FILE.name} 不合格式：{error}") from error


def _read_section(
    kind: NamedKind, section: Mapping[str, Any], group: str | None, keys: Words
) -> Vocabulary:
    known = {*keys, *_EXAMPLES, group}
    if strange := section.keys() - known:
        raise KeyError("、".join(sorted(strange)))
    groups = section[group] if group else {}
    return Vocabulary(
        kind=kind,
        words={key: _read_words(section[key]) for key in keys},
        groups={name: _read_words(words) for name, words in groups.items()},
        examples=tuple(_read_example(each) for each in section["examples"]),
        counter_examples=tuple(map(str, section["counter_examples"])),
    )


def _read_words(words: list[Any]) -> Words:
    """Return a list of words; each must be a pattern, as most lists become one."""
    texts = tuple(map(str, words))
    for text in texts:
        re.compile(text)
    if len(set(texts)) < len(texts):
        raise ValueError(f"“{'、'.join(t for t in set(texts) if texts.count(t) > 1)}”写了两次")
    return texts


def _read_example(entry: Mapping[str, Any]) -> NamedExample:
    lines = (str(line).split(" | ") for line in entry["named"])
    named = tuple(tuple(None if part == _ABSENT else part for part in line) for line in lines)
    return NamedExample(str(entry["text"]), named)


@lru_cache(maxsize=1)
def load_laws() -> Mapping[str, str]:
    """Return the full name of a law by each of its names, the full one included."""
    try:
        entries = yaml.safe_load(_LAWS.read_text(encoding="utf-8"))["laws"]
        names: dict[str, str] = {}
        for entry in entries:
            full, short = (entry, []) if isinstance(entry, str) else (entry["name"], entry["short"])
            for name in {full, full.removeprefix(_STATE), *short}:
                if names.setdefault(name, full) != full:
                    raise ValueError(f"“{name}”指两部法律")
        return names
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise CatalogError(f"{_LAWS.name} 不合格式：{error}") from error
