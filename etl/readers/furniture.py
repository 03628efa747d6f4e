"""The words by which page furniture is known: bars, crumbs, info lines, footers, side lists.

Owns the vocabulary and the kind of a single line. Refuses to decide where a body begins or
ends. No pattern can be ambiguous about how it matches, so none can take long.
"""

import re
from enum import IntEnum

from etl.readers.flow import Line
from etl.readers.words import alternatives, flatten, load_words


class Kind(IntEnum):
    """What a line of a page is, as far as the line alone tells."""

    PROSE = 1
    SHORT = 2
    CELL = 3
    DATE = 4
    TITLE = 5
    INFO = 6
    INDEX = 7
    LINK = 8
    TOOL = 9
    CREDIT = 10
    CRUMB = 11
    SIDE = 12
    SECTION = 13
    FOOT = 14


CONTENT = frozenset({Kind.PROSE, Kind.SHORT, Kind.CELL, Kind.DATE})
STARTS = frozenset({Kind.TITLE, Kind.INFO, Kind.INDEX, Kind.CRUMB})

_WORDS = load_words()
_LONGEST_FURNITURE = 160
_LONGEST_BAR = 80
_SHORTEST_PROSE = 20
_LINKED_PROSE = 100

DATE = (
    r"(?:19|20)\d{2}[ \u3000]?(?:[-/.年])[ \u3000]?\d{1,2}[ \u3000]?(?:[-/.月])[ \u3000]?"
    r"\d{1,2}(?:[ \u3000]?日)?"
)
CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_INFO_LABEL = re.compile(
    rf"(?:{alternatives(flatten(_WORDS.info_labels))})(?=[ \u3000\xa0]{{0,4}}[:：])"
    rf"|[\[【〖][ \u3000\xa0]{{0,4}}(?:{alternatives([*flatten(_WORDS.info_labels), *flatten(_WORDS.index_labels)])})(?=[ \u3000\xa0]{{0,4}}[\]】〗])"
)
_HITS = re.compile(
    r"(?:浏览|阅读|点击|访问)(?:次数|量|数)?[ \u3000]?[:：]?[ \u3000]?\[?\d+|\d{1,9}次?浏览"
)
_DATE = re.compile(DATE)
_STAMP = re.compile(r"\s*" + DATE + r"[ \u3000T]{1,4}" + CLOCK)
_BARE_DATE = re.compile(
    r"[\[【(（〖]?(?P<date>" + DATE + r")(?P<clock>[ \u3000T]{0,4}" + CLOCK + r")?[\]】)）〗]?"
)


_CHINESE_DATE = re.compile(
    r"[〇○零Oo0一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_TOOL = re.compile(
    rf"(?>(?>{alternatives(flatten(_WORDS.tools))}"
    r"|[\s\u3000\[\]【】〖〗〔〕（）()|｜:：/／·•>»<«，,、.。\-—_+±A0-9!！])+)$"
)
_WORD = re.compile(r"[\u4e00-\u9fff]|TOP|QQ")
_SECTION = re.compile(
    r"[\s\u3000【\[▍■◆●>»|]*(?:(?:上|下|前|后)一?[篇条](?:文章|信息|新闻)?\s?(?:[:：]|$)"
    rf"|(?:{alternatives(flatten(_WORDS.sections))})"
    r"[\s\u3000】\]:：>»|]*+(?:更多)?[\s\u3000】\]>»+]*$)"
)
_FOOT = re.compile(
    r"ICP备(?:案)?(?:序号|编号|号)?\s?[:：0-9]|网安备|标识码\s?[:：]?\s?\w|版权所有|copyright"
    r"|all rights reserved|技术支持\s?[:：]|浏览器.{0,20}分辨率|分辨率.{0,20}浏览"
    r"|^[\s\u3000]*(?:主办|承办|协办|主管)(?:单位)?\s?[:：]"
    r"|^[\s\u3000]*(?:网站|本站)(?:地图|声明|简介)|您是第\s?\d+\s?位",
    re.IGNORECASE,
)
_NOTICE = re.compile(rf"[\s\u3000【\[]*(?:{alternatives(flatten(_WORDS.notices))})[】\]]?\s?[:：]")
_CREDIT = re.compile(rf"[\s\u3000（(\[【]*(?:{alternatives(flatten(_WORDS.credits))})\s?[:：丨|]")
_ATTACHMENT = re.compile(
    r"[\s\u3000【\[]*(?:附件|下载|相关文件)?.{0,100}\.(?:docx?|xlsx?|pdf|wps|et|ofd|rar|zip|ceb)"
    r"(?![a-z])[^。；]{0,40}$",
    re.IGNORECASE,
)
_CRUMB = re.compile(
    r"[\s\u3000]*(?:您?(?:的|现在的|当前的|当前|现在|所在)?(?:位置|所在位置|所在的位置)\s?[:：›>》]"
    r"|(?:网站|本站)?首页\s?(?:>|›|»|》|-&?gt;|->|/)|当前位置|您现在的位置|你现在的位置)"
)
_SENTENCE_MARKS = "。；！？;"
_CLAUSE_MARKS = "，、,"


def is_prose(text: str) -> bool:
    """Tell whether `text` reads as part of a text: long enough, with marks of a sentence."""
    if len(text) < _SHORTEST_PROSE:
        return False
    if any(mark in text for mark in _SENTENCE_MARKS):
        return True
    clauses = sum(text.count(mark) for mark in _CLAUSE_MARKS)
    return clauses >= 2 or (clauses == 1 and len(text) >= 2 * _SHORTEST_PROSE)


def kind_of(line: Line) -> Kind:
    """Return what `line` is by its words and links alone."""
    text, linked, _ = line
    if linked and linked * 2 >= len(text.strip()):
        many = sum(text.count(mark) for mark in _SENTENCE_MARKS) >= 3
        return Kind.PROSE if many and len(text) >= _LINKED_PROSE else Kind.LINK
    if len(text) <= _LONGEST_FURNITURE:
        furniture = _furniture_of(text, linked)
        if furniture is not None:
            return furniture
    return Kind.PROSE if is_prose(text) else Kind.SHORT


def _furniture_of(text: str, linked: int) -> Kind | None:
    if _NOTICE.match(text):
        return Kind.FOOT
    if text.endswith("。"):
        return None
    if _FOOT.search(text):
        return Kind.FOOT
    if _SECTION.match(text):
        return Kind.SECTION
    if _CRUMB.match(text):
        return Kind.CRUMB
    return _bar_of(text) or _credit_of(text, linked)


def _bar_of(text: str) -> Kind | None:
    if len(text) <= _LONGEST_BAR and _TOOL.match(text) and _WORD.search(text):
        return Kind.INFO if _STAMP.match(text) else Kind.TOOL  # 2024/04/22 15:40 字体：大 中 小
    return _dated(text)


def _credit_of(text: str, linked: int) -> Kind | None:
    if len(text) <= _LONGEST_BAR and _CREDIT.match(text):
        return Kind.CREDIT
    return Kind.LINK if (linked or "附件" in text) and _ATTACHMENT.match(text) else None


def _dated(text: str) -> Kind | None:
    """Tell info lines (发布时间、来源、浏览) and lines that are nothing but a date."""
    bare = _BARE_DATE.fullmatch(text.strip())
    if bare is not None:
        return Kind.INFO if bare["clock"] else Kind.DATE
    if _CHINESE_DATE.fullmatch(text.strip()):
        return Kind.DATE
    labels = len(_INFO_LABEL.findall(text))
    if labels >= 2:
        return Kind.INFO
    if (labels or _HITS.search(text)) and _DATE.search(text):
        return Kind.INFO
    return Kind.INFO if labels and _HITS.search(text) else None
