"""The sentences in which outcomes are told, from the data file of their check.

Owns filling the blanks: `{n}`, `{n|one|many}`, dates in the reader's language, and names. A check
`x` keeps its sentences in data/x.yml below `reasons`, what blanks are filled with below `names`,
each in zh and en. Refuses to judge.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from etl.catalog_file import LINE, read_family
from etl.checks.outcome import Outcome
from etl.errors import CatalogError

DATA = Path(__file__).resolve().parents[2] / "data"
LANGUAGES = ("zh", "en")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BLANK = re.compile(r"\{([a-z_]{1,40})(?:\|([^|{}]{0,40})\|([^|{}]{0,40}))?\}")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

Sentences = Mapping[str, Mapping[str, str]]


def tell(outcome: Outcome, lang: str) -> str:
    """Return the sentence that tells an outcome to a reader of `lang`."""
    sentences, names = read_reasons(outcome.check)
    values = {name: _show(value, names, lang) for name, value in outcome.values.items()}
    return fill(sentences[outcome.reason][lang], values, outcome.values)


def fill(
    sentence: str, shown: Mapping[str, str], values: Mapping[str, str | int] | None = None
) -> str:
    """Fill the blanks of a sentence; a choice goes by the number in `values`."""
    numbers = values if values is not None else shown

    def put(found: re.Match[str]) -> str:
        name, one, many = found.groups()
        if one is None:
            return shown[name]
        return str(one if numbers[name] == 1 else many)

    return _BLANK.sub(put, sentence)


@lru_cache(maxsize=16)
def read_reasons(check: str) -> tuple[Sentences, Sentences]:
    """Return the sentences of a check by reason, and the names its blanks are filled with."""
    path = DATA / f"{check}.yml"
    family = read_family(path)
    return _read(path, family.get("reasons") or {}), _read(path, family.get("names") or {})


def _read(path: Path, entries: Mapping[str, Mapping[str, str]]) -> Sentences:
    read: dict[str, dict[str, str]] = {}
    for key, told in entries.items():
        if key == LINE:
            continue
        if not isinstance(told, Mapping) or not all(lang in told for lang in LANGUAGES):
            raise CatalogError(f"{path.name} 里的“{key}”应有 zh 和 en 两种说法")
        read[str(key)] = {lang: str(told[lang]) for lang in LANGUAGES}
    return read


def _show(value: str | int, names: Sentences, lang: str) -> str:
    text = str(value)
    if text in names:
        return names[text][lang]
    return show_day(text, lang) if _DAY.fullmatch(text) else text


def show_day(iso: str, lang: str) -> str:
    """Return a date as a sentence of `lang` has it: 2022年4月1日, 1 April 2022."""
    day = date.fromisoformat(iso)
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
