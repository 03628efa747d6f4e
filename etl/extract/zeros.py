"""Stated nothing: 未收到…申请, 没有…案件, 无…, 零申请 is an exact 0.

Owns the grammar of denial. The denial must govern the thing counted and nothing else: 无一败诉,
未发生较大事故 and 无…职责 state no zero. Silence is not this file's business.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.catalog import Catalog, Indicator
from etl.text.clauses import CLAUSE_START, Place, Sentences

_DENYING = re.compile("[未没无零]|不存在|不曾")
_DENIAL = re.compile(
    r"(?:(?:从未|尚未|均未|都未|还未|未曾|不曾|未|没有|没|暂未|暂无|尚无|均无|并无|也无|无|不存在|从无|亦无|仍无)"
    r"(?:再|新|有|[一1][起件例宗]|任何)*"
    r"(?:发生|收到|接到|接收|接|收|受理|产生|出现|引发|引起|制定|出台|印发|制发|发布|颁布|起草|新增|新出台|新制定|实施|作出|做出|"
    r"办理|开展|涉及|组织|采取|遇到|形成|提起|提出|被|承担|存在|公布|废止|查处|立案查处|立案|对外|进行|适用|使用|使|聘请|安排)*"
    r"(?:过|了|[一1][起件例宗]|任何|的)*)[^，。；：\d]{0,26}$"
)
# Words between the denial and its thing that would turn the sense.
_TURN = re.compile(
    r"结转|因|经|按|规定|及时|履行|落实|完成|超期|纠|败|撤|违|不当|错|能|但|有关事故|事故|一[^起件例]"
)
_ENDING = re.compile(
    r"^(?:的)?(?:案|申请|事项|情况|情形|行为|决定|发生|现象|记录|件|工作|问题|活动|措施|文件|来信|事宜|请求|事件|诉求|要求|受理|或诉讼|等)*"
    r"(?:(?:、|和|及|与|或|以及|或者)[^，。；：\d]{1,18})?(?:的?(?:情况|情形|现象|记录|发生|案件|事件|问题))?$"
)
_TURN_AFTER = re.compile(
    r"败诉|撤销|纠正|纠错|变更|违法|超期|逾期|不当|错误|职责|职能|职权|权限|资格|前置|责任|重大|较大|投诉(?!举报)|而|引发|被(?!诉|复议|申请)|结转|未|不"
)
# 行政处罚、行政强制均未发生: the denial behind its things.
_DENIED_AFTER = re.compile(
    r"[^，。；：\d]{0,16}?(?:均|都|也|全年|一直|至今)*(?:未|没有|无)"
    r"(?:发生|收到|受理|产生|出现|实施|作出|做出|采取|开展|涉及)(?:过)?(?=$|[，。；！、]|的情况)"
    r"|(?:案件|申请|事项)?(?:全年|继续|持续|连续|均|都|保持|实现|为|挂|“)*零(?:发生|案件|记录|受理|申请)?(?=”?(?:$|[，。；！、]))"
)


@dataclass(frozen=True, slots=True)
class Denial:
    """A stated nothing: `start`..`end` covers the denial and the thing, normalised."""

    indicator: Indicator
    start: int
    thing: int
    end: int


class ZeroWording:
    """The things whose denial is a figure of 0, from the catalogue's `zero` patterns."""

    def __init__(self, catalog: Catalog) -> None:
        self._things = [
            (indicator, re.compile(indicator.zero))
            for indicator in catalog.indicators.values()
            if indicator.zero
        ]

    def find(self, text: str, sentences: Sentences) -> Iterator[Denial]:
        """Yield the denials of normalised `text`."""
        for start, end in _denying_sentences(text, sentences):
            for indicator, thing in self._things:
                for found in thing.finditer(text, start, end):
                    denial = _denied(text, found, sentences, indicator)
                    if denial is not None:
                        yield denial


def _denying_sentences(text: str, sentences: Sentences) -> Iterator[tuple[int, int]]:
    end = 0
    for word in _DENYING.finditer(text):
        if word.start() >= end:
            end = sentences.end_of(word.start())
            yield sentences.start_of(word.start()), end


def _denied(
    text: str, found: re.Match[str], sentences: Sentences, indicator: Indicator
) -> Denial | None:
    place: Place = sentences.place(found.start(), found.end())
    after = CLAUSE_START.split(place.right)[0]
    if place.clause.endswith("零"):
        if _ENDING.match(after) and not _TURN_AFTER.search(after):
            return Denial(indicator, found.start() - 1, found.start(), found.end())
        return None
    denial = _DENIAL.search(place.clause)
    if denial is None:
        behind = _DENIED_AFTER.match(place.right)
        if behind is None or _TURN_AFTER.search(behind[0].split("未")[0]):
            return None
        return Denial(indicator, found.start(), found.start(), found.end() + behind.end())
    between = re.split(_DENIAL_HEAD, denial[0])[-1]
    if _TURN.search(between) or _TURN_AFTER.search(after) or not _ENDING.match(after):
        return None
    start = found.start() - len(place.clause) + denial.start()
    return Denial(indicator, start, found.start(), found.end())


_DENIAL_HEAD = re.compile(
    r"^(?:从未|尚未|均未|都未|还未|未曾|未|没有|没|暂未|暂无|尚无|均无|并无|也无|无|不存在|从无|亦无|仍无)"
)
