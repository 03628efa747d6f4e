"""What the styles of a DOCX say of a paragraph or a run: hidden, numbered, a contents list.

Owns inheritance between styles. Refuses everything about looks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from etl.readers.docx_package import find_child, is_on, name, parse_part, read_value

_CONTENTS = re.compile(r"toc\s?\d|toc heading|目录\s?\d?", re.IGNORECASE)
_DEEPEST = 20
_STYLE, _STYLE_ID, _NAME, _BASED_ON = map(name, ("style", "styleId", "name", "basedOn"))
_PARAGRAPH, _RUN, _HIDDEN = map(name, ("pPr", "rPr", "vanish"))
_NUMBERING, _LIST, _LEVEL = map(name, ("numPr", "numId", "ilvl"))


@dataclass(frozen=True, slots=True)
class NumberedAs:
    """The list a paragraph is numbered in; `level` is None where the list tells it."""

    list_id: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Styles:
    """Ids of styles that hide text or make up a contents list, and those that number."""

    hidden: frozenset[str] = frozenset()
    contents: frozenset[str] = frozenset()
    numbered: Mapping[str, NumberedAs] = field(default_factory=dict)


# Documents of one office are made from one template, whose styles are the same to the byte.
@lru_cache(maxsize=8)
def read_styles(data: bytes) -> Styles:
    """Return what matters of the styles part; `data` is empty where there is none."""
    if not data:
        return Styles()
    styles = {each.get(_STYLE_ID) or "": each for each in parse_part(data).iterchildren(_STYLE)}
    hidden = {key for key in styles if _is_hidden(styles, key)}
    contents = {
        key for key, style in styles.items() if _CONTENTS.fullmatch(read_value(style, _NAME) or "")
    }
    found = ((key, _find_numbering(styles, key)) for key in styles)
    numbered = {key: numbering for key, numbering in found if numbering is not None}
    return Styles(frozenset(hidden), frozenset(contents), numbered)


def read_numbering_of(properties: etree._Element | None) -> NumberedAs | None:
    """Return the list that paragraph properties name; id 0 stands for none."""
    numbering = find_child(properties, _NUMBERING)
    if numbering is None:
        return None
    list_id, level = read_value(numbering, _LIST), read_value(numbering, _LEVEL)
    if list_id is None and level is None:
        return None
    return NumberedAs(list_id or "", int(level) if level and level.isdecimal() else None)


def _lineage(styles: Mapping[str, etree._Element], key: str) -> Iterator[etree._Element]:
    """Yield a style and those it is based on."""
    for _ in range(_DEEPEST):
        style = styles.get(key)
        if style is None:
            return
        yield style
        key = read_value(style, _BASED_ON) or ""


def _is_hidden(styles: Mapping[str, etree._Element], key: str) -> bool:
    for style in _lineage(styles, key):
        properties = find_child(style, _RUN)
        if find_child(properties, _HIDDEN) is not None:
            return is_on(properties, _HIDDEN)
    return False


def _find_numbering(styles: Mapping[str, etree._Element], key: str) -> NumberedAs | None:
    for style in _lineage(styles, key):
        numbering = read_numbering_of(find_child(style, _PARAGRAPH))
        if numbering is not None:
            return numbering
    return None
