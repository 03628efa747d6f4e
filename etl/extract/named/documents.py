"""Documents a body issued, revised, repealed, drafted, reviewed or filed in the year.

Owns the grammar from a row of titles to a deed: the verb before it in its clause (印发《…》), the
clause before that counts the documents (制定规范性文件2件，分别为《…》), or the verb behind
(对《…》予以废止). A superior's document that is studied or carried out is not the body's own and
is left out; `mentioned` is a document named among the year's decisions without a deed.
"""

import re
from collections.abc import Iterator, Sequence

from etl.extract.named.found import Found
from etl.extract.named.issuers import Issuers, Subject
from etl.extract.named.passage import Passage, last_clause_start, previous_clause
from etl.extract.named.titles import Title
from etl.extract.named.verbs import Run, Verbs
from etl.model import Deed, NamedKind
from etl.named_vocabulary import Vocabulary

_OTHER, _HELPING, _ASKED = "other", "helping", "asked"
# These are an issuer's deeds; who reviews or files a document need not have issued it.
_DONE = (Deed.ISSUED, Deed.REVISED, Deed.REPEALED)
# A document issued in the year bears its number; one revised or repealed an older one.
_OF_THE_YEAR = (Deed.ISSUED, Deed.MENTIONED)
# 修订完善 is a revision, 起草印发 an issue: the deed that says most of a run.
_ORDER = (Deed.REVISED, Deed.ISSUED, Deed.DRAFTED, Deed.FILED, Deed.REVIEWED)
_ASSIGNS = re.compile("(?:后|实施|施行|执行|下发)?的$")  # 印发的《…》: when, is not said
_NEW = re.compile("新(?:近|出台|制定|印发|发布|颁布)*$")
_LINK = re.compile(
    "(?:(?:并|分别|其中|主要|具体|即|新|有|如|一[件是]|包括|包含|含|为|是|系|名为|题为|\\d件|涉及|一为|二为)*)[:：]?"
)
_COUNT = re.compile("\\d[件部个项份]")
_HANDED = re.compile("[将把对]|完成|开展|做好|组织")
# Possessive: what fills the way to a verb is never tried twice.
_FILL = (
    "(?:等|行政|规范性|文件|制度|办法|\\d+[件部个项份]|草案|的|予以|开展|进行|了|作出|依法|及时|正式|已|全面|同步|按规定|完成|全部|"
    "一并|同时|后|合法性|公平竞争|集体|专项|报送?|(?>向?[省市县区][^，。；]{0,6}?(?:局|厅|政府|办)))*+"
)
_BODY = "(?:局|厅|委|部门?|政府|人大|单位|[镇乡省市县区]|街道|院|所)"
_LONGEST_GAP = 30
_SHORTEST = 3  # characters before the ending of a title


class Documents:
    """Reads documents by one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words, deeds = vocabulary.words, vocabulary.groups
        roles = {_OTHER: words["others"], _HELPING: words["helping"], _ASKED: words["asked"]}
        self._verbs = Verbs({**roles, **deeds})
        self._deed_of = {word: Deed(deed) for deed, each in deeds.items() for word in each}
        longest = sorted(self._deed_of, key=len, reverse=True)
        self._behind = re.compile(f"{_FILL}(?P<verb>{'|'.join(longest)})")
        helping = "|".join([*words["helping"], *words["asked"]])
        # 配合县人大修订, but not 为推进节水制定: between stands a body, or nothing.
        self._helping = re.compile(f"(?:{helping})了?(?:[^，]{{0,10}}{_BODY})?$")
        self._not_done = re.compile(f"(?:{'|'.join(words['not_done'])})[^，]{{0,3}}$")
        self._ending = re.compile(f"(?:{'|'.join(words['endings'])})(?:（[^（）]*）)*$")
        self._draft = re.compile(f"(?:{'|'.join(words['drafts'])})）?$")
        self._no_title = re.compile("|".join(words["no_titles"]))
        self._goes_on = re.compile("的?(?:" + "|".join(words["name_goes_on"]) + ")")
        self._noun = re.compile("|".join(words["nouns"]))
        self._decision = re.compile("|".join(words["decisions"]))

    def read(self, row: Sequence[Title], passage: Passage, issuers: Issuers) -> Iterator[Found]:
        """Yield the documents among a row of titles, with the deed that governs the row."""
        titles = [title for title in row if self._is_document(title.name)]
        if not titles or self._is_part_of_a_name(row[-1], passage):
            return
        left = passage.left(row[0].start)
        start = last_clause_start(left)
        deed, subject = self._judge(row, left, start, passage, issuers)
        if deed is None or subject.stranger:
            return
        for title in titles:
            if deed not in _OF_THE_YEAR or issuers.may_be_of_year(title.number):
                yield self._name(title, deed, subject, issuers)

    def _is_document(self, name: str) -> bool:
        """Tell whether a title ends like a document; 《办法》 alone only points back at one."""
        found = self._ending.search(name)
        return found is not None and found.start() >= _SHORTEST and not self._no_title.search(name)

    def _is_part_of_a_name(self, last: Title, passage: Passage) -> bool:
        return self._goes_on.match(passage.masked, last.reach) is not None

    def _judge(
        self, row: Sequence[Title], left: str, start: int, passage: Passage, issuers: Issuers
    ) -> tuple[Deed | None, Subject]:
        clause = left[start:]
        run = self._verbs.last_run(clause)
        if run is not None:
            return self._judge_run(run, clause, row, issuers)
        if deed := self._judge_behind(clause, row, passage, issuers):
            return deed, issuers.read_subject(clause)
        if _LINK.fullmatch(clause):
            return self._judge_counted(previous_clause(left, start), row, issuers)
        return None, Subject()

    def _judge_run(
        self, run: Run, clause: str, row: Sequence[Title], issuers: Issuers
    ) -> tuple[Deed | None, Subject]:
        gap, before = clause[run.end :], clause[: run.start]
        deed = _choose(run.roles)
        own = issuers.owns(row[0].name, row[0].number)
        if deed is None or len(gap) > _LONGEST_GAP or self._not_done.search(before):
            return None, Subject()
        if _ASSIGNS.fullmatch(gap) and not (own and _NEW.search(before)):
            return None, Subject()
        return deed, self._read_subject(before, run.roles, issuers)

    def _read_subject(self, before: str, roles: Sequence[str], issuers: Issuers) -> Subject:
        """Who acts; where somebody is only helped or pushed, the own government alone counts."""
        subject = issuers.read_subject(before)
        asked = _ASKED in roles and Deed.REVIEWED in roles
        if self._helping.search(before) and not asked and subject.issuer is None:
            return Subject(stranger=True)
        return subject

    def _judge_behind(
        self, clause: str, row: Sequence[Title], passage: Passage, issuers: Issuers
    ) -> Deed | None:
        handed = _HANDED.search(clause) is not None
        if not handed and not issuers.owns(row[0].name, row[0].number):
            return None
        found = self._behind.match(passage.masked, row[-1].reach)
        if found is None or (not handed and found.start("verb") == found.start()):
            return None
        return self._deed_of[found["verb"]]

    def _judge_counted(
        self, counting: str, row: Sequence[Title], issuers: Issuers
    ) -> tuple[Deed | None, Subject]:
        """制定规范性文件2件，分别为…; 纳入重大行政决策1项，为…"""
        run = self._verbs.last_run(counting)
        deed = _choose(run.roles) if run else None
        if run and deed and (self._noun.search(counting, run.end) or _COUNT.search(counting)):
            before = counting[: run.start]
            if self._not_done.search(before):
                return None, Subject()
            return deed, self._read_subject(before, run.roles, issuers)
        if self._decision.search(counting) and issuers.owns(row[0].name, row[0].number):
            return Deed.MENTIONED, Subject()
        return None, Subject()

    def _name(self, title: Title, deed: Deed, subject: Subject, issuers: Issuers) -> Found:
        if deed is Deed.ISSUED and self._draft.search(title.name):
            deed = Deed.DRAFTED
        return Found(
            kind=NamedKind.NORMATIVE_DOCUMENT,
            name=title.name,
            start=title.start,
            end=title.reach,
            number=title.number,
            issuer=issuers.settle(subject, title.number, done=deed in _DONE),
            deed=deed,
        )


def _choose(roles: Sequence[str]) -> Deed | None:
    """Return the deed of a run of verbs; None where it is somebody else's, or two things at once."""
    deeds = [role for role in roles if role not in (_OTHER, _HELPING, _ASKED)]
    if not deeds or roles[0] in (_OTHER, _HELPING):
        return None
    if roles[0] == _ASKED and Deed.REVIEWED not in deeds:  # 推动出台《…》: it is not out yet
        return None
    if Deed.REPEALED in deeds:
        return Deed.REPEALED if len(set(deeds)) == 1 else None
    return next(deed for deed in _ORDER if deed in deeds)
