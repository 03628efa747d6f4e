"""What the page around a body says of it: publisher, dates, site, address.

Owns the labels of info lines (发布时间：… 来源：…) and index tables (索引号, 成文日期 …).
Refuses to interpret: names and dates stay as they are written.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from etl.model import PageFacts
from etl.readers.furniture import CLOCK, DATE
from etl.readers.words import alternatives, flatten, load_words

_WORDS = load_words()
LABELS = frozenset(flatten(_WORDS.index_labels))
_LABEL = alternatives([*LABELS, *flatten(_WORDS.info_labels)])
# 发布时间：… or 【发布时间】… or [ 发布日期 ] …
_PAIR = re.compile(
    rf"(?:[\[【〖][ \u3000\xa0]{{0,4}}(?P<boxed>{_LABEL})[ \u3000\xa0]{{0,4}}[\]】〗][ \u3000\xa0]{{0,4}}[:：]?"
    rf"|(?P<label>{_LABEL})[ \u3000\xa0]{{0,4}}(?:[:：]|(?={DATE})))[ \u3000\xa0]*"
)
_LABEL_START = re.compile(rf"(?:{alternatives(LABELS)})")
_MOMENT = re.compile(DATE + r"(?:[ \u3000T]{0,4}" + CLOCK + r")?")
_LABEL_FIRSTS = frozenset(label[0] for label in LABELS)
_BOXES = "[【〖"
_OPENERS = " \u3000\xa0[【〖（(|｜"
# What a page sets behind a value without a label of its own: 来源：县水利局　阅读 917
_NEXT_PIECE = re.compile(r"[\u3000\xa0\t]|  | (?=浏览|阅读|点击|访问|字[体号]|[【\[])")
_VALUE_EDGES = " \u3000\xa0\t[]【】〖〗|｜"

_META_PUBLISHED = (
    "pubdate",
    "publishdate",
    "publish_date",
    "article:published_time",
    "og:release_date",
    "firstpublishedtime",
    "maketime",
    "createdate",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label of the page and the value beside it, both as written."""

    label: str
    value: str


def compact(text: str) -> str:
    """Return `text` without any blanks, for comparing."""
    return "".join(text.split())


def is_label(text: str) -> bool:
    """Tell whether a line is a label of an index table, bare or with its value behind it."""
    start = _find_label(text)
    if start is None:
        return False
    behind = compact(text[:80]).lstrip(_BOXES)[len(start) :]
    return len(behind) <= 1 or behind[0] in ":：]】〗"


def is_glued_label(text: str) -> bool:
    """Tell whether a line starts with a label, whatever follows (索引号AB123)."""
    return _find_label(text) is not None


def _find_label(text: str) -> str | None:
    bare = compact(text[:40]).lstrip(_BOXES)
    if bare[:1] not in _LABEL_FIRSTS:
        return None
    start = _LABEL_START.match(bare)
    return start.group() if start is not None else None


def read_pairs(lines: Sequence[str]) -> list[Pair]:
    """Return the labels and values in `lines`; a bare label takes the next line as its value."""
    pairs: list[Pair] = []
    for number, line in enumerate(lines):
        flat = compact(line[:40]).rstrip(":：")
        if flat in LABELS:
            following = lines[number + 1] if number + 1 < len(lines) else ""
            if compact(following).rstrip(":：") not in LABELS:
                pairs.append(Pair(flat, _trim(following)))
        else:
            pairs.extend(_split_pairs(line))
    return pairs


def spread(line: str) -> str:
    """Return an info line with a gap before each label; pages set gaps by style alone."""
    pieces: list[str] = []
    done = 0
    for match in _PAIR.finditer(line):
        before = line[done : match.start()]
        pieces += [before, "\u3000" if before and before[-1] not in _OPENERS else ""]
        done = match.start()
    return "".join([*pieces, line[done:]])


def _split_pairs(line: str) -> Iterable[Pair]:
    found = list(_PAIR.finditer(line))
    if not found:
        start = _LABEL_START.match(compact(line[:60]))
        if start is not None:
            yield Pair(start.group(), compact(line)[start.end() :].lstrip(":："))
        return
    ends = [match.start() for match in found[1:]] + [len(line)]
    for match, end in zip(found, ends, strict=True):
        label = match["label"] or match["boxed"]
        yield Pair(label, _trim(line[match.end() : end]))


def _trim(value: str) -> str:
    value = value.strip(_VALUE_EDGES)
    unopened = value.endswith((")", "）")) and not any(mark in value for mark in "(（")
    return value[:-1] if unopened else value


def read_facts(
    info: Sequence[str],
    index: Sequence[str],
    titles: tuple[str, ...] = (),
    meta: Mapping[str, str] | None = None,
) -> PageFacts:
    """Gather the facts from info lines, index lines and meta tags, in this order of trust."""
    meta = meta or {}
    beside, table = read_pairs(info), read_pairs(index)
    published = (
        _find_date(beside, _WORDS.published)
        or _find_date(table, _WORDS.published[:1])
        or _find_bare_date(info)
        or _find_meta_date(meta)
        or _find_date(table, _WORDS.published[1:])
    )
    publisher = (
        _find_value(table, _WORDS.publisher)
        or _find_value(beside, _WORDS.publisher)
        or meta.get("contentsource")
        or _find_value([*beside, *table], _WORDS.source)
        or meta.get("author")
    )
    return PageFacts(
        titles=titles,
        publisher=publisher or None,
        published=published,
        signed=_find_date([*table, *beside], _WORDS.signed),
        site=meta.get("sitename") or meta.get("og:site_name") or None,
        url=meta.get("url") or meta.get("og:url") or None,
    )


def _find_value(pairs: Sequence[Pair], ranks: Sequence[Sequence[str]]) -> str | None:
    for labels in ranks:
        for pair in pairs:
            value = _NEXT_PIECE.split(pair.value, 1)[0] if pair.label in labels else ""
            if value:
                return value
    return None


def _find_date(pairs: Sequence[Pair], ranks: Sequence[Sequence[str]]) -> str | None:
    for labels in ranks:
        for pair in pairs:
            moment = _MOMENT.match(pair.value) if pair.label in labels else None
            if moment is not None:
                return moment.group().strip()
    return None


def _find_bare_date(lines: Iterable[str]) -> str | None:
    """A date without a label; 2024年1月5日 alone is more likely the day of signing."""
    for line in lines:
        moment = _MOMENT.search(line)
        if moment is not None and ("年" not in moment.group() or ":" in moment.group()):
            return moment.group().strip()
    return None


def _find_meta_date(meta: Mapping[str, str]) -> str | None:
    values = (meta.get(name, "") for name in _META_PUBLISHED)
    return next((moment.group() for value in values if (moment := _MOMENT.search(value))), None)
