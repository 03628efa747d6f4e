"""How much of a report stands in an earlier one of its body, or in one of its peers.

Owns the comparison of two reports and the choice of the pairs worth one. Likeness is a fact about
two texts: the words and their places are told, and no verdict. Refuses to say who copied whom.
"""

import marshal
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from rapidfuzz import fuzz, process

from etl.checks.figure_pairs import FigurePair, align, pair_figures
from etl.checks.likeness_index import LikenessIndex, hash_words
from etl.checks.paragraphs import Sentence, own_names, read_sentences, split_clauses
from etl.likeness_rules import LikenessRules
from etl.model import Genre, Span
from etl.record import ReportRecord

_SLIGHT = 1  # level of packing


class Relation(StrEnum):
    """Whose the other report is: the same body's of an earlier year, or another body's."""

    EARLIER = "earlier"
    PEER = "peer"


@dataclass(frozen=True, slots=True)
class Copied:
    """A sentence that stands in both reports, digits and punctuation aside.

    `own_changes` and `other_changes` are the words of either that the other does not have.
    """

    own: Span
    other: Span
    figures: tuple[FigurePair, ...] = ()
    own_changes: tuple[Span, ...] = ()
    other_changes: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of a report stands in another one, and the sentences that do.

    `share` is of the characters that count, None where there are too few to tell; `paragraphs`
    hold any of them, `taken` of these are taken over.
    """

    report_id: str
    other_id: str
    relation: Relation
    share: float | None
    paragraphs: int
    taken: int
    copied: tuple[Copied, ...] = ()

    @property
    def figures(self) -> tuple[FigurePair, ...]:
        """Figures that stand at the same place in both reports."""
        return tuple(figure for each in self.copied for figure in each.figures)

    @property
    def unchanged(self) -> int:
        """How many of them are the same in both."""
        return sum(not figure.changed for figure in self.figures)


def find_likeness(records: Iterable[ReportRecord], rules: LikenessRules) -> list[Likeness]:
    """Return the likeness of every report to the one before it, and what else is listed."""
    return list(compare_all(records, rules))


def compare_all(records: Iterable[ReportRecord], rules: LikenessRules) -> Iterator[Likeness]:
    """Yield what `find_likeness` lists, one by one: memory does not grow with what is found.

    Of superseded publications and reports without text nothing is told.
    """
    stock = _Stock(rules)
    for record in records:
        if record.in_force and record.text:
            stock.add(record)
    formulas = stock.index.find_formulas(rules.formula)
    yield from stock.compare_years(formulas)
    yield from stock.compare_peers(formulas)


def compare_reports(
    own: ReportRecord,
    other: ReportRecord,
    rules: LikenessRules,
    formulas: frozenset[int] = frozenset(),
) -> Likeness:
    """Return how much of `own` stands in `other`; sentences of `formulas` (hashes) do not count."""
    return _compare(_read(own, rules, formulas), _read(other, rules, formulas), rules)


@dataclass(frozen=True, slots=True)
class _Read:
    """A report and its sentences that count."""

    record: ReportRecord
    sentences: Sequence[Sentence]


def _compare(ours: _Read, theirs: _Read, rules: LikenessRules) -> Likeness:
    own, other = ours.record, theirs.record
    relation = Relation.EARLIER if own.body_key == other.body_key else Relation.PEER
    pairs = _match(ours.sentences, theirs.sentences, rules.passages.near)
    paragraphs, taken = _count_paragraphs(ours.sentences, pairs, rules.passages.paragraph)
    return Likeness(
        report_id=own.report_id,
        other_id=other.report_id,
        relation=relation,
        share=_find_share(ours.sentences, pairs, rules.passages.least),
        paragraphs=paragraphs,
        taken=taken,
        copied=tuple(_show(own, a, other, b) for a, b in pairs),
    )


def _read(record: ReportRecord, rules: LikenessRules, formulas: frozenset[int]) -> _Read:
    return _Read(record, _leave_out(read_sentences(record, rules), formulas))


def _leave_out(sentences: Sequence[Sentence], formulas: frozenset[int]) -> Sequence[Sentence]:
    if not formulas:
        return sentences
    return [each for each in sentences if hash_words(each.bare) not in formulas]


def _match(
    ours: Sequence[Sentence], theirs: Sequence[Sentence], near: int
) -> list[tuple[Sentence, Sentence]]:
    """Pair each of our sentences with the one of theirs that says the same, if any does."""
    alike: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in reversed(theirs):
        alike[sentence.bare].append(sentence)
    edited = _match_edited([each.bare for each in ours if each.bare not in alike], alike, near)
    pairs = []
    for sentence in ours:
        same = alike.get(edited.get(sentence.bare, sentence.bare))
        if same:
            pairs.append((sentence, same.pop() if len(same) > 1 else same[0]))
    return pairs


def _match_edited(left: Sequence[str], choices: Iterable[str], near: int) -> Mapping[str, str]:
    """Return for wordings not found as they are the nearest one, where any is near enough."""
    offered = list(choices)
    if not left or not offered:
        return {}
    scores = process.cdist(left, offered, scorer=fuzz.ratio, score_cutoff=near, dtype=np.float32)
    best = scores.argmax(axis=1)
    return {
        words: offered[place]
        for words, place, score in zip(left, best, scores.max(axis=1), strict=True)
        if score
    }


def _find_share(
    ours: Sequence[Sentence], pairs: Sequence[tuple[Sentence, Sentence]], least: int
) -> float | None:
    whole = sum(sentence.size for sentence in ours)
    return sum(own.size for own, _ in pairs) / whole if whole >= least else None


def _count_paragraphs(
    ours: Sequence[Sentence], pairs: Sequence[tuple[Sentence, Sentence]], enough: int
) -> tuple[int, int]:
    """Return how many paragraphs there are, and how many of them are taken over."""
    sizes: dict[int, int] = defaultdict(int)
    copied: dict[int, int] = defaultdict(int)
    for sentence in ours:
        sizes[sentence.paragraph] += sentence.size
    for sentence, _ in pairs:
        copied[sentence.paragraph] += sentence.size
    return len(sizes), sum(copied[each] * 100 >= size * enough for each, size in sizes.items())


def _show(own: ReportRecord, ours: Sentence, other: ReportRecord, theirs: Sentence) -> Copied:
    if ours.bare == theirs.bare:
        places = own.text or "", ours.span, other.text or "", theirs.span
        figures = pair_figures(*places) if "#" in ours.bare else ()
        if figures is not None:
            return Copied(ours.span, theirs.span, figures)
    lined = align(own.text or "", ours.span, other.text or "", theirs.span)
    changes = lined.own_changes, lined.other_changes
    return Copied(ours.span, theirs.span, lined.figures, *changes)


class _Stock:
    """The reports added, packed with their sentences: a hundred thousand take some 600 MB."""

    def __init__(self, rules: LikenessRules) -> None:
        self.index = LikenessIndex()
        self._rules = rules
        self._records: list[ReportRecord] = []
        self._packed: list[bytes] = []
        self._bodies: dict[tuple[str, str, Genre], list[int]] = defaultdict(list)

    def add(self, record: ReportRecord) -> None:
        text, names, least = record.text or "", own_names(record), self._rules.peers.clause
        sentences = read_sentences(record, self._rules)
        clauses = (
            each for one in sentences for each in split_clauses(text, one.span, names, least)
        )
        said = (sentence.bare for sentence in sentences)
        number = self.index.add(record.body_key, record.year, record.genre, said, clauses)
        self._records.append(replace(record, text=None, contents=()))
        self._packed.append(_pack(text, sentences))
        self._bodies[*record.body_key, record.genre].append(number)

    def compare_years(self, formulas: frozenset[int]) -> Iterator[Likeness]:
        """Yield each report beside the one before it, and beside older ones much like it."""
        for numbers in self._bodies.values():
            ordered = sorted(numbers, key=lambda each: self._records[each].year)
            yield from self._compare_body(ordered, formulas)

    def _compare_body(self, ordered: Sequence[int], formulas: frozenset[int]) -> Iterator[Likeness]:
        reads = {number: self._unpack(number, formulas) for number in ordered}
        clauses = {number: set(self.index.clauses(number).tolist()) for number in ordered}
        for place, number in enumerate(ordered):
            year = self._records[number].year
            older = [each for each in ordered[:place] if self._records[each].year < year]
            for other in reversed(older):
                last = other == older[-1]
                shared = len(clauses[number] & clauses[other])
                if last or shared * 100 >= len(clauses[number]) * self._rules.peers.share:
                    found = _compare(reads[number], reads[other], self._rules)
                    if last or self._is_listed(found):
                        yield found

    def compare_peers(self, formulas: frozenset[int]) -> Iterator[Likeness]:
        """Yield pairs of bodies: the report of which more stands in the other one comes first."""
        for pair in self.index.find_peers(self._rules.peers):
            own, other = (self._unpack(number, formulas) for number in pair)
            ways = [_compare(own, other, self._rules), _compare(other, own, self._rules)]
            found = max(ways, key=lambda each: each.share or 0)
            if self._is_listed(found):
                yield found

    def _is_listed(self, found: Likeness) -> bool:
        return found.share is not None and found.share * 100 >= self._rules.listed

    def _unpack(self, number: int, formulas: frozenset[int]) -> _Read:
        text, rows = marshal.loads(zlib.decompress(self._packed[number]))
        sentences = [Sentence(Span(start, end), *rest) for start, end, *rest in rows]
        record = replace(self._records[number], text=text)
        return _Read(record, _leave_out(sentences, formulas))


def _pack(text: str, sentences: Sequence[Sentence]) -> bytes:
    """Return a report's text and sentences in a third of their size."""
    rows = [(*_ends(each.span), each.paragraph, each.bare, each.size) for each in sentences]
    return zlib.compress(marshal.dumps((text, rows)), _SLIGHT)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
