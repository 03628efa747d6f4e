"""A family file of the catalogue as YAML, every mapping with the line it stands on.

Owns the reading of one file and the sentence that names file and line of a mistake. Refuses
to know what an entry must hold (`etl.catalog_entry` does).
"""

from pathlib import Path
from typing import Any

import yaml

from etl.errors import CatalogError

try:  # ten times as fast, and there wherever PyYAML comes as a wheel
    from yaml import CSafeLoader as SafeLoader
except ImportError:
    from yaml import SafeLoader  # type: ignore[assignment]  # another class, used alike

LINE = "__line__"


class _LineLoader(SafeLoader):
    """SafeLoader that notes the line of every mapping under `__line__`."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        mapping[LINE] = node.start_mark.line + 1
        return mapping


def read_family(path: Path) -> dict[str, Any]:
    """Return the content of a family file; raises CatalogError where it is none."""
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


def read_entries(path: Path, family: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the entries below `indicators`."""
    entries = family.get("indicators") or []
    if not isinstance(entries, list):
        raise mistake(path, entries, "indicators 应是一列指标，每个指标以“- id:”开头")
    for number, entry in enumerate(entries):
        if not isinstance(entry, dict):
            line = _find_line(path, "indicators", number)
            raise mistake(path, {LINE: line}, f"每个指标应是一组“键: 值”，这里是“{entry}”")
    return entries


def read_terms(path: Path, family: dict[str, Any]) -> dict[str, str]:
    """Return the named fragments of wording."""
    terms = family.get("terms") or {}
    if not isinstance(terms, dict):
        line = _find_line(path, "terms", 0)
        raise mistake(path, {LINE: line}, "terms 应是一组“名称: 词语”")
    return {str(k): str(v) for k, v in terms.items() if k != LINE}


def mistake(path: Path, entry: Any, words: str) -> CatalogError:
    """Return the error that names the file, the line of `entry`, and what is wrong."""
    line = entry.get(LINE, "?") if isinstance(entry, dict) else "?"
    return CatalogError(f"{path.name} 第 {line} 行：{words}")


def _find_line(path: Path, key: str, number: int) -> int | str:
    """Return the line of an item below `key`; only mappings carry theirs."""
    root = yaml.compose(path.read_text(encoding="utf-8"), yaml.SafeLoader)
    for name, value in getattr(root, "value", ()):
        if name.value == key and isinstance(value, yaml.SequenceNode):
            return int(value.value[number].start_mark.line) + 1
    return "?"
