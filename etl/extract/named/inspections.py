"""Lists of what was inspected, clause by clause: before the inspection, behind it, counted.

Owns the shapes of a clause that inspects: what stands between a starter and the inspection
(对网吧、旅行社进行安全检查, 部署校园食堂、电动自行车等专项检查), what the inspection covers
(检查对象覆盖取水户、采砂场), what it counts (检查公共场所732户次、学校159户次), what it ends with
(检查渡口、客渡船), and the row in the clause before it (聚焦燃气、物业，开展检查). Every question is
asked of one clause of limited length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.extract.named.field_items import FieldItems
from etl.extract.named.passage import Passage
from etl.named_vocabulary import Vocabulary

_MARKS = "，。；：！？\n（）"
_LONGEST = 90  # characters of a clause on either side of an inspection
_NUMBER = r"约?近?[\d零一二三四五六七八九十百千万][\d,.零一二三四五六七八九十百千万余多]{0,11}"
_VISITS = "[家户个处座所艘辆台]次"
_COUNTED = re.compile(
    f"(?:了|各类|共|另)?(?![零一二三四五六七八九十百千万两]{{2}})(?P<list>[^，、\\d]{{2,16}}?(?:、[^，、\\d]{{2,16}}?){{0,6}})等?共?{_NUMBER}"
    f"(?P<unit>{_VISITS}|[家户个处座所艘辆]|次)[、和及]?"
)
_BARE_COUNT = re.compile(f"{_NUMBER}{_VISITS}[、和及]")
_MATTERS = re.compile("等.{0,6}(?:事项|问题|内容|工作|关切)")  # no fields: 围绕证照、收费等事项
_AMONG = re.compile("其中")
_COUNT = r"[一两二三四五六七八九十\d]{1,3}"
_ET_CETERA = (
    f"等(?:{_COUNT}[个类项])?(?:重点|主要|各类|四大|行业|领域|环节|方面|部位|场所|区域|部门){{0,3}}"
)
_TAIL = f"{_COUNT}(?:轮次?|次|批次?|场|项)|了|的|(?<=[\u4e00-\u9fa5])“[^“”]{{2,8}}”"
_TOWARDS = re.compile("对(?!外|照|接|于|标|应|比|口)")
_DOING = re.compile("开展|进行|实施|实行|反复|逐[一家户]|驻点|上门")
_COVERED = (
    "(?:对象|专业|范围|内容|领域|行业)?(?:主要|重点)?(?:%s)了?(?!率|面)(?P<list>[^，]{2,80}?)等?$"
)
# Words that make a stretch no list: 9家报送不及时的企业发出统计检查查询书.
_ET_AL = re.compile("(?<![中高初平])等(?P<actors>[^，。]{0,4}部门)?")
_CLAUSAL = re.compile(
    "^(?:与|会同|联合)|的|由|对|我[市县区州旗镇乡局]|开展|发出|实行|遵守|执行|超过|[零一二三四五六七八九十]{3}"
)
# What may follow an inspection whose list opens the clause: elsewhere the list is who inspects.
_SAID_OF_IT = re.compile(f"(?:{_NUMBER}{_VISITS}|实现|覆盖|全覆盖|分别|结果|全部|为期|共|$)")
_ENDING = re.compile(
    "(?<![被受自迎经未项督度组门局])(?:检查|抽查)(?:了|各类)?(?P<list>[\u4e00-\u9fa5A-Za-z、“”]{3,40})$"
)
_ROW = "(?:(?:%s)(?P<row>[^，]{2,24}、[^，]{2,40}?)|以(?P<weighed>[^，]{2,60}?)等?为(?:重点|主))$"


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    start: int
    before: str  # the clause before it, "" behind a full stop


class Inspections:
    """Finds lists by one vocabulary; `FieldItems` judges their words."""

    def __init__(self, vocabulary: Vocabulary, items: FieldItems) -> None:
        words = vocabulary.words
        self._items = items
        inspecting = "|".join((*words["inspecting"], *words["overseeing"]))
        tails = "|".join((*words["kinds"], *words["doing"]))
        self._inspecting = re.compile("|".join(words["inspecting"]))
        self._sign = re.compile(f"{inspecting}|{'|'.join(words['campaigns'])}")
        self._opening = re.compile(f"{self._sign.pattern}|(?:检查|抽查)对象|(?<=，)其中")
        self._special = re.compile("专项(?:执法|监督|安全)?(?:检查|抽查)")
        self._overseeing = re.compile("|".join(words["overseeing"]))
        self._campaign = re.compile("|".join(words["campaigns"]))
        self._tail = re.compile(f"(?:{_ET_CETERA})?(?:{_TAIL}|{tails})*$")
        self._starter = re.compile(f"(?:{'|'.join(words['starters'])})了?")
        self._covered = re.compile(
            f"(?:{inspecting}|检查|抽查){_COVERED % '|'.join(words['covering'])}"
        )
        self._row = re.compile(_ROW % "|".join(words["rows"]))

    def find(self, passage: Passage) -> Iterator[tuple[int, int]]:
        """Yield where a list of fields inspected starts and ends."""
        for clause in self._clauses(passage.masked):
            for start, end in self._find_in(clause):
                cut = _ET_AL.search(passage.masked, start, end + 6)
                if cut and cut["actors"]:
                    continue
                end = min(cut.start(), end) if cut else end
                if not _CLAUSAL.search(passage.masked[start:end]):
                    yield start, end

    def _find_in(self, clause: _Clause) -> Iterator[tuple[int, int]]:
        for shape in (self._before, self._behind, self._counted):
            for start, end in shape(clause):
                yield clause.start + start, clause.start + end
        before = clause.start - 1 - len(clause.before)
        for start, end in self._row_before(clause):
            yield before + start, before + end

    def _clauses(self, masked: str) -> Iterator[_Clause]:
        """Yield each clause that holds an inspection, once."""
        reached = 0
        for sign in self._opening.finditer(masked):
            if sign.start() < reached:
                continue
            start, reached = _clause_around(masked, *sign.span())
            yield _Clause(masked[start:reached], start, _clause_before(masked, start))

    def _before(self, clause: _Clause) -> Iterator[tuple[int, int]]:
        """开展食品、药品专项检查: from the last starter to the words of the inspection."""
        reached = 0
        for sign in self._sign.finditer(clause.text):
            tail = self._tail.search(clause.text, reached, sign.start())
            end = tail.start() if tail else sign.start()
            start, end, started = self._find_list(clause.text, reached, end)
            reached = sign.end()
            words = clause.text[end:reached]
            if started or _SAID_OF_IT.match(clause.text, reached):
                listed = clause.text[start:end]
                if self._names_fields(listed, words, sign[0], started=started):
                    yield start, end

    def _find_list(self, text: str, first: int, last: int) -> tuple[int, int, bool]:
        """Return where a list stands between two places, and whether a starter opens it."""
        towards = list(_TOWARDS.finditer(text, first, last))
        if towards:
            start = towards[-1].end()
            doing = _DOING.search(text, start + 1, last)
            return start, doing.start() if doing else last, True
        opened = _last(self._starter, text[first:last])
        start = first + (opened or 0)
        while start < last and text[start] in "和及、":
            start += 1
        return start, last, opened is not None

    def _names_fields(self, listed: str, words: str, sign: str, *, started: bool) -> bool:
        """Tell whether a list may be taken: 专项检查 says itself that its list is one of fields."""
        if not started:
            return self._items.ends_in_known(listed)
        if self._special.search(words):
            return True
        if self._overseeing.fullmatch(sign) or self._campaign.fullmatch(sign):
            return "、" in listed and self._items.any_known(listed)
        return self._items.any_known(listed)

    def _behind(self, clause: _Clause) -> Iterator[tuple[int, int]]:
        covered = self._covered.search(clause.text)
        if covered:
            yield covered.span("list")
            return
        ending = _ENDING.search(clause.text)
        if ending and self._items.ends_in_place(ending["list"]):
            yield ending.span("list")

    def _counted(self, clause: _Clause) -> Iterator[tuple[int, int]]:
        """检查公共场所732户次、学校159户次: visits are only counted of what is inspected."""
        sign = self._inspecting.search(clause.text) or self._goes_on(clause)
        if sign is None or clause.text[: sign.start()].endswith(("组", "部门")):
            return
        bare = _BARE_COUNT.match(clause.text, sign.end())
        at = bare.end() if bare else sign.end()
        while found := _COUNTED.match(clause.text, at):
            visits = len(found["unit"]) == 2
            if visits or self._items.ends_in_place(found["list"]):
                yield found.span("list")
            at = found.end()

    def _goes_on(self, clause: _Clause) -> re.Match[str] | None:
        """Return 其中 where it opens a clause behind one that counts visits."""
        counted = re.search(f"\\d余?{_VISITS}$", clause.before)
        return _AMONG.match(clause.text) if counted and self._sign.search(clause.before) else None

    def _row_before(self, clause: _Clause) -> Iterator[tuple[int, int]]:
        row = self._row.search(clause.before)
        if row is None or _MATTERS.search(row[0]) or not self._sign.search(clause.text):
            return
        start, end = row.span("row") if row["row"] else row.span("weighed")
        start += _last(self._starter, clause.before[start:end]) or 0
        if self._items.any_known(clause.before[start:end]):
            yield start, end


def _clause_around(masked: str, first: int, last: int) -> tuple[int, int]:
    left = masked[max(first - _LONGEST, 0) : first]
    right = masked[last : last + _LONGEST]
    start = first - len(left) + max(map(left.rfind, _MARKS)) + 1
    return start, last + min((at for at in map(right.find, _MARKS) if at >= 0), default=len(right))


def _clause_before(masked: str, start: int) -> str:
    """Return the clause that a comma joins to the one at `start`."""
    if masked[start - 1 : start] != "，":
        return ""
    left = masked[max(start - 1 - _LONGEST, 0) : start - 1]
    return left[max(map(left.rfind, _MARKS)) + 1 :]


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    """Return where the last starter ends before a list's first comma, None without one."""
    found = list(pattern.finditer(text.split("、", 1)[0]))
    return found[-1].end() if found else None
