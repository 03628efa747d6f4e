"""Laws studied: titles in 《》 and bare names of the register, in a clause of study.

Owns the grammar of study: the verb before (重点学习《…》), the words behind (将《…》列入学法清单,
新审计法等专题培训班), the clause before (学法6次，内容涵盖《…》), or sessions that are counted
(开展慈善法等宣传24场). A law that is carried out, publicised otherwise or cited is not studied; a
doctrine is no law. The register gives the full name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from etl.extract.named.bare_laws import BareLaws
from etl.extract.named.found import Found
from etl.extract.named.passage import Passage, last_clause_start, previous_clause
from etl.extract.named.titles import Title
from etl.extract.named.verbs import Verbs
from etl.model import NamedKind
from etl.named_vocabulary import Vocabulary

_STUDY, _OTHER = "study", "other"
_NEW = re.compile("(?:新?(?:修订|修正|颁布|出台|实施|施行|公布|修改|制定)后?的?|最新|新)$")
_REVISED = re.compile("新?(?:修订|修正|颁布|出台|实施|施行|公布|修改)后?的")
_LINK = re.compile(
    "(?:内容|学习|课程|主要|重点|具体|系统|集中|先后|逐条|全面|深入|分别|其中|包括|包含|涵盖|涉及|含|有|为|是|以|就|围绕|了|等|对|[:：])*"
)
_BARE = re.compile("(?:法典?|条例|修正案)(?=[、，。；：（）和及与以等的并》\n]|$)")
# Counted sessions teach what they bear the name of: 开展慈善法、养老服务条例等宣传24场.
_SESSIONS = re.compile(
    "[^，。；]{0,8}?(?:宣传|普法)(?:活动|教育)?[\\d一二三四五六七八九十百][\\d,余多十百]{0,5}(?:场|期)"
)
_LONGEST, _SHORTEST = 22, 2


class Laws:
    """Reads laws by one vocabulary and the register."""

    def __init__(self, vocabulary: Vocabulary, register: Mapping[str, str]) -> None:
        words = vocabulary.words
        self._register = register
        self._bare = BareLaws(register)
        self._verbs = Verbs({_STUDY: words["studying"], _OTHER: words["others"]})
        study = "|".join(sorted(words["studying"], key=len, reverse=True))
        self._studied = re.compile(f"(?:{study})(?P<list>[^，。；：\n]*)")
        placed = "|".join(words["studied_after"])
        self._behind = re.compile(
            f"等?[^，。；]{{0,14}}?(?:{placed})[^，。；]{{0,16}}?(?:学|培训|必修|课)"
            f"|等?[^，。；、《]{{0,8}}?(?:专题(?!片)|{study})"
        )
        self._ending = re.compile(f"(?<!办)(?:{'|'.join(words['endings'])})(?:（[^（）]*）)?$")
        self._others = re.compile("|".join(words["others"]))

    def is_law(self, name: str) -> bool:
        """Tell whether a title is in the register."""
        return name in self._register

    def read(self, row: Sequence[Title], passage: Passage) -> Iterator[Found]:
        """Yield the laws among a row of titles, where the row is studied."""
        titles = [title for title in row if self._may_be_law(title.name)]
        if titles and self._is_studied(row, passage):
            for title in titles:
                yield self._found(title.name, title.start, title.end)

    def _may_be_law(self, name: str) -> bool:
        """Tell whether a title is a law's; 《校园里的民法典》 is a film."""
        if name in self._register:
            return True
        return self._ending.search(name) is not None and ("的" not in name or name[-1] == "定")

    def _found(self, name: str, start: int, end: int) -> Found:
        return Found(NamedKind.LAW, self._register.get(name, name), start, end)

    def _is_studied(self, row: Sequence[Title], passage: Passage) -> bool:
        left = passage.left(row[0].start)
        start = last_clause_start(left)
        clause = _NEW.sub("", left[start:])
        run = self._verbs.last_run(clause)
        if run is not None:
            return _STUDY in run.roles and (run.roles[0] == _STUDY or clause.endswith("学习"))
        right = passage.right(row[-1].reach)
        if _SESSIONS.match(right):
            return True
        behind = self._behind.match(right)
        if behind is not None:
            return self._others.search(behind[0]) is None
        if not _LINK.fullmatch(clause) or self._others.match(right.removeprefix("等")):
            return False
        before = self._verbs.last_run(previous_clause(left, start))
        return before is not None and before.roles[-1] == _STUDY

    def read_bare(self, passage: Passage) -> Iterator[Found]:
        """Yield the laws of the register that stand without 《》 in a clause of study."""
        for study in self._studied.finditer(passage.masked):
            yield from self._read_list(study["list"], study.start("list"))
        for row in self._bare.find_rows(passage.masked):
            yield from self.read(row, passage)

    def _read_list(self, listed: str, start: int) -> Iterator[Found]:
        reached = 0
        for tail in _BARE.finditer(listed):
            end = tail.end()
            name = self._name_before(listed, end)
            if name is None:
                continue
            between = _REVISED.sub("", listed[reached : end - len(name)])
            if self._others.search(between):
                return  # another verb: what follows is not studied
            reached = end
            yield self._found(name, start + end - len(name), start + end)

    def _name_before(self, listed: str, end: int) -> str | None:
        """Return the longest name of the register that ends at `end`."""
        for first in range(max(0, end - _LONGEST), end - _SHORTEST + 1):
            if listed[first:end] in self._register:
                return listed[first:end]
        return None
