"""The items of a list of fields: where each stands, and whether its words name a field at all.

Owns what is read off an item (全市, 等场所, quotes), and the closed vocabulary of places and topics
inspected. Refuses to say whether anything was inspected.
"""

import re
from collections.abc import Iterator

from etl.extract.named.found import Found
from etl.model import NamedKind
from etl.named_vocabulary import Vocabulary

_COUNTED = r"(?:[\d,]+余?|[一二两三四五六七八九十百]+)(?:余|多)?[家户个处座所]次?"
_ITEM = re.compile(r"(?:[\u4e00-\u9fa5A-Za-z·—]|\d(?=[\d米])){2,14}")  # 中小学周边50米范围
_REST = re.compile("等(?:重点|其他|各类)?(?:场所|单位|企业|机构|行业|部位|对象|工程|区域)?$|专项$")
_QUOTES = "“”\"'‘’"
_NO_NAME = re.compile("检查|抽查|巡查|核查|行动")
_AND = re.compile("(?<=..)[和及与](?=..)|以及")


class FieldItems:
    """Reads the items of lists by one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = vocabulary.words
        self._empty = re.compile("|".join(words["empty"]))
        self._prefix = re.compile(f"(?:{'|'.join(words['prefixes'])}|{_COUNTED})+")
        self._place = re.compile(f"(?:{'|'.join(words['objects'])})$")
        self._known = re.compile(f"(?:{'|'.join((*words['objects'], *words['topics']))})$")

    def ends_in_place(self, listed: str) -> bool:
        """Tell whether the last item of a list names a kind of place or business."""
        return self._place.search(_REST.sub("", listed).strip(_QUOTES)) is not None

    def ends_in_known(self, listed: str) -> bool:
        """Tell whether the last item of a list is a place or a topic of the vocabulary."""
        found = list(self.read(listed, 0))
        return bool(found) and self._known.search(found[-1].name) is not None

    def any_known(self, listed: str) -> bool:
        """Tell whether an item of a list is a place or a topic of the vocabulary."""
        return any(self._known.search(found.name) for found in self.read(listed, 0))

    def read(self, listed: str, start: int) -> Iterator[Found]:
        """Yield the items of a list that stands at `start`."""
        for part in re.finditer("[^、]+", listed):
            at = start + part.start()
            for piece in _AND.split(part[0]):
                yield from self._read_item(piece, at + part[0].index(piece))

    def _read_item(self, words: str, start: int) -> Iterator[Found]:
        bare = _REST.sub("", words)
        prefix = self._prefix.match(bare)
        lead = prefix.end() if prefix else 0
        name = bare[lead:]
        quoted = name.strip(_QUOTES)
        if name.startswith("“") and "”" in quoted:  # “三合一”场所
            quoted = name
        lead += name.find(quoted)
        if (
            _ITEM.fullmatch(quoted.translate(_UNQUOTED))
            and not self._empty.fullmatch(quoted)
            and not _NO_NAME.search(quoted)
        ):
            first = start + lead
            yield Found(NamedKind.INSPECTION_FIELD, quoted, first, first + len(quoted))


_UNQUOTED = str.maketrans("", "", _QUOTES)
