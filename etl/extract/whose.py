"""Whose number is it: the body's own, a wider area's, or somebody's above?

Owns the words that name another body as the subject. A body's own area is not another body.
"""

import re

from etl.catalog import Indicator
from etl.extract.actors import AS_A_RANK, Actor, find_actor, names_us
from etl.extract.bodies import read_body
from etl.extract.own import OWN_WORDS, is_one_of_many
from etl.extract.reasons import Level, Reason, Reporter
from etl.text.clauses import Place

_WIDER = {
    Level.NATION: None,
    Level.PROVINCE: re.compile("全国"),
    Level.CITY: re.compile("全国|全省|全自治区|省级|省厅|省局|省[直级]?机关"),
    Level.COUNTY: re.compile("全国|全省|全自治区|省级|省厅|省局|全市"),
    Level.TOWN: re.compile("全国|全省|全市|全县|全区(?!域)|省级|省厅|市局|县局"),
    Level.UNKNOWN: re.compile("全国|全省"),
}
# 市住建局来区开展交叉检查, 省厅对我局进行督查: somebody above acted, here.
_FROM_ABOVE = re.compile(
    r"(?:上级|国家|省|自治区|市|州|县|区)[^，。；、\d]{0,12}(?:局|厅|委|部|部门|组|办|院|府)"
    r"(?:年内|全年|今年|先后|依法|两次|多次)?(?:来(?:我|本|区|县|市|镇|乡|局)|(?:莅|到|赴|对)(?:我|本))"
)
# 邻县办理…: a neighbour acts.
_OTHER_ACTOR = re.compile(
    r"(?:^|[，；])(?:同时|此外|如)?(?:邻近?|兄弟|周边|其他|外)的?[\u4e00-\u9fff]{0,4}?[省市县区旗镇乡州](?!场|民)"
)
_WHOLE_SYSTEM = re.compile(r"(?:^|，)(?:全年|20\d\d年|今年)?全系统|全省系统|全国系统")


def judge_body(place: Place, indicator: Indicator, reporter: Reporter) -> Reason | None:
    """The figure belongs to another body, to a wider area, or to all bodies of the own one."""
    actor = find_actor(place.left, reporter)
    strange = _is_strange(place, reporter, actor)
    all_of_area = indicator.own_only and actor is Actor.AREA
    return Reason.OTHER_BODY if strange or all_of_area else None


def judge_subject(place: Place, reporter: Reporter) -> Reason | None:
    """A wider area, a whole system, another body, or somebody from above is the subject."""
    strange = _is_strange(place, reporter, find_actor(place.left, reporter))
    return Reason.OTHER_BODY if strange else None


def _is_strange(place: Place, reporter: Reporter, actor: Actor | None) -> bool:
    if actor is Actor.OTHER:
        return True
    subject = _subject_clause(place)
    wider = _WIDER[reporter.level]
    if wider is not None and _speaks_of(wider, subject):
        return True
    if _WHOLE_SYSTEM.search(subject) and not OWN_WORDS.search(subject):
        return True
    if _FROM_ABOVE.search(place.clause) or _OTHER_ACTOR.search(place.left):
        return True
    return _is_counted_apart(place, reporter)


# 另查处92起，不纳入本局统计; 检查30次由牵头部门统计; 相关数据由各地公布
_NOT_OURS = re.compile(
    r"[^，。；\d]{0,16}，?(?:均|也|都|其|该数|数据)*(?:(?:[不未]再?(?:计入|纳入|列入|并入|含在|作为)|均?不属)"
    r"[^，。；]{0,6}(?:[我本][局委厅办镇乡县市区]|[局厅委镇]本?级|统计|日常|总数|[^，。；]{1,4}数(?=[，。；]|$))"
    r"|不在[^，。；]{1,12}(?:之列|内|统计)|[不未]计入(?=[，。；]|$)|(?:另计|另行统计|单独(?:公示|统计))(?=[，。；]|$)|不涉及我|中?不含我|也?以[省市县区上][^，。；]{0,6}名义)"
    r"|[^。；]{0,24}(?:相关|有关|具体|上述|以上)(?:数据|情况)由[^，。；\d]{1,8}(?:公布|公开|统计|发布|通报)"
)
_OF_ALL = re.compile(
    "全[省市县区州旗](?:(?:各|所有)(?:部门|单位|级|乡镇|街道)|(?:各级|各)?(?:行政)?执法(?:机关|部门|单位))"
)
_LEFT_TO = re.compile(r"[^，。；、\d]{0,6}[，（]?(?:均|全部|已|都)?由(?=[^，。；]{2})")
_DEED = re.compile(
    "[^，。；]{0,16}(?:办理|处理|处置|查处|实施|统计|公布|公开|发布|承担|承办|牵头|组织|清理|统计|自行|直接|负责|答复|核查|收缴|处罚|开展|办结|自办|解答|应诉)"
)
_SOMEBODY = re.compile(
    "(?:其(?:自|另|各|单)|各|牵头|属地|相关|有关|院校|企业|两院|[省市县区]级)(?!.{0,4}我)"
)


def _is_counted_apart(place: Place, reporter: Reporter) -> bool:
    """Tell whether the words behind a number leave it to others: 由县区自行统计, 不计入局本级."""
    if _NOT_OURS.match(place.right):
        return True
    if _OF_ALL.search(place.clause) and is_one_of_many(reporter):
        return True
    left_to = _LEFT_TO.match(place.right)
    if left_to is None or names_us(place.clause, reporter):
        return False
    agent = place.right[left_to.end() :]
    if not _DEED.match(agent):
        return False
    body = read_body(agent, reporter)
    return body.stranger if body is not None else _SOMEBODY.match(agent) is not None


_WIDE_FIRST = re.compile("(?:同期)?，?全[国省]")


def _subject_clause(place: Place) -> str:
    """The clause, and the sentence's first clause where the clause has no subject of its own."""
    clause = place.clause
    segment = place.left.rpartition("；")[2]
    first = segment.partition("，")[0]
    if first == clause or OWN_WORDS.search(segment[len(first) :]):
        return clause
    return f"{first}，{clause}" if _WIDE_FIRST.match(first) else clause


def _speaks_of(words: re.Pattern[str], subject: str) -> bool:
    """全省…查办 speaks of the province; 在全省率先, 列全省前十, 全省首个 and 全省统一 do not."""
    return any(
        not _AS_A_PLACE.search(subject, 0, found.start())
        and not AS_A_RANK.match(subject, found.end())
        and not OWN_WORDS.search(subject, found.end())
        for found in words.finditer(subject)
    )


_AS_A_PLACE = re.compile(
    r"(?:在|列|居|为|获|入选|被评为|收看|收听|观看|参加|参与|接受|按照|按|根据|依托|通过|利用|使用|纳入|推荐|作为|(?<!通)报送?|向|成为|获得|评为)$"
)
