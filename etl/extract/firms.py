"""Law firms named as hired: each name is a firm, though no number stands there.

Owns the shape of a firm's name and the words of hiring. Refuses firms that merely take part in
something (联合…律师事务所开展宣传).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.text.clauses import Sentences

_FIRM = re.compile(r"律师事务所|律所|律师所")
_NAME = re.compile(
    r"(?P<name>(?:[\u4e00-\u9fa5]{1,12}?（[\u4e00-\u9fa5]{2,6}）)?[\u4e00-\u9fa5_]{2,16})$"
)
# What a name cannot hold: the verb, the preposition or the noun that stands before it.
_BEFORE_NAME = re.compile(
    r"^.*(?:签订了?|签约|续签了?|聘请了?|续聘了?|聘用了?|选聘了?|聘任了?|聘|选定|确定|委托|委请|邀请|引入|引进|购买|与|由|和|及|同|请|"
    r"依托|借助|向|对|的|为|是|家|名|位|所|[、，“”：])(?=..)"
)
_NO_NAME = re.compile(
    r"内外|省内|市内|县内|专业|优秀|知名|资深|常年|法律|顾问|第三方|多家|几家|社会|签约|某|各|该|有关|相关|外聘|合作|本地|所在|一家|其他|两家|机构|单位|律师"
)
_HIRED_BEFORE = re.compile(
    r"签订|签约|续签|聘|选定|确定|委托|委请|购买|由$|由[^，。；]{0,12}$|引入|引进|与[^，。；]{0,12}$|请$|继续[^，。；]{0,6}$"
)
_HIRED_AFTER = re.compile(
    r"签订|签约|续签|续约|担任|作为|常年|选派|派出|指派|委派|派驻|法律顾问|顾问服务|提供(?:法律|常年|日常|专业)|律师(?:担任|为|作为)|合同|服务协议"
)
_NOT_HIRED = re.compile(
    r"联合|邀请[^，。；]{0,14}(?:授课|讲|开展|作|举办)|普法|讲座|宣讲|处罚|投诉|监管|检查|年检|考核|执业(?!律师)|设立|成立|全[市县区省]|辖区"
)


@dataclass(frozen=True, slots=True)
class NamedFirm:
    """A firm named as hired: the name and the words that hire it, on normalised text."""

    name: str
    start: int
    end: int
    clause_start: int
    clause_end: int


def find_firms(text: str, sentences: Sentences) -> Iterator[NamedFirm]:
    """Yield the law firms that normalised `text` names as hired."""
    for found in _FIRM.finditer(text):
        place = sentences.place(found.start(), found.end())
        name = _name_before(place.clause)
        if not name or _NO_NAME.search(name):
            continue
        segment = place.left.rpartition("；")[2]
        right = place.right.partition("；")[0]
        near = f"{place.clause[-20:]}#{right.split('，')[0][:14]}"
        if _NOT_HIRED.search(near):
            continue
        hired = _HIRED_BEFORE.search(segment[-40:]) or _HIRED_AFTER.search(right[:30])
        if hired is None:
            continue
        tail = len(right.split("，")[0])
        yield NamedFirm(
            name,
            found.start() - len(name),
            found.end(),
            found.start() - len(place.clause),
            found.end() + min(tail, 24),
        )


def _name_before(clause: str) -> str | None:
    rest = _BEFORE_NAME.sub("", clause)
    match = _NAME.search(rest)
    return match["name"] if match and len(rest) >= 2 else None
