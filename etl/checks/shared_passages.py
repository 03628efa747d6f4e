"""Shortcomings and plans that several bodies state word for word in one year.

Owns grouping: passages by their words, bodies by the passages they have in common. Refuses to
say where the words come from: a form of the level above explains them as well as a copy does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from etl.checks.paragraphs import Sentence, own_names, read_sentences, split_clauses
from etl.checks.parts import Hands, share, split
from etl.likeness_rules import GroupRules, LikenessRules
from etl.model import Genre, SectionKind, Span
from etl.record import ReportRecord

KINDS = (SectionKind.SHORTCOMINGS, SectionKind.NEXT_YEAR_PLAN)
_NAMED_BY = 40  # wordings that one clause may name as alike: beyond, it is a formula
_REPORTS = 50  # that are read as one part
_Report = tuple[str, tuple[str, str]]  # its id and its body


@dataclass(frozen=True, slots=True)
class Member:
    """A report of a group: its passages, in the group's order, and how much of its chapter they are."""

    report_id: str
    passages: tuple[Span, ...]
    share: float


@dataclass(frozen=True, slots=True)
class SharedPassages:
    """Reports of several bodies with the same passages in a chapter.

    `alike` is how much of the words of these passages is the same in the two that differ most.
    """

    kind: SectionKind
    year: int
    genre: Genre
    members: tuple[Member, ...]
    alike: float

    @property
    def size(self) -> int:
        """How many passages they share."""
        return len(self.members[0].passages)


@dataclass(frozen=True, slots=True)
class _Said:
    """A passage as one report says it."""

    report: int
    sentence: Sentence
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Chapter:
    """One kind of chapter in one report: its size, its passages and their clauses."""

    kind: SectionKind
    year: int
    genre: Genre
    report: _Report
    size: int
    said: tuple[tuple[Sentence, tuple[str, ...]], ...]


@dataclass(slots=True)
class _Chapters:
    """One kind of chapter in all reports of a year and genre."""

    reports: list[_Report] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    said: list[_Said] = field(default_factory=list)

    def add(self, chapter: _Chapter) -> None:
        """Take the chapter of one more report in."""
        number = len(self.reports)
        self.reports.append(chapter.report)
        self.sizes.append(chapter.size)
        self.said.extend(_Said(number, each, clauses) for each, clauses in chapter.said)


def find_shared_passages(
    records: Iterable[ReportRecord], rules: LikenessRules, hands: Hands | None = None
) -> list[SharedPassages]:
    """Return the groups, those with most passages and bodies first within a year, newest first."""
    chapters: dict[tuple[SectionKind, int, Genre], _Chapters] = defaultdict(_Chapters)
    told = (record for record in records if record.in_force and record.text)
    for some in share(read_chapters, rules, split(told, _REPORTS), hands):
        for each in some:
            chapters[each.kind, each.year, each.genre].add(each)
    groups = [group for key, each in chapters.items() for group in _group(key, each, rules.groups)]
    return sorted(groups, key=_rank)


def read_chapters(rules: LikenessRules, records: Sequence[ReportRecord]) -> list[_Chapter]:
    """Return the chapters of reports that bodies may share."""
    return [chapter for record in records for chapter in _read_chapters(record, rules)]


def _rank(group: SharedPassages) -> tuple[object, ...]:
    ids = tuple(member.report_id for member in group.members)
    return -group.year, -group.size, -len(group.members), group.kind, ids


def _read_chapters(record: ReportRecord, rules: LikenessRules) -> Iterator[_Chapter]:
    spans = {kind: found.span for kind in KINDS if (found := record.content(kind))}
    if not spans:
        return
    sentences, names = read_sentences(record, rules), own_names(record)
    for kind, span in spans.items():
        held = [each for each in sentences if span.contains(each.span)]
        said = []
        for each in held:
            if each.size >= rules.groups.shortest:
                least = rules.peers.clause
                clauses = split_clauses(record.text or "", each.span, names, least)
                said.append((each, tuple(dict.fromkeys(clauses))))
        size = sum(each.size for each in held)
        report = record.report_id, record.body_key
        yield _Chapter(kind, record.year, record.genre, report, size, tuple(said))


def _group(
    key: tuple[SectionKind, int, Genre], chapters: _Chapters, rules: GroupRules
) -> list[SharedPassages]:
    """Return passages that the same reports have as one group."""
    limit = rules.limit(len({body for _, body in chapters.reports}))
    by_reports: dict[tuple[int, ...], list[Mapping[int, Sentence]]] = defaultdict(list)
    for passage in _join_alike(chapters.said, rules.near):
        bodies = {chapters.reports[report][1] for report in passage}
        if 1 < len(bodies) <= limit:
            by_reports[tuple(sorted(passage))].append(passage)
    return [_make(key, chapters, reports, passages) for reports, passages in by_reports.items()]


def _join_alike(said: Sequence[_Said], near: int) -> list[Mapping[int, Sentence]]:
    """Return the passages said more than once: by report, the sentence that says it."""
    by_words: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(said):
        by_words[each.sentence.bare].append(place)
    roots = _unite(by_words, said, near)
    joined: dict[str, dict[int, Sentence]] = defaultdict(dict)
    for words, places in by_words.items():
        for place in places:
            joined[_root(words, roots)].setdefault(said[place].report, said[place].sentence)
    return [passage for passage in joined.values() if len(passage) > 1]


def _unite(
    by_words: Mapping[str, Sequence[int]], said: Sequence[_Said], near: int
) -> dict[str, str]:
    """Return of each wording the one it goes with: a clause in common, and nearly all words."""
    by_clause: dict[str, list[str]] = defaultdict(list)
    roots = {words: words for words in by_words}
    for words, places in by_words.items():
        for clause in said[places[0]].clauses:
            known = by_clause[clause]
            for other in known if len(known) <= _NAMED_BY else ():
                first, second = _root(words, roots), _root(other, roots)
                if first != second and fuzz.ratio(words, second, score_cutoff=near):
                    roots[first] = second
            known.append(words)
    return roots


def _root(words: str, roots: Mapping[str, str]) -> str:
    while roots[words] != words:
        words = roots[words]
    return words


def _make(
    key: tuple[SectionKind, int, Genre],
    chapters: _Chapters,
    reports: Sequence[int],
    passages: Sequence[Mapping[int, Sentence]],
) -> SharedPassages:
    first = reports[0]
    ordered = sorted(passages, key=lambda passage: passage[first].span)
    members = tuple(
        Member(
            chapters.reports[report][0],
            tuple(passage[report].span for passage in ordered),
            sum(passage[report].size for passage in ordered) / chapters.sizes[report],
        )
        for report in reports
    )
    words = ["".join(passage[report].bare for passage in ordered) for report in reports]
    alike = min(fuzz.ratio(words[0], other) for other in words[1:]) / 100
    return SharedPassages(*key, members, alike)
