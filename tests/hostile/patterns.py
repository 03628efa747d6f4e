"""Every regular expression of the project, found without a list: a new one is tested too.

Owns the finding: patterns compiled in modules, patterns written where they are used, the wording
of the catalogue as the extractor compiles it, the labels of the disclosure forms and the words of
identities; and, for each, how it is asked.
"""

import ast
import builtins
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from types import ModuleType

import etl
import pages.shared
from etl.catalog import load_catalog
from etl.checks.identities import read_identities
from etl.disclosure_form import load_forms
from etl.extract.wording import Lexicon
from etl.extract.zeros import ZeroWording

Pattern = re.Pattern[str] | re.Pattern[bytes]
_ANCHORED = {"match", "fullmatch"}
_ASKED = {"search", "split", "sub", "findall", "finditer", *_ANCHORED}


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern: where it stands, and whether it is only asked at a fixed place.

    The wording of the catalogue is `windowed`: asked on the words around a number alone.
    """

    name: str
    pattern: Pattern
    anchored: bool = False
    windowed: bool = False


def find_patterns() -> list[Found]:
    """Return every pattern, each once."""
    catalog = load_catalog()
    named = [
        *(found for module in find_modules() for found in _in_module(module)),
        *(replace(found, windowed=True) for found in _within("catalogue", Lexicon(catalog))),
        *_within("catalogue zeros", ZeroWording(catalog)),
        *_within("disclosure forms", load_forms()),
        *_within("identities", read_identities()),
    ]
    unique: dict[tuple[str | bytes, int], Found] = {}
    for found in named:
        key = (found.pattern.pattern, found.pattern.flags)
        known = unique.setdefault(key, found)
        if known.anchored and not found.anchored:
            unique[key] = found
    return list(unique.values())


def find_modules() -> list[ModuleType]:
    """Return every module of the core, and what pages share."""
    packages = (etl, pages.shared)
    return [
        importlib.import_module(each.name)
        for package in packages
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]


def _in_module(module: ModuleType) -> Iterator[Found]:
    for name, value in vars(module).items():
        yield from _within(f"{module.__name__}.{name}", value, deep=False)
    for function in ast.walk(_parse(module)):
        if isinstance(function, ast.FunctionDef):
            fields_of_self = dict(_name_fields(function))
            for node in ast.walk(function):
                if isinstance(node, ast.Call):
                    yield from _read_call(node, module, fields_of_self.get(node))


def _name_fields(function: ast.FunctionDef) -> Iterator[tuple[ast.Call, str]]:
    """Yield the calls whose value a method keeps (self._behind = re.compile(…)), and as what."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            for target in node.targets:
                if isinstance(target, ast.Attribute):
                    yield node.value, target.attr


def _is_anchored(name: str) -> bool:
    """Tell whether all uses of a name ask at a fixed place; of a row of patterns none is known."""
    module, _, last = name.rpartition(".")
    uses = _find_uses()[module if last.startswith("_") else "", last]
    return bool(uses) and uses <= _ANCHORED


@cache
def _find_uses() -> Mapping[tuple[str, str], set[str]]:
    """Return how each name is asked: a private one in its module, a field anywhere."""
    uses: dict[tuple[str, str], set[str]] = defaultdict(set)
    for module in find_modules():
        source = Path(module.__file__ or "").read_text(encoding="utf-8")
        for name, method in re.findall(rf"(\w+)\.({'|'.join(_ASKED)})\(", source):
            uses[module.__name__, name].add(method)
            uses["", name].add(method)
    return uses


def _parse(module: ModuleType) -> ast.Module:
    return ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))


def _read_call(node: ast.Call, module: ModuleType, kept_as: str | None) -> Iterator[Found]:
    """Yield the pattern that a call writes out, where it is made of what the module holds.

    One `kept_as` a field is asked as the module asks the field.
    """
    function = node.func
    if not isinstance(function, ast.Attribute) or not node.args:
        return
    if function.attr not in {"compile", *_ASKED} or ast.unparse(function.value) != "re":
        return
    written = compile(ast.Expression(node.args[0]), module.__name__, "eval")
    try:
        pattern = re.compile(eval(written, {}, _Names(vars(module))))
    except (AttributeError, TypeError):  # a field of data, whose patterns are found there
        return
    if kept_as is not None:
        name = f"{module.__name__}.{kept_as}"
        yield Found(name, pattern, _is_anchored(name))
    else:
        yield Found(f"{module.__name__}:{node.lineno}", pattern, function.attr in _ANCHORED)


class _Names(dict[str, object]):
    """What a module holds; a name of a function's own stands for some word."""

    def __missing__(self, name: str) -> object:
        if hasattr(builtins, name):
            raise KeyError(name)
        return "甲"


def _within(name: str, value: object, deep: bool = True) -> Iterator[Found]:
    """Yield the patterns in a value, its parts and, where `deep`, its attributes, each once."""
    pending, seen = [(name, value)], set()
    while pending:
        name, value = pending.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, re.Pattern):
            yield Found(name, value, _is_anchored(name))
        elif isinstance(value, dict):
            pending.extend((name, each) for each in value.values())
        elif isinstance(value, tuple | list):
            pending.extend((name, each) for each in value)
        elif is_dataclass(value) and not isinstance(value, type):
            parts = (each.name for each in fields(value))
            pending.extend((f"{name}.{each}", getattr(value, each)) for each in parts)
        elif deep and hasattr(value, "__dict__") and type(value).__module__.startswith("etl."):
            pending.extend((name, each) for each in vars(value).values())
