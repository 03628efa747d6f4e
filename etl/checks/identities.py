"""What must agree (data/identities.yml), typed and checked once; and how an outcome is told.

Owns reading the file, expanding the identities of tables into equations over cells, and filling
the blanks of a sentence. Refuses to compare: balance.py, across.py and within.py do.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from etl.checks.outcome import Outcome
from etl.checks.reasons import fill
from etl.disclosure_form import Form, load_forms
from etl.errors import CatalogError

_FILE = Path(__file__).resolve().parents[2] / "data" / "identities.yml"
CHECK = "agreement"
SOFT, UNCLEAR, KEPT, DIFFERS = "soft", "unclear", "kept", "differs"
_OUTCOMES = "outcomes"  # in the file: every way in which a request may end

Key = tuple[str, str]  # row and column of a cell


@dataclass(frozen=True, slots=True)
class Equation:
    """One identity at one place: cells on either side whose sums are equal.

    `instead` are cells that a layout has in place of others of the left side.
    """

    side: str
    left: tuple[Key, ...]
    right: tuple[Key, ...]
    instead: tuple[tuple[Key, tuple[Key, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class FormIdentity:
    """An identity of a standard table, at every place where it holds."""

    id: str
    form: str
    certain: bool
    equations: tuple[Equation, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that decide what a number is about, and the shares that make up a whole."""

    limited: re.Pattern[str]
    whole: re.Pattern[str]
    wide: re.Pattern[str]
    covers: re.Pattern[str]
    government: re.Pattern[str]
    rest: re.Pattern[str]
    no_share: re.Pattern[str]
    published: re.Pattern[str]
    untold: re.Pattern[str]
    steps: tuple[re.Pattern[str], ...]
    partitions: tuple[tuple[re.Pattern[str], ...], ...]
    alike: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Years:
    """Which years no report can mean, and the words that make four digits another thing."""

    goal: int
    reach: int
    last: int
    before: str
    after: re.Pattern[str]
    lasting: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Identities:
    """The file, typed. `meant` are sums of cells (row, sign) that prose may mean."""

    forms: tuple[FormIdentity, ...]
    counts: Mapping[str, tuple[str, ...]]
    doubtful: int
    carried: Mapping[str, str]
    in_force: Mapping[str, Any]
    meant: Mapping[str, tuple[tuple[tuple[str, int], ...], ...]]
    one_fact: frozenset[str]
    wording: Wording
    years: Years
    jump_times: Decimal
    jump_least: Mapping[str, Decimal]
    kinds: Mapping[str, tuple[str, ...]]
    kind_names: Mapping[str, Mapping[str, str]]
    reasons: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[str, str]]

    def kind_of(self, rule: str) -> str:
        """Return the kind under which a rule is listed."""
        return next(kind for kind, rules in self.kinds.items() if rule in rules)


@lru_cache(maxsize=1)
def read_identities() -> Identities:
    """Read the identities; raises CatalogError where the file breaks its own rules."""
    try:
        told = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
        return _read(told)
    except (yaml.YAMLError, KeyError, TypeError, re.error, StopIteration) as error:
        raise CatalogError(f"{_FILE.name} 不合格式：{error}") from error


def _read(told: Mapping[str, Any]) -> Identities:
    forms = {form.id: form for form in load_forms()}
    kinds = {kind: tuple(entry["rules"]) for kind, entry in told["kinds"].items()}
    return Identities(
        forms=tuple(_read_form(entry, forms[entry["form"]]) for entry in told["forms"]),
        counts={form: tuple(columns) for form, columns in told["counts"].items()},
        doubtful=told["doubtful"],
        carried=told["carried"],
        in_force=told["in_force"],
        meant={each: tuple(map(_read_sum, sums)) for each, sums in told["meant"].items()},
        one_fact=frozenset(told["one_fact"]),
        wording=_read_wording(told),
        years=_read_years(told),
        jump_times=Decimal(told["jump"]["times"]),
        jump_least={kind: Decimal(least) for kind, least in told["jump"]["least"].items()},
        kinds=kinds,
        kind_names={kind: entry["name"] for kind, entry in told["kinds"].items()},
        reasons=_read_reasons(told["reasons"], {rule for each in kinds.values() for rule in each}),
        words=told["words"],
    )


def _read_wording(told: Mapping[str, Any]) -> Wording:
    names = (
        "limited",
        "whole",
        "wide",
        "covers",
        "government",
        "rest",
        "no_share",
        "published",
        "untold",
    )
    return Wording(
        **{name: re.compile(told[name]) for name in names},
        steps=tuple(re.compile(each) for each in told["steps"]),
        partitions=tuple(tuple(map(re.compile, shares)) for shares in told["partitions"]),
        alike=tuple(told["alike"]),
    )


def _read_years(told: Mapping[str, Any]) -> Years:
    return Years(
        goal=told["latest_goal"],
        reach=told["goal_years"],
        last=told["last_year"],
        before=told["before_year"],
        after=re.compile(rf"\s?(?:{told['after_year']})"),
        lasting=re.compile(told["lasting"]),
    )


def _read_sum(rows: Sequence[str]) -> tuple[tuple[str, int], ...]:
    return tuple((row.removeprefix("-"), -1 if row.startswith("-") else 1) for row in rows)


def _read_reasons(
    told: Mapping[str, Mapping[str, Mapping[str, str]]], rules: set[str]
) -> dict[str, Mapping[str, str]]:
    if strange := set(told) ^ rules:
        raise KeyError("、".join(sorted(strange)))
    return {f"{rule}.{level}": text for rule, each in told.items() for level, text in each.items()}


def _read_form(entry: Mapping[str, Any], form: Form) -> FormIdentity:
    expand = {"columns": _along_columns, "rows": _along_rows, "blocks": _along_blocks}
    equations = expand[entry["along"]](entry, form)
    known = {(row.key, column) for row in form.rows for each in row.layouts for column in each}
    used = {key for each in equations for key in (*each.left, *each.right)}
    if strange := used - known:
        raise KeyError("、".join(sorted("|".join(key) for key in strange)))
    return FormIdentity(entry["id"], form.id, entry["certain"], equations)


def _along_columns(entry: Mapping[str, Any], form: Form) -> tuple[Equation, ...]:
    ways = {row.outcome: row.key for row in form.rows if row.outcome}
    left = tuple(ways.values()) if entry["left"] == [_OUTCOMES] else tuple(entry["left"])
    instead = {row: [ways[way] for way in each] for row, each in entry.get("instead", {}).items()}
    columns = next(row for row in form.rows if row.key in left).layouts[0]
    return tuple(
        Equation(
            column,
            tuple((row, column) for row in left),
            tuple((row, column) for row in entry["right"]),
            tuple(
                ((row, column), tuple((each, column) for each in rows))
                for row, rows in instead.items()
            ),
        )
        for column in columns
    )


def _along_rows(entry: Mapping[str, Any], form: Form) -> tuple[Equation, ...]:
    return tuple(
        Equation(
            row.key,
            tuple((row.key, column) for column in entry["left"]),
            tuple((row.key, column) for column in entry["right"]),
        )
        for row in form.rows
    )


def _along_blocks(entry: Mapping[str, Any], form: Form) -> tuple[Equation, ...]:
    return tuple(
        Equation(
            block,
            tuple((row.key, f"{block}|{column}") for column in entry["left"]),
            tuple((row.key, f"{block}|{column}") for column in entry["right"]),
        )
        for row in form.rows
        for block in entry["blocks"]
    )


def is_soft(outcome: Outcome) -> bool:
    """Tell whether an outcome is only worth a look."""
    return outcome.reason.endswith(f".{SOFT}")


def tell(outcome: Outcome, lang: str) -> str:
    """Return the sentence of an outcome, its blanks filled."""
    values = {"side": outcome.side, **outcome.values}
    shown = {name: tell_name(str(value), lang) for name, value in values.items()}
    # What is named in both languages fills one blank: name_zh, name_en.
    own = f"_{lang}"
    shown |= {name.removesuffix(own): shown[name] for name in values if name.endswith(own)}
    return fill(read_identities().reasons[outcome.reason][lang], shown, values)


def tell_name(name: str, lang: str) -> str:
    """Return a row, a column or a genre in the reader's language, where it is known."""
    words = read_identities().words.get(name)
    return words[lang] if words else name.rpartition("|")[2]
