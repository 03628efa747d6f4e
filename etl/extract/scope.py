"""Scope: whose figure is it, of which year, done or planned, whole or part?

Owns the order of the judgements, and the grammar of plans and frequency. Each judgement is a
reason to leave a quantity, or None. Judges by the words around it, never by a list of
sentences.
"""

import re
from collections.abc import Callable

from etl.catalog import Indicator
from etl.extract.reasons import Reason, Reporter
from etl.extract.times import judge_accumulation, judge_comparison, judge_year
from etl.extract.whose import judge_body
from etl.model import Qualifier, SectionKind
from etl.text.clauses import Place
from etl.text.quantities import Quantity, Shape

# 三项制度, 三张清单, 四个机制: a numeral inside a name.
_SET_PHRASE = re.compile(r"制度|机制|清单|原则|体系|防线|关口|纪律|承诺|工程|行动")
# “综合查一次”, “最多跑一次”: the numeral ends a short name in quotation marks.
_IN_A_NAME = re.compile(r"“[^“”\d]{1,8}$")
# 不予备案3件, 暂缓受理2件: what was refused is not what was done.
_REFUSED = re.compile(r"(?:不予|未予|暂缓|不宜|不得)[^，。；、\d]{1,6}$")
# 权责清单239项，其中行政处罚197项: powers on a list, none of them used.
_POWERS = re.compile(
    r"(?:权力|权责|责任|监管|执法|审批|服务|职权)(?:清单|事项清单|事项目录|目录)|权力事项|职权事项"
    r"|行政(?:权力|职权)|行政执法事项\d+项|行政(?:裁决|奖励|确认|给付)\d+项|(?:处罚|许可|强制|检查)权|(?:赋权|放权|承接|认领|划转)[^，。；]{0,20}?事项|赋权|交由我[镇乡街]"
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
    judgements: tuple[Callable[[], Reason | None], ...] = (
        lambda: _judge_number(quantity, place, indicator),
        lambda: judge_setting(indicator, reporter, section),
        lambda: _judge_bound(quantity, place),
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


def _judge_number(quantity: Quantity, place: Place, indicator: Indicator) -> Reason | None:
    """No count of what was done: an ordinal, a range, a numeral in a name, powers on a list."""
    first_of_stock = quantity.shape is Shape.FIRST and indicator.stock
    if quantity.shape in _SHAPES and not first_of_stock:
        return _SHAPES[quantity.shape]
    if quantity.unit in "项张个道大" and _SET_PHRASE.match(place.right):
        return Reason.SET_PHRASE
    if quantity.value == 1 and place.right.startswith("”") and _IN_A_NAME.search(place.left):
        return Reason.SET_PHRASE
    if _REFUSED.search(place.clause):
        return Reason.DENIED
    listed = quantity.unit in "项个" and _POWERS.search(place.left)
    return Reason.LISTED if listed else None


def _judge_bound(quantity: Quantity, place: Place) -> Reason | None:
    """A number that somebody asked for: 不少于4次, 50场的目标."""
    bound = quantity.numeral_start > quantity.start or quantity.qualifier is Qualifier.OVER
    demanded = bound and _DEMANDED.search(place.clause)
    return Reason.PLAN if demanded or _AIM.match(place.right) else None


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


_PLAN = re.compile(
    r"力争|争取(?!到|上级|资金)|(?<!模)(?<!虚)(?<!草)(?<!代)拟(?!定|订|制|任|稿|[^，。；、\d]{1,6}的|[^，。；、\d]{1,8}(?:文件|决定|政策|合同|协议|处罚|规划|制度|方案|事项|议题|项目|草案|措施|文稿)(?!\d)|以[^，。；\d]{1,10}名义)|预计|有望|目标(?:是|为|：)|(?<!按)(?<!检查)(?<!抽查)(?<!工作)(?<!执法)(?<!年度)"
    r"计划(?:于|在|到|再|新|废止|修订|印发|聘请|采购|打造|举行|培训|开展|制定|组织|安排|举办|完成|发放|实现|检查|出台|减少|用|投入|入企|全年|专题|研究|学习|召开)"
    r"|下一步|到20\d\d年底?[，前]?|(?:要求|规定|明确|确保|原则上|必须|应当|不得)[^，。；]{0,16}(?:不少于|不低于|不超过|至少|以上|每|达到)"
    r"|(?:不少于|不低于|至少|达到)[^，。；]{0,6}$(?<=的目标)|(?:，|^)将(?=培训|开展|组织|举办|检查|制定|出台|修订)|计划列|(?:检查|抽查|培训|年度)计划(?:数|任务)?(?:为|共)?$|将(?:继续|进一步|重点|着力|全面|新增|再)"
    r"|至少(?:举办|开展|组织|召开|安排|进行|完成|聘请|检查|培训)[^，。；\d]{0,12}$"
)


_OWN_NUMBER = re.compile(r"[^，\d]*\d[^，]*，")
_STATEMENT_END = re.compile("[；。]")
_FAR_PLAN = re.compile("力争|下一步|争取|预计|拟")
# "全年…" after the plan word returns to what was done.
_BACK_TO_DEEDS = re.compile("，[^，]{0,4}(?:全年|今年以来|截至|目前)")
_AIM = re.compile("的(?:目标|任务|计划|要求)(?=[，。；])")  # 年初定下50场的目标
_LATER_YEAR = re.compile("[在于到]?20\\d\\d年")  # 计划在2023年打造…，全年不低于48场
# 要求各科室学法不少于4次, 力争全年检查60次以上: a bound that somebody set.
_DEMANDED = re.compile(r"(?:要求|规定|明确|确保|原则上|必须|应当|力争|争取)[^，。；]{0,18}$")


def judge_plan(place: Place) -> Reason | None:
    """A target or a plan, in the clause or in the one before it."""
    clauses = _STATEMENT_END.split(place.left)[-1]
    reach = clauses if _FAR_PLAN.search(clauses) else "，".join(clauses.split("，")[-2:])
    found = list(_PLAN.finditer(reach))
    if not found:
        return None
    if _BACK_TO_DEEDS.search(reach, found[-1].end()) and not _LATER_YEAR.match(
        reach, found[-1].end()
    ):
        return None
    # 拟修改9件，废止17件: what is only drafted has a number of its own.
    if found[-1][0].startswith("拟") and _OWN_NUMBER.match(reach, found[-1].end()):
        return None
    return Reason.PLAN


_FREQUENCY = re.compile(
    r"(?:每(?:[年月周日天季名人个家件场次户所位案期批]|季度|半年|[万千百0]人|学期|[两二三四五六七八九十\d]+个?[月周天年]|一)"
    r"|人均|平均|年均|月均|日均|户均|均约|均(?:实现|配备|配有|设有?)了?)[^，。；、]{0,12}$|(?:一年|每年|一季度|一月|一个月)(?:至少|不少于)?$"
)


_PER_TIME = re.compile(r"[/每][年月季周人天](?=[，。；、）]|$)")


def judge_frequency(place: Place) -> Reason | None:
    """How often, not how many (每季度1次, 人均3件)."""
    if _FREQUENCY.search(place.clause) or _PER_TIME.match(place.right):
        return Reason.FREQUENCY
    return None
