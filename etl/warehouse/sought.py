"""Words as typed, and where a text holds them: across white space, brackets, widths and case.

Owns the one rule by which typed words and published text meet: every character counts as its plain
form (NFKC, lower case, one kind of bracket and quotation mark for all), and white space counts for
nothing, except between digits or Latin letters; cells of a table, parted by tabs, stay apart. Works
character by character, so that a place found is a place in the text as published. Refuses to guess
at other wordings.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from etl.model import Span

_PLANE = 0x10000  # characters beyond it have no other form that reports are written in
_SURROGATES = range(0xD800, 0xE000)
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
# An official number is written 〔2023〕5号, [2023]5号 and （2023）5号.
_ALIKE = {
    **dict.fromkeys(map(ord, "(［[【{"), "〔"),
    **dict.fromkeys(map(ord, ")］]】}"), "〕"),
    **dict.fromkeys(map(ord, "“”„‟「」『』‘’'"), '"'),
    **{ord("〈"): "《", ord("〉"): "》"},
}
_WORDS = 8  # words of a question that are looked for


def fold_character(character: str) -> str:
    """Return the form under which a character is met; '' where it counts for nothing."""
    plain = unicodedata.normalize("NFKC", character).lower()
    if character == "\t":
        return character
    if character.isspace() or character in _UNSEEN:
        return ""
    if len(plain) != 1 or ord(character) >= _PLANE:
        plain = character
    return plain.translate(_ALIKE)


@lru_cache(maxsize=1)
def read_forms() -> dict[str, str]:
    """Return every form that stands for another, or ('') for nothing: as written → as met."""
    written = (chr(code) for code in range(_PLANE) if code not in _SURROGATES)
    forms = ((each, fold_character(each)) for each in written)
    return {each: form for each, form in forms if form != each}


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    """Return what a form is written as, besides itself; under '' what counts for nothing."""
    variants: dict[str, str] = {}
    for written, form in read_forms().items():
        variants[form] = variants.get(form, "") + written
    return variants


def read_words(typed: str) -> tuple[str, ...]:
    """Return the words of a question, each as it is met; white space parts them."""
    bare = ("".join(map(fold_character, word)) for word in typed.split())
    return tuple(dict.fromkeys(word for word in bare if word))[:_WORDS]


def is_solid(form: str) -> bool:
    """Tell whether white space beside a character parts words: 12 345 is not 12345."""
    return form.isascii() and form.isalnum()


def write_pattern(word: str) -> str:
    """Return the regular expression of a word, read alike by Python and by DuckDB."""
    gap = f"[{re.escape(_variants()[''])}]*"
    written = [_write_character(word[0])]
    for before, after in pairwise(word):
        written += ["" if is_solid(before) and is_solid(after) else gap, _write_character(after)]
    return "".join(written)


def _write_character(form: str) -> str:
    variants = _variants().get(form, "")
    return f"[{re.escape(form + variants)}]" if variants else re.escape(form)


def find_places(text: str, words: Iterable[str], within: Span | None = None) -> list[Span]:
    """Return where a text holds any of these words, in its order, none within another."""
    ends = (within.start, within.end) if within else (0, len(text))
    found = sorted(
        (Span(*match.span()) for word in words for match in _compile(word).finditer(text, *ends)),
        key=lambda place: (place.start, -place.end),
    )
    apart: list[Span] = []
    for place in found:
        if not apart or place.start >= apart[-1].end:
            apart.append(place)
    return apart


@lru_cache(maxsize=256)
def _compile(word: str) -> "re.Pattern[str]":
    return re.compile(write_pattern(word))


def count_words(text: str, places: Sequence[Span]) -> int:
    """Count how many different words stand at these places."""
    return len({"".join(map(fold_character, place.cut(text))) for place in places})
