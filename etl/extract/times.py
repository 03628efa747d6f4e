"""Of which year is a number: last year's in a comparison, another year's, of several years?

Owns the grammar of time, comparison and accumulation. Judges by the words around a number.
"""

import re

from etl.extract.reasons import Reason
from etl.text.clauses import Place, mask_brackets
from etl.text.numerals import read_chinese

_PAST = (
    r"(?:(?:上一?|去)年度?(?:同期|末|底)|上一?年度?(?!结转)|去年度?|上[一0]?(?:轮|届)|前[一0]轮"
    r"|往年(?!制发|印发|制定|出台|发布|下发|规范性|文件|的)|(?<!以)前年|(?<=[较比与])同期|同期(?=[为是仅的数增减下上相][^，。；]{0,3}\d|相比))"
)
_PRIOR_VALUE = re.compile(rf"{_PAST}(?:同期|全年|末|底)?(?:的|为|是|有|共|仅|数|数据)*[（：]?$")
_NOW_REACHED = re.compile(
    r"(?:增加|增长|增|上升|提高|提升|扩大|发展|壮大|减少|下降|降|压减|缩减|减|升|涨)(?:到|至|为)$|达到?$"
)
_CHANGE = re.compile(
    r"(?:增加|增长|增幅|增|减少|减|下降|降低|降|降幅|上升|提高|提升|压减|压缩|缩短|缩减|净增|净减|回落|多|少)"
    r"(?:了|幅|率|达|为|约|近|超|逾|超过)*$"
)
_STRONG_CHANGE = re.compile(
    r"(?:增长|增幅|下降|降低|降幅|上升|提高|提升|压减|压缩|净增|净减|回落|同比|环比)(?:了|幅|率|达|为|约|近)*$"
)
_COMPARED = re.compile(
    rf"同比|环比|[较比]{_PAST}|[较比](?:20\d\d年|[^，。；]{{0,8}}年)|与[^，。；]{{1,12}}相比|[较比]"
)
_GROWS_AFTER = re.compile(
    r"^[^，。；、\d]{0,6}(?:增加|增长|增补|增|上升|提高|提升|升|提|扩大|扩充|发展|壮大|减少|下降|降|压减|精简|缩减|减|调整|变)(?:到|至|为|成)"
)

_FROM_VALUE = re.compile(r"[由从自][^，。；]{0,16}$")
_COMPARED_VALUE = re.compile(rf"[较比]{_PAST}[^，。；]{{0,4}}$")
# 较上年增加行政检查20次: what grew stands between the change and its number.
_MORE_OF_IT = re.compile(
    rf"(?:同比|环比|[较比](?:{_PAST}|20\d\d年)[^，。；]{{0,4}}?)"
    r"(?:增加|减少|多|少)(?!到|至|为)(?:了)?[^，。；、\d]{1,12}$"
    r"|[较比][^，。；、\d]{1,8}(?:多|少)(?!到|至|为)[^，。；、\d]{1,6}$"  # 比计划多安排1次
)


def judge_comparison(place: Place) -> Reason | None:
    """Last year's value in a comparison, or the change between the years."""
    clause = place.clause
    if _NOW_REACHED.search(clause):
        return None
    if _PRIOR_VALUE.search(clause):
        return Reason.OTHER_YEAR
    if _FROM_VALUE.search(clause) and _GROWS_AFTER.search(place.right):
        return Reason.OTHER_YEAR
    if _STRONG_CHANGE.search(clause) or _MORE_OF_IT.search(clause):
        return Reason.CHANGE
    if _CHANGE.search(clause) and (
        _COMPARED.search(place.left) or clause.endswith(("增加", "减少"))
    ):
        return Reason.CHANGE
    if _COMPARED_VALUE.search(clause):
        return Reason.OTHER_YEAR
    return None


_YEAR = re.compile(
    r"(?P<digits>(?:19|20)\d\d)年?度?(?:[至—\-](?P<last>(?:19|20)\d\d))?(?<=[年度\d])"
    r"|(?P<words>[一二][一二三四五六七八九零〇]{3})年"
)
_TIME = re.compile(
    rf"(?P<year>(?:(?<!\d)(?:19|20)\d\d|(?<![一二三四五六七八九零〇])[一二][一二三四五六七八九零〇]{{3}})年)"
    rf"|(?P<past>{_PAST})|(?P<next>明年|下一年度?|来年)"
    r"|(?P<own>全年|今年|本年度?|年内|当年|一年来|报告期|本年|年度内|年底前?(?=，))"
)


_TOLD_AFTER = re.compile(
    "(?:是|为|系)(?:(?P<year>20\\d\\d)年|上年|去年)的?(?:情况|数据|数|旧账)?(?=[，。；]|的)"
)


def judge_year(place: Place, year: int | None) -> Reason | None:
    """The nearest word of time before the quantity names another year."""
    told = _TOLD_AFTER.match(place.right)
    if told and (told["year"] is None or year is None or int(told["year"]) != year):
        return Reason.OTHER_YEAR
    bracket = _BRACKET_OF_YEAR.search(place.left)
    if bracket and (bracket["past"] or (year is not None and int(bracket["year"]) != year)):
        return Reason.OTHER_YEAR
    clause_start = len(place.left) - len(place.clause)
    if _NOW_REACHED.search(place.clause):
        return None
    # A time named in a closed bracket （2022年为5件） governs nothing outside it.
    left = mask_brackets(place.left)
    for found in reversed(list(_TIME.finditer(left))):
        if found["own"]:
            return None
        adverbial = _is_adverbial(place.left, found.start(), found.end())
        if found.start() < clause_start and not adverbial:
            continue
        verdict = _judge_time(found, place, year)
        if verdict != "skip":
            return verdict  # type: ignore[return-value]  # "skip" is ruled out
    return None


# 较2022年（立案203起、罚款964万元）: an open bracket behind a year tells of it.
_BRACKET_OF_YEAR = re.compile(
    rf"(?:(?P<year>20\d\d)年|(?P<past>{_PAST}))(?:度|全年|同期)?（[^（）]*$"
)


def _is_adverbial(left: str, start: int, end: int) -> bool:
    """A time word that opens its clause (2022年，…) governs what follows, others do not."""
    opens = start == 0 or left[start - 1] in "，；：（、" or left[:start].endswith("在")
    # 2020年为73起 is a figure of its own: the year governs nothing behind it.
    return opens and not _OF_THE_YEAR.match(left, end)


_COUNTED = re.compile(r"(?!度?结转)[^，；\d]*\d[^，；]*，")  # 去年巡查150次，立案3件


def _is_alone(left: str, start: int, end: int) -> bool:
    """Tell whether a time word is a clause of its own, and governs the one behind it."""
    opens = start == 0 or left[start - 1] in "，；："
    return opens and (left.startswith(("，", "（"), end) or bool(_COUNTED.match(left, end)))


_OF_THE_YEAR = re.compile(
    r"度?(?:排名|位列|位居|荣获|获评|被评|考核|计划|工作要点|要点|任务|目标|普法|报告|重点|(?:全年|同期)?(?:仅?[为是有]|的))"
)
_BESIDE = re.compile(r"[较比与同]$")
# 2021—2025年规划 names a span, no year of its own.
_SINCE_OR_UNTIL = re.compile(r"(?:自|从|始于|截至|截止|到|以|(?:19|20)\d\d年?[—\-至])$")
_EARLIER = re.compile("底?(?:以前|之前|前)")
_ONWARD = re.compile(r"(?:以来|起|后|之后|至今|\d{1,2}月\d{1,2}日(?:起|施行|实施))")


def _judge_time(found: re.Match[str], place: Place, year: int | None) -> "Reason | None | str":
    before = place.left[: found.start()]
    compared = _BESIDE.search(before)
    if found["past"]:
        same_clause = found.start() >= len(place.left) - len(place.clause)
        alone = _is_alone(place.left, found.start(), found.end())  # 去年同期，我局检查…
        return "skip" if compared or not (same_clause or alone) else Reason.OTHER_YEAR
    if found["next"]:
        return Reason.PLAN
    named = _year_named(found["year"])
    if year is None or named == year:
        return None
    if compared and found.end() < len(place.left) - 4:
        return "skip"
    if named < year and _EARLIER.match(place.left, found.end()):
        return "skip"  # 清理2011年以前的文件: the files are old, the deed is not
    if _SINCE_OR_UNTIL.search(before) or _ONWARD.match(place.left, found.end()):
        return "skip"
    return Reason.PLAN if named > year else Reason.OTHER_YEAR


def _year_named(words: str) -> int:
    numeral = words.removesuffix("年")
    return int(numeral) if numeral.isdigit() else int(read_chinese(numeral))


_SPAN_OF_YEARS = re.compile(
    r"(?P<first>(?:19|20)\d\d)年?(?:\d{1,2}月(?:份|底|\d{1,2}日)?)?[至到—\-](?!(?P=first))(?:19|20)\d\d年(?!度?[^，。；、\d]{0,12}(?:规划|计划|行动|方案|纲要))"
)
_SINCE = re.compile(
    r"(?:19|20)\d\d年以来(?=累计|共|已|先后|发生|收到|办理|受理)|(?:自(?![愿行主己身然查觉动治])|从)[^，。；]{1,24}?(?:以来|起|至今|后|之后|开始)|[^，。；]{0,12}(?:以来|至今)，|普法”?(?:规划)?(?:实施)?以来|历年(?:来|累计|共|开展|检查|办理|作出)|历史上|(?:近|过去|前)?(?<!\d)(?:[两二三四五六七八九十]{1,2}|\d{1,2})年(?:来|间|内|共|累计)"
    r"|以来的?[两二三四五六七八九十\\d]{1,2}年(?:里|来|间)?|近(?:[两二三四五六七八九十几]{1,2}|\d{1,2})年(?!的)|(?:十[一二三四五]五|[五六七八九]五”?普法(?:规划)?|任期|届)”?(?:期间|时期|以来|内)|建[局所院馆]以来|成立以来"
    # 赋权以来累计…, “三年行动”以来累计…: an event opens the clause.
    r"|(?:(?<=[，；])|^)(?!今年|本年|年初|一年|20\d\d)[^，。；\d]{2,14}以来，?(?=累计|共计?|已累计|总共)"
)


_ISSUED_SINCE = re.compile(r"(?:制发|印发|制定|出台|发布|下发)?的")
_OWN_YEAR = re.compile("全年|今年|本年")
_THIS_YEAR = re.compile("全年|今年|本年|年内|当年")
_UNTIL_NOW = re.compile("截至|截止|迄今|至今|目前")
_ADDED_UP = re.compile(r"累计(?!时)[^，。；]{0,24}$")


def judge_accumulation(place: Place, year: int | None) -> Reason | None:
    """A count over several years (自…以来累计, 五年来, 2019年至2023年)."""
    if _SPAN_OF_YEARS.search(place.left) and not _OWN_YEAR.search(place.clause):
        return Reason.CUMULATIVE
    since = list(_SINCE.finditer(place.left))
    if since:
        tail = place.left[since[-1].end() :]
        if _ISSUED_SINCE.match(tail):  # 建局以来制发的27件文件 are cleaned up this year
            return None
        this_year = re.search(
            rf"(?:今年|本年|年初|(?<!年)\d{{1,2}}月(?:\d{{1,2}}日)?|20\d\d年1月(?:1日)?|{year or '(?!)'}年)[^，。；]{{0,3}}以?来?",
            since[-1][0],
        )
        own_year = _THIS_YEAR.search(tail) or (year and f"{year}年" in tail)
        if not this_year and not own_year and "；" not in tail:
            return Reason.CUMULATIVE
    if _UNTIL_NOW.search(place.left) and _ADDED_UP.search(place.clause):
        return None if _THIS_YEAR.search(place.left) else Reason.CUMULATIVE
    return None
