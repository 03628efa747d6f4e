"""Fields inspected: what lists before 领域 and clauses that inspect name, item by item.

Owns the list before 领域 with an inspection behind it (在食品、药品等领域开展检查) and whose an
inspection is. The clauses of other shapes are `inspections`, the words of an item `field_items`:
one that any inspection could name (企业, 重点单位) is no field.
"""

import re
from collections.abc import Iterator, Sequence

from etl.extract.named.field_items import FieldItems
from etl.extract.named.found import Found
from etl.extract.named.inspections import Inspections
from etl.extract.named.issuers import Issuers
from etl.extract.named.passage import Passage, last_clause_start
from etl.named_vocabulary import Vocabulary

_LIST_END = (
    "(?:等?(?:[一二三四五六七八九十\\d]{1,4}个|多个|各)?"
    "(?:重点|关键|民生|主要|高风险|突出|专业|执法|行业){0,4})?$"
)
_STOPS = re.compile("[，；：。！？\n（）]")
_REACH = 60  # of a list before its scope, and of the inspection behind it


class Fields:
    """Reads fields by one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = vocabulary.words
        self._scope = re.compile("|".join(words["scopes"]))
        self._opener = re.compile("|".join(words["openers"]))
        self._covering = re.compile("|".join(words["covering"]))
        self._inspecting = re.compile("|".join(words["inspecting"]))
        self._list_end = re.compile(_LIST_END)
        self._items = FieldItems(vocabulary)
        self._inspections = Inspections(vocabulary, self._items)

    def read(self, passage: Passage, issuers: Issuers) -> Iterator[Found]:
        """Yield the fields a passage names as inspected by the body itself."""
        yield from self._read_scopes(passage, issuers)
        for start, end in self._inspections.find(passage):
            left = passage.left(start)
            if not issuers.read_subject(left[last_clause_start(left) :]).stranger:
                yield from self._items.read(passage.text[start:end], start)

    def _read_scopes(self, passage: Passage, issuers: Issuers) -> Iterator[Found]:
        masked = passage.masked
        for found in self._scope.finditer(masked):
            scope = found.start()
            first = max(passage.sentence_start(scope), scope - _REACH)
            *before, stretch = _STOPS.split(masked[first:scope])
            behind = self._is_inspected(masked, found.end())
            if not behind and not self._was_inspected(stretch, before[-1:]):
                continue
            listed = self._list_end.sub("", stretch)
            opened = self._open(listed)
            if opened is not None and not issuers.read_subject(stretch[:opened]).stranger:
                start = scope - len(stretch) + opened
                yield from self._items.read(
                    passage.text[start : start + len(listed) - opened], start
                )

    def _is_inspected(self, masked: str, position: int) -> bool:
        """Tell whether an inspection follows in the clause, or opens the next one."""
        if masked.startswith("的", position):  # 方面的法律风险
            return False
        right = re.split("[。；\n]", masked[position : position + _REACH], maxsplit=1)[0]
        clauses = right.split("，")
        return any(self._inspecting.search(clause) for clause in clauses[:2])

    def _was_inspected(self, stretch: str, before: Sequence[str]) -> bool:
        """Tell whether the clause before inspects: 开展检查20次，涉及河湖管理、水资源等领域."""
        covers = self._covering.match(stretch) is not None
        return covers and any(self._inspecting.search(clause) for clause in before)

    def _open(self, listed: str) -> int | None:
        """Return where a list starts: behind its last opener; None where there is none."""
        openers = list(self._opener.finditer(listed.split("、", 1)[0]))
        return openers[-1].end() if openers else None
