"""One entry of a family file on its way to an Indicator: everything asked for, nothing else.

Owns what an entry must and may hold, and puts terms into patterns. Refuses anything it does
not know, by file and line.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from etl.catalog_file import LINE, mistake
from etl.errors import CatalogError
from etl.indicator import KINDS, SUBJECTS, Example, Indicator, Wording
from etl.model import Genre, Qualifier

_TERM = re.compile(r"\{(\w+)\}")
_FIGURE = re.compile(rf"-?\d+(?:\.\d+)? (?:{'|'.join(Qualifier)})")
_PATTERNS = ("before", "after", "topic", "unless", "not_after")
_WORDING_KEYS = {"id", *_PATTERNS, "within", "units", "bare", "noun", "far", "weak"}
_INDICATOR_KEYS = {
    "id", "name", "unit", "units", "kind", "subject", "stock", "own_only", "not_in", "definition",
    "caveats", "law", "wordings", "zero", "examples", "counter_examples",
}  # fmt: skip


class IndicatorEntry:
    """An entry, the file it stands in, and the terms its patterns may use."""

    def __init__(self, path: Path, entry: dict[str, Any], terms: Mapping[str, str]) -> None:
        self.path, self.entry, self.terms = path, entry, terms

    def read(self) -> Indicator:
        """Return the indicator; raises CatalogError naming file, line and mistake."""
        entry = self.entry
        self.refuse_unknown(entry, _INDICATOR_KEYS, "指标")
        units = self.words("units", self.need(entry, "units"))
        definition, caveats = self.texts("definition"), self.texts("caveats")
        law = self.texts("law")
        name = self.texts("name", self.need(entry, "name"))
        if "zh" not in name:
            raise self.mistake("name 缺少 zh：写成“name: 名称”或“name: {zh: 名称, en: Name}”")
        return Indicator(
            id=self.identifier(self.need(entry, "id")),
            name_zh=name["zh"],
            name_en=name.get("en", name["zh"]),
            unit=str(entry.get("unit", units[0])),
            units=units,
            kind=self.choice(entry.get("kind", "count"), KINDS, "kind"),
            subject=self.choice(entry.get("subject", "other"), SUBJECTS, "subject"),
            stock=bool(entry.get("stock", False)),
            own_only=bool(entry.get("own_only", False)),
            not_in=frozenset(self.genres()),
            definition_zh=definition.get("zh", ""),
            definition_en=definition.get("en", ""),
            caveats=caveats.get("zh", ""),
            wordings=tuple(self.wordings(units)),
            zero=self.expand(entry["zero"], entry) if entry.get("zero") else None,
            examples=tuple(self.examples()),
            counter_examples=self.words("counter_examples", entry.get("counter_examples") or []),
            caveats_en=caveats.get("en", caveats.get("zh", "")),
            law_zh=law.get("zh", ""),
            law_en=law.get("en", law.get("zh", "")),
        )

    def wordings(self, units: tuple[str, ...]) -> Iterable[Wording]:
        for number, raw in enumerate(self.need(self.entry, "wordings"), 1):
            if not isinstance(raw, dict):
                raise self.mistake("wordings 的每一项应含 before、after 或 within")
            self.refuse_unknown(raw, _WORDING_KEYS, "wordings")
            patterns = {key: self.expand(raw[key], raw) for key in _PATTERNS if raw.get(key)}
            within = self.words("within", raw.get("within") or [])
            if not ({"before", "after"} & patterns.keys() or within):
                raise mistake(self.path, raw, "缺少 before、after 或 within")
            yield Wording(
                id=str(raw.get("id", f"{self.entry['id']}-{number}")),
                units=frozenset(self.words("units", raw.get("units", list(units)))),
                bare=bool(raw.get("bare", False)),
                noun=bool(raw.get("noun", False)),
                far=bool(raw.get("far", False)),
                weak=bool(raw.get("weak", False)),
                within=tuple(self.expand(each, raw) for each in within),
                **patterns,
            )

    def examples(self) -> Iterable[Example]:
        for raw in self.entry.get("examples") or ():
            if not isinstance(raw, dict) or "text" not in raw or "figures" not in raw:
                raise self.mistake("examples 的每一项应含 text 和 figures")
            if strange := raw.keys() - {"text", "figures", LINE}:
                names = "、".join(sorted(map(str, strange)))
                raise self.mistake(f"examples 里有不认识的“{names}”：含逗号的文字请加引号")
            figures = self.words("figures", raw["figures"])
            for figure in figures:
                if not _FIGURE.fullmatch(figure):
                    raise self.mistake(f"figures 里的“{figure}”应写成“12 exact”（或 over、about）")
            yield Example(str(raw["text"]), tuple(f.partition(" ")[::2] for f in figures))

    def genres(self) -> Iterable[str]:
        for name in self.words("not_in", self.entry.get("not_in") or []):
            yield self.choice(name, tuple(Genre), "not_in")

    def texts(self, key: str, value: Any = None) -> dict[str, str]:
        """Return a text by language; a bare one is Chinese."""
        value = self.entry.get(key) or {} if value is None else value
        if isinstance(value, str):
            return {"zh": value}
        if not isinstance(value, dict):
            raise self.mistake(f"{key} 应是文字，或“{{zh: …, en: …}}”")
        return {str(lang): str(text) for lang, text in value.items() if lang != LINE}

    def words(self, key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self.mistake(f"{key} 应是一列词，写成“{key}: [词, 词]”")
        return tuple(str(word) for word in value)

    def expand(self, pattern: Any, entry: dict[str, Any]) -> str:
        """Put the terms in and make sure the result is a regular expression."""
        text = str(pattern)
        for _ in range(5):
            names = {name for name in _TERM.findall(text) if not name.isdigit()}
            if not names:
                break
            for name in names:
                if name not in self.terms:
                    raise mistake(self.path, entry, f"没有名为 {{{name}}} 的 terms")
                text = text.replace(f"{{{name}}}", f"(?:{self.terms[name]})")
        try:
            re.compile(text)
        except re.error as error:
            raise mistake(self.path, entry, f"“{pattern}”不是合格的正则表达式：{error}") from error
        return text

    def need(self, entry: dict[str, Any], key: str) -> Any:
        if not entry.get(key):
            raise mistake(self.path, entry, f"缺少 {key}")
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
        if unknown := entry.keys() - keys - {LINE}:
            names = "、".join(sorted(map(str, unknown)))
            raise mistake(self.path, entry, f"{what}里有不认识的键 {names}")

    def mistake(self, text: str) -> CatalogError:
        return mistake(self.path, self.entry, text)
