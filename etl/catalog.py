"""The catalogue: data/indicators/*.yml read into typed indicators, checked once.

Owns what an indicator is and how its wording is written down; the rules that apply wording to
text live in etl/extract. A family file holds `terms` (named fragments of wording, used as
`{name}`) and `indicators`. A user's own directory of such files adds indicators; it may use
the terms of the bundled families.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from etl.errors import CatalogError

PROJECT = Path(__file__).resolve().parents[1]
BUNDLED = PROJECT / "data" / "indicators"
KINDS = ("count", "amount", "rate")
SUBJECTS = (
    "inspections",
    "normative_documents",
    "disclosures",
    "legal_counsel",
    "study",
    "decisions",
    "enforcement",
    "remedies",
    "other",
)
_TERM = re.compile(r"\{(\w+)\}")
_WORDING_KEYS = {"id", "before", "after", "topic", "unless", "units", "bare", "noun", "far", "weak"}
_INDICATOR_KEYS = {
    "id", "name", "unit", "units", "kind", "subject", "stock", "own_only", "not_in", "definition",
    "caveats", "wordings", "zero", "examples", "counter_examples",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """One family of wording: regular expressions around a quantity.

    `before` must match directly before the quantity (filler words apart), `after` directly
    after it, `topic` anywhere earlier in the sentence (with `far` in the paragraph); `unless`
    vetoes when it matches the clause. `bare` allows a number without a measure word. `noun` marks wording without a verb:
    after 其中 it names a share of something else and no figure of its own. `weak` wording
    gives way where the report also states the figure in strict wording.
    """

    id: str
    units: frozenset[str]
    before: str | None = None
    after: str | None = None
    topic: str | None = None
    unless: str | None = None
    bare: bool = False
    noun: bool = False
    far: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A text of our own and the figures it states for the indicator."""

    text: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the catalogue.

    `unit` is the usual measure word, `units` all accepted ones. `stock` marks a figure as at
    the year's end (lawyers, documents in force), for which a cumulative count is no trap.
    `own_only` marks what a department counts for itself even where it reports on its area;
    `not_in` names genres in which the wording means something narrower.
    """

    id: str
    name_zh: str
    name_en: str
    unit: str
    units: tuple[str, ...]
    kind: str
    subject: str
    stock: bool
    own_only: bool
    not_in: frozenset[str]
    definition_zh: str
    definition_en: str
    caveats: str
    wordings: tuple[Wording, ...]
    zero: str | None
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Catalog:
    """All indicators in display order, and a digest of the files they came from.

    Compared by identity: two loads of the same files are told equal by `digest`.
    """

    indicators: Mapping[str, Indicator]
    digest: str

    @cached_property
    def units(self) -> Mapping[str, tuple[str, ...]]:
        """Accepted measure words per indicator id."""
        return {key: indicator.units for key, indicator in self.indicators.items()}


def load_catalog(directories: Sequence[Path] = ()) -> Catalog:
    """Read the bundled families and those below `directories`.

    Raises CatalogError naming file, line and mistake.
    """
    files = [path for folder in (BUNDLED, *directories) for path in _family_files(folder)]
    families = [(path, _read_family(path)) for path in files]
    terms: dict[str, str] = {}
    for path, family in families:
        terms.update(_read_terms(path, family))
    indicators: dict[str, Indicator] = {}
    for path, family in families:
        for entry in family.get("indicators") or ():
            indicator = _IndicatorEntry(path, entry, terms).read()
            if indicator.id in indicators:
                raise _mistake(path, entry, f"指标 {indicator.id} 已经定义过，请换一个 id")
            indicators[indicator.id] = indicator
    digest = hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()
    return Catalog(indicators, digest)


def user_directories() -> tuple[Path, ...]:
    """Directories named by the environment's FAZHI_INDICATORS (separated like PATH)."""
    value = os.environ.get("FAZHI_INDICATORS", "")
    return tuple(Path(part) for part in value.split(os.pathsep) if part)


def _family_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise CatalogError(f"找不到指标目录 {folder}：请检查路径")
    return sorted([*folder.glob("*.yml"), *folder.glob("*.yaml")])


class _LineLoader(yaml.SafeLoader):
    """SafeLoader that notes the line of every mapping under `__line__`."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        mapping["__line__"] = node.start_mark.line + 1
        return mapping


def _read_family(path: Path) -> dict[str, Any]:
    try:
        family = yaml.load(path.read_text(encoding="utf-8"), _LineLoader)  # noqa: S506 - safe subclass
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第 {mark.line + 1} 行" if mark else ""
        problem = getattr(error, "problem", None) or "无法解析"
        raise CatalogError(f"{path.name} {line}不是合格的 YAML：{problem}") from error
    if not isinstance(family, dict):
        raise CatalogError(f"{path.name} 应包含 terms 和 indicators 两个部分")
    return family


def _read_terms(path: Path, family: dict[str, Any]) -> dict[str, str]:
    terms = family.get("terms") or {}
    if not isinstance(terms, dict):
        raise CatalogError(f"{path.name} 的 terms 应是“名称: 词语”的列表")
    return {str(k): str(v) for k, v in terms.items() if k != "__line__"}


def _mistake(path: Path, entry: Any, mistake: str) -> CatalogError:
    line = entry.get("__line__", "?") if isinstance(entry, dict) else "?"
    return CatalogError(f"{path.name} 第 {line} 行：{mistake}")


class _IndicatorEntry:
    """One entry of a family file on its way to an Indicator."""

    def __init__(self, path: Path, entry: Any, terms: Mapping[str, str]) -> None:
        self.path, self.entry, self.terms = path, entry, terms

    def read(self) -> Indicator:
        entry = self.entry
        if not isinstance(entry, dict):
            raise self.mistake("每个指标应是一组“键: 值”")
        self.refuse_unknown(entry, _INDICATOR_KEYS, "指标")
        units = tuple(str(unit) for unit in self.need(entry, "units"))
        name, definition = self.need(entry, "name"), entry.get("definition") or {}
        return Indicator(
            id=self.identifier(self.need(entry, "id")),
            name_zh=str(name["zh"] if isinstance(name, dict) else name),
            name_en=str(name.get("en", name["zh"]) if isinstance(name, dict) else name),
            unit=str(entry.get("unit", units[0])),
            units=units,
            kind=self.choice(entry.get("kind", "count"), KINDS, "kind"),
            subject=self.choice(entry.get("subject", "other"), SUBJECTS, "subject"),
            stock=bool(entry.get("stock", False)),
            own_only=bool(entry.get("own_only", False)),
            not_in=frozenset(str(genre) for genre in entry.get("not_in") or ()),
            definition_zh=str(definition.get("zh", "")),
            definition_en=str(definition.get("en", "")),
            caveats=str(entry.get("caveats", "")),
            wordings=tuple(self.wordings(units)),
            zero=self.expand(entry["zero"], entry) if entry.get("zero") else None,
            examples=tuple(self.examples()),
            counter_examples=tuple(str(text) for text in entry.get("counter_examples") or ()),
        )

    def wordings(self, units: tuple[str, ...]) -> Iterable[Wording]:
        for number, raw in enumerate(self.need(self.entry, "wordings"), 1):
            if not isinstance(raw, dict):
                raise self.mistake("wordings 的每一项应含 before 或 after")
            self.refuse_unknown(raw, _WORDING_KEYS, "wordings")
            patterns = {
                key: self.expand(raw[key], raw)
                for key in ("before", "after", "topic", "unless")
                if raw.get(key)
            }
            if not ({"before", "after"} & patterns.keys()):
                raise _mistake(self.path, raw, "缺少 before 或 after")
            yield Wording(
                id=str(raw.get("id", f"{self.entry['id']}-{number}")),
                units=frozenset(str(unit) for unit in raw.get("units", units)),
                bare=bool(raw.get("bare", False)),
                noun=bool(raw.get("noun", False)),
                far=bool(raw.get("far", False)),
                weak=bool(raw.get("weak", False)),
                **patterns,
            )

    def examples(self) -> Iterable[Example]:
        for raw in self.entry.get("examples") or ():
            if not isinstance(raw, dict) or "text" not in raw or "figures" not in raw:
                raise self.mistake("examples 的每一项应含 text 和 figures")
            figures = tuple(str(figure).partition(" ")[::2] for figure in raw["figures"])
            yield Example(str(raw["text"]), figures)

    def expand(self, pattern: Any, entry: dict[str, Any]) -> str:
        """Put the terms in and make sure the result is a regular expression."""
        text = str(pattern)
        for _ in range(5):
            if not (names := set(_TERM.findall(text)) - {""}):
                break
            for name in names:
                if name.isdigit() or "," in name:
                    continue
                if name not in self.terms:
                    raise _mistake(self.path, entry, f"没有名为 {{{name}}} 的 terms")
                text = text.replace(f"{{{name}}}", f"(?:{self.terms[name]})")
            if all(name.isdigit() for name in names):
                break
        try:
            re.compile(text)
        except re.error as error:
            raise _mistake(self.path, entry, f"“{pattern}”不是合格的正则表达式：{error}") from error
        return text

    def need(self, entry: dict[str, Any], key: str) -> Any:
        if not entry.get(key):
            raise _mistake(self.path, entry, f"缺少 {key}")
        return entry[key]

    def identifier(self, value: Any) -> str:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", str(value)):
            raise self.mistake(f"id “{value}” 只能用小写字母、数字和下划线")
        return str(value)

    def choice(self, value: Any, choices: Sequence[str], key: str) -> str:
        if value not in choices:
            raise self.mistake(f"{key} “{value}” 应是 {'、'.join(choices)} 之一")
        return str(value)

    def refuse_unknown(self, entry: dict[str, Any], keys: set[str], what: str) -> None:
        if unknown := entry.keys() - keys - {"__line__"}:
            raise _mistake(self.path, entry, f"{what}里有不认识的键 {'、'.join(sorted(unknown))}")

    def mistake(self, text: str) -> CatalogError:
        return _mistake(self.path, self.entry, text)
