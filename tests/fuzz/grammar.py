"""Texts of a report's grammar and of none: clauses, numbers, brackets, quotes, rows, long runs.

Owns what the words are put together of: the catalogue's own examples and patterns' words, so
that the rules are met, and whatever stands around figures, in any order and any number.
"""

from functools import cache
from random import Random

from etl.catalog import load_catalog

TITLES = (
    "云岫市{body}{year}年度法治政府建设情况报告",
    "{body}{year}年政府信息公开工作年度报告",
    "{year}年{body}行政执法情况",
    "关于{body}{year}年度工作的报告",
)
BODIES = ("水利局", "司法局", "市场监督管理局", "人民政府", "教育体育局", "某某街道办事处")
NUMERALS = """
1 2 12 312 1,240 46.5 0 100 2023 20万 3.5亿 一 两 十二 三百零五 百 千 万 零 半 数 几 99999999999999999999 0.000001 １２ 〇
""".split()  # noqa: SIM905 - here and below: as words
BOUNDS = (
    "",
    "",
    "",
    "",
    "近",
    "约",
    "超",
    "不少于",
    "累计",
    "共",
    "达到",
    "约为",
    "各",
    "分别为",
    "均为",
)
AFTER = ("", "", "", "余", "多", "以上", "左右", "余万", "、", "至", "—", "%", "‰")
UNITS = """
次 件 起 条 家 人次 人 名 份 项 期 场 万元 元 %  个百分点 户次 批次 （次） 年 月 日 类 位
""".split()  # noqa: SIM905
JOINS = (
    *"，、。；：（）“”《》.,和及与\n\t", "\n\n", "其中，", "，其中", "，比上年增长", "，同比下降",
)  # fmt: skip
HEADS = (
    "一、主要举措和成效", "二、存在的不足和原因", "三、下一年度主要安排", "（一）", "1.", "一是",
    "第一，", "下一步，", "2024年，我局将继续", "附件：", "（一）其中", "本年新收政府信息公开申请数量",
)  # fmt: skip
TAILS = (
    "",
    "\n云岫市水利局\n2024年1月16日",
    "\n（此件公开发布）",
    "\n发布时间：2024-01-16 浏览次数：3",
)
RUNS = (
    *"1一，、（）《》“。的约为件次年第—=0( \u3000\n\t", "约为", "共有", "其中", "分别", "检查", "行政",
    "以名义", "涉及",
)  # fmt: skip


@cache
def _phrases() -> tuple[str, ...]:
    """Return what the catalogue knows to be said, and the words before its numbers."""
    found = [
        text
        for indicator in load_catalog().indicators.values()
        for text in (*(each.text for each in indicator.examples), *indicator.counter_examples)
    ]
    found += [indicator.name_zh for indicator in load_catalog().indicators.values()]
    return tuple(found)


def make_text(random: Random) -> str:
    """Return a text, of a report more often than not."""
    title = random.choice(TITLES).format(
        body=random.choice(BODIES), year=random.randint(2015, 2025)
    )
    pieces = [title, "\n"] if random.random() < 0.8 else []
    for _ in range(random.choice((1, 3, 8, 20, 60))):
        pieces.append(_make_piece(random))
    return "".join([*pieces, random.choice(TAILS)])


def _make_piece(random: Random) -> str:
    kind = random.random()
    if kind < 0.3:
        return _spoil(random, random.choice(_phrases()))
    if kind < 0.6:
        return _make_clause(random)
    if kind < 0.75:
        return random.choice(JOINS) + random.choice(("", "\n")) + random.choice(HEADS)
    if kind < 0.85:
        return _make_row(random)
    if kind < 0.93:
        return random.choice(RUNS) * random.choice((2, 30, 200, 1500))
    return "".join(random.choice(RUNS) for _ in range(random.choice((5, 40, 300))))


def _make_clause(random: Random) -> str:
    """Return words, a number and its measure word, as figures are stated."""
    phrase = random.choice(_phrases())
    cut = random.randint(0, len(phrase))
    words = phrase[max(0, cut - random.randint(1, 20)) : cut]
    return words + _make_number(random) + random.choice(JOINS)


def _make_number(random: Random) -> str:
    bound, after = random.choice(BOUNDS), random.choice(AFTER)
    return bound + random.choice(NUMERALS) + after + random.choice(UNITS)


def _make_row(random: Random) -> str:
    """Return a row of items or of cells: words and numbers in turn."""
    mark = random.choice(("、", "\t", "，", " ", "件、"))
    count = random.choice((2, 4, 10, 40))
    cells = (
        _make_number(random) if random.random() < 0.6 else random.choice(_phrases())[:6]
        for _ in range(count)
    )
    return mark.join(cells) + random.choice(("。", "\n", ""))


def _spoil(random: Random, phrase: str) -> str:
    """Return a phrase, at times with a piece lost, doubled or put elsewhere."""
    if not phrase or random.random() < 0.4:
        return phrase
    start = random.randrange(len(phrase))
    end = random.randint(start, len(phrase))
    piece = phrase[start:end]
    return random.choice(
        (phrase[:start] + phrase[end:], phrase[:end] + piece * 3 + phrase[end:], piece + phrase)
    )
