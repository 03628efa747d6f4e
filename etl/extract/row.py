"""Rows: in 承办主办件4件、会办件11件 the second item goes on with the verb of the first.

Owns how far a row reaches and which words its items share. Refuses to say what an item counts:
written out, it is asked like any other statement.
"""

import re
from dataclasses import dataclass, replace

from etl.text.clauses import Place
from etl.text.quantities import Quantity

# 办理10件建议和28件提案: each number before its thing.
_AHEAD = re.compile(r"[^，；：。、\n\d]{2,12}(?:、|和|及|与|以及)")
_GOES_ON = re.compile(r"）?(?:、|和|及|与|以及)(?P<item>[^，；：。、\n]{1,40})（?")
# 检查网吧400余家次，歌舞厅200余家次: visits go on behind a comma, too.
_VISITS_GO_ON = re.compile(r"，(?P<item>[^，；：。、\n]{2,14})")
_FIRMS_GO_ON = re.compile(r"，(?P<item>[^，；：。、\n]{0,8}(?:单位|企业|场所|经营户|商户))")
_VISITS = ("家次", "户次", "个次")
_VERB = re.compile(
    r"承办|办理|办结|答复|办复|主办|召开|主持|举办|举行|开展|组织|实施|采取|作出|检查|抽查|巡查|公开|发布|公布|推送"
    r"|清理|梳理|废止|制定|出台|印发|审核备案|备案|报备|报送|审查|审核|查处|查办|立案|聘请|选聘|聘|受理|收到|接到"
    r"|出具|提供|提出|培训|轮训|处理|化解|宣讲|涉及|发生"
)
# 废止的28件、限期修改的13件: what is changed is not what was repealed.
_OTHER_FATE = re.compile("修[改订]的|保留的|限期|拟|建议")


@dataclass(frozen=True, slots=True)
class Row:
    """A number that was claimed, and what an item right behind it goes on with.

    `end` is where the number ends, `words` are the first item's, up to its `verb`.
    """

    end: int
    words: str
    verb: str
    indicator: str
    unit: str


def open_row(quantity: Quantity, words: str, indicator: str) -> Row:
    """Return the row that a claimed number may open; `words` are its own before it."""
    verb = _VERB.search(words)
    return Row(quantity.end, words, words[: verb.end()] if verb else "", indicator, quantity.unit)


def read_item(row: Row | None, quantity: Quantity, text: str) -> str | None:
    """Return the words of the row's next item, None where `quantity` is none."""
    if row is None or row.unit != quantity.unit or quantity.start - row.end > 42:
        return None
    found = _GOES_ON.fullmatch(text, row.end, quantity.start)
    if found is None and row.unit in _VISITS:
        found = _VISITS_GO_ON.fullmatch(text, row.end, quantity.start)
    if found is None and row.unit in ("家", "户"):
        found = _FIRMS_GO_ON.fullmatch(text, row.end, quantity.start)
    if found is None or _VERB.match(found["item"]) or _OTHER_FATE.search(found["item"]):
        return None
    return found["item"].removesuffix("（")


def goes_ahead(row: Row | None, quantity: Quantity, text: str) -> bool:
    """Tell whether a number goes on with the verb of the one before, both before their things."""
    if row is None or row.unit != quantity.unit or quantity.start - row.end > 16:
        return False
    return _AHEAD.fullmatch(text, row.end, quantity.start) is not None


def write_item(row: Row, item: str, place: Place) -> Place:
    """Return `place` as it would read if the item had the verb of its row.

    An item that ends as the first one does (主会场活动1场、分会场活动16场) has its words too.
    """
    alike = item[-2:] == row.words[-2:]
    words = f"{row.words if alike else row.verb}{item}"
    return replace(place, left=f"{place.left}，{words}", clause=words)
