"""Fields inspected: what lists before 领域 and lists of places inspected name, item by item.

Owns two shapes: a list before 领域 with an inspection behind it (在食品、药品等领域开展检查), and a
list of places inspected: between 对 and the inspection (对养老机构、殡葬服务单位开展执法检查), before
it (开展校外培训机构执法检查), or behind it and before their number (检查用人单位73家次). An item that
any inspection could name (企业, 重点单位) is no field.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from etl.extract.named.found import Found
from etl.extract.named.issuers import Issuers
from etl.extract.named.passage import Passage, last_clause_start
from etl.model import NamedKind
from etl.named_vocabulary import Vocabulary

_LIST_END = (
    "(?:等?(?:[一二三四五六七八九十\\d]{1,4}个|多个|各)?"
    "(?:重点|关键|民生|主要|高风险|突出|专业|执法|行业){0,4})?$"
)
_COUNTED = r"(?:[\d,]+余?|[一二两三四五六七八九十百]+)(?:余|多)?[家户个处座所]次?"
_ITEM = re.compile("[\u4e00-\u9fa5A-Za-z·—]{2,14}")
_REST = re.compile("等(?:场所|单位|企业|机构|行业|部位|对象)?$")
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
        self._empty = re.compile("|".join(words["empty"]))
        self._object = re.compile(f"(?:{'|'.join(words['objects'])})$")
        self._prefix = re.compile(f"(?:{'|'.join(words['prefixes'])}|{_COUNTED})+")
        inspecting = "|".join(words["inspecting"])
        kinds = "(?:行政|执法|专项|监督|安全|现场|联合|综合|日常|随机|双随机|突击|集中){0,4}"
        self._places = (
            re.compile(
                "(?:开展|组织|实施)了?(?!对)(?P<list>[^，。；：（）对]{3,40}?)等?"
                f"{kinds}(?:{inspecting})"
            ),
            re.compile(
                "(?:检查|抽查|巡查)(?!组|对象|人员)(?:了|各类)?(?P<list>[^，。；：（）\\d]{3,40}?)等?共?"
                r"(?=约?近?[\d零一二三四五六七八九十百千万][\d,.零一二三四五六七八九十百千万余多]{0,11}"
                "(?:[家户个处座所艘辆]次?|次))"
            ),
        )
        # 聚焦燃气、物业，开展检查 and 开展节能、粮食流通等行政检查: a row needs no word for field.
        self._rows = (
            re.compile(
                "(?:聚焦|围绕|紧盯|紧扣)(?P<list>[^，。；：（）]{2,24}、[^，。；：（）]{2,30}?)"
                f"(?:等[^，。；、]{{0,12}})?，(?:开展|组织|实施)[^，。；、]{{0,8}}?{kinds}(?:{inspecting})"
            ),
            re.compile(
                "(?:开展|组织|实施)了?(?P<list>[^，。；：（）对]{2,20}、[^，。；：（）对]{2,20}?)等"
                f"(?:行政|执法|专项|监督){{1,3}}(?:{inspecting})"
            ),
        )
        self._objects = re.compile(
            "对(?!外|照|接|于|标|应|比|口)(?P<list>[^，。；：（）对]{2,60}?)(?:分别|依法|联合|全面|集中|逐[一家]|(?<=机构|单位|企业|场所|学校|市场|项目)组织){0,3}"
            f"(?:开展|进行|实施|的)了?[^，。；、]{{0,12}}?(?:{inspecting})"
        )

    def read(self, passage: Passage, issuers: Issuers) -> Iterator[Found]:
        """Yield the fields a passage names as inspected by the body itself."""
        yield from self._read_scopes(passage, issuers)
        if "检查" in passage.masked or "抽查" in passage.masked:
            yield from self._read_objects(passage, issuers)

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
                yield from self._items(passage.text[start : start + len(listed) - opened], start)

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

    def _read_objects(self, passage: Passage, issuers: Issuers) -> Iterator[Found]:
        for found in self._objects.finditer(passage.masked):
            left = passage.left(found.start())
            if issuers.read_subject(left[last_clause_start(left) :]).stranger:
                continue
            yield from self._list(passage, *found.span("list"))
        for found in self._owned(passage, issuers, self._places):
            yield from self._list(passage, *found.span("list"))
        for found in self._owned(passage, issuers, self._rows):
            start, end = found.span("list")
            yield from self._items(passage.text[start:end], start)

    def _owned(
        self, passage: Passage, issuers: Issuers, shapes: Sequence[re.Pattern[str]]
    ) -> Iterator[re.Match[str]]:
        """Yield the lists that no other body is the subject of."""
        for found in chain.from_iterable(shape.finditer(passage.masked) for shape in shapes):
            left = passage.left(found.start())
            if not issuers.read_subject(left[last_clause_start(left) :]).stranger:
                yield found

    def _list(self, passage: Passage, start: int, end: int) -> Iterator[Found]:
        """Yield the items of a list of places: its last one must name a kind of place."""
        listed = passage.text[start:end]
        if self._object.search(listed):
            yield from self._items(listed, start)

    def _items(self, listed: str, start: int) -> Iterator[Found]:
        for part in re.finditer("[^、]+", listed):
            pieces = re.split("(?<=..)[和及与](?=..)|以及", part[0])
            offset = start + part.start()
            for piece in pieces:
                yield from self._item(piece, offset + part[0].index(piece))

    def _item(self, words: str, start: int) -> Iterator[Found]:
        bare = _REST.sub("", words)
        prefix = self._prefix.match(bare)
        lead = prefix.end() if prefix else 0
        name = bare[lead:]
        quoted = name.strip("“”\"'‘’")
        lead += name.find(quoted)
        if _ITEM.fullmatch(quoted) and not self._empty.fullmatch(quoted):
            first = start + lead
            yield Found(NamedKind.INSPECTION_FIELD, quoted, first, first + len(quoted))
