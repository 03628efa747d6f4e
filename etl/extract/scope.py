"""Scope: whose figure is it, of which year, done or planned, whole or part?

Owns the grammar of comparison, plan, frequency and accumulation. Each judgement is a reason to
leave a quantity, or None. Judges by the words around it, never by a list of sentences.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from etl.catalog import Indicator
from etl.model import Genre, Qualifier, SectionKind
from etl.text.clauses import Place, last_clause
from etl.text.numerals import read_chinese
from etl.text.quantities import Quantity, Shape


class Reason(StrEnum):
    """Why a quantity was left; shown to analysts."""

    NO_NUMBER = "no_number"
    ORDINAL = "ordinal"
    RANGE = "range"
    POINTS = "points"
    UPPER_BOUND = "upper_bound"
    PLAN = "plan"
    OTHER_YEAR = "other_year"
    CHANGE = "change"
    CUMULATIVE = "cumulative"
    FREQUENCY = "frequency"
    OTHER_BODY = "other_body"
    PART = "part"
    REPEATED = "repeated"
    NO_WORDING = "no_wording"
    SET_PHRASE = "set_phrase"
    SHORTCOMING = "shortcoming"
    SHARED = "shared"
    OTHER_GENRE = "other_genre"
    DENIED = "denied"
    LISTED = "listed"


class Level(StrEnum):
    """How far the area of a body reaches."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reporter:
    """The body that reports, as far as scope needs it.

    `speaks_for_area`: a government, or the judicial bureau that reports for its city.
    """

    year: int | None = None
    genre: Genre = Genre.UNKNOWN
    level: Level = Level.UNKNOWN
    speaks_for_area: bool = False


# 三项制度, 三张清单, 四个机制: a numeral inside a name.
_SET_PHRASE = re.compile(r"制度|机制|清单|原则|体系|防线|关口|纪律|承诺|工程|行动")
# 权责清单239项，其中行政处罚197项: powers on a list, none of them used.
_POWERS = re.compile(
    r"(?:权力|权责|责任|监管|执法|审批|服务)(?:清单|事项清单|事项目录)|权力事项|职权事项"
)
_SHAPES = {
    Shape.FIRST: Reason.ORDINAL,
    Shape.ORDINAL: Reason.ORDINAL,
    Shape.RANGE: Reason.RANGE,
    Shape.POINTS: Reason.POINTS,
    Shape.VAGUE: Reason.NO_NUMBER,
    Shape.UPPER_BOUND: Reason.UPPER_BOUND,
}


def judge(
    quantity: Quantity,
    place: Place,
    indicator: Indicator,
    reporter: Reporter,
    section: SectionKind,
) -> Reason | None:
    """Return why `quantity` is no figure of the report's own year and body, or None."""
    first_of_stock = quantity.shape is Shape.FIRST and indicator.stock
    if quantity.shape in _SHAPES and not first_of_stock:
        return _SHAPES[quantity.shape]
    if quantity.unit in "项张个道大" and _SET_PHRASE.match(place.right):
        return Reason.SET_PHRASE
    if quantity.unit in "项个" and _POWERS.search(place.left):
        return Reason.LISTED
    if (reason := judge_setting(indicator, reporter, section)) is not None:
        return reason
    bound = quantity.numeral_start > quantity.start or quantity.qualifier is Qualifier.OVER
    if bound and _DEMANDED.search(place.clause):
        return Reason.PLAN
    judgements: tuple[Callable[[], Reason | None], ...] = (
        lambda: judge_comparison(place),
        lambda: judge_year(place, reporter.year),
        lambda: judge_plan(place),
        lambda: judge_frequency(place),
        lambda: None if indicator.stock else judge_accumulation(place, reporter.year),
        lambda: judge_body(place, indicator, reporter),
    )
    for judgement in judgements:
        if (reason := judgement()) is not None:
            return reason
    return None


def judge_setting(indicator: Indicator, reporter: Reporter, section: SectionKind) -> Reason | None:
    """The chapter, or the genre, speaks of something else: plans, failings, one field alone."""
    if section is SectionKind.NEXT_YEAR_PLAN:
        return Reason.PLAN
    if section is SectionKind.SHORTCOMINGS:
        return Reason.SHORTCOMING
    return Reason.OTHER_GENRE if reporter.genre in indicator.not_in else None


def judge_stated_nothing(
    place: Place, indicator: Indicator, reporter: Reporter, section: SectionKind
) -> Reason | None:
    """Return why a stated nothing (未发生…) is not the report's own, or None."""
    return (
        judge_setting(indicator, reporter, section)
        or judge_year(place, reporter.year)
        or judge_plan(place)
        or judge_accumulation(place, reporter.year)
        or judge_body(place, indicator, reporter)
    )


_PAST = r"(?:上一?年度?|去年度?|往年|(?<!以)前年|上年同期|去年同期|同期|上一年度同期|上一?年末|上年底|去年底)"
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
    r"^[^，。；、\d]{0,6}(?:增加|增长|增|上升|提高|提升|扩大|扩充|发展|壮大|减少|下降|降|压减|精简|缩减|减|调整|变)(?:到|至|为|成)"
)


def judge_comparison(place: Place) -> Reason | None:
    """Last year's value in a comparison, or the change between the years."""
    clause = place.clause
    if _NOW_REACHED.search(clause):
        return None
    if _PRIOR_VALUE.search(clause):
        return Reason.OTHER_YEAR
    if re.search(r"(?:由|从|自)[^，。；]{0,16}$", clause) and _GROWS_AFTER.search(place.right):
        return Reason.OTHER_YEAR
    if _STRONG_CHANGE.search(clause):
        return Reason.CHANGE
    if _CHANGE.search(clause) and (
        _COMPARED.search(place.left) or clause.endswith(("增加", "减少"))
    ):
        return Reason.CHANGE
    if re.search(rf"[较比]{_PAST}[^，。；]{{0,4}}$", clause):
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


def judge_year(place: Place, year: int | None) -> Reason | None:
    """The nearest word of time before the quantity names another year."""
    clause_start = len(place.left) - len(place.clause)
    if _NOW_REACHED.search(place.clause):
        return None
    # A time named in a closed bracket （2022年为5件） governs nothing outside it.
    left = _CLOSED_BRACKET.sub(lambda match: "_" * len(match[0]), place.left)
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


_CLOSED_BRACKET = re.compile(r"（[^（）]*）")


def _is_adverbial(left: str, start: int, end: int) -> bool:
    """A time word that opens its clause (2022年，…) governs what follows, others do not."""
    opens = start == 0 or left[start - 1] in "，；：（、" or left[:start].endswith("在")
    # 2020年为73起 is a figure of its own: the year governs nothing behind it.
    return opens and not re.match(
        r"度?(?:考核|计划|工作要点|要点|任务|目标|普法|报告|重点|(?:全年|同期)?(?:仅?[为是有]|的))",
        left[end:],
    )


def _judge_time(found: re.Match[str], place: Place, year: int | None) -> "Reason | None | str":
    compared = re.search(r"(?:[较比]|与|同)$", place.left[: found.start()])
    if found["past"]:
        same_clause = found.start() >= len(place.left) - len(place.clause)
        return "skip" if compared or not same_clause else Reason.OTHER_YEAR
    if found["next"]:
        return Reason.PLAN
    named = _year_named(found["year"])
    if year is None or named == year:
        return None
    if compared and found.end() < len(place.left) - 4:
        return "skip"
    if re.search(r"(?:自|从|始于|截至|截止|到|以)$", place.left[: found.start()]):
        return "skip"
    if re.match(
        r"(?:以来|起|后|之后|至今|\d{1,2}月\d{1,2}日(?:起|施行|实施))", place.left[found.end() :]
    ):
        return "skip"
    return Reason.PLAN if named > year else Reason.OTHER_YEAR


def _year_named(words: str) -> int:
    numeral = words.removesuffix("年")
    return int(numeral) if numeral.isdigit() else int(read_chinese(numeral))


_PLAN = re.compile(
    r"力争|争取(?!到|上级|资金)|(?<!模)(?<!虚)(?<!草)拟(?!定|订|制|任|稿|[^，。；、\d]{1,6}的|[^，。；、\d]{1,8}(?:文件|决定|政策|合同|方案|事项|议题|项目|草案|措施|文稿)(?!\d))|预计|有望|目标(?:是|为|：)|(?<!按)(?<!检查)(?<!抽查)(?<!工作)(?<!执法)(?<!年度)"
    r"计划(?:于|在|到|再|新|培训|开展|制定|组织|安排|举办|完成|发放|实现|检查|出台|减少|用|投入|入企|全年)"
    r"|下一步|到20\d\d年底?[，前]?|(?:要求|规定|明确|确保|原则上|必须|应当|不得)[^，。；]{0,16}(?:不少于|不低于|不超过|至少|以上|每|达到)"
    r"|(?:不少于|不低于|至少|达到)[^，。；]{0,6}$(?<=的目标)|将(?:继续|进一步|重点|着力|全面|新增|再)"
)


# 要求各科室学法不少于4次, 力争全年检查60次以上: a bound that somebody set.
_DEMANDED = re.compile(r"(?:要求|规定|明确|确保|原则上|必须|应当|力争|争取)[^，。；]{0,18}$")


def judge_plan(place: Place) -> Reason | None:
    """A target or a plan, in the clause or in the one before it."""
    clauses = re.split(r"[；。]", place.left)[-1]
    reach = (
        clauses
        if re.search(r"力争|下一步|争取|预计|拟", clauses)
        else "，".join(clauses.split("，")[-2:])
    )
    found = list(_PLAN.finditer(f"{reach}{place.right[:0]}"))
    if not found:
        return None
    # "全年…" after the plan word returns to what was done.
    if re.search(r"，[^，]{0,4}(?:全年|今年以来|截至|目前)", reach[found[-1].end() :]):
        return None
    return Reason.PLAN


_FREQUENCY = re.compile(
    r"(?:每(?:[年月周日天季名人个家件场次户所位案期批]|季度|半年|学期|[两二三四五六七八九十\d]+个?[月周天年]|一)"
    r"|人均|平均|年均|月均|日均|户均|均约)[^，。；、]{0,12}$|(?:一年|每年|一季度|一月|一个月)(?:至少|不少于)?$"
)


def judge_frequency(place: Place) -> Reason | None:
    """How often, not how many (每季度1次, 人均3件)."""
    if _FREQUENCY.search(place.clause) or re.match(
        r"(?:/|每)(?:年|月|季|周|人|天)(?=[，。；、）]|$)", place.right
    ):
        return Reason.FREQUENCY
    return None


_SPAN_OF_YEARS = re.compile(
    r"(?:19|20)\d\d年?[至到—\-](?:19|20)\d\d年(?!度?(?:规划|计划|行动|方案))"
)
_SINCE = re.compile(
    r"(?:自|从)[^，。；]{1,24}?(?:以来|起|至今|后|之后|开始)|[^，。；]{0,12}(?:以来|至今)，|普法”?(?:规划)?(?:实施)?以来|历年(?:来|累计|共|开展|检查|办理|作出)|历史上|(?:近|过去|前)?(?<!\d)(?:[两二三四五六七八九十]{1,2}|\d{1,2})年(?:来|间|内|共|累计)"
    r"|近(?:[两二三四五六七八九十几]{1,2}|\d{1,2})年(?!的)|(?:十[一二三四五]五|[五六七八九]五普法|任期|届)”?(?:期间|以来|内)|建[局所院馆]以来|成立以来"
)


def judge_accumulation(place: Place, year: int | None) -> Reason | None:
    """A count over several years (自…以来累计, 五年来, 2019年至2023年)."""
    if _SPAN_OF_YEARS.search(place.left) and not re.search(r"全年|今年|本年", place.clause):
        return Reason.CUMULATIVE
    since = list(_SINCE.finditer(place.left))
    if since:
        tail = place.left[since[-1].end() :]
        this_year = re.search(
            rf"(?:今年|本年|年初|20\d\d年1月(?:1日)?|{year or '(?!)'}年)[^，。；]{{0,3}}以?来?",
            since[-1][0],
        )
        if not this_year and not re.search(r"全年|今年|本年|年内|当年", tail) and "；" not in tail:
            return Reason.CUMULATIVE
    until_now = re.search(r"截至|截止|迄今|至今|目前", place.left)
    if until_now and re.search(r"累计(?!时)[^，。；]{0,24}$", place.clause):
        return None if re.search(r"全年|今年|本年|年内|当年", place.left) else Reason.CUMULATIVE
    return None


_WIDER = {
    Level.NATION: None,
    Level.PROVINCE: r"全国",
    Level.CITY: r"全国|全省|全自治区|省级|省厅|省局|省[直级]?机关",
    Level.COUNTY: r"全国|全省|全自治区|省级|省厅|省局|全市",
    Level.TOWN: r"全国|全省|全市|全县|全区(?!域)|省级|省厅|市局|县局",
    Level.UNKNOWN: r"全国|全省",
}
_WHOLE_AREA = re.compile(
    r"(?:^|，|年)(?:其中|今年|年内|截至[^，。；]{0,10}|年末|目前|至此|在)?全[市县区州盟旗](?:行政机关|政府系统|各|共|累计|发生|收到|受理|"
    r"办理|新|公职|规范性|现行|制定|出台|机关|行政|法院|有|现有|审结|$|[^，。；、]{0,4}机关)|各级[^，。；]{0,4}机关|各部门"
)
_OWN_WORDS = re.compile(
    r"我[局委办厅镇乡街市县区院所中心处站队]|本[局委办厅机关单位镇乡级]|全[局委厅镇乡街]"
)
# 市住建局来区开展交叉检查, 省厅对我局进行督查: somebody above acted, here.
_FROM_ABOVE = re.compile(
    r"(?:上级|国家|省|自治区|市|州|县|区)[^，。；、\d]{0,12}(?:局|厅|委|部|部门|组|办|院|府)"
    r"(?:来(?:我|本|区|县|市|镇|乡|局)|(?:莅|到|赴|对)(?:我|本))"
)
_WHOLE_SYSTEM = re.compile(r"(?:^|，)(?:全年|20\d\d年|今年)?全系统|全省系统|全国系统")


def judge_body(place: Place, indicator: Indicator, reporter: Reporter) -> Reason | None:
    """The figure belongs to a wider area, or to all bodies of the own one."""
    subject = _subject_clause(place.left)
    wider = _WIDER[reporter.level]
    if wider and _speaks_of(rf"(?:{wider})", subject):
        return Reason.OTHER_BODY
    if _WHOLE_SYSTEM.search(subject) and not _OWN_WORDS.search(subject):
        return Reason.OTHER_BODY
    if _FROM_ABOVE.search(last_clause(place.left)):
        return Reason.OTHER_BODY
    if not reporter.speaks_for_area and indicator.own_only and _WHOLE_AREA.search(subject):
        own = list(_OWN_WORDS.finditer(subject))
        area = list(_WHOLE_AREA.finditer(subject))
        if not own or own[-1].start() < area[-1].start():
            return Reason.OTHER_BODY
    return None


def _subject_clause(left: str) -> str:
    """The clause, and the sentence's first clause where the clause has no subject of its own."""
    clause = last_clause(left)
    segment = re.split(r"[；]", left)[-1]
    first = segment.split("，")[0]
    if first == clause or _OWN_WORDS.search(segment[len(first) :]):
        return clause
    return f"{first}，{clause}" if re.match(r"(?:同期)?，?全[国省]", first) else clause


def _speaks_of(words: str, subject: str) -> bool:
    """全省…查办 speaks of the province; 在全省率先, 列全省前十, 全省首个 and 全省统一 do not."""
    for found in re.finditer(words, subject):
        before, after = subject[: found.start()], subject[found.end() :]
        if re.search(
            r"(?:在|列|居|为|获|入选|被评为|参加|参与|接受|按照|按|根据|依托|通过|利用|使用|纳入|推荐|作为|报送?|向|成为|获得|评为)$",
            before,
        ):
            continue
        if re.match(
            r"(?:首|率先|统一|前|第|领先|先进|典型|优秀|示范|范围内推|性|表彰|通报|第一)", after
        ):
            continue
        if _OWN_WORDS.search(after):
            continue
        return True
    return False
