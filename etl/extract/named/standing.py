"""Whether what is named is the report's own: of its year and body, done and no plan or failing.

Owns the cheap question whether any word speaks against it; only where one does are the
judgements of figures asked (times, scope, whose), so that names and figures never disagree.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from etl.extract.named.passage import Passage
from etl.extract.reasons import Reporter
from etl.extract.scope import judge_plan
from etl.extract.times import judge_accumulation, judge_year
from etl.extract.whose import judge_subject
from etl.model import SectionKind
from etl.text.clauses import LONGEST_RIGHT, Place, last_clause

_NOT_DONE = (SectionKind.NEXT_YEAR_PLAN, SectionKind.SHORTCOMINGS)
# Every word the judgements rest on; a stretch without any of them passes unasked.
_SIGNS = (
    r"[去往前明来]年|上一?年|同期|下一|力争|争取|拟|预计|有望|目标|计划|不少于|不低于|将|以来|至今|历年|累计"
    r"|[两二三四五六七八九十\d]年[来间内共的]|期间|全国|全省|全[市县区自州盟旗]|省级|省厅|省局|[市县]局|系统|来我|来[本区县市镇乡]"
    r"|[莅到赴对][我本]|(?<!\d)(?:19|20)\d\d年|[一二][零〇一二三四五六七八九]{3}年"
)
# 计划学习《…》: any verb may follow; of figures fewer do.
_PLANNED = re.compile(
    "(?:^|[，。；：、])[^，。；：、]{0,4}(?<![按学作习])(?<!学法)(?:计划|打算|准备|(?<![代草])拟(?![定订]))[^，。；：]*$"
)


@lru_cache(maxsize=64)
def _compile_signs(year: int | None) -> re.Pattern[str]:
    own = f"(?!{year}年)" if year is not None else ""
    return re.compile(own + f"(?:{_SIGNS})")


class Standing:
    """Judges places of one passage for one reporter."""

    def __init__(
        self, passage: Passage, reporter: Reporter, section_at: Callable[[int], SectionKind]
    ) -> None:
        self._passage, self._reporter, self._section_at = passage, reporter, section_at
        self._signs = _compile_signs(reporter.year)
        self._sections: dict[int, SectionKind] = {}

    def is_own(self, start: int, end: int) -> bool:
        """Tell whether `start`..`end` is said of the report's own year and body, as done."""
        first = self._passage.sentence_start(start)
        if first not in self._sections:  # names stand in rows: one question a sentence
            self._sections[first] = self._section_at(start)
        if self._sections[first] in _NOT_DONE:
            return False
        if self._signs.search(self._passage.masked, first, start) is None:
            return True
        return self._judge(self._passage.masked[first:start], start, end)

    def _judge(self, left: str, start: int, end: int) -> bool:
        left = left.replace("代拟", "起草")  # drafting for another is done, not planned
        if _PLANNED.search(left):
            return False
        right = self._passage.masked[end : end + LONGEST_RIGHT].split("。", 1)[0]
        place = Place(start, end, left, last_clause(left), right, left, start - len(left))
        year = self._reporter.year
        reason = (
            judge_year(place, year)
            or judge_plan(place)
            or judge_accumulation(place, year)
            or judge_subject(place, self._reporter)
        )
        return reason is None
