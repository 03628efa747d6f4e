"""Quantities: a numeral with its measure word and its bound, wherever one stands.

Owns the forms of DOMAIN numbers: bounds (余, 多, 以上, 超), approximations (约, 近, 左右), rates,
points, ranges, ordinals. Says what a quantity is, never what it counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from etl.model import Qualifier
from etl.text.numerals import CHINESE, DIGITS, MULTIPLIER, read_numeral

MEASURE_WORDS = """
人次 家次 户次 批次 轮次 台次 辆次 架次 场次 车次 艘次 班次 件次 起次 例次 条次 项次 单次 个次 处次 点次 组次 所次 店次
元 美元 次 件 项 条 份 篇 期 则 起 宗 例 个 场 人 名 位 家 户 批 部 所 座 辆 台 处 册 张 吨 平方米 公里 千米 米
课时 学时 小时 分钟 秒 天 日 年 月 周 号 级 届 类 种 组 对 支 队 节 堂 讲 轮 回 幅 块 面 字 页 亩 公顷 倍 分 单
个工作日 个自然日 个小时 个月 个季度 个年度 个星期 个周 个昼夜
桩 宗次 款 章 门 本 套 枚 只 头 艘 架 村 镇 县 市 盏 根 片 颗 笔 道 方 员 岁 桌 间 栋 株 段 站 线
条（次） 个（次） 人（次） 件（次） 家（次） 户（次） 场（次） 期（次） 起（件） 件（起） 份（件） 次（场） 场（次）
项（家）次 家（次）次 家（户）次 户（家）次 条（篇） 篇（条） 名（次） 封 封次 条次 班次
""".split()  # noqa: SIM905 - 140 words read better as words
_UNIT = "|".join(sorted((re.escape(word) for word in set(MEASURE_WORDS)), key=len, reverse=True))
_MORE = "余|多|来|几"
_OVER_BEFORE = "超过|超出|超|逾|突破|不少于|不低于|不下|至少|大于|多于|高于|上|过"
_ABOUT_BEFORE = "大约|约|将近|接近|近|大概|几近"
_UPPER_BEFORE = "不超过|不多于|少于|低于|小于|不足|不到|最多|至多|控制在"
_OVER, _ABOUT, _UPPER = (
    frozenset(words.split("|")) for words in (_OVER_BEFORE, _ABOUT_BEFORE, _UPPER_BEFORE)
)
# 约为, 约有: a verb of amounting between the approximation and its number.
_AMOUNTS = "(?:(?<=约)[为有达计])?"
_BEFORE = f"(?:(?P<before>{_UPPER_BEFORE}|{_OVER_BEFORE}|{_ABOUT_BEFORE}){_AMOUNTS})?"
_NUMBER = (
    rf"(?P<numeral>{DIGITS}|{CHINESE})(?P<more>{_MORE})?(?P<times>{MULTIPLIER})?(?P<more2>{_MORE})?"
)
_AFTER = r"(?P<after>以上|左右|上下|以内|以下|之多|有余|余)?"
_COUNT = re.compile(rf"{_BEFORE}{_NUMBER}(?P<unit>{_UNIT})?{_AFTER}")
_RATE = re.compile(
    rf"{_BEFORE}(?:(?P<digits>{DIGITS})(?P<sign>[%‰])|百分之(?P<words>{CHINESE})"
    rf"|(?P<tenths>[一二三四五六七八九]{{1,2}})成(?P<part>[一二三四五六七八九半])?(?!立|果|员|为|效|本|功|长|品|都|熟|交|都|绩|型|就|套|文)|"
    rf"(?P<all>百分百))(?P<more>余|多)?(?P<after>以上|左右|上下|以内|以下)?"
)
_POINTS = re.compile(r"个?百分点")
_RANGE_AFTER = re.compile(rf"[—\-至到](?:{DIGITS}|{CHINESE})")
_RANGE_BEFORE = re.compile(
    rf"(?:(?<!\d)\d+|[一二三四五六七八九十])(?:余|多)?(?:{_UNIT}|%)?[—\-至到]$"
)
_ORDINAL = re.compile(
    r"第[\d一二三四五六七八九十百、和—]*$|〔\d*$|·$|(?:前|首|末|排名|位列|位居|列)$"
)
_VAGUE = re.compile(r"(?:(?<![人件次总份户个场条])数|几|好几|若干|上|成|无数|每|半|某)$")
_WORD = re.compile("[\u4e00-\u9fff]|”的?突破")  # 实现“零”的突破 is no nought
# 两三次, 三五件: two neighbouring digits without a power of ten name no number.
_PAIR = re.compile(r"[一二两三四五六七八九]{2}")


class Shape(StrEnum):
    """What kind of quantity it is, before anyone asks what it counts."""

    COUNT = "count"
    RATE = "rate"
    POINTS = "points"
    RANGE = "range"
    ORDINAL = "ordinal"
    VAGUE = "vague"
    UPPER_BOUND = "upper_bound"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity on normalised text: `start`..`end` covers bound, numeral, unit and suffix.

    `numeral_start` is where the digits begin, `numeral_end` where the unit begins (after 万/亿).
    `unit` is "" for a bare number, "%" for rates, "元" for money.
    """

    start: int
    numeral_start: int
    numeral_end: int
    end: int
    value: Decimal
    qualifier: Qualifier
    unit: str
    shape: Shape


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of normalised `text` in order, without overlaps."""
    return tuple(_scan(text))


_HAN_DIGITS = "[零〇一二三四五六七八九十百千万亿两廿卅卌]"
_AFTER_HAN = "".join(sorted({word[0] for word in MEASURE_WORDS})) + "余多来几百成"
# A Chinese numeral needs a measure word, most that are none (统一, 一是) are passed over here.
_ANY_START = re.compile(
    rf"[\d首]|(?<!{_HAN_DIGITS})(?:[零〇]|(?>{_HAN_DIGITS}+)(?=[{_AFTER_HAN}]))"
)
# What was no number as a whole is none in its middle either: no second try within it.
_RUN = re.compile(rf"\d+|{_HAN_DIGITS}+")
_FIRST = re.compile("首(?P<unit>[位名家件])")


def _scan(text: str) -> Iterator[Quantity]:
    position = 0
    while found := _ANY_START.search(text, position):
        quantity = _read_at(text, found.start(), position)
        if quantity is None:
            run = _RUN.match(text, found.start())
            position = run.end() if run else found.end()
        else:
            yield quantity
            position = quantity.end


def _read_at(text: str, numeral: int, floor: int) -> Quantity | None:
    if text[numeral] == "首":
        return _read_first(text, numeral)
    start = _bound_start(text, numeral, floor)
    rate = _RATE.match(text, start)
    if rate is not None:
        try:
            return _read_rate(text, rate, numeral)
        except (ValueError, KeyError):
            return None
    match = _COUNT.match(text, start)
    if match is None or match.start("numeral") != numeral:
        return None
    return _read_count(text, match)


def _read_first(text: str, start: int) -> Quantity | None:
    """首位公职律师: a first one, hence one."""
    match = _FIRST.match(text, start)
    if match is None:
        return None
    end, one = match.end(), Decimal(1)
    return Quantity(start, start, start + 1, end, one, Qualifier.EXACT, match["unit"], Shape.FIRST)


_BOUND_TAIL = re.compile(f"(?:{_UPPER_BEFORE}|{_OVER_BEFORE}|{_ABOUT_BEFORE}){_AMOUNTS}$")
# 最近3次, 附近5家 and 以上3项 hold no bound.
_NO_BOUND = re.compile(
    r"(?:(?:签|制|节|预|履|违)约[为有达计]?|最近|附近|临近|邻近|靠近|贴近|以上|晚上|网上|线上|会上|马上|海上|水上|街上|身上|基础上|平台上|会议上|"
    r"通过|经过|不过|路过|不超|赶超)$"
)


def _bound_start(text: str, numeral: int, floor: int) -> int:
    window = text[max(floor, numeral - 4) : numeral]
    bound = _BOUND_TAIL.search(window)
    if bound is None or _NO_BOUND.search(window):
        return numeral
    if bound[0] in ("上", "过", "近") and not _bound_fits(text, numeral, bound[0], window):
        return numeral
    return numeral - len(bound[0])


def _bound_fits(text: str, numeral: int, bound: str, window: str) -> bool:
    """上百次, 过千件 and 近百场 are bounds; 上2次 and 过3件 are not, 近3次 is."""
    if bound == "近":
        return True
    return text[numeral] in "百千万亿" and not window.endswith(("以上", "之上"))


def _read_rate(text: str, match: re.Match[str], numeral: int) -> Quantity:
    if match["digits"] is not None:
        value = read_numeral(match["digits"])
        if match["sign"] == "‰":
            value /= 10
    elif match["words"] is not None:
        value = read_numeral(match["words"])
    elif match["tenths"] is not None:
        value = read_numeral(match["tenths"][0]) * 10
        if match["part"]:
            value += 5 if match["part"] == "半" else read_numeral(match["part"])
    else:
        value = Decimal(100)
    before = match["before"]
    qualifier = _qualifier(before, bool(match["more"]), match["after"])
    shape = Shape.UPPER_BOUND if _is_upper(before, match["after"]) else Shape.RATE
    if _RANGE_AFTER.match(text, match.end()) or _RANGE_BEFORE.search(
        text, max(0, match.start() - 8), match.start()
    ):
        shape = Shape.RANGE
    return Quantity(match.start(), numeral, match.end(), match.end(), value, qualifier, "%", shape)


def _read_count(text: str, match: re.Match[str]) -> Quantity | None:
    numeral = match["numeral"]
    points = _POINTS.match(text, match.start("unit") if match["unit"] else match.end())
    unit = match["unit"] or ""
    if not unit and not points and not (numeral[0].isdigit() or numeral in ("零", "〇")):
        return None
    if not unit and not points and not numeral[0].isdigit() and _WORD.match(text, match.end()):
        return None  # 零撤改, 零投诉: no number of the words before
    try:
        value = read_numeral(numeral, match["times"] or "")
    except (ValueError, KeyError):
        return None
    return Quantity(
        match.start(),
        match.start("numeral"),
        match.start("unit") if match["unit"] else match.end(),
        points.end() if points else match.end(),
        value,
        _qualifier(match["before"], bool(match["more"] or match["more2"]), match["after"]),
        unit.replace("（", "").replace("）", "") if "（" in unit else unit,
        Shape.POINTS if points else _shape(text, match),
    )


def _shape(text: str, match: re.Match[str]) -> Shape:
    left = text[max(0, match.start() - 8) : match.start()]
    if _ORDINAL.search(left):
        return Shape.ORDINAL
    written = match.start("unit") if match["unit"] else match.end()
    if _RANGE_BEFORE.search(left) or _RANGE_AFTER.match(text, written):
        return Shape.RANGE
    if _RANGE_AFTER.match(text, match.end()) and match["unit"]:
        return Shape.RANGE
    numeral = match["numeral"]
    if _PAIR.fullmatch(numeral) or (_VAGUE.search(left) and not numeral[0].isdigit()):
        return Shape.VAGUE
    if _is_upper(match["before"], match["after"]):
        return Shape.UPPER_BOUND
    return Shape.COUNT


def _is_upper(before: str | None, after: str | None) -> bool:
    return after in ("以内", "以下") or before in _UPPER


def _qualifier(before: str | None, more: bool, after: str | None) -> Qualifier:
    if more or before in _OVER or after in ("以上", "之多", "有余", "余"):
        return Qualifier.OVER
    if after in ("左右", "上下") or before in _ABOUT:
        return Qualifier.ABOUT
    return Qualifier.EXACT
