"""What became of announced measures in the report of the year after, with the words that tell.

Owns the verdict on the nearest passages (searched.py): done, mentioned, silent, or unclear. Only
a measure one can look for is ever called silent, and only in a report long enough for its silence
to mean anything. Refuses to say what a shortcoming is: standing.py does.
"""

from collections.abc import Sequence
from dataclasses import replace

from etl.checks.completion import MADE, find_completion
from etl.checks.followed import Answer, Confidence, Followed, State
from etl.checks.grams import Grams, Rarity
from etl.checks.promises import Grade, Promise
from etl.checks.quantities import find_fewer, reaches, read_quantities
from etl.checks.searched import Near, Searched, Window
from etl.model import SectionKind
from etl.promise_words import PromiseWords, load_promise_words
from etl.record import ReportRecord

_PLACES = ("在", "于", "与", "和", "会同", "联合", "面向", "向", "从")
_LEFT_OUT = "----"  # characters of an object that no passage may leave out in a row
_AHEAD = frozenset({SectionKind.NEXT_YEAR_PLAN, SectionKind.SHORTCOMINGS})
_CARRIES = 0.5  # of the share of the clause that has most of the thing's words
_FEW = 2  # pairs of characters of its own, below which a measure is told by its number alone


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

    def __init__(self, record: ReportRecord, rarity: Rarity | None, words: PromiseWords) -> None:
        self.record = record
        self.words = words
        self.verbs = find_completion(words)
        self.text = Searched(record, rarity, words)

    def follow(self, promise: Promise) -> Followed:
        if promise.grade is Grade.GENERIC:
            return _unclear(promise, "generic")
        wanted = self._wanted(promise)
        near = self.text.find_near(promise, wanted)
        told = [pair for pair in near if self._is_told(promise, pair)]
        if told and not self._is_countable_only(promise):
            return self._judge_presence(promise, told, wanted)
        if told:
            return self._judge_count(promise, told, wanted)
        return self._judge_absence(promise, wanted, near[0] if near else None)

    def _wanted(self, promise: Promise) -> Grams:
        """Return what tells a measure, its verb left out where enough is left."""
        bare = self.text.evidence(_drop_verb(promise))
        return bare if len(bare) >= self.words.bound("words") else self.text.evidence(promise.core)

    def _is_told(self, promise: Promise, pair: Near) -> bool:
        likeness, window = pair
        if likeness < self.words.bound("mentioned"):
            return False
        bare = self.text.evidence(_drop_verb(promise))
        if len(bare) < self.words.bound("words") and not bare <= window.grams:
            return False  # 抽查文件 is not 抽查企业
        names = self.verbs.names_thing(window.sentence.plain, promise.core)
        return names and self._covers(window, promise)

    def _covers(self, window: Window, promise: Promise) -> bool:
        """Tell whether no stretch of the object is left out: 执法档案 is not 采伐企业执法档案."""
        for run in self.text.reader.read_runs(_drop_place(promise)):
            met = [run[at : at + 2] in window.grams for at in range(len(run) - 1)]
            missing = "".join(
                "+" if any(met[max(at - 1, 0) : at + 1]) else "-" for at in range(len(run))
            )
            if _LEFT_OUT in missing:
                return False
        return True

    def _is_countable_only(self, promise: Promise) -> bool:
        """Tell whether nothing but a number can be checked: 组织培训3期."""
        if self.verbs.is_named(promise.core):
            return False
        own = self.text.evidence(self.verbs.hide_general(_drop_verb(promise)))
        return bool(promise.quantities) and len(own) < _FEW

    def _judge_count(self, promise: Promise, told: list[Near], wanted: Grams) -> Followed:
        """Say done where the number announced was reached; a lower one may be a part of all."""
        for pair in self._find_done(promise, told, wanted):
            if reaches(promise.quantities, read_quantities(pair[1].plain)):
                return self._tell(promise, State.DONE, "done", pair)
        return _unclear(promise, "soft", self._answer(told[0]))

    def _judge_absence(self, promise: Promise, wanted: Grams, best: Near | None) -> Followed:
        """Say silent only of a deed one can look for, where nothing comes near."""
        answer = self._answer(best) if best else None
        likeness = best[0] if best else 0.0
        if promise.grade is Grade.SOFT:
            return _unclear(promise, "soft", answer)
        if self.text.length < self.words.bound("length"):
            return _unclear(promise, "short", answer)
        if not self._is_distinct(promise, wanted):
            return _unclear(promise, "soft", answer)
        scattered = self.text.rarity.contain(wanted, self.text.everything)
        if likeness >= self.words.bound("silent") or scattered >= self.words.bound("scattered"):
            return _unclear(promise, "near", answer)
        if beside := self._find_beside(promise):
            return _unclear(promise, "near", self._answer(beside))
        sure = likeness < self.words.bound("sure_silent")
        confidence = Confidence.HIGH if sure else Confidence.MEDIUM
        return Followed(promise, State.SILENT, confidence, "silent", answer)

    def _is_distinct(self, promise: Promise, wanted: Grams) -> bool:
        """Tell whether a measure has enough words of its own for their absence to be judged."""
        least = self.words.bound("words")
        if self.verbs.is_titled(promise.core):
            return len(wanted) >= least
        own = self.text.evidence(self.verbs.hide_general(promise.core))
        return len(own) >= least

    def _find_beside(self, promise: Promise) -> Near | None:
        """Return the passage near another clause of the same arrangement, if any."""
        for clause in promise.clauses:
            wanted = self.text.evidence(clause)
            if clause == promise.core or len(wanted) < self.words.bound("words"):
                continue
            near = self.text.find_near(promise, wanted)
            if near and near[0][0] >= self.words.bound("beside"):
                return near[0]
        return None

    def _judge_presence(self, promise: Promise, told: list[Near], wanted: Grams) -> Followed:
        deeds = [pair for pair in told if pair[1].sentence.kind not in _AHEAD]
        hindered = [
            pair for pair in deeds if self.verbs.is_hindered(pair[1].sentence, pair[1].start)
        ]
        done = self._find_done(promise, told, wanted)
        again = [pair for pair in told if pair[1].sentence.kind in _AHEAD]
        if done and not self._is_taken_back(promise, again):
            return self._judge_done(promise, done)
        best = next(iter([*hindered, *again]), told[0])
        reason = "hindered" if best in hindered else "again" if best in again else "mentioned"
        return self._tell(promise, State.MENTIONED, reason, best)

    def _is_taken_back(self, promise: Promise, again: list[Near]) -> bool:
        """Tell whether the report announces the same building or rules once more."""
        if MADE.isdisjoint(promise.families):
            return False
        sure = self.words.bound("sure")
        return any(
            likeness >= sure and self.verbs.announces(window.plain, promise)
            for likeness, window in again
        )

    def _find_done(self, promise: Promise, told: list[Near], wanted: Grams) -> list[Near]:
        """Return the passages outside plans and shortcomings that tell the deed as done."""
        bound = self.words.bound("done" if promise.grade is Grade.FIRM else "broad")
        return [
            (likeness, window)
            for likeness, window in told
            if likeness >= bound
            and window.sentence.kind not in _AHEAD
            and self.verbs.is_done(window.sentence, self._find_carriers(window, wanted), promise)
        ]

    def _find_carriers(self, window: Window, wanted: Grams) -> list[int]:
        """Return the numbers of the clauses that speak of the thing itself."""
        numbers = range(window.first, window.last + 1)
        clauses = window.sentence.clauses
        shares = {
            number: self.text.rarity.contain(
                wanted, self.text.reader.read(window.sentence.plain[slice(*clauses[number])])
            )
            for number in numbers
        }
        return [number for number in numbers if shares[number] >= _CARRIES * max(shares.values())]

    def _judge_done(self, promise: Promise, done: list[Near]) -> Followed:
        """Say done, unless every passage states fewer than announced."""
        short = None
        for pair in done:
            fewer = find_fewer(promise.quantities, read_quantities(pair[1].plain))
            if fewer is None:
                return self._tell_done(promise, pair)
            short = short or (pair, fewer)
        assert short is not None
        pair, (planned, told) = short
        followed = self._tell(promise, State.MENTIONED, "fewer", pair)
        return replace(followed, values={"planned": planned.words, "told": told.words})

    def _tell_done(self, promise: Promise, pair: Near) -> Followed:
        """Say done; less surely where a number was announced and the passage has none of its kind."""
        followed = self._tell(promise, State.DONE, "done", pair)
        asked = read_quantities(promise.core)
        if asked and not reaches(asked, read_quantities(pair[1].plain)):
            return replace(followed, confidence=Confidence.MEDIUM)
        return followed

    def _tell(self, promise: Promise, state: State, reason: str, best: Near) -> Followed:
        sure = best[0] >= self.words.bound("sure")
        confidence = Confidence.HIGH if sure else Confidence.MEDIUM
        return Followed(promise, state, confidence, reason, self._answer(best))

    def _answer(self, best: Near) -> Answer:
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


def _drop_verb(promise: Promise) -> str:
    return promise.core.replace(promise.verb, " ", 1) if promise.verb else promise.core


def _drop_place(promise: Promise) -> str:
    """Return a measure without where, or with whom, it is to be done; a report may not say so."""
    before, verb, after = promise.core.partition(promise.verb) if promise.verb else ("", "", "")
    return after if verb and before.startswith(_PLACES) else promise.core
