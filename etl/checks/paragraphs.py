"""The sentences of a report that are its own words, bare enough to be compared.

Owns what is left out (headings, rows of tables, signatures, said-by-form sentences, what is too
short) and the bare form: white space, punctuation, list markers, digits, counts and the body's
own name away. Refuses to compare.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from etl.likeness_rules import LikenessRules
from etl.model import Span
from etl.record import ReportRecord

NUMBER = re.compile(
    r"[0-9０-９](?:[0-9０-９,.．]{0,20}[0-9０-９])?[余多]?[万亿]?[%％]?"
    r"|[零〇一二两三四五六七八九十百千]{1,12}[余多]?"
    r"(?=[万亿]?(?:次|件|项|条|份|篇|期|起|宗|例|个|场|人|名|位|家|户|批|台|部|所|处|年|月|日|元|余|多|类|辆|座))"
)
_MARKER = re.compile(r"[（(【]?[#0-9一二三四五六七八九十]{1,3}(?:[）)】、.．]|是|要)[、,，]?")
_ENDS = "。！？；!?;"
_SENTENCE = re.compile(rf"[^{_ENDS}]+[{_ENDS}]?[”’」』）)]{{0,2}}")
_LINE = re.compile(r"[^\n]+")
_CLAUSE = re.compile(r"[^，、：,:]+")
_OPEN_LINE = 25  # a line as long as this that ends in mid-sentence was broken by its layout
_GONE = re.compile(
    "[，。！？；：、,.!?;:·—－…“”‘’\"'「」『』（）()【】〔〕《》〈〉/／|│\u200b\u200c\u200d\ufeff\\[\\]-]+"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that counts: where it stands, in which paragraph, its bare form.

    `size` are the characters that count: those of set phrases do not.
    """

    span: Span
    paragraph: int
    bare: str
    size: int


def read_sentences(record: ReportRecord, rules: LikenessRules) -> tuple[Sentence, ...]:
    """Return the sentences of a report's body that count, in their order."""
    text, names = record.text or "", own_names(record)
    return tuple(
        sentence
        for number, block in enumerate(_read_blocks(text, record.body, rules.passages.heading))
        for span in _split(text, block)
        if (sentence := _read(text, span, number, names, rules)) is not None
    )


def split_clauses(text: str, span: Span, names: tuple[str, ...], least: int) -> Iterator[str]:
    """Yield the bare clauses of a sentence that are long enough to be told from others."""
    for match in _CLAUSE.finditer(text, span.start, span.end):
        bare = make_bare(match.group(), names)
        if len(bare) >= least:
            yield bare


def make_bare(words: str, names: tuple[str, ...] = ()) -> str:
    """Return words as they are compared: numbers are #, what does not count is gone."""
    plain = "".join(words.split())
    for name in names:
        plain = plain.replace(name, "")
    marker = _MARKER.match(plain)
    return _GONE.sub("", NUMBER.sub("#", plain[marker.end() :] if marker else plain))


def skip_marker(text: str, span: Span) -> Span:
    """Return a sentence without the number of its item, which is no figure."""
    marker = _MARKER.match(text, span.start, span.end)
    return Span(marker.end(), span.end) if marker else span


def own_names(record: ReportRecord) -> tuple[str, ...]:
    """Return how a body names itself, longest first: a copy says another name there."""
    short = record.agency.removeprefix(record.region)
    names = {record.agency, record.region, short}
    return tuple(sorted((name for name in names if len(name) > 1), key=lambda name: -len(name)))


def _read_blocks(text: str, body: Span, heading: int) -> Iterator[Span]:
    """Yield the paragraphs: lines, those together that the layout has broken."""
    lines = [match for match in _LINE.finditer(text, body.start, body.end) if match[0].strip()]
    blocks = _join(lines) if _is_wrapped(lines) else (Span(*line.span()) for line in lines)
    for block in blocks:
        words = block.cut(text).strip()
        told = any(end in words for end in _ENDS)
        if "\t" not in words and (told or len(words) > heading):
            yield block


def _is_wrapped(lines: list[re.Match[str]]) -> bool:
    """Tell whether most long lines end in mid-sentence, as where a layout broke them."""
    long = [line for line in lines if len(line[0].strip()) >= _OPEN_LINE]
    broken = sum(_is_open(line[0]) for line in long)
    return len(long) > 3 and broken * 2 > len(long)


def _join(lines: list[re.Match[str]]) -> Iterator[Span]:
    start, open_line = None, False
    end = 0
    for line in lines:
        if start is not None and not open_line:
            yield Span(start, end)
            start = None
        start = line.start() if start is None else start
        end, open_line = line.end(), _is_open(line[0])
    if start is not None:
        yield Span(start, end)


def _is_open(line: str) -> bool:
    bare = line.strip()
    return "\t" not in line and len(bare) >= _OPEN_LINE and bare[-1] not in _ENDS + "：:”"


@lru_cache(maxsize=8)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of these phrases in a bare sentence, the longest first."""
    bare = sorted(map(make_bare, phrases), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, bare)))


def _split(text: str, block: Span) -> Iterator[Span]:
    for match in _SENTENCE.finditer(text, block.start, block.end):
        words = match.group()
        left = len(words) - len(words.lstrip())
        right = len(words.rstrip())
        if left < right:
            yield Span(match.start() + left, match.start() + right)


def _read(
    text: str, span: Span, number: int, names: tuple[str, ...], rules: LikenessRules
) -> Sentence | None:
    bare, shortest = make_bare(span.cut(text), names), rules.passages.shortest
    if len(bare) < shortest or _pattern(rules.formulas).search(bare):
        return None
    size = len(_pattern(rules.slogans).sub("", bare))
    if size < shortest or size * 2 < len(bare):
        return None
    return Sentence(span, number, bare, size)
