"""The catalogue's wording, compiled: which indicators may a quantity be a figure of?

Owns how a wording meets a quantity: filler words may stand between, the nearest wording wins.
Refuses to judge year, body or plan: that is scope's part.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from etl.catalog import Catalog, Indicator, Wording
from etl.text.clauses import Place, own_item
from etl.text.needles import find_needles
from etl.text.quantities import Quantity
from etl.text.word_index import Heard, Mask, WordIndex, read_mask, write_mask

# What may stand between the words for a thing and its number: nouns of counting, adverbs,
# verbs of amounting (案件共计12件, 数量达到3件, 情况：共5件). No word of the row is made of others
# of it (共有 is 共 and 有): a row that reads in two ways reads in 2 ** n.
FILLER = (
    r"(?:[由从](?:[上去]年[末底]?|年初)?的?(?:20\d\d年[末底]?的?)?[\d.,]+[%\w]{0,3}"
    r"(?:上升|升|提高|提升|提|增加|增长|增|发展|扩大|下降|减少|降低|降|减|压减|压缩|精简|调整)(?:到|至|为))?"
    r"(?:的|了|案件|案|事项|工作|活动|任务|情况|数据|信息|数量|总数|总量|件数|次数|人数|案件数|总额|金额|数)?"
    r"(?:（[^（）\d]{0,24}）)?(?:[”’」》])?"
    r"(?:等|等等)?(?:的)?(?:[，：]?(?:全年|20\d\d年度?|今年|本年度?|年内|当年|全市|全县|全区|全镇|目前|现|尚|仍|一共|"
    r"共收到|共|合计|总计|总共|总数|已|均|也|仅|只|又|还|先后|累计|计|达到|达|大约|约|为|"
    r"是|有|不过|累加为|人民币|实现|完成|办理|办(?!公|法|案)|开展|多达|保持在?|稳定在|率|数|量|人数|次数|各|都|全部|前后|的有|核定为|增加到|增加至|增至|增为|"
    r"发展到|扩大到|扩充至|扩充到|壮大至|扩大至|发展至|升至|升到|增补为|上升到|上升至|提高到|提升到|提升至|壮大到|减少到|减少至|降至|降为|下降到|下降至))*[：“（]?"
)
_WINDOW = 90


class Bond(IntEnum):
    """How firmly a wording is bound to its quantity, the firmest last."""

    FAR_TOPIC = 0  # some of its words stand in a sentence before, in the same paragraph
    WITHIN = 1  # its words stand somewhere in the quantity's item
    TOPIC = 2  # some of its words stand earlier in the sentence
    BESIDE = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A wording met beside a quantity; `bond`, `near` and `length` rank it against others.

    `start` and `end` cover the matched words and the quantity, on the normalised text.
    """

    indicator: Indicator
    wording: Wording
    start: int
    end: int
    near: int
    length: int
    bond: Bond


@dataclass(frozen=True, slots=True)
class _Compiled:
    indicator: Indicator
    wording: Wording
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    topic: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    within: tuple[re.Pattern[str], ...]


class Lexicon:
    """All wordings of a catalogue, ready to be met, by measure word."""

    def __init__(self, catalog: Catalog) -> None:
        wordings = [(each, w) for each in catalog.indicators.values() for w in each.wordings]
        self._compiled = [_compile(indicator, wording) for indicator, wording in wordings]
        self._by_unit = _masks_by_unit(self._compiled)
        # 均为0, 为零: nothing of a kind needs no measure word.
        self._zero = write_mask(
            number
            for number, (indicator, _) in enumerate(wordings)
            if indicator.kind in ("count", "amount")
        )
        self._before = _index([wording.before for _, wording in wordings])
        self._after = _index([wording.after for _, wording in wordings])
        self._topics = _index([wording.topic for _, wording in wordings])
        self._within = _index([next(iter(wording.within), None) for _, wording in wordings])

    def hear(self, text: str) -> "Hearing":
        """Return what can be told of the wordings by one pass over `text`."""
        indexes = (self._before, self._after, self._topics, self._within)
        return Hearing(*(index.scan(text) for index in indexes))

    def matches(
        self, quantity: Quantity, place: Place, hearing: "Hearing | None" = None
    ) -> list[Match]:
        """Return every wording met at `quantity`, best first, one per indicator.

        `hearing` is that of the text `place` was cut from; None for words written out.
        """
        bare_zero = not quantity.unit and not quantity.value
        asked = self._zero if bare_zero else self._by_unit.get(quantity.unit, 0)
        if not asked:
            return []
        asked &= self._possible(place) if hearing is None else hearing.possible(place)
        found: dict[str, Match] = {}
        for number in read_mask(asked):
            match = _meet(self._compiled[number], quantity, place)
            if match is None:
                continue
            known = found.get(match.indicator.id)
            if known is None or _rank(match) > _rank(known):
                found[match.indicator.id] = match
        return sorted(found.values(), key=_rank, reverse=True)

    def _possible(self, place: Place) -> Mask:
        left, right = place.left, place.right
        earlier = self._topics.scan(f"{place.paragraph}\n{left}")
        around = f"{place.clause}\n{right}"
        return (
            self._within.scan(around).within(0, len(around))
            & self._before.scan(left).within(0, len(left))
            & self._after.scan(right).within(0, len(right))
            & earlier.within(0, len(place.paragraph) + len(left) + 1)
        )


@dataclass(frozen=True, slots=True)
class Hearing:
    """Where a text holds the words that wordings need before, behind and earlier."""

    before: Heard
    after: Heard
    topics: Heard
    around: Heard

    def possible(self, place: Place) -> Mask:
        """Return the wordings that may be met at `place`; topics are heard in its paragraph."""
        start, end = place.start, place.end
        topics = self.topics.within(start - len(place.paragraph), start)
        window = max(start - _WINDOW, start - len(place.left))
        return (
            topics
            & self.around.within(start - len(place.clause), end + len(place.right))
            & self.before.within(window, start)
            & self.after.within(end, end + len(place.right))
        )


def _index(patterns: Sequence[str | None]) -> WordIndex:
    return WordIndex([find_needles(each) if each else None for each in patterns])


def _masks_by_unit(compiled: Sequence[_Compiled]) -> Mapping[str, Mask]:
    masks: dict[str, Mask] = defaultdict(int)
    for number, each in enumerate(compiled):
        for unit in (*each.wording.units, *([""] if each.wording.bare else [])):
            masks[unit] |= 1 << number
    return dict(masks)


_YEAR = re.compile(r"(?<!\d)20\d\d年度?")
_CLAUSE_END = re.compile(r"[，；：。、（）]")
_ITEM_END = re.compile(r"[，；：。（）\d]|、(?=[^，；：。（）]{0,60}\d)")


def _own_words(place: Place) -> str:
    """The quantity's own item: its clause after the number before, "#", the clause's rest."""
    return f"{own_item(place.clause)}#{_CLAUSE_END.split(place.right)[0]}"


def _rank(match: Match) -> tuple[int, int, bool, int]:
    return (match.bond, match.near, not match.wording.weak, match.length)


def _compile(indicator: Indicator, wording: Wording) -> _Compiled:
    return _Compiled(
        indicator,
        wording,
        re.compile(f"(?P<words>{wording.before}){FILLER}$") if wording.before else None,
        re.compile(f"(?:的|（|“)?(?P<words>{wording.after})") if wording.after else None,
        re.compile(wording.topic) if wording.topic else None,
        re.compile(wording.unless) if wording.unless else None,
        re.compile(wording.not_after) if wording.not_after else None,
        tuple(map(re.compile, wording.within)),
    )


def _meet(compiled: _Compiled, quantity: Quantity, place: Place) -> Match | None:
    if compiled.within:
        return _meet_within(compiled, quantity, place)
    start, near, length = quantity.start, 0, 0
    end = quantity.end
    if compiled.before is not None:
        window = place.left[-_WINDOW:]
        before = compiled.before.search(window)
        if before is None:
            return None
        start = quantity.start - len(window) + before.start("words")
        near = before.end("words") - len(window)
        length = before.end("words") - before.start("words")
    if compiled.after is not None:
        after = compiled.after.match(_YEAR.sub(_blank, place.right))
        if after is None or "（" in place.right[1 : after.end()]:
            return None  # 法制审核48份（含合同37份）: the bracket tells of parts
        end = quantity.end + after.end()
        length += after.end() - after.start("words")
    bond = Bond.BESIDE
    if compiled.topic is not None:
        reach = place.paragraph if compiled.wording.far else place.left
        topics = list(compiled.topic.finditer(reach))
        bond = Bond.TOPIC
        if not topics and not compiled.wording.far:
            reach, bond = place.paragraph, Bond.FAR_TOPIC
            topics = list(compiled.topic.finditer(reach))
        if not topics:
            return None
        near = topics[-1].end() - len(reach)
    if _is_vetoed_by(compiled, _own_words(place), place):
        return None
    return Match(compiled.indicator, compiled.wording, start, end, near, length, bond)


def _blank(match: re.Match[str]) -> str:
    """Blank a year: 组织120人参加2023年法治考试 reads on across it."""
    return "_" * len(match[0])


def _meet_within(compiled: _Compiled, quantity: Quantity, place: Place) -> Match | None:
    """Look for the words on both sides of the number, up to its neighbours in a row."""
    left = own_item(place.clause)
    item = f"{left}#{_ITEM_END.split(place.right)[0]}"
    found = [pattern.search(item) for pattern in compiled.within]
    if not all(found) or _is_vetoed_by(compiled, item, place):
        return None
    words = [match for match in found if match]
    before = [match.start() for match in words if match.end() <= len(left)]
    behind = [match.end() for match in words if match.start() > len(left)]
    start = quantity.start - (len(left) - min(before) if before else 0)
    end = quantity.end + (max(behind) - len(left) - 1 if behind else 0)
    length = sum(match.end() - match.start() for match in words)
    return Match(compiled.indicator, compiled.wording, start, end, start - end, length, Bond.WITHIN)


def _is_vetoed_by(compiled: _Compiled, own_words: str, place: Place) -> bool:
    if compiled.unless is not None and compiled.unless.search(own_words):
        return True
    return compiled.not_after is not None and compiled.not_after.search(place.left) is not None
