"""Shortcomings that stand again in the report of the next year, and the next, with their words.

Owns telling one shortcoming from another and finding it restated in the year after. Refuses to say
why it stands: a report may be frank, or copied.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from etl.checks.followed import Confidence
from etl.checks.grams import Grams, Rarity, find_rarity, read_names
from etl.checks.sentences import Sentence, read_sentences
from etl.model import Genre, SectionKind, Span
from etl.promise_words import PromiseWords, load_promise_words
from etl.record import ReportRecord

_CAUSES = ("原因", "究其原因", "主要原因", "主要因为", "主要由于", "反映出", "原因在于", "主要是")
_ORDINAL = re.compile(
    r"\(?[一二三四五六七八九十\d]{1,3}[)、]|\d{1,2}\.(?!\d)|第?[一二三四五六七八九十]{1,2}(?:是|[,、])"
)
_SHORTEST = 8  # characters of a sentence that tells a shortcoming
_LIKE = 0.75  # share of pairs that two sentences of the same words have in common


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One shortcoming as a report tells it: `text[span] == quote`."""

    report_id: str
    year: int
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A shortcoming told in consecutive years; `likeness` is that of its least alike step."""

    region: str
    agency: str
    told: tuple[Shortcoming, ...]
    likeness: float
    confidence: Confidence

    @property
    def years(self) -> tuple[int, ...]:
        """Return the reporting years it stands in."""
        return tuple(each.year for each in self.told)


@dataclass(frozen=True, slots=True)
class _Point:
    """A shortcoming with what it is compared by."""

    told: Shortcoming
    grams: Grams
    wanted: Grams


def find_standing(
    records: Sequence[ReportRecord],
    rarity: Rarity | None = None,
    words: PromiseWords | None = None,
) -> tuple[Standing, ...]:
    """Return the shortcomings that reports of one body restate year after year."""
    words = words or load_promise_words()
    reports = sorted(
        (each for each in records if each.genre is Genre.ROL and each.in_force and each.text),
        key=lambda each: (each.body_key, each.year),
    )
    rarity = rarity or find_rarity(reports, words)
    links: dict[Shortcoming, tuple[Shortcoming, float]] = {}
    read = [(report, _read_points(report, rarity, words)) for report in reports]
    for (one, points), (other, later) in pairwise(read):
        if one.body_key == other.body_key and other.year == one.year + 1:
            links.update(_link(points, later, rarity, words))
    bodies = {report.report_id: report.body_key for report in reports}
    return tuple(_chain(links, bodies, words))


def _read_points(record: ReportRecord, rarity: Rarity, words: PromiseWords) -> tuple[_Point, ...]:
    content = record.content(SectionKind.SHORTCOMINGS)
    if content is None or record.text is None:
        return ()
    reader = read_names(record, words)
    points = []
    for sentences in _group(read_sentences(record, content.span)):
        plain = ",".join(filter(None, map(_drop_cause, sentences)))
        wanted = rarity.evidence(reader.read_runs(plain))
        if len(plain) >= _SHORTEST and len(wanted) >= words.bound("words"):
            span = Span(sentences[0].span.start, sentences[-1].span.end)
            told = Shortcoming(record.report_id, record.year, span, span.cut(record.text))
            points.append(_Point(told, reader.read(plain), wanted))
    return tuple(points)


def _group(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Yield the sentences of each numbered shortcoming; without numbers, each by itself."""
    group: list[Sentence] = []
    numbered = False
    for sentence in sentences:
        opens = _ORDINAL.match(sentence.plain) is not None
        if group and (opens or not numbered):
            yield group
            group = []
        numbered = opens or (numbered and bool(group))
        group.append(sentence)
    if group:
        yield group


def _drop_cause(sentence: Sentence) -> str:
    """Return a shortcoming without the clauses that tell why: causes are few and alike."""
    kept = []
    for start, end in sentence.clauses:
        if sentence.plain.startswith(_CAUSES, start, end):
            break
        kept.append(sentence.plain[start:end])
    return ",".join(kept)


def _link(
    points: Sequence[_Point], later: Sequence[_Point], rarity: Rarity, words: PromiseWords
) -> Iterator[tuple[Shortcoming, tuple[Shortcoming, float]]]:
    """Yield each shortcoming with the one of the year after that restates it, the nearest first."""
    pairs = sorted(
        ((_compare(one, other, rarity), one.told, other.told) for one in points for other in later),
        key=lambda pair: (-pair[0], pair[1].span, pair[2].span),
    )
    taken: set[Shortcoming] = set()
    for likeness, one, other in pairs:
        if likeness < words.bound("standing"):
            return
        if not {one, other} & taken:
            taken |= {one, other}
            yield one, (other, likeness)


def _compare(one: _Point, other: _Point, rarity: Rarity) -> float:
    """Return how alike two shortcomings are: in all their words, or in those that tell."""
    both = len(one.grams & other.grams)
    alike = 2 * both / (len(one.grams) + len(other.grams))
    if alike >= _LIKE:
        return alike
    terms = [
        rarity.contain(one.wanted, other.grams),
        rarity.contain(other.wanted, one.grams),
    ]
    return min(1.0, (min(terms) + max(terms)) / 2)


def _chain(
    links: dict[Shortcoming, tuple[Shortcoming, float]],
    bodies: dict[str, tuple[str, str]],
    words: PromiseWords,
) -> Iterator[Standing]:
    """Yield the rows of years, each from its first one on."""
    followed = {other for other, _ in links.values()}
    for first in links:
        if first in followed:
            continue
        told, least = [first], 1.0
        while told[-1] in links:
            other, likeness = links[told[-1]]
            told.append(other)
            least = min(least, likeness)
        region, agency = bodies[first.report_id]
        sure = least >= words.bound("restated")
        confidence = Confidence.HIGH if sure else Confidence.MEDIUM
        yield Standing(region, agency, tuple(told), round(least, 2), confidence)
