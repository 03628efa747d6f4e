"""The title of a report, and which kind of report it announces.

Owns the wording of titles. Refuses to read a body's name (`etl.extract.agency`) or a year
(`etl.extract.report_dates`) from one, and to judge whether a text is a report
(`etl.extract.verdict`).
"""

import re
from collections.abc import Iterator, Sequence

from etl.model import Document, Genre

_SUBJECTS = {
    Genre.DIS: "信息公开|政务公开|政务信息",
    Genre.ROL: (
        "法治政府|依法行政|法治建设|法治工作|法制工作|全面依法治?"
        "|依法治[省市县区州旗镇乡街教校水税林企]"
        "|法治(?!副校长|宣传|文化|讲座)[\\u4e00-\\u9fff]{1,6}建设"
    ),
    Genre.ENF: (
        "行政执法|执法(?:工作|情况|数据|年报|统计|监管)"
        "|行政(?:处罚|检查|许可|强制)(?:实施|工作|行为)?(?:情况|数据|统计)"
    ),
}
_SUBJECT = "|".join(f"(?:{words})" for words in _SUBJECTS.values())
_FORM = "(?:报告|总结|年报|汇报|情况|数据表|统计表|数据|公示|公告|信息公开)(?:公示|公告|公布|公开)?"
_TAIL = (
    r"(?:[（(][^（）()]{1,16}[）)]|20[0-9]{2}年?度?){0,2}"
    "(?:(?:和|及|暨|以及|与|、)[^。]{2,30})?"
)
_TITLE = re.compile(
    f"[^。；！？>＞»›\\n]{{0,70}}?(?:{_SUBJECT})[^。；！？>＞»›\\n]{{0,24}}?{_FORM}{_TAIL}"
)
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]|第[一二三]|[0-9]{1,2}[、.．]"
)
_TAG = re.compile(
    r"^(?:【[^】]{1,14}】|\[[^\]]{1,14}\]|〔[^〕0-9]{1,14}〕|(?:标题|名称|信息名称)[:：])"
)
_SITE_MARK = re.compile(
    r"\s{0,8}[|｜_]\s{0,8}|\s{1,8}[-－–—]+\s{1,8}|[-－–—]{2,}|(?<![0-9〇一二三四五六七八九])[-－–—]"
)
_YEAR = re.compile("20[0-9]{2}|二[〇○零ＯO][〇○零一二三四五六七八九]{2}")
_BEFORE_SUBJECT = re.compile("关于|20[0-9]{2}|二[〇○零ＯO]")
_BODY = re.compile(
    "[^，。；：:（(]{2,30}(?:局|委员会|委|厅|部|办公室|政府|街道|办事处|镇|乡|中心|管委会|党组)"
    "|[^，。；：:（(]{2,40}(?:关于|年度?)"
)
_LAST_WORD = re.compile("的?(?:年度|工作|情况)*(?:报告|总结|年报)")
_FULL_WEIGHT = 3  # a year and a body
_HEAD = 1600
_LINES = 16


def squeeze(text: str) -> str:
    """Return `text` without white space and without invisible marks."""
    return "".join(text.split()).replace("\u200b", "").replace("\ufeff", "")


def is_title(line: str) -> bool:
    """Tell whether `line` (squeezed) reads as the title of a report."""
    return 8 <= len(line) <= 110 and _TITLE.fullmatch(line) is not None


def find_title(document: Document) -> str | None:
    """Return the report's own title: white space removed, wrapped lines joined, no site name."""
    page = tuple(_page_titles(document.page.titles))
    lines = _opening_lines(document)
    found = [title for title in page if is_title(title)]
    written = _written_title(lines, page)
    if written and (not found or _tells_more(written, found[0])):
        return written
    if found:
        return found[0]
    return page[0] if page else None


def find_genre(title: str) -> Genre:
    """Return the kind of report that a title announces."""
    for genre, subject in _SUBJECTS.items():
        if re.search(subject, title):
            return genre
    return Genre.UNKNOWN


def guess_genre(passage: str) -> Genre:
    """Return the kind of report a passage without a title speaks of most."""
    told = {genre: len(re.findall(subject, passage)) for genre, subject in _SUBJECTS.items()}
    ranked = sorted(told, key=lambda genre: (-told[genre], genre is not Genre.ROL))
    return ranked[0] if told[ranked[0]] else Genre.UNKNOWN


def _tells_more(written: str, page: str) -> bool:
    """Tell whether the title in the text names a year or a body that the page's leaves out."""
    return _weigh(written) > _weigh(page)


def _weigh(title: str) -> int:
    start = _BEFORE_SUBJECT.search(title)
    named = start is not None and start.start() >= 3
    return 2 * (_YEAR.search(title) is not None) + named


def _page_titles(titles: Sequence[str]) -> Iterator[str]:
    """Yield what the page calls itself, site names cut off, the most telling first."""
    whole = [_TAG.sub("", title.strip()) for title in titles if title.strip()]
    for title in whole:
        for segment in (*_SITE_MARK.split(title), title):
            parts = [part for part in segment.split() if is_title(part)]
            yield from (part for part in parts if _weigh(part) == _FULL_WEIGHT)
            yield from filter(is_title, [squeeze(segment), *parts])
    for title in whole:
        yield squeeze(_SITE_MARK.split(title)[0]) or squeeze(title)


def _opening_lines(document: Document) -> list[str]:
    head = document.text[: document.body.start + _HEAD]
    lines = (squeeze(_TAG.sub("", line.strip())) for line in head.split("\n") if line.strip())
    return [line for line, _ in zip(lines, range(_LINES), strict=False)]


def _written_title(lines: Sequence[str], page: Sequence[str]) -> str | None:
    """Return the first line that reads as a title, else the first run of lines that does."""
    for count in (1, 2, 3, 4):
        for first in range(len(lines) + 1 - count):
            run = lines[first : first + count]
            if any(_is_text(line) for line in run) or not is_title("".join(run)):
                continue
            return _whole_title(lines, first, first + count, page)
    return None


def _is_text(line: str) -> bool:
    ends = ("。", "；", "：", ":", "，", ",", "！", "？", ";")
    return len(line) > 64 or line.endswith(ends) or _NUMBERED.match(line) is not None


def _whole_title(lines: Sequence[str], first: int, end: int, page: Sequence[str]) -> str:
    """Join what the layout broke off: the body's name above, a last word below."""
    title = "".join(lines[first:end])
    if title in page:
        return title
    if first and _BEFORE_SUBJECT.match(title) is not None or find_genre(title[:6]) != Genre.UNKNOWN:
        above = lines[first - 1] if first else ""
        title = above + title if _BODY.fullmatch(above) else title
    below = lines[end] if end < len(lines) else ""
    return title + below if _LAST_WORD.fullmatch(below) else title


def find_headline(document: Document) -> str | None:
    """Return the first line where it stands over a text as a headline does, a title or not."""
    lines = _opening_lines(document)
    if len(lines) < 2 or _is_text(lines[0]) or len(lines[0]) < 6:
        return None
    return lines[0]
