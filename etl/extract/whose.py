"""Whose number is it: the body's own, a wider area's, or somebody's above?

Owns the words that name another body as the subject. A body's own area is not another body.
"""

import re

from etl.catalog import Indicator
from etl.extract.reasons import Level, Reason, Reporter
from etl.text.clauses import Place, last_clause

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
    if (reason := judge_subject(place, reporter)) is not None:
        return reason
    subject = _subject_clause(place.left)
    if not reporter.speaks_for_area and indicator.own_only and _WHOLE_AREA.search(subject):
        own = list(_OWN_WORDS.finditer(subject))
        area = list(_WHOLE_AREA.finditer(subject))
        if not own or own[-1].start() < area[-1].start():
            return Reason.OTHER_BODY
    return None


def judge_subject(place: Place, reporter: Reporter) -> Reason | None:
    """A wider area, a whole system, or somebody from above is the subject."""
    subject = _subject_clause(place.left)
    wider = _WIDER[reporter.level]
    if wider and _speaks_of(rf"(?:{wider})", subject):
        return Reason.OTHER_BODY
    if _WHOLE_SYSTEM.search(subject) and not _OWN_WORDS.search(subject):
        return Reason.OTHER_BODY
    return Reason.OTHER_BODY if _FROM_ABOVE.search(last_clause(place.left)) else None


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
