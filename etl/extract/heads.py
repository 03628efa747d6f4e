"""Heads: what stands before a list says what its numbers count.

合同审查情况：工程类41份、采购类37份，共78份 counts contracts at each number. Owns which numbers stand
under one head, and what that head is. Refuses to say what a head counts: written out beside each
number, it is asked like any other statement.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from etl.extract.claim import Candidate
from etl.extract.reasons import Reason

_MOST = 40  # numbers in one list
_LONGEST_TAIL = 8
_LONGEST_HEAD = 60
_HEAD = re.compile(
    r"(?:^|[，；：。！？\n])(?P<head>[^，；：。！？\n\d]{3,40})(?P<mark>[：，])(?P<item>[^，；：。、\n\d]{0,14})$"
)
_FARTHER = {
    "：": re.compile(
        r"(?:（[^（）\d]{0,12}）)?(?:、|，|；|和|及|以及)(?P<item>[^，；：。、\n\d]{1,14})"
    ),
    "，": re.compile(r"(?:、|和|及|以及|，(?=[合共总]))(?P<item>[^，；：。、\n\d]{1,14})"),
}
_ENDS = re.compile(r"[，；。）\n]|$")
# What says no more than that it was counted: the head alone names the thing.
_PLAIN = re.compile(
    r"(?:(?:[市县区省]|我|本|全)[局委办厅]|全年|年内|今年|本年度?|当年|合计|共计?|总计|累计|一年|下来|计|为|有|达|仅|只"
    r"|受理|收到|办理|办结|作出|完成|审查|组织|开展|做到|了|件数|总量)*"
)
# An item that says what became of things, or what else was done, is no kind of the head's thing.
_ACT = re.compile(
    r"^[应实]|维持|撤销|驳回|终止|确认|纠正|责令|变更|败|胜|撤[诉回]|结转|未|整改|合格|发现|移[送交]|修[改订]|保留|有效|通过"
    r"|提出|采纳|发放|培训|参加|投入|出动|化解|调解|满意|超期|其中|同比|[上去]年|计划|指出|约谈|通报|按时|不予"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """Numbers under one head: their candidates, and the words each has of its own."""

    head: str
    members: tuple[Candidate, ...]
    items: tuple[str, ...]


def find_lists(found: Sequence[Candidate], text: str) -> Iterator[Listed]:
    """Yield the lists that nothing but their head claims; `found` is in reading order."""
    position = 0
    while position < len(found):
        listed = _read_list(found, position, text)
        position += len(listed.members) if listed else 1
        if listed and _is_told_by_head(listed):
            yield listed


def shorten(head: str) -> Iterator[str]:
    """Yield `head` whole, then without a character more of what it says of its thing.

    合同审查实行全覆盖, 合法性审查台账显示: the thing comes first.
    """
    for end in range(len(head), max(len(head) - _LONGEST_TAIL, 3), -1):
        yield head[:end]


def _read_list(found: Sequence[Candidate], first: int, text: str) -> Listed | None:
    opening = found[first]
    number = opening.number_start
    head = _HEAD.search(text, max(number - _LONGEST_HEAD, 0), number)
    if head is None:
        return None
    members, items = [opening], [head["item"]]
    for candidate in found[first + 1 : first + 1 + _MOST]:
        between = text[members[-1].number_end : candidate.number_start]
        farther = _FARTHER[head["mark"]].fullmatch(between)
        if farther is None or candidate.unit != opening.unit:
            break
        members.append(candidate)
        items.append(farther["item"])
    if not _ENDS.match(text, members[-1].number_end):
        return None  # 会议召开，13个局参会: the number has a noun of its own
    return Listed(head["head"], tuple(members), tuple(items))


def _is_told_by_head(listed: Listed) -> bool:
    if any(each.reason is not Reason.NO_WORDING or each.among for each in listed.members):
        return False
    if len(listed.members) == 1:
        return _PLAIN.fullmatch(listed.items[0]) is not None
    return not any(_ACT.search(item) for item in listed.items)
