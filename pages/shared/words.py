"""Every word of the interface, in Chinese and in English.

Owns the look-up; the words themselves are data (words.yml). Refuses to translate what
reports say: quotes and names of bodies stay as published.
"""

from functools import lru_cache
from pathlib import Path

import yaml

LANGUAGES = ("zh", "en")
_FILE = Path(__file__).with_name("words.yml")


@lru_cache(maxsize=1)
def read_words() -> dict[str, dict[str, str]]:
    """Return all words by key and language."""
    with _FILE.open(encoding="utf-8") as file:
        words: dict[str, dict[str, str]] = yaml.safe_load(file)
    return words


def say(key: str, lang: str, **values: object) -> str:
    """Return the words for `key` in `lang`, its blanks filled.

    In English `{n|body|bodies}` chooses by the number n.
    """
    text = read_words()[key][lang]
    return _fill(text, values) if "{" in text else text


def _fill(text: str, values: dict[str, object]) -> str:
    parts = text.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        blank, _, rest = part.partition("}")
        name, *forms = blank.split("|")
        filled.append(_choose(values[name], forms) + rest)
    return "".join(filled)


def _choose(value: object, forms: list[str]) -> str:
    if not forms:
        return str(value)
    return forms[0] if value == 1 else forms[1]


def known(key: str) -> bool:
    """Tell whether there are words for `key`."""
    return key in read_words()


def unit_name(unit: str, lang: str) -> str:
    """Return a measure word (or several, joined by 、) as a reader of `lang` knows it."""
    if lang == "zh":
        return unit
    keys = [(f"unit.{word}", word) for word in unit.split("、")]
    return " / ".join(dict.fromkeys(say(key, lang) if known(key) else word for key, word in keys))


def join(items: list[str], lang: str, most: int = 5) -> str:
    """Write a list in words, cut after `most` with the number left out."""
    shown = ("、" if lang == "zh" else ", ").join(items[:most])
    return say("and_more", lang, list=shown, n=len(items)) if len(items) > most else shown
