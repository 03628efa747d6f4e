"""Which words are a document's title, among all that call themselves one.

Owns the candidates of a page (meta tags, <title>, headings) and the first lines of a plain
text. Refuses to judge whether the title is a report's; `etl.extract.header` does.
"""

import re
from collections.abc import Iterable, Sequence

from etl.readers.furniture import is_prose
from etl.readers.page import compact

MAX_TITLE_LINES = 3

_LONGEST_LINE = 60
_LONGEST_TITLE = 100
_PRELUDE_LINES = 4
_LEAST_SCORE = 2

_REPORT_WORD = re.compile(r"报告|年报|总结|汇报|情况|公报|白皮书")
_REPORT_END = re.compile(
    r"(?:报告|年报|总结|汇报|白皮书|报告书)(?:[（(][^（()）]{1,20}[）)])?[》”\"]?$"
)
_YEAR = re.compile(r"(?:19|20)\d{2}|二[〇○零Oo0][〇○零Oo0一二三四五六七八九]{2}")
_TITLE_PARTS = re.compile(r"\s{0,8}[_|｜»›]\s{0,8}|\s{1,8}[-–—]+\s{1,8}|(?<=[^\d\s])-{1,2}(?=\D)")
_HEADING = re.compile(
    r"[\s\u3000]*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[、.．]|第[一二三四五六七八九十]{1,3}[章节部条]|[一二三四五六七八九十]是)"
)
_PRELUDE = re.compile(
    r"[〔\[（(【]\s?\d{4}\s?[〕\])）】]\s?\d+\s?号|文件$|^签发人|^附件?\s?\d*\s?[:：]?$|^编号"
)
_FIGURE = re.compile(r"\d+(?!\d|年)")
_STOPS = "。；！？;!?"


def split_title_tag(text: str) -> list[str]:
    """Return the parts of a <title> that may be the document's: 标题_站名, 站名 栏目 标题."""
    text = text.strip()
    parts = [part.strip() for part in _TITLE_PARTS.split(text) if part and part.strip()]
    parts += [part for part in text.split() if part not in parts and _REPORT_END.search(part)]
    if any(_REPORT_END.search(part) for part in parts) or len(parts) == 1:
        return parts
    return [text, *parts]


def rank_titles(candidates: Iterable[tuple[str, int]], others: Iterable[str]) -> tuple[str, ...]:
    """Order title candidates, best first; each comes with the weight of where it was found.

    `others` are names that are no titles: of the site, of the column.
    """
    weights: dict[str, int] = {}
    texts: dict[str, str] = {}
    known = {compact(other) for other in others}
    for text, weight in candidates:
        key = compact(text)
        if 4 <= len(key) <= _LONGEST_TITLE and key not in known:
            texts.setdefault(key, text.strip())
            weights[key] = weights.get(key, 0) + weight
    scores = {key: weight + _judge(key) for key, weight in weights.items()}
    fit = [key for key, score in scores.items() if score >= _LEAST_SCORE]
    return tuple(texts[key] for key in sorted(fit, key=lambda key: -scores[key]))


def _judge(text: str) -> int:
    score = 0
    if _REPORT_WORD.search(text):
        score += 3
    if _REPORT_END.search(text):
        score += 2
    if _YEAR.search(text):
        score += 2
    return score - 4 if len(text) < 8 or len(text) > 70 else score


def find_title(lines: Sequence[str]) -> tuple[int, int] | None:
    """Return which of a text's first lines are its title, where they end as reports' titles do.

    A title may be wrapped on several lines, and a document number may stand before it.
    """
    start = 0
    while start < min(_PRELUDE_LINES, len(lines)) and _PRELUDE.search(lines[start].strip()):
        start += 1
    joined = ""
    for end in range(start, min(start + MAX_TITLE_LINES, len(lines))):
        line = lines[end].strip()
        if not may_be_title(line):
            return None
        joined += line
        if _REPORT_END.search(joined):
            return start, end + 1
    return None


def may_be_title(line: str) -> bool:
    """Tell whether a line could be a title or a piece of one: short, no sentence, no figure."""
    if len(line) > _LONGEST_LINE or line.endswith((":", "：", "，", ",")):
        return False
    if _HEADING.match(line) or any(stop in line for stop in _STOPS):
        return False
    return not _FIGURE.search(_YEAR.sub("", line)) and not (is_prose(line) and "，" in line)
