"""Distribution: which words belong to which number where several share a sentence.

Owns 分别为 (words in a row, numbers in a row), 各 and 均 (words in a row, one number). Yields, for
a quantity, the words that would stand before it if each statement were written out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.text.clauses import LONGEST_LEFT, Sentences, last_clause
from etl.text.quantities import Quantity, Shape

_RESPECTIVELY = re.compile(
    r"(?:数量|件数|总数|数|案件数|各)?(?:，)?(?:全年|今年)?(?:分别|依次)(?:为|是|有|达到|达|共|计|完成|办理|增至|增加到|：|发生|收到|受理)*$"
)
# 党组会、办公会分别研究依法行政工作5次和3次: what each did stands behind 分别.
_RESPECTIVELY_DID = re.compile(r"，?(?:全年|今年)?(?:分别|依次)([^，。；、\d]{2,18})$")
_EACH = re.compile(
    r"(?:数量|件数|案件数|案件|数)?(?:各|均各?|都)(?:为|是|有|开展|举办|组织|完成|达到?|实现)*$"
)
_EACH_IN_ROW = re.compile("各(?:办理|受理|收到|有|为)?$")  # 行政复议、行政诉讼各1宗、3宗
# 行政复议应诉案件均为0件 speaks of two things without a mark between them.
# 在渔村和学校各组织普法宣传2场: each of them, and what was done.
_EACH_ACT = re.compile(r"各((?:组织|开展|举办|举行|安排|召开|完成)[^，。；、\d各]{1,14})$")
_SEPARATOR = re.compile(
    r"[、]|以及|和|及|与|或|(?<=复议)(?=应诉|诉讼)|(?<=制定)(?=修[订改]|废止)|(?<=修[订改])(?=废止)"
)
# 复议、诉讼、信访三类案件分别办理…: how many kinds there are is no word of the last.
_KINDS = re.compile(r"[两二三四五六七八九0][类项种](?=[^，。；\d]{0,6}$)")
_JOINED = "\uffff"
_BETWEEN_NUMBERS = re.compile(r"^(?:[、，]|和|及|与|以及)?$")
_VERB = re.compile(
    r"(?:新?制定|修订|修改|废止|宣布失效|失效|清理|出台|制发|印发|备案|报备|审查|审核|新收|受理|收到|办结|答复|"
    r"办理|继续有效|保留|评估|开展|组织|举办|立案|结案|公布|发布)$"
)
_LEADING_VERB = re.compile(
    r"^(?:新?制定|修订|修改|废止|宣布失效|失效|清理|出台|制发|印发|备案|报备|审查|审核|新收|受理|收到|办结|答复|"
    r"办理|继续有效|保留|评估|开展|组织|举办|立案|结案|公布|发布)的?"
)
# 受理并办结…16件 is a figure of both verbs.
_BOTH = re.compile(
    r"(受理|收到|接收)(?:并|且|、|和)?(?:按时|按期|全部|及时|依法|均|予以){0,2}(办结|答复|回复)"
    r"(?=[^，。；、\d]{0,16}$)"
)
# 出台、废止规范性文件2件、4件: a row of verbs needs no 分别.
_VERB_ROW = re.compile(
    r"[^，。；\d]{0,6}?(?:制定|修订|出台|制发|印发|废止|清理|备案|新收|受理|收到|办结|答复|立案|结案)"
    r"(?:、|和|及)(?:修订|废止|备案|清理|宣布失效|办结|答复|结案|受理|修改)"
)


@dataclass(frozen=True, slots=True)
class Spread:
    """The statements one number stands in, written out.

    With `each` the number holds for every one of them (各2场), even where two name one indicator.
    """

    words: tuple[str, ...]
    each: bool = True


def spread_lists(
    text: str, quantities: Sequence[Quantity], sentences: Sentences
) -> Mapping[int, Spread]:
    """Return, per quantity start, the written-out words before it, where a list shares them."""
    spread: dict[int, Spread] = {}
    for index, quantity in enumerate(quantities):
        if quantity.start in spread:
            continue
        first = max(sentences.start_of(quantity.start), quantity.start - LONGEST_LEFT)
        left = text[first : quantity.start]
        if match := _RESPECTIVELY.search(left):
            row = _numbers_in_row(text, quantities, index)
            spread.update(_pair(last_clause(left[: match.start()]), row, exact=False))
        elif (match := _RESPECTIVELY_DID.search(left)) and (
            len(row := _numbers_in_row(text, quantities, index)) > 1
        ):
            spread.update(_pair(last_clause(left[: match.start()]), row, True, match[1]))
        elif _VERB_ROW.match(last_clause(left)) and (
            len(row := _numbers_in_row(text, quantities, index)) > 1
        ):
            spread.update(_pair(last_clause(left), row, exact=True))
        elif (match := _EACH_IN_ROW.search(left)) and (
            len(row := _numbers_in_row(text, quantities, index)) > 1
        ):
            spread.update(_pair(last_clause(left[: match.start()]), row, exact=True))
        elif (shared := _share(left)) is not None:
            spread[quantity.start] = shared
    return spread


def _pair(words: str, row: Sequence[Quantity], exact: bool, act: str = "") -> dict[int, Spread]:
    """Give each number of a row its item; without 分别 only rows of equal length pair up.

    `act` is what all items did.
    """
    words = _KINDS.sub("", words)
    items = write_out(words)
    if len(items) > len(row):  # 继续有效、修改、废止或失效分别为…: 或 may join words of one item
        joined = write_out(words.replace("或", _JOINED))
        if len(joined) == len(row):
            items = [item.replace(_JOINED, "或") for item in joined]
    if len(row) < 2 or len(items) < len(row) or (exact and len(items) != len(row)):
        return {}
    pairs = zip(items[-len(row) :], row, strict=True)
    return {member.start: Spread((item + act,)) for item, member in pairs}


def _share(left: str) -> Spread | None:
    """Two verbs (受理并办结), or a row of things (各, 均), that share one number."""
    if match := _BOTH.search(left):
        rest = left[match.end() :]
        first, second = left[: match.end(1)] + rest, left[: match.start(1)] + match[2] + rest
        return Spread((first, second), each=False)
    if match := _EACH_ACT.search(left):
        items = write_out(last_clause(left[: match.start()]))
        acts = tuple(f"{item}{match[1]}" for item in items)
        return Spread(acts) if len(acts) > 1 else None
    if match := _EACH.search(left):
        items = write_out(last_clause(left[: match.start()]))
        return Spread(tuple(items)) if len(items) > 1 else None
    return None


def _numbers_in_row(text: str, quantities: Sequence[Quantity], index: int) -> list[Quantity]:
    row = [quantities[index]]
    for following in quantities[index + 1 :]:
        if not _BETWEEN_NUMBERS.match(text[row[-1].end : following.start]):
            break
        if following.shape is not Shape.COUNT:
            break
        row.append(following)
    return row


def write_out(words: str) -> list[str]:
    """Write a row of words out: 制定、修订、废止规范性文件 → 制定规范性文件, 修订规范性文件, ….

    A row of nouns stays as it is (行政复议、行政诉讼).
    """
    items = [item for item in _SEPARATOR.split(words) if item]
    if len(items) < 2:
        return items
    shared = _LEADING_VERB.sub("", items[-1])
    lead = _LEADING_VERB.match(items[-1]) if not shared.startswith(_JOINED) else None
    written = []
    for item in items[:-1]:
        written.append(item + shared if lead and _VERB.search(item) else item)
    return [*written, items[-1]]
