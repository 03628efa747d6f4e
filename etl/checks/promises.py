"""What a report announces for the next year, one measure an item, in its own words.

Owns telling a measure one can look for (a verb of doing with an object of its own) from an effort
and from a general arrangement. Refuses to say what became of it: deeds.py does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from etl.checks.quantities import NUMBER, Quantity, read_quantities
from etl.checks.sentences import Sentence, read_sentences
from etl.model import SectionKind, Span
from etl.promise_words import PromiseWords, either, load_promise_words
from etl.record import ReportRecord

_ORDINAL = re.compile(
    r"\(?[一二三四五六七八九十\d]{1,3}[)、](?!\d)|\d{1,2}\.(?!\d)|第?[一二三四五六七八九十]{1,2}(?:[是要]|[,、])"
    r"|首先|其次|再次|最后|同时|此外|另外|[,、:●◆■·-]"
)
_ORDINAL_ALONE = re.compile("第?[一二三四五六七八九十]{1,2}")
_INTRO = re.compile(
    "(?:以下|下列|几|[一二三四五六七八九十]|\\d)[个项]?(?:方面)?(?:的)?(?:重点)?(?:工作|任务|方面|实事|措施|安排)$"
)
_TIME = re.compile(r"(?:20\d\d|\d{1,2})[年月](?:度|底前|份|上半年|下半年|中旬|上旬|下旬|末|底)?")
_NEW_ITEM = re.compile(r"(?<=[,:、])(?=[一二三四五六七八九十]{1,2}[是要])")
_NAMED = re.compile("[《“「][^《》“”「」]{2,40}[》”」]")
_CONTENT = re.compile(r"[\u3400-\u9fffA-Za-z]")
_LIGHT = ("开展", "组织", "举办", "召开", "举行", "实施", "推行")
_NOUNS = frozenset({"采购", "更新", "配置", "安装", "改造", "升级", "应用", "执行", "汇编"})
_PLAIN = frozenset({"签订", "评选", "培训", "制作", "发放", "拍摄", "旁听", "轮训"})
_TAKING = ("将", "把")  # an object, and then mostly an effort: 将公开率提高至
_AIMS = ("力争", "争取", "确保", "目标")  # what follows is a result, unless a verb follows at once
_STAGE = "完成"  # 上半年完成意见征集: a stage of the measure before, without a number of its own
_SHARED = 3  # characters two clauses share that speak of one thing
_TARGET = re.compile("率|占比|比例|比重|[达超]|以[上内下]")


class Grade(StrEnum):
    """How far a measure can be checked: a deed, an effort with an object, or nothing of its own."""

    FIRM = "firm"
    SOFT = "soft"
    GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Promise:
    """One announced measure: `text[span] == quote`, `core` the clause with its verb and object.

    `families` are those of its verb; none where it only announces an effort.
    """

    report_id: str
    year: int
    span: Span
    quote: str
    core: str
    clauses: tuple[str, ...]
    grade: Grade
    verb: str
    families: tuple[str, ...]
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """A clause that opens a measure."""

    start: int
    grade: Grade
    verb: str = ""
    families: tuple[str, ...] = ()


def find_promises(record: ReportRecord, words: PromiseWords | None = None) -> tuple[Promise, ...]:
    """Return what the plan of a report announces, in its order."""
    plan = record.content(SectionKind.NEXT_YEAR_PLAN)
    if plan is None or record.text is None:
        return ()
    grammar = _grammar(words or load_promise_words())
    sentences = read_sentences(record, plan.span)
    return tuple(
        promise
        for sentence in sentences
        for stretch in _split_items(sentence)
        for promise in _read_item(record, sentence, stretch, grammar)
    )


def _split_items(sentence: Sentence) -> Iterator[list[tuple[int, int]]]:
    """Yield the clauses of each 一是… 二是… of a sentence, ordinals left out."""
    cuts = {match.start() for match in _NEW_ITEM.finditer(sentence.plain)}
    item: list[tuple[int, int]] = []
    for start, end in sentence.clauses:
        if item and (start in cuts or sentence.plain[item[-1][1]] == ":"):
            yield item
            item = []
        start = _skip(_ORDINAL, sentence.plain, start, end)
        if start < end and not _ORDINAL_ALONE.fullmatch(sentence.plain, start, end):
            item.append((start, end))
    if item:
        yield item


def _skip(pattern: "re.Pattern[str]", plain: str, start: int, end: int) -> int:
    """Return where words begin behind all that the pattern takes away before them."""
    while start < end and (match := pattern.match(plain, start, end)) and match.end() > start:
        start = match.end()
    return start


def _read_item(
    record: ReportRecord, sentence: Sentence, clauses: list[tuple[int, int]], grammar: "_Grammar"
) -> Iterator[Promise]:
    heads = [
        (place, head)
        for place, (start, end) in enumerate(clauses)
        if (head := grammar.read_head(sentence.plain, start, end, first=place == 0))
    ]
    if any(head.grade is not Grade.GENERIC for _, head in heads):
        heads = [(place, head) for place, head in heads if head.grade is not Grade.GENERIC]
    else:
        heads = heads[:1]
    heads = _merge(sentence.plain, clauses, heads)
    for number, (_, head) in enumerate(heads):
        first = heads[number][0] if number else 0  # words before the first belong to it
        last = heads[number + 1][0] if number + 1 < len(heads) else len(clauses)
        if head.grade is not Grade.FIRM and _INTRO.search(sentence.plain[: clauses[last - 1][1]]):
            continue  # 我局将抓好以下几项工作。
        leading = sentence.plain[clauses[last - 1][1] :][:1] == ":"
        if head.grade is Grade.FIRM or not leading:  # 重点做好以下工作：
            yield _make(record, sentence, clauses[first:last], head)


def _merge(
    plain: str, clauses: list[tuple[int, int]], heads: list[tuple[int, _Head]]
) -> list[tuple[int, _Head]]:
    """Leave out heads that go on with the thing of the head before: 出台监督员办法，选聘监督员."""
    kept: list[tuple[int, _Head]] = []
    for place, head in heads:
        if kept and _share(plain[slice(*clauses[kept[-1][0]])], plain[slice(*clauses[place])]):
            continue
        kept.append((place, head))
    return kept


def _share(one: str, other: str) -> bool:
    runs = (other[at : at + _SHARED] for at in range(len(other) - _SHARED + 1))
    return any(run in one and all(map(_CONTENT.match, run)) for run in runs)


def _make(
    record: ReportRecord, sentence: Sentence, clauses: list[tuple[int, int]], head: _Head
) -> Promise:
    assert record.text is not None
    start, end = clauses[0][0], clauses[-1][1]
    core = next(each for each in clauses if each[0] == head.start)
    span = sentence.place(start, end)
    return Promise(
        report_id=record.report_id,
        year=record.year,
        span=span,
        quote=span.cut(record.text),
        core=sentence.plain[slice(*core)],
        clauses=tuple(sentence.plain[slice(*each)] for each in clauses),
        grade=head.grade,
        verb=head.verb,
        families=head.families,
        quantities=read_quantities(sentence.plain[start:end]),
    )


class _Grammar:
    """The words of plans as patterns."""

    def __init__(self, words: PromiseWords) -> None:
        lists = words.lists
        self._families = {name: frozenset(verbs) for name, verbs in words.families.items()}
        self._verb = either({verb for verbs in words.families.values() for verb in verbs})
        making = (self._families[name] for name in ("make", "build", "staff", "run"))
        self._making = frozenset(_LIGHT).union(*making) - _NOUNS
        self._no_verb = either(lists["no_verbs"])
        self._soft = either(lists["soft"])
        self._lead = either(lists["leads"])
        self._opener = either(lists["openers"])
        self._outcome = either(lists["outcomes"])
        self._empty = either({*lists["generic"], *lists["formula"], *lists["function"]})
        self._artifact = either(lists["artifacts"])
        self._set = either(lists["set_phrases"])

    def read_head(self, plain: str, start: int, end: int, *, first: bool) -> _Head | None:
        """Return what a clause announces; None where it goes on with the clause before."""
        if not first and self._goes_on(plain, start, end):
            return None
        bare = self._skip_leads(plain, start, end)
        if found := self._verb_at(plain, bare, end):
            return self._grade(plain, start, bare, end, found)
        if soft := self._soft.match(plain, bare, end):
            behind = self._skip_leads(plain, soft.end(), end)
            return self._grade_soft(plain, start, end, self._verb_at(plain, behind, end) or "")
        begin = next((at for at in (bare, start) if self._opener.match(plain, at, end)), None)
        if begin is None or plain.startswith(_AIMS, start, end):
            return None
        verb = self._verb_in(plain, begin + 1, end)
        if verb and not plain.startswith(_TAKING, begin, end):
            return self._grade(plain, start, begin, end, verb)
        if self._soft.search(plain, begin + 1, end):
            return self._grade_soft(plain, start, end, "")
        return None

    def _goes_on(self, plain: str, start: int, end: int) -> bool:
        """Tell whether a clause says what the measure before it is for, or a stage of it."""
        if self._outcome.match(plain, start, end):
            return True
        if plain.startswith(_AIMS, start, end) and _TARGET.search(plain, start, end):
            return True
        bare = self._skip_leads(plain, start, end)
        known = _NAMED.search(plain, bare, end) or NUMBER.search(plain, bare, end)
        return plain.startswith(_STAGE, bare, end) and not known

    def _skip_leads(self, plain: str, start: int, end: int) -> int:
        while start < end:
            behind = _skip(_TIME, plain, start, end)
            lead = self._lead.match(plain, behind, end)
            if lead is None or self._verb_at(plain, behind, end):
                return behind
            start = lead.end()
        return start

    def _verb_at(self, plain: str, start: int, end: int) -> str | None:
        verb = self._verb.match(plain, start, end)
        if (
            verb is None
            or self._no_verb.match(plain, start, end)
            or plain[verb.end() :][:1] == "的"
        ):
            return None
        return verb.group()

    def _verb_in(self, plain: str, start: int, end: int) -> str | None:
        """Return the verb behind a place or an object; 开展 and its like before any other."""
        hidden = self._no_verb.sub(lambda match: "　" * len(match.group()), plain[start:end])
        bare = _NAMED.sub("", hidden)
        found = [
            match.group()
            for match in self._verb.finditer(bare)
            if bare[match.end() : match.end() + 1] != "的"
        ]
        firm = (verb for verb in found if verb in self._making)
        return next(firm, next((verb for verb in found if verb in _PLAIN), None))

    def _grade(self, plain: str, start: int, bare: int, end: int, verb: str) -> _Head:
        """Tell a deed with an object of its own from one that any body announces."""
        families = tuple(name for name, verbs in self._families.items() if verb in verbs)
        specific = self._count_specific(plain[bare:end].replace(verb, " ", 1))
        named = bool(_NAMED.search(plain, start, end) or NUMBER.search(plain, start, end))
        if self._set.search(plain, start, end):
            return _Head(start, Grade.FIRM, verb, families)
        if specific >= 3 or (specific >= 2 and (named or self._artifact.search(plain, bare, end))):
            return _Head(start, Grade.FIRM, verb, families)
        return _Head(start, Grade.SOFT if named else Grade.GENERIC, verb, families)

    def _grade_soft(self, plain: str, start: int, end: int, verb: str) -> _Head:
        families = tuple(name for name, verbs in self._families.items() if verb in verbs)
        named = _NAMED.search(plain, start, end) or NUMBER.search(plain, start, end)
        specific = self._count_specific(plain[start:end])
        thing = self._artifact.search(plain, start, end)
        known = self._set.search(plain, start, end)
        concrete = known or (named and specific >= 2) or (thing and specific >= 3)
        return _Head(start, Grade.SOFT if concrete else Grade.GENERIC, verb, families)

    def _count_specific(self, plain: str) -> int:
        """Count the characters that are no general word of plans."""
        rest = self._soft.sub(" ", self._empty.sub(" ", NUMBER.sub(" ", plain)))
        return sum(1 for character in rest if _CONTENT.match(character))


@lru_cache(maxsize=4)
def _grammar(words: PromiseWords) -> _Grammar:
    return _Grammar(words)
