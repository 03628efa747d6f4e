"""The catalogue's wording, compiled: which indicators may a quantity be a figure of?

Owns how a wording meets a quantity: filler words may stand between, the nearest wording wins.
Refuses to judge year, body or plan: that is scope's part.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from etl.catalog import Catalog, Indicator, Wording
from etl.text.clauses import Place
from etl.text.needles import Needles, find_needles, holds_any
from etl.text.quantities import Quantity

# What may stand between the words for a thing and its number: nouns of counting, adverbs,
# verbs of amounting (案件共计12件, 数量达到3件, 情况：共5件). No word of the row is made of others
# of it (共有 is 共 and 有): a row that reads in two ways reads in 2 ** n.
FILLER = (
    r"(?:[由从](?:上年|去年)?的?(?:20\d\d年的?)?[\d.,]+[%\w]{0,3}"
    r"(?:上升|提高|提升|增加|增长|增|发展|扩大|下降|减少|降低|降|压减)(?:到|至|为))?"
    r"(?:的|了|案件|案|事项|工作|活动|任务|情况|数据|信息|数量|总数|总量|件数|次数|人数|案件数|总额|金额|数)?"
    r"(?:（[^（）\d]{0,24}）)?(?:[”’」》])?"
    r"(?:等|等等)?(?:的)?(?:[，：]?(?:全年|今年|本年度?|年内|当年|全市|全县|全区|全镇|目前|现|一共|"
    r"共收到|共|合计|总计|总共|总数|已|均|也|仅|只|又|还|先后|累计|计|达到|达|大约|约|为|"
    r"是|有|实现|完成|办理|开展|多达|保持在?|稳定在|率|数|量|人数|次数|各|都|全部|增加到|增加至|增至|增为|"
    r"发展到|扩大到|扩充至|扩充到|壮大至|扩大至|发展至|上升到|上升至|提高到|提升到|提升至|壮大到|减少到|减少至|降至|降为|下降到|下降至))*[：“]?"
)
_WINDOW = 90


@dataclass(frozen=True, slots=True)
class Match:
    """A wording met beside a quantity; `near` and `length` rank it against others.

    `start` and `end` cover the matched words and the quantity, on the normalised text.
    """

    indicator: Indicator
    wording: Wording
    start: int
    end: int
    near: int
    length: int
    by_topic: bool


@dataclass(frozen=True, slots=True)
class _Compiled:
    indicator: Indicator
    wording: Wording
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    topic: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    # Words that must stand before, behind, or earlier: asked before the patterns are.
    words_before: Needles | None
    words_after: Needles | None
    words_earlier: Needles | None


class Lexicon:
    """All wordings of a catalogue, ready to be met, by measure word."""

    def __init__(self, catalog: Catalog) -> None:
        self.indicators = catalog.indicators
        self._by_unit: dict[str, list[_Compiled]] = defaultdict(list)
        # 均为0, 为零: nothing of a kind needs no measure word.
        self._zero: list[_Compiled] = []
        for indicator in catalog.indicators.values():
            for wording in indicator.wordings:
                compiled = _compile(indicator, wording)
                for unit in wording.units:
                    self._by_unit[unit].append(compiled)
                if indicator.kind in ("count", "amount"):
                    self._zero.append(compiled)
                if wording.bare:
                    self._by_unit[""].append(compiled)

    def matches(self, quantity: Quantity, place: Place) -> list[Match]:
        """Return every wording met at `quantity`, best first, one per indicator."""
        found: dict[str, Match] = {}
        bare_zero = not quantity.unit and not quantity.value
        for compiled in self._zero if bare_zero else self._by_unit.get(quantity.unit, ()):
            for match in _meet(compiled, quantity, place):
                known = found.get(match.indicator.id)
                if known is None or _rank(match) > _rank(known):
                    found[match.indicator.id] = match
        return sorted(found.values(), key=_rank, reverse=True)


_ITEM_BEFORE = re.compile(r"^.*\d[^、]*、")
_CLAUSE_END = re.compile(r"[，；：。、（）]")


def _own_words(place: Place) -> str:
    """The quantity's own item: its clause after the number before, "#", the clause's rest."""
    return f"{_ITEM_BEFORE.sub('', place.clause)}#{_CLAUSE_END.split(place.right)[0]}"


def _rank(match: Match) -> tuple[bool, int, int]:
    return (not match.by_topic, match.near, match.length)


def _compile(indicator: Indicator, wording: Wording) -> _Compiled:
    return _Compiled(
        indicator,
        wording,
        re.compile(f"(?P<words>{wording.before}){FILLER}$") if wording.before else None,
        re.compile(f"(?:的|（|“)?(?P<words>{wording.after})") if wording.after else None,
        re.compile(wording.topic) if wording.topic else None,
        re.compile(wording.unless) if wording.unless else None,
        re.compile(wording.not_after) if wording.not_after else None,
        find_needles(wording.before) if wording.before else None,
        find_needles(wording.after) if wording.after else None,
        find_needles(wording.topic) if wording.topic else None,
    )


def _meet(compiled: _Compiled, quantity: Quantity, place: Place) -> Iterator[Match]:
    window = place.left[-_WINDOW:]
    reach = place.paragraph if compiled.wording.far else place.left
    if not (
        holds_any(window, compiled.words_before)
        and holds_any(place.right, compiled.words_after)
        and holds_any(reach, compiled.words_earlier)
    ):
        return
    start, near, length = quantity.start, 0, 0
    end = quantity.end
    if compiled.before is not None:
        before = compiled.before.search(window)
        if before is None:
            return
        start = quantity.start - len(window) + before.start("words")
        near = before.end("words") - len(window)
        length = before.end("words") - before.start("words")
    if compiled.after is not None:
        after = compiled.after.match(place.right)
        if after is None:
            return
        end = quantity.end + after.end()
        length += after.end() - after.start("words")
    by_topic = False
    if compiled.topic is not None:
        topics = list(compiled.topic.finditer(reach))
        if not topics:
            return
        near, by_topic = topics[-1].end() - len(reach), True
    if compiled.unless is not None and compiled.unless.search(_own_words(place)):
        return
    if compiled.not_after is not None and compiled.not_after.search(place.left):
        return
    yield Match(compiled.indicator, compiled.wording, start, end, near, length, by_topic)
