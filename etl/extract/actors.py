"""Who acts in a clause: the body itself, another one, or all bodies of an area?

Owns the grammar of subjects: the words that may open a clause, agents behind 由 and 被, how a
subject carries on to the clauses behind it, and the verbs with which another body hands something
to the one that reports. Refuses to know names of bodies (`etl.extract.bodies` does).
"""

import re
from enum import StrEnum

from etl.extract.bodies import is_apart, read_any_body, read_body
from etl.extract.own import is_one_of_many, is_own_field, is_wider, own_words
from etl.extract.reasons import Reporter
from etl.text.clauses import CLOSED_BRACKET, own_item


class Actor(StrEnum):
    """Who acts in a clause."""

    OWN = "own"
    OTHER = "other"
    AREA = "area"  # all bodies of the own area: 全县行政机关


# What may stand before the subject of a clause.
_LEAD = re.compile(
    r"(?:(?:在(?=全[省市县区](?:各级)?(?:行政|国家)?机关)|同时|此外|另外|另|其中|期间|其间|并且|而|但|据|如|年内|全年|今年(?:以来)?|本年度?|当年|年度内|一年来|同期|同年|同一时期|目前"
    r"|年末|年底|截至[^，]{0,8}?[底末日]|(?:20\d\d年)?\d{1,2}月(?:份|底|\d{1,2}日)?|20\d\d年度?|[上下]半年)){0,3}"
)
_WHOLE_AREA = re.compile(
    r"全(?P<whole>[国省市县区州盟旗])(?!性|域|范围内推)|各级[^，。；]{0,4}机关|各部门"
)
_ALL_BODIES = re.compile("(?:各级)?(?:行政|国家)?机关|各级|各部门")
# A department of a province is far from all that is done in its field.
_OF_PROVINCE = re.compile("各级|[^，。；\\d]{0,8}(?:部门|机构|系统|机关|院校)")
# 全省首个, 全市先进: how it ranks there, not what is done there.
AS_A_RANK = re.compile(
    "首|率先|[和及、与]省|人大|政协|两会|平台|\\d{5}|统一|前|第|领先|先进|典型|优秀|示范|范围内推|性|表彰|通报|第一|以上|(?:主流)?媒体|[^，。；]{2,4}[日周月](?![期内])"
)
# 由安监部门统计检查…, 被县应急局立案…: the agent of a passive.
_AGENT = re.compile(
    "(?:(?<![理自缘])由|被|归|转(?=[省市州县区旗]))(?!其)(?=[^，。；]{2})|系(?=[^，。；]{2,16}(?:组织|牵头))"
    "|以(?=[^，。；]{2,14}为(?:被告|被申请人))"
)
_HELD_BY = re.compile("(?:在|除|参加|按照|落实|根据)(?=[省市州县区])")
# 指导33个成员单位审查…: they do, the body leads them.
_LED = re.compile(
    "(?:另|还|并)?(?:指导|督促)[^，。；]{0,6}?(?:单位|部门|企业|乡镇|街道|县区|医院|学校|公司|各[^，。；]{1,4})(?=[^，。；]{2})"
)
# 另配合市水政支队开展交叉检查: what somebody above leads, they count.
_HELPS = re.compile("(?:另|还|并)?(?:配合|协助|迎接|接受)(?=[^，]{2}[^。；]*检查)")
# 关区同期行政处罚…: others, at the same time.
_MEANWHILE = re.compile("(?!.*(?:上年|去年|[较比与]))[\u4e00-\u9fff]{2,12}?同期(?=[\u4e00-\u9fff])")
# 该中队全年办理…, 两单位全年…: those that were just named.
_THE_SAME = re.compile(
    "该(?:[局委厅办院站团会市县区镇乡州旗]|部门|单位|机关|公司|企业|协会|学会|研究会|[大中支总]队)|[两三四\\d]单位"
)
# 设在我镇的县法院…: a subject behind what is told of it.
_RELATIVE = re.compile("(?<!关于)的(?=[省市县区州旗])")
_OF_OURS = re.compile(
    "我[局委厅办院](?:的)?(?:下属|所属|直属|内设)|[（，]?[局委厅]属|隶属我[局委厅办院]"
)
# 各部门自行组织…: somebody does so for themselves.
_BY_THEMSELVES = re.compile(
    "(?P<who>[^，]{0,22}?(?:部门|单位|政府|[局县区镇乡市]|街道|学校|院校|院|企业|景区|公司|集团|中心))(?:自行(?!车)|自办)"
)
# Between a subject and what it does.
_ADVERB = re.compile(
    r"(?:全年|今年|当年|年内|本年度?|同期|共计?|累计|已|先后|依法|另|还|直接|自行|统一|同步|同样|也|均|则|分别|_)*"
)
_BESIDE = re.compile("、|和|与|及|以及")
# Not the doing of another body: what it hands over, what belongs to it, what it only hosts.
_HANDS_OVER = re.compile(
    "法律顾问|顾问|采购|遴选|选聘|选派|指派|建议|提案|两级|三级|信息|令|(?:已?作出)?(?:维持|撤销|确认)|交办|转办|转来|转交|移送|移交|批转|反馈|交由|指定|委托|安排"
    "|下达|抄告|抄送|推送|派发|通报|授权|下放|赋予|邀请|任命|批准|核准|同意|确定|认定|评为|授予|考核|表彰|采用|采纳|收录|推荐|提出|提交|审议|审定|判决|裁定"
    "|驳回|代表|委员|网|门户|官方|公报|信箱|热线|平台|大院|公众|窗口|要求|部署|命名|报送|报备|送审|来[我本函]|交我|对我|纠错|负责人|领导|主要|副|[县市区镇乡局]长|书记"
)
# A survey tells of the body, whoever made it.
_SURVEY = re.compile("调查|民调|民意|问卷|测评|评议|回访|抽样|访问|显示|情况看")
# 市支队在我区办理的案件31宗，罚款146万元: what had its number before the comma was their deed.
_COUNTED = re.compile(r"的[^，\d]{0,60}\d")
# 县司法局组织的普法大集: they held it.
_HELD = re.compile("(?:牵头|组织|举办|主办|开展|实施){1,2}的")

# 县自然资源局出具认定函后，…; 其中由市政府转送的3件，…: said by the way, the subject is another.
_ASIDE = re.compile("^其中|[后时前]$")
_ASKED = re.compile("建议|提案")
_CONGRESS = re.compile("人大|政协")
_SUED = re.compile(
    "以(?:管委会|本[委局])为(?:被告|被申请人)|以[县市区省镇乡旗州](?:人民)?政府为(?:被告|被申请人)"
)
_VISITS = re.compile(
    r"(?:(?<!留)在|来|到|赴|莅|于|(?<!针)对|抽查|检查|督查|巡查|核查|调研|抽调|派驻|分派|转办)(?:了)?$"
)
# 县司法局审核我局文件: what they examine for the body is the body's.
_EXAMINED = re.compile("^(?:县|市|区|旗|省)?(?:司法|法制)[^，。；]{0,8}(?:审[查核]|备案)")
_FOR_ALL = re.compile("各|全[市县区]|部门报送")


def find_actor(left: str, reporter: Reporter) -> Actor | None:
    """Return who acts in the last clause of `left`, else in the clauses before it.

    `left` runs to a number, from the start of its sentence.
    """
    said = CLOSED_BRACKET.sub("", re.split("[；。]", left)[-1])
    clauses = re.split("[，：（]", said)
    item = own_item(clauses[-1])
    if item != clauses[-1] and (actor := read_actor(item, reporter, last=True)) is not None:
        return actor
    area = None
    for back, clause in enumerate(reversed(clauses)):
        if back and _ASIDE.search(clause) and not names_us(clause, reporter):
            continue
        if back and _CONGRESS.search(clause) and _ASKED.search(clauses[-1]):
            continue  # what a congress asks, the body does: 人大开展专题询问，办理代表建议13件
        if _THE_SAME.match(clause, _end_of_lead(clause)):
            return Actor.OWN if _OF_OURS.search(left) else Actor.OTHER
        if clause.startswith("该所", _end_of_lead(clause)) and "律" not in left:
            return Actor.OTHER
        actor = read_actor(clause, reporter, last=back == 0)
        if actor is Actor.AREA:
            area = actor  # 由县政府办公室牵头，全县清理132件: who acted may stand before
        elif actor is not None or names_us(clause, reporter):
            return area or actor or Actor.OWN if actor is not Actor.OTHER else actor
    return area


def names_us(clause: str, reporter: Reporter) -> bool:
    """Tell whether a clause tells of the body itself: 涉及我局的; not of a visit to it."""
    if _SUED.search(clause) and not is_one_of_many(reporter):
        return True
    own = own_words(reporter).search(clause)
    return own is not None and _VISITS.search(clause[: own.start()]) is None


def read_actor(clause: str, reporter: Reporter, *, last: bool) -> Actor | None:
    """Return who acts in a clause; `last` is the one that ends at the number."""
    alone = _BY_THEMSELVES.match(clause, _end_of_lead(clause))
    if alone and reporter.agency and not own_words(reporter).search(alone["who"]):
        who = read_body(alone["who"], reporter)
        return Actor.OTHER if who is None or who.stranger else Actor.OWN
    if _LED.match(clause, _end_of_lead(clause)) and not own_words(reporter).search(clause):
        return Actor.OTHER
    helps = _HELPS.match(clause, _end_of_lead(clause))
    if last and helps and (led := read_body(clause[helps.end() :], reporter)) and led.stranger:
        return Actor.OTHER
    meanwhile = _MEANWHILE.match(clause)
    if meanwhile and not own_words(reporter).search(clause) and is_one_of_many(reporter):
        return Actor.OTHER
    starts = [agent.end() for agent in _AGENT.finditer(clause)]
    if clause.endswith("的") and (held := _HELD_BY.match(clause)):
        starts.append(held.end())  # 在市局举办的2期培训之外
    passives = len(starts)
    starts += [relative.end() for relative in _RELATIVE.finditer(clause)]
    starts.append(_end_of_lead(clause))
    if any(_THE_SAME.match(clause, agent.end()) for agent in _AGENT.finditer(clause)):
        return Actor.OTHER
    for number, start in enumerate(starts):
        passive = number < passives
        actor = _read_subject(clause[start:], reporter, last=last, passive=passive)
        if actor is not None:
            return actor
    return None


def _end_of_lead(clause: str) -> int:
    lead = _LEAD.match(clause)
    return lead.end() if lead else 0


def _read_subject(words: str, reporter: Reporter, *, last: bool, passive: bool) -> Actor | None:
    if (area := _WHOLE_AREA.match(words)) and not own_words(reporter).search(words):
        return _judge_area(area, words, reporter)
    end = _read_bodies(words, reporter)
    if end is None or isinstance(end, Actor):
        return end
    rest = words[end:]
    doing = _ADVERB.sub("", rest, count=1)
    if _HANDS_OVER.match(doing) or _SURVEY.search(words):
        return None
    if not last and not passive and (not rest or ("的" in rest and not _COUNTED.search(rest))):
        return Actor.OTHER if _HELD.match(doing) else None
    return None if _is_about_us(words, end, reporter) else Actor.OTHER


def _read_bodies(words: str, reporter: Reporter) -> Actor | int | None:
    """Return where the strangers that open a clause end; OWN where the body is one of them."""
    body = read_body(words, reporter)
    if body is None:
        return None
    end = 0
    while body is not None:
        if not body.stranger:
            return Actor.OWN
        end += body.end
        beside = _BESIDE.match(words, end)
        if beside is None:
            return end
        end = beside.end()
        body = read_body(words[end:], reporter) or read_any_body(words[end:])
        if body is None:
            return None
    return end


def _judge_area(area: re.Match[str], words: str, reporter: Reporter) -> Actor | None:
    """全省 is wider than a county, 全县行政机关 more than a bureau; 全县教育系统 is its own."""
    if AS_A_RANK.match(words, area.end()):
        return None
    whole = area["whole"]
    if whole and is_wider(whole, reporter):
        return Actor.OTHER
    if not is_one_of_many(reporter):
        return Actor.OWN
    if is_apart(words):
        return Actor.OTHER
    if whole == "省" and _OF_PROVINCE.match(words, area.end()):
        return Actor.OTHER
    if not whole or _ALL_BODIES.match(words, area.end()):
        return Actor.AREA
    return None if is_own_field(words[area.end() :], reporter) else Actor.AREA


def _is_about_us(words: str, end: int, reporter: Reporter) -> bool:
    """Tell whether what another body does concerns the body's own things: 审核我局文件."""
    if own_words(reporter).search(words, end):
        return names_us(words[end:], reporter)
    return _EXAMINED.search(words) is not None and not _FOR_ALL.search(words, end)
