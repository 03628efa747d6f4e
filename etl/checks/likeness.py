"""How much of a report stands in an earlier one of its body, or in one of its peers.

Owns the comparison of two reports; which are compared, `etl.checks.likeness_search` says. Likeness
is a fact about two texts: the words and their places are told, and no verdict. Refuses to say who
copied whom.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from rapidfuzz import fuzz, process

from etl.checks.figure_pairs import FigurePair, align, pair_figures
from etl.checks.likeness_index import hash_words
from etl.checks.paragraphs import Sentence, read_sentences
from etl.likeness_rules import LikenessRules
from etl.model import Span
from etl.record import ReportRecord


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

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes by millions: in a third of the time, as `Span` does."""
        changes = self.own_changes, self.other_changes
        return Copied, (self.own, self.other, self.figures, *changes)


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


def compare_reports(
    own: ReportRecord,
    other: ReportRecord,
    rules: LikenessRules,
    formulas: frozenset[int] = frozenset(),
) -> Likeness:
    """Return how much of `own` stands in `other`; sentences of `formulas` (hashes) do not count."""
    return compare(_read(own, rules, formulas), _read(other, rules, formulas), rules)


@dataclass(frozen=True, slots=True)
class Read:
    """A report and its sentences that count."""

    report_id: str
    body: tuple[str, str]
    text: str
    sentences: Sequence[Sentence]


def compare(own: Read, other: Read, rules: LikenessRules) -> Likeness:
    """Return how much of a report that was read stands in another one."""
    pairs = _match(own.sentences, other.sentences, rules.passages.near)
    paragraphs, taken = _count_paragraphs(own.sentences, pairs, rules.passages.paragraph)
    return Likeness(
        report_id=own.report_id,
        other_id=other.report_id,
        relation=Relation.EARLIER if own.body == other.body else Relation.PEER,
        share=_find_share(own.sentences, pairs, rules.passages.least),
        paragraphs=paragraphs,
        taken=taken,
        copied=tuple(_show(own.text, a, other.text, b) for a, b in pairs),
    )


def leave_out(sentences: Sequence[Sentence], formulas: frozenset[int]) -> Sequence[Sentence]:
    """Return the sentences that are none of these formulas (hashes)."""
    if not formulas:
        return sentences
    return [each for each in sentences if hash_words(each.bare) not in formulas]


def _read(record: ReportRecord, rules: LikenessRules, formulas: frozenset[int]) -> Read:
    sentences = leave_out(read_sentences(record, rules), formulas)
    return Read(record.report_id, record.body_key, record.text or "", sentences)


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


def _show(own: str, ours: Sentence, other: str, theirs: Sentence) -> Copied:
    if ours.bare == theirs.bare:
        places = own, ours.span, other, theirs.span
        figures = pair_figures(*places) if "#" in ours.bare else ()
        if figures is not None:
            return Copied(ours.span, theirs.span, figures)
    lined = align(own, ours.span, other, theirs.span)
    changes = lined.own_changes, lined.other_changes
    return Copied(ours.span, theirs.span, lined.figures, *changes)
