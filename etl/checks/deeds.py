"""What became of announced measures in the report of the year after, with the words that tell.

Owns finding the nearest passage and the verdict on it: done, mentioned, silent, or unclear. Only
a measure one can look for is ever called silent, and only in a report long enough for its silence
to mean anything. Refuses to say what a shortcoming is: standing.py does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache

from etl.checks.grams import Grams, Rarity, Reader, count_grams, read_names
from etl.checks.promises import Grade, Promise, Quantity, read_quantities
from etl.checks.sentences import Sentence, read_sentences
from etl.model import SectionKind, Span
from etl.promise_words import PromiseWords, either, load_promise_words
from etl.record import ReportRecord

_AHEAD = frozenset({SectionKind.NEXT_YEAR_PLAN, SectionKind.SHORTCOMINGS})
_WIDEST = 3  # clauses that tell one deed
_WIDER = 0.02  # what a further clause must bring
_ANCHOR = 0.08  # what a number of the plan, met again, adds
_MADE = frozenset({"make", "revise", "build"})
_MAKING = ("make", "build", "run")  # what answers an effort that names no deed


class State(StrEnum):
    """What became of a measure, as far as the next report tells."""

    DONE = "done"
    MENTIONED = "mentioned"
    SILENT = "silent"
    UNCLEAR = "unclear"


class Confidence(StrEnum):
    """How sure a state is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Answer:
    """The passage of the next report that comes nearest: `text[span] == quote`, `marks` the words
    met in it; `likeness` is the weighted share of the measure's words there, 0 to 1.
    """

    report_id: str
    span: Span
    quote: str
    marks: tuple[Span, ...]
    kind: SectionKind | None
    likeness: float


@dataclass(frozen=True, slots=True)
class Followed:
    """A measure and what became of it; `reason` names a sentence of data/promises.yml."""

    promise: Promise
    state: State
    confidence: Confidence
    reason: str
    answer: Answer | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Window:
    """Up to three neighbouring clauses of a sentence."""

    sentence: Sentence
    first: int
    last: int
    grams: Grams

    @property
    def start(self) -> int:
        return self.sentence.clauses[self.first][0]

    @property
    def end(self) -> int:
        return self.sentence.clauses[self.last][1]

    @property
    def plain(self) -> str:
        return self.sentence.plain[self.start : self.end]


def find_rarity(records: Sequence[ReportRecord], words: PromiseWords | None = None) -> Rarity:
    """Return how rare pairs of characters are in the sentences of these reports."""
    words = words or load_promise_words()
    return count_grams(
        read_names(record, words).read(sentence.plain)
        for record in records
        for sentence in read_sentences(record)
    )


def follow(
    promises: Sequence[Promise],
    following: ReportRecord | None,
    rarity: Rarity | None = None,
    words: PromiseWords | None = None,
) -> tuple[Followed, ...]:
    """Return what the report of the year after tells of each measure."""
    if following is None or following.text is None:
        return tuple(_unclear(each, "no_next") for each in promises)
    words = words or load_promise_words()
    return tuple(map(_Follower(following, rarity, words).follow, promises))


def _unclear(promise: Promise, reason: str, answer: Answer | None = None) -> Followed:
    if promise.grade is Grade.GENERIC:
        reason, answer = "generic", None
    return Followed(promise, State.UNCLEAR, Confidence.LOW, reason, answer)


class _Follower:
    """One report of the year after, read once, asked for every measure."""

    def __init__(
        self, record: ReportRecord, rarity: Rarity | None, words: PromiseWords
    ) -> None:
        self.record = record
        self.words = words
        self.verbs = _verbs(words)
        self.reader = read_names(record, words)
        self.sentences = read_sentences(record)
        self.grams = [self.reader.read(each.plain) for each in self.sentences]
        self.everything = frozenset(gram for grams in self.grams for gram in grams)
        self.rarity = rarity or count_grams(self.grams)
        self.length = sum(len(each.plain) for each in self.sentences)

    def follow(self, promise: Promise) -> Followed:
        if promise.grade is Grade.GENERIC:
            return _unclear(promise, "generic")
        wanted = self._evidence(promise.core)
        near = self._find_near(promise, wanted)
        told = [
            pair
            for pair in near
            if pair[0] >= self.words.bound("mentioned")
            and self.verbs.names_thing(pair[1], promise.core)
        ]
        if told:
            return self._judge_presence(promise, told)
        return self._judge_absence(promise, wanted, near[0] if near else None)

    def _evidence(self, plain: str) -> Grams:
        return self.rarity.evidence(self.reader.read_runs(plain))

    def _find_near(self, promise: Promise, wanted: Grams) -> list[tuple[float, _Window]]:
        """Return the best window of each sentence that shares a word, the nearest first."""
        asked = {(each.value, each.unit) for each in promise.quantities}
        found = [
            max(
                (self._measure(window, wanted, asked) for window in self._windows(sentence)),
                key=lambda pair: pair[0],
            )
            for sentence, grams in zip(self.sentences, self.grams, strict=True)
            if wanted & grams
        ]
        return sorted(found, key=lambda pair: (-pair[0], pair[1].sentence.span.start))

    def _windows(self, sentence: Sentence) -> Iterator[_Window]:
        count = len(sentence.clauses)
        for first in range(count):
            for last in range(first, min(first + _WIDEST, count)):
                start, end = sentence.clauses[first][0], sentence.clauses[last][1]
                yield _Window(sentence, first, last, self.reader.read(sentence.plain[start:end]))

    def _measure(
        self, window: _Window, wanted: Grams, asked: set[tuple[float, str]]
    ) -> tuple[float, _Window]:
        share = self.rarity.contain(wanted, window.grams)
        share -= _WIDER * (window.last - window.first)
        if asked and share > 0.3:
            met = {(each.value, each.unit) for each in read_quantities(window.plain)}
            share += _ANCHOR if asked & met else 0.0
        return min(max(share, 0.0), 1.0), window

    def _judge_absence(
        self, promise: Promise, wanted: Grams, best: tuple[float, _Window] | None
    ) -> Followed:
        """Say silent only of a deed one can look for, where nothing comes near."""
        answer = self._answer(best) if best else None
        likeness = best[0] if best else 0.0
        if promise.grade is Grade.SOFT:
            return _unclear(promise, "soft", answer)
        if self.length < self.words.bound("length"):
            return _unclear(promise, "short", answer)
        if len(wanted) < self.words.bound("words"):
            return _unclear(promise, "soft", answer)
        scattered = self.rarity.contain(wanted, self.everything)
        if likeness >= self.words.bound("silent") or scattered >= self.words.bound("scattered"):
            return _unclear(promise, "near", answer)
        if beside := self._find_beside(promise):
            return _unclear(promise, "near", self._answer(beside))
        sure = likeness < self.words.bound("sure_silent")
        confidence = Confidence.HIGH if sure else Confidence.MEDIUM
        return Followed(promise, State.SILENT, confidence, "silent", answer)

    def _find_beside(self, promise: Promise) -> tuple[float, _Window] | None:
        """Return the passage near another clause of the same arrangement, if any."""
        for clause in promise.clauses:
            wanted = self._evidence(clause)
            if clause == promise.core or len(wanted) < self.words.bound("words"):
                continue
            near = self._find_near(promise, wanted)
            if near and near[0][0] >= self.words.bound("beside"):
                return near[0]
        return None

    def _judge_presence(
        self, promise: Promise, told: list[tuple[float, _Window]]
    ) -> Followed:
        deeds = [pair for pair in told if pair[1].sentence.kind not in _AHEAD]
        hindered = [pair for pair in deeds if self.verbs.is_hindered(pair[1])]
        bound = self.words.bound("done" if promise.grade is Grade.FIRM else "broad")
        done = [pair for pair in deeds if pair[0] >= bound and self.verbs.is_done(pair[1], promise)]
        again = [pair for pair in told if pair[1].sentence.kind in _AHEAD]
        if done and not self._is_taken_back(promise, again):
            return self._judge_done(promise, done[0])
        best = next(iter([*hindered, *again]), told[0])
        reason = "hindered" if best in hindered else "again" if best in again else "mentioned"
        return self._tell(promise, State.MENTIONED, reason, best)

    def _is_taken_back(self, promise: Promise, again: list[tuple[float, _Window]]) -> bool:
        """Tell whether the report announces the same building or rules once more."""
        if _MADE.isdisjoint(promise.verbs):
            return False
        sure = self.words.bound("sure")
        return any(
            likeness >= sure and self.verbs.announces(window, promise) for likeness, window in again
        )

    def _judge_done(self, promise: Promise, best: tuple[float, _Window]) -> Followed:
        fewer = _find_fewer(promise.quantities, read_quantities(best[1].plain))
        if fewer:
            planned, told = fewer
            followed = self._tell(promise, State.MENTIONED, "fewer", best)
            return replace(followed, values={"planned": planned.words, "told": told.words})
        return self._tell(promise, State.DONE, "done", best)

    def _tell(
        self, promise: Promise, state: State, reason: str, best: tuple[float, _Window]
    ) -> Followed:
        sure = best[0] >= self.words.bound("sure")
        confidence = Confidence.HIGH if sure else Confidence.MEDIUM
        return Followed(promise, state, confidence, reason, self._answer(best))

    def _answer(self, best: tuple[float, _Window]) -> Answer:
        likeness, window = best
        sentence = window.sentence
        assert self.record.text is not None
        return Answer(
            report_id=self.record.report_id,
            span=sentence.span,
            quote=sentence.span.cut(self.record.text),
            marks=(sentence.place(window.start, window.end),),
            kind=sentence.kind,
            likeness=round(likeness, 2),
        )


def _find_fewer(
    planned: Sequence[Quantity], told: Sequence[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """Return a number of the plan that the passage falls short of in every number of its kind."""
    for each in planned:
        same = [other for other in told if (other.unit, other.noun) == (each.unit, each.noun)]
        if same and all(other.value < each.value for other in same):
            return each, max(same, key=lambda other: other.value)
    return None


class _Verbs:
    """The words of completion and of what hinders it, as patterns."""

    def __init__(self, words: PromiseWords) -> None:
        lists = words.lists
        self._no_verb = either(lists["no_verbs"])
        self._done = {
            name: either({*verbs, *lists["finished"]}) for name, verbs in words.done.items()
        }
        made = {verb for name in _MAKING for verb in words.done[name]}
        self._made = either({*made, *lists["finished"]})
        self._promised = {name: either(verbs) for name, verbs in words.families.items()}
        self._final = either(lists["final"])
        self._hinder = either(lists["hinders"])
        self._deny = either(lists["denies"])
        self._means = either(lists["means"])
        self._artifact = either(lists["artifacts"])
        self._names: dict[str, set[str]] = {}
        for word, first in words.alike.items():
            self._names.setdefault(first, set()).add(word)
        self._alike = words.alike

    def is_done(self, window: _Window, promise: Promise) -> bool:
        """Tell whether the clauses hold a verb that answers the plan's, and nothing hinders it."""
        return any(
            self._completes(window, start, end, promise) for start, end in self._clauses(window)
        )

    def names_thing(self, window: _Window, core: str) -> bool:
        """Tell whether a passage speaks of the kind of thing announced: rules, a centre, a list."""
        named = self._artifact.findall(core)
        if not named:
            return True
        thing = named[-1]
        names = self._names.get(self._alike.get(thing, thing), {thing})
        return any(name in window.sentence.plain for name in names)

    def _clauses(self, window: _Window) -> Iterator[tuple[int, int]]:
        """Yield the window's clauses, and the next one, which may hold the verb: …，于5月建成."""
        clauses = window.sentence.clauses
        yield from clauses[window.first : window.last + 2]

    def _completes(self, window: _Window, start: int, end: int, promise: Promise) -> bool:
        plain = window.sentence.plain
        clause = self._hide(plain[start:end])
        patterns = [self._done[name] for name in promise.verbs] or [self._made]
        if not any(pattern.search(clause) for pattern in patterns):
            return False
        if start >= window.end and not self._final.search(clause):
            return False
        if self._hinder.search(clause) or self._deny.search(clause):
            return False
        made = not _MADE.isdisjoint(promise.verbs)
        if made and self._means.match(clause.lstrip("()一二三四五六七八九十、.")):
            return self._final.search(clause) is not None
        return not self._hinder.search(plain, end)

    def is_hindered(self, window: _Window) -> bool:
        """Tell whether the passage says that it is not finished."""
        return self._hinder.search(window.sentence.plain, window.start) is not None

    def announces(self, window: _Window, promise: Promise) -> bool:
        """Tell whether a passage about the future has the plan's verb once more."""
        return any(self._promised[name].search(window.plain) for name in promise.verbs)

    def _hide(self, clause: str) -> str:
        return self._no_verb.sub(lambda match: "　" * len(match.group()), clause)


@lru_cache(maxsize=4)
def _verbs(words: PromiseWords) -> _Verbs:
    return _Verbs(words)
