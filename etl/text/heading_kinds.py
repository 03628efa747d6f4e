"""What kind of chapter a heading announces, judged by its words alone.

Owns the vocabulary of chapter headings. Refuses numbering (`etl.text.headings`) and nesting
(`etl.text.sections`).
"""

import re
from collections.abc import Iterator

from etl.model import SectionKind

YEAR = "(?:20[0-9]{2}|二[〇零OoO0][〇零OoO0一二三四五六七八九]{2})"
_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")}
_DIGITS |= dict.fromkeys("零OoO", "0")


def _any(*words: str) -> str:
    """One of the words, longest first; atomic, so that no heading makes the matcher try twice."""
    each = sorted(" ".join(words).split(), key=len, reverse=True)
    return "(?>" + "|".join(each) + ")"


_TOPIC = """
推进 加强 开展 落实 实施 履行 编制 全面 深化 进行 做好 关于 法治政府 法治 依法行政 依法治市
依法治县 依法治区 依法治省 依法治理 政府信息公开 政务公开 信息公开 行政执法 建设 部门 示范 创建
主动公开 工作 各项 本 年度 方面 过程 中 上 的 和 与 及 、 , 以及 我局 我市 我县 我区 我委 我镇
我乡 我厅 我办 我省 我院 我街道 全局 全市 全县 全区 全镇 全省 街道 单位 本单位 本机关 我们 执法
"""
_LINK = "和 与 及 、 , 的 / 以及 并 其 相应"
_NEXT = """
下一步 下步 下一年度 下一年 下一个年度 下年度 下年 下一阶段 下阶段 今后 明年 来年 接下来 新一年
新的一年 下半年 后续
"""
_LACK = """
问题 不足之处 不足 困难 薄弱环节 薄弱之处 短板 弱项 差距 缺点 欠缺 难点 矛盾 瓶颈 反思 检视
"""
_PLAN = """
安排 打算 计划 思路 设想 规划 展望 方向 目标 任务 重点 工作 措施 举措 对策 建议 要点 部署 路径
整改 改进 意见 事项 内容 考虑 抓手 做法 努力
"""
_INTENT = "安排 打算 计划 思路 设想 展望 方向 要点 工作目标 目标任务 工作重点 重点工作"
_REMEDY = """
努力的方向 努力方向 努力目标 整改方向 整改措施 整改计划 整改情况 整改意见 整改打算 改进方向
改进措施 改进计划 改进情况 改进意见 改进办法 改进举措 改进建议 改进打算 改进思路 改进工作
改进提升方向 改进提升措施 工作打算 工作设想 工作展望 工作思路 工作计划 工作安排 主要打算
主要设想 主要思路 主要计划 主要安排 重点安排 重点打算 具体打算 具体安排 打算 展望 对策建议
对策措施 对策 解决措施 解决办法 意见建议 意见和建议 建议
"""
_LACKING = """
当前 目前 现阶段 存在 面临 遇到 主要 突出 一些 几个 几点 仍 还 尚 依然 有 哪些 需要 自身 一定
较大 客观 共性
"""
_CAUSE = """
原因 成因 根源 剖析 分析 情况 说明 产生 形成 解决 处 点 地方 有待改进 有待提升 有待加强 有待提高
"""
_DOING = """
聚焦 解决 破解 整治 针对 围绕 找准 补齐 补足 补强 化解 排查 直面 紧盯 查找 查摆 坚持 整改 导向
突破 消除 弥补 治理 攻坚 回应 防范 克服 缩小 着力 瞄准
"""
_DONE = """
举措 成效 做法 措施 成绩 亮点 经验 开展情况 工作情况 落实情况 完成情况 推进情况 进展情况 进展
总体情况 基本情况 建设情况 概况 概述 总结 回顾 主要工作
"""

_SHORTCOMINGS = re.compile(
    f"(?:{_any(_TOPIC, _LACKING)}|{YEAR}年?)*"
    f"(?:{_any(_LACK)}(?!整改|导向|整治|清单|线索|台账)|需要?改进的?(?:方面|地方)|有待改进)"
    f"(?:{_any(_LINK, _LACK, _LACKING, _CAUSE, _NEXT, _PLAN, _REMEDY, _TOPIC)}|{YEAR}年?度?)*"
)
_LOOSE_LACK = re.compile("存在|面临|不足|原因|差距|困难|薄弱|短板|不够|主要问题$|的问题$")
_MENDING = re.compile(_any(_DOING))
_PLAN_NEXT = re.compile(
    f"(?:{_any(_TOPIC, _LINK, _REMEDY, '情况 存在 对 在 主要 重点')})*"
    f"{_any(_NEXT)}.{{0,26}}?{_any(_PLAN)}(?:情况)?"
)
_BEFORE_YEAR = f"(?:{_any(_TOPIC, _LINK, _REMEDY, '主要 重点')})*{YEAR}(?:年度?)?.{{0,26}}?"
_PLAN_YEAR = re.compile(f"{_BEFORE_YEAR}{_any(_INTENT)}(?:情况)?")
_PLAN_LATER_YEAR = re.compile(f"{_BEFORE_YEAR}{_any(_PLAN)}(?:情况)?")
_PLAN_REMEDY = re.compile(f"(?:{_any(_TOPIC, _LINK, _REMEDY, '主要 重点 具体')})*")
_REMEDY_LAST = re.compile(f"{_any(_REMEDY)}$")
_NEXT_FIRST = re.compile(f"(?:{_any(_TOPIC, '在 对')})*{_any(_NEXT)}")
_FIRST_PERSON = re.compile(
    "第一责任人|(?:主要负责人|主要负责同志|主要领导|党政负责人|党政主要).{0,14}(?:履行|履职|职责)"
)
_MEASURES = re.compile(
    f"(?:{_any(_TOPIC, _LINK, '主要 采取 取得 总体 基本 特色 重点 一年来 年 情况 上')}|{YEAR})*"
    f"{_any(_DONE)}(?:{_any(_LINK, _DONE, '主要 取得 工作 情况 特色')})*"
)
_OTHER = re.compile("(?:其他|其它|需要说明|附件|附表|附录|备注|名词解释)")
_YEAR = re.compile(f"({YEAR})年?")
_YEAR_NAMED = re.compile(
    f"({YEAR})(?:年(?!初|[0-9一二三四五六七八九十]{{1,3}}月)|(?={_any(_INTENT)}))"
)


def compact(text: str) -> str:
    """Return `text` without any white space (layout breaks words)."""
    return "".join(text.split())


def find_year(text: str) -> int | None:
    """Return the first year named in `text`, in digits or Chinese numerals."""
    match = _YEAR.search(text)
    return read_year(match.group(1)) if match else None


def read_year(numeral: str) -> int:
    """Return the year of four digits or four Chinese numerals."""
    return int("".join(_DIGITS.get(digit, digit).replace("二", "2") for digit in numeral))


def classify_heading(heading: str, *, top: bool, year: int | None) -> SectionKind | None:
    """Return the kind of chapter `heading` announces, None where it does not say.

    `top` headings are read more freely: below them, words such as 问题 or 计划 are usually part
    of what was done. `year` is the reporting year, where it is known.
    """
    for words in _readings(heading):
        if kind := _classify_words(words, top, year):
            return kind
    return None


def _readings(heading: str) -> Iterator[str]:
    """Yield the heading, and what stands before a gap or a comma (text run on in its line)."""
    whole = compact(heading[:120])
    if len(whole) <= 60:
        yield whole
    head, *rest = heading[:60].split(maxsplit=1)
    if rest and 3 <= len(head) <= 30:
        yield head
    head, comma, _ = whole.partition(",")
    if comma and 3 <= len(head) <= 30:
        yield head


def _classify_words(words: str, top: bool, year: int | None) -> SectionKind | None:
    if _SHORTCOMINGS.fullmatch(words):
        return SectionKind.SHORTCOMINGS
    if _is_plan(words, top, year):
        return SectionKind.NEXT_YEAR_PLAN
    if _FIRST_PERSON.search(words):
        return SectionKind.FIRST_RESPONSIBLE_PERSON
    if top and _LOOSE_LACK.search(words) and not _MENDING.search(words):
        return SectionKind.SHORTCOMINGS
    if _MEASURES.fullmatch(words):
        return SectionKind.MEASURES
    return SectionKind.OTHER if top and _OTHER.match(words) else None


def _is_plan(words: str, top: bool, year: int | None) -> bool:
    if _PLAN_NEXT.fullmatch(words):
        return True
    if top and (_is_remedy(words) or _NEXT_FIRST.match(words)):
        return True
    named = _YEAR_NAMED.search(words)
    if named is None:
        return False
    if year is not None and year < read_year(named.group(1)) <= year + 2:
        return top or _PLAN_LATER_YEAR.fullmatch(words) is not None
    # 2023年学法计划 among the measures of 2023 is what was carried out
    return (top or year is None) and _PLAN_YEAR.fullmatch(words) is not None


def _is_remedy(words: str) -> bool:
    return _PLAN_REMEDY.fullmatch(words) is not None and _REMEDY_LAST.search(words) is not None
