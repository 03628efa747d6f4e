"""Sentences that open a chapter where no heading does: 下一步，… · 2025年，我局将… · 改进措施：…

Owns the wording of such sentences. Refuses to say where the chapter they open ends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.model import SectionKind
from etl.text.heading_kinds import YEAR, compact, read_year

_YEAR = f"({YEAR})"
_WE = (
    "(?:我们|我[局市县区委镇乡厅办省院队站所]|本[局市县区委镇乡厅办省机单][关位]?|全[局市县区镇省系]统?"
    "|[^,。;:]{0,14}(?:局|委|委员会|政府|街道|办事处|镇|乡|厅|办公室|中心))"
)
# 将 also marks an object: 将法治建设纳入… tells what was done, 将继续加强… what will be.
_WILL_DO = (
    "(?:将|要|拟|会)(?:继续|进一步|重点|着重|着力|认真|紧紧|紧扣|坚持|以|严格|不断|持续|深入|加强|加大|加快|从|按照"
    "|围绕|全面|积极|大力|切实|努力|采取|针对|牢牢|深化|推进|结合|主要|在|聚焦|充分|强化|始终|根据|把|更加|做好|抓好)"
)
_SOON = "(?:下一步|下步|下一?阶段|下一?年度?|接下来|明年|来年|新的?一年)"
_LATER = "(?:今后|未来)"
_LEAD = "(?:(?:同时|为此|对此|因此|总之|所以),?)?(?:在|进入|迈入|展望|面向|面对|站在|关于)?"

_NEXT = re.compile(rf"{_LEAD}{_SOON}(?!继续办理|度继续办理|工作部署会|的?通知)")
_AFTERWARDS = re.compile(
    f"{_LEAD}(?:{_LATER}(?=.{{0,14}}?(?:,|将|要|继续|进一步|拟|重点|加强|努力|改进))"
    "|后[续期](?:工作)?(?:中|上)?,?[^,。;]{0,8}?(?:将|拟))"
)
_NEXT_YEAR = re.compile(
    f"{_LEAD}{_YEAR}年(?:度|里|全年)?(?!初|[0-9]|[一二三四五六七八九十]{{1,3}}[月季]|底前?已)"
)
_OBJECT = (
    "(?!.{0,14}(?:纳入|列入|作为|融入|列为|分解|细化|贯穿|摆在|落实到|报送|反馈|移[送交]|交由))"
)
_AGAINST = re.compile(
    "(?:针对|对照|结合|面对)(?:以上|上述|这些|存在的?|此|自身)[^,。]{0,18},[^。;]{0,26}?"
    f"(?:将{_OBJECT}|拟(?!定|订)|今后|下一步|明年|重点(?:从|抓|做)|要(?:继续|进一步|加强|着力|切实|重点|在|以))"
)
_WE_WILL = re.compile(f"(?:(?:为此|对此|因此),)?{_WE}?{_WILL_DO}")
_REMEDY_LABEL = re.compile(
    "(?:下一步|今后)?(?:的)?(?:工作)?(?:改进|整改|努力)(?:情况|措施|举措|方向|计划|打算|意见|办法|建议|思路)"
    "(?:主要)?(?:是|有|如下|:)|(?:下一?步)?(?:打算|改进|整改|对策|举措|安排):"
)
_PAST = re.compile("已经?(?!有)|完成了|取得了|顺利|圆满")  # what a later year already brought

_LACK_LABEL = re.compile(
    "(?:主要|存在|当前|目前|的|工作){0,6}(?:问题|不足|困难)(?:[和及与](?:不足|原因|困难|问题))?(?:主要)?(?:是|有|如下)?:"
)
_CONCEDING = (
    "(?:虽然|尽管|但|不过|同时,?(?:也|我们|还|仍)|回顾|回看|总结|对照|总体看|总的来?看|从自身看|在(?:总结|肯定|看到|取得)"
    "|与[^,。]{2,30}(?:相比|比)|一年来|过去一年|202?[0-9]年|我[局市县区委镇乡厅办]|当前|目前|也要看到)"
)
_LACKING = re.compile(
    f"{_CONCEDING}[^。;]{{0,90}}?(?:仍|还|尚|也|依然|但)[^。;]{{0,24}}?(?:存在|有)[^。;]{{0,24}}?"
    "(?:问题|不足|差距|短板|薄弱环节|困难)"
)

_SEEN_CLEARLY = re.compile(
    "(?:总结|回顾|在[^,。;]{0,16}的同时|同时|但)[^。;]{0,24}?(?:清醒|深刻)?(?:地)?(?:看到|认识到)"
    "[^。;]{0,140}?(?:问题|不足|差距|短板|薄弱|不顺|不高|不够|不强|滞后|有待)"
)
_SENTENCE = re.compile(r"[^\s。;!?”)][^。;!?\n]*")
_HEAD = 170
_SHORT = 12  # characters of a sentence before a line's end that tell nothing yet


@dataclass(frozen=True, slots=True)
class Opener:
    """A sentence that opens a plan or a list of shortcomings.

    `firm` openers stand for themselves; the others count only after shortcomings were named.
    """

    start: int
    kind: SectionKind
    firm: bool
    line_start: bool


def find_openers(text: str, year: int | None) -> Iterator[Opener]:
    """Yield the sentences of `text` (plain) that open a chapter, in order."""
    for match in _SENTENCE.finditer(text):
        judged = _judge(_unwrapped(text, match.start(), match.end()), year)
        if not judged:
            continue
        newline = _newline_before(text, match.start())
        if newline < 0 or not _is_wrapped(text, newline):
            yield Opener(match.start(), judged[0], judged[1], newline >= 0 or match.start() == 0)


def _unwrapped(text: str, start: int, end: int) -> str:
    """Return a sentence's head, with the line after it where the line broke off inside: 2024⏎年，…"""
    words = text[start:end][:_HEAD]
    if end - start < _SHORT and _is_wrapped(text, end):
        following = _SENTENCE.match(text, end + 1)
        words += following.group()[:_HEAD] if following else ""
    return words


def opens_plan(words: str, year: int | None) -> bool:
    """Tell whether a numbered passage starts as a plan does: （四）下一步，我局将…"""
    judged = _judge(words[:_HEAD], year)
    return judged == (SectionKind.NEXT_YEAR_PLAN, True)


def _judge(sentence: str, year: int | None) -> tuple[SectionKind, bool] | None:
    sentence = compact(sentence)
    if _opens_firmly(sentence, year):
        return SectionKind.NEXT_YEAR_PLAN, True
    if _REMEDY_LABEL.match(sentence) or _WE_WILL.match(sentence):
        return SectionKind.NEXT_YEAR_PLAN, False
    if any(lack.match(sentence) for lack in (_LACK_LABEL, _LACKING, _SEEN_CLEARLY)):
        return SectionKind.SHORTCOMINGS, False
    return None


def _newline_before(text: str, start: int) -> int:
    """Return where the line end before a sentence is, -1 where it starts within its line."""
    at = start - 1
    while at >= 0 and text[at] in " \t”)":
        at -= 1
    return at if at >= 0 and text[at] == "\n" else -1


def _opens_firmly(sentence: str, year: int | None) -> bool:
    if _NEXT.match(sentence) or _AFTERWARDS.match(sentence) or _AGAINST.match(sentence):
        return True
    named = _NEXT_YEAR.match(sentence)
    if not named:
        return False
    if year is None:
        return re.search(_WILL_DO, sentence[:60]) is not None
    later = year < read_year(named.group(1)) <= year + 2
    return later and _PAST.search(sentence[:60]) is None


def _is_wrapped(text: str, newline: int) -> bool:
    """Tell whether the line before broke off inside a sentence (text with hard line ends)."""
    if not 0 < newline < len(text) or text[newline] != "\n":
        return False
    line_start = text.rfind("\n", 0, newline) + 1
    line = text[line_start:newline].rstrip()
    return len(line) >= 24 and line[-1] not in "。;:!?”)"
