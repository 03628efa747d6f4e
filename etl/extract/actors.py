"""Who acts in a clause: the body itself, another one, or all bodies of an area?

Owns the grammar of subjects: the words that may open a clause, kinds of bodies, the rank of the
area a body belongs to, and the verbs with which another body hands something to the one that
reports. Knows kinds of bodies, no single body.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from etl.extract.reasons import Level, Reporter

RANKS = {
    Level.NATION: 0,
    Level.PROVINCE: 1,
    Level.CITY: 2,
    Level.COUNTY: 3,
    Level.TOWN: 4,
}
AREAS = {
    **dict.fromkeys(("中共中央", "中央", "国务院", "国家", "全国", "最高"), 0),
    **dict.fromkeys(("自治区", "省"), 1),
    **dict.fromkeys(("市", "州", "盟"), 2),
    **dict.fromkeys(("县", "区", "旗"), 3),
    **dict.fromkeys(("镇", "乡", "街道"), 4),
}
# 市 in 市场, 区 in 园区 and the like name no area.
AREA = (
    "(?P<area>中共中央|中央|国务院|国家|全国|最高|自治区|省|(?<![城超都上])市(?!场|政(?!府|协))|州|(?<!联)盟|县(?!域)"
    "|(?<![园社景小辖地校片灌库林牧城新港])区(?!域|块)|旗|(?<!城)镇|(?<!城)乡(?!村)|街道)"
)


class Actor(StrEnum):
    """Who acts in a clause."""

    OWN = "own"
    OTHER = "other"
    AREA = "area"  # all bodies of the own area: 全县行政机关


# What may stand before the subject of a clause.
_LEAD = re.compile(
    r"(?:(?:同时|此外|另外|另|其中|期间|其间|并且|而|但|年内|全年|今年(?:以来)?|本年度?|当年|年度内|一年来|同期|目前"
    r"|年末|年底|截至[^，]{0,8}?[底末日]|(?:20\d\d年)?\d{1,2}月(?:份|底|\d{1,2}日)?|20\d\d年度?|[上下]半年)){0,3}"
)
OWN_WORDS = re.compile(
    r"我[局委办厅镇乡街市县区院所中心处站队]|本[局委办厅机关单位镇乡级]|全[局委厅镇乡街]"
)
_OURSELVES = re.compile(
    r"[我本](?:局|委|办|厅|镇|乡|街|院|所|中心|处|站|队|机关|单位|级|部门|系统|集团|区管委会)|全[局委厅镇乡街]|各?[科股]室"
    r"|[局厅委镇街](?:机关|本级|党[组委工]|属|直|法[规制]|主要|领导|[^，。；、\d]{0,6}(?:[处科股室]|[大支总中]队))"
)
_WHOLE_AREA = re.compile(r"全[省市县区州盟旗](?!性|域|范围内推)|各级[^，。；]{0,4}机关|各部门")
_STEM = r"[^，。；、：\d的对向由与为在及将把按以被级“”]"
_KIND = (
    r"(?:人民政府|政府|人大常委会|人大|政协|法院|检察院|纪委(?:监委)?|监委|委员会|委(?!托|派|员|任|外)|[总分]?局|厅|办公室"
    r"|(?<![交督承主协转会举催])办(?!理|结|案|公|事|好|实|学)|部门|[总支大中]队|执法队|执法组|管委会|中心|里(?=[集组统举]))"
)
_LEVELLED = re.compile(rf"{AREA}(?:级|本级|直)?(?P<what>{_STEM}{{0,10}}?)(?P<kind>{_KIND})")
# 云河市农业农村局查办…: a body by its full name, told from other words by what it does.
_PLACED = re.compile(
    r"(?!会同|联合|配合|协助|组织|邀请|参[与加]|协调|指导|督促|[经由向报在按对])"
    rf"[\u4e00-\u9fff]{{2,6}}?{_LEVELLED.pattern}"
    r"(?=(?:直接|全年|20\d\d年|年内|当年|共|另)*(?:查办|查处|办理|立案|作出|开展|受理|公布|发布|实施|检查|审结))"
)
_NATIONAL = re.compile(
    r"(?:国务院|国家|中央|中国|最高)[\u4e00-\u9fff]{0,10}?(?:局|委员?会?|部|署|总局|办|法院|检察院)(?!门)"
    r"|(?:税务|市场监管|质检|林业|体育|工商|环保|安监)总局|海关总署|(?:国务院)?部委"
    r"|(?:交通运输|住房城乡建设|住建|生态环境|农业农村|农业|财政|公安|司法|教育|水利|商务|民政|应急管理|自然资源|国土资源|文化和旅游|文旅|人力资源社会保障|人社|工业和信息化|工信|科技|退役军人事务)部(?!门|署)"
    r"|上级[^，。；、\d]{0,8}?(?:部门|机关|单位|局|法院)"
)
_FIELDS = (
    "公安|交警|法院|检察|纪检|审计|税务|海关|财政|司法|住建|住房城乡建设|城管|城市管理|市场监管|市场监督管理|工商|质监"
    "|食药监?|药监|环保|生态环境|应急管理|应急|安监|消防|民政|教育|人社|农业农村|农业|自然资源|国土|规划|交通运输|交通|公路|水利|水务|林业|林草"
    "|文旅|文化|卫健|卫生|医保|发改|统计|气象|烟草|商务|科技|经信|工信|民宗|退役军人|信访|金融|邮政"
)
_FIELD_BODY = re.compile(
    rf"(?P<what>(?:{_FIELDS})(?:(?:、|和|与|及)[\u4e00-\u9fff]{{2,6}}?){{0,6}})(?:等|监管|管理|主管|执法|行政){{0,2}}"
    r"(?:\d+|多|几|数|各|相关|有关)?[个家]?(?:部门|机关|局|厅|委(?!托|派|员)|单位|[总支大中]队|执法队|系统)"
    rf"|(?P<bare>(?:{_FIELDS})(?:局|部门|机关)?(?=立案|受理|查处|抓获|侦办|侦破))"
    r"|(?P<office>派出所|检察院|法院|仲裁委|政协|人大常委会|纪委监委|律师协会|商会|行业协会)"
    r"|(?:各|其他|有关|相关|其余|兄弟)[^，。；、\d]{0,4}(?:成员单位|部门|单位)"
)
_BELOW = re.compile(
    r"(?:各|[^，。；、\d]{0,2}个|辖区|所辖|下辖)?(?:乡镇|镇街|街镇|镇乡|街道|区县|县区|市县|县_+|乡镇_+|市、?州|盟市|基层|村|社区)"
    r"(?:综合)?(?:行政)?(?:执法(?:队伍?|[大中]队|机构)|政府|办事处|[分支]?局|部门|单位|机关)?(?![两三]级)"
)
# Between a subject and what it does.
_ADVERB = re.compile(
    r"(?:全年|今年|当年|年内|本年度?|同期|共计?|累计|已|先后|依法|另|还|直接|自行|统一|同步|同样|也|均|则|分别|_+)*"
)
# Not the doing of another body: what it hands over, what belongs to it, what it only hosts.
_HANDS_OVER = re.compile(
    "[、和与及]|采购|遴选|选聘|选派|指派|建议|提案|两级|三级|信息|令|调查|民调|民意|问卷|测评|评议|(?:已?作出)?(?:维持|撤销|确认)|交办|转办|转来|转交|移送|移交|批转|反馈|交由|指定|委托|安排|下达|抄告|抄送|推送|派发|通报|授权|下放|赋予|邀请"
    "|任命|批准|核准|同意|确定|认定|评为|授予|考核|表彰|采用|采纳|收录|推荐|提出|提交|审议|审定|判决|裁定|维持|撤销|驳回|代表|委员"
    "|网|门户|官方|公报|信箱|热线|平台|大院|公众|窗口|备案|要求|部署|命名|来[我本函]|交我|对我|纠错|负责人|领导|主要|登记"
)
# 县优化办组织的回访中: what stands before 的 tells of which one; it does nothing itself.
_ATTRIBUTE = re.compile("的[^，]*[^，\\d]$")
# 县司法局组织的普法大集共12场: they held it. A survey they held tells of others.
_HELD = re.compile("(?:牵头|组织|举办|主办|开展|实施){1,2}的(?![^，]*(?:测评|调查|评查|评议|回访|评估|考核|考试|培训))")
_CLOSED_BRACKET = re.compile("（[^（）]*）")
_CONGRESS = re.compile("人大|政协")
_VISITS = re.compile(r"(?:在|来|到|赴|莅|于|对|抽查|检查|督查|巡查|核查|调研)(?:了)?$")
# 县司法局审核我局文件: what they examine for the body is the body's.
_EXAMINED = re.compile("(?:司法|法制)[^，。；]{0,8}(?:审[查核]|备案)")
_FOR_ALL = re.compile("各|全[市县区]|部门报送")
_COMMON = frozenset(
    "人民 民政 政府 管理 理局 监督 执法 行政 综合 委员 员会 办公 公室 中心 部门 机关 大队 支队 总队".split()
)


def find_actor(left: str, reporter: Reporter) -> Actor | None:
    """Return who acts in the last clause of `left`, else in the clauses before it.

    `left` runs to a number, from the start of its sentence.
    """
    said = _CLOSED_BRACKET.sub("", re.split("[；。]", left)[-1])
    for back, clause in enumerate(reversed(re.split("[，：（]", said))):
        actor = read_actor(clause, reporter, last=back == 0)
        if actor is not None:
            return actor
    return None


def read_actor(clause: str, reporter: Reporter, *, last: bool) -> Actor | None:
    """Return who acts in a clause; `last` is the one that ends at the number."""
    words = clause[_lead_of(clause) :]
    if _OURSELVES.match(words) or _starts_with_own_name(words, reporter.agency):
        return Actor.OWN
    if _WHOLE_AREA.match(words):
        return None if OWN_WORDS.search(words) else Actor.AREA
    for end, stranger in _read_bodies(words, reporter):
        rest = words[end:]
        rest = rest[_ADVERB.match(rest).end() :]  # type: ignore[union-attr]  # matches nothing, too
        if _HANDS_OVER.match(rest) or (not last and (not rest or "的" in rest)):
            return None
        if last and _ATTRIBUTE.search(rest):
            return Actor.OTHER if stranger and _HELD.match(rest) else None
        if not stranger:
            return Actor.OWN
        if not last and _CONGRESS.search(words, 0, end):
            return None  # what they ask, the body does: 人大开展专题询问，办理代表建议13件
        return None if _is_about_us(words, end) else Actor.OTHER
    return None


def _lead_of(clause: str) -> int:
    found = _LEAD.match(clause)
    return found.end() if found else 0


def _starts_with_own_name(words: str, agency: str) -> bool:
    return bool(agency) and words.startswith(agency)


def _is_about_us(words: str, end: int) -> bool:
    """Tell whether what another body does concerns the body's own things: 审核我局文件."""
    own = OWN_WORDS.search(words, end)
    if own is not None:
        return _VISITS.search(words[: own.start()]) is None
    return _EXAMINED.search(words) is not None and not _FOR_ALL.search(words, end)


def _read_bodies(words: str, reporter: Reporter) -> Iterator[tuple[int, bool]]:
    """Yield where the name of a body that opens a clause ends, and whether it is a stranger."""
    if found := _NATIONAL.match(words):
        if reporter.level is not Level.NATION:
            yield found.end(), not _shares(found[0], reporter.agency) or "总局" in found[0]
        return
    if found := _LEVELLED.match(words) or _PLACED.match(words):
        stranger = _judge_level(found, reporter)
        if stranger is not None:
            yield found.end(), stranger
        return
    if found := _FIELD_BODY.match(words):
        if reporter.agency and not _governs(reporter):
            yield found.end(), not _shares(found[0], reporter.agency)
        return
    if (found := _BELOW.match(words)) and reporter.agency and not _governs(reporter):
        yield found.end(), True


def _governs(reporter: Reporter) -> bool:
    """Tell whether the bureaux and towns of an area are the reporting body's own."""
    return (
        reporter.speaks_for_area
        or reporter.level is Level.TOWN
        or reporter.agency.endswith(("管委会", "管理委员会"))
    )


def _judge_level(found: re.Match[str], reporter: Reporter) -> bool | None:
    """Tell whether a body with the name of its area is a stranger, None where nothing tells."""
    rank, own = AREAS[found["area"]], RANKS.get(reporter.level)
    if own is None or not reporter.agency:
        return None
    if rank < own:
        return True
    if _governs(reporter):
        return None
    if rank == own and not found["what"] and found["kind"] in ("局", "厅"):
        return False  # 县局 in the report of a county's bureau
    return rank > own or not _shares(found["what"] + found["kind"], reporter.agency)


def _shares(words: str, agency: str) -> bool:
    """Tell whether two names share a telling pair of characters: 农业局, 农业农村局."""
    pairs = (words[at : at + 2] for at in range(len(words) - 1))
    return any(pair in agency for pair in pairs if pair not in _COMMON)
