"""Fields inspected: what lists before 领域 and lists of places inspected name, item by item.

Owns two shapes: a list before 领域 with an inspection behind it (在食品、药品等领域开展检查), and a
list of places between 对 and the inspection (对养老机构、殡葬服务单位开展执法检查). An item that any
inspection could name (企业, 重点单位) is no field.
"""

import re
from collections.abc import Iterator, Sequence

from etl.extract.named.found import Found
from etl.extract.named.issuers import Issuers
from etl.extract.named.passage import Passage, last_clause_start
from etl.model import NamedKind
from etl.named_vocabulary import Vocabulary

_LIST_END = "(?:等?(?:[一二三四五六七八九十\\d]+个|多个|各)?(?:重点|关键|民生|主要|高风险|突出|专业|执法|行业)*)?$"
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
        self._objects = re.compile(
            "对(?!外|照|接|于|标|应|比|口)(?P<list>[^，。；：（）对]{2,60}?)(?:分别|依法|联合|全面|集中|逐[一家]|(?<=机构|单位|企业|场所|学校|市场|项目)组织)*"
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
            start, end = found.span("list")
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
